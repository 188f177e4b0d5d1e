import FigureKit
import GraphDrawing
import GraphModel
import PluginKit
import WordCatalog

/// A picture on its way to a file: title, graph, legend, and where it comes from, from top to bottom.
struct SVGDrawing {
  private let picture: GraphPicture
  private let options: SVGOptions
  private let words: Words
  private let caption: Caption
  private let title: String
  private let query: String?
  private var writer = SVGWriter()

  private static let margin = 18.0
  private static let narrowest = 440.0

  init(_ picture: GraphPicture, _ options: SVGOptions, _ subject: ExportSubject) {
    self.picture = picture
    self.options = options
    words = Words(options.language)
    caption = Caption(words: words, nameProperty: Text(options.label))
    title = options.title.isEmpty ? subject.title ?? "" : options.title
    query = subject.query
  }

  /// The whole document.
  mutating func document() -> String {
    let width = max(picture.size.width, Self.narrowest)
    let heading =
      title.isEmpty ? nil : TextLines(title, width: width, size: 16, isBold: true, limit: 4)
    let top = Self.margin + (heading.map { $0.extent.height + 12 } ?? 0)
    let legend =
      options.legend && !picture.nodes.isEmpty
      ? SVGLegend(picture, words: words, width: width) : nil
    let legendTop = top + picture.size.height + 20
    let sourceTop = legendTop + (legend.map { $0.height + 16 } ?? 0)
    let source = TextLines(sourceLine, width: width, size: 9, limit: 6)
    let size = Size(
      width + 2 * Self.margin, sourceTop + source.extent.height + Self.margin)

    let labels = picture.nodeStyles.keys.filter { !$0.isEmpty }.sorted().map(\.string)
    writer.begin(
      size, width: options.width == 0 ? nil : Double(options.width),
      title: title.isEmpty ? words.pictureTitle : title,
      description: words.pictureDescription(
        nodes: picture.nodes.count, relationships: picture.relationships.count, labels: labels),
      language: options.language.rawValue)
    if let heading {
      writeLines(
        heading, at: Point(Self.margin, Self.margin), size: 16, fill: "#000000", isBold: true)
    }
    // A graph that is narrower than its legend stands in the middle.
    let left = Self.margin + (width - picture.size.width) / 2
    writer.open(
      "g", ["transform": "translate(\(SVGWriter.number(left)) \(SVGWriter.number(top)))"])
    writer.line()
    for line in picture.lines { write(line) }
    for node in picture.nodes { write(node) }
    for line in picture.lines { writeLabel(of: line) }
    writer.close("g")
    writer.line()
    legend?.write(to: &writer, at: Point(Self.margin, legendTop))
    writeLines(source, at: Point(Self.margin, sourceTop), size: 9, fill: "#404040")
    writer.end()
    return writer.document
  }

  /// How much is shown, and what was asked.
  private var sourceLine: String {
    let size = picture.sizeText(in: words)
    return query.map { "\(size) · \(words.drawnQuery($0))" } ?? size
  }

  private mutating func writeLines(
    _ lines: TextLines, at point: Point, size: Double, fill: String, isBold: Bool = false
  ) {
    for (index, line) in lines.lines.enumerated() {
      writer.text(
        line, at: point.moved(0, size + Double(index) * lines.lineHeight), size: size, fill: fill,
        isBold: isBold)
      writer.line()
    }
  }

  private mutating func write(_ node: GraphPicture.Node) {
    let style = picture.style(of: node)
    let (outline, details) = style.outline(in: node.box)
    writer.open("g", ["id": "node-\(node.id)"])
    writer.element("title", containing: caption.tooltip(of: node.id, node.contents))
    let width = style.style == .bold || node.isFocus ? "2.4" : "1"
    writer.empty(
      "path",
      ["d": outline, "fill": style.fill.rawValue, "stroke": "#000000", "stroke-width": width])
    if !details.isEmpty {
      writer.empty("path", ["d": details, "fill": "none", "stroke": "#000000"])
    }
    let name = node.names[0]
    let center = style.textCenter(in: node.box)
    let first = center.y - name.extent.height / 2 + name.size * 0.95
    for (index, line) in name.lines.enumerated() {
      writer.text(
        line, at: Point(center.x, first + Double(index) * name.lineHeight), size: name.size,
        fill: style.fill.text, anchor: "middle")
    }
    writer.close("g")
    writer.line()
  }

  private mutating func write(_ line: GraphPicture.Line) {
    let style = picture.style(of: line)
    let first = picture.relationships[line.relationships[0]]
    writer.open("g", ["id": "relationship-\(first.id)"])
    writer.element("title", containing: tooltip(of: line))
    writer.empty(
      "path",
      SVGLegend.attributes(
        of: style, line.route.pathData, line.relationships.count, line.isHedged))
    let head = style.headPath(at: line.route)
    if !head.isEmpty { writer.empty("path", SVGLegend.headAttributes(of: style, head)) }
    writer.close("g")
    writer.line()
  }

  /// Who says it, where, in what words, for each relationship of the line.
  private func tooltip(of line: GraphPicture.Line) -> String {
    var texts: [String] = []
    for place in line.relationships {
      let drawn = picture.relationships[place]
      let text = caption.tooltip(
        of: drawn.contents, from: name(drawn.start), to: name(drawn.end))
      // The first one says what the line joins; the others need not repeat it.
      let rest = text.split(separator: "\n", maxSplits: 1).dropFirst().first.map(String.init)
      if texts.isEmpty { texts.append(text) } else if let rest { texts.append(rest) }
    }
    return texts.joined(separator: "\n")
  }

  private func name(_ place: Int) -> String {
    caption.name(of: picture.nodes[place].id, picture.nodes[place].contents)
  }

  private mutating func writeLabel(of line: GraphPicture.Line) {
    guard let label = line.label, let box = line.labelBox else { return }
    writer.empty(
      "rect",
      [
        "x": SVGWriter.number(box.minX), "y": SVGWriter.number(box.minY),
        "width": SVGWriter.number(box.size.width), "height": SVGWriter.number(box.size.height),
        "fill": "#FFFFFF",
      ])
    writer.text(
      label, at: Point(box.center.x, box.center.y + 3.2), size: GraphPicture.lineTextSize,
      anchor: "middle")
    writer.line()
  }
}
