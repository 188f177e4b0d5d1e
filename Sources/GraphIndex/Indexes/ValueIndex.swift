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

  /// The entries of the base.
  private(set) var segment: IndexSegment
  /// Entities whose entry in the segment no longer counts.
  private var touched: Set<UInt64> = []
  /// How many of those have an entry there.
  private var touchedCount = 0
  private var current: [UInt64: Value] = [:]
  private var byValue: [Value: Set<UInt64>] = [:]

  /// An index of the given definition, without entries until ``rebuild(from:stored:)``.
  public init(
    name: Text, ofRelationships: Bool, label: Int, keys: [Int], isUnique: Bool
  ) {
    self.name = name
    self.ofRelationships = ofRelationships
    self.label = label
    self.keys = keys
    self.isUnique = isUnique
    segment = IndexSegment(
      .init(ofRelationships: ofRelationships, label: label, keys: keys, mask: []), base: .empty)
  }

  func copy() -> ValueIndex {
    let copy = ValueIndex(
      name: name, ofRelationships: ofRelationships, label: label, keys: keys, isUnique: isUnique)
    copy.segment = segment
    copy.touched = touched
    copy.touchedCount = touchedCount
    copy.current = current
    copy.byValue = byValue
    return copy
  }

  /// Whether the entries of the base lie in the file.
  public var isStored: Bool { segment.isStored }

  /// The number of entries.
  public var count: Int { segment.entries.count - touchedCount + current.count }

  /// Takes its entries from the view: those of the base when they are first needed, those of what
  /// has changed since at once.
  ///
  /// - Complexity: O(changes); the first question then O(*n* log *n*), or nothing where the entries
  ///   are stored.
  public func rebuild(from view: GraphView) { rebuild(from: view, stored: nil) }

  func rebuild(from view: GraphView, stored: FixedBuffer<UInt32>?) {
    touched = []
    touchedCount = 0
    current = [:]
    byValue = [:]
    segment = IndexSegment(
      .init(
        ofRelationships: ofRelationships, label: label, keys: keys,
        mask: view.labelMask { $0.contains(label) }), base: view.base, stored: stored)
    if ofRelationships {
      for handle in view.touchedRelationships(ofType: label) {
        refresh(relationship: handle, in: view)
      }
    } else {
      for position in view.touchedNodes { refresh(node: position, in: view) }
    }
  }

  /// Brings the entry of a node up to date after any change to it.
  public func refresh(node position: NodePosition, in view: GraphView) {
    let exists = Int(position) < view.nodeLimit
    refresh(UInt64(position), to: exists ? entry(ofNode: position, in: view) : nil)
  }

  /// Brings the entry of a relationship up to date after any change to it.
  public func refresh(relationship handle: RelationshipHandle, in view: GraphView) {
    // A relationship of another type has no place here, whatever lies at its position.
    guard relationshipType(handle) == label else { return }
    refresh(handle, to: entry(ofRelationship: handle, in: view))
  }

  private func refresh(_ entity: UInt64, to value: Value?) {
    if touched.insert(entity).inserted, segment.covers(UInt32(truncatingIfNeeded: entity)) {
      touchedCount += 1
    }
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
    guard view.isLive(handle) else { return nil }
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

  /// Calls `body` with every value and the entity that has it, in no particular order.
  public func forEachEntry(_ body: (Value, UInt64) -> Void) {
    let entries = segment.entries
    for index in 0..<entries.count {
      let entity = entity(entries[index])
      if touched.contains(entity) { continue }
      body(segment.value(of: entries[index]) ?? .null, entity)
    }
    for (entity, value) in current { body(value, entity) }
  }

  /// Stops where segment and changes do not agree, in the configuration of the tests.
  ///
  /// - Complexity: O(*n* log *n*).
  func checkInvariants() {
    #if INTERNAL_CHECKS
      let entries = segment.entries.buffer
      let values = entries.map { segment.value(of: $0) ?? .null }
      precondition(!values.contains { $0.isNull }, "what has no value must have no entry")
      for (place, pair) in zip(values, values.dropFirst()).enumerated() {
        let order = Value.order(pair.0, pair.1)
        precondition(
          order < 0 || (order == 0 && entries[place] < entries[place + 1]),
          "entries must be sorted by value and position")
      }
      let covered = entries.filter { touched.contains(entity($0)) }
      precondition(covered.count == touchedCount, "entries that no longer count must be counted")
      precondition(touched.isSuperset(of: current.keys), "what is current must be touched")
      let listed = byValue.flatMap { value, entities in entities.map { ($0, value) } }
      precondition(listed.count == current.count, "every change is listed under one value")
      precondition(listed.allSatisfy { current[$0.0] == $0.1 }, "changes are listed by value")
    #endif
  }

  // MARK: Seeking

  /// The entity of an entry of the segment.
  private func entity(_ position: UInt32) -> UInt64 {
    ofRelationships ? relationshipHandle(type: label, position: position) : UInt64(position)
  }

  /// The entities whose value is equivalent to `value`, in rising order.
  ///
  /// - Complexity: O(log *n* + answer).
  public func equal(to value: Value) -> [UInt64] {
    // Two zeros and NaN have their own ideas of order and equality.
    let isPlain = if case .float = value { false } else { segment.isComparable(with: value) }
    var found = entities(
      segment.places(equalTo: value), where: isPlain ? nil : { $0 == value })
    if let extra = byValue[value], !extra.isEmpty {
      found.append(contentsOf: extra)
      found.sort()
    }
    return found
  }

  /// The entities whose value lies between the bounds, among values comparable with them.
  ///
  /// - Complexity: O(log *n* + answer + changes), where values are of one type.
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
    let isPlain = [low?.value, high?.value].allSatisfy {
      $0.map(segment.isComparable(with:)) ?? true
    }
    let places = segment.places(from: low, to: high)
    return entities(places, where: isPlain ? nil : holds)
      + current.filter { holds($0.value) }.keys.sorted()
  }

  /// The entities whose value is a text that begins with `prefix`.
  ///
  /// - Complexity: O(log *n* + answer + changes).
  public func startingWith(_ prefix: Text) -> [UInt64] {
    func holds(_ value: Value) -> Bool {
      if case .text(let text) = value { text.hasPrefix(prefix) } else { false }
    }
    return entities(segment.places(startingWith: prefix), where: nil)
      + current.filter { holds($0.value) }.keys.sorted()
  }

  /// The entities of the places that no change has touched and whose value satisfies `holds`.
  private func entities(
    _ places: Range<Int>, where holds: ((Value) -> Bool)?
  ) -> [UInt64] {
    let entries = segment.entries
    var found: [UInt64] = []
    found.reserveCapacity(places.count)
    for place in places {
      let position = entries[place]
      let entity = entity(position)
      if !touched.isEmpty, touched.contains(entity) { continue }
      if let holds {
        guard let value = segment.value(of: position), holds(value) else { continue }
      }
      found.append(entity)
    }
    return found
  }

  // MARK: Counting

  /// About how many entities ``equal(to:)`` gives.
  ///
  /// - Complexity: O(log *n*), as of the other counts; changes since the base are left out.
  public func count(equalTo value: Value) -> Int { segment.places(equalTo: value).count }

  /// About how many entities ``range(from:to:)`` gives.
  public func count(
    from low: (value: Value, inclusive: Bool)?, to high: (value: Value, inclusive: Bool)?
  ) -> Int { segment.places(from: low, to: high).count }

  /// About how many entities ``startingWith(_:)`` gives.
  public func count(startingWith prefix: Text) -> Int {
    segment.places(startingWith: prefix).count
  }

  /// About how many entities have the same value, on average over values; nil where nobody can tell
  /// without reading much.
  public var entriesPerValue: Double? {
    if isUnique { return 1 }
    return segment.distinctCount.map { Double(max(1, count)) / Double(max(1, $0)) }
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
    if let changed = duplicateAmongChanges() { return changed }
    let entries = segment.entries
    var last: (position: UInt32, value: Value)?
    for index in 0..<entries.count {
      let position = entries[index]
      guard touched.isEmpty || !touched.contains(entity(position)),
        let value = segment.value(of: position)
      else { continue }
      if let last, last.value == value {
        return (value, entity(last.position), entity(position))
      }
      last = (position, value)
    }
    return nil
  }
}
