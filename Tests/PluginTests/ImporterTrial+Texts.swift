import DOTPlugin
import GraphTextPlugin
import PluginKit

extension ImporterTrial {
  /// The names of two nodes, and a relationship between them.
  private static func named(_ type: String = "RELATED_TO", _ properties: String = "{}") -> [String]
  {
    ["( {\"id\":\"a\"})", "( {\"id\":\"b\"})", "0-[:\(type) \(properties)]->1"]
  }

  private static func text(
    _ plugin: FormatPlugin, _ name: String, sound: String, graph: [String], many: String,
    mistakes: [(String, String, String)]
  ) -> ImporterTrial {
    func file(_ text: String) -> @Sendable () -> ImportSource {
      { ImportSource(Array(text.utf8), name: name) }
    }
    return ImporterTrial(
      plugin, sound: file(sound), graph: graph, many: file(many),
      cases: [
        Case(name: "nothing", source: file(""), outcome: "0 records: nothing to import"),
        Case(name: "blank lines", source: file("\n \n\n"), outcome: "0 records"),
        Case(
          name: "a byte order mark", source: file("\u{FEFF}" + sound),
          outcome: "\(graph.count) records: \(graph.count) created"),
        Case(
          name: "CRLF", source: file(sound.replacing("\n", with: "\r\n")),
          outcome: "\(graph.count) records: \(graph.count) created"),
        Case(
          name: "NUL", source: file("\0" + sound), outcome: "\(name):1"),
        Case(
          name: "a folder", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: This is a folder"),
      ] + mistakes.map { Case(name: $0.0, source: file($0.1), outcome: $0.2) })
  }

  static let edgeList = text(
    .edgeList, "g.edges", sound: "# a comment\na b {'weight': 1.5, 'ok': True, 'n': \"it's\"}\n",
    graph: named("RELATED_TO", "{\"n\":\"it's\",\"ok\":true,\"weight\":1.5}"),
    many: (0..<5_000).map { "\($0) \($0 + 1)\n" }.joined(),
    mistakes: [
      ("a name alone", "a\n", "1 record: 1 created (1 node, 0 relationships)"),
      ("commas", "a,b,3\n", "3 records: 3 created"),
      ("an open quote", "a \"b\n", "g.edges:1: The quote is never closed"),
      ("bad data", "a b {'weight': }\n", "g.edges:1: The data of the edge cannot be read"),
    ])

  static let adjacencyList = text(
    .adjacencyList, "g.adjlist", sound: "a b\nb\n", graph: named(),
    many: (0..<5_000).map { "\($0) \($0 + 1)\n" }.joined(),
    mistakes: [
      ("a colon", "a: b c\n", "5 records: 5 created (3 nodes, 2 relationships)"),
      ("an open quote", "a \"b\n", "g.adjlist:1: The quote is never closed"),
    ])

  static let lgl = text(
    .lgl, "g.lgl", sound: "# a\nb 1.5\n# b\n", graph: named("RELATED_TO", "{\"weight\":1.5}"),
    many: (0..<5_000).map { "# \($0)\n\($0 + 1) 2\n" }.joined(),
    mistakes: [
      ("a node alone", "# a\n", "1 record: 1 created (1 node, 0 relationships)"),
      ("no blank behind the sign", "#a\nb\n", "3 records: 3 created (2 nodes, 1 relationship)"),
      ("a neighbour of nobody", "a\n# b\n", "g.lgl:1: A neighbour stands before the first node"),
      ("a sign alone", "#\n", "g.lgl:1: The line names no node behind its '#'"),
      ("a name with blanks", "# a b\n", "g.lgl:1: The line names more than one node"),
      ("no weight", "# a\nb c\n", "g.lgl:2: 'c' is no weight"),
      ("three words", "# a\nb c 1\n", "g.lgl:2: The line has 3 words"),
    ])

  static let sif = text(
    .sif, "g.sif", sound: "a\tSUPPORTS\tb\n", graph: named("SUPPORTS"),
    many: (0..<5_000).map { "\($0)\tx\t\($0 + 1)\n" }.joined(),
    mistakes: [
      ("blanks", "a x b c\nd\n", "6 records: 6 created (4 nodes, 2 relationships)"),
      ("no second name", "a x\n", "g.sif:1: The line has a name and a type, but no other name"),
    ])

  static let pajek = text(
    .pajek, "g.net", sound: "*Vertices 2\n1 \"a b\" 0.5 0.25\n2 b\n*Arcs :1 \"SUPPORTS\"\n1 2 3\n",
    graph: [
      "( {\"id\":1,\"name\":\"a b\",\"x\":0.5,\"y\":0.25})", "( {\"id\":2,\"name\":\"b\"})",
      "0-[:SUPPORTS {\"weight\":3}]->1",
    ], many: "*Vertices 5000\n",
    mistakes: [
      ("no vertices at all", "1 2\n", "g.net:1: The file has no '*Vertices'"),
      ("CR", "*Vertices 1\r1 a\r", "1 record: 1 created"),
      (
        "a line before all", "about\n*Vertices 1\n1 a\n",
        "1 record: 1 created (1 node, 0 relationships)\nwarning: g.net:1: The lines before"
      ),
      ("no number", "*Vertices\n", "g.net:1: '*Vertices' says no number"),
      ("a number beyond", "*Vertices 1\n2 b\n", "g.net:2: The vertex 2 is beyond the 1 that"),
      ("too many", "*Vertices 99999999999\n", "g.net: 99999999999 vertices are counted but not"),
      ("a matrix cut off", "*Vertices 1\n*Matrix\n", "g.net: The matrix ends in its row 1 of 1"),
      ("no vertices", "*Vertices 2\n*Arcs\na b\n", "g.net:3: The line does not begin with the"),
      ("a dangling end", "*Vertices 1\n*Arcs\n1 9\n", "g.net:3: RELATED_TO ends at '9', which is"),
      (
        "Windows-1252", "*Vertices 1\n1 caf\n*Partition p\n1\n",
        "1 record: 1 created (1 node, 0 relationships)\nwarning: g.net:3: The section '*Partiti"
      ),
    ])

  static let gml: ImporterTrial = {
    let nodes = """
      node [ id 1 labels "Study" name "caf&#233;" year 2019 ]
      node [ id 2 labels "Factor" ]

      """
    func graph(_ body: String) -> String { "graph [\ndirected 1\n\(body)]\n" }
    return text(
      .gml, "g.gml", sound: graph(nodes + "edge [ source 1 target 2 label \"SUPPORTS\" page 4 ]\n"),
      graph: [
        "(:Study {\"id\":1,\"name\":\"café\",\"year\":2019})", "(:Factor {\"id\":2})",
        "0-[:SUPPORTS {\"page\":4}]->1",
      ],
      many: graph((0..<5_000).map { "node [ id \($0) ]\n" }.joined()),
      mistakes: [
        ("no value", graph("node [ id x ]"), "g.gml:3:11: 'x' is no value"),
        (
          "no id", graph("node [ label \"a\" ]"),
          "1 record: 1 created (1 node, 0 relationships)\nwarning: g.gml:3:1: A node has no id"
        ),
        (
          "no target", graph("edge [ source 1 ]"), "g.gml:3:1: The edge has no source, or no target"
        ),
        ("cut off", "graph [ node [ id 1", "g.gml:1:20: The file ends within a list"),
        ("an open text", graph("node [ id 1 label \"a ]"), "g.gml:3:19: The text is never closed"),
        (
          "nested deeply", graph("node " + String(repeating: "[ a ", count: 100)),
          "g.gml:3:258: Lists are nested deeper than 64"
        ),
        (
          "an id twice", graph(nodes + nodes),
          "g.gml:5:1: '1' occurs twice; the first is at g.gml:3"
        ),
        (
          "a dangling end", graph(nodes + "edge [ source 1 target 3 ]"),
          "g.gml:5:1: RELATED_TO ends at '3', which is not there"
        ),
      ])
  }()

  static let dotGraph = text(
    .dot, "g.dot",
    sound: """
      /* a comment */ digraph "g" {
        a [year=2019]; b [name="x" + "\\ny"] // another
        a:p -> b [label=SUPPORTS, weight=1.5]
      }

      """,
    graph: [
      "( {\"id\":\"a\",\"year\":2019})", "( {\"id\":\"b\",\"name\":\"x\\ny\"})",
      "0-[:SUPPORTS {\"tailport\":\"p\",\"weight\":1.5}]->1",
    ],
    many: "digraph { " + (0..<5_000).map { "\($0);" }.joined() + "}",
    mistakes: [
      ("no graph", "<svg/>", "g.dot:1:1: The file does not begin as DOT does"),
      ("cut off", "digraph { a -> b", "g.dot:1:17: The file ends within a graph"),
      ("a wrong arrow", "digraph { a -- b }", "g.dot:1:13: '--' stands in a digraph"),
      ("an open quote", "digraph { \"a }", "g.dot:1:11: The quote is never closed"),
      ("an open comment", "digraph { /* }", "g.dot:1:11: The comment is never closed"),
      (
        "subgraphs as ends", "digraph { {a b} -> {c d} }",
        "8 records: 8 created (4 nodes, 4 relationships)"
      ),
      (
        "too many edges",
        "digraph { {" + (0..<4_000).map { "a\($0) " }.joined() + "} -> {"
          + (0..<4_000).map { "b\($0) " }.joined() + "} }",
        "g.dot:1:11: The graph has more than 10000000 edges"
      ),
      (
        "nested deeply", "digraph " + String(repeating: "{ ", count: 100),
        "g.dot:1:139: Subgraphs are nested deeper than 64"
      ),
    ])
}
