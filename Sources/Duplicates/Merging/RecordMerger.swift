import GraphEngine
import GraphModel

/// Brings records of one work together in a graph, and parts them again, within one load.
final class RecordMerger {
  private let loader: GraphLoader
  private lazy var nextNumber = 1 + highestNumber()

  init(_ loader: GraphLoader) { self.loader = loader }

  // MARK: Pairs

  /// A number that no pair and no merge has.
  func takeNumber() -> Int {
    defer { nextNumber += 1 }
    return nextNumber
  }

  private func highestNumber() -> Int {
    let all =
      loader.relationships(ofType: MergedRecord.pair)
      + loader.relationships(ofType: MergedRecord.type)
    return all.compactMap { $0.number }.max() ?? 0
  }

  /// Joins two records that may be one work, the later one first; returns the pair's number.
  func join(_ later: Int, _ earlier: Int, because comparison: Comparison) throws -> Int {
    let number = takeNumber()
    _ = try loader.addRelationship(
      type: MergedRecord.pair, start: later, end: earlier,
      properties: [
        MergedRecord.number: .integer(number),
        MergedRecord.score: .float(comparison.shownScore),
        MergedRecord.reasons: .list(comparison.reasons.map { .string($0) }),
        MergedRecord.verdict: .string((comparison.verdict ?? .doubtful).rawValue),
      ])
    return number
  }

  // MARK: Merging

  /// Makes `record` a part of `survivor`: what the survivor does not state it gets, relationships that it
  /// has not it gets too, and all else stays with the record.
  ///
  /// - Parameter reasons: Score and reasons, as the merge shall have them.
  /// - Complexity: O(relationships of both).
  func merge(_ record: Int, into survivor: Int, number: Int, because reasons: MapValue) throws {
    guard let old = loader.node(record)?.contents, let new = loader.node(survivor)?.contents else {
      return
    }
    var filling = MapValue()
    var differing: [Value] = []
    for (key, value) in old.properties.entries where !Self.ownNames.contains(key) {
      if let kept = new.properties[key] {
        if kept != value { differing.append(.text(key)) }
      } else {
        filling[key] = value
      }
    }
    try loader.updateNode(survivor, setting: filling)
    try moveRelationships(of: record, to: survivor, number)
    try loader.removeLabels(old.labels, from: record)
    try loader.updateNode(
      record, adding: [MergedRecord.label],
      setting: [MergedRecord.labels: .list(old.labels.map { .text($0) })])
    var properties = reasons
    properties[MergedRecord.number] = .integer(number)
    properties[MergedRecord.filled] = .list(filling.keys.map { .text($0) })
    properties[MergedRecord.differing] = .list(differing)
    _ = try loader.addRelationship(
      type: MergedRecord.type, start: record, end: survivor, properties: properties)
  }

  /// Properties that are about the record, and go to no other.
  private static let ownNames: Set<Text> = ["id", "import_run", MergedRecord.labels]

  private func moveRelationships(of record: Int, to survivor: Int, _ number: Int) throws {
    var known = Set(loader.relationships(of: survivor).compactMap { Link($0, of: survivor) })
    for relationship in loader.relationships(of: record) {
      guard let contents = relationship.contents, contents.type != MergedRecord.type,
        let link = Link(relationship, of: record), link.other != survivor
      else { continue }
      // What the survivor's relationships say already would be counted twice.
      if known.contains(link) { continue }
      if contents.type == MergedRecord.pair { known.insert(link) }
      let marks = contents.properties[MergedRecord.movedBy]?.items ?? []
      let moved = try loader.moveRelationship(
        relationship, start: contents.start == record ? survivor : contents.start,
        end: contents.end == record ? survivor : contents.end)
      try loader.update(
        moved, setting: [MergedRecord.movedBy: .list(marks + [.integer(number)])])
    }
  }

  // MARK: Parting

  /// Takes a merge back: the graph is as it was before, but for what was changed since by others.
  ///
  /// - Throws: ``DuplicateError`` where the survivor was itself merged since.
  /// - Complexity: O(relationships of both, merges).
  func undo(_ merge: Relationship) throws {
    guard let contents = merge.contents, let number = merge.number,
      let old = loader.node(contents.start)?.contents,
      let new = loader.node(contents.end)?.contents
    else { return }
    if MergedRecord.isMerged(new) {
      let later = loader.relationships(of: contents.end).first {
        $0.contents?.type == MergedRecord.type && $0.contents?.start == contents.end
      }
      throw DuplicateError.laterMerge(String(number), later?.number ?? 0)
    }
    for relationship in loader.relationships(of: contents.end) {
      guard let part = relationship.contents,
        let marks = part.properties[MergedRecord.movedBy]?.items,
        marks.contains(.integer(number))
      else { continue }
      let moved = try loader.moveRelationship(
        relationship, start: part.start == contents.end ? contents.start : part.start,
        end: part.end == contents.end ? contents.start : part.end)
      let rest = marks.filter { $0 != .integer(number) }
      try loader.update(
        moved, setting: [MergedRecord.movedBy: rest.isEmpty ? .null : .list(rest)])
    }
    try loader.delete(merge)
    try takeBack(contents.properties[MergedRecord.filled]?.items ?? [], old, from: contents.end)
    try loader.removeLabels([MergedRecord.label], from: contents.start)
    try loader.updateNode(
      contents.start,
      adding: (old.properties[MergedRecord.labels]?.items ?? []).compactMap(\.textValue),
      setting: [MergedRecord.labels: .null])
  }

  /// Takes from the survivor what the record gave it; another record that was merged and states it too
  /// gives it instead, as it would have without the first.
  private func takeBack(
    _ filled: [Value], _ record: Node.Contents, from survivor: Int
  ) throws {
    guard let properties = loader.node(survivor)?.contents?.properties else { return }
    let others = loader.relationships(of: survivor)
      .filter { $0.contents?.type == MergedRecord.type && $0.contents?.end == survivor }
      .sorted { ($0.number ?? 0) < ($1.number ?? 0) }
    var setting = MapValue()
    var given: [Int: [Value]] = [:]
    for name in filled {
      // What was changed since is somebody's work, and stays.
      guard let key = name.textValue, properties[key] == record.properties[key] else { continue }
      setting[key] = .null
      for (index, other) in others.enumerated() {
        guard let start = other.contents?.start,
          let value = loader.node(start)?.contents?.properties[key]
        else { continue }
        setting[key] = value
        given[index, default: []].append(name)
        break
      }
    }
    try loader.updateNode(survivor, setting: setting)
    for (index, names) in given.sorted(by: { $0.key < $1.key }) {
      let properties = others[index].contents?.properties
      let listed = properties?[MergedRecord.filled]?.items ?? []
      let differing = properties?[MergedRecord.differing]?.items ?? []
      try loader.update(
        others[index],
        setting: [
          MergedRecord.filled: .list(listed + names),
          MergedRecord.differing: .list(differing.filter { !names.contains($0) }),
        ])
    }
  }
}

/// What a relationship says of one of its nodes, by which another that says the same is known.
private struct Link: Hashable {
  var type: Text
  var other: Int
  var isOutgoing: Bool
  var properties: MapValue

  /// Nil for a loop, which is about the record alone.
  init?(_ relationship: Relationship, of node: Int) {
    guard let contents = relationship.contents, contents.start != contents.end else { return nil }
    type = contents.type
    isOutgoing = contents.start == node
    other = isOutgoing ? contents.end : contents.start
    properties = MergedRecord.unmarked(contents.properties)
    properties["import_run"] = nil
    // Of pairs there is one for two records, whichever way it leads.
    if type == MergedRecord.pair {
      isOutgoing = true
      properties = MapValue()
    }
  }
}

extension Relationship {
  /// The number of a pair or a merge.
  var number: Int? {
    if case .integer(let number)? = contents?.properties[MergedRecord.number] {
      number
    } else {
      nil
    }
  }
}

extension Value {
  var items: [Value]? { if case .list(let items) = self { items } else { nil } }
  var textValue: Text? { if case .text(let text) = self { text } else { nil } }
}

extension Comparison {
  /// The score with three digits, as people are shown it.
  var shownScore: Double { (score * 1_000).rounded() / 1_000 }
}
