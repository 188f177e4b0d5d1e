import GraphEngine
import WordCatalog

extension UpdateCounters {
  /// What changed, such as `Nodes created: 1, properties set: 2`; nil where nothing did.
  func sentence(in words: Words) -> String? {
    let parts: [(name: String, count: Int)] = [
      (words.nodesCreated, nodesCreated), (words.nodesDeleted, nodesDeleted),
      (words.relationshipsCreated, relationshipsCreated),
      (words.relationshipsDeleted, relationshipsDeleted), (words.propertiesSet, propertiesSet),
      (words.labelsAdded, labelsAdded), (words.labelsRemoved, labelsRemoved),
      (words.indexesAdded, indexesAdded), (words.indexesRemoved, indexesRemoved),
      (words.constraintsAdded, constraintsAdded), (words.constraintsRemoved, constraintsRemoved),
    ]
    let said = parts.filter { $0.count != 0 }.map { "\($0.name): \($0.count)" }
      .joined(separator: ", ")
    return said.isEmpty ? nil : said.prefix(1).uppercased() + said.dropFirst()
  }
}
