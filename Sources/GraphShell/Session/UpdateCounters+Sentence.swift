import GraphEngine

extension UpdateCounters {
  /// What changed, such as `Nodes created: 1, properties set: 2`; nil where nothing did.
  var sentence: String? {
    let parts: [(String, Int)] = [
      ("nodes created", nodesCreated), ("nodes deleted", nodesDeleted),
      ("relationships created", relationshipsCreated),
      ("relationships deleted", relationshipsDeleted), ("properties set", propertiesSet),
      ("labels added", labelsAdded), ("labels removed", labelsRemoved),
      ("indexes added", indexesAdded), ("indexes removed", indexesRemoved),
      ("constraints added", constraintsAdded), ("constraints removed", constraintsRemoved),
    ]
    let said = parts.filter { $0.1 != 0 }.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
    return said.isEmpty ? nil : said.prefix(1).uppercased() + said.dropFirst()
  }
}
