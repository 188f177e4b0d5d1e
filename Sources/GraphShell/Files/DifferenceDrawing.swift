import GraphEngine
import GraphModel
import WordCatalog

/// A difference as a drawing for Graphviz: what was added is green, what was removed red and dashed, what was changed
/// orange, and nodes that only give the others a place are grey. Colours are never the only sign: each label begins with
/// +, − or ~.
struct DifferenceDrawing {
  private let output: any ByteOutput
  /// Nodes that were drawn, as the first or the second graph numbers them.
  private var drawn: Set<String> = []

  init(_ output: any ByteOutput) { self.output = output }

  mutating func begin(_ words: Words) throws {
    try output.write("digraph difference {\n  charset=\"utf-8\";\n  rankdir=LR;\n")
    let key = GraphChange.Kind.allCases.map { "\(Self.sign($0)) \(words.changeKind($0.rawValue))" }
    try output.write("  label=\(DOTRowFormat.quoted(key.joined(separator: "   ")));\n")
    try output.write("  node [shape=box, color=gray50, fontcolor=gray30];\n")
  }

  private static func sign(_ kind: GraphChange.Kind) -> String {
    switch kind {
    case .added: "+"
    case .removed: "−"
    case .changed: "~"
    }
  }

  private static func look(_ kind: GraphChange.Kind) -> String {
    switch kind {
    case .added: "color=\"#1b7837\", fontcolor=\"#1b7837\", penwidth=2"
    case .removed: "color=\"#b2182b\", fontcolor=\"#b2182b\", style=dashed"
    case .changed: "color=\"#b35806\", fontcolor=\"#b35806\", penwidth=2"
    }
  }

  mutating func add(_ change: GraphChange) throws {
    switch change.element {
    case .node(let before, let after):
      // A node of both is called as the first graph numbers it.
      let name = before.map { "b\($0.id)" } ?? after.map { "a\($0.id)" } ?? ""
      drawn.insert(name)
      let label = DOTRowFormat.quoted("\(Self.sign(change.kind)) \(change.name.withKind)")
      try output.write("  \(name) [label=\(label), \(Self.look(change.kind))];\n")
    case .relationship(let before, let after, let start, let end):
      guard
        let from = try node(start, after?.contents?.start ?? before?.contents?.start),
        let to = try node(end, after?.contents?.end ?? before?.contents?.end)
      else { return }
      let label = DOTRowFormat.quoted("\(Self.sign(change.kind)) \(change.name.kind)")
      try output.write("  \(from) -> \(to) [label=\(label), \(Self.look(change.kind))];\n")
    }
  }

  /// The name of a node at an end, which is drawn where it was not.
  private mutating func node(_ end: GraphChange.End, _ number: Int?) throws -> String? {
    guard let number, let shown = end.after ?? end.before else { return nil }
    let name = end.numberBefore.map { "b\($0)" } ?? "a\(number)"
    if drawn.insert(name).inserted {
      try output.write("  \(name) [label=\(DOTRowFormat.quoted(shown.withKind))];\n")
    }
    return name
  }

  func end() throws { try output.write("}\n") }
}
