import PluginKit
import RDFPlugin

extension ImporterTrial {
  /// The notations of RDF.
  static let rdf = [turtle, nTriples, triG, jsonLD]

  private static func rdf(
    _ plugin: FormatPlugin, _ name: String, sound: String, graph: [String],
    mistakes: [(String, String, String)]
  ) -> ImporterTrial {
    func file(_ text: String) -> @Sendable () -> ImportSource {
      { ImportSource(Array(text.utf8), name: name) }
    }
    let many = (0..<5_000).map { "<urn:x:\($0)> <urn:x:n> \"\($0)\" .\n" }.joined()
    return ImporterTrial(
      plugin, sound: file(sound), graph: graph, many: file(many),
      cases: [
        Case(name: "nothing", source: file(""), outcome: "0 records: nothing to import"),
        Case(name: "a comment", source: file("# nothing\n"), outcome: "0 records"),
        Case(
          name: "a byte order mark", source: file("\u{FEFF}" + sound),
          outcome: "\(graph.count) records: \(graph.count) created"),
        Case(
          name: "CRLF", source: file(sound.replacing("\n", with: "\r\n")),
          outcome: "\(graph.count) records: \(graph.count) created"),
        Case(
          name: "a folder", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: This is a folder"),
        Case(
          name: "no end", source: file("<urn:a> <urn:b> <urn:c>\n"),
          outcome: "\(name):2:1: Expected '.' at the end of the sentence"),
        Case(
          name: "an open text", source: file("<urn:a> <urn:b> \"c .\n"),
          outcome: "\(name):1:17: The text is never closed"),
        Case(
          name: "no name", source: file("a <urn:b> <urn:c> .\n"),
          outcome: "\(name):1:1: Expected a name"),
      ] + mistakes.map { Case(name: $0.0, source: file($0.1), outcome: $0.2) })
  }

  static let nTriples = rdf(
    .nTriples, "g.nt",
    sound: """
      <urn:x:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x:Study> .
      <urn:x:a> <urn:x:year> "2019"^^<http://www.w3.org/2001/XMLSchema#integer> .
      <urn:x:a> <http://purl.org/spar/cito/disagreesWith> _:b .

      """,
    graph: [
      "(:Study {\"uri\":\"urn:x:a\",\"year\":2019})", "( {})", "0-[:DISAGREES_WITH {}]->1",
    ],
    mistakes: [
      ("a bad escape", "<urn:a> <urn:b> \"\\q\" .", "g.nt:1:18: '\\q' begins no escape"),
      (
        "another datatype", "<urn:a> <urn:b> \"x\"^^<urn:d> .",
        "1 record: 1 created (1 node, 0 relationships)\nwarning: g.nt:1:17: Values of the datat"
      ),
    ])

  static let turtle = rdf(
    .turtle, "g.ttl",
    sound: """
      @base <http://x.org/g> .
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      <#a> a skos:Concept ; skos:prefLabel "trust"@en , '''ymddir\\u0069edaeth'''@cy ;
        skos:broader [ a skos:Concept ; <#n> 1, 2.5, true ] . # a comment

      """,
    graph: [
      "(:Concept {\"prefLabel@cy\":\"ymddiriedaeth\",\"prefLabel@en\":\"trust\","
        + "\"uri\":\"http://x.org/g#a\"})", "(:Concept {\"n\":[1,2.5,true]})",
      "0-[:BROADER {}]->1",
    ],
    mistakes: [
      ("no prefix", "x:a x:b x:c .", "g.ttl:1:1: The prefix 'x:' is not declared"),
      (
        "nested deeply", "<urn:a> <urn:b> " + String(repeating: "[ <urn:b> ", count: 200),
        "g.ttl:1:1017: Brackets are nested deeper than 100"
      ),
      (
        "a list", "<urn:a> <urn:b> (<urn:c> <urn:d>) .",
        "11 records: 11 created (6 nodes, 5 relationships)"
      ),
    ])

  static let triG = rdf(
    .triG, "g.trig",
    sound: """
      @prefix : <urn:x:> .
      { :a :n "x" . }
      GRAPH :g { :a :knows :b }

      """,
    graph: [
      "( {\"n\":\"x\",\"uri\":\"urn:x:a\"})", "( {\"uri\":\"urn:x:b\"})",
      "0-[:knows {\"graph\":\"urn:x:g\"}]->1",
    ], mistakes: [("cut off", "<urn:g> { <urn:a> <urn:b> \"c\" .", "g.trig:1:32: The file ends")])

  static let jsonLD: ImporterTrial = {
    func file(_ text: String) -> @Sendable () -> ImportSource {
      { ImportSource(Array(text.utf8), name: "g.jsonld") }
    }
    let context = """
      {"@context": {"cito": "http://purl.org/spar/cito/", "skos": "http://www.w3.org/2004/02/skos/core#",
        "x": "urn:x:", "id": "@id", "kind": "@type", "year": {"@id": "x:year", "@type":
        "http://www.w3.org/2001/XMLSchema#integer"}, "against": {"@id": "cito:disagreesWith",
        "@type": "@id"}, "label": {"@id": "skos:prefLabel", "@container": "@language"}},
      """
    let sound =
      context + """
        "@graph": [
        {"id": "x:a", "kind": "x:Study", "year": "2019", "against": "_:b"},
        {"id": "_:b", "label": {"en": "trust", "cy": "ymddiriedaeth"}, "x:n": [1, 2.5, true, null]}]}

        """
    let many = (0..<5_000).map { "{\"@id\": \"urn:x:\($0)\", \"urn:x:n\": \($0)}" }
    let remote = "{\"@context\": \"http://x.org/c\", \"@id\": \"urn:a\"}"
    return ImporterTrial(
      .jsonLD, sound: file(sound),
      graph: [
        "(:Study {\"uri\":\"urn:x:a\",\"year\":2019})",
        "( {\"n\":[1,2.5,true],\"prefLabel@cy\":\"ymddiriedaeth\",\"prefLabel@en\":\"trust\"})",
        "0-[:DISAGREES_WITH {}]->1",
      ],
      many: file("[" + many.joined(separator: ",\n") + "]"),
      cases: [
        Case(name: "nothing", source: file(""), outcome: "0 records: nothing to import"),
        Case(name: "an empty list", source: file("[]"), outcome: "0 records"),
        Case(
          name: "a byte order mark", source: file("\u{FEFF}" + sound), outcome: "3 records: 3 cre"),
        Case(
          name: "CRLF", source: file(sound.replacing("\n", with: "\r\n")),
          outcome: "3 records: 3 created"),
        Case(
          name: "a folder", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: This is a folder"),
        Case(
          name: "cut off", source: file("{\"@id\":\n \"urn:a"),
          outcome: "g.jsonld:2:2: The JSON is not valid: The string is not closed"),
        Case(
          name: "a number", source: file("7"),
          outcome: "g.jsonld:1: The document is of type Integer"),
        Case(
          name: "a context elsewhere", source: file(remote),
          outcome: "g.jsonld:1: At /@context: The context 'http://x.org/c' lies on another computer"
        ),
        Case(
          name: "a context that is known",
          source: file(
            "{\"@context\": \"https://schema.org/\", \"@type\": \"Book\", \"name\": \"x\"}"),
          outcome: "1 record: 1 created (1 node"),
        Case(
          name: "a wrong context", source: file("{\"@context\": {\"a\": 7}}"),
          outcome: "g.jsonld:1: At /@context/a: A name is defined by a text or an object"),
        Case(
          name: "a name that is no text", source: file("{\"@id\": 7, \"urn:b\": 1}"),
          outcome: "g.jsonld:1: At /@id: The name of a node is a text, and this is of type Integer"),
        Case(
          name: "a member without a meaning",
          source: file("{\"@id\": \"urn:a\", \"b\": 1, \"urn:c\": 2}"),
          outcome:
            "1 record: 1 created (1 node, 0 relationships)\nwarning: g.jsonld:1: Members suc"),
        Case(
          name: "a list",
          source: file("{\"@id\": \"urn:a\", \"urn:b\": {\"@list\": [{\"@id\": \"urn:c\"}]}}"),
          outcome: "7 records: 7 created (4 nodes, 3 relationships)"),
        Case(
          name: "a reversed property",
          source: file("{\"@id\": \"urn:a\", \"@reverse\": {\"urn:b\": {\"@id\": \"urn:c\"}}}"),
          outcome: "3 records: 3 created (2 nodes, 1 relationship)"),
        Case(
          name: "nested deeply",
          source: file(String(repeating: "{\"urn:a\":", count: 300) + "1"),
          outcome: "g.jsonld:1:"),
      ])
  }()
}
