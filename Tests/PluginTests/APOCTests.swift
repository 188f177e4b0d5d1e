import GraphEngine
import GraphModel
import JSONLinesPlugin
import PluginKit
import Testing

/// The forms in which `apoc.export.json` writes a graph, as its manual shows them.
@Suite struct APOCTests {
  private static let nodes = [
    """
    {"type":"node","id":"3847","labels":["User"],"properties":{"born":"2015-07-04T19:32:24",\
    "name":"Adam","place":{"crs":"wgs-84","latitude":33.46789,"longitude":13.1,"height":null},\
    "kids":["Sam","Anna"]}}
    """,
    """
    {"type":"node","id":"3848","labels":["User"],"properties":{"place":{"crs":"cartesian-3d",\
    "x":1.0,"y":2.0,"z":3.0},"places":[{"crs":"cartesian","x":1.0,"y":2.0,"z":null}]}}
    """,
  ]
  private static let relationship = """
    {"id":"13172","type":"relationship","label":"KNOWS","properties":{"since":1993},\
    "start":{"id":"3847","labels":["User"],"properties":{"name":"Adam"}},\
    "end":{"id":"3848","labels":["User"]}}
    """

  static let forms: [(name: String, text: String)] = [
    ("JSON_LINES", (nodes + [relationship]).joined(separator: "\n")),
    ("ARRAY_JSON", "[" + (nodes + [relationship]).joined(separator: ",\n ") + "\n]\n"),
    (
      "JSON", "{\"nodes\":[\(nodes.joined(separator: ",\n"))],\"rels\":[\(relationship)]}"
    ),
    (
      "JSON, relationships first",
      " { \"rels\" : [\(relationship)] , \"nodes\" : [\(nodes.joined(separator: ","))] } "
    ),
    (
      "JSON_ID_AS_KEYS",
      "{\"nodes\":{\"3847\":\(nodes[0]),\n\"3848\":\(nodes[1])},\"rels\":{\"13172\":\(relationship)}}"
    ),
  ]

  @Test(arguments: forms)
  func everyForm(_ name: String, _ text: String) throws {
    let graph = Graph()
    let report = try graph.read(
      ImportSource(Array(text.utf8), name: name), as: .jsonLines,
      ["types": "born:localdatetime"])
    #expect(report.nodes.created == 2 && report.relationships.created == 1)
    #expect(report.warningCount == 0)
    let rows = try graph.run(
      "MATCH (a)-[k:KNOWS]->(b) RETURN a.place, a.born, k.since, b.place, b.places, a.kids"
    ).all()
    #expect(
      rows.map(\.values) == [
        [
          .point(PointValue(system: .wgs84, x: 13.1, y: 33.46789)),
          .localDateTime(try LocalDateTimeValue(parsing: "2015-07-04T19:32:24")), 1993,
          .point(PointValue(system: .cartesian3D, x: 1, y: 2, z: 3)),
          [.point(PointValue(system: .cartesian, x: 1, y: 2))], ["Sam", "Anna"],
        ]
      ])
  }

  @Test func exportAndImportAgain() throws {
    let graph = Graph()
    _ = try graph.run(
      """
      CREATE (:A {place: point({latitude: 51.5, longitude: -3.2}), flat: point({x: 1, y: 2}),
        high: point({latitude: 51.5, longitude: -3.2, height: 4}), room: point({x: 1, y: 2, z: 3}),
        places: [point({x: 1, y: 2}), point({x: 3, y: 4})], day: date('2020-02-29'),
        days: [date('2020-02-29'), date('-0001-01-01')], noon: time('12:00+01:00'),
        local: localtime('12:00:01.5'), at: datetime('2020-02-29T12:00:00.000000001+01:00'),
        there: localdatetime('2020-02-29T12:00'), span: duration('P1Y2M3DT4H5.5S')})
        -[:R {day: date('2021-01-01')}]->(:B {n: 1, f: 1.0, t: '2020-02-29'})
      """)
    let (sink, report) = try ExportSubject(graph).written(as: .jsonLines, ["apoc": "true"])
    let types =
      "at:datetime,day:date,days:date,local:localtime,noon:time,span:duration,there:localdatetime"
    #expect(report.notes == ["these values are read back with types=\(types)"])
    let again = Graph()
    _ = try again.read(
      ImportSource(sink.bytes, name: "g.jsonl"), as: .jsonLines, ["types": types])
    #expect(try described(again) == described(graph))
  }

  static let wrong: [(text: String, outcome: String)] = [
    ("[{\"type\":\"node\"}", "g:1:17: Expected ','"),
    ("[{\"type\":\"node\"}] x", "g:1:19: Nothing more was expected"),
    ("[{\"type\":\"node\"},\n {\"type\":\"node\",}]", "g:2:17: Expected a key in quotes"),
    ("[1]", "g:1:2: Expected an object"),
    ("{\"nodes\":[],\"edges\":[]}", "g:1:13: The member 'edges' is not known"),
    ("{\"nodes\":[],\"nodes\":[]}", "g:1:13: The key 'nodes' occurs twice"),
    ("{\"nodes\":{\"1\":{},\"1\":{}}}", "g:1:18: The key '1' occurs twice"),
    ("{\"nodes\":{\"1\":{\"id\":\"2\"}}}", "g:1:15: The record's id is not the key"),
    ("{\"nodes\":[{\"type\":\"relationship\"}]}", "g:1:11: The record is of another type"),
    (
      "{\"type\":\"node\",\"properties\":{\"a\":1,\"b\":[{\"c\":1,\"c\":2}]}}",
      "g:1:48: The key 'c'"
    ),
    (
      "{\"type\":\"node\",\"properties\":{\"p\":{\"crs\":\"wgs-84\",\"x\":1}}}",
      "g:1: Property 'p' cannot"
    ),
    ("{\"type\":\"node\",\"properties\":{\"p\":{\"x\":1,\"y\":2}}}", "g:1: Property 'p' cannot"),
  ]

  @Test(arguments: wrong)
  func mistakes(_ text: String, _ outcome: String) throws {
    let graph = Graph()
    let error = #expect(throws: ImportError.self, "\(text)") {
      try graph.read(ImportSource(Array(text.utf8), name: "g"), as: .jsonLines)
    }
    #expect(error?.description.hasPrefix(outcome) == true, "\(error?.description ?? "")")
    #expect(try described(graph).isEmpty)
  }

  @Test func typesThatDoNotFit() throws {
    for (types, text) in [
      ("born", "'born' is no property with its type"),
      ("born:dat", "The column 'born:dat' has the"),
      ("a:date,a:time", "The property 'a' is given a type twice"),
    ] {
      let error = #expect(throws: OptionError.self) {
        try FormatPlugin.jsonLines.importing?.prepared(["types": types])
      }
      #expect(error?.message.hasPrefix(text) == true)
    }
    let source = ImportSource(
      Array("{\"type\":\"node\",\"properties\":{\"a\":\"soon\"}}".utf8), name: "g")
    let error = #expect(throws: ImportError.self) {
      try Graph().read(source, as: .jsonLines, ["types": "a:date"])
    }
    #expect(error?.place.line == 1)
  }
}
