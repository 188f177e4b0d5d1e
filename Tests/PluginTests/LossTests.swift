import Foundation
import GraphEngine
import GraphModel
import PluginKit
import StandardPlugins
import Testing

/// Each thing that a format cannot hold is named in the report of an export.
@Suite struct LossTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    var format: String
    var losses: [String]
    var testDescription: String { format }
  }

  private static let drawn = [
    "values of 'secret', which the drawing does not show",
    "values of 'list', which the drawing does not show",
    "values of 'day', which the drawing does not show",
    "values of 'page', which the drawing does not show",
  ]
  private static let cited = [
    "labels :Review left out", "values of type List left out",
    "values of 'volume' that are no texts, written as text",
    "values of 'home' of nodes :Author left out",
    "people, venues and keywords of no reference left out", "relationships left out",
    "values of 'since' of relationships left out",
  ]

  static let expected = [
    Expected(format: "dot", losses: drawn), Expected(format: "svg", losses: drawn),
    Expected(format: "mermaid", losses: drawn),
    Expected(format: "ris", losses: cited + ["characters NUL, written as U+FFFD"]),
    Expected(format: "bibtex", losses: cited + ["characters NUL, written as U+FFFD"]),
    Expected(format: "csl-json", losses: cited),
  ]

  private func graph() throws -> Graph {
    let graph = Graph()
    try graph.run(
      """
      CREATE (a:Study:Review {id: 's', title: 'a\\u0000b', secret: 42, list: [1, 2], volume: 3,
        day: date('2020-01-01')})-[:CITES {page: 7}]->(:Study {id: 't', title: 'T'}),
        (:Author {name: 'Rees, G', home: 'x'})-[:AUTHORED {position: 1, since: 2}]->(a),
        (:Author {name: 'Lone, R'})
      """)
    return graph
  }

  @Test(arguments: expected) func named(_ expected: Expected) throws {
    let plugin = try StandardPlugins.registry.exporter(named: expected.format)
    let written = try ExportSubject(graph()).written(as: plugin)
    let losses = Set(written.report.losses.map(\.what))
    for loss in expected.losses { #expect(losses.contains(loss), "\(written.report)") }
    // What it has written it reads.
    guard plugin.isRead else { return }
    let back = Graph()
    _ = try back.importGraph(
      from: ImportSource(written.sink.bytes, name: "back"), as: plugin)
    #expect(back.statistics.nodeCount > 0)
  }
}

/// The labels, types and names of properties that mean something to a format come back as they are.
@Suite struct AwkwardNameTests {
  static let names = [
    "a;b", "a:b", "a,b", "a\"b", "a'b", "a\nb", "a\r\nb", "a\tb", " a ", "[\"a\"]", "(a)", "{a}",
    "a|b", "key",
    "id", "label", "labels", "value", "name", "ID", "Label",
  ]

  @Test(arguments: ["graph-folder", "graphml", "gexf", "cyjs", "cx2", "jsonl", "turtle"])
  func thereAndBack(_ format: String) throws {
    let graph = Graph()
    for (number, name) in Self.names.enumerated() {
      let quoted = "`\(name)`"
      try graph.run(
        """
        CREATE (:\(quoted) {id: \(number), \(quoted): 'x'})-[:\(quoted) {\(quoted): [1, 2]}]->
          (:A:\(quoted) {id: \(number + 100), n: \(number)})
        """.replacing("id: \(number), `id`: 'x'", with: "`id`: 'x'"))
    }
    let plugin = try StandardPlugins.registry.exporter(named: format)
    let written = try ExportSubject(graph).written(as: plugin)
    let back = Graph()
    let source =
      written.sink.files.isEmpty
      ? ImportSource(written.sink.bytes, name: "back")
      : ImportSource(folder: written.sink.files, name: "back")
    _ = try back.importGraph(from: source, as: plugin)
    // A format may put nodes into an order of its own.
    func lines(_ graph: Graph) throws -> [String] {
      try described(graph).map { $0.replacing(#/^\d+-|->\d+$/#, with: "") }.sorted()
    }
    let (came, was) = (try lines(back), try lines(graph))
    #expect(came == was)
    #expect(written.report.losses.isEmpty)
  }
}

/// What the schemas of formats of XML allow, as far as attributes go: those of GEXF 1.3 (gexf.net) and of
/// GraphML 1.0 (graphml.graphdrawing.org).
@Suite struct XMLSchemaTests {
  static let gexf: [String: Set<String>] = [
    "gexf": ["version", "variant"], "graph": ["defaultedgetype", "mode", "idtype", "timeformat"],
    "attributes": ["class", "mode"], "attribute": ["id", "title", "type"], "nodes": ["count"],
    "edges": ["count"], "node": ["id", "label"],
    "edge": ["id", "source", "target", "kind", "label", "type", "weight"], "attvalues": [],
    "attvalue": ["for", "value"],
  ]
  static let graphML: [String: Set<String>] = [
    "graphml": [], "key": ["id", "for", "attr.name", "attr.type"], "desc": [],
    "graph": ["id", "edgedefault"], "node": ["id"], "edge": ["id", "source", "target", "directed"],
    "data": ["key"],
  ]

  @Test(arguments: [("gexf", gexf), ("graphml", graphML)])
  func attributes(_ format: String, _ allowed: [String: Set<String>]) throws {
    let graph = Graph()
    try graph.run(
      """
      CREATE (:A:B {id: 1, label: 'x', Label: 2, l: [1], d: date('2020-01-01')})
        -[:T {id: 1, key: 2, weight: 3, label: [1]}]->({n: 1})
      """)
    let plugin = try StandardPlugins.registry.exporter(named: format)
    let written = try ExportSubject(graph).written(as: plugin)
    let text = String(decoding: written.sink.bytes, as: UTF8.self)
    for tag in text.matches(of: #/<([a-z]+)((?: [A-Za-z:.]+="[^"]*")*)\/?>/#) {
      let name = String(tag.1)
      let known = try #require(allowed[name], "<\(name)>")
      for attribute in tag.2.matches(of: #/ ([A-Za-z:.]+)="/#) {
        if attribute.1.hasPrefix("xmlns") { continue }
        #expect(known.contains(String(attribute.1)), "\(attribute.1) of <\(name)>")
      }
    }
    let back = Graph()
    _ = try back.importGraph(from: ImportSource(written.sink.bytes, name: "back"), as: plugin)
    let (came, was) = (try described(back), try described(graph))
    #expect(came == was)
  }

  /// Neo4j's APOC finds labels and types in attributes only, which are written on demand.
  @Test func formOfAPOC() throws {
    let graph = try graph(
      [(["A", "B"], ["id": "x"]), (["C"], ["id": "y"])], [("T", 0, 1, ["n": 1])])
    let written = try ExportSubject(graph).written(as: .graphML, ["apoc": "true"])
    let text = String(decoding: written.sink.bytes, as: UTF8.self)
    #expect(text.contains(#"<node id="n0" labels=":A:B">"#))
    #expect(text.contains(#"target="n1" label="T">"#))
    let back = Graph()
    _ = try back.read(ImportSource(written.sink.bytes, name: "g"), as: .graphML)
    let (came, was) = (try described(back), try described(graph))
    #expect(came == was)
  }

  /// Files of versions that marked keys by attributes of their own.
  @Test func earlierMarks() throws {
    let text = """
      <graphml xmlns:dolen="urn:dolen:graphml"><key id="labels" for="node" attr.name="labels"
      attr.type="string" dolen:role="labels"/><key id="n0" for="node" attr.name="label_" attr.type="string"
      dolen:name="label" dolen:type="json"/><graph edgedefault="directed"><node id="n0">
      <data key="labels">:A</data><data key="n0">[1,2]</data></node></graph></graphml>
      """
    let graph = Graph()
    _ = try graph.importGraph(
      from: ImportSource(Array(text.utf8), name: "g"),
      as: StandardPlugins.registry.importer(named: "graphml"))
    #expect(try described(graph) == ["(:A {\"label\":[1,2]})"])
  }
}
