import GraphEngine
import GraphModel
import PluginKit
import Testing

@Suite("Tables become the graph that they describe")
struct BulkLoadTests {
  private let folder: LoadFolder

  init() throws { folder = try LoadFolder() }

  @Test("The graph is the one that CREATE makes")
  func sameAsCreate() throws {
    let header = try folder.write(
      "id:ID(Study){id-type:int},key:string,year:int,open:boolean,score:float,names:string[],on:date\n",
      to: "h.csv")
    let data = try folder.write(
      """
      7,a,2015,true,1.5,x;y,2020-01-31
      3,"b ""quoted"", with
      a line",,FALSE,2,,
      12,\u{e9}t\u{e9}\\n,-0012,,1e3,z,1999-12-31

      """, to: "d.csv")
    let studies = BulkTable(.nodes(labels: ["Study"]), files: [header, data])
    let factors = try folder.nodes(
      ["Factor", "Thing"], "key:ID(Factor),:LABEL\nF1,\nF 2,Core;Late\n", "f.csv")
    let supports = try folder.relationships(
      "SUPPORTS",
      ":START_ID(Study),page:int,:END_ID(Factor),:IGNORE\n7,3,F1,x\n3,,F 2,y\n12,4,F1,\n")
    let typed = try folder.relationships(
      nil, ":START_ID(Study),:END_ID(Study),:TYPE\n7,3,CITES\n3,3,\"is like\"\n", "t.csv")
    let report = try folder.load([supports, studies, typed, factors])
    #expect(report.description == "10 records: 10 created (5 nodes, 5 relationships)")

    let made = Graph()
    for statement in [
      #"CREATE (:Study {id: 7, key: "a", year: 2015, open: true, score: 1.5, names: ["x", "y"], on: date("2020-01-31")})"#,
      #"CREATE (:Study {id: 3, key: "b \"quoted\", with\na line", open: false, score: 2.0})"#,
      #"CREATE (:Study {id: 12, key: "\u00e9t\u00e9\\n", year: -12, score: 1000.0, names: ["z"], on: date("1999-12-31")})"#,
      #"CREATE (:Factor:Thing {key: "F1"})"#,
      #"CREATE (:Factor:Thing:Core:Late {key: "F 2"})"#,
      #"MATCH (s {id: 7}), (f {key: "F1"}) CREATE (s)-[:SUPPORTS {page: 3}]->(f)"#,
      #"MATCH (s {id: 3}), (f {key: "F 2"}) CREATE (s)-[:SUPPORTS]->(f)"#,
      #"MATCH (s {id: 12}), (f {key: "F1"}) CREATE (s)-[:SUPPORTS {page: 4}]->(f)"#,
      #"MATCH (s {id: 7}), (t {id: 3}) CREATE (s)-[:CITES]->(t)"#,
      #"MATCH (s {id: 3}) CREATE (s)-[:`is like`]->(s)"#,
    ] { _ = try made.run(statement) }
    #expect(try folder.contents() == LoadFolder.contents(of: made))
    #expect(try folder.rows("MATCH (s:Study) WHERE s.id > 3 RETURN count(*)") == [[2]])
  }

  @Test("A random graph is the same as through the loader", arguments: [1, 2, 3])
  func random(_ seed: UInt64) throws {
    var generator = Sequence(state: seed)
    var nodes = "id:ID{id-type:int},name,weight:double,count:long\n"
    var rels = ":START_ID,:END_ID,n:int,note\n"
    var ids: [Int] = []
    let made = Graph()
    try made.load { loader in
      for _ in 0..<2_000 {
        // Far apart, near zero and negative, so that every table of ids is used.
        let id = generator.integer(3) == 0 ? generator.integer(1 << 40) - (1 << 39) : ids.count
        guard !ids.contains(id) else { continue }
        let name = ["", "plain", "with, comma", "\"", "two\nlines", "\u{1F331}"][
          generator.integer(6)]
        let weight = Double(generator.integer(1_000)) / 8
        nodes += "\(id),\"\(name.replacing("\"", with: "\"\""))\",\(weight),\(ids.count)\n"
        _ = try loader.addNode(
          labels: ["N"],
          properties: [
            "id": .integer(id), "name": .string(name), "weight": .float(weight),
            "count": .integer(ids.count),
          ])
        ids.append(id)
      }
      for index in 0..<5_000 {
        let (start, end) = (generator.integer(ids.count), generator.integer(ids.count))
        let hasNote = generator.integer(2) == 0
        rels += "\(ids[start]),\(ids[end]),\(index),\(hasNote ? "n\(index)" : "")\n"
        var properties: MapValue = ["n": .integer(index)]
        if hasNote { properties["note"] = .string("n\(index)") }
        _ = try loader.addRelationship(type: "R", start: start, end: end, properties: properties)
      }
    }
    _ = try folder.load([
      try folder.nodes(["N"], nodes), try folder.relationships("R", rels),
    ])
    #expect(try folder.contents() == LoadFolder.contents(of: made))
  }

  @Test("Texts and integers of several groups are kept apart")
  func groups() throws {
    _ = try folder.load([
      try folder.nodes(["A"], "id:ID(A)\n1\n01\n", "a.csv"),
      try folder.nodes(["B"], "id:ID(B){id-type:int}\n1\n5000000000\n", "b.csv"),
      try folder.nodes(["C"], ":ID(C),name\n1,c\n", "c.csv"),
      try folder.relationships("TO", ":START_ID(A),:END_ID(B)\n1,5000000000\n01,+1\n", "ab.csv"),
      try folder.relationships("TO", ":START_ID(B),:END_ID(C)\n0001,1\n", "bc.csv"),
    ])
    let rows = try folder.rows(
      "MATCH (a)-[:TO]->(b) RETURN labels(a)[0], a.id, labels(b)[0], b.id, b.name "
        + "ORDER BY labels(a)[0], a.id DESC")
    #expect(
      rows == [
        ["A", "1", "B", 5_000_000_000, nil], ["A", "01", "B", 1, nil], ["B", 1, "C", nil, "c"],
      ])
  }

  @Test("A row that states nothing has no properties; a key may begin with a dollar sign")
  func keys() throws {
    _ = try folder.load([try folder.nodes(["N"], "$date,\"ke\"\"y\"\n,\n2020,\n,x\n")])
    #expect(
      try folder.contents() == [
        "(0:N {})", #"(1:N {"$map":{"$date":"2020"}})"#, #"(2:N {"ke\"y":"x"})"#,
      ])
    #expect(try folder.rows("MATCH (n) RETURN n.`$date`") == [[nil], ["2020"], [nil]])
  }

  @Test("A second load into a file continues its identifiers")
  func existing() throws {
    let nodes = try folder.nodes(["N"], "id:ID{id-type:int}\n1\n2\n")
    let rels = try folder.relationships("R", ":START_ID,:END_ID\n1,2\n")
    _ = try folder.load([nodes, rels])
    let more = try folder.nodes(["N"], "id:ID{id-type:int}\n3\n4\n")
    _ = try folder.load([more, try folder.relationships("R", ":START_ID,:END_ID\n3,4\n")])
    #expect(
      try folder.contents() == [
        #"(0:N {"id":1})"#, #"(1:N {"id":2})"#, #"(2:N {"id":3})"#, #"(3:N {"id":4})"#,
        "0: (0)-[:R {}]->(1)", "1: (2)-[:R {}]->(3)",
      ])
    #expect(try folder.files == ["g.dolen", "nodes.csv", "rels.csv"])
    let graph = try Graph.open(folder.graph)
    #expect(try graph.check() == [])
    try graph.close()
  }

  @Test("Tables as the command line names them")
  func names() throws {
    #expect(
      try BulkTable(nodes: "Message:Post=h.csv,a=b.csv")
        == BulkTable(.nodes(labels: ["Message", "Post"]), files: ["h.csv", "a=b.csv"]))
    #expect(
      try BulkTable(relationships: "t.csv")
        == BulkTable(.relationships(type: nil), files: ["t.csv"]))
    for wrong in ["", "A=", "A:=f", "=f", "A=f,,g"] {
      #expect(throws: OptionError.self) { try BulkTable(nodes: wrong) }
    }
    #expect(throws: OptionError.self) { try BulkTable(relationships: "=f") }
  }
}

/// A small generator, so that a failure can be repeated.
private struct Sequence {
  var state: UInt64

  mutating func integer(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
