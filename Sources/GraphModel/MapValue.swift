import OrderedCollections

/// A Cypher map: keys with values, in the order in which they were written.
///
/// Equality ignores the order. Looking a key up is O(1) on average.
public struct MapValue: Sendable {
  /// The entries.
  public var entries: OrderedDictionary<Text, Value>

  /// An empty map.
  public init() { entries = [:] }

  /// A map of the given entries; of equal keys the last one counts.
  public init(_ pairs: some Sequence<(Text, Value)>) {
    entries = OrderedDictionary(pairs, uniquingKeysWith: { $1 })
  }

  /// A map with the keys of another and other values, for many maps of one kind: all share the keys.
  ///
  ///     let shape: MapValue = ["study": .null, "alone": .null]
  ///     MapValue(like: shape, ["smith-2010", 3])  // {study: 'smith-2010', alone: 3}
  ///
  /// - Precondition: There are as many values as keys.
  public init(like shape: MapValue, _ values: [Value]) {
    precondition(values.count == shape.count, "A map needs a value for each key.")
    entries = shape.entries
    for place in values.indices { entries.values[place] = values[place] }
  }

  /// The value of `key`, or nil where the map has no such key; setting nil removes the key.
  public subscript(key: Text) -> Value? {
    get { entries[key] }
    set { entries[key] = newValue }
  }

  /// The number of entries.
  public var count: Int { entries.count }

  /// Whether there is no entry.
  public var isEmpty: Bool { entries.isEmpty }

  /// The keys, in order.
  public var keys: [Text] { Array(entries.keys) }

  /// The entries with keys in byte order, which decides how maps are ordered among themselves.
  public var sorted: [(key: Text, value: Value)] {
    entries.map { (key: $0.key, value: $0.value) }.sorted { $0.key < $1.key }
  }
}

extension MapValue: ExpressibleByDictionaryLiteral {
  /// A map of the given entries; of equal keys the last one counts.
  public init(dictionaryLiteral elements: (Text, Value)...) { self.init(elements) }
}

extension MapValue: Hashable {
  /// Whether both have the same keys with equivalent values, in any order.
  public static func == (left: MapValue, right: MapValue) -> Bool {
    left.count == right.count
      && left.entries.allSatisfy { right.entries[$0.key] == $0.value }
  }

  /// Feeds the entries to `hasher` without regard to their order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    var sum = 0
    for (key, value) in entries {
      var inner = Hasher()
      inner.combine(key)
      inner.combine(value)
      sum &+= inner.finalize()
    }
    hasher.combine(sum)
  }
}
