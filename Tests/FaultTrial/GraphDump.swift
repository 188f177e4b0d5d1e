import GraphEngine
import GraphModel

/// Everything that a graph holds, as text that is equal for equal graphs.
enum GraphDump {
  /// Rows with identifiers, labels and properties, the indexes, and the answers to `probes`, which
  /// ask the indexes.
  static func text(of graph: Graph, probes: [String]) throws -> String {
    var lines: [String] = []
    try graph.forEachNode { lines.append("\($0.id) \(Value.node($0).cypherText)") }
    try graph.forEachRelationship { one in
      let ends = one.contents.map { "\($0.start)>\($0.end)" } ?? "?"
      lines.append("\(one.id) \(ends) \(Value.relationship(one).cypherText)")
    }
    for query in ["SHOW INDEXES"] + probes {
      lines.append(query)
      do {
        for row in try graph.run(query).all() {
          lines.append("  " + row.values.map(\.cypherText).joined(separator: ", "))
        }
      } catch let error as Diagnostic where error.detail != "FullTextFailed" {
        // An index that is not there yet; an error is an answer that can be compared.
        lines.append("  \(error.detail): \(error.message)")
      }
    }
    return lines.joined(separator: "\n")
  }
}
