import EvidenceKit
import FigureKit
import GraphModel
import WordCatalog

/// A harvest plot (Ogilvie and others, BMC Med Res Methodol 2008;8:8): a row for each thing, a column for each
/// direction, a bar for each study where it speaks of it.
public struct HarvestPlot: Sendable {
  private let set: ClaimSet
  private let property: String

  /// The plot of all subjects of `set`.
  ///
  /// - Parameter property: The name of the property that the heights of bars are, for the caption.
  public init(_ set: ClaimSet, height property: String) {
    self.set = set
    self.property = property
  }

  /// The bars of a subject and a direction: the places of the sources.
  func bars(_ subject: Int, _ direction: ClaimSet.Direction) -> [Int] {
    set.sources(of: subject).filter { set.direction(of: $0, on: subject) == direction }
  }

  /// A row for each bar.
  public func table(in words: Words) -> FigureTable {
    var table = FigureTable(
      columns: [
        words.subjectHeading, words.directionHeading, words.studyNumberHeading, words.studyHeading,
        words.heightHeading,
      ])
    for (place, subject) in set.subjects.enumerated() {
      for direction in ClaimSet.Direction.allCases {
        for source in bars(place, direction) {
          table.rows.append([
            .string(subject.name(in: words)), .string(direction.text(in: words)),
            .integer(source + 1), .string(set.sources[source].heading.name(in: words)),
            set.heights[source].map(Value.integer) ?? .null,
          ])
        }
      }
    }
    return table
  }

  /// The plot as SVG.
  ///
  /// - Returns: The document, and the size in points of its smallest type.
  public func svg(
    title: String = "", width: Double? = nil, in words: Words
  ) -> (text: String, smallestType: Double) {
    let drawing = HarvestDrawing(self, words)
    let list = set.sources.enumerated().map {
      "\($0.offset + 1) \($0.element.heading.name(in: words))"
    }
    let sheet = FigureSheet(
      title: title.isEmpty ? words.harvestTitle : title,
      description: words.harvestDescription(set.subjects.count, studies: set.sources.count),
      size: drawing.size,
      caption: [
        "\(words.harvestStudies): \(list.joined(separator: "; ")).",
        words.swimHarvestMeasure(property), words.swimOrderOfQuery, words.swimCertainty,
        words.swimForestLimits,
      ], origin: set.origin, words: words, width: width)
    return (
      sheet.document(define: drawing.define, draw: drawing.draw), sheet.smallestType
    )
  }

  /// The picture of a plot, laid out.
  private struct HarvestDrawing {
    let plot: HarvestPlot
    let words: Words
    let names: [TextLines]
    let columns: [Double]
    private static let nameWidth = 170.0
    private static let bar = 15.0
    private static let step = 13.0
    private static let head = 26.0
    private static let row = 66.0

    init(_ plot: HarvestPlot, _ words: Words) {
      self.plot = plot
      self.words = words
      names = plot.set.subjects.map {
        TextLines(
          $0.name(in: words), width: Self.nameWidth, size: FigureSheet.textSize, limit: 4)
      }
      columns = ClaimSet.Direction.allCases.map { direction in
        let most =
          plot.set.subjects.indices.map { plot.bars($0, direction).count }.max() ?? 0
        let title = GlyphWidths.width(
          of: direction.text(in: words), size: FigureSheet.textSize, isBold: true)
        return max(Double(most) * Self.bar + 14, title + 14, 60)
      }
    }

    var size: Size {
      Size(
        Self.nameWidth + 12 + columns.reduce(0, +),
        Self.head + Double(names.count) * Self.row + 2)
    }

    private static func fill(_ direction: ClaimSet.Direction) -> HatchedFill {
      let stance: Stance =
        switch direction {
        case .against: .barrier
        case .mixed: .mixed
        case .neutral: .neutral
        case .pro: .supports
        }
      return stance.fill
    }

    func define(_ writer: inout SVGWriter) {
      for direction in ClaimSet.Direction.allCases {
        Self.fill(direction).define(in: &writer, id: "direction-\(direction.rawValue)")
      }
    }

    func draw(_ writer: inout SVGWriter, _ corner: Point) {
      let left = corner.x + Self.nameWidth + 12
      let bottom = corner.y + size.height
      var x = left
      for (direction, width) in zip(ClaimSet.Direction.allCases, columns) {
        writer.text(
          direction.text(in: words), at: Point(x + width / 2, corner.y + 15),
          size: FigureSheet.textSize, anchor: "middle", isBold: true)
        writer.rule(Point(x, corner.y), Point(x, bottom), stroke: "#767676", width: 0.8)
        x += width
      }
      for (subject, name) in names.enumerated() {
        let top = corner.y + Self.head + Double(subject) * Self.row
        let base = top + Self.row - 16
        writer.rule(
          Point(corner.x, top), Point(x, top), stroke: "#000000", width: subject == 0 ? 1.2 : 0.7)
        writer.lines(name, at: Point(corner.x, top + (Self.row - name.extent.height) / 2))
        var start = left
        for (direction, width) in zip(ClaimSet.Direction.allCases, columns) {
          let fill = Self.fill(direction).paint(id: "direction-\(direction.rawValue)")
          for (place, source) in plot.bars(subject, direction).enumerated() {
            let at = start + 7 + Double(place) * Self.bar
            let height = plot.set.heights[source].map { Double($0) * Self.step } ?? 10
            let isStated = plot.set.heights[source] != nil
            writer.open("g")
            writer.element(
              "title",
              containing: "\(plot.set.sources[source].heading.name(in: words)): "
                + direction.text(in: words))
            writer.box(
              Rectangle(Point(at + 2, base - height), Size(Self.bar - 4, height)), fill: fill,
              stroke: "#000000", width: 1, dashes: isStated ? "" : "2 1.5")
            writer.text(
              "\(source + 1)", at: Point(at + Self.bar / 2, base + 11),
              size: FigureSheet.smallSize, anchor: "middle")
            writer.close("g")
            writer.line()
          }
          start += width
        }
      }
      writer.rule(Point(corner.x, bottom), Point(x, bottom), width: 1.2)
    }
  }
}
