import GraphModel

/// Properties whose values come one at a time, where several of one name are a list.
///
///     var gathered = GatheredProperties()
///     gathered.add("a", to: "tag")
///     gathered.add("b", to: "tag")
///     gathered.properties            // {tag: ["a", "b"]}
///
/// A list is made once all of it is there. Made anew with each value, one of a hundred thousand would cost
/// the square of that, and a file of some megabytes would never end.
///
/// - Complexity: O(1) on average for each value, O(*n*) for ``properties``.
public struct GatheredProperties {
  /// The names in the order in which they were met.
  private var order: [Text] = []
  private var values: [Text: [Value]] = [:]
  /// Names that are lists whatever the number of their values.
  private var lists: Set<Text> = []

  /// No properties yet.
  public init() {}

  /// Takes in a value.
  public mutating func add(_ value: Value, to name: Text) {
    if values[name] == nil { order.append(name) }
    values[name, default: []].append(value)
  }

  /// Begins a list, which forgets the values before and stays a list when none or one comes.
  public mutating func beginList(_ name: Text) {
    if values.updateValue([], forKey: name) == nil { order.append(name) }
    lists.insert(name)
  }

  /// The properties, in the order in which their names were met.
  public var properties: MapValue {
    MapValue(
      order.map { name in
        let values = values[name] ?? []
        return (name, values.count == 1 && !lists.contains(name) ? values[0] : .list(values))
      })
  }
}
