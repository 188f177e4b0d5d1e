/// Gathers the values of many keys, of which each takes room from its first value on.
struct ColumnBuilders {
  private var keys: [Int] = []
  private var builders: [ColumnBuilder] = []
  private var places: [Int: Int] = [:]
  /// The key that was added to last, which is mostly the next one's as well.
  private var last = (key: -1, place: 0)

  /// Adds a value of `key`.
  mutating func add(_ content: ColumnContent, key: Int, at position: UInt32) {
    builders[place(of: key)].add(content, at: position)
  }

  private mutating func place(of key: Int) -> Int {
    if key == last.key { return last.place }
    // A few are found sooner than hashed.
    var place = keys.count <= 8 ? keys.firstIndex(of: key) : places[key]
    if place == nil {
      place = keys.count
      places[key] = keys.count
      keys.append(key)
      builders.append(ColumnBuilder())
    }
    last = (key, place ?? 0)
    return last.place
  }

  /// The columns, with positions passed through `renumber`.
  func table(renumber: [UInt32]?) -> ColumnTable {
    let order = keys.indices.sorted { keys[$0] < keys[$1] }
    return ColumnTable(
      order.compactMap { place in
        builders[place].column(renumber: renumber).map { (keys[place], $0) }
      })
  }
}
