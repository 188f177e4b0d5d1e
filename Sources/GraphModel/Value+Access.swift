extension Value {
  /// `container[key]`: an element of a list, or the value of a key.
  ///
  /// A list counts from 0, and from its end with negative numbers; outside of it, as for a key that
  /// is missing, the answer is null. Nodes and relationships answer with a property where their
  /// contents are known. A null on either side makes null.
  ///
  ///     Value.index([1, 2, 3], -1)   // 3
  ///
  /// - Throws: `TypeError`: `ListElementAccessByNonInteger`, `MapElementAccessByNonString`, or
  ///   `InvalidArgumentType` where `container` holds no elements.
  /// - Complexity: O(1) on average.
  public static func index(_ container: Value, _ key: Value) throws(Diagnostic) -> Value {
    if container.isNull || key.isNull { return .null }
    switch container {
    case .list(let list):
      guard case .integer(let position) = key else { throw .listKey(key) }
      if position >= 0 { return position < list.count ? list[position] : .null }
      // Both summands are within bounds: no overflow, as count is not negative.
      let fromStart = list.count + position
      return fromStart >= 0 ? list[fromStart] : .null
    case .map(let map):
      return try map[textKey(key, of: container)] ?? .null
    case .node(let node):
      let name = try textKey(key, of: container)
      guard let contents = node.contents else { throw .contentsUnknown(container) }
      return contents.properties[name] ?? .null
    case .relationship(let relationship):
      let name = try textKey(key, of: container)
      guard let contents = relationship.contents else { throw .contentsUnknown(container) }
      return contents.properties[name] ?? .null
    default:
      throw .notIndexable(container)
    }
  }

  private static func textKey(_ key: Value, of container: Value) throws(Diagnostic) -> Text {
    guard case .text(let name) = key else { throw .mapKey(key, of: container) }
    return name
  }

  /// `list[from..to]`: the elements from `from` up to but without `to`.
  ///
  /// A bound that is nil stands for the list's own; a negative one counts from the end; what lies
  /// outside of the list is cut off. A null list or bound makes null.
  ///
  /// - Throws: `TypeError` where `list` is no list or a bound no integer.
  /// - Complexity: O(*n*) in the length of the result.
  public static func slice(
    _ list: Value, from: Value?, to: Value?
  ) throws(Diagnostic) -> Value {
    if list.isNull || from?.isNull == true || to?.isNull == true { return .null }
    guard case .list(let elements) = list else {
      throw .slice(list, role: "subject", expected: "List")
    }
    let start = try bound(from, of: elements.count, role: "start") ?? 0
    let end = try bound(to, of: elements.count, role: "end") ?? elements.count
    return start < end ? .list(Array(elements[start..<end])) : .list([])
  }

  /// The bound as a position from 0 to `count`.
  private static func bound(
    _ value: Value?, of count: Int, role: String
  ) throws(Diagnostic) -> Int? {
    guard let value else { return nil }
    guard case .integer(let position) = value else {
      throw .slice(value, role: role, expected: "Integer")
    }
    return position < 0 ? max(0, count + position) : min(position, count)
  }

  /// `x IN list`: whether some element equals `x`; nil where a null leaves that open.
  ///
  /// - Throws: `TypeError` where `list` is neither a list nor null.
  /// - Complexity: O(*n*) comparisons.
  public static func membership(_ x: Value, in list: Value) throws(Diagnostic) -> Bool? {
    switch list {
    case .null: return nil
    case .list(let elements):
      var unknown = false
      for element in elements {
        switch equals(x, element) {
        case .some(true): return true
        case .none: unknown = true
        case .some(false): break
        }
      }
      return unknown ? nil : false
    default: throw .notAList(list)
    }
  }
}
