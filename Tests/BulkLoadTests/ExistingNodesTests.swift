import GraphEngine
import GraphModel
import PluginKit
import Testing

/// Loads into a graph that is there: nodes that it has, and relationships that refer to them.
@Suite("Loads into a graph that is there")
struct ExistingNodesTests {
  private let folder: LoadFolder
  private static let studies = "id:ID(Study),title\na,Alpha\nb,Beta\n"

  init() throws { folder = try LoadFolder() }

  @Test("The same table again adds nothing")
  func twice() throws {
    let tables = [
      try folder.nodes(["Study"], Self.studies),
      try folder.relationships("CITES", ":START_ID(Study),:END_ID(Study)\na,b\n"),
    ]
    _ = try folder.load(tables)
    let again = try folder.load([tables[0]])
    #expect(again.nodes.created == 0 && again.nodes.merged == 2 && again.warningCount == 0)
    let both = try folder.load(tables)
    #expect(both.nodes.merged == 2 && both.relationships.created == 1)
    #expect(both.warnings.map(\.message).first?.contains("was not looked at") == true)
  }

  @Test("A node with other contents stops the load, or the graph's is kept")
  func different() throws {
    _ = try folder.load([try folder.nodes(["Study"], Self.studies)])
    let changed = try folder.nodes(["Study"], "id:ID(Study),title\na,Other\nc,Gamma\n", "new.csv")
    #expect(
      folder.failure([changed]).hasPrefix(
        "new.csv:2:1: Study 'a' is in the graph already (node 0), with title \"Alpha\", "
          + "here \"Other\""))
    let kept = try folder.load([changed], BulkPolicy(existing: .keep))
    #expect(kept.nodes.created == 1 && kept.nodes.merged == 1 && kept.warningCount == 1)
    #expect(
      try folder.rows("MATCH (s:Study) RETURN s.id, s.title ORDER BY s.id") == [
        ["a", "Alpha"], ["b", "Beta"], ["c", "Gamma"],
      ])
    // A row that says less is no conflict.
    let less = try folder.nodes(["Study"], "id:ID(Study)\na\n", "less.csv")
    #expect(try folder.load([less]).nodes.merged == 1)
  }

  @Test("Relationships find nodes that are there by label and id, new ones among them")
  func references() throws {
    _ = try folder.load([
      try folder.nodes(["Study"], Self.studies),
      try folder.nodes(["Factor"], "id:ID(Factor){id-type:int}\n7\n", "factors.csv"),
    ])
    let report = try folder.load([
      try folder.nodes(["Study"], "id:ID(Study)\nc\n", "more.csv"),
      try folder.relationships(
        "SUPPORTS", ":START_ID(Study),:END_ID(Factor),page:int\na,7,1\nc,7,2\n"),
    ])
    #expect(report.nodes.created == 1 && report.relationships.created == 2)
    #expect(
      try folder.rows(
        "MATCH (s:Study)-[c:SUPPORTS]->(f:Factor) RETURN s.id, c.page, f.id ORDER BY s.id") == [
          ["a", 1, 7], ["c", 2, 7],
        ])
  }

  @Test("Without a group, any node is found by its id; a unique constraint names another property")
  func keys() throws {
    try Graph.open(folder.graph, access: .create).close()
    let graph = try Graph.open(folder.graph)
    _ = try graph.run("CREATE (:A {id: 'x'}), (:B {id: 'y'}), (:Study {doi: '10.1/a', id: 'z'})")
    _ = try graph.run("CREATE CONSTRAINT FOR (s:Study) REQUIRE s.doi IS UNIQUE")
    try graph.close()
    let report = try folder.load([
      try folder.relationships("R", ":START_ID,:END_ID\nx,y\n", "any.csv"),
      try folder.relationships("R", ":START_ID(Study),:END_ID\n10.1/a,x\n", "doi.csv"),
    ])
    #expect(report.warningCount == 0, "the graph did not know the type before the load")
    #expect(
      try folder.rows("MATCH (a)-[:R]->(b) RETURN a.id, b.id ORDER BY a.id") == [
        ["x", "y"], ["z", "x"],
      ])
  }

  @Test("What is missing or ambiguous is said")
  func faults() throws {
    try Graph.open(folder.graph, access: .create).close()
    let graph = try Graph.open(folder.graph)
    _ = try graph.run("CREATE (:Study {id: 'a'}), (:Study {id: 'a'}), (:Study {id: 'b'})")
    try graph.close()
    func failure(_ row: String) throws -> String {
      folder.failure([
        try folder.relationships("R", ":START_ID(Study),:END_ID(Study)\n\(row)\n")
      ])
    }
    #expect(
      try failure("a,b").hasPrefix(
        "rels.csv:2:1: Study 'a' is ambiguous: the nodes 0 and 1 of the graph both have that id"))
    #expect(
      try failure("b,c").hasPrefix(
        "rels.csv:2:3: The relationship ends at Study 'c', which is not there"))
    let before = try folder.contents()
    #expect(try failure("b,b").hasPrefix("no error"))
    #expect(try folder.contents().count == before.count + 1)
  }

  @Test("Nodes that cannot be compared are said")
  func unknowable() throws {
    let table = try folder.nodes(["Study"], ":ID(Study),title\na,Alpha\n")
    #expect(try folder.load([table]).warningCount == 0)
    let report = try folder.load([table])
    #expect(report.nodes.created == 1)
    #expect(
      report.warnings.map(\.message).first?.hasPrefix(
        "The graph had 1 node with the label Study already") == true)
  }

  @Test("A header again is no row")
  func headers() throws {
    func load(_ second: String) throws -> String {
      let head = try folder.write("id:ID,name\n", to: "head.csv")
      let rows = try folder.write(second, to: "rows.csv")
      return folder.failure([BulkTable(.nodes(labels: ["A"]), files: [head, rows])])
    }
    let report = "no error: 1 record: 1 created (1 node, 0 relationships)"
    #expect(try load("id:ID,name\nx,y\n") == report)
    #expect(try load("id,name\nz,y\n") == report)
    #expect(
      try load("name,id\nx,y\n").hasPrefix("rows.csv:1: The file begins with a header of its own"))
    #expect(
      try load("key:ID,name\nx,y\n").hasPrefix(
        "rows.csv:1: The file begins with a header of its own"))
    // As spreadsheets write it and people put it end to end: with a mark in between, with blanks.
    for header in ["id:ID,name", "\u{FEFF}id:ID,name", "\u{FEFF}id,name", "id:ID, name"] {
      #expect(
        try load("v,w\n\(header)\n").hasPrefix("rows.csv:2: The line is the header again"))
    }
  }
}
