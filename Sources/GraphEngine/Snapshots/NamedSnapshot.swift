import CypherFunctions
import GraphIndex
import GraphModel
import GraphStore
import Platform

/// A state of a graph that has a name and lies in its file.
///
///     _ = try graph.makeSnapshot(named: "may", note: "before the new search")
///     …
///     let may = try graph.reader(at: "may")
///     _ = try may.run("MATCH (s:Study) RETURN count(s)")   // as of May
///
/// It takes no room until something changes: later commits keep the former row of what they change.
public struct NamedSnapshot: Hashable, Sendable {
  /// Its name, unique in the file.
  public var name: String
  /// What somebody has noted about it.
  public var note: String?
  /// When it was made, in UTC.
  public var made: String
  /// How many nodes it has.
  public var nodes: Int
  /// How many relationships it has.
  public var relationships: Int

  init(_ stored: StoredSnapshot) {
    name = stored.name.string
    note = stored.note?.string
    made = stored.made.string
    nodes = stored.nodes
    relationships = stored.relationships
  }
}

extension GraphSession {
  /// The longest name of a snapshot, in bytes.
  static let longestSnapshotName = 200

  /// The snapshots in the file, the oldest first.
  ///
  /// - Throws: `StoreError` where another process has the file and does not give it in time.
  public func snapshots() throws -> [NamedSnapshot] {
    try checkOpen()
    guard let file = database.file else { return [] }
    let lease = try lease()
    defer { withExtendedLifetime(lease) {} }
    return file.withStore { $0.snapshots.map { NamedSnapshot($0) } }
  }

  /// Names the state of the graph as of its last commit.
  ///
  /// - Throws: `Diagnostic` where the name is taken, empty or too long, the graph lies in memory or is read only, or
  ///   a transaction is open; `StoreError` where the file cannot take it.
  /// - Complexity: O(1).
  @discardableResult
  public func makeSnapshot(named name: String, note: String? = nil) throws -> NamedSnapshot {
    let file = try fileOfSnapshots()
    guard !name.isEmpty, name.utf8.count <= Self.longestSnapshotName,
      !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { throw Diagnostic.snapshotName(name) }
    try checkSchemaChange()
    return try withTurn {
      if file.withStore({ $0.snapshots.contains { $0.name.string == name } }) {
        throw Diagnostic.snapshotExists(name)
      }
      var made: NamedSnapshot?
      try inStore { store in
        made = NamedSnapshot(
          try store.makeSnapshot(
            named: Text(name), note: note.map { Text($0) }, made: Text(Self.timeNow)))
      }
      guard let made else { throw Diagnostic.noFileForSnapshots }
      return made
    }
  }

  /// Forgets a snapshot and what only it holds.
  ///
  /// - Throws: `Diagnostic` where there is none of that name, and as ``makeSnapshot(named:note:)``.
  /// - Complexity: O(rows that were changed between it and the next).
  public func dropSnapshot(named name: String) throws {
    let file = try fileOfSnapshots()
    try checkSchemaChange()
    try withTurn {
      let known = file.withStore { $0.snapshots.map(\.name.string) }
      guard known.contains(name) else { throw Diagnostic.noSuchSnapshot(name, known: known) }
      try inStore { try $0.dropSnapshot(named: Text(name)) }
    }
  }

  /// The graph as it was when a snapshot was made, for reading; this graph goes on.
  ///
  /// Functions, schema and limits are those of this graph, and ``cancel()`` of this graph ends the reader's queries. A full-text search gathers the words anew. The reader can
  /// be used until this graph is closed.
  ///
  /// - Throws: `Diagnostic` where there is no snapshot of that name; `StoreError`.
  /// - Complexity: O(changes since the snapshot); O(size of the graph) where these are most of it.
  public func reader(at name: String) throws -> Graph {
    let file = try fileOfSnapshots()
    let lease = try lease()
    defer { withExtendedLifetime(lease) {} }
    func view() throws -> GraphView {
      try cancellable(file) { store in
        guard let snapshot = store.snapshots.first(where: { $0.name.string == name }) else {
          throw Diagnostic.noSuchSnapshot(name, known: store.snapshots.map(\.name.string))
        }
        return try ViewBuilder.view(of: store, at: snapshot, through: file.segments)
      }
    }
    let found: GraphView
    do {
      found = try view()
    } catch let fault as SegmentDamage {
      try rebuildIndex(because: fault)
      found = try view()
    }
    let reader = Graph(
      owning: GraphDatabase(
        reading: found.frozen(), of: database, words: database.fullText.all))
    reader.limits = limits
    reader.cancelFlag = cancelFlag
    reader.carriesEvidence = carriesEvidence
    return reader
  }

  private func fileOfSnapshots() throws -> DatabaseFile {
    try checkOpen()
    guard let file = database.file else { throw Diagnostic.noFileForSnapshots }
    return file
  }

  /// The time in UTC, to the second: `2026-05-01T09:30:00Z`.
  private static var timeNow: String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return DateTimeValue(utcSecond: Int(now.tv_sec)).isoText
  }
}

extension Diagnostic {
  static func snapshotName(_ name: String) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "SnapshotName",
      name.isEmpty ? "A snapshot needs a name" : "'\(name)' is no name of a snapshot",
      hint: "A name has 1 to \(GraphSession.longestSnapshotName) bytes, and no control characters")
  }

  static func snapshotExists(_ name: String) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "SnapshotExists", "There is a snapshot '\(name)' already",
      hint: "Choose another name, or drop that one first; nothing was changed")
  }

  static func noSuchSnapshot(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "NoSuchSnapshot", "There is no snapshot '\(name)'",
      hint: didYouMean(name, in: known)
        ?? (known.isEmpty
          ? "The graph has none" : "There are: \(known.joined(separator: ", "))"))
  }

  static var noFileForSnapshots: Diagnostic {
    Diagnostic(
      .transactionError, .runtime, "NoFile", "A graph in memory has no snapshots",
      hint: "Open a file: dolen FILE --create")
  }
}
