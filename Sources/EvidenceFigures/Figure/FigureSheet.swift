import FigureKit
import WordCatalog

/// A figure on its way to a file: title, body, key, caption and origin, from top to bottom.
///
/// Every figure of a review is one of these, so that all have the same type, the same margins, a title and
/// a description that are read aloud, and the same block of what must be said beside it.
struct FigureSheet {
  /// What stands above; empty for nothing.
  var title: String
  /// What the picture shows, for who does not see it.
  var description: String
  /// How large the body is, in pixels of which 96 are an inch.
  var size: Size
  /// What the signs mean.
  var legend: [LegendItem] = []
  /// What must be said beside it, one item a paragraph.
  var caption: [String] = []
  /// Where the numbers come from.
  var origin: FigureOrigin
  var words: Words
  /// The width of the whole in millimetres; nil for that of the pixels.
  var width: Double?

  /// The size of text that is read: 8.25 points.
  static let textSize = 11.0
  /// The size of text that says the same in the other language, and of captions: 7.5 points.
  static let smallSize = 10.0
  static let margin = 16.0
  private static let narrowest = 420.0
  private static let rowHeight = 20.0

  /// A sign and what it means.
  struct LegendItem {
    var text: String
    /// How wide the sign is.
    var width = 26.0
    /// How high it is.
    var height = 16.0
    /// Draws it within a box.
    var draw: (inout SVGWriter, Rectangle) -> Void
  }

  /// How wide the whole is, in pixels.
  var fullWidth: Double { max(size.width, Self.narrowest) + 2 * Self.margin }

  /// The size in points of the smallest type, as wide as the figure will be.
  var smallestType: Double {
    let scale = width.map { $0 / (fullWidth * 25.4 / 96) } ?? 1
    return Self.smallSize * 0.75 * scale
  }

  /// The whole document; `draw` writes the body from a corner, `define` what it refers to.
  func document(
    define: (inout SVGWriter) -> Void = { _ in }, draw: (inout SVGWriter, Point) -> Void
  ) -> String {
    let inner = max(size.width, Self.narrowest)
    let heading = TextLines(title, width: inner, size: 15, isBold: true, limit: 4)
    let top = Self.margin + (title.isEmpty ? 0 : heading.extent.height + 10)
    let (places, legendHeight) = legendPlaces(width: inner)
    let legendTop = top + size.height + 14
    var y = legendTop + (legend.isEmpty ? 0 : legendHeight + 12)
    let paragraphs = caption.map { TextLines($0, width: inner, size: Self.smallSize) }
    let captionTop = y
    for paragraph in paragraphs { y += paragraph.extent.height + 3 }
    let source = TextLines(origin.line(in: words), width: inner, size: Self.smallSize)
    let sourceTop = y + (paragraphs.isEmpty ? 0 : 5)
    let high = sourceTop + source.extent.height + Self.margin

    var writer = SVGWriter()
    writer.begin(
      Size(fullWidth, high), width: width, title: title, description: description,
      language: words.language.rawValue)
    writer.element("metadata", containing: origin.metadata)
    writer.line()
    writer.open("defs")
    define(&writer)
    writer.close("defs")
    writer.line()
    if !title.isEmpty {
      write(heading, at: Point(Self.margin, Self.margin), to: &writer, isBold: true)
    }
    draw(&writer, Point(Self.margin + (inner - size.width) / 2, top))
    writer.line()
    if !legend.isEmpty {
      writer.open("g", ["id": "legend"])
      writer.text(
        words.legendTitle, at: Point(Self.margin, legendTop + Self.textSize), size: Self.textSize,
        isBold: true)
      for (item, place) in zip(legend, places) {
        let at = Point(Self.margin + place.x, legendTop + place.y)
        item.draw(&writer, Rectangle(at, Size(item.width, item.height)))
        writer.text(
          item.text, at: at.moved(item.width + 6, item.height / 2 + 3.8), size: Self.textSize)
        writer.line()
      }
      writer.close("g")
      writer.line()
    }
    y = captionTop
    writer.open("g", ["id": "caption"])
    for paragraph in paragraphs {
      write(paragraph, at: Point(Self.margin, y), to: &writer)
      y += paragraph.extent.height + 3
    }
    write(source, at: Point(Self.margin, sourceTop), to: &writer, fill: "#404040")
    writer.close("g")
    writer.line()
    writer.end()
    return writer.document
  }

  /// Where the signs stand: in rows, below a title.
  private func legendPlaces(width: Double) -> (places: [Point], height: Double) {
    var places: [Point] = []
    var at = Point(0, Self.rowHeight)
    var height = Self.rowHeight
    for item in legend {
      let extent =
        item.width + 6 + GlyphWidths.width(of: item.text, size: Self.textSize) + 18
      if at.x > 0, at.x + extent > width {
        at = Point(0, at.y + height)
        height = Self.rowHeight
      }
      height = max(height, item.height + 4)
      places.append(at)
      at.x += extent
    }
    return (places, at.y + height)
  }

  private func write(
    _ lines: TextLines, at point: Point, to writer: inout SVGWriter, fill: String = "#000000",
    isBold: Bool = false
  ) {
    writer.lines(lines, at: point, fill: fill, isBold: isBold)
  }
}

extension SVGWriter {
  /// Writes lines of text below `point`, which is their upper corner on the side of `anchor`.
  mutating func lines(
    _ lines: TextLines, at point: Point, fill: String = "#000000", anchor: String = "start",
    isBold: Bool = false
  ) {
    for (index, line) in lines.lines.enumerated() {
      text(
        line, at: point.moved(0, lines.size * 0.95 + Double(index) * lines.lineHeight),
        size: lines.size, fill: fill, anchor: anchor, isBold: isBold)
      self.line()
    }
  }

  /// Writes a box.
  mutating func box(
    _ box: Rectangle, fill: String = "none", stroke: String = "none", width: Double = 1,
    dashes: String = ""
  ) {
    empty(
      "rect",
      [
        "x": Self.number(box.minX), "y": Self.number(box.minY),
        "width": Self.number(box.size.width), "height": Self.number(box.size.height),
        "fill": fill, "stroke": stroke, "stroke-width": Self.number(width),
        "stroke-dasharray": dashes.isEmpty ? "none" : dashes,
      ])
  }

  /// Writes a straight line.
  mutating func rule(
    _ from: Point, _ to: Point, stroke: String = "#000000", width: Double = 1, dashes: String = ""
  ) {
    empty(
      "line",
      [
        "x1": Self.number(from.x), "y1": Self.number(from.y), "x2": Self.number(to.x),
        "y2": Self.number(to.y), "stroke": stroke, "stroke-width": Self.number(width),
        "stroke-dasharray": dashes.isEmpty ? "none" : dashes,
      ])
  }

  /// Writes a number that can be read on any fill: black with a white rim.
  mutating func numeral(_ text: String, at center: Point, size: Double) {
    let attributes: (String, String, String) -> Attributes = { fill, stroke, width in
      [
        "x": Self.number(center.x), "y": Self.number(center.y + size * 0.36),
        "font-size": Self.number(size), "text-anchor": "middle", "font-weight": "bold",
        "fill": fill, "stroke": stroke, "stroke-width": width, "stroke-linejoin": "round",
      ]
    }
    element("text", attributes("#FFFFFF", "#FFFFFF", "3.2"), containing: text)
    element("text", attributes("#000000", "none", "0"), containing: text)
  }
}
