import GraphModel
import GraphTestKit

@testable import GraphIndex

/// A view that random changes are made to and, beside it, what it must then hold: plain dictionaries by
/// identifier, of which each change replaces one entry.
struct GraphHistory {
  struct Entity: Hashable {
    /// The labels of a node.
    var labels: Set<Int> = []
    /// The type and ends of a relationship.
    var type = 0
    var start = 0
    var end = 0
    var properties: [Int: Value] = [:]
  }

  /// All there is, by identifier.
  struct Contents: Hashable {
    var nodes: [Int: Entity] = [:]
    var relationships: [Int: Entity] = [:]
  }

  let view: GraphView
  private(set) var contents = Contents()
  /// Points to which ``GraphView/undo(to:)`` can return, and what there was.
  private var marks: [(mark: Int, contents: Contents)] = []
  /// Views that no later change may reach, and what there was.
  private(set) var snapshots: [(view: GraphView, contents: Contents)] = []
  private var random: SeededGenerator
  private var nextID = 0
  /// What was done last, for a report.
  private(set) var last = ""

  static let (labelCount, typeCount, keyCount) = (3, 2, 3)

  init(stream: UInt64) {
    view = GraphView()
    random = SeededGenerator(seed: TestSettings.seed, stream: stream)
    for number in 0..<Self.labelCount { _ = view.intern(label: Text("L\(number)")) }
    for number in 0..<Self.typeCount { _ = view.intern(type: Text("T\(number)")) }
    for number in 0..<Self.keyCount { _ = view.intern(key: Text("k\(number)")) }
  }

  // MARK: Changing

  /// Makes one change, chosen by chance.
  mutating func step() {
    switch random.number(0...19) {
    case 0...3: insertNode()
    case 4...7: insertRelationship()
    case 8...10: setNodeProperty()
    case 11, 12: setRelationshipProperty()
    case 13: setLabels()
    case 14: deleteRelationship()
    case 15: deleteNode()
    case 16: marks.append((view.mark, contents))
    case 17: undo()
    case 18 where random.chance(0.3): fold()
    case 19 where random.chance(0.5): snapshots.append((view.frozen(), contents))
    default: setNodeProperty()
    }
  }

  /// A value, of few, so that equal ones occur; null now and then.
  mutating func value() -> Value {
    switch random.number(0...9) {
    case 0: .null
    case 1...4: .integer(random.number(-3...3))
    case 5: .float(random.pick([0.0, -0.0, 1, 1.5, .nan, .infinity]))
    case 6: .boolean(random.chance(0.5))
    case 7: .list([.integer(random.number(0...1))])
    default: .string(random.pick(["", "a", "ab", "abc", "b", "ŷ"]))
    }
  }

  private mutating func insertNode() {
    let labels = (0..<Self.labelCount).filter { _ in random.chance(0.4) }
    last = "node \(nextID) \(labels)"
    let position = view.insertNode(id: nextID, labelSet: view.intern(labelSet: labels))
    contents.nodes[nextID] = Entity(labels: Set(labels))
    nextID += random.number(1...2)
    view.refreshIndexes(node: position)
  }

  private mutating func insertRelationship() {
    guard let start = anyNode(), let end = anyNode() else { return }
    let type = random.number(0...(Self.typeCount - 1))
    last = "relationship \(nextID) of \(type) from \(start.id) to \(end.id)"
    let handle = view.insertRelationship(
      id: nextID, type: type, start: start.position, end: end.position)
    contents.relationships[nextID] = Entity(type: type, start: start.id, end: end.id)
    nextID += 1
    view.refreshIndexes(relationship: handle)
  }

  private mutating func setNodeProperty() {
    guard let node = anyNode() else { return }
    let (key, value) = (random.number(0...(Self.keyCount - 1)), value())
    last = "node \(node.id).k\(key) = \(value)"
    view.setNodeProperty(node.position, key: key, value)
    contents.nodes[node.id]?.properties[key] = value.isNull ? .none : value
    view.refreshIndexes(node: node.position)
  }

  private mutating func setRelationshipProperty() {
    guard let id = anyRelationship(), let handle = view.handle(ofRelationship: id) else { return }
    let (key, value) = (random.number(0...(Self.keyCount - 1)), value())
    last = "relationship \(id).k\(key) = \(value)"
    view.setRelationshipProperty(handle, key: key, value)
    contents.relationships[id]?.properties[key] = value.isNull ? .none : value
    view.refreshIndexes(relationship: handle)
  }

  private mutating func setLabels() {
    guard let node = anyNode() else { return }
    let labels = (0..<Self.labelCount).filter { _ in random.chance(0.5) }
    last = "node \(node.id) gets \(labels)"
    view.setLabelSet(view.intern(labelSet: labels), of: node.position)
    contents.nodes[node.id]?.labels = Set(labels)
    view.refreshIndexes(node: node.position)
  }

  private mutating func deleteRelationship() {
    guard let id = anyRelationship() else { return }
    last = "relationship \(id) is deleted"
    delete(relationship: id)
  }

  private mutating func delete(relationship id: Int) {
    guard let handle = view.handle(ofRelationship: id) else { return }
    view.deleteRelationship(handle)
    contents.relationships[id] = nil
    view.refreshIndexes(relationship: handle)
  }

  private mutating func deleteNode() {
    guard let node = anyNode() else { return }
    last = "node \(node.id) is deleted with its relationships"
    for (id, relationship) in contents.relationships
    where relationship.start == node.id || relationship.end == node.id {
      delete(relationship: id)
    }
    view.deleteNode(node.position)
    contents.nodes[node.id] = nil
    view.refreshIndexes(node: node.position)
  }

  private mutating func undo() {
    guard let place = marks.indices.randomElement(using: &random) else { return }
    last = "back to a mark"
    view.undo(to: marks[place].mark)
    contents = marks[place].contents
    marks.removeSubrange(place...)
  }

  private mutating func fold() {
    last = "folded"
    view.fold()
    marks = []
  }

  private mutating func anyNode() -> (id: Int, position: NodePosition)? {
    guard let id = contents.nodes.keys.sorted().randomElement(using: &random),
      let position = view.position(ofNode: id)
    else { return nil }
    return (id, position)
  }

  private mutating func anyRelationship() -> Int? {
    contents.relationships.keys.sorted().randomElement(using: &random)
  }
}
