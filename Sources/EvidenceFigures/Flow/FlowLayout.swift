import FigureKit
import WordCatalog

/// The boxes of the diagram, each with its lines, in the rows and columns of the standard.
struct FlowLayout {
  /// A box as it is drawn, and written for Graphviz.
  struct Box {
    /// Where it stands: 0 the way through, 1 what is left out there, 2 and 3 the same of other methods.
    var column: Int
    /// From 0, identification, to 5, what is included.
    var row: Int
    /// Its lines, with the box of the standard that each has its number from.
    var lines: [(text: String, boxes: [FlowBox])]
  }

  /// The boxes by their names.
  private(set) var boxes: [(name: String, box: Box)] = []
  /// The ways between boxes, by their names.
  private(set) var arrows: [(from: String, to: String)] = []

  init(_ flow: ScreeningFlow, _ words: Words) {
    let update = flow.isUpdate
    func line(_ box: FlowBox) -> (text: String, boxes: [FlowBox]) {
      (Self.line(box.text(in: words, isUpdate: update), flow.counts[box], words), [box])
    }
    func heading(_ text: String) -> (text: String, boxes: [FlowBox]) { (text, []) }
    func add(
      _ name: String, _ column: Int, _ row: Int, _ lines: [(text: String, boxes: [FlowBox])]
    ) {
      boxes.append((name, Box(column: column, row: row, lines: lines)))
    }
    func reasons(_ box: FlowBox) -> [(text: String, boxes: [FlowBox])] {
      let reasons = flow.reasons[box] ?? []
      if reasons.isEmpty {
        return [
          heading(box.text(in: words)),
          (Self.line(words.prismaReasonsNotStated, flow.counts[box], words), [box]),
        ]
      }
      return [heading(box.text(in: words))]
        + reasons.map { (Self.line($0.reason, $0.count, words), [box]) }
    }

    var identified = [heading(words.prismaRecordsIdentified), line(.databases), line(.registers)]
    if flow.stages.contains(where: { $0.box == .otherScreened }) {
      identified.append(line(.otherScreened))
    }
    if update {
      add("previous", 0, 0, [line(.previousStudies), line(.previousReports)])
    }
    add("identified", 0, 1, identified)
    add(
      "removed", 1, 1,
      [heading(words.prismaRemoved), line(.duplicates), line(.automation), line(.removedOther)])
    add("screened", 0, 2, [line(.screened)])
    add("excluded", 1, 2, [line(.excluded)])
    add("sought", 0, 3, [line(.sought)])
    add("not_retrieved", 1, 3, [line(.notRetrieved)])
    add("assessed", 0, 4, [line(.assessed)])
    add("reports_excluded", 1, 4, reasons(.reportsExcluded))
    add("included", 0, 5, [line(.newStudies), line(.newReports)])
    arrows = [
      ("identified", "removed"), ("identified", "screened"), ("screened", "excluded"),
      ("screened", "sought"), ("sought", "not_retrieved"), ("sought", "assessed"),
      ("assessed", "reports_excluded"), ("assessed", "included"),
    ]
    if flow.hasOtherMethods {
      add(
        "other_identified", 2, 1,
        [
          heading(words.prismaOtherIdentified), line(.websites), line(.organisations),
          line(.citations),
        ])
      add("other_sought", 2, 3, [line(.otherSought)])
      add("other_not_retrieved", 3, 3, [line(.otherNotRetrieved)])
      add("other_assessed", 2, 4, [line(.otherAssessed)])
      add("other_excluded", 3, 4, reasons(.otherExcluded))
      arrows += [
        ("other_identified", "other_sought"), ("other_sought", "other_not_retrieved"),
        ("other_sought", "other_assessed"), ("other_assessed", "other_excluded"),
        ("other_assessed", "included"),
      ]
    }
    if update {
      add("total", 0, 6, [line(.totalStudies), line(.totalReports)])
      arrows += [("previous", "total"), ("included", "total")]
    }
  }

  /// `Records screened (n = 718)`; a number that only follows from others has a dagger.
  private static func line(
    _ text: String, _ count: ScreeningFlow.Count?, _ words: Words
  ) -> String {
    let number = count.map { "\($0.number)\($0.isDerived ? "†" : "")" } ?? words.notStated
    return "\(text) (n = \(number))"
  }
}

extension ScreeningFlow {
  /// The diagram as SVG: the boxes and the wording of PRISMA 2020.
  ///
  /// Numbers of sums that do not hold are red and underlined with a wave of words: `(!)`.
  ///
  /// - Returns: The document, and the size in points of its smallest type.
  public func svg(
    title: String = "", width: Double? = nil, in words: Words
  ) -> (text: String, smallestType: Double) {
    let drawing = FlowDrawing(self, words)
    let sheet = FigureSheet(
      title: title.isEmpty ? words.prismaTitle : title,
      description: words.prismaDescription(numbers(in: words)), size: drawing.size,
      caption: notes(in: words), origin: origin, words: words, width: width)
    return (sheet.document(draw: drawing.draw), sheet.smallestType)
  }

  /// The diagram for Graphviz.
  public func dot(title: String = "", in words: Words) -> String {
    let layout = FlowLayout(self, words)
    let wrong = wrongBoxes
    var lines = [
      "digraph prisma {",
      "  graph [label=\(Self.quoted(title.isEmpty ? words.prismaTitle : title)), labelloc=t, "
        + "splines=ortho, nodesep=0.5, ranksep=0.4, newrank=true, fontname=Arial];",
      "  node [shape=box, fontname=Arial, fontsize=10, width=3, margin=\"0.12,0.08\"];",
      "  edge [arrowsize=0.7];",
    ]
    let sides = [
      1: words.prismaIdentification, 3: words.prismaScreening, 5: words.prismaIncluded,
    ]
    for (row, side) in sides.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "  side_\(row) [label=\(Self.quoted(side)), width=1, style=filled, "
          + "fillcolor=\"#BCD2EE\"];")
    }
    lines.append("  side_1 -> side_3 -> side_5 [style=invis];")
    let ways = [
      (name: "databases", title: words.prismaDatabasesTitle, columns: 0...1),
      (name: "other", title: words.prismaOtherTitle, columns: 2...3),
    ]
    for way in ways {
      let boxes = layout.boxes.filter { way.columns.contains($0.box.column) }
      guard !boxes.isEmpty else { continue }
      lines.append("  subgraph cluster_\(way.name) {")
      lines.append(
        "    graph [label=\(Self.quoted(way.title)), style=filled, fillcolor=\"#F7F7F7\"];")
      for (name, box) in boxes {
        let text = box.lines.map(\.text).map(Self.escaped).joined(separator: "\\l") + "\\l"
        let isWrong = box.lines.contains { $0.boxes.contains { wrong.contains($0) } }
        let color = isWrong ? "color=\"#B00020\", fontcolor=\"#B00020\", " : ""
        lines.append(
          "    \(name) [label=\"\(text)\", \(color)style=filled, fillcolor=white];")
      }
      lines.append("  }")
    }
    for row in 0...6 {
      let names =
        (sides[row] == nil ? [] : ["side_\(row)"])
        + layout.boxes.filter { $0.box.row == row }.map(\.name)
      if names.count > 1 { lines.append("  { rank=same; \(names.joined(separator: "; ")); }") }
    }
    for arrow in layout.arrows { lines.append("  \(arrow.from) -> \(arrow.to);") }
    for note in notes(in: words) { lines.append("  // \(Self.comment(note))") }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in VisibleText.of(text) {
      if character == "\"" || character == "\\" { result += "\\" }
      result.append(character)
    }
    return result
  }

  private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  private static func comment(_ text: String) -> String {
    VisibleText.of(text).replacing("*/", with: "* /")
  }

  /// The numbers, as they are read aloud.
  private func numbers(in words: Words) -> [String] {
    FlowBox.allCases.compactMap { box in
      counts[box].map { "\(box.text(in: words, isUpdate: isUpdate)): \($0.number)" }
    }
  }

  /// What stands below: the standard's footnotes, whose words they are, what follows from what.
  func notes(in words: Words) -> [String] {
    var notes = [words.prismaFootnotes]
    if counts.values.contains(where: \.isDerived) {
      let sums = FlowBox.allCases.compactMap { box -> String? in
        guard let count = counts[box], count.isDerived, !count.sum.isEmpty else { return nil }
        // The numbers alone: their names are for programs.
        let numbers = count.sum.replacing(/[^\s()]+ \((-?\d+)\)/) { $0.1 }
        return "\(box.text(in: words, isUpdate: isUpdate)) = \(numbers)"
      }
      notes.append("\(words.prismaDerivedNote) \(sums.joined(separator: "; "))")
    }
    if stages.contains(where: { $0.box == .otherScreened }) {
      notes.append(words.prismaOtherScreenedNote)
    }
    if !unplaced.isEmpty {
      notes.append("\(words.prismaUnplacedNote): \(unplaced.map(\.name).joined(separator: ", "))")
    }
    notes += contradictions.map { "\(words.flowWrong): \($0.text(in: words))" }
    notes.append(words.prismaOwnWords)
    return notes
  }
}

/// The picture of a flow, laid out.
private struct FlowDrawing {
  let size: Size
  private let words: Words
  private let flow: ScreeningFlow
  private let placed: [String: Placed]
  private let layout: FlowLayout
  private let rows: [Int: (top: Double, height: Double)]

  private struct Placed {
    var box: Rectangle
    var lines: [(text: TextLines, isWrong: Bool)]
    var column: Int
  }

  private static let boxWidth = 232.0
  private static let gap = 30.0
  private static let side = 26.0
  private static let pad = 8.0
  private static let title = 34.0

  init(_ flow: ScreeningFlow, _ words: Words) {
    self.flow = flow
    self.words = words
    layout = FlowLayout(flow, words)
    let wrong = flow.wrongBoxes
    var heights: [Int: Double] = [:]
    var texts: [String: [(text: TextLines, isWrong: Bool)]] = [:]
    for (name, box) in layout.boxes {
      let lines = box.lines.map { line in
        (
          text: TextLines(
            line.text, width: Self.boxWidth - 2 * Self.pad, size: FigureSheet.textSize),
          isWrong: line.boxes.contains { wrong.contains($0) }
        )
      }
      texts[name] = lines
      let height = lines.reduce(0) { $0 + $1.text.extent.height } + 2 * Self.pad
      heights[box.row] = max(heights[box.row] ?? 40, height)
    }
    // The label at its side is as long as its box is high.
    let label = GlyphWidths.width(
      of: words.prismaIncluded, size: FigureSheet.textSize, isBold: true)
    heights[5] = max(heights[5] ?? 0, label + 12)
    var top = Self.title + 14
    var rows: [Int: (top: Double, height: Double)] = [:]
    for row in 0...6 {
      guard let height = heights[row] else { continue }
      rows[row] = (top, height)
      top += height + Self.gap
    }
    self.rows = rows
    var placed: [String: Placed] = [:]
    for (name, box) in layout.boxes {
      guard let row = rows[box.row] else { continue }
      let x = Self.side + 12 + Double(box.column) * (Self.boxWidth + Self.gap)
      placed[name] = Placed(
        box: Rectangle(Point(x, row.top), Size(Self.boxWidth, row.height)),
        lines: texts[name] ?? [], column: box.column)
    }
    self.placed = placed
    let columns = flow.hasOtherMethods ? 4.0 : 2.0
    size = Size(
      Self.side + 12 + columns * Self.boxWidth + (columns - 1) * Self.gap, top - Self.gap + 4)
  }

  func draw(_ writer: inout SVGWriter, _ corner: Point) {
    drawTitles(&writer, corner)
    drawSides(&writer, corner)
    for (from, to) in layout.arrows {
      if let a = placed[from], let b = placed[to] { drawArrow(a, b, &writer, corner) }
    }
    for (name, _) in layout.boxes {
      guard let box = placed[name] else { continue }
      let at = box.box.moved(corner.x, corner.y)
      let isWrong = box.lines.contains(where: \.isWrong)
      writer.open("g", ["id": "box-\(name)"])
      writer.box(
        at, fill: "#FFFFFF", stroke: isWrong ? "#B00020" : "#000000", width: isWrong ? 2 : 1,
        dashes: isWrong ? "5 2" : "")
      let total = box.lines.reduce(0) { $0 + $1.text.extent.height }
      var y = at.minY + (at.size.height - total) / 2
      for (lines, isWrong) in box.lines {
        writer.lines(
          lines, at: Point(at.minX + Self.pad, y), fill: isWrong ? "#B00020" : "#000000",
          isBold: isWrong)
        y += lines.extent.height
      }
      writer.close("g")
      writer.line()
    }
  }

  private func drawTitles(_ writer: inout SVGWriter, _ corner: Point) {
    let width = 2 * Self.boxWidth + Self.gap
    var titles = [(words.prismaDatabasesTitle, "#FFC125", 0.0)]
    if flow.hasOtherMethods {
      titles.append((words.prismaOtherTitle, "#DCDCDC", 2 * (Self.boxWidth + Self.gap)))
    }
    if flow.isUpdate { titles[0].0 = "\(words.prismaPreviousTitle) · \(titles[0].0)" }
    for (text, fill, x) in titles {
      let box = Rectangle(
        corner.moved(Self.side + 12 + x, 0), Size(width, Self.title - 4))
      writer.box(box, fill: fill, stroke: "#000000")
      let lines = TextLines(
        text, width: width - 16, size: FigureSheet.textSize, isBold: true, limit: 2)
      writer.lines(
        lines, at: Point(box.center.x, box.center.y - lines.extent.height / 2), anchor: "middle",
        isBold: true)
    }
  }

  private func drawSides(_ writer: inout SVGWriter, _ corner: Point) {
    for (text, from, to) in [
      (words.prismaIdentification, 1, 1), (words.prismaScreening, 2, 4),
      (words.prismaIncluded, 5, rows[6] == nil ? 5 : 6),
    ] {
      guard let first = rows[from], let last = rows[to] else { continue }
      let height = max(last.top + last.height - first.top, 24)
      let box = Rectangle(corner.moved(0, first.top), Size(Self.side, height))
      writer.box(box, fill: "#BCD2EE", stroke: "#000000")
      // A label that is longer than its box is made as much smaller as it takes.
      let natural = GlyphWidths.width(of: text, size: FigureSheet.textSize, isBold: true)
      let size = min(FigureSheet.textSize, FigureSheet.textSize * (height - 6) / max(natural, 1))
      writer.open(
        "g",
        [
          "transform":
            "translate(\(SVGWriter.number(box.center.x)) \(SVGWriter.number(box.center.y))) "
            + "rotate(-90)"
        ])
      writer.text(text, at: Point(0, size * 0.36), size: size, anchor: "middle", isBold: true)
      writer.close("g")
      writer.line()
    }
  }

  /// A way from one box to another: sideways within a row, else down.
  private func drawArrow(
    _ from: Placed, _ to: Placed, _ writer: inout SVGWriter, _ corner: Point
  ) {
    let (a, b) = (from.box.moved(corner.x, corner.y), to.box.moved(corner.x, corner.y))
    var points: [Point]
    if a.minY == b.minY {
      points = [Point(a.maxX, a.center.y), Point(b.minX, b.center.y)]
    } else if from.column == to.column {
      points = [Point(a.center.x, a.maxY), Point(b.center.x, b.minY)]
    } else {
      points = [
        Point(a.center.x, a.maxY), Point(a.center.x, b.center.y), Point(b.maxX, b.center.y),
      ]
    }
    var path = PathData()
    path.polyline(points)
    writer.empty("path", ["d": path.text, "fill": "none", "stroke": "#000000"])
    let tip = points[points.count - 1]
    let before = points[points.count - 2]
    let (dx, dy) = (tip.x - before.x, tip.y - before.y)
    let length = max((dx * dx + dy * dy).squareRoot(), 0.001)
    let (x, y) = (dx / length, dy / length)
    var head = PathData()
    head.polygon([
      tip, Point(tip.x - x * 7 - y * 3.5, tip.y - y * 7 + x * 3.5),
      Point(tip.x - x * 7 + y * 3.5, tip.y - y * 7 - x * 3.5),
    ])
    writer.empty("path", ["d": head.text, "fill": "#000000"])
    writer.line()
  }
}
