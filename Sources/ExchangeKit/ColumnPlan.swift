import GraphModel
import PluginKit

/// Works out which columns a table needs: the keys that occur, in an order that fits every row, each
/// with the one type that holds all its values.
public struct ColumnPlan {
  private var keys: [Text] = []
  private var kinds: [Text: Kind] = [:]

  /// A plan for no row yet.
  public init() {}

  /// What the values of a key have in common so far.
  private enum Kind: Equatable {
    /// Lists with no items, which any type of list holds.
    case emptyList
    case values(BulkType, isList: Bool)
    /// Different types, or one that only JSON can say.
    case mixed
  }

  /// Takes in the properties of a row.
  ///
  /// A key that is new goes behind the key before it, so that keys that are often absent still end up
  /// where the rows that have them put them.
  public mutating func note(_ properties: MapValue) {
    var previous: Int?
    for (key, value) in properties.entries {
      if let kind = kinds[key] {
        previous = keys.firstIndex(of: key)
        kinds[key] = Self.merged(kind, Self.kind(of: value))
      } else {
        let position = previous.map { $0 + 1 } ?? keys.count
        keys.insert(key, at: position)
        previous = position
        kinds[key] = Self.kind(of: value)
      }
    }
  }

  /// The columns of properties: first those of `preferred` in their order and, where the values fit,
  /// with their types; then the others.
  public func columns(preferring preferred: [BulkColumn] = []) -> [BulkColumn] {
    var columns: [BulkColumn] = []
    for column in preferred where column.role == .property {
      columns.append(kinds[column.key].map { merged(column, with: $0) } ?? column)
    }
    let placed = Set(columns.map(\.key))
    for key in keys where !placed.contains(key) {
      switch kinds[key] {
      case .values(let type, let isList)?:
        columns.append(BulkColumn(key, type: type, isList: isList))
      case .emptyList?: columns.append(BulkColumn(key, isList: true))
      case .mixed?, nil: columns.append(BulkColumn(key, type: .json))
      }
    }
    return columns
  }

  private func merged(_ column: BulkColumn, with kind: Kind) -> BulkColumn {
    switch kind {
    case .emptyList:
      return column.isList ? column : BulkColumn(column.key, isList: true)
    case .values(let type, let isList):
      // int and long, float and double are two words for one type.
      let fits =
        column.isList == isList
        && (column.type == type || (type == .int && column.type == .long)
          || (type == .float && column.type == .double))
      return fits ? column : BulkColumn(column.key, type: type, isList: isList)
    case .mixed:
      return BulkColumn(column.key, type: .json)
    }
  }

  private static func merged(_ a: Kind, _ b: Kind) -> Kind {
    switch (a, b) {
    case (.emptyList, .values(_, isList: true)): b
    case (.values(_, isList: true), .emptyList): a
    default: a == b ? a : .mixed
    }
  }

  private static func kind(of value: Value) -> Kind {
    if case .list(let items) = value {
      var kind = Kind.emptyList
      for item in items {
        guard let type = type(of: item), isItem(item) else { return .mixed }
        kind = merged(kind, .values(type, isList: true))
      }
      // A list of one empty text would be written like the empty list.
      return items == [.text("")] ? .mixed : kind
    }
    return type(of: value).map { .values($0, isList: false) } ?? .mixed
  }

  private static func isItem(_ value: Value) -> Bool {
    guard case .text(let text) = value else { return true }
    return !text.string.utf8.contains(BulkColumn.itemSeparator)
  }

  private static func type(of value: Value) -> BulkType? {
    switch value {
    case .text: .string
    case .integer: .int
    case .float: .float
    case .boolean: .boolean
    case .date: .date
    case .localTime: .localTime
    case .time: .time
    case .localDateTime: .localDateTime
    case .dateTime: .dateTime
    case .duration: .duration
    default: nil
    }
  }
}
