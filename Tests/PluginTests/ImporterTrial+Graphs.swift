import CypherScriptPlugin
import CytoscapePlugin
import GEXFPlugin
import GraphMLPlugin
import GraphModel
import JSONGraphsPlugin
import PluginKit

extension ImporterTrial {
  /// The formats of graphs of other programs.
  static let graphs = [
    graphML, gexf, cypher, cyJS, cx2, hetio, kumu, nodeLink, gml, edgeList, adjacencyList, lgl,
    sif, pajek, dotGraph,
  ]

  private static func file(_ text: String, _ name: String) -> @Sendable () -> ImportSource {
    { ImportSource(Array(text.utf8), name: name) }
  }

  /// The trial of a format that is one file of text.
  ///
  /// - Parameters:
  ///   - records: How many records `sound` has.
  ///   - mistakes: A name, a text and what comes of it, for each.
  private static func trial(
    _ plugin: FormatPlugin, _ name: String, sound: String, graph: [String] = soundGraph,
    many: String, mistakes: [(String, String, String)]
  ) -> ImporterTrial {
    let count = graph.count
    return ImporterTrial(
      plugin, sound: file(sound, name), graph: graph, many: file(many, name),
      cases: [
        Case(
          name: "a byte order mark", source: file("\u{FEFF}" + sound, name),
          outcome: "\(count) records: \(count) created"),
        Case(
          name: "CRLF", source: file(sound.replacing("\n", with: "\r\n"), name),
          outcome: "\(count) records: \(count) created"),
        Case(
          name: "a folder", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: This is a folder"),
        Case(
          name: "gzip", source: { ImportSource([0x1F, 0x8B, 8, 0], name: name) },
          outcome: "Could not read '\(name)': It is packed by gzip, and damaged or cut off"),
      ] + mistakes.map { Case(name: $0.0, source: file($0.1, name), outcome: $0.2) })
  }

  // MARK: XML

  private static let bomb = "<!DOCTYPE x [<!ENTITY a \"b\">]>"

  static let graphML: ImporterTrial = {
    let head = """
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      <key id="d0" for="node" attr.name="year" attr.type="int"/>
      <key id="d1" attr.name="page" attr.type="long"/>
      <graph edgedefault="directed">

      """
    func document(_ body: String) -> String { head + body + "\n</graph></graphml>\n" }
    let nodes = """
      <node id="a" labels=":Study"><data key="d0">2019</data></node>
      <node id="F1" labels=":Factor"/>

      """
    let many = (0..<5_000).map { "<node id=\"\($0)\"/>\n" }.joined()
    let deep = String(repeating: "<a>", count: 300)
    return trial(
      .graphML, "g.graphml",
      sound: document(
        nodes
          + "<edge source=\"a\" target=\"F1\" label=\"SUPPORTS\"><data key=\"d1\">4</data></edge>"),
      many: document(many),
      mistakes: [
        ("nothing", "", "g.graphml:1:1: The document has no element"),
        ("no node", document(""), "0 records"),
        ("another root", "<gexf/>", "g.graphml:1:1: This is no GraphML: its root is <gexf>"),
        (
          "a document type", bomb + document(""), "g.graphml:1:13: The document type (DOCTYPE) decl"
        ),
        ("nested deeply", document(deep), "g.graphml:5:763: Elements are nested deeper than 256"),
        ("cut off", head + "<node id=\"a\">", "g.graphml:5:14: The document ends within <node>"),
        ("no id", document("<node/>"), "g.graphml:5:1: The node has no id\nhint:"),
        (
          "a wrong number", document("<node id=\"a\"><data key=\"d0\">n.d.</data></node>"),
          "g.graphml:5:14: 'n.d.' is no integer (year)\nhint: Mend the value"
        ),
        (
          "an id twice", document(nodes + "<node id=\"a\"/>"),
          "g.graphml:7:1: 'a' occurs twice; the first is at g.graphml:5"
        ),
        ("no target", document("<edge source=\"a\"/>"), "g.graphml:5:1: The edge has no target"),
        (
          "a dangling end", document(nodes + "<edge source=\"a\" target=\"F2\"/>"),
          "g.graphml:7:1: RELATED_TO ends at 'F2', which is not there\nhint: Did you mean 'F1'?"
        ),
        (
          "a key twice",
          "<graphml><key id=\"d\"/><key id=\"d\" for=\"x\" attr.name=\"e\"/></graphml>",
          "g.graphml:1:23: The key 'd' is declared twice"
        ),
        (
          "a hyperedge", document(nodes + "<hyperedge><endpoint node=\"a\"/></hyperedge>"),
          "3 records: 2 created (2 nodes, 0 relationships), 1 skipped"
        ),
        (
          "no type", "<graphml><key id=\"d\" for=\"node\" attr.name=\"x\"/></graphml>",
          "0 records: nothing to import\nwarning: g.graphml:1:10: The key 'x' says no attr.type"
        ),
      ])
  }()

  static let gexf: ImporterTrial = {
    let head = """
      <gexf version="1.3"><graph defaultedgetype="directed">
      <attributes class="node">
      <attribute id="0" title="labels" type="string"/><attribute id="1" title="year" type="integer"/>
      </attributes>
      <attributes class="edge"><attribute id="0" title="page" type="long"/></attributes>

      """
    func document(_ body: String) -> String { head + body + "\n</graph></gexf>\n" }
    let nodes = """
      <nodes><node id="a"><attvalues><attvalue for="0" value="Study"/><attvalue for="1" value="2019"/>
      </attvalues></node><node id="F1"><attvalues><attvalue for="0" value="Factor"/></attvalues></node>
      </nodes>

      """
    let edge =
      "<edge source=\"a\" target=\"F1\" kind=\"SUPPORTS\"><attvalues>"
      + "<attvalue for=\"0\" value=\"4\"/></attvalues></edge>"
    return trial(
      .gexf, "g.gexf", sound: document(nodes + "<edges>\(edge)</edges>"),
      many: document((0..<5_000).map { "<node id=\"\($0)\"/>\n" }.joined()),
      mistakes: [
        ("nothing", "", "g.gexf:1:1: The document has no element"),
        ("another root", "<graphml/>", "g.gexf:1:1: This is no GEXF: its root is <graphml>"),
        ("a document type", bomb + document(""), "g.gexf:1:13: The document type (DOCTYPE) decl"),
        ("no id", document("<node/>"), "g.gexf:6:1: The node has no id"),
        ("no source", document("<edge target=\"a\"/>"), "g.gexf:6:1: The edge has no source"),
        (
          "an attribute that is not declared",
          document(
            "<node id=\"a\"><attvalues><attvalue for=\"7\" value=\"x\"/></attvalues></node>"),
          "1 record: 1 created (1 node, 0 relationships)\nwarning: g.gexf:6:25: The attribute '7' is not declared for nodes"
        ),
        (
          "a wrong number",
          document(
            "<node id=\"a\"><attvalues><attvalue for=\"1\" value=\"x\"/></attvalues></node>"),
          "g.gexf:6:25: 'x' is no integer (year)"
        ),
        (
          "a wrong weight", document(nodes + "<edge source=\"a\" target=\"F1\" weight=\"x\"/>"),
          "g.gexf:9:1: The weight of the edge: 'x' is no float"
        ),
        (
          "an id twice", document(nodes + "<node id=\"a\"/>"),
          "g.gexf:9:1: 'a' occurs twice; the first is at g.gexf:6"
        ),
        (
          "a dangling end", document(nodes + "<edge source=\"a\" target=\"F2\"/>"),
          "g.gexf:9:1: RELATED_TO ends at 'F2', which is not there"
        ),
      ])
  }()

  // MARK: Statements

  static let cypher = trial(
    .cypherScript, "g.cypher",
    sound: """
      // The beginning.
      :begin
      CREATE (:Study {id: 'a', year: 2019}), (:Factor {id: 'F1'});
      MATCH (s:Study), (f:Factor) CREATE (s)-[:SUPPORTS {page: 4}]->(f);
      :commit

      """, many: "UNWIND range(1, 5000) AS i CREATE ()",
    mistakes: [
      ("nothing", "", "0 records: nothing to import"),
      ("comments", "// nothing\n/* at all */", "0 records: nothing to import"),
      (
        "a typo", "CREATE (:A);\nMATCH (n) RETRUN n;",
        "g.cypher:2:11: SyntaxError: Expected a clause"
      ),
      ("an open text", "CREATE (:A {b: 'c});", "g.cypher:1:16: SyntaxError:"),
      ("a rollback", "CREATE (:A);\nROLLBACK;", "g.cypher:2: The script takes back what it did"),
      ("a command", ":source x.cypher\n", "g.cypher:1: ':source' is a command of a shell"),
      ("a fault in running", "\nCREATE (:A {b: 1/0});", "g.cypher:2:"),
      (
        "a parameter", ":param x => 1 + 1\nCREATE (:A {x: $x})",
        "1 record: 1 created (1 node, 0 relationships)"
      ),
      (
        "an index", "CREATE INDEX i FOR (n:A) ON (n.b); CREATE (:A)",
        "1 record: 1 created (1 node, 0 relationships)\nwarning: g.cypher: The indexes and const"
      ),
    ])

  // MARK: JSON

  static let cyJS: ImporterTrial = {
    let nodes = """
      {"data": {"id": "a", "labels": ["Study"], "year": 2019}},
       {"data": {"id": "F1", "labels": "Factor"}}
      """
    let edge =
      "{\"data\": {\"source\": \"a\", \"target\": \"F1\", \"interaction\": \"SUPPORTS\", \"page\": 4}}"
    let many = (0..<5_000).map { "{\"data\":{\"id\":\($0)}}" }.joined(separator: ",")
    return trial(
      .cyjs, "g.cyjs", sound: "{\"elements\": {\"nodes\": [\n\(nodes)],\n\"edges\": [\(edge)]}}\n",
      many: "[\(many)]",
      mistakes: [
        ("nothing", "", "0 records: nothing to import"),
        ("a bare array", "[\(nodes),\n\(edge)]", "3 records: 3 created"),
        ("a list of elements", "{\"elements\":[\(nodes),\(edge)]}", "3 records: 3 created"),
        ("no elements key", "{\"nodes\":[\(nodes)],\"edges\":[\(edge)]}", "3 records: 3 created"),
        (
          "another file", "{\"style\": []}",
          "0 records: nothing to import\nwarning: g.cyjs:1:11: 'style' was left out"
        ),
        ("no JSON", "[x]", "g.cyjs:1:2: Expected a value"),
        ("cut off", "{\"elements\": {\"nodes\": [\n\(nodes)", "g.cyjs:3:44: The file ends within"),
        ("no data", "[{\"id\": 1}]", "g.cyjs:1:2: The element has no 'data'"),
        (
          "no id", "[{\"data\": {}}]",
          "1 record: 1 created (1 node, 0 relationships)\nwarning: g.cyjs"
        ),
        ("no target", "[{\"data\": {\"source\": \"a\"}}]", "g.cyjs:1:2: The edge has no target"),
        ("an id twice", "[\(nodes),\(nodes)]", "g.cyjs:2:45: 'a' occurs twice; the first is at"),
        ("no elements", "[[1]]", "g.cyjs:1:2: The element has no 'data'"),
        (
          "a dangling end", "[\(nodes),\n{\"data\":{\"source\":\"a\",\"target\":\"F2\"}}]",
          "g.cyjs:3:1: RELATED_TO ends at 'F2', which is not there"
        ),
      ])
  }()

  static let cx2: ImporterTrial = {
    let head = "[{\"CXVersion\":\"2.0\",\"hasFragments\":false},\n"
    let status = "{\"status\":[{\"success\":true}]}]\n"
    let nodes = """
      {"nodes":[{"id":1,"v":{"id":"a","labels":["Study"],"year":2019}},
      {"id":2,"v":{"id":"F1","labels":["Factor"]}}]},

      """
    let edge =
      "{\"edges\":[{\"id\":1,\"s\":1,\"t\":2,\"v\":{\"interaction\":\"SUPPORTS\",\"page\":4}}]},\n"
    let many = (0..<5_000).map { "{\"id\":\($0)}" }.joined(separator: ",")
    return trial(
      .cx2, "g.cx2", sound: head + nodes + edge + status,
      many: head + "{\"nodes\":[\(many)]},\(status)",
      mistakes: [
        ("nothing", "", "0 records: nothing to import"),
        (
          "no descriptor", "[\(nodes)\(status)", "g.cx2:1:12: The file is no CX2: it says no CXVers"
        ),
        (
          "version 1", "[{\"numberVerification\":[]}]", "g.cx2:1:24: The file is CX of version 1"
        ),
        ("no array", "{\"a\":1}", "g.cx2:1:6: This is no CX2"),
        (
          "no status", head + "{\"nodes\":[]}]",
          "0 records: nothing to import\nwarning: g.cx2: The file has no 'status'"
        ),
        (
          "a failure", head + "{\"status\":[{\"success\":false,\"error\":\"disk full\"}]}]",
          "g.cx2:2:11: The file says that it was not written to its end: disk full"
        ),
        (
          "no id", head + "{\"nodes\":[{}]},\(status)", "g.cx2:2:11: 'id' is missing, or no integer"
        ),
        (
          "a dangling end", head + nodes + "{\"edges\":[{\"id\":1,\"s\":1,\"t\":3}]},\(status)",
          "g.cx2:4:11: RELATED_TO ends at '3', which is not there"
        ),
      ])
  }()

  static let hetio: ImporterTrial = {
    let nodes = """
      {"metanode_kinds": ["Study", "Factor"], "nodes": [
      {"kind": "Study", "identifier": 1, "name": "a", "data": {"year": 2019}},
      {"kind": "Factor", "identifier": 1, "name": "b", "data": {}}
      """
    let edge =
      "{\"source_id\":[\"Study\",1],\"target_id\":[\"Factor\",1],\"kind\":\"supports\","
      + "\"direction\":\"forward\",\"data\":{\"page\":4}}"
    let many = (0..<5_000).map { ",{\"kind\":\"X\",\"identifier\":\($0)}" }.joined()
    return trial(
      .hetio, "g.json", sound: "\(nodes)],\n\"edges\": [\(edge)]}\n",
      graph: [
        "(:Study {\"identifier\":1,\"name\":\"a\",\"year\":2019})",
        "(:Factor {\"identifier\":1,\"name\":\"b\"})", "0-[:supports {\"page\":4}]->1",
      ], many: "\(nodes)\(many)]}",
      mistakes: [
        ("nothing", "", "0 records: nothing to import"),
        (
          "a metagraph", "{\"metanode_kinds\": []}",
          "0 records: nothing to import\nwarning: g.json: The file has no nodes"
        ),
        ("no kind", "{\"nodes\":[{}]}", "g.json:1:11: The node has no kind, or no identifier"),
        ("no pair", "{\"edges\":[{\"kind\":\"k\"}]}", "g.json:1:11: 'source_id' is no pair"),
        ("cut off", nodes, "g.json:3:61: The file ends within an array"),
        ("an array", "[1]", "g.json:1:2: This is no hetio JSON"),
      ])
  }()

  static let kumu: ImporterTrial = {
    let elements =
      "{\"elements\":[{\"label\":\"Trust\",\"type\":\"Factor\"},{\"label\":\"Funding\"}],\n"
    let many = (0..<5_000).map { "{\"label\":\"\($0)\"}" }.joined(separator: ",")
    return trial(
      .kumu, "g.json",
      sound: elements
        + "\"connections\":[{\"from\":\"Funding\",\"to\":\"Trust\",\"type\":\"BUILDS\"}]}\n",
      graph: [
        "(:Factor {\"label\":\"Trust\"})", "( {\"label\":\"Funding\"})", "1-[:BUILDS {}]->0",
      ], many: "{\"elements\":[\(many)]}",
      mistakes: [
        ("nothing", "", "0 records: nothing to import"),
        ("no label", "{\"elements\":[{}]}", "g.json:1:14: The element has no label"),
        (
          "no end", elements + "\"connections\":[{\"from\":\"Trust\"}]}",
          "g.json:2:16: The connection"
        ),
        ("an array", "[1]", "g.json:1:2: This is no JSON of Kumu"),
        (
          "a dangling end", elements + "\"connections\":[{\"from\":\"Trust\",\"to\":\"Fund\"}]}",
          "g.json:2:16: CONNECTS_TO ends at 'Fund', which is not there"
        ),
      ])
  }()

  static let nodeLink: ImporterTrial = {
    let nodes =
      "{\"nodes\":[{\"id\":\"a\",\"labels\":\"Study\",\"year\":2019},{\"id\":\"b\",\"labels\":\"Factor\"}"
    let many = (0..<5_000).map { ",{\"id\":\($0)}" }.joined()
    return trial(
      .nodeLink, "g.json",
      sound: nodes
        + "],\n\"links\":[{\"source\":\"a\",\"target\":\"b\",\"type\":\"supports\",\"page\":4}]}\n",
      graph: [
        "(:Study {\"id\":\"a\",\"year\":2019})", "(:Factor {\"id\":\"b\"})",
        "0-[:supports {\"page\":4}]->1",
      ], many: "\(nodes)\(many)]}",
      mistakes: [
        ("nothing", "", "0 records: nothing to import"),
        ("no object", "{\"nodes\":[1]}", "g.json:1:11: This is no object"),
        (
          "no end", nodes + "],\n\"links\":[{\"source\":\"a\"}]}",
          "g.json:2:10: The link has no target"
        ),
        ("cut off", nodes, "g.json:1:\(nodes.utf8.count + 1): The file ends within an array"),
        ("an array", "[1]", "g.json:1:2: This is no node-link JSON"),
        (
          "a dangling end", nodes + "],\n\"links\":[{\"source\":\"a\",\"target\":\"c\"}]}",
          "g.json:2:10: RELATED_TO ends at 'c', which is not there"
        ),
      ])
  }()
}
