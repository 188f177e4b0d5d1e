import CypherFunctions
import GraphIndex
import GraphModel
import GraphStore
import Platform

/// What a full-text index covers, by names.
struct FullTextIndex: Hashable, Sendable {
  var name: Text
  var ofRelationships: Bool
  var labels: [Text]
  var keys: [Text]
}

/// The full-text indexes of a database.
///
/// In a file they are tables that the store keeps true with the rows. A graph in memory only
/// remembers their definitions and gathers the words anew for each search, O(*n*) in its size; so does a
/// query that leaves sources out.
final class FullTextIndexes: Sendable {
  private let file: DatabaseFile?
  private let known: Monitor<[FullTextIndex]>

  /// The indexes of a file; or those of a graph in memory, which begins with `known`.
  init(file: DatabaseFile?, known: [FullTextIndex] = []) {
    self.file = file
    self.known = Monitor(file?.withStore(FullTextIndexes.stored) ?? known)
  }

  /// All of them, by name.
  var all: [FullTextIndex] { known.withLock { $0 } }

  /// Those that a store has.
  private static func stored(_ store: GraphStore) -> [FullTextIndex] {
    store.indexes.filter { $0.kind == .fullText }.map { stored in
      FullTextIndex(
        name: stored.name, ofRelationships: stored.entity == .relationship,
        labels: stored.symbols.compactMap { store.symbol($0)?.name },
        keys: stored.keys.compactMap { store.symbol($0)?.name })
    }
  }

  /// Adds one to a store, inside the open transaction.
  static func add(_ index: FullTextIndex, to store: GraphStore) throws {
    let kind: Symbol.Kind = index.ofRelationships ? .relationshipType : .label
    try store.addIndex(
      .fullText(
        name: index.name, entity: index.ofRelationships ? .relationship : .node,
        symbols: try index.labels.map { try store.internSymbol(kind: kind, name: $0) },
        keys: try index.keys.map { try store.internSymbol(kind: .propertyKey, name: $0) },
        table: store.nextFullTextTable))
  }

  /// Takes those that a store has, which has changed.
  func reload(from store: GraphStore) {
    let stored = FullTextIndexes.stored(store)
    known.withLock { $0 = stored }
  }

  /// Notes one that was added.
  func add(_ index: FullTextIndex) {
    known.withLock { known in
      known.append(index)
      known.sort { $0.name < $1.name }
    }
  }

  /// Notes that the one of that name was dropped.
  func remove(_ name: Text) { known.withLock { $0.removeAll { $0.name == name } } }

  /// Forgets all, as a graph in memory is emptied.
  func reset() { known.withLock { $0 = [] } }

  /// What a search finds, the best first.
  ///
  /// - Parameter ownChanges: Whether what the session has changed and not committed is searched.
  /// - Throws: `Diagnostic` where there is no such index or the search is not understood.
  func matches(
    in name: Text, of search: Text, ofRelationships: Bool, view: GraphView,
    ownChanges: Bool, isCancelled: @escaping @Sendable () -> Bool
  ) throws(Diagnostic) -> [GraphStore.FullTextMatch] {
    let all = all
    guard let index = all.first(where: { $0.name == name }) else {
      throw Diagnostic(
        .argumentError, .runtime, "NoSuchFullTextIndex", "There is no full-text index '\(name)'",
        hint: didYouMean(name.string, in: all.map(\.name.string))
          ?? "SHOW INDEXES lists them; CREATE FULLTEXT INDEX makes one.")
    }
    guard index.ofRelationships == ofRelationships else {
      let other = ofRelationships ? "queryNodes" : "queryRelationships"
      throw Diagnostic(
        .argumentError, .runtime, "NoSuchFullTextIndex",
        "The full-text index '\(name)' is one of \(ofRelationships ? "nodes" : "relationships")",
        hint: "Call db.index.fulltext.\(other).")
    }
    guard
      let expression = try FullTextSearch(search, keys: index.keys.map(\.string)).expression
    else { return [] }
    do {
      // Words of what is left out must not count in the scores of what is left.
      guard let file, !view.isMasked else {
        return try FullTextIndexes.gathered(index, view).search(expression)
      }
      return try file.withStore(cancelledBy: isCancelled) { store throws(StoreError) in
        try store.search(fullText: name, matching: expression, ownChanges: ownChanges)
      }
    } catch {
      throw FullTextIndexes.diagnostic(error)
    }
  }

  /// The words of a graph in memory.
  private static func gathered(
    _ index: FullTextIndex, _ view: GraphView
  ) throws(StoreError) -> WordsInMemory {
    let words = try WordsInMemory(columns: index.keys.count)
    let keys = index.keys.map { view.keys.number(of: $0) }
    if index.ofRelationships {
      for type in index.labels.compactMap({ view.types.number(of: $0) }) {
        var handles: [RelationshipHandle] = []
        view.forEachRelationship(type: type) { handle, _, _ in handles.append(handle) }
        for handle in handles {
          let texts = keys.map { $0.flatMap { view.relationshipProperty(handle, key: $0).words } }
          try words.add(view.relationshipID(handle), texts)
        }
      }
    } else {
      let labels = Set(index.labels.compactMap { view.labels.number(of: $0) })
      for position in 0..<UInt32(view.nodeLimit) where view.isLive(position) {
        guard !labels.isDisjoint(with: view.labelSets[view.labelSet(of: position)]) else {
          continue
        }
        let texts = keys.map { $0.flatMap { view.nodeProperty(position, key: $0).words } }
        try words.add(view.nodeID(position), texts)
      }
    }
    return words
  }

  private static func diagnostic(_ error: StoreError) -> Diagnostic {
    if error.kind == .interrupted {
      return Diagnostic(
        .interrupted, .runtime, "Interrupted", "The search was interrupted; nothing was changed")
    }
    // What the reader of searches lets through, FTS5 can still refuse.
    if error.kind == .other {
      return Diagnostic(
        .argumentError, .runtime, "InvalidFullTextQuery", "The search failed: \(error.cause)")
    }
    return Diagnostic(
      .procedureError, .runtime, "FullTextFailed", error.message, hint: error.hint)
  }
}

extension Value {
  /// What a full-text index takes of a property: a text, or the texts of a list.
  fileprivate var words: Text? {
    switch self {
    case .text(let text): return text
    case .list(let values):
      let texts = values.compactMap { value -> String? in
        if case .text(let text) = value { text.string } else { nil }
      }
      return texts.isEmpty ? nil : Text(texts.joined(separator: " "))
    default: return nil
    }
  }
}
