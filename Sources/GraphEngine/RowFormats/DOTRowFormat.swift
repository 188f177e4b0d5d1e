import GraphModel

/// The nodes, relationships and paths of an answer as a graph of Graphviz, to be piped into `dot`.
///
///     dolen g.dolen --format dot -c "MATCH p = (:Study)-[:SUPPORTS]->(:Factor) RETURN p" | dot -Tsvg
///
/// Each element is written once, as it comes; other values are left out. `:export dot` draws with styles and
/// a key.
public struct DOTRowFormat: RowFormat {
  /// The name by which it is chosen.
  public var name: String { "dot" }
  /// What it is good for.
  public var summary: String { "The nodes and relationships of an answer, for Graphviz" }

  /// The format; it has no options.
  public init() {}

  /// A writer of one answer into `output`.
  public func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter {
    DOTRowWriter(out: AnswerText(output))
  }
}

private struct DOTRowWriter: RowWriter {
  let out: AnswerText
  private var nodes: Set<Int> = []
  private var relationships: Set<Int> = []

  init(out: AnswerText) { self.out = out }

  mutating func begin(_ columns: [String]) throws {
    try out.append("digraph answer {\n  charset=\"utf-8\";\n  node [shape=box];\n")
    try out.endRow()
  }

  mutating func write(_ row: [Value]) throws {
    for value in row { try write(value) }
    try out.endRow()
  }

  private mutating func write(_ value: Value) throws {
    switch value {
    case .node(let node): try write(node)
    case .relationship(let relationship): try write(relationship)
    case .path(let path):
      for node in path.nodes { try write(node) }
      for relationship in path.relationships { try write(relationship) }
    case .list(let list): for value in list { try write(value) }
    case .map(let map): for entry in map.entries { try write(entry.value) }
    default: break
    }
  }

  private mutating func write(_ node: Node) throws {
    guard nodes.insert(node.id).inserted else { return }
    let label = DOTRowFormat.quoted(node.shownName)
    try out.append("  n\(node.id) [label=\(label)];\n")
  }

  private mutating func write(_ relationship: Relationship) throws {
    guard let contents = relationship.contents, relationships.insert(relationship.id).inserted
    else { return }
    let label = DOTRowFormat.quoted(contents.type.string)
    try out.append("  n\(contents.start) -> n\(contents.end) [label=\(label)];\n")
  }

  mutating func end(_ summary: Summary) throws {
    try out.append("}\n")
    try out.flush()
  }

  mutating func stop() throws {
    guard try out.stop() else { return }
    if out.isWithinRow { try out.append("\n") }
    try out.append("}\n")
    try out.flush()
  }
}

extension DOTRowFormat {
  /// A text as a label: one that Graphviz reads as it is, and that is not too long for it.
  package static func quoted(_ text: String) -> String {
    let (shown, _) = DisplayText.cut(DisplayText.escaped(text), to: 200)
    var result = "\""
    for scalar in shown.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension Node {
  /// What a person calls the node: its name or title, else its labels and properties.
  package var shownName: String {
    for key: Text in ["name_en", "name_cy", "name", "title", "id"] {
      if case .text(let text)? = contents?.properties[key], !text.isEmpty { return text.string }
    }
    return Value.node(self).cypherText
  }
}
