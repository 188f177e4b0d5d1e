import GraphModel
import PluginKit

/// Works out which columns a table needs: the keys that occur, in an order that fits every row, each
/// with the one type that holds all its values.
public struct ColumnPlan {
  /// The columns as they were met, each with the number of the one that stands behind it.
  private var columns: [(key: Text, kind: Kind, next: Int?)] = []
  private var numbers: [Text: Int] = [:]
  private var (first, last): (Int?, Int?)

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
  ///
  /// - Complexity: O(*n*) in the properties of the row, however many columns there are.
  public mutating func note(_ properties: MapValue) {
    var previous: Int?
    for (key, value) in properties.entries {
      if let number = numbers[key] {
        columns[number].kind = Self.merged(columns[number].kind, Self.kind(of: value))
        previous = number
      } else {
        previous = add(key, Self.kind(of: value), behind: previous ?? last)
      }
    }
  }

  private mutating func add(_ key: Text, _ kind: Kind, behind previous: Int?) -> Int {
    let number = columns.count
    numbers[key] = number
    columns.append((key, kind, previous.flatMap { columns[$0].next }))
    if let previous { columns[previous].next = number } else { first = number }
    if previous == last { last = number }
    return number
  }

  /// The columns of properties: first those of `preferred` in their order and, where the values fit,
  /// with their types; then the others.
  public func columns(preferring preferred: [BulkColumn] = []) -> [BulkColumn] {
    var planned: [BulkColumn] = []
    for column in preferred where column.role == .property {
      planned.append(
        numbers[column.key].map { merged(column, with: columns[$0].kind) } ?? column)
    }
    let placed = Set(planned.map(\.key))
    var number = first
    while let current = number {
      let (key, kind, next) = columns[current]
      number = next
      if placed.contains(key) { continue }
      switch kind {
      case .values(let type, let isList):
        planned.append(BulkColumn(key, type: type, isList: isList))
      case .emptyList: planned.append(BulkColumn(key, isList: true))
      case .mixed: planned.append(BulkColumn(key, type: .json))
      }
    }
    return planned
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
