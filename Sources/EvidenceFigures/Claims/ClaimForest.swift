import EvidenceKit
import FigureKit
import GraphModel
import WordCatalog

/// One thing and all that is claimed of it: a line for each study, its claims against, mixed, neutral and for.
///
/// No estimate is pooled; what has a stance is counted, and nothing else decides (Cochrane Handbook 12.2).
public struct ClaimForest: Sendable {
  private let set: ClaimSet
  private let subject: Int
  private let order: Order
  /// The places of the sources, in the order of the lines.
  public let sources: [Int]

  /// How lines are ordered and grouped.
  public enum Order: String, CaseIterable, Sendable {
    /// By the ids of the studies.
    case study
    /// By year, the oldest first; those without one last.
    case year
    /// By kind of study; those without one last.
    case kind

    /// The order in words.
    func text(in words: Words) -> String {
      switch self {
      case .study: words.studyHeading
      case .year: words.yearHeading
      case .kind: words.kindHeading
      }
    }
  }

  /// The forest of a subject of `set`.
  public init(_ set: ClaimSet, subject: Int, by order: Order = .study) {
    self.set = set
    self.subject = subject
    self.order = order
    let found = set.sources(of: subject)
    switch order {
    case .study: sources = found
    case .year:
      sources = found.sorted {
        (set.sources[$0].year ?? .max, $0) < (set.sources[$1].year ?? .max, $1)
      }
    case .kind:
      sources = found.sorted { a, b in
        let (x, y) = (set.sources[a].kind, set.sources[b].kind)
        if x == y { return a < b }
        guard let x, let y else { return x != nil }
        return Text(x) < Text(y)
      }
    }
  }

  /// The stances in the order of the columns: from against to for.
  private static let columns: [Stance] = [.barrier, .mixed, .neutral, .supports]

  private func name(in words: Words) -> String { set.subjects[subject].name(in: words) }

  /// A row for each study, with its claims counted.
  public func table(in words: Words) -> FigureTable {
    var table = FigureTable(
      columns: [words.studyHeading, words.yearHeading, words.kindHeading]
        + Self.columns.map { $0.text(in: words) } + [words.directionHeading])
    for place in sources {
      let source = set.sources[place]
      var row: [Value] = [
        .string(source.heading.name(in: words)), source.year.map(Value.integer) ?? .null,
        .string(source.kind ?? words.notStated),
      ]
      row += Self.columns.map { .integer(set.count($0, of: subject, source: place)) }
      row.append(
        set.direction(of: place, on: subject).map { .string($0.text(in: words)) } ?? .null)
      table.rows.append(row)
    }
    var total: [Value] = [.string(words.totalHeading), .null, .null]
    total += Self.columns.map { .integer(set.count($0, of: subject)) }
    table.rows.append(total + [.null])
    return table
  }

  /// A row for each claim, with its words and its place.
  public func claimTable(in words: Words) -> FigureTable {
    var table = FigureTable(
      columns: [
        words.studyHeading, words.stanceHeading, words.claimHeading, words.printedHeading,
        words.placeHeading,
      ])
    let mine = Dictionary(grouping: set.claims[set.claims(of: subject)], by: \.source)
    for place in sources {
      for claim in mine[place] ?? [] {
        table.rows.append([
          .string(set.sources[place].heading.name(in: words)),
          .string(claim.stance.text(in: words)), claim.text.isEmpty ? .null : .string(claim.text),
          claim.printed.map(Value.string) ?? .null,
          .string(claim.place?.text(in: words) ?? words.notStated),
        ])
      }
    }
    return table
  }

  /// The forest as a document of Markdown: studies, then claims in their words.
  ///
  /// - Throws: `JSONError` where a value is nested too deep.
  public func markdown(title: String = "", in words: Words) throws -> String {
    let shown = title.isEmpty ? words.forestTitle(name(in: words)) : title
    var parts = ["# \(MarkdownText.escaped(shown))", try table(in: words).text(as: .markdown)]
    parts.append("## \(words.pageClaims)")
    parts.append(try claimTable(in: words).text(as: .markdown))
    parts += caption(in: words) + [set.origin.line(in: words)]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func caption(in words: Words) -> [String] {
    [
      words.swimForestGrouping(order.text(in: words)), words.swimForestMeasure,
      words.swimCertainty, words.swimForestLimits,
    ]
  }

  /// The forest as SVG.
  ///
  /// - Returns: The document, and the size in points of its smallest type.
  public func svg(
    title: String = "", width: Double? = nil, in words: Words
  ) -> (text: String, smallestType: Double) {
    let drawing = ForestDrawing(self, words)
    let sheet = FigureSheet(
      title: title.isEmpty ? words.forestTitle(name(in: words)) : title,
      description: words.forestDescription(
        name(in: words), studies: sources.count, supports: set.count(.supports, of: subject),
        barrier: set.count(.barrier, of: subject), mixed: set.count(.mixed, of: subject),
        neutral: set.count(.neutral, of: subject)),
      size: drawing.size, legend: ClaimSign.legend(in: words), caption: caption(in: words),
      origin: set.origin, words: words, width: width)
    return (sheet.document(draw: drawing.draw), sheet.smallestType)
  }

  /// The picture of a forest, laid out.
  private struct ForestDrawing {
    let forest: ClaimForest
    let words: Words
    let names: [TextLines]
    let notes: [TextLines]
    let heights: [Double]
    private static let nameWidth = 200.0
    private static let noteWidth = 130.0
    private static let column = 66.0
    private static let head = 40.0

    init(_ forest: ClaimForest, _ words: Words) {
      self.forest = forest
      self.words = words
      let sources = forest.sources.map { forest.set.sources[$0] }
      names = sources.map {
        TextLines(
          $0.heading.name(in: words), width: Self.nameWidth, size: FigureSheet.textSize, limit: 3)
      }
      notes = sources.map { source in
        let year = source.year.map(String.init) ?? words.notStated
        return TextLines(
          "\(year); \(source.kind ?? words.notStated)", width: Self.noteWidth,
          size: FigureSheet.smallSize, limit: 3)
      }
      heights = zip(names, notes).map { max(22, $0.extent.height + 6, $1.extent.height + 6) }
    }

    private var left: Double { Self.nameWidth + Self.noteWidth + 20 }

    var size: Size {
      Size(left + 4 * Self.column, Self.head + heights.reduce(0, +) + 28)
    }

    func draw(_ writer: inout SVGWriter, _ corner: Point) {
      let right = corner.x + size.width
      for (place, stance) in ClaimForest.columns.enumerated() {
        let x = corner.x + left + (Double(place) + 0.5) * Self.column
        let lines = TextLines(
          stance.text(in: words), width: Self.column - 4, size: FigureSheet.textSize, isBold: true,
          limit: 2)
        writer.lines(
          lines, at: Point(x, corner.y + Self.head - 8 - lines.extent.height), anchor: "middle",
          isBold: true)
      }
      var y = corner.y + Self.head
      writer.rule(Point(corner.x, y), Point(right, y), width: 1.2)
      for (row, place) in forest.sources.enumerated() {
        let height = heights[row]
        writer.open("g", ["id": "study-\(row + 1)"])
        writer.element("title", containing: sentence(of: place))
        writer.lines(names[row], at: Point(corner.x, y + (height - names[row].extent.height) / 2))
        writer.lines(
          notes[row],
          at: Point(
            corner.x + Self.nameWidth + 10, y + (height - notes[row].extent.height) / 2),
          fill: "#595959")
        for (column, stance) in ClaimForest.columns.enumerated() {
          let count = forest.set.count(stance, of: forest.subject, source: place)
          guard count > 0 else { continue }
          let center = Point(
            corner.x + left + (Double(column) + 0.5) * Self.column - 8, y + height / 2)
          ClaimSign.draw(stance, at: center, to: &writer)
          writer.text(
            "\(count)", at: center.moved(14, 4), size: FigureSheet.textSize, isBold: true)
        }
        writer.close("g")
        writer.line()
        y += height
        writer.rule(Point(corner.x, y), Point(right, y), stroke: "#BDBDBD", width: 0.7)
      }
      writer.text(
        words.totalHeading, at: Point(corner.x, y + 18), size: FigureSheet.textSize, isBold: true)
      for (column, stance) in ClaimForest.columns.enumerated() {
        writer.text(
          "\(forest.set.count(stance, of: forest.subject))",
          at: Point(corner.x + left + (Double(column) + 0.5) * Self.column, y + 18),
          size: FigureSheet.textSize, anchor: "middle", isBold: true)
      }
    }

    private func sentence(of place: Int) -> String {
      let parts = ClaimForest.columns.compactMap { stance -> String? in
        let count = forest.set.count(stance, of: forest.subject, source: place)
        return count == 0 ? nil : "\(stance.text(in: words)): \(count)"
      }
      return
        "\(forest.set.sources[place].heading.name(in: words)): \(parts.joined(separator: "; "))"
    }
  }
}

/// The signs of stances, which differ in shape and in colour.
enum ClaimSign {
  /// Draws the sign: a triangle to the right for, to the left against, a diamond for both, a ring for
  /// neither.
  static func draw(_ stance: Stance, at center: Point, to writer: inout SVGWriter) {
    var path = PathData()
    switch stance {
    case .supports:
      path.polygon([center.moved(-5, -6), center.moved(7, 0), center.moved(-5, 6)])
    case .barrier:
      path.polygon([center.moved(5, -6), center.moved(-7, 0), center.moved(5, 6)])
    case .mixed:
      path.polygon([
        center.moved(0, -7), center.moved(7, 0), center.moved(0, 7), center.moved(-7, 0),
      ])
    case .neutral: path.ellipse(Rectangle(center: center, Size(11, 11)))
    }
    writer.empty(
      "path",
      ["d": path.text, "fill": stance.fill.color, "stroke": "#000000", "stroke-width": "1"])
  }

  /// What the signs mean.
  static func legend(in words: Words) -> [FigureSheet.LegendItem] {
    [Stance.barrier, .mixed, .neutral, .supports].map { stance in
      FigureSheet.LegendItem(text: stance.text(in: words), width: 18) { writer, box in
        draw(stance, at: box.center, to: &writer)
      }
    }
  }
}
