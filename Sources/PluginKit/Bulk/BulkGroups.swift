import GraphModel

/// The groups of node ids of a bulk load, within each of which an id is unique.
final class BulkGroups {
  private(set) var names: [Text] = []
  private(set) var ids: [BulkNodeIDs] = []
  /// The line of each node of the load, for messages about ids that occur twice.
  private var lines: [UInt32] = []
  /// From which node on the nodes come from which file.
  private var files: [(firstNode: Int, name: String)] = []

  /// The groups that the tables of nodes declare.
  ///
  /// - Throws: ``ImportError`` where an id is neither text nor integer, two tables of a group
  ///   disagree, or a relationship speaks of a group that no table declares.
  init(_ sources: [BulkSource]) throws {
    for source in sources {
      for (field, column) in source.header.columns.enumerated() {
        guard case .id(let group) = column.role else { continue }
        try declare(group, try Self.kind(of: column, source.place(field)), source.place(field))
      }
    }
    for source in sources {
      for (field, column) in source.header.columns.enumerated() {
        switch column.role {
        case .start(let group), .end(let group):
          guard names.contains(group) else { throw missing(group, source.place(field)) }
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
  var byteCount: Int { 4 * lines.capacity + ids.reduce(0) { $0 + $1.byteCount } }

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

  private func declare(_ name: Text, _ kind: BulkNodeIDs.Kind, _ place: SourcePlace) throws {
    guard let number = number(of: name) else {
      names.append(name)
      ids.append(BulkNodeIDs(kind))
      return
    }
    guard ids[number].kind == kind else {
      throw ImportError(
        "The ids of \(Self.shown(name)) are integers in one table and texts in another", at: place,
        hint: "Write the same id-type in both headers, such as {id-type:int}")
    }
  }

  private static func kind(
    of column: BulkColumn, _ place: SourcePlace
  ) throws -> BulkNodeIDs.Kind {
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
