import GraphEngine
import GraphModel
import WordCatalog

extension CommandDescription {
  /// `:snapshot` and `dolen snapshot`.
  package static let snapshot = CommandDescription(
    "snapshot", { $0.snapshotSummary },
    shell: ShellForm(
      [.optional("NAME"), .optional("NOTE")], details: { words, _ in words.snapshotDetails },
      examples: [
        ":snapshot", ":snapshot may \"before the new search\"", ":snapshot restore may",
        ":snapshot drop may",
      ]),
    program: ProgramForm(
      [.graphFile, .snapshotDeed, .snapshotName], options: [.snapshotNote, .language],
      details: { $0.snapshotDetails },
      examples: [
        "dolen snapshot evidence.dolen make may --note 'before the new search'",
        "dolen snapshot evidence.dolen",
        "dolen evidence.dolen --at may -c 'MATCH (s:Study) RETURN count(s)'",
        "dolen snapshot evidence.dolen restore may",
        "dolen snapshot evidence.dolen drop may",
      ]))

  static let at = CommandDescription(
    "at", { $0.atSummary },
    shell: ShellForm(
      [.optional("NAME")], details: { words, _ in words.atDetails }, examples: [":at may", ":at"]))
}

extension CommandArgument {
  package static let snapshotDeed = optional(
    "deed", .choice(SnapshotDesk.Deed.allCases.map(\.rawValue))
  ) { $0.snapshotDeedHelp(SnapshotDesk.Deed.allCases.map(\.rawValue)) }
  package static let snapshotName = optional("name") { $0.snapshotNameHelp }
}

extension CommandOption {
  package static let snapshotNote = CommandOption("note", value: "text") { $0.snapshotNoteHelp }
  package static let at = CommandOption("at", value: "snapshot") { $0.atHelp }
}

/// Snapshots of a graph: made, listed, dropped, restored.
package struct SnapshotDesk {
  /// What can be done.
  package enum Deed: String, CaseIterable, Sendable {
    case list, make, drop, restore
  }

  private let graph: Graph
  private let words: Words

  package init(_ graph: Graph, words: Words) {
    self.graph = graph
    self.words = words
  }

  /// The snapshots, as columns and rows.
  package func table() throws -> (columns: [String], rows: [[Value]]) {
    let columns = [
      words.nameHeading, words.madeHeading, words.nodesHeading, words.relationshipsHeading,
      words.noteHeading,
    ]
    let rows = try graph.snapshots().map { snapshot -> [Value] in
      [
        .string(snapshot.name), .string(snapshot.made), .integer(snapshot.nodes),
        .integer(snapshot.relationships), snapshot.note.map { .string($0) } ?? .null,
      ]
    }
    return (columns, rows)
  }

  /// Makes, drops or restores a snapshot, and says so.
  package func perform(_ deed: Deed, _ name: String, note: String? = nil) throws -> String {
    switch deed {
    case .make:
      let made = try graph.makeSnapshot(named: name, note: note)
      return words.snapshotMade(made.name, nodes: made.nodes, relationships: made.relationships)
    case .drop:
      try graph.dropSnapshot(named: name)
      return words.snapshotDropped(name)
    case .restore: return try restore(name)
    case .list: return ""
    }
  }

  /// Makes the graph again what it was, and keeps what it is under a name of its own.
  ///
  /// - Throws: As `GraphSession.makeSnapshot(named:note:)` and `GraphDifference.apply(to:)`; the graph and its
  ///   snapshots are then as before.
  private func restore(_ name: String) throws -> String {
    let difference = try GraphDifference(from: graph, to: graph.reader(at: name))
    guard !difference.isEmpty else { return words.snapshotIsPresent(name) }
    let kept = try nameOfPresent(before: name)
    try graph.makeSnapshot(named: kept, note: words.snapshotBeforeRestoring(name))
    do {
      try difference.apply(to: graph)
    } catch {
      try graph.dropSnapshot(named: kept)
      throw error
    }
    return words.snapshotRestored(
      name, added: difference.count(.added), removed: difference.count(.removed),
      changed: difference.count(.changed), kept: kept)
  }

  /// A name that no snapshot has: `before-may`, `before-may-2`.
  private func nameOfPresent(before name: String) throws -> String {
    let known = Set(try graph.snapshots().map(\.name))
    // A name has a greatest length.
    let stem = "before-\(name.utf8.count > 180 ? "restore" : name)"
    var kept = stem
    var number = 2
    while known.contains(kept) {
      kept = "\(stem)-\(number)"
      number += 1
    }
    return kept
  }
}

extension ShellCommand {
  /// Lists snapshots, makes one, drops one.
  static let snapshot = ShellCommand(.snapshot) { state, argument in
    var reader = ArgumentReader(argument)
    let desk = SnapshotDesk(state.present ?? state.graph, words: state.words)
    guard let name = reader.word() else {
      let (columns, rows) = try desk.table()
      return rows.isEmpty ? [.notice(state.words.noSnapshots)] : [.rows(columns: columns, rows)]
    }
    for deed in [SnapshotDesk.Deed.drop, .restore] where name == deed.rawValue {
      if let meant = reader.word() { return [.notice(try desk.perform(deed, meant))] }
    }
    var note: [String] = []
    while let word = reader.word() { note.append(word) }
    return [
      .notice(
        try desk.perform(.make, name, note: note.isEmpty ? nil : note.joined(separator: " ")))
    ]
  }

  /// Asks a snapshot from here on, or the graph of today again.
  static let at = ShellCommand(.at) { state, argument in
    var reader = ArgumentReader(argument)
    guard let name = reader.word() else {
      state.lookAtPresent()
      return [.notice(state.words.atPresent)]
    }
    try state.look(at: name)
    return [.notice(state.words.atSnapshot(name))]
  }
}

extension ShellState {
  /// Asks a snapshot from here on.
  ///
  /// - Throws: `Diagnostic` where there is none of that name, or a transaction is open.
  public mutating func look(at name: String) throws {
    let open = present ?? graph
    if open.isInTransaction { throw ShellFailure(.query, words.atInTransaction) }
    let reader = try open.reader(at: name)
    reader.mutedWarnings = open.mutedWarnings
    reader.warnsEachTime = open.warnsEachTime
    present = open
    graph = reader
  }

  /// Asks the graph of today again.
  mutating func lookAtPresent() {
    guard let open = present else { return }
    graph = open
    present = nil
  }
}
