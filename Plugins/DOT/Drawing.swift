import GraphDrawing
import GraphModel
import PluginKit
import WordCatalog

/// A graph on its way to a DOT file.
struct Drawing {
  var report = ExportReport()
  private let options: DOTOptions
  private let caption: Caption
  /// The words of the drawing.
  private let words: Words
  /// The words of what is told of it.
  private let notes: Words
  private let title: String
  private let query: String?
  private let focus: Set<Int>
  private var nodes: [NodeEntry] = []
  private var positions: [Int: Int] = [:]
  private var edges: [EdgeEntry] = []
  private var edgeOfEnds: [Ends: Int] = [:]

  private struct NodeEntry {
    var id: Int
    var label: Text
    var name: String
    var tooltip: String
  }

  /// One line: a relationship, or all of one type between two nodes.
  private struct EdgeEntry {
    var id: Int
    var ends: Ends
    var isHedged: Bool
    var tooltips: [String]
  }

  private struct Ends: Hashable {
    var type: Text
    var start: Int
    var end: Int
  }

  /// The labels that a line joins.
  private struct Pair: Hashable {
    var start: Text
    var end: Text
  }

  init(options: DOTOptions, subject: ExportSubject) {
    self.options = options
    words = Words(options.language)
    notes = subject.words
    caption = Caption(words: words)
    title = options.title.isEmpty ? subject.title ?? "" : options.title
    query = subject.query
    focus = subject.focus
  }

  mutating func add(_ id: Int, _ contents: Node.Contents) {
    report.nodes += 1
    report.noteUndrawn(caption.unshown(of: contents), in: notes, of: notes.nodePlace(id))
    positions[id] = nodes.count
    let (name, tooltip) = (caption.name(of: id, contents), caption.tooltip(of: id, contents))
    report.noteUnseen(in: [name, tooltip], in: notes, of: notes.nodePlace(id))
    nodes.append(
      NodeEntry(id: id, label: contents.labels.first ?? "", name: name, tooltip: tooltip))
  }

  mutating func add(_ id: Int, _ contents: Relationship.Contents) throws {
    guard let start = positions[contents.start], let end = positions[contents.end] else {
      throw ExportError(notes.endNotExported(id))
    }
    report.relationships += 1
    report.noteUndrawn(caption.unshown(of: contents), in: notes, of: notes.relationshipPlace(id))
    let ends = Ends(type: contents.type, start: contents.start, end: contents.end)
    let tooltip = caption.tooltip(of: contents, from: nodes[start].name, to: nodes[end].name)
    report.noteUnseen(in: CollectionOfOne(tooltip), in: notes, of: notes.relationshipPlace(id))
    let isHedged = caption.isHedged(contents)
    if options.merge, let edge = edgeOfEnds[ends] {
      // The first line says what it joins; the others need not repeat it.
      let rest = tooltip.split(separator: "\n", maxSplits: 1).dropFirst().first
      if let rest { edges[edge].tooltips.append(String(rest)) }
      edges[edge].isHedged = edges[edge].isHedged && isHedged
      edgeCounts[edge] += 1
      return
    }
    edgeOfEnds[ends] = edges.count
    edgeCounts.append(1)
    edges.append(EdgeEntry(id: id, ends: ends, isHedged: isHedged, tooltips: [tooltip]))
  }

  /// How many relationships each line stands for.
  private var edgeCounts: [Int] = []
}

extension Drawing {
  mutating func write(to output: some ExportSink) throws {
    let labels = Set(nodes.map(\.label))
    let nodeStyles = NodeStyle.styles(for: labels)
    let edgeStyles = EdgeStyle.styles(for: Set(edges.map(\.ends.type)))
    try output.write(head())
    try writeNodes(nodeStyles, to: output)
    for (edge, count) in zip(edges, edgeCounts) {
      try output.write(line(edge, count, edgeStyles))
    }
    if hasLegend {
      let legend = Legend(
        nodes: options.cluster ? [:] : nodeStyles, edges: edgeStyles, words: words,
        isHorizontal: options.rankdir == .lr || options.rankdir == .rl,
        hasHedged: edges.contains { $0.isHedged && edgeStyles[$0.ends.type]?.line == .solid },
        isRanked: options.layout == .dot, largestCount: edgeCounts.max() ?? 1)
      try output.write(legend.text)
    } else if options.legend, !nodes.isEmpty {
      report.note(notes.noLegend(options.layout.rawValue))
    }
    try output.write("}\n")
    let merged = edgeCounts.filter { $0 > 1 }
    if !merged.isEmpty {
      report.note(
        notes.merged(
          relationships: merged.reduce(0, +), lines: merged.count, showsCounts: showsCounts))
    }
  }

  private mutating func head() -> String {
    var lines = [DOTText.comment(words.drawnBy)]
    if let query { lines.append(DOTText.comment(words.drawnQuery(query))) }
    lines += [
      "digraph \"graph\" {",
      "  graph [charset=\"utf-8\", layout=\(options.layout.rawValue), "
        + "rankdir=\(options.rankdir.rawValue.uppercased()), fontname=\"\(Self.font)\", "
        + "fontsize=14, bgcolor=\"#FFFFFF\", \(spacing)];",
    ]
    if !title.isEmpty {
      let place = notes.titlePlace
      let label = text(DOTText.wrapped(title, at: 90), for: .label, place)
      lines.append("  graph [label=\(label), labelloc=t, fontsize=20];")
    }
    lines += [
      "  node [fontname=\"\(Self.font)\", fontsize=11, margin=\"0.12,0.06\", height=0.3];",
      "  edge [fontname=\"\(Self.font)\", fontsize=9, arrowsize=0.8];",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private var spacing: String {
    switch options.layout {
    case .dot:
      // Many lines between two columns need room to be told apart.
      "nodesep=0.18, ranksep=\(decimal(tenths: 9 + min(31, crowd / 3)))"
    default:
      // Lines that go around nodes take Graphviz 2.43 minutes on large graphs and end it on some
      // small ones (an assertion in its triangulation).
      "overlap=false, splines=line, outputorder=edgesfirst, sep=\"+6\""
    }
  }

  /// The most lines between two labels.
  private var crowd: Int {
    var counts: [Pair: Int] = [:]
    for edge in edges {
      guard let start = positions[edge.ends.start], let end = positions[edge.ends.end] else {
        continue
      }
      counts[Pair(start: nodes[start].label, end: nodes[end].label), default: 0] += 1
    }
    return counts.values.max() ?? 0
  }

  /// Sans-serif fonts that are on most systems, in the order in which they are tried.
  static let font = "Helvetica,Arial,sans-serif"

  private mutating func writeNodes(
    _ styles: [Text: NodeStyle], to output: some ExportSink
  ) throws {
    var order: [Text] = []
    var members: [Text: [NodeEntry]] = [:]
    for node in nodes {
      if members[node.label] == nil { order.append(node.label) }
      members[node.label, default: []].append(node)
    }
    for (index, label) in order.enumerated() {
      let title = label.isEmpty ? words.noLabel : label.string
      if options.cluster {
        let place = notes.labelPlace
        let name = text(title, for: .label, place)
        try output.write(
          """
            subgraph "cluster_\(index + 1)" {
              label=\(name); tooltip=\(text(title, for: .tooltip, place));
              style="rounded"; color="#8C8C8C"; fontcolor="#404040"; fontsize=12; margin=10;

          """)
      }
      let attributes = styles[label]?.attributes ?? ""
      for node in members[label] ?? [] { try output.write(line(node, attributes)) }
      if options.cluster { try output.write("  }\n") }
    }
  }

  private mutating func line(_ node: NodeEntry, _ attributes: String) -> String {
    let (short, isCut) = DOTText.shortened(node.name, to: options.maxLabel)
    let place = notes.nodePlace(node.id)
    if isCut { noteShortened(place) }
    let label = text(DOTText.wrapped(short, at: 24), for: .label, place)
    let tooltip = text(node.tooltip, for: .tooltip, place)
    let mark = focus.contains(node.id) ? ", peripheries=2, penwidth=1.5" : ""
    return "    n\(node.id) [label=\(label), \(attributes)\(mark), tooltip=\(tooltip), "
      + "id=\"node-\(node.id)\"];\n"
  }

  private mutating func line(
    _ edge: EdgeEntry, _ count: Int, _ styles: [Text: EdgeStyle]
  ) -> String {
    let style = styles[edge.ends.type] ?? EdgeStyle("#000000")
    let place = notes.relationshipPlace(edge.id)
    var parts: [String] = []
    if showsTypes { parts.append(edge.ends.type.string) }
    if count > 1, showsCounts { parts.append("×\(count)") }
    let tooltip = text(edge.tooltips.joined(separator: "\n"), for: .tooltip, place)
    var attributes = style.attributes(count: count, hedged: edge.isHedged)
    if !parts.isEmpty {
      let (short, isCut) = DOTText.shortened(parts.joined(separator: " "), to: options.maxLabel)
      if isCut { noteShortened(place) }
      // A `label` would take part in the placing and bend the lines around it.
      let name = options.layout == .dot && !showsTypes ? "xlabel" : "label"
      attributes += ", \(name)=\(text(short, for: .label, place)), labeltooltip=\(tooltip)"
    }
    return "  n\(edge.ends.start) -> n\(edge.ends.end) [\(attributes), tooltip=\(tooltip), "
      + "id=\"relationship-\(edge.id)\"];\n"
  }

  private var showsTypes: Bool {
    switch options.edgeLabels {
    case .always: true
    case .never: false
    case .auto: !hasLegend && edges.count <= 60
    }
  }

  /// Beyond that many lines numbers would hide more than they say; widths still tell.
  private var showsCounts: Bool { edges.count <= 60 }

  /// Only these two programs of Graphviz draw boxes.
  private var hasLegend: Bool {
    options.legend && !nodes.isEmpty && (options.layout == .dot || options.layout == .fdp)
  }

  private mutating func noteShortened(_ place: String) {
    report.noteLoss(
      notes.labelsShortened(limit: options.maxLabel), example: place)
  }

  private mutating func text(
    _ text: String, for attribute: DOTText.Attribute, _ place: @autoclosure () -> String
  ) -> String {
    let (quoted, isCut) = DOTText.quoted(text, for: attribute)
    if isCut {
      report.noteLoss(
        notes.textsCut(limit: DOTText.byteLimit), example: place())
    }
    return quoted
  }
}
