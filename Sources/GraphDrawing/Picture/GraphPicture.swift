import EvidenceKit
import FigureKit
import GraphLayout
import GraphModel
import PluginKit
import WordCatalog

/// A graph that has been laid out: boxes with names, lines, and the looks of both.
///
/// All that draws (a file of SVG, a page, a server) draws this, so that the same graph looks the same
/// everywhere. What does not fit is left out before anything is laid out, and said.
///
///     var report = ExportReport()
///     let picture = try GraphPicture(of: ExportSubject(graph), PictureSettings(), &report)
///     picture.nodes[0].box
public struct GraphPicture {
  /// The boxes, by the ids of their nodes.
  public private(set) var nodes: [Node] = []
  /// The lines, by the first of their relationships.
  public private(set) var lines: [Line] = []
  /// The relationships that the lines stand for.
  public private(set) var relationships: [Drawn] = []
  /// How labels look.
  public private(set) var nodeStyles: [Text: NodeStyle] = [:]
  /// How kinds of lines look.
  public private(set) var lineStyles: [LineKind: EdgeStyle] = [:]
  /// How large the picture is, from (0, 0).
  public private(set) var size = Size(0, 0)
  /// The nodes of the subject, shown or not.
  public private(set) var nodeTotal = 0
  /// The relationships of the subject, shown or not.
  public private(set) var relationshipTotal = 0
  private let settings: PictureSettings
  private var places: [Int: Int] = [:]

  /// A node.
  public struct Node {
    /// Its id.
    public var id: Int
    /// Labels and properties.
    public var contents: GraphModel.Node.Contents
    /// The name in each language of the settings, broken into lines.
    public var names: [TextLines]
    /// Whether the picture is about it.
    public var isFocus: Bool
    /// Where it lies.
    public var box = Rectangle(Point(0, 0), Size(0, 0))

    /// The label that it is drawn by; empty for none.
    public var label: Text { contents.labels.first ?? "" }
  }

  /// A relationship, its ends by their places among the boxes.
  public struct Drawn {
    /// Its id.
    public var id: Int
    /// Type, ends and properties.
    public var contents: Relationship.Contents
    /// The box where it begins.
    public var start: Int
    /// The box where it ends.
    public var end: Int
  }

  /// A line: a relationship, or all of one kind between two nodes.
  public struct Line {
    /// What it is.
    public var kind: LineKind
    /// The relationships, by their places.
    public var relationships: [Int]
    /// Whether all are stated only as expectations.
    public var isHedged: Bool
    /// What is written on it.
    public var label: String?
    /// Where that lies.
    public var labelBox: Rectangle?
    /// Its way.
    public var route = Route([])
  }

  /// Lays out a subject, and reports what is shown and what is not.
  ///
  /// - Complexity: O((*n* + *m*) log *n*) in what is shown, O(*n* + *m*) in the subject.
  /// - Throws: ``ExportError`` where a relationship has an end that is not in the subject; what
  ///   reading the subject throws.
  public init(
    of subject: ExportSubject, _ settings: PictureSettings, _ report: inout ExportReport
  ) throws {
    self.settings = settings
    let selection = try PictureSelection(of: subject, limit: settings.nodeLimit)
    try addNodes(of: subject, selection, &report)
    try addRelationships(of: subject, selection, &report)
    nodeStyles = NodeStyle.styles(for: Set(nodes.map(\.label)))
    if settings.coloring == .stance {
      for label in nodeStyles.keys { nodeStyles[label]?.fill = .white }
    }
    lineStyles = LineKind.styles(for: Set(lines.map(\.kind)))
    setLabels()
    layOut(&report, subject.words)
    report.nodes = nodes.count
    report.relationships = relationships.count
  }

  /// The look of a node.
  public func style(of node: Node) -> NodeStyle {
    nodeStyles[node.label] ?? NodeStyle(.box, .white)
  }

  /// The look of a line.
  public func style(of line: Line) -> EdgeStyle { lineStyles[line.kind] ?? EdgeStyle("#000000") }

  /// The largest number of relationships that one line stands for.
  public var largestCount: Int { lines.map(\.relationships.count).max() ?? 1 }

  /// How much of the subject is shown, in words.
  public func sizeText(in words: Words) -> String {
    if nodes.count == nodeTotal, relationships.count == relationshipTotal {
      return words.graphSize(nodes: nodes.count, relationships: relationships.count)
    }
    return words.shownOf(
      nodes: nodes.count, nodeTotal, relationships: relationships.count, relationshipTotal)
  }

  /// Whether some line is dashed because its statement is hedged.
  public var hasHedged: Bool {
    lines.contains { $0.isHedged && style(of: $0).line == .solid }
  }
}

extension GraphPicture {
  private mutating func addNodes(
    of subject: ExportSubject, _ selection: PictureSelection, _ report: inout ExportReport
  ) throws {
    let captions = settings.languages.map {
      Caption(words: Words($0), nameProperty: settings.nameProperty)
    }
    let notes = subject.words
    var leftOut = 0
    var firstLeftOut = 0
    try subject.forEachNode { node, contents in
      nodeTotal += 1
      guard selection.contains(node.id) else {
        if leftOut == 0 { firstLeftOut = node.id }
        leftOut += 1
        return
      }
      places[node.id] = nodes.count
      var isCut = false
      let names = captions.map { caption in
        let name = caption.name(of: node.id, contents)
        let short = name.prefix(settings.nameLimit)
        isCut = isCut || short.endIndex < name.endIndex
        let text = short.endIndex < name.endIndex ? short + "…" : name
        let lines = TextLines(text, width: Self.textWidth, size: Self.textSize, limit: 12)
        isCut = isCut || lines.isCut
        return lines
      }
      if isCut {
        report.noteLoss(
          notes.labelsShortened(limit: settings.nameLimit), example: notes.nodePlace(node.id))
      }
      nodes.append(
        Node(
          id: node.id, contents: contents, names: names, isFocus: subject.focus.contains(node.id)))
    }
    if leftOut > 0 {
      report.noteLoss(
        notes.nodesNotDrawn(limit: settings.nodeLimit), count: leftOut,
        example: notes.nodePlace(firstLeftOut))
    }
  }

  /// The size of the type in boxes.
  public static let textSize = 11.0
  /// The widest line in a box.
  static let textWidth = 136.0
  /// The size of the type on lines.
  public static let lineTextSize = 9.0

  private struct Ends: Hashable {
    var kind: LineKind
    var start: Int
    var end: Int
  }

  private mutating func addRelationships(
    of subject: ExportSubject, _ selection: PictureSelection, _ report: inout ExportReport
  ) throws {
    let notes = subject.words
    let limit = PictureSettings.relationshipsPerNode * settings.nodeLimit
    let caption = Caption(words: notes)
    var lineOfEnds: [Ends: Int] = [:]
    var (withoutEnd, beyondLimit) = (0, 0)
    try subject.forEachRelationship { relationship, contents in
      relationshipTotal += 1
      guard let start = places[contents.start], let end = places[contents.end] else {
        if selection.nodes == nil { throw ExportError(notes.endNotExported(relationship.id)) }
        withoutEnd += 1
        return
      }
      guard relationships.count < limit else {
        beyondLimit += 1
        return
      }
      let kind = LineKind(contents, settings.coloring)
      let ends = Ends(kind: kind, start: start, end: end)
      let isHedged = caption.isHedged(contents)
      let place = relationships.count
      relationships.append(
        Drawn(id: relationship.id, contents: contents, start: start, end: end))
      if settings.merges, let line = lineOfEnds[ends] {
        lines[line].relationships.append(place)
        lines[line].isHedged = lines[line].isHedged && isHedged
      } else {
        lineOfEnds[ends] = lines.count
        lines.append(Line(kind: kind, relationships: [place], isHedged: isHedged))
      }
    }
    if withoutEnd > 0 {
      report.noteLoss(notes.relationshipsOfNodesNotDrawn, count: withoutEnd, example: "–")
    }
    if beyondLimit > 0 {
      report.noteLoss(
        notes.relationshipsNotDrawn(limit: limit), count: beyondLimit, example: "–")
    }
    let merged = lines.filter { $0.relationships.count > 1 }
    if !merged.isEmpty {
      report.note(
        notes.merged(
          relationships: merged.reduce(0) { $0 + $1.relationships.count }, lines: merged.count,
          showsCounts: lines.count <= Self.fewLines))
    }
  }

  /// Beyond that many lines, what is written on them would hide more than it says.
  private static let fewLines = 60

  private mutating func setLabels() {
    let showsTypes =
      switch settings.typesOnLines {
      case .always: true
      case .never: false
      case .auto: !settings.hasLegend && lines.count <= Self.fewLines
      }
    for index in lines.indices {
      var parts: [String] = []
      let line = lines[index]
      if showsTypes, let first = line.relationships.first {
        parts.append(VisibleName.of(relationships[first].contents.type))
      }
      if line.relationships.count > 1, lines.count <= Self.fewLines {
        parts.append("×\(line.relationships.count)")
      }
      if !parts.isEmpty { lines[index].label = parts.joined(separator: " ") }
    }
  }

  private mutating func layOut(_ report: inout ExportReport, _ notes: Words) {
    let graph = LayoutGraph(
      nodes: nodes.map { node in
        var (width, height) = (0.0, 0.0)
        for name in node.names {
          width = max(width, name.extent.width)
          height = max(height, name.extent.height)
        }
        let style = style(of: node)
        return LayoutGraph.Node(
          style.extent(around: Size(width, height)), isRound: style.isRound)
      },
      edges: lines.map { line in
        let ends = relationships[line.relationships[0]]
        let label = line.label.map { text in
          Size(GlyphWidths.width(of: VisibleText.of(text), size: Self.lineTextSize) + 4, 12)
        }
        return LayoutGraph.Edge(ends.start, ends.end, label: label)
      })
    let placement = GraphLayout(kind: settings.layout, direction: settings.direction).place(graph)
    for index in nodes.indices { nodes[index].box = placement.nodes[index] }
    for index in lines.indices {
      lines[index].route = placement.routes[index]
      lines[index].labelBox = placement.labels[index]
    }
    size = placement.size
    if placement.labelsLeftOut > 0 {
      report.noteLoss(notes.lineTextsNotDrawn, count: placement.labelsLeftOut, example: "–")
    }
    if placement.straightLines > 0 { report.note(notes.straightLines(placement.straightLines)) }
  }
}
