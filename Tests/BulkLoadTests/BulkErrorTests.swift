import GraphEngine
import GraphModel
import PluginKit
import Testing

@Suite("Wrong tables are refused with their place, and leave nothing behind")
struct BulkErrorTests {
  private let folder: LoadFolder

  init() throws { folder = try LoadFolder() }

  private static let nodes = "id:ID(Study),year:int\na,2015\nb,\n"

  /// Rows that are wrong: the table of nodes, that of relationships, what the error begins with.
  static let wrong: [(nodes: String, relationships: String, error: String)] = [
    (
      "id:ID(Study),year:int\na,20l5\n", ":START_ID(Study),:END_ID(Study)\n",
      "nodes.csv:2:3: '20l5' is no integer"
    ),
    (
      "id:ID(Study),year:int\na,99999999999999999999\n", ":START_ID(Study),:END_ID(Study)\n",
      "nodes.csv:2:3: '99999999999999999999' is no integer of 64 bits"
    ),
    (
      "id:ID(Study),year:int\na,1\nb\n", ":START_ID(Study),:END_ID(Study)\n",
      "nodes.csv:3:2: The row has 1 field, the header 2"
    ),
    (
      "id:ID(Study),year:int\na,1,2\n", ":START_ID(Study),:END_ID(Study)\n",
      "nodes.csv:2:5: The row has 3 fields, the header 2"
    ),
    (
      "id:ID(Study),year:int\na,1\n\nb,2\na,3\n", ":START_ID(Study),:END_ID(Study)\n",
      "nodes.csv:3: The line is empty"
    ),
    (
      "id:ID(Study),note\na,\"x\ny\"\nb,2\na,3\n", ":START_ID(Study),:END_ID(Study)\n",
      "nodes.csv:5:1: Study 'a' occurs twice; the first is at nodes.csv:2"
    ),
    (
      "id:ID(Study),year:int\n,1\n", ":START_ID(Study),:END_ID(Study)\n",
      "nodes.csv:2:1: The field id:ID(Study) is empty"
    ),
    (
      "id:ID(Study),note\na,say \"x\"\n", ":START_ID(Study),:END_ID(Study)\n",
      "nodes.csv:2:7: A quote stands inside a field"
    ),
    (
      "id:ID(Study),m:json\na,\"{\"\"x\"\":1}\"\n", ":START_ID(Study),:END_ID(Study)\n",
      "nodes.csv:2:3: A property cannot hold this Map"
    ),
    (
      nodes, ":START_ID(Study),:END_ID(Study)\na,b\na,c\n",
      "rels.csv:3:3: The relationship ends at Study 'c', which is not there"
    ),
    (
      nodes, ":START_ID(Study),:END_ID(Study)\n,b\n",
      "rels.csv:2:1: The field :START_ID(Study) is empty"
    ),
    (
      nodes, ":START_ID(Study),:END_ID(Stduy)\na,b\n",
      "rels.csv:1:18: No table of nodes has a column :ID(Stduy)\nhint: Did you mean 'Study'?"
    ),
    (
      nodes, ":START_ID(Study),x\na,b\n",
      "rels.csv:1: The header of a table of relationships needs a column :END_ID"
    ),
    (
      nodes, "id:ID(Study)\na\n",
      "rels.csv:1:1: A table of relationships has no column id:ID(Study)"
    ),
    (
      "id:ID(Study){id-type:float}\n1\n", ":START_ID(Study),:END_ID(Study)\n",
      "nodes.csv:1:1: An id is a text or an integer"
    ),
    ("", ":START_ID(Study),:END_ID(Study)\n", "nodes.csv: The file is empty"),
  ]

  @Test("A bad line stops the load", arguments: wrong)
  func stop(_ tables: (nodes: String, relationships: String, error: String)) throws {
    let message = folder.failure([
      try folder.nodes(["Study"], tables.nodes),
      try folder.relationships("CITES", tables.relationships),
    ])
    #expect(message.hasPrefix(tables.error), "\(message)")
    #expect(try folder.files == ["nodes.csv", "rels.csv"])
  }

  @Test("Bad lines are left out, counted and reported")
  func skip() throws {
    var policy = BulkPolicy()
    policy.onError = .skip
    let report = try folder.load(
      [
        try folder.nodes(
          ["Study"], "id:ID,year:int\na,1\nb,x\na,2\nc\nd,say \"no\"\n\"e,5\nf,6\n"),
        try folder.relationships("CITES", ":START_ID,:END_ID\na,f\na,b\nx,a\nf,f\n"),
      ], policy)
    #expect(
      folder.plain("\(report)") == """
        11 records: 4 created (2 nodes, 2 relationships), 7 skipped (5 nodes, 2 relationships)
        skipped 2 nodes: a field is wrong (first at nodes.csv:3:3)
        skipped 1 node: its id occurs twice (first at nodes.csv:4:1)
        skipped 2 nodes: it is not CSV (first at nodes.csv:6:7)
        skipped 1 relationship: it ends at a node that is missing (first at rels.csv:3:3)
        skipped 1 relationship: it starts at a node that is missing (first at rels.csv:4:1)
        warning: nodes.csv:3:3: 'x' is no integer (year:int)
        warning: nodes.csv:4:1: the node 'a' occurs twice; the first is at nodes.csv:2
        warning: nodes.csv:5:2: The row has 1 field, the header 2
        warning: nodes.csv:6:7: A quote stands inside a field that does not begin with one
        warning: nodes.csv:7:1: The quote is never closed
        warning: rels.csv:3:3: The relationship ends at the node 'b', which is not there
        warning: rels.csv:4:1: The relationship starts at the node 'x', which is not there
        """)
    #expect(report.read == report.nodes.created + report.relationships.created + 7)
    #expect(
      try folder.contents() == [
        #"(0:Study {"id":"a","year":1})"#, #"(1:Study {"id":"f","year":6})"#,
        "0: (0)-[:CITES {}]->(1)", "1: (1)-[:CITES {}]->(1)",
      ])
  }

  @Test("A load that fails leaves the graph that was there as it was")
  func existing() throws {
    let nodes = try folder.nodes(["Study"], Self.nodes)
    _ = try folder.load([nodes])
    let before = try folder.contents()
    let bad = try folder.relationships("CITES", ":START_ID(Study),:END_ID(Study)\na,b\na,z\n")
    #expect(folder.failure([nodes, bad]).hasPrefix("rels.csv:3:3: "))
    #expect(try folder.contents() == before)
    #expect(try folder.files == ["g.dolen", "nodes.csv", "rels.csv"])
  }

  @Test("A unique constraint holds for what is loaded")
  func constraint() throws {
    let nodes = try folder.nodes(["Study"], Self.nodes)
    _ = try folder.load([nodes])
    _ = try folder.rows("CREATE CONSTRAINT one FOR (s:Study) REQUIRE s.id IS UNIQUE")
    let before = try folder.contents()
    // Rows whose ids do not say that they mean the same nodes.
    let again = try folder.nodes(["Study"], ":ID(Study),id\n1,a\n", "again.csv")
    #expect(
      folder.failure([again]).hasPrefix("g.dolen: Constraint 'one' allows one Study with id = "))
    #expect(try folder.contents() == before)
    let other = try folder.nodes(["Study"], "id:ID(Study)\nc\n", "other.csv")
    #expect(try folder.load([other]).nodes.created == 1)
  }

  @Test("Files that cannot be used are told before anything is made")
  func files() throws {
    let nodes = try folder.nodes(["Study"], Self.nodes)
    let missing = BulkTable(
      .nodes(labels: []), files: [folder.folder.appending(path: "no.csv").path()])
    #expect(
      folder.failure([nodes, missing]).hasPrefix("Could not open 'no.csv': There is no such file"))
    try folder.write("no graph", to: "g.dolen")
    #expect(folder.failure([nodes]).hasPrefix("Cannot open g.dolen: "))
    #expect(try folder.files == ["g.dolen", "nodes.csv"])
  }

  @Test("A load can be interrupted and may keep only so many ids in memory")
  func limits() throws {
    var rows = "id:ID\n"
    for index in 0..<70_000 { rows += "study-\(index)\n" }
    let nodes = try folder.nodes(["N"], rows)
    let error = #expect(throws: Diagnostic.self) {
      try BulkImport([nodes], policy: BulkPolicy(memory: 1 << 16)).run(into: folder.graph)
    }
    #expect(error?.message.contains("more than the 0 MB") == true)
    #expect(throws: Diagnostic.self) {
      var observer = ImportObserver()
      observer.progress = { _ in
        throw Diagnostic(.interrupted, .runtime, "Interrupted", "enough")
      }
      return try BulkImport([nodes]).run(into: folder.graph, observer: observer)
    }
    #expect(try folder.files == ["nodes.csv"])
  }
}
