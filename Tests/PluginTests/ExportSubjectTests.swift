import GraphEngine
import GraphModel
import PluginKit
import Testing

@Suite struct ExportSubjectTests {
  /// 0 → 1 → 2 → 3, and 4 alone.
  private func chain() throws -> Graph {
    try graph(
      (0...4).map { (["N"], ["id": .integer($0)]) },
      [("T", 0, 1, [:]), ("T", 1, 2, [:]), ("U", 2, 3, [:])])
  }

  private func contents(_ subject: ExportSubject) throws -> (nodes: [Int], relationships: [Int]) {
    var nodes: [Int] = []
    var relationships: [Int] = []
    try subject.forEachNode { node, _ in nodes.append(node.id) }
    try subject.forEachRelationship { relationship, _ in relationships.append(relationship.id) }
    #expect(nodes.count == subject.nodeCount && relationships.count == subject.relationshipCount)
    return (nodes, relationships)
  }

  @Test func theWholeGraph() throws {
    let all = try contents(ExportSubject(try chain()))
    #expect(all.nodes == [0, 1, 2, 3, 4] && all.relationships == [0, 1, 2])
  }

  @Test(arguments: [
    (0, [1], []), (1, [0, 1, 2], [0, 1]), (2, [0, 1, 2, 3], [0, 1, 2]),
    (9, [0, 1, 2, 3], [0, 1, 2]),
  ])
  func neighbourhood(_ distance: Int, _ nodes: [Int], _ relationships: [Int]) throws {
    let subject = try ExportSubject(around: [1], distance: distance, in: try chain())
    let found = try contents(subject)
    #expect(found.nodes == nodes && found.relationships == relationships)
    #expect(subject.focus == [1])
  }

  @Test func neighbourhoodOfTypes() throws {
    let found = try contents(
      ExportSubject(around: [2], distance: 2, types: ["U"], in: try chain()))
    #expect(found.nodes == [2, 3] && found.relationships == [2])
  }

  @Test func neighbourhoodOfNobody() throws {
    let graph = try chain()
    #expect(throws: ExportError.self) { try ExportSubject(around: [77], distance: 1, in: graph) }
  }

  @Test func anAnswer() throws {
    let graph = try chain()
    func subject(_ query: String, connecting: Bool = false) throws -> ExportSubject {
      try ExportSubject(graph.run(query), of: graph, connecting: connecting)
    }
    let path = try contents(subject("MATCH p = (:N {id: 0})-->()-->() RETURN p, 7"))
    #expect(path.nodes == [0, 1, 2] && path.relationships == [0, 1])
    let list = try contents(subject("MATCH (n:N) WHERE n.id < 3 RETURN {all: collect(n)} AS m"))
    #expect(list.nodes == [0, 1, 2] && list.relationships.isEmpty)
    let ends = try contents(subject("MATCH ()-[r:U]->() RETURN r"))
    #expect(ends.nodes == [2, 3] && ends.relationships == [2])
    let connected = try contents(subject("MATCH (n:N) WHERE n.id < 3 RETURN n", connecting: true))
    #expect(connected.relationships == [0, 1])
  }

  @Test func anAnswerWithoutAGraph() throws {
    let graph = try chain()
    let rows = #expect(throws: ExportError.self) {
      try ExportSubject(graph.run("MATCH (n) RETURN n.id AS id"), of: graph)
    }
    #expect(rows?.message == "The answer has 5 rows, but no node, relationship or path in them")
    #expect(rows?.hint?.contains("RETURN s, r, f") == true)
    let none = #expect(throws: ExportError.self) {
      try ExportSubject(graph.run("MATCH (n:Nobody) RETURN n"), of: graph)
    }
    #expect(none?.message.contains("found nothing") == true)
  }
}
