import CypherScriptPlugin
import CytoscapePlugin
import DOTPlugin
import GEXFPlugin
import GraphEngine
import GraphMLPlugin
import GraphModel
import GraphTextPlugin
import JSONGraphsPlugin
import MermaidPlugin
import ObsidianPlugin
import PluginKit
import StandardPlugins
import Testing

/// What other programs write and read.
@Suite struct ForeignGraphTests {
  private func read(
    _ text: String, as plugin: FormatPlugin, _ options: OptionSettings = [:]
  ) throws -> (graph: [String], warnings: [String]) {
    let graph = Graph()
    let report = try graph.read(ImportSource(Array(text.utf8), name: "g"), as: plugin, options)
    return (try described(graph), report.warnings.map(\.message))
  }

  @Test func graphMLOfYEd() throws {
    let (graph, warnings) = try read(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
      <key for="node" id="d0" yfiles.type="nodegraphics"/>
      <key for="edge" id="d1" yfiles.type="edgegraphics"/>
      <key attr.name="url" attr.type="string" for="node" id="d2"><default>none</default></key>
      <graph edgedefault="directed" id="G">
      <node id="n0"><data key="d0"><y:ShapeNode><y:Geometry height="30.0"/><y:NodeLabel>Trust
      <y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>
      <node id="n1"><data key="d2"><![CDATA[a & b]]></data><port name="p"/></node>
      <edge id="e0" source="n0" target="n1" directed="false" targetport="p"><data key="d1">
      <y:PolyLineEdge><y:EdgeLabel>builds</y:EdgeLabel></y:PolyLineEdge></data></edge>
      </graph></graphml>
      """, as: .graphML)
    #expect(
      graph == [
        "( {\"id\":\"n0\",\"label\":\"Trust\",\"url\":\"none\"})",
        "( {\"id\":\"n1\",\"url\":\"a & b\"})",
        "0-[:builds {\"directed\":false,\"id\":\"e0\",\"targetport\":\"p\"}]->1",
      ])
    #expect(
      warnings == ["What yEd draws was left out, but for labels", "Ports of nodes were left out"])
  }

  @Test func graphMLWithinGraphML() throws {
    let (graph, warnings) = try read(
      """
      <graphml><key id="a" attr.name="age" attr.type="date"/><graph edgedefault="undirected">
      <data key="a">2020-01-01</data>
      <node id="x"><graph edgedefault="directed"><node id="y"><data key="a">2020-01-31</data></node>
      </graph></node></graph></graphml>
      """, as: .graphML, ["id": "name"])
    #expect(
      graph == [
        "( {\"age\":{\"$date\":\"2020-01-31\"},\"name\":\"y\"})", "( {\"name\":\"x\"})",
        "1-[:CONTAINS {}]->0",
      ])
    #expect(warnings.count == 2 && warnings.last?.hasPrefix("'age' is said of the graph") == true)
  }

  @Test func gexfOfGephi() throws {
    let (graph, warnings) = try read(
      """
      <gexf version="1.2"><graph mode="dynamic"><attributes class="node" mode="dynamic">
      <attribute id="0" title="n" type="integer"/><attribute id="1" title="l" type="liststring"/>
      </attributes><nodes><node id="0" label="a" start="2001"><attvalues>
      <attvalue for="0" value="1" start="2001" end="2002"/><attvalue for="0" value="2" start="2002"/>
      <attvalue for="1" value="x|y"/></attvalues><viz:color r="1" g="2" b="3"/>
      <nodes><node id="1" label="b"/></nodes></node></nodes>
      <edges><edge id="7" source="0" target="1" weight="2.5" type="directed"/></edges></graph></gexf>
      """, as: .gexf)
    #expect(
      graph == [
        "( {\"id\":\"1\",\"label\":\"b\"})",
        "( {\"id\":\"0\",\"l\":[\"x\",\"y\"],\"label\":\"a\",\"n\":[1,2],\"start\":2001})",
        "1-[:RELATED_TO {\"edgetype\":\"directed\",\"id\":\"7\",\"weight\":2.5}]->0",
        "1-[:CONTAINS {}]->0",
      ])
    #expect(warnings.count == 3)
  }

  @Test func scriptsOfAPOC() throws {
    let (graph, warnings) = try read(
      """
      CREATE CONSTRAINT UNIQUE_IMPORT_NAME FOR (node:`UNIQUE IMPORT LABEL`)
      REQUIRE (node.`UNIQUE IMPORT ID`) IS UNIQUE;
      :begin
      UNWIND [{_id:3, properties:{name:"a"}}, {_id:4, properties:{name:"b"}}] AS row
      CREATE (n:`UNIQUE IMPORT LABEL`{`UNIQUE IMPORT ID`: row._id})
      SET n += row.properties SET n:Person;
      :commit
      UNWIND [{start: {_id:3}, end: {_id:4}, properties:{since:2020}}] AS row
      MATCH (start:`UNIQUE IMPORT LABEL`{`UNIQUE IMPORT ID`: row.start._id})
      MATCH (end:`UNIQUE IMPORT LABEL`{`UNIQUE IMPORT ID`: row.end._id})
      CREATE (start)-[r:KNOWS]->(end) SET r += row.properties;
      MATCH (n:`UNIQUE IMPORT LABEL`) WITH n LIMIT 20000
      REMOVE n:`UNIQUE IMPORT LABEL` REMOVE n.`UNIQUE IMPORT ID`;
      DROP CONSTRAINT UNIQUE_IMPORT_NAME;
      """, as: .cypherScript)
    #expect(
      graph == [
        "(:Person {\"name\":\"a\"})", "(:Person {\"name\":\"b\"})",
        "0-[:KNOWS {\"since\":2020}]->1",
      ])
    #expect(warnings.isEmpty)
  }

  @Test func scriptsHoldWhatTheLanguageStores() throws {
    let all = try everyKindOfValue()
    let written = try ExportSubject(all).written(as: .cypherScript)
    #expect(written.report.losses.isEmpty)
    let copy = Graph()
    _ = try copy.read(ImportSource(written.sink.bytes, name: "g"), as: .cypherScript)
    #expect(try described(copy).sorted() == described(all).sorted())
    // The same graph, whichever way it came, is the same script.
    let again = try ExportSubject(copy).written(as: .cypherScript)
    #expect(again.sink.bytes == written.sink.bytes && again.report.losses.isEmpty)
  }

  @Test func namesAreNeverSyntax() throws {
    let hostile: Text = "`]); MATCH (n) DETACH DELETE n; //\"'<b>&\u{1}]]>"
    let subject = ExportSubject(
      try graph(
        [([hostile], [hostile: .text(hostile), "name": .text(hostile)]), (["A"], ["id": "end"])],
        [(hostile, 0, 1, [hostile: .text(hostile)])]))
    for plugin in [FormatPlugin.cypherScript, .cyjs, .cx2, .gml] {
      let sink = try subject.written(as: plugin).sink
      let copy = Graph()
      _ = try copy.read(ImportSource(sink.bytes, name: "g"), as: plugin)
      #expect(
        try ExportSubject(copy).written(as: plugin).sink.bytes == sink.bytes, "\(plugin.name)")
    }
    // XML has no place for one of the characters in a name, and says so.
    for plugin in [FormatPlugin.graphML, .gexf] {
      let written = try subject.written(as: plugin)
      #expect(
        written.report.losses.map(\.what) == ["control characters in relationship types replaced"])
      let report = try Graph().read(ImportSource(written.sink.bytes, name: "g"), as: plugin)
      #expect(report.nodes.created == 2 && report.relationships.created == 1)
    }
  }

  @Test func mermaidHoldsAnyText() throws {
    let subject = ExportSubject(
      try graph(
        [(["end"], ["name": "end \"x\" #1;\n<script>[a](b)`"]), ([], [:])],
        [("graph", 0, 1, ["a": 1])]))
    let written = try subject.written(as: .mermaid)
    #expect(
      String(decoding: written.sink.bytes, as: UTF8.self) == """
        flowchart LR
          n0["end #34;x#34; #35;1#59;<br/>#60;script#62;#91;a#93;#40;b#41;#96;<br/>end"]
          n1["1"]
          n0 -->|"graph"| n1

        """)
    #expect(
      written.report.losses.map(\.what) == ["values of 'a', which the drawing does not show"])
  }

  @Test func notesStayInTheirFolder() throws {
    let names: [Text] = ["../../etc/passwd", "CON", "a|b]]", "A", "a", ".hidden", "x."]
    let subject = ExportSubject(
      try graph(
        names.map { (labels: ["../L"], properties: ["name": .text($0)]) },
        [("T", 0, 1, ["p": "`q`"])]))
    let files = try subject.written(as: .obsidian).sink.files
    #expect(
      Set(files.keys) == [
        "Graph.md", "Notes/_.._L/_.._.._etc_passwd.md", "Notes/_.._L/_CON.md",
        "Notes/_.._L/a_b__.md", "Notes/_.._L/A.md", "Notes/_.._L/a (4).md",
        "Notes/_.._L/_.hidden.md", "Notes/_.._L/x.md",
      ])
  }
}
