import GraphEngine
import GraphModel
import PluginKit
import Testing

/// A graph as text, so that tests can compare what came of an import: labels, properties and ends
/// in the order of ids, without the ids.
func described(_ graph: Graph) throws -> [String] {
  var lines: [String] = []
  var names: [Int: Int] = [:]
  try graph.forEachNode { node in
    names[node.id] = names.count
    guard let contents = node.contents else { return }
    let labels = contents.labels.map { ":\($0)" }.sorted().joined()
    lines.append("(\(labels) \(try described(contents.properties)))")
  }
  try graph.forEachRelationship { relationship in
    guard let contents = relationship.contents else { return }
    lines.append(
      "\(names[contents.start] ?? -1)-[:\(contents.type) \(try described(contents.properties))]->"
        + "\(names[contents.end] ?? -1)")
  }
  return lines
}

private func described(_ properties: MapValue) throws -> String {
  var writer = JSONWriter()
  try writer.write(MapValue(properties.sorted.map { ($0.key, $0.value) }))
  return writer.text
}

/// A graph of the given nodes and of relationships between them by position.
func graph(
  _ nodes: [(labels: [Text], properties: MapValue)],
  _ relationships: [(type: Text, start: Int, end: Int, properties: MapValue)] = []
) throws -> Graph {
  let graph = Graph()
  try graph.load { loader in
    let ids = try nodes.map {
      try loader.addNode(labels: $0.labels, properties: $0.properties)
    }
    for one in relationships {
      _ = try loader.addRelationship(
        type: one.type, start: ids[one.start], end: ids[one.end], properties: one.properties)
    }
  }
  return graph
}

extension Graph {
  /// Reads with an importer and the given options, for tests.
  func read(
    _ source: ImportSource, as plugin: FormatPlugin, _ options: OptionSettings = [:],
    progress: ((ImportProgress) throws -> Void)? = nil
  ) throws -> ImportReport {
    var observer = ImportObserver()
    observer.progress = progress
    return try importGraph(from: source, as: plugin, options: options, observer: observer)
  }
}

extension ExportSubject {
  /// Writes into memory, for tests.
  func written(
    as plugin: FormatPlugin, _ options: OptionSettings = [:]
  ) throws -> (sink: MemorySink, report: ExportReport) {
    let sink = MemorySink()
    let exporter = try #require(plugin.exporting).prepared(options).worker
    let report = try exporter.write(self, to: sink)
    return (sink, report)
  }
}

/// A graph with a value of every kind that a property can hold, and with awkward names.
func everyKindOfValue() throws -> Graph {
  let values: [Value] = [
    true, false, 0, -7, .integer(.max), .integer(.min), 0.1, -0.0, 1e300, 5e-324, 3.0,
    .float(.nan), .float(.infinity), .float(-.infinity), "", "a", "ŵŷ 😀", "e\u{301}",
    "line\nbreak\r\nand\ttab", "\u{0}\u{1}\u{1F}\u{7F}\u{85}\u{2028}", "a;b,\"c\"", "true", "7",
    "{\"$date\":\"x\"}", [], ["a"], ["a", "b"], [""], ["a;b", "c"], ["", ""], [1, 2], [1.5],
    [true, false], [1, "a"],
    .date(DateValue(epochDay: -719_893)), .localTime(LocalTimeValue(nanosecondOfDay: 1)),
    .time(TimeValue(local: LocalTimeValue(nanosecondOfDay: 0), offset: -3_600)),
    .localDateTime(
      LocalDateTimeValue(
        date: DateValue(epochDay: 18_292), time: LocalTimeValue(nanosecondOfDay: 1_000))),
    .dateTime(
      DateTimeValue(
        local: LocalDateTimeValue(
          date: DateValue(epochDay: 18_292), time: LocalTimeValue(nanosecondOfDay: 0)), offset: 0,
        zone: "Europe/London")),
    .duration(DurationValue(months: -1, days: 2, seconds: -3, nanoseconds: 4)),
    .point(PointValue(system: .wgs84Height, x: -3.2, y: 51.5, z: 10)),
    .list([.date(DateValue(epochDay: 1)), .date(DateValue(epochDay: 2))]),
  ]
  var nodes: [(labels: [Text], properties: MapValue)] = [
    ([], [:]), ([], ["id": "a"]), (["A", "B"], ["id": "a"]), (["A"], ["id": "a"]),
    (["A b/c:(d)"], ["id": 1, "dc:title": "x", "a b": 1, "$x": 2]),
    (["A b/c:(d)"], ["id": 2]), (["study"], ["id": "x"]), (["Study"], ["id": "x"]),
    (["Mixed"], ["id": "a", "v": 1]), (["Mixed"], ["id": "b", "v": "1"]),
  ]
  for value in values { nodes.append((["V"], ["id": .integer(nodes.count), "v": value])) }
  for value in values { nodes.append((["V\(nodes.count)"], ["v": value])) }
  return try graph(
    nodes,
    [
      ("T", 0, 0, [:]), ("T", 0, 1, [:]), ("T", 0, 1, [:]), ("T", 2, 3, ["w": 1.5]),
      ("t", 4, 5, ["id": "r"]), ("A TYPE/with.dots", 6, 7, ["v": ["a;b"]]),
      ("T", 10, 11, ["v": .date(DateValue(epochDay: 3))]),
    ])
}

/// A study, a factor and a node of no known label, to be drawn: what every look has, and a loop.
func smallSubject() throws -> ExportSubject {
  let graph = try graph(
    [
      (["Study"], ["id": "a", "name_en": "Ada et al., 2019"]),
      (["Factor"], ["id": "F1", "name_en": "Trust", "name_cy": "Ymddiriedaeth"]),
      (["Ship"], [:]),
    ],
    [
      (
        "SUPPORTS", 0, 1,
        [
          "id": "c1", "stance": "supports", "printed": "Ada, 2019", "line_start": 7,
          "line_end": 8, "page": 3, "mode": "quote", "claim_en": "trust helps",
        ]
      ),
      ("SUPPORTS", 0, 1, ["id": "c2"]), ("SAILS", 2, 2, [:]),
    ])
  var subject = ExportSubject(graph)
  subject.title = "A \"small\" drawing"
  subject.query = "MATCH (n)\nRETURN n"
  return subject
}
