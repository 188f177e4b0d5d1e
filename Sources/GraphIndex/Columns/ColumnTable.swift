import Platform
import Synchronization

/// The property columns of the nodes, or of the relationships of one type, by key.
///
/// A graph may have very many keys of which each entity has few, as one has whose rows bring keys of
/// their own. So a table has room only for the keys that occur, and who asks for all properties of an
/// entity looks at those columns that most entities have, and at the lists of who has the others.
public final class ColumnTable: Sendable {
  /// The numbers of the keys that have a column, rising.
  public let keys: [Int]
  /// The columns, in the order of the keys.
  public let columns: [PropertyColumn]
  /// How many columns were looked at in vain or not, to find those of an entity; tests compare it.
  private let looked = Atomic<Int>(0)
  private let owners = Monitor<RareColumns?>(nil)
  /// What it costs to list who has what of the columns that few have; nil where the lists would be large.
  private let listingCost: Int?

  /// A table of columns by number of the key; nil where a key has none.
  public convenience init(_ columns: [PropertyColumn?]) {
    self.init(columns.enumerated().compactMap { key, column in column.map { (key, $0) } })
  }

  /// A table of columns with the numbers of their keys, which rise.
  public init(_ columns: [(key: Int, column: PropertyColumn)]) {
    keys = columns.map(\.key)
    self.columns = columns.map(\.column)
    let (extents, values) = columns.reduce((0, 0)) {
      ($0.0 + $1.column.count, $0.1 + $1.column.valueCount)
    }
    listingCost = values < Self.mostListed && extents < 64 * Self.mostListed ? extents : nil
  }

  /// What is listed takes four bytes a value and is nobody's to pay for.
  private static let mostListed = 1 << 22

  /// A table without columns.
  public static let empty = ColumnTable([PropertyColumn?]())

  /// How many columns were looked at to find those of an entity.
  package var work: Int { looked.load(ordering: .relaxed) }

  /// The column of a key, or nil where no entity has it.
  ///
  /// - Complexity: O(1) where all keys up to it have a column, else O(log *k*).
  public subscript(key: Int) -> PropertyColumn? {
    if key < keys.count, keys[key] == key { return columns[key] }
    let place = lowerBound(keys.count) { keys[$0] < key }
    return place < keys.count && keys[place] == key ? columns[place] : nil
  }

  /// One more than the greatest key that has a column.
  public var limit: Int { (keys.last ?? -1) + 1 }

  /// Calls `body` with each key of which the entity at `position` has a value, and its column, by rising
  /// key.
  ///
  /// - Complexity: O(*k*) for *k* keys as long as few entities were asked for; then O(properties of the
  ///   entity), on average over all entities.
  package func forEachKey(at position: UInt32, _ body: (Int, PropertyColumn) -> Void) {
    guard columns.count > Self.most, let rare = rareColumns() else {
      looked.add(columns.count, ordering: .relaxed)
      for (index, column) in columns.enumerated() where column.isValid(position) {
        body(keys[index], column)
      }
      return
    }
    let indexes = rare.indexes(at: position, in: columns)
    looked.add(rare.common.count + indexes.count, ordering: .relaxed)
    for index in indexes { body(keys[index], columns[index]) }
  }

  /// As many columns are looked through without a list.
  private static let most = 64

  /// The lists, once as much was looked through as it costs to make them.
  private func rareColumns() -> RareColumns? {
    guard let listingCost, looked.load(ordering: .relaxed) > listingCost else { return nil }
    return owners.withLock { known in
      if let known { return known }
      let made = RareColumns(of: columns)
      known = made
      return made
    }
  }
}

/// For each position, which of the columns have a value there that few positions have.
private final class RareColumns: Sendable {
  /// The columns that at least one in eight positions has: no more than eight times as many as a position
  /// has on average.
  let common: [Int]
  private let first: UInt32
  /// Where the list of each position begins in ``lists``.
  private let starts: [UInt32]
  /// Places of columns.
  private let lists: [UInt32]

  init(of columns: [PropertyColumn]) {
    let first = columns.map(\.first).min() ?? 0
    let end = columns.map { Int($0.first) + $0.count }.max() ?? 0
    let extent = end - Int(first)
    let isCommon = columns.map { $0.valueCount * 8 >= extent }
    common = columns.indices.filter { isCommon[$0] }
    self.first = first
    func forEach(_ body: (_ offset: Int, _ column: Int) -> Void) {
      for (index, column) in columns.enumerated() where !isCommon[index] {
        for position in column.first..<(column.first + UInt32(column.count))
        where column.isValid(position) {
          body(Int(position - first), index)
        }
      }
    }
    var starts = [UInt32](repeating: 0, count: extent + 1)
    forEach { offset, _ in starts[offset + 1] += 1 }
    for offset in 0..<extent { starts[offset + 1] += starts[offset] }
    var next = starts
    var lists = [UInt32](repeating: 0, count: Int(starts[extent]))
    forEach { offset, column in
      lists[Int(next[offset])] = UInt32(column)
      next[offset] += 1
    }
    (self.starts, self.lists) = (starts, lists)
  }

  /// The places of the columns that have a value at `position`, rising.
  func indexes(at position: UInt32, in columns: [PropertyColumn]) -> [Int] {
    let offset = Int(position) - Int(first)
    guard offset >= 0, offset < starts.count - 1 else { return [] }
    let rare = lists[Int(starts[offset])..<Int(starts[offset + 1])].map { Int($0) }
    let found = common.filter { columns[$0].isValid(position) }
    if rare.isEmpty { return found }
    return found.isEmpty ? rare : (rare + found).sorted()
  }
}
