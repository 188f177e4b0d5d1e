import GraphModel

extension Value {
  /// The value as case files write it: Cypher's notation with labels and keys in byte order, so
  /// that equal values have equal texts.
  public var caseText: String {
    switch self {
    case .list(let list): "[\(list.map(\.caseText).joined(separator: ", "))]"
    case .map(let map): Value.caseText(of: map)
    case .node(let node): Value.caseText(of: node)
    case .relationship(let relationship): Value.caseText(of: relationship)
    case .path(let path): Value.caseText(of: path)
    default: cypherText
    }
  }

  private static func caseText(of map: MapValue) -> String {
    let entries = map.sorted.map { "\(quotedName($0.key)): \($0.value.caseText)" }
    return "{\(entries.joined(separator: ", "))}"
  }

  private static func caseText(of node: Node) -> String {
    guard let contents = node.contents else { return "(node without contents)" }
    let labels = contents.labels.sorted().map { ":\(quotedName($0))" }.joined()
    let properties = contents.properties.isEmpty ? "" : caseText(of: contents.properties)
    return "(\([labels, properties].filter { !$0.isEmpty }.joined(separator: " ")))"
  }

  private static func caseText(of relationship: Relationship) -> String {
    guard let contents = relationship.contents else { return "[relationship without contents]" }
    let properties = contents.properties.isEmpty ? "" : " " + caseText(of: contents.properties)
    return "[:\(quotedName(contents.type))\(properties)]"
  }

  private static func caseText(of path: Path) -> String {
    guard path.nodes.count == path.relationships.count + 1 else {
      return "<\(path.nodes.count) nodes, \(path.relationships.count) relationships>"
    }
    var text = "<" + caseText(of: path.nodes[0])
    for (i, relationship) in path.relationships.enumerated() {
      let forwards = relationship.contents?.start == path.nodes[i].id
      let arrow = caseText(of: relationship)
      text += forwards ? "-\(arrow)->" : "<-\(arrow)-"
      text += caseText(of: path.nodes[i + 1])
    }
    return text + ">"
  }
}
