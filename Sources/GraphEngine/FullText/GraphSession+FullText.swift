import CypherSyntax
import GraphIndex
import GraphModel

extension GraphSession {
  /// Runs `CREATE FULLTEXT INDEX`.
  func create(_ definition: FullTextDefinition, ifNotExists: Bool) throws -> UpdateCounters {
    let index = FullTextIndex(
      name: definition.name?.text ?? FullTextIndex.name(of: definition),
      ofRelationships: definition.ofRelationships,
      labels: definition.labels.map(\.text).withoutRepetitions,
      keys: definition.keys.map(\.text).withoutRepetitions)
    let same = database.fullText.all.first { known in
      known.ofRelationships == index.ofRelationships && Set(known.labels) == Set(index.labels)
        && known.keys == index.keys
    }
    var counters = UpdateCounters()
    if let known = nameInUse(index.name) ?? same?.name {
      if ifNotExists { return counters }
      throw Diagnostic.indexExists(known, at: (definition.name ?? definition.labels[0]).span)
    }
    try checkSchemaChange()
    try inStore { try FullTextIndexes.add(index, to: $0) }
    database.fullText.add(index)
    counters.indexesAdded = 1
    return counters
  }

  /// Drops the full-text index called `name`; false where there is none.
  func dropFullText(_ name: Text) throws -> Bool {
    guard database.fullText.all.contains(where: { $0.name == name }) else { return false }
    try checkSchemaChange()
    try inStore { try $0.dropIndex(named: name) }
    database.fullText.remove(name)
    return true
  }

  /// `name`, where an index or constraint is called so.
  func nameInUse(_ name: Text) -> Text? {
    let isUsed =
      view.indexes.contains { $0.name == name }
      || database.fullText.all.contains { $0.name == name }
    return isUsed ? name : nil
  }
}

extension FullTextIndex {
  /// The name of an index that is given none.
  fileprivate static func name(of definition: FullTextDefinition) -> Text {
    let parts = (definition.labels + definition.keys).map(\.text.string)
    return Text("fulltext_\(parts.joined(separator: "_"))")
  }

  /// The row of SHOW INDEXES.
  var shown: [Value] {
    [
      .text(name), .string("FULLTEXT"), .string(ofRelationships ? "RELATIONSHIP" : "NODE"),
      .list(labels.map { .text($0) }), .list(keys.map { .text($0) }),
    ]
  }
}

extension [Text] {
  /// Each element at its first place only.
  fileprivate var withoutRepetitions: [Text] {
    var seen: Set<Text> = []
    return filter { seen.insert($0).inserted }
  }
}
