import GraphIndex
import GraphModel
import GraphStore

/// Writes: each change goes to the view at once and to the rows when the statement ends.
///
/// A statement may touch a node many times; its row is written once. Rows are in the same SQLite
/// transaction as all others of the statement, so that both are kept or neither.
final class GraphWriter: GraphMutation {
  let view: GraphView
  private let store: GraphStore?
  private let begin: () throws -> Void
  private(set) var counters = UpdateCounters()
  private var memoryIDs: MemoryIDs
  private var createdNodes: [NodePosition] = []
  private var createdRelationships: [RelationshipHandle] = []
  private var created: Set<UInt64> = []
  private var changedNodes: Set<NodePosition> = []
  private var changedRelationships: Set<RelationshipHandle> = []
  private var deletedNodes: [NodePosition] = []
  private var deletedRelationships: [RelationshipHandle] = []
  /// The bytes that changes have taken and nobody has asked about yet.
  private var growth = 0
  /// Nodes whose contents this statement touched, for indexes and constraints.
  private var createdNodeSet: Set<NodePosition> = []

  /// Called for each row that is written: ends the statement where its time is over.
  var poll: () throws(Diagnostic) -> Void = { () throws(Diagnostic) in }

  /// The next identifiers of a graph in memory.
  struct MemoryIDs {
    var node = 0
    var relationship = 0
  }

  /// A writer for one statement.
  ///
  /// - Parameter begin: Called before the first change, to open a transaction where there is none.
  init(view: GraphView, store: GraphStore?, ids: MemoryIDs, begin: @escaping () throws -> Void) {
    self.view = view
    self.store = store
    memoryIDs = ids
    self.begin = begin
  }

  /// The identifiers that a graph in memory gives out next.
  var nextIDs: MemoryIDs { memoryIDs }

  /// Whether anything was changed.
  private(set) var hasBegun = false

  private func start() throws {
    guard !hasBegun else { return }
    try begin()
    hasBegun = true
  }

  func takeGrowth() -> Int {
    defer { growth = 0 }
    return growth
  }

  /// What changes take in the overlay, in its log and in the lists here, at the most: measured, with
  /// arrays and tables that have just doubled.
  private enum Cost {
    static let node = 160
    static let relationship = 420
    /// A property besides its value: entities that have any have a table of them.
    static let property = 120
    static let firstProperty = 320
    static let labels = 120
    static let deletion = 120
  }

  private func grow(by properties: [(Text, Value)]) {
    guard !properties.isEmpty else { return }
    growth += Cost.firstProperty + properties.count * Cost.property
    for (_, value) in properties { growth += value.footprint }
  }

  // MARK: Making

  func createNode(labels: [Text], properties: [(Text, Value)]) throws -> NodePosition {
    try start()
    guard view.nodeLimit < Int(noNode) - 1 else { throw Diagnostic.tooManyPositions }
    let id: Int
    if let store {
      id = try store.allocateNodeIDs(1).lowerBound
    } else {
      id = memoryIDs.node
      memoryIDs.node += 1
    }
    let numbers = labels.map(view.intern(label:))
    let position = view.insertNode(id: id, labelSet: view.intern(labelSet: numbers))
    for (key, value) in properties {
      view.setNodeProperty(position, key: view.intern(key: key), value)
    }
    growth += Cost.node
    grow(by: properties)
    createdNodes.append(position)
    createdNodeSet.insert(position)
    counters.nodesCreated += 1
    counters.labelsAdded += Set(numbers).count
    counters.propertiesSet += properties.count
    view.refreshIndexes(node: position)
    return position
  }

  func createRelationship(
    type: Text, start: NodePosition, end: NodePosition, properties: [(Text, Value)]
  ) throws -> RelationshipHandle {
    try self.start()
    let id: Int
    if let store {
      id = try store.allocateRelationshipIDs(1).lowerBound
    } else {
      id = memoryIDs.relationship
      memoryIDs.relationship += 1
    }
    let number = view.intern(type: type)
    guard view.count(ofType: number) < Int(noNode) - 1 else { throw Diagnostic.tooManyPositions }
    let handle = view.insertRelationship(id: id, type: number, start: start, end: end)
    for (key, value) in properties {
      view.setRelationshipProperty(handle, key: view.intern(key: key), value)
    }
    growth += Cost.relationship
    grow(by: properties)
    createdRelationships.append(handle)
    created.insert(handle)
    counters.relationshipsCreated += 1
    counters.propertiesSet += properties.count
    view.refreshIndexes(relationship: handle)
    return handle
  }

  // MARK: Changing

  func setProperties(ofNode position: NodePosition, _ properties: [(Text, Value)]) throws {
    try start()
    for (key, value) in properties {
      if value.isNull, view.keys.number(of: key) == nil { continue }
      let number = view.intern(key: key)
      if value.isNull, view.nodeProperty(position, key: number).isNull { continue }
      view.setNodeProperty(position, key: number, value)
      counters.propertiesSet += 1
    }
    grow(by: properties)
    changedNodes.insert(position)
    view.refreshIndexes(node: position)
  }

  func setProperties(
    ofRelationship handle: RelationshipHandle, _ properties: [(Text, Value)]
  ) throws {
    try start()
    for (key, value) in properties {
      if value.isNull, view.keys.number(of: key) == nil { continue }
      let number = view.intern(key: key)
      if value.isNull, view.relationshipProperty(handle, key: number).isNull { continue }
      view.setRelationshipProperty(handle, key: number, value)
      counters.propertiesSet += 1
    }
    grow(by: properties)
    changedRelationships.insert(handle)
    view.refreshIndexes(relationship: handle)
  }

  func addLabels(_ labels: [Text], to position: NodePosition) throws {
    try start()
    let before = view.labelSets[view.labelSet(of: position)]
    let new = Set(labels.map(view.intern(label:))).subtracting(before)
    guard !new.isEmpty else { return }
    view.setLabelSet(view.intern(labelSet: before + new), of: position)
    counters.labelsAdded += new.count
    growth += Cost.labels
    changedNodes.insert(position)
    view.refreshIndexes(node: position)
  }

  func removeLabels(_ labels: [Text], from position: NodePosition) throws {
    try start()
    let gone = Set(labels.compactMap { view.labels.number(of: $0) })
    let before = view.labelSets[view.labelSet(of: position)]
    let after = before.filter { !gone.contains($0) }
    guard after.count < before.count else { return }
    view.setLabelSet(view.intern(labelSet: after), of: position)
    counters.labelsRemoved += before.count - after.count
    growth += Cost.labels
    changedNodes.insert(position)
    view.refreshIndexes(node: position)
  }

  func deleteRelationship(_ handle: RelationshipHandle) throws {
    try start()
    view.deleteRelationship(handle)
    growth += Cost.deletion
    deletedRelationships.append(handle)
    counters.relationshipsDeleted += 1
    view.refreshIndexes(relationship: handle)
  }

  func deleteNode(_ position: NodePosition) throws {
    try start()
    view.deleteNode(position)
    growth += Cost.deletion
    deletedNodes.append(position)
    counters.nodesDeleted += 1
    view.refreshIndexes(node: position)
  }

  /// Leads a relationship from and to the given nodes; type, properties and identifier stay.
  func moveRelationship(
    _ handle: RelationshipHandle, start: NodePosition, end: NodePosition
  ) throws -> RelationshipHandle {
    try self.start()
    let properties = view.relationshipProperties(handle)
    let id = view.relationshipID(handle)
    view.deleteRelationship(handle)
    view.refreshIndexes(relationship: handle)
    // The row of one that this statement made is not there yet.
    if !created.contains(handle) { deletedRelationships.append(handle) }
    let moved = view.insertRelationship(
      id: id, type: relationshipType(handle), start: start, end: end)
    for (key, value) in properties.entries {
      view.setRelationshipProperty(moved, key: view.intern(key: key), value)
    }
    growth += Cost.relationship + Cost.deletion
    grow(by: properties.entries.map { ($0.key, $0.value) })
    createdRelationships.append(moved)
    created.insert(moved)
    view.refreshIndexes(relationship: moved)
    return moved
  }

  /// How much of what was there is deleted and changed.
  var changeSize: ChangeSize {
    let nodes = deletedNodes.count { !createdNodeSet.contains($0) }
    let relationships = deletedRelationships.count { !created.contains($0) }
    let made = (createdNodes.count, createdRelationships.count)
    return ChangeSize(
      nodesDeleted: nodes, relationshipsDeleted: relationships,
      nodesChanged: changedNodes.count { view.isLive($0) && !createdNodeSet.contains($0) },
      relationshipsChanged: changedRelationships.count {
        view.isLive($0) && !created.contains($0)
      },
      elements: view.nodeCount + view.relationshipCount - made.0 - made.1
        + deletedNodes.count + deletedRelationships.count)
  }

  // MARK: Rows

  /// Refuses a statement that has left two entities with the values of a unique constraint.
  func checkConstraints() throws(Diagnostic) {
    guard hasBegun else { return }
    for index in view.indexes where index.isUnique {
      guard let (value, _, _) = index.duplicateAmongChanges() else { continue }
      let label = index.ofRelationships ? view.types[index.label] : view.labels[index.label]
      throw Diagnostic(
        .constraintValidationFailed, .runtime, "UniquenessViolation",
        "Constraint '\(index.name)' allows one \(label) with "
          + "\(index.keys.map { view.keys[$0].string }.joined(separator: ", ")) = \(value); "
          + "the statement would leave two, so nothing was changed",
        hint: "Use MERGE to find the one that exists")
    }
  }

  /// Writes the rows of all that changed.
  func writeRows() throws {
    guard let store, hasBegun else { return }
    let names = StoreNames(store, view)
    for position in createdNodes where view.isLive(position) {
      try poll()
      try store.insertNode(
        id: view.nodeID(position), labels: try names.labels(of: position),
        properties: try names.properties(view.nodeProperties(position)))
    }
    for position in changedNodes.sorted()
    where view.isLive(position) && !createdNodeSet.contains(position) {
      try poll()
      try store.updateNode(
        id: view.nodeID(position), labels: try names.labels(of: position),
        properties: try names.properties(view.nodeProperties(position)))
    }
    // Before the new ones: a relationship that was moved is among both, under one identifier.
    for handle in deletedRelationships where !created.contains(handle) {
      try poll()
      try store.deleteRelationship(id: view.relationshipID(handle))
    }
    for handle in createdRelationships where view.isLive(handle) {
      try poll()
      let ends = view.ends(of: handle)
      try store.insertRelationship(
        id: view.relationshipID(handle), type: try names.type(relationshipType(handle)),
        start: view.nodeID(ends.start), end: view.nodeID(ends.end),
        properties: try names.properties(view.relationshipProperties(handle)))
    }
    for handle in changedRelationships.sorted()
    where view.isLive(handle) && !created.contains(handle) {
      try poll()
      try store.updateRelationshipProperties(
        id: view.relationshipID(handle),
        properties: try names.properties(view.relationshipProperties(handle)))
    }
    for position in deletedNodes where !createdNodeSet.contains(position) {
      try poll()
      try store.deleteNode(id: view.nodeID(position))
    }
  }
}

/// The store's numbers for the view's names.
struct StoreNames {
  private let store: GraphStore
  private let view: GraphView

  init(_ store: GraphStore, _ view: GraphView) {
    self.store = store
    self.view = view
  }

  func labels(of position: NodePosition) throws -> [Int] {
    try view.labels(of: position).map { try store.internSymbol(kind: .label, name: $0) }
  }

  func type(_ number: Int) throws -> Int {
    try store.internSymbol(kind: .relationshipType, name: view.types[number])
  }

  func properties(_ map: MapValue) throws -> [UInt8] {
    guard !map.isEmpty else { return [] }
    for key in map.keys { _ = try store.internSymbol(kind: .propertyKey, name: key) }
    var writer = JSONWriter()
    try writer.write(map)
    return writer.bytes
  }
}
