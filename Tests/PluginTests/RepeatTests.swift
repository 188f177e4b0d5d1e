import ExchangeKit
import GEXFPlugin
import GraphEngine
import GraphModel
import GraphTextPlugin
import PluginKit
import RDFPlugin
import Testing

/// Files in which one thing comes as often as it likes.
///
/// What is done for each of them may not depend on how many came before: with the square of these numbers,
/// no test here would end.
@Suite struct RepeatTests {
  private static let count = 200_000

  private func read(_ text: String, as plugin: FormatPlugin) throws -> MapValue {
    let graph = Graph()
    _ = try graph.read(ImportSource(Array(text.utf8), name: "g"), as: plugin)
    var properties: [MapValue] = []
    try graph.forEachNode { properties.append($0.contents?.properties ?? [:]) }
    return try #require(properties.first)
  }

  private static let list = Value.list((0..<count).map { .integer($0) })

  @Test func valuesOfAPredicate() throws {
    let values = (0..<Self.count).map(String.init).joined(separator: ",")
    let types = (0..<2_000).map { "<urn:t\($0)>" }.joined(separator: ",")
    let properties = try read("<urn:a> <urn:p> \(values); a \(types).", as: .turtle)
    #expect(properties["p"] == Self.list)
  }

  @Test func valuesOfAnAttributeInTime() throws {
    let values = (0..<Self.count).map { "<attvalue for='0' value='\($0)' start='1'/>" }
    let properties = try read(
      """
      <gexf><graph mode="dynamic" defaultedgetype="directed"><attributes class="node">
      <attribute id="0" title="a" type="integer"/></attributes>
      <nodes><node id="n"><attvalues>\(values.joined())</attvalues></node></nodes></graph></gexf>
      """, as: .gexf)
    #expect(properties["a"] == Self.list)
  }

  @Test func valuesOfAKey() throws {
    let values = (0..<Self.count).map { "a \($0)" }.joined(separator: "\n")
    let properties = try read("graph [ directed 1 node [ id 1 \(values) ] ]", as: .gml)
    #expect(properties["a"] == Self.list)
  }

  @Test func columnsOfATable() {
    let keys = (0..<20_000).map { Text("k\($0)") }
    let row = MapValue(keys.map { ($0, 1) })
    var plan = ColumnPlan()
    for _ in 0..<20 { plan.note(row) }
    #expect(plan.columns().map(\.key) == keys)
    // Each row brings a key of its own behind the one that all have.
    plan = ColumnPlan()
    for key in keys { plan.note(["id": 1, key: 1, "end": 1]) }
    #expect(plan.columns().map(\.key) == ["id"] + keys.reversed() + ["end"])
  }

  /// A key that is new stands behind the one before it in its row, and at the end where none is.
  @Test func orderOfColumns() {
    var plan = ColumnPlan()
    for keys in [["a", "b"], ["a", "c", "b"], ["d"], ["b", "e", "d"], ["f", "a", "g"]] as [[Text]] {
      plan.note(MapValue(keys.map { ($0, 1) }))
    }
    #expect(plan.columns().map(\.key) == ["a", "g", "c", "b", "e", "d", "f"])
  }

  /// What one value alone is, and what a list, in the formats where names repeat.
  @Test func listsOfOneAndOfNone() throws {
    #expect(
      try read(
        """
        graph [ node [ id 1 a 1 b "_networkx_list_start" b 2 c "_networkx_list_start" d 1 a "x" e [ f 1 ] ]
        ]
        """, as: .gml)
        == ["id": 1, "a": [1, "x"], "b": [2], "c": [], "d": 1, "e": "{\"f\":1}"])
    #expect(
      try read("<urn:a> <urn:p> 1; <urn:q> 2, 'x'@en, 3.", as: .turtle)
        == ["uri": "urn:a", "p": 1, "q": [2, 3], "q@en": "x"])
    #expect(
      try read(
        """
        <gexf><graph mode="dynamic" defaultedgetype="directed"><attributes class="node">
        <attribute id="0" title="a" type="integer"><default>7</default></attribute>
        <attribute id="1" title="b" type="integer"><default>8</default></attribute>
        <attribute id="2" title="c" type="integer"/></attributes><nodes><node id="n"><attvalues>
        <attvalue for="0" value="1" start="1"/><attvalue for="2" value="1" start="1"/>
        <attvalue for="2" value="2"/></attvalues></node></nodes></graph></gexf>
        """, as: .gexf) == ["a": [1], "c": 2, "b": 8, "id": "n"])
  }
}
