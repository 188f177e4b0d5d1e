import GraphModel

/// A value as the tables of the TCK write it: what two values must share to be the same there.
///
/// Nodes and relationships have no identity, temporal values are texts, and the order of labels and
/// keys does not count.
indirect enum TableValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case float(UInt64)
  case text(Text)
  case list([TableValue])
  case map([Entry])
  case node(labels: [Text], properties: [Entry])
  case relationship(type: Text, properties: [Entry])
  case path([TableValue])
  /// A relationship of a path, and whether it is walked along its direction.
  case step(TableValue, forwards: Bool)

  /// A key with its value.
  struct Entry: Hashable, Sendable {
    var key: Text
    var value: TableValue
  }

  /// A float; all that are no number are one, and so are both zeros.
  static func number(_ float: Double) -> TableValue {
    .float(float.isNaN ? Double.nan.bitPattern : (float == 0 ? 0 : float).bitPattern)
  }

  /// Entries in the order of their keys.
  static func entries(_ pairs: some Sequence<(key: Text, value: TableValue)>) -> [Entry] {
    pairs.map { Entry(key: $0.key, value: $0.value) }.sorted { $0.key < $1.key }
  }

  /// What a query answered.
  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .boolean(let boolean): self = .boolean(boolean)
    case .integer(let integer): self = .integer(integer)
    case .float(let float): self = .number(float)
    case .text(let text): self = .text(text)
    case .list(let list): self = .list(list.map { TableValue($0) })
    case .map(let map): self = .map(TableValue.entries(of: map))
    case .node(let node): self = TableValue(node)
    case .relationship(let relationship): self = TableValue(relationship)
    case .path(let path): self = TableValue(path)
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration, .point:
      self = .text(Text(value.cypherText))
    }
  }

  private static func entries(of map: MapValue) -> [Entry] {
    entries(map.entries.map { (key: $0.key, value: TableValue($0.value)) })
  }

  private init(_ node: Node) {
    self = .node(
      labels: (node.contents?.labels ?? []).sorted(),
      properties: TableValue.entries(of: node.contents?.properties ?? MapValue()))
  }

  private init(_ relationship: Relationship) {
    self = .relationship(
      type: relationship.contents?.type ?? "",
      properties: TableValue.entries(of: relationship.contents?.properties ?? MapValue()))
  }

  private init(_ path: Path) {
    var parts: [TableValue] = []
    for (index, node) in path.nodes.enumerated() {
      if index > 0, index <= path.relationships.count {
        let relationship = path.relationships[index - 1]
        let forwards = relationship.contents?.start == path.nodes[index - 1].id
        parts.append(.step(TableValue(relationship), forwards: forwards))
      }
      parts.append(TableValue(node))
    }
    self = .path(parts)
  }

  /// The value with the elements of every list in one fixed order.
  var withSortedLists: TableValue {
    switch self {
    case .list(let list):
      .list(list.map(\.withSortedLists).sorted { $0.description < $1.description })
    case .map(let map): .map(TableValue.sortedLists(map))
    case .node(let labels, let properties):
      .node(labels: labels, properties: TableValue.sortedLists(properties))
    case .relationship(let type, let properties):
      .relationship(type: type, properties: TableValue.sortedLists(properties))
    case .path(let parts): .path(parts.map(\.withSortedLists))
    case .step(let relationship, let forwards):
      .step(relationship.withSortedLists, forwards: forwards)
    default: self
    }
  }

  private static func sortedLists(_ entries: [Entry]) -> [Entry] {
    entries.map { Entry(key: $0.key, value: $0.value.withSortedLists) }
  }

  /// The value as a parameter; nil for what no parameter can be.
  var value: Value? {
    switch self {
    case .null: .null
    case .boolean(let boolean): .boolean(boolean)
    case .integer(let integer): .integer(integer)
    case .float(let bits): .float(Double(bitPattern: bits))
    case .text(let text): .text(text)
    case .list(let list):
      list.allSatisfy { $0.value != nil } ? .list(list.compactMap(\.value)) : nil
    case .map(let map):
      map.allSatisfy { $0.value.value != nil }
        ? .map(MapValue(map.map { ($0.key, $0.value.value ?? .null) })) : nil
    case .node, .relationship, .path, .step: nil
    }
  }
}

extension TableValue: CustomStringConvertible {
  /// The value in the notation of the tables.
  var description: String {
    switch self {
    case .null: return "null"
    case .boolean(let boolean): return "\(boolean)"
    case .integer(let integer): return "\(integer)"
    case .float(let bits): return "\(Double(bitPattern: bits))"
    case .text(let text): return "'\(text)'"
    case .list(let list): return "[\(list.map(\.description).joined(separator: ", "))]"
    case .map(let map): return TableValue.text(of: map)
    case .node(let labels, let properties):
      let parts = [labels.map { ":\($0)" }.joined(), TableValue.text(ofAny: properties)]
      return "(\(parts.filter { !$0.isEmpty }.joined(separator: " ")))"
    case .relationship(let type, let properties):
      let map = TableValue.text(ofAny: properties)
      return "[:\(type)\(map.isEmpty ? "" : " ")\(map)]"
    case .path(let parts): return "<\(parts.map(\.description).joined())>"
    case .step(let relationship, let forwards):
      return forwards ? "-\(relationship)->" : "<-\(relationship)-"
    }
  }

  private static func text(of entries: [Entry]) -> String {
    "{\(entries.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
  }

  private static func text(ofAny entries: [Entry]) -> String {
    entries.isEmpty ? "" : text(of: entries)
  }
}
