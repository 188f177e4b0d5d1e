import GraphModel
import GraphTestKit
import Testing

@testable import GraphIndex

/// That names cost what they are, however many there are: work is counted, not time.
@Suite("Many names")
struct ManyNamesTests {
  /// A graph of so many nodes and relationships, each with a label, a type and a key of its own, and with
  /// a key that all have.
  private func view(_ count: Int, types: Int) -> GraphView {
    let view = GraphView()
    let shared = view.intern(key: "shared")
    var last: NodePosition?
    for number in 0..<count {
      let label = view.intern(label: Text("L\(number)"))
      let node = view.insertNode(id: number, labelSet: view.intern(labelSet: [label]))
      view.setNodeProperty(node, key: view.intern(key: Text("k\(number)")), .integer(number))
      view.setNodeProperty(node, key: shared, .integer(-number))
      if let last {
        let type = view.intern(type: Text("T\(number % types)"))
        let handle = view.insertRelationship(id: number, type: type, start: last, end: node)
        view.setRelationshipProperty(
          handle, key: view.intern(key: Text("r\(number)")), .integer(number))
        view.setRelationshipProperty(handle, key: shared, .integer(-number))
      }
      last = node
    }
    return view
  }

  private func check(_ view: GraphView, _ count: Int) {
    for number in 0..<count {
      let node = NodePosition(number)
      let expected: MapValue = [
        Text("k\(number)"): .integer(number), "shared": .integer(-number),
      ]
      #expect(view.nodeProperties(node) == expected)
      #expect(view.count(ofLabel: number) == 1)
    }
    for type in 0..<view.types.count {
      view.forEachRelationship(type: type) { handle, _, _ in
        let number = view.relationshipID(handle)
        let expected: MapValue = [
          Text("r\(number)"): .integer(number), "shared": .integer(-number),
        ]
        #expect(view.relationshipProperties(handle) == expected)
      }
    }
  }

  @Test("All properties are found in work that grows with them", arguments: [1, 1 << 20])
  func reading(types: Int) {
    func work(_ count: Int) -> Int {
      let view = view(count, types: types)
      check(view, count)
      view.fold()
      check(view, count)
      check(view, count)
      return view.base.nodeColumns.work
        + view.base.relationshipColumns.reduce(0) { $0 + $1.work }
    }
    let (one, four) = (work(300), work(1_200))
    #expect(one > 0)
    #expect(four <= 5 * one, "\(one) looks became \(four)")
  }

  @Test("A table of columns has room for the keys that occur only")
  func room() {
    let view = view(500, types: 500)
    view.fold()
    let columns = view.base.relationshipColumns.map(\.columns.count)
    #expect(columns.max() == 2 && columns.reduce(0, +) == 998)
    #expect(view.base.nodeColumns.columns.count == 501)
  }

  @Test("Changes over many keys fold into what they say")
  func changes() {
    let view = view(200, types: 3)
    view.fold()
    let key = view.intern(key: "late")
    for number in stride(from: 0, to: 200, by: 3) {
      view.setNodeProperty(NodePosition(number), key: key, .integer(number))
      if let own = view.keys.number(of: Text("k\(number)")) {
        view.setNodeProperty(NodePosition(number), key: own, .null)
      }
    }
    view.setLabelSet(view.intern(labelSet: [5, 6]), of: 5)
    for type in 0..<3 {
      var handles: [RelationshipHandle] = []
      view.forEachNeighbor(of: 7, type: type, direction: .either) { handles.append($1) }
      handles.forEach(view.deleteRelationship)
    }
    view.deleteNode(7)
    #expect(view.count(ofLabel: 5) == 1 && view.count(ofLabel: 6) == 2)
    #expect(view.count(ofLabel: 7) == 0)
    func seen() -> [MapValue] {
      (0..<NodePosition(view.nodeLimit)).filter(view.isLive).map(view.nodeProperties)
    }
    let before = seen()
    let mark = view.mark
    view.setLabelSet(view.intern(labelSet: []), of: 5)
    view.undo(to: mark)
    #expect(view.count(ofLabel: 5) == 1)
    view.forgetUndo()
    view.fold()
    #expect(seen() == before)
    #expect(before[0] == ["shared": 0, "late": 0] && before[1] == ["shared": -1, "k1": 1])
    #expect(view.count(ofLabel: 6) == 2 && view.count(ofLabel: 7) == 0)
  }

  @Test("A column that few have is found by the list of who has it")
  func owners() {
    let view = GraphView()
    for number in 0..<400 {
      let node = view.insertNode(id: number, labelSet: 0)
      for key in 0..<100 where key == 0 || (number * 7 + key) % 40 == 0 {
        view.setNodeProperty(node, key: view.intern(key: Text("k\(key)")), .integer(key))
      }
    }
    let expected = (0..<NodePosition(400)).map(view.nodeProperties)
    view.fold()
    for _ in 0..<3 {
      #expect((0..<NodePosition(400)).map(view.nodeProperties) == expected)
      #expect(view.nodeProperties(400).isEmpty)
    }
    let (work, columns) = (view.base.nodeColumns.work, view.base.nodeColumns.columns.count)
    #expect(work < 401 * 3 * columns / 2, "\(work) looks at \(columns) columns")
  }
}
