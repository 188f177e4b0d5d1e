import GraphModel

/// Names with small numbers: one table for labels, one for types, one for property keys.
///
/// Names are only ever added, so a number stays valid for as long as the graph is open.
public struct NameTable: Sendable {
  /// The names by number.
  public private(set) var names: [Text] = []
  private var numbers: [Text: Int] = [:]

  /// A table without names.
  public init() {}

  /// The number of `name`, or nil where the graph has never seen it.
  public func number(of name: Text) -> Int? { numbers[name] }

  /// The number of `name`, given to it now where it had none.
  public mutating func intern(_ name: Text) -> Int {
    if let number = numbers[name] { return number }
    names.append(name)
    numbers[name] = names.count - 1
    return names.count - 1
  }

  /// The name of `number`.
  public subscript(number: Int) -> Text { names[number] }

  /// How many names there are.
  public var count: Int { names.count }
}

/// The label sets that occur, each with a small number, so that a node needs only that number and a
/// label expression is decided once a set, not once a node.
public struct LabelSetTable: Sendable {
  /// The sets by number; each is sorted. Number 0 is the empty set.
  public private(set) var sets: [[Int]] = [[]]
  private var numbers: [[Int]: Int] = [[]: 0]

  /// A table with the empty set only.
  public init() {}

  /// The number of the set of `labels`, in any order.
  public mutating func intern(_ labels: some Sequence<Int>) -> Int {
    let sorted = Set(labels).sorted()
    if let number = numbers[sorted] { return number }
    sets.append(sorted)
    numbers[sorted] = sets.count - 1
    return sets.count - 1
  }

  /// The labels of the set `number`.
  public subscript(number: Int) -> [Int] { sets[number] }

  /// How many sets there are.
  public var count: Int { sets.count }
}
