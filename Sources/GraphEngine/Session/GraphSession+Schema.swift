import CypherSyntax
import GraphIndex
import GraphModel
import GraphStore

extension GraphSession {
  /// Runs a command on indexes or constraints.
  func run(_ command: SchemaCommand, mode: Statement.Mode) throws -> Rows {
    guard mode == .run else {
      throw Diagnostic(
        .unsupported, .compile, "UnsupportedSyntax",
        "A command on indexes or constraints has no plan to show")
    }
    switch command {
    case .showIndexes: return show(onlyUnique: false)
    case .showConstraints: return show(onlyUnique: true)
    // Neither of them may change it: what is left is to say so, for which nobody has to wait.
    case _ where isReadOnly || isInTransaction: return try change(command)
    default: return try withTurn { try database.shared.change { _ in try change(command) } }
    }
  }

  private func change(_ command: SchemaCommand) throws -> Rows {
    switch command {
    case .createIndex(let definition, let ifNotExists):
      return try create(definition, isUnique: false, ifNotExists: ifNotExists)
    case .createFullTextIndex(let definition, let ifNotExists):
      let counters = try create(definition, ifNotExists: ifNotExists)
      return changed { $0 = counters }
    case .createConstraint(let definition, let ifNotExists):
      return try create(definition, isUnique: true, ifNotExists: ifNotExists)
    case .dropIndex(let name, let ifExists):
      return try drop(name, isUnique: false, ifExists: ifExists)
    case .dropConstraint(let name, let ifExists):
      return try drop(name, isUnique: true, ifExists: ifExists)
    case .showIndexes: return show(onlyUnique: false)
    case .showConstraints: return show(onlyUnique: true)
    }
  }

  private func changed(_ change: (inout UpdateCounters) -> Void) -> Rows {
    var summary = Summary()
    change(&summary.counters)
    return Rows(columns: [], warnings: [], producer: GatheredRows(summary: summary))
  }

  private func create(
    _ definition: IndexDefinition, isUnique: Bool, ifNotExists: Bool
  ) throws -> Rows {
    let kind = isUnique ? "constraint" : "index"
    let keys = definition.keys.map(\.text)
    let name =
      definition.name?.text
      ?? Text(
        "\(kind)_\(definition.label.text)_\(keys.map(\.string).joined(separator: "_"))")
    let sameName = nameInUse(name)
    let sameKeys = view.indexes.first { index in
      index.ofRelationships == definition.ofRelationships && index.isUnique == isUnique
        && labelName(index) == definition.label.text
        && index.keys.map { view.keys[$0] } == keys
    }
    if let known = sameName ?? sameKeys?.name {
      if ifNotExists { return changed { _ in } }
      let name = definition.name ?? definition.label
      if isUnique { throw Diagnostic.constraintExists(known, at: name.span) }
      throw Diagnostic.indexExists(known, at: name.span)
    }
    try checkSchemaChange()
    let label =
      definition.ofRelationships
      ? view.intern(type: definition.label.text) : view.intern(label: definition.label.text)
    let index = ValueIndex(
      name: name, ofRelationships: definition.ofRelationships, label: label,
      keys: keys.map(view.intern(key:)), isUnique: isUnique)
    index.rebuild(from: view)
    if isUnique, let (value, _, _) = index.duplicate() {
      throw Diagnostic(
        .constraintValidationFailed, .runtime, "UniquenessViolation",
        "The constraint cannot be made: there are two \(definition.label.text) with "
          + "\(keys.map(\.string).joined(separator: ", ")) = \(value)",
        at: definition.label.span,
        hint:
          "Find them with MATCH (n:\(definition.label.text)) WITH n.\(keys[0]) AS v, count(*) AS c WHERE c > 1 RETURN v, c."
      )
    }
    try inStore { store in
      try store.addIndex(
        StoredIndex(
          name: name, kind: isUnique ? .unique : .range,
          entity: definition.ofRelationships ? .relationship : .node,
          symbol: try store.internSymbol(
            kind: definition.ofRelationships ? .relationshipType : .label,
            name: definition.label.text),
          keys: try keys.map { try store.internSymbol(kind: .propertyKey, name: $0) }))
    }
    view.add(index)
    return changed { if isUnique { $0.constraintsAdded = 1 } else { $0.indexesAdded = 1 } }
  }

  private func labelName(_ index: ValueIndex) -> Text {
    index.ofRelationships ? view.types[index.label] : view.labels[index.label]
  }

  private func drop(_ name: Name, isUnique: Bool, ifExists: Bool) throws -> Rows {
    guard let index = view.indexes.first(where: { $0.name == name.text }),
      index.isUnique == isUnique
    else {
      if !isUnique, try dropFullText(name.text) { return changed { $0.indexesRemoved = 1 } }
      if ifExists { return changed { _ in } }
      var known = view.indexes.filter { $0.isUnique == isUnique }.map(\.name.string)
      if !isUnique { known += database.fullText.all.map(\.name.string) }
      if isUnique { throw Diagnostic.noSuchConstraint(name, known: known) }
      throw Diagnostic.noSuchIndex(name, known: known)
    }
    try checkSchemaChange()
    try inStore { try $0.dropIndex(named: name.text) }
    view.dropIndex(name.text)
    return changed { if isUnique { $0.constraintsRemoved = 1 } else { $0.indexesRemoved = 1 } }
  }

  func checkSchemaChange() throws {
    if isReadOnly {
      throw Diagnostic(
        .transactionError, .runtime, "ReadOnly",
        "The graph is open for reading only; nothing was changed",
        hint: "Open it without --read-only")
    }
    if isInTransaction {
      throw Diagnostic(
        .transactionError, .runtime, "SchemaInTransaction",
        "Indexes and constraints cannot be changed inside a transaction",
        hint: "COMMIT or ROLLBACK first")
    }
  }

  /// Runs `body` in a transaction of the store, if there is one.
  func inStore(_ body: (GraphStore) throws -> Void) throws {
    guard let file = database.file else { return }
    _ = try becomeWriter(isStarting: false)
    try cancellable(file) { store in
      try store.begin()
      do {
        try body(store)
        try store.commit()
      } catch {
        if store.isInTransaction { try store.rollback() }
        throw error
      }
    }
  }

  private func show(onlyUnique: Bool) -> Rows {
    var rows = view.indexes.filter { $0.isUnique || !onlyUnique }
      .map { index -> (name: Text, row: [Value]) in
        let row: [Value] = [
          .text(index.name), .string(index.isUnique ? "UNIQUENESS" : "RANGE"),
          .string(index.ofRelationships ? "RELATIONSHIP" : "NODE"),
          .list([.text(labelName(index))]),
          .list(index.keys.map { .text(view.keys[$0]) }),
        ]
        return (index.name, row)
      }
    if !onlyUnique { rows += database.fullText.all.map { ($0.name, $0.shown) } }
    rows.sort { $0.name < $1.name }
    return Rows(
      columns: ["name", "type", "entityType", "labelsOrTypes", "properties"], warnings: [],
      producer: GatheredRows(rows: rows.map(\.row)))
  }
}
