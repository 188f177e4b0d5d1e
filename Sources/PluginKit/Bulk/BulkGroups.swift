import GraphModel

/// The groups of node ids of a bulk load, within each of which an id is unique.
final class BulkGroups {
  private(set) var names: [Text] = []
  private(set) var ids: [NumberedIDs] = []
  /// Where the nodes of each group come from.
  var origins: [Origin] = []
  /// The nodes that the graph held before.
  var known = BulkKnownNodes()
  /// How many nodes the graph held before, for labels of tables that cannot be compared with them.
  var labelCounts: [Text: Int] = [:]
  /// Whether there are such tables.
  var countsLabels: Bool { !labelCounts.isEmpty }
  /// The line of each node of the load, for messages about ids that occur twice.
  private var lines: [UInt32] = []
  /// From which node on the nodes come from which file.
  private var files: [(firstNode: Int, name: String)] = []

  /// How the nodes of a group are known in the graph.
  struct Origin {
    /// Their label; nil for nodes of any label.
    var label: Text?
    /// The property that keeps their id; nil where none does.
    var key: Text?
    /// Whether a table of this load has nodes of the group.
    var isDeclared: Bool
  }

  /// The groups that the tables of nodes declare, and those of a graph that is there which tables of
  /// relationships speak of.
  ///
  /// - Parameter isNew: Whether there is no graph yet.
  /// - Throws: ``ImportError`` where an id is neither text nor integer, two tables of a group
  ///   disagree, or a relationship speaks of a group of nodes that no table declares and no graph has.
  init(_ sources: [BulkSource], isNew: Bool) throws {
    for source in sources {
      for (field, column) in source.header.columns.enumerated() {
        guard case .id(let group) = column.role else { continue }
        try declare(group, column, source, source.place(field))
      }
      if case .nodes(let labels) = source.table.kind, let label = labels.first,
        !source.header.columns.contains(where: { $0.keepsID })
      {
        labelCounts[label] = 0
      }
    }
    for source in sources {
      for (field, column) in source.header.columns.enumerated() {
        switch column.role {
        case .start(let group), .end(let group):
          if names.contains(group) { continue }
          guard !isNew else { throw missing(group, source.place(field)) }
          names.append(group)
          ids.append(NumberedIDs(try Self.kind(of: column, source.place(field))))
          origins.append(
            Origin(label: group.isEmpty ? nil : group, key: nil, isDeclared: false))
        default: continue
        }
      }
    }
  }

  /// The number of the group `name`.
  func number(of name: Text) -> Int? { names.firstIndex(of: name) }

  /// The first column of `header` that names nodes in the given role.
  func column(in header: BulkHeader, where test: (BulkColumn.Role) -> Bool) -> IDColumn? {
    for (field, column) in header.columns.enumerated() where test(column.role) {
      switch column.role {
      case .id(let name), .start(let name), .end(let name):
        if let group = number(of: name) {
          return IDColumn(field, column, group: group, ids: ids[group])
        }
      case .label, .type, .property, .ignored: continue
      }
    }
    return nil
  }

  /// About how many bytes of memory the ids take.
  var byteCount: Int {
    4 * lines.capacity + known.byteCount + ids.reduce(0) { $0 + $1.byteCount }
  }

  /// Notes where the next node stands.
  func noteNode(line: Int, file: String) {
    if files.last?.name != file { files.append((lines.count, file)) }
    lines.append(UInt32(clamping: line))
  }

  /// Where a node of the load stands.
  func place(of node: UInt32) -> SourcePlace {
    let file = files.last { $0.firstNode <= Int(node) }
    return SourcePlace(file?.name ?? "", line: Int(lines[Int(node)]))
  }

  /// How messages call a node: `Study 'harden-2015'`.
  func shown(_ id: String, in group: Int) -> String {
    names[group].isEmpty ? "the node '\(id)'" : "\(names[group]) '\(id)'"
  }

  private func declare(
    _ name: Text, _ column: BulkColumn, _ source: BulkSource, _ place: SourcePlace
  ) throws {
    let kind = try Self.kind(of: column, place)
    var label: Text?
    if case .nodes(let labels) = source.table.kind { label = labels.first }
    let origin = Origin(
      label: label, key: column.key.isEmpty ? nil : column.key, isDeclared: true)
    guard let number = number(of: name) else {
      names.append(name)
      ids.append(NumberedIDs(kind))
      origins.append(origin)
      return
    }
    guard ids[number].kind == kind else {
      throw ImportError(
        "The ids of \(Self.shown(name)) are integers in one table and texts in another", at: place,
        hint: "Write the same id-type in both headers, such as {id-type:int}")
    }
    // Tables of several labels share the group: its nodes are those of any label.
    if origins[number].label != origin.label { origins[number].label = nil }
    if origins[number].key != origin.key { origins[number].key = nil }
  }

  private static func kind(
    of column: BulkColumn, _ place: SourcePlace
  ) throws -> NumberedIDs.Kind {
    switch column.type {
    case .int, .long: return .integer
    case .string: return .text
    default:
      throw ImportError(
        "An id is a text or an integer, not a \(column.type.rawValue)", at: place,
        hint: "Write {id-type:int}, or leave it out for texts")
    }
  }

  private func missing(_ group: Text, _ place: SourcePlace) -> ImportError {
    let known = names.filter { !$0.isEmpty }.map(\.string)
    return ImportError(
      group.isEmpty
        ? "No table of nodes has a column :ID without a group"
        : "No table of nodes has a column :ID(\(group))", at: place,
      hint: didYouMean(group.string, in: known)
        ?? (known.isEmpty ? nil : "The groups are \(known.joined(separator: ", "))"))
  }

  private static func shown(_ group: Text) -> String {
    group.isEmpty ? "nodes without a group" : "the group \(group)"
  }
}
