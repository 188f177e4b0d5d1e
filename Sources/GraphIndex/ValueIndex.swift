import GraphModel

/// An equality and range index, or a unique constraint, on keys of a label or a type.
///
/// A sorted segment over the base and, beside it, the entries of what has changed since: a seek
/// takes from the segment what is untouched and from the changes what is current.
public final class ValueIndex: @unchecked Sendable {
  // Sendable by hand, as the view that owns it: mutated only on the writer's thread.

  /// The name.
  public let name: Text
  /// Whether relationships are covered, not nodes.
  public let ofRelationships: Bool
  /// The number of the label or type.
  public let label: Int
  /// The numbers of the keys.
  public let keys: [Int]
  /// Whether no two may have equal values.
  public let isUnique: Bool

  private var segment: [(value: Value, entity: UInt64)] = []
  /// Entities whose entry in the segment no longer counts.
  private var touched: Set<UInt64> = []
  private var current: [UInt64: Value] = [:]
  private var byValue: [Value: Set<UInt64>] = [:]

  /// An index of the given definition, without entries until ``rebuild(from:)``.
  public init(
    name: Text, ofRelationships: Bool, label: Int, keys: [Int], isUnique: Bool
  ) {
    self.name = name
    self.ofRelationships = ofRelationships
    self.label = label
    self.keys = keys
    self.isUnique = isUnique
  }

  func copy() -> ValueIndex {
    let copy = ValueIndex(
      name: name, ofRelationships: ofRelationships, label: label, keys: keys, isUnique: isUnique)
    copy.segment = segment
    copy.touched = touched
    copy.current = current
    copy.byValue = byValue
    return copy
  }

  /// The number of entries.
  public var count: Int { segment.count - touched.count + current.count }

  /// Reads all entries from the view.
  ///
  /// - Complexity: O(*n* log *n*).
  public func rebuild(from view: GraphView) {
    touched = []
    current = [:]
    byValue = [:]
    segment = []
    if ofRelationships {
      view.forEachRelationship(type: label) { handle, _, _ in
        if let value = entry(ofRelationship: handle, in: view) { segment.append((value, handle)) }
      }
    } else {
      for range in view.extent(ofLabel: label) {
        for position in range {
          if let value = entry(ofNode: position, in: view) {
            segment.append((value, UInt64(position)))
          }
        }
      }
    }
    segment.sort {
      let order = Value.order($0.value, $1.value)
      return order == 0 ? $0.entity < $1.entity : order < 0
    }
  }

  /// Brings the entry of a node up to date after any change to it.
  public func refresh(node position: NodePosition, in view: GraphView) {
    let exists = Int(position) < view.nodeLimit
    refresh(UInt64(position), to: exists ? entry(ofNode: position, in: view) : nil)
  }

  /// Brings the entry of a relationship up to date after any change to it.
  public func refresh(relationship handle: RelationshipHandle, in view: GraphView) {
    refresh(handle, to: entry(ofRelationship: handle, in: view))
  }

  private func refresh(_ entity: UInt64, to value: Value?) {
    touched.insert(entity)
    if let before = current.removeValue(forKey: entity) { byValue[before]?.remove(entity) }
    guard let value else { return }
    current[entity] = value
    byValue[value, default: []].insert(entity)
  }

  private func entry(ofNode position: NodePosition, in view: GraphView) -> Value? {
    guard view.isLive(position),
      view.labelSets[view.labelSet(of: position)].contains(label)
    else { return nil }
    return entry { view.nodeProperty(position, key: $0) }
  }

  private func entry(ofRelationship handle: RelationshipHandle, in view: GraphView) -> Value? {
    guard view.isLive(handle), relationshipType(handle) == label else { return nil }
    return entry { view.relationshipProperty(handle, key: $0) }
  }

  private func entry(_ property: (Int) -> Value) -> Value? {
    if keys.count == 1 {
      let value = property(keys[0])
      // Not `? nil : value`: a value is expressible by nil, and that would be null, not nothing.
      if value.isNull { return .none }
      return value
    }
    let values = keys.map(property)
    if values.contains(where: \.isNull) { return .none }
    return .list(values)
  }

  // MARK: Seeking

  /// The entities whose value is equivalent to `value`, in rising order.
  ///
  /// - Complexity: O(log *n* + answer).
  public func equal(to value: Value) -> [UInt64] {
    let start = lowerBound { Value.order($0, value) < 0 }
    var found: [UInt64] = []
    var index = start
    while index < segment.count, segment[index].value == value {
      let entity = segment[index].entity
      if touched.isEmpty || !touched.contains(entity) { found.append(entity) }
      index += 1
    }
    if let extra = byValue[value], !extra.isEmpty {
      found.append(contentsOf: extra)
      found.sort()
    }
    return found
  }

  /// The entities whose value lies between the bounds, among values comparable with them, ordered
  /// by value.
  ///
  /// - Complexity: O(log *n* + answer + changes).
  public func range(
    from low: (value: Value, inclusive: Bool)?, to high: (value: Value, inclusive: Bool)?
  ) -> [UInt64] {
    func holds(_ value: Value) -> Bool {
      if let low {
        guard let order = Value.compare(value, low.value) else { return false }
        if order < 0 || (order == 0 && !low.inclusive) { return false }
      }
      if let high {
        guard let order = Value.compare(value, high.value) else { return false }
        if order > 0 || (order == 0 && !high.inclusive) { return false }
      }
      return true
    }
    var found: [(value: Value, entity: UInt64)] = []
    var index = low.map { low in lowerBound { Value.order($0, low.value) < 0 } } ?? 0
    while index < segment.count {
      let entry = segment[index]
      if let high, Value.order(entry.value, high.value) > 0 { break }
      if holds(entry.value), touched.isEmpty || !touched.contains(entry.entity) {
        found.append(entry)
      }
      index += 1
    }
    if !current.isEmpty {
      for (entity, value) in current where holds(value) { found.append((value, entity)) }
      found.sort {
        let order = Value.order($0.value, $1.value)
        return order == 0 ? $0.entity < $1.entity : order < 0
      }
    }
    return found.map(\.entity)
  }

  /// A pair of entities with the same value, where the index is unique and one of them has changed.
  public func duplicateAmongChanges() -> (value: Value, UInt64, UInt64)? {
    for (value, entities) in byValue where !entities.isEmpty {
      let all = equal(to: value)
      if all.count > 1 { return (value, all[0], all[1]) }
    }
    return nil
  }

  /// A pair of entities with the same value anywhere, for a constraint that is being made.
  public func duplicate() -> (value: Value, UInt64, UInt64)? {
    for (before, after) in zip(segment, segment.dropFirst()) where before.value == after.value {
      return (before.value, before.entity, after.entity)
    }
    return nil
  }

  private func lowerBound(_ precedes: (Value) -> Bool) -> Int {
    var low = 0
    var high = segment.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(segment[middle].value) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
