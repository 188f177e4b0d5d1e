import FigureKit
import GraphDrawing
import GraphLayout
import GraphModel
import WordCatalog

/// The part of a picture that explains its shapes and lines: samples in rows.
struct SVGLegend {
  /// How high it is.
  let height: Double
  private var samples: [Sample] = []
  private let words: Words

  private struct Sample {
    var name: String
    var look: Look
    var at: Point
  }

  private enum Look {
    case node(NodeStyle)
    case line(EdgeStyle, count: Int)
  }

  private static let rowHeight = 22.0
  private static let sampleWidth = 34.0
  private static let textSize = 10.0

  init(_ picture: GraphPicture, words: Words, width: Double) {
    self.words = words
    var looks: [(name: String, look: Look)] = picture.nodeStyles.keys.sorted().map { label in
      let name = label.isEmpty ? words.noLabel : label.string
      return (name, .node(picture.nodeStyles[label] ?? NodeStyle(.box, .white)))
    }
    for kind in picture.lineStyles.keys.sorted() {
      guard let style = picture.lineStyles[kind] else { continue }
      looks.append((kind.name(in: words), .line(style, count: 1)))
    }
    let common = LegendEntry.common(
      largestCount: picture.largestCount, hasHedged: picture.hasHedged, words: words)
    for entry in common { looks.append((entry.name, .line(entry.style, count: entry.count))) }

    var place = Point(0, Self.rowHeight)
    var wasNode = true
    for (name, look) in looks {
      let shown = TextLines(
        name, width: max(60, width - Self.sampleWidth - 8), size: Self.textSize, limit: 1)
      let extent = Self.sampleWidth + 6 + shown.width + 18
      if case .line = look, wasNode, place.x > 0 {
        // Lines begin a row of their own.
        place = Point(0, place.y + Self.rowHeight)
        wasNode = false
      }
      if place.x > 0, place.x + extent > width { place = Point(0, place.y + Self.rowHeight) }
      samples.append(Sample(name: shown.lines.first ?? "", look: look, at: place))
      place.x += extent
    }
    height = place.y + Self.rowHeight
  }

  /// Draws it from its upper left corner.
  func write(to writer: inout SVGWriter, at corner: Point) {
    writer.open("g", ["id": "legend"])
    writer.text(
      words.legendTitle, at: corner.moved(0, 12), size: 11, isBold: true)
    writer.line()
    for sample in samples {
      let at = corner.moved(sample.at.x, sample.at.y)
      switch sample.look {
      case .node(let style):
        let box = Rectangle(at.moved(2, 1), Size(28, 17))
        let (outline, details) = style.outline(in: box)
        writer.empty(
          "path", ["d": outline, "fill": style.fill.rawValue, "stroke": "#000000"])
        if !details.isEmpty {
          writer.empty("path", ["d": details, "fill": "none", "stroke": "#000000"])
        }
      case .line(let style, let count):
        let route = Route([at.moved(2, 10), at.moved(Self.sampleWidth - 2, 10)])
        writer.empty("path", Self.attributes(of: style, route.pathData, count, false))
        let head = style.headPath(at: route)
        if !head.isEmpty { writer.empty("path", Self.headAttributes(of: style, head)) }
      }
      writer.text(sample.name, at: at.moved(Self.sampleWidth + 6, 13.5), size: Self.textSize)
      writer.line()
    }
    writer.close("g")
    writer.line()
  }

  /// How a line is drawn.
  static func attributes(
    of style: EdgeStyle, _ path: String, _ count: Int, _ isHedged: Bool
  ) -> SVGWriter.Attributes {
    let width = SVGWriter.number(Double(style.width(count: count)) / 10)
    let dashes = EdgeStyle.dashes(style.line(hedged: isHedged))
    return [
      "d": path, "fill": "none", "stroke": style.color, "stroke-width": width,
      "stroke-dasharray": dashes.isEmpty ? "none" : dashes,
    ]
  }

  /// How the head of a line is drawn.
  static func headAttributes(of style: EdgeStyle, _ path: String) -> SVGWriter.Attributes {
    let fill =
      switch style.headFill {
      case .color: style.color
      case .white: "#FFFFFF"
      case .none: "none"
      }
    return ["d": path, "fill": fill, "stroke": style.color, "stroke-width": "1.3"]
  }
}
