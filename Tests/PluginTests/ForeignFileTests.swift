import CypherScriptPlugin
import CytoscapePlugin
import DOTPlugin
import GEXFPlugin
import GraphEngine
import GraphMLPlugin
import GraphModel
import GraphTextPlugin
import JSONGraphsPlugin
import JSONLinesPlugin
import PluginKit
import RDFPlugin
import Testing

/// Files as programs write them that take a format lightly.
@Suite("Files that take their format lightly") struct ForeignFileTests {
  private func read(
    _ text: String, as plugin: FormatPlugin, _ options: OptionSettings = [:]
  ) throws -> (graph: [String], warnings: [String]) {
    let graph = Graph()
    let report = try graph.read(ImportSource(Array(text.utf8), name: "g"), as: plugin, options)
    return (try described(graph), report.warnings.map(\.message))
  }

  private func refusal(_ text: String, as plugin: FormatPlugin) -> String {
    let error = #expect(throws: ImportError.self) { try read(text, as: plugin) }
    return error.map { "\($0)" } ?? ""
  }

  @Test("GEXF: a pid of no node, an attribute that nobody has declared, one that is declared twice")
  func gexf() throws {
    let (graph, warnings) = try read(
      """
      <gexf><graph defaultedgetype="directed"><attributes class="node">
      <attribute id="0" title="n" type="integer"/><attribute id="0" title="n" type="integer"/>
      </attributes><nodes><node id="a" pid="0"/><node id="b" pid="c"><attvalues>
      <attvalue for="0" value="1"/><attvalue for="x" value="y"/></attvalues></node>
      <node id="c" pid="0"/><node id="d" pid="c"/></nodes><edges><edge source="a" target="b"><attvalues>
      <attvalue for="weight" value="2.5"/></attvalues></edge><edge source="b" target="a"><attvalues>
      <attvalue for="weight" value="much"/></attvalues></edge></edges></graph></gexf>
      """, as: .gexf, ["id": ""])
    #expect(
      graph == [
        "( {})", "( {\"n\":1,\"x\":\"y\"})", "( {})", "( {})", "2-[:CONTAINS {}]->3",
        "0-[:RELATED_TO {\"weight\":2.5}]->1", "1-[:RELATED_TO {\"weight\":\"much\"}]->0",
        "2-[:CONTAINS {}]->1",
      ])
    #expect(
      warnings == [
        "The attribute '0' is declared twice in the same words; it was taken once",
        "The attribute 'x' is not declared for nodes; its values are texts",
        "The attribute 'weight' is not declared for edges; its values are numbers where they can be",
        "Nodes are said to lie within '0' (pid), which is no node; they lie within none",
      ])
    let other =
      "<gexf><graph><attributes class=\"node\"><attribute id=\"0\" title=\"n\" type=\"integer\"/>"
      + "<attribute id=\"0\" title=\"m\" type=\"integer\"/></attributes></graph></gexf>"
    #expect(refusal(other, as: .gexf).contains("The attribute '0' is declared twice"))
  }

  @Test("GraphML: a key twice in the same words, once for nodes and once for edges")
  func graphML() throws {
    let key = "<key id=\"k\" for=\"node\" attr.name=\"n\" attr.type=\"int\"/>"
    let rest = """
      <graph edgedefault="directed"><node id="a"><data key="k">1</data></node>
      <edge source="a" target="a"><data key="k">2</data></edge></graph></graphml>
      """
    let edges = key.replacing("\"node\"", with: "\"edge\"")
    let (graph, warnings) = try read(
      "<graphml>\(key)\(key)\(edges)\(rest)", as: .graphML, ["id": ""])
    #expect(graph == ["( {\"n\":1})", "0-[:RELATED_TO {\"n\":2}]->0"])
    #expect(warnings == ["The key 'k' is declared twice in the same words; it was taken once"])
    let other = key.replacing("\"int\"", with: "\"long\"").replacing("\"n\"", with: "\"m\"")
    #expect(refusal("<graphml>\(key)\(other)\(rest)", as: .graphML).contains("is declared twice"))
  }

  @Test("Cytoscape.js and GML: nodes without ids")
  func nodesWithoutIDs() throws {
    let (graph, warnings) = try read(
      """
      [{"data":{"type":"ellipse"}},{"data":{"parent":"p"}},{"data":{"id":"p"}}]
      """, as: .cyjs)
    #expect(
      graph == ["( {\"type\":\"ellipse\"})", "( {})", "( {\"id\":\"p\"})", "2-[:CONTAINS {}]->1"])
    #expect(warnings == ["A node has no id, so that no edge can reach it; it was read as it is"])
    let gml = try read("graph [ directed 1 node [ label \"a\" ] node [ id 1 ] ]", as: .gml)
    #expect(gml.graph == ["( {\"label\":\"a\"})", "( {\"id\":1})"])
    #expect(gml.warnings == warnings)
  }

  @Test("Pajek: matrices of one and of two modes")
  func matrices() throws {
    let one = "*Vertices 2\n1 \"a\"\n*Matrix :1 \"likes\"\n0 -1\n2.5\n0\n*Arcs\n1 1\n"
    #expect(
      try read(one, as: .pajek).graph == [
        "( {\"id\":1,\"name\":\"a\"})", "( {\"id\":2})", "0-[:likes {\"weight\":-1}]->1",
        "1-[:likes {\"weight\":2.5}]->0", "0-[:RELATED_TO {}]->0",
      ])
    let two = "*Vertices 3 1\n*Matrix\n 1 0\n"
    #expect(try read(two, as: .pajek).graph.last == "0-[:RELATED_TO {\"weight\":1}]->1")
    #expect(
      refusal("*Vertices 2\n*Matrix\n0 1\n0", as: .pajek).hasPrefix(
        "g: The matrix ends in its row 2 of 2"))
    #expect(
      refusal("*Vertices 1\n*Matrix\n0\n1\n", as: .pajek).hasPrefix(
        "g:4: The matrix has more than its 1 row of 1 cell"))
    #expect(
      refusal("*Vertices 1\n*Matrix\nx\n", as: .pajek).hasPrefix("g:3: 'x' is no number"))
  }

  @Test(
    "Lines of names end with LF, CRLF or CR, all in one file",
    arguments: ["a b\nb c\nc a\n", "a b\rb c\rc a\r", "a b\r\nb c\rc a\n", "a b\rb c\r\rc a"])
  func lineEnds(_ text: String) throws {
    for plugin in [FormatPlugin.edgeList, .adjacencyList] {
      #expect(
        try read(text, as: plugin).graph == [
          "( {\"id\":\"a\"})", "( {\"id\":\"b\"})", "( {\"id\":\"c\"})", "0-[:RELATED_TO {}]->1",
          "1-[:RELATED_TO {}]->2", "2-[:RELATED_TO {}]->0",
        ])
    }
    let sif = text.replacing(" ", with: " x ")
    #expect(try read(sif, as: .sif).graph.last == "2-[:x {}]->0")
  }

  @Test("A file of lines that end with CR alone is read line by line, whatever its length")
  func returns() throws {
    let lines = (0..<30_000).map { "{\"type\":\"node\",\"id\":\"\($0)\"}" }.joined(separator: "\r")
    #expect(try read(lines, as: .jsonLines).graph.count == 30_000)
    #expect(
      try read("CREATE (:A);\r// B\rCREATE (:B);\r", as: .cypherScript).graph
        == ["(:A {})", "(:B {})"])
    // In a file with line feeds, a carriage return may be part of a text.
    let text = try read("CREATE (:A {t: 'x\ry'});\nCREATE (:B);\n", as: .cypherScript)
    #expect(text.graph == ["(:A {\"t\":\"x\\ry\"})", "(:B {})"])
  }

  @Test("Comments end with CR, and places count lines that do")
  func comments() throws {
    let dot = "// a\r# b\rdigraph {\r a -> b [label=\"x\\\ry\"]\r# c\r}\r"
    #expect(try read(dot, as: .dot).graph.count == 3)
    #expect(
      try read(dot.replacing("\r", with: "\r\n"), as: .dot).graph == read(dot, as: .dot).graph)
    let turtle = "# a\r@prefix : <http://e.org/> .\r# b\r:a :b :c .\r"
    #expect(try read(turtle, as: .turtle).graph.count == 3)
    #expect(refusal(turtle + "\r:a :b \"x", as: .turtle).hasPrefix("g:6:7: "))
    let gml = "# a\rgraph [\r# b\rnode [ id 1 ]\redge [ source 1 ] ]"
    #expect(refusal(gml, as: .gml).hasPrefix("g:5:1: The edge has no source"))
  }

  @Test("Words behind a weight are kept, and said once")
  func moreWords() throws {
    let (graph, warnings) = try read("a b 1 zzz more\nb c 2 x y\n", as: .edgeList)
    #expect(
      graph.last == "1-[:RELATED_TO {\"value1\":2,\"value2\":\"x\",\"value3\":\"y\"}]->2")
    #expect(warnings.count == 1)
  }

  @Test(
    "Commands of Neo4j's old shell have no semicolon",
    arguments: [
      "BEGIN\nCREATE (:A);\nCOMMIT\nBEGIN\nCREATE (:B);\nCOMMIT\n",
      "begin transaction;\nCREATE (:A);\ncommit;\nSCHEMA AWAIT\n\nCREATE (:B)",
      "// made by a program\nBEGIN\n// a comment\nCREATE (:A);\n  COMMIT  \nSCHEMA AWAIT;\nCREATE (:B);",
      "BEGIN CREATE (:A);\nCOMMIT\nSCHEMA AWAIT\nCREATE (:B);\nCOMMIT",
    ])
  func shellCommands(_ script: String) throws {
    #expect(try read(script, as: .cypherScript).graph == ["(:A {})", "(:B {})"])
  }

  @Test("Places in a script are those of its lines, behind commands of a shell, too")
  func places() {
    #expect(
      refusal("BEGIN\nCREATE (:A);\nCOMMIT\nBEGIN CREATE (:B {x: });\n", as: .cypherScript)
        .hasPrefix("g:4:22: SyntaxError"))
  }

  @Test("Node-link JSON: ids, places, nodes in the place of ids, attributes")
  func nodeLinks() throws {
    let (graph, warnings) = try read(
      """
      {"directed": false, "multigraph": false, "graph": {"name": "g"},
       "links": [{"source": 1, "target": "a", "type": "LIKES", "value": 1}],
       "nodes": [{"id": "a", "labels": "A:B", "pos": [1.5, 2]}, {"id": "b", "labels": ["C"]}],
       "edges": [{"from": "a", "to": "b"}, {"source": {"id": "b"}, "target": "a",
         "attributes": {"weight": 2}}], "more": 1}
      """, as: .nodeLink)
    #expect(
      graph == [
        "(:A:B {\"id\":\"a\",\"pos\":[1.5,2]})", "(:C {\"id\":\"b\"})",
        "1-[:LIKES {\"value\":1}]->0", "0-[:RELATED_TO {}]->1", "1-[:RELATED_TO {\"weight\":2}]->0",
      ])
    #expect(
      warnings == [
        "The graph is undirected; each of its edges became a relationship from source to target",
        "'graph' was left out", "'more' was left out",
      ])
    #expect(
      try read(
        "{\"nodes\":[{\"name\":\"x\"},{}],\"links\":[{\"source\":0,\"target\":1}]}", as: .nodeLink
      )
      .graph == ["( {\"name\":\"x\"})", "( {})", "0-[:RELATED_TO {}]->1"])
  }

  @Test("CX of version 1 is refused as that, and rows of a query with what to do")
  func refused() {
    let cx = "[{\"numberVerification\":[]},{\"nodes\":[{\"@id\":1}]}]"
    #expect(refusal(cx, as: .cx2).hasPrefix("g:1:24: The file is CX of version 1"))
    let rows = "{\"n\":{\"type\":\"node\",\"id\":\"1\"}}"
    #expect(refusal(rows, as: .jsonLines).contains("rows of a query"))
  }
}
