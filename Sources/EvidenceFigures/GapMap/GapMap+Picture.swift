import EvidenceKit
import FigureKit
import GraphModel
import WordCatalog

/// How a gap map is drawn.
public struct GapMapStyle: Sendable {
  /// What colours and hatches tell.
  public var color = Coloring.layer
  /// What stands above; empty for a title of ours.
  public var title = ""
  /// The width in millimetres; nil for as much as the names need.
  public var width: Double?

  /// What colours and hatches can tell.
  public enum Coloring: String, CaseIterable, Sendable {
    /// The strongest layer that has anything.
    case layer
    /// Whether claims are for, against, both, or neither.
    case stance
  }

  /// The usual way.
  public init() {}
}

extension GapMap {
  /// The map as SVG: a matrix of circles, whose area is the number of studies and whose fill is the layer.
  ///
  /// - Returns: The document, and the size in points of its smallest type.
  public func svg(_ style: GapMapStyle = GapMapStyle(), in words: Words) -> (
    text: String, smallestType: Double
  ) {
    let drawing = GapMapDrawing(self, style, words)
    return (
      drawing.sheet.document(define: drawing.define, draw: drawing.draw), drawing.sheet.smallestType
    )
  }
}

/// The picture of a gap map, laid out.
private struct GapMapDrawing {
  let map: GapMap
  let style: GapMapStyle
  let words: Words
  let other: Words
  private let rowNames: [Names]
  private let columnNames: [Names]
  private let rowHeights: [Double]
  private let nameWidth: Double
  private let columnWidth: Double
  private let headHeight: Double
  private let greatest: Int

  /// A name in the language of the picture, and in the other where it differs.
  private struct Names {
    var first: TextLines
    var second: TextLines?

    init(_ heading: GapMap.Heading, _ words: Words, _ other: Words, width: Double, lines: Int) {
      let name = heading.name(in: words)
      first = TextLines(name, width: width, size: FigureSheet.textSize, limit: lines)
      let translated = heading.name(in: other)
      second =
        translated == name
        ? nil : TextLines(translated, width: width, size: FigureSheet.smallSize, limit: lines)
    }

    var height: Double { first.extent.height + (second?.extent.height ?? 0) }
    var width: Double { max(first.width, second?.width ?? 0) }
  }

  /// The most that a radius may be.
  private static let largest = 17.0
  private static let totalWidth = 44.0

  init(_ map: GapMap, _ style: GapMapStyle, _ words: Words) {
    self.map = map
    self.style = style
    self.words = words
    let other = Words(words.language == .en ? .cy : .en)
    self.other = other
    rowNames = map.rows.map { Names($0, words, other, width: 210, lines: 3) }
    columnNames = map.columns.map { Names($0, words, other, width: 190, lines: 3) }
    nameWidth = max(80, rowNames.map(\.width).max() ?? 0) + 8
    rowHeights = rowNames.map { max($0.height + 8, Self.largest * 2 + 4) }
    columnWidth = max(Self.largest * 2 + 6, (columnNames.map(\.height).max() ?? 0) + 6)
    headHeight = max(40, columnNames.map(\.width).max() ?? 0) + 10
    greatest = map.cells.map(\.studies).max() ?? 0
  }

  private var bodyHeight: Double { rowHeights.reduce(0, +) }
  private var gridWidth: Double { Double(map.columns.count) * columnWidth }
  private var title: String { style.title.isEmpty ? words.gapMapTitle : style.title }

  var sheet: FigureSheet {
    FigureSheet(
      title: title,
      description: words.gapMapDescription(
        rows: map.rows.count, columns: map.columns.count,
        absolute: map.cells.count { $0.gap == .absolute },
        conflicts: map.cells.count { $0.conflict }),
      size: Size(nameWidth + gridWidth + Self.totalWidth, headHeight + bodyHeight + 26),
      legend: legend, caption: map.caption(in: words), origin: map.origin, words: words,
      width: style.width)
  }

  // MARK: Fills

  /// What fills a cell: the place of a fill and what it means.
  private var fills: [(fill: HatchedFill, name: String)] {
    switch style.color {
    case .layer:
      map.question.layers.enumerated().map { (HatchedFill.at($0.offset), $0.element.title(words)) }
    case .stance:
      Stance.allCases.map { ($0.fill, $0.text(in: words)) }
        + [(HatchedFill("#BDBDBD", .dotted), words.noStanceStated)]
    }
  }

  private func fill(of cell: GapMap.Cell) -> Int {
    switch style.color {
    case .layer: return cell.strongest ?? 0
    case .stance:
      return cell.stance.flatMap(Stance.allCases.firstIndex) ?? Stance.allCases.count
    }
  }

  private func id(_ fill: Int) -> String { "fill-\(fill + 1)" }

  func define(_ writer: inout SVGWriter) {
    for (place, fill) in fills.enumerated() { fill.fill.define(in: &writer, id: id(place)) }
  }

  // MARK: Signs

  private func radius(_ studies: Int) -> Double {
    guard greatest > 0 else { return 4 }
    return max(4.5, Self.largest * (Double(studies) / Double(greatest)).squareRoot())
  }

  private func circle(
    _ center: Point, _ radius: Double, _ fill: Int, isConflict: Bool, to writer: inout SVGWriter
  ) {
    writer.empty(
      "circle",
      [
        "cx": SVGWriter.number(center.x), "cy": SVGWriter.number(center.y),
        "r": SVGWriter.number(radius), "fill": fills[fill].fill.paint(id: id(fill)),
        "stroke": "#000000", "stroke-width": "1",
      ])
    guard isConflict else { return }
    writer.empty(
      "circle",
      [
        "cx": SVGWriter.number(center.x), "cy": SVGWriter.number(center.y),
        "r": SVGWriter.number(radius + 2.4), "fill": "none", "stroke": "#000000",
        "stroke-width": "1.4", "stroke-dasharray": "2.4 1.8",
      ])
  }

  /// The sign of statements without a study: a square that stands on its corner.
  private func diamond(_ center: Point, _ fill: Int, to writer: inout SVGWriter) {
    var path = PathData()
    path.polygon([
      center.moved(0, -8), center.moved(8, 0), center.moved(0, 8), center.moved(-8, 0),
    ])
    writer.empty(
      "path",
      [
        "d": path.text, "fill": fills[fill].fill.paint(id: id(fill)), "stroke": "#000000",
        "stroke-width": "1",
      ])
  }

  private var legend: [FigureSheet.LegendItem] {
    var items: [FigureSheet.LegendItem] = []
    let used = Set(map.cells.filter { $0.studies > 0 || $0.claims > 0 }.map(fill))
    for place in used.sorted() {
      let (name, id) = (fills[place].name, id(place))
      let paint = fills[place].fill.paint(id: id)
      items.append(
        .init(text: name) { writer, box in
          writer.box(box, fill: paint, stroke: "#000000")
        })
    }
    for studies in Set([1, max(1, greatest / 2), max(1, greatest)]).sorted() where greatest > 0 {
      let radius = radius(studies)
      items.append(
        .init(
          text: words.studiesCount(studies), width: radius * 2 + 2, height: max(16, radius * 2 + 2)
        ) { writer, box in
          writer.empty(
            "circle",
            [
              "cx": SVGWriter.number(box.center.x), "cy": SVGWriter.number(box.center.y),
              "r": SVGWriter.number(radius), "fill": "none", "stroke": "#000000",
            ])
        })
    }
    if map.cells.contains(where: { $0.studies == 0 && $0.claims > 0 }) {
      items.append(
        .init(text: words.claimsWithoutStudy, width: 18, height: 18) { writer, box in
          var path = PathData()
          path.polygon([
            box.center.moved(0, -8), box.center.moved(8, 0), box.center.moved(0, 8),
            box.center.moved(-8, 0),
          ])
          writer.empty("path", ["d": path.text, "fill": "none", "stroke": "#000000"])
        })
    }
    if map.cells.contains(where: \.conflict) {
      items.append(
        .init(text: words.conflictCell, width: 18, height: 18) { writer, box in
          writer.empty(
            "circle",
            [
              "cx": SVGWriter.number(box.center.x), "cy": SVGWriter.number(box.center.y),
              "r": "8", "fill": "none", "stroke": "#000000", "stroke-width": "1.4",
              "stroke-dasharray": "2.4 1.8",
            ])
        })
    }
    items.append(
      .init(text: words.absoluteGap, width: 18, height: 18) { writer, box in
        Self.cross(box.center, to: &writer)
      })
    return items
  }

  /// The sign of nothing: a small grey cross.
  private static func cross(_ center: Point, to writer: inout SVGWriter) {
    writer.rule(center.moved(-3, -3), center.moved(3, 3), stroke: "#767676")
    writer.rule(center.moved(-3, 3), center.moved(3, -3), stroke: "#767676")
  }

  // MARK: Matrix

  func draw(_ writer: inout SVGWriter, _ corner: Point) {
    let grid = corner.moved(nameWidth, headHeight)
    drawNames(&writer, corner, grid)
    var y = grid.y
    for (row, height) in rowHeights.enumerated() {
      for column in map.columns.indices {
        let center = Point(
          grid.x + (Double(column) + 0.5) * columnWidth, y + height / 2)
        draw(map[row, column], at: center, to: &writer)
      }
      writer.text(
        "\(map.studies(ofRow: row))", at: Point(grid.x + gridWidth + 22, y + height / 2 + 4),
        size: FigureSheet.textSize, anchor: "middle", isBold: true)
      writer.line()
      y += height
    }
    for column in map.columns.indices {
      writer.text(
        "\(map.studies(ofColumn: column))",
        at: Point(grid.x + (Double(column) + 0.5) * columnWidth, y + 17),
        size: FigureSheet.textSize, anchor: "middle", isBold: true)
    }
    writer.text(
      words.studiesHeading, at: Point(grid.x - 8, y + 17), size: FigureSheet.textSize,
      anchor: "end", isBold: true)
  }

  private func drawNames(_ writer: inout SVGWriter, _ corner: Point, _ grid: Point) {
    let right = grid.x + gridWidth
    var y = grid.y
    writer.rule(Point(corner.x, y), Point(right + Self.totalWidth, y), width: 1.2)
    for (names, height) in zip(rowNames, rowHeights) {
      let top = y + (height - names.height) / 2
      writer.lines(names.first, at: Point(grid.x - 8, top), anchor: "end")
      if let second = names.second {
        writer.lines(
          second, at: Point(grid.x - 8, top + names.first.extent.height), fill: "#595959",
          anchor: "end")
      }
      y += height
      writer.rule(
        Point(corner.x, y), Point(right + Self.totalWidth, y), stroke: "#BDBDBD", width: 0.7)
    }
    for (column, names) in columnNames.enumerated() {
      let x = grid.x + Double(column) * columnWidth
      writer.rule(Point(x, corner.y), Point(x, y), stroke: "#BDBDBD", width: 0.7)
      // Turned so that it is read from below.
      let place = Point(x + (columnWidth - names.height) / 2, grid.y - 6)
      writer.open(
        "g",
        [
          "transform":
            "translate(\(SVGWriter.number(place.x)) \(SVGWriter.number(place.y))) rotate(-90)"
        ])
      writer.lines(names.first, at: Point(0, 0))
      if let second = names.second {
        writer.lines(second, at: Point(0, names.first.extent.height), fill: "#595959")
      }
      writer.close("g")
      writer.line()
    }
    writer.rule(Point(right, corner.y), Point(right, y + 26), width: 1.2)
    writer.open(
      "g",
      [
        "transform":
          "translate(\(SVGWriter.number(right + 16)) \(SVGWriter.number(grid.y - 6))) rotate(-90)"
      ])
    writer.text(
      words.studiesHeading, at: Point(0, 10), size: FigureSheet.textSize, isBold: true)
    writer.close("g")
    writer.line()
    writer.rule(Point(corner.x, y), Point(right + Self.totalWidth, y), width: 1.2)
  }

  private func draw(_ cell: GapMap.Cell, at center: Point, to writer: inout SVGWriter) {
    writer.open("g", ["id": "cell-\(cell.row + 1)-\(cell.column + 1)"])
    writer.element("title", containing: sentence(of: cell))
    if cell.studies > 0 {
      let radius = radius(cell.studies)
      circle(center, radius, fill(of: cell), isConflict: cell.conflict, to: &writer)
      writer.numeral("\(cell.studies)", at: center, size: radius < 7 ? 9 : 11)
    } else if cell.claims > 0 {
      diamond(center, fill(of: cell), to: &writer)
      writer.numeral("\(cell.claims)", at: center, size: 10)
    } else {
      Self.cross(center, to: &writer)
    }
    writer.close("g")
    writer.line()
  }

  /// What the cell says, for who cannot see it or rests the pointer on it.
  private func sentence(of cell: GapMap.Cell) -> String {
    let pair = "\(map.rows[cell.row].name(in: words)) × \(map.columns[cell.column].name(in: words))"
    guard cell.studies > 0 || cell.claims > 0 else { return "\(pair): \(words.absoluteGap)" }
    var parts = [words.studiesCount(cell.studies), words.claimsCount(cell.claims)]
    for (layer, count) in zip(map.question.layers, cell.layers)
    where count.studies > 0 || count.claims > 0 {
      parts.append(
        "\(layer.title(words)): \(words.studiesCount(count.studies)), "
          + words.claimsCount(count.claims))
    }
    if cell.conflict { parts.append(words.conflictCell) }
    if cell.gap == .synthesis { parts.append(words.synthesisGap) }
    return "\(pair): \(parts.joined(separator: "; "))"
  }
}
