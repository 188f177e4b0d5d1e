import FigureKit
import PluginKit
import Testing
import XMLParsing

/// What every picture must keep: it is XML, it has a title and a description, nothing in it is loaded or run,
/// and no text leaves it.
enum SVGCheck {
  static func check(_ svg: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    var reading = Reading()
    let reader = XMLPullReader(ByteStream(Array(svg.utf8), name: "svg"))
    reading: while true {
      switch try reader.next() {
      case .start(let start): reading.begin(start)
      case .end(let name): reading.end(name)
      case .text(let text): reading.open?.text += text
      case .done: break reading
      }
    }
    #expect(reading.elements.contains("title") && reading.elements.contains("desc"))
    for name in ["script", "foreignObject", "image", "use", "style"] {
      #expect(!reading.elements.contains(name), sourceLocation: sourceLocation)
    }
    #expect(!svg.contains("href=") && !svg.contains("\u{202E}"), sourceLocation: sourceLocation)
    for text in reading.texts where !text.isTurned {
      let width = GlyphWidths.width(of: text.text, size: text.size, isBold: text.isBold)
      let left =
        text.anchor == "end"
        ? text.x - width : text.anchor == "middle" ? text.x - width / 2 : text.x
      #expect(
        left >= -0.5 && left + width <= reading.width + 0.5, "'\(text.text)' leaves the picture",
        sourceLocation: sourceLocation)
      #expect(text.y <= reading.height, sourceLocation: sourceLocation)
      #expect(text.size >= 8, "'\(text.text)' is too small", sourceLocation: sourceLocation)
    }
  }

  /// A text as it is written.
  private struct Written {
    var text = ""
    var x: Double
    var y: Double
    var size: Double
    var anchor: String
    var isBold: Bool
    /// Whether a group around it moves or turns it.
    var isTurned: Bool
  }

  private struct Reading {
    var elements: Set<String> = []
    var texts: [Written] = []
    var width = 0.0
    var height = 0.0
    var open: Written?
    private var turned = 0

    mutating func begin(_ start: XMLStart) {
      elements.insert(start.name)
      func number(_ name: String) -> Double { start[name].flatMap { Double($0) } ?? 0 }
      switch start.name {
      case "svg":
        let box = (start["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
        if box.count == 4 { (width, height) = (box[2], box[3]) }
      case "g": if turned > 0 || start["transform"] != nil { turned += 1 }
      case "text":
        open = Written(
          x: number("x"), y: number("y"), size: number("font-size"),
          anchor: start["text-anchor"] ?? "start", isBold: start["font-weight"] == "bold",
          isTurned: turned > 0)
      default: break
      }
    }

    mutating func end(_ name: String) {
      if name == "g", turned > 0 { turned -= 1 }
      guard name == "text", let text = open else { return }
      texts.append(text)
      open = nil
    }
  }
}
