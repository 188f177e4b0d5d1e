import EvidenceFigures
import FigureKit
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What every picture must keep: it is XML, it has a title and a description, nothing in it is loaded or run,
/// and no text leaves it.
enum SVGCheck {
  static func check(_ svg: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(parser.parserError as Any)", sourceLocation: sourceLocation)
    #expect(reader.elements.contains("title") && reader.elements.contains("desc"))
    for name in ["script", "foreignObject", "image", "use", "style"] {
      #expect(!reader.elements.contains(name), sourceLocation: sourceLocation)
    }
    #expect(!svg.contains("href=") && !svg.contains("\u{202E}"), sourceLocation: sourceLocation)
    for text in reader.texts where !reader.isTurned(text) {
      let width = GlyphWidths.width(of: text.text, size: text.size, isBold: text.isBold)
      let left =
        text.anchor == "end"
        ? text.x - width : text.anchor == "middle" ? text.x - width / 2 : text.x
      #expect(
        left >= -0.5 && left + width <= reader.width + 0.5, "'\(text.text)' leaves the picture",
        sourceLocation: sourceLocation)
      #expect(text.y <= reader.height, sourceLocation: sourceLocation)
      #expect(text.size >= 8, "'\(text.text)' is too small", sourceLocation: sourceLocation)
    }
  }

  private struct Written {
    var text: String
    var x: Double
    var y: Double
    var size: Double
    var anchor: String
    var isBold: Bool
    var depth: Int
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: Set<String> = []
    var texts: [Written] = []
    var width = 0.0
    var height = 0.0
    private var open: Written?
    private var turned = 0

    func isTurned(_ text: Written) -> Bool { text.depth > 0 }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements.insert(name)
      if name == "svg" {
        let box = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
        if box.count == 4 { (width, height) = (box[2], box[3]) }
      }
      if name == "g", turned > 0 || attributes["transform"] != nil { turned += 1 }
      if name == "text" {
        open = Written(
          text: "", x: Double(attributes["x"] ?? "") ?? 0, y: Double(attributes["y"] ?? "") ?? 0,
          size: Double(attributes["font-size"] ?? "") ?? 0,
          anchor: attributes["text-anchor"] ?? "start",
          isBold: attributes["font-weight"] == "bold", depth: turned)
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { open?.text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if name == "g", turned > 0 { turned -= 1 }
      if name == "text", let text = open {
        texts.append(text)
        open = nil
      }
    }
  }
}
