import BulkCSVPlugin
import Foundation
import GraphEngine
import GraphModel
import GraphTestKit
import PluginKit
import StandardPlugins
import Testing

/// Every format that graphs are written to, and what comes of a graph in it.
@Suite struct RoundTripTests {
  /// What becomes of a graph.
  enum Fate: Sendable {
    /// It comes back as it was, read by the format of that name.
    case same(by: String)
    /// It comes back as it was, through the tables that the arguments name.
    case sameByTables
    /// It does not come back whole, and the report says so.
    case told
    /// It is drawn, and holds what is to be seen.
    case drawn
  }

  /// One line for each format.
  static let fates: [(format: String, fate: Fate)] = [
    ("bibtex", .told),
    ("bulk-csv", .sameByTables),
    ("csl-json", .told),
    ("cx2", .same(by: "cx2")),
    ("cyjs", .same(by: "cyjs")),
    ("cypher", .same(by: "cypher")),
    ("docx", .told),
    ("dot", .drawn),
    ("gexf", .same(by: "gexf")),
    ("gml", .same(by: "gml")),
    ("graph-folder", .same(by: "graph-folder")),
    ("graphml", .same(by: "graphml")),
    ("html-page", .drawn),
    ("json", .same(by: "jsonl")),
    ("json-ld", .same(by: "json-ld")),
    ("jsonl", .same(by: "jsonl")),
    ("mermaid", .told),
    ("ntriples", .same(by: "ntriples")),
    ("obsidian", .told),
    ("ris", .told),
    ("svg", .drawn),
    ("trig", .told),
    ("turtle", .same(by: "turtle")),
    ("xlsx", .told),
  ]

  @Test func everyFormatHasALine() {
    let written = StandardPlugins.registry.plugins.filter { $0.exporting != nil }.map(\.name)
    #expect(Set(written) == Set(Self.fates.map(\.format)))
  }

  @Test(arguments: fates.map(\.format))
  func randomGraphs(_ format: String) throws {
    let fate = try #require(Self.fates.first { $0.format == format }?.fate)
    let plugins = StandardPlugins.registry
    for number in 0..<TestSettings.count(12) {
      var random = SeededGenerator(seed: TestSettings.seed, stream: UInt64(number))
      let original = try AnyGraph.make(using: &random)
      let subject = ExportSubject(original)
      try Fixture.withTemporaryFolder { folder in
        let report = try plugins.export(subject, to: "\(folder)/g", format: format)
        _ = try plugins.export(subject, to: "\(folder)/again", format: format)
        #expect(
          try Self.bytes("\(folder)/g") == Self.bytes("\(folder)/again"), "graph \(number)")
        let copy = Graph()
        switch fate {
        case .drawn: return
        case .told:
          // Of nodes alone, references may hold all.
          guard subject.relationshipCount > 0 else { return }
          return #expect(!report.losses.isEmpty || !report.notes.isEmpty, "graph \(number)")
        case .same(let reader):
          _ = try plugins.importGraph(
            into: copy, from: "\(folder)/g", format: reader, options: Self.options(of: reader))
        case .sameByTables:
          var options = OptionSettings()
          let arguments = try String(contentsOfFile: "\(folder)/g/import.args", encoding: .utf8)
          for line in arguments.split(separator: "\n") {
            let parts = line.dropFirst(2).split(separator: "=", maxSplits: 1)
            options.add(String(parts[0]), "\(folder)/g/\(parts[1])")
          }
          guard !options.entries.isEmpty else { break }
          _ = try plugins.tables(format: "bulk-csv", options: options).run(into: copy)
        }
        #expect(report.losses.isEmpty, "graph \(number): \(report)")
        #expect(
          try AnyGraph.described(copy) == AnyGraph.described(original),
          "graph \(number) of seed \(TestSettings.seed)")
      }
    }
  }

  private static func options(of reader: String) -> OptionSettings {
    // Nodes have no key that would join them.
    reader == "cypher" ? [:] : ["key": ""]
  }

  private static func bytes(_ path: String) throws -> [String: Data] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    _ = manager.fileExists(atPath: path, isDirectory: &isFolder)
    let names = isFolder.boolValue ? try manager.subpathsOfDirectory(atPath: path) : [""]
    return try names.reduce(into: [:]) { files, name in
      let file = name.isEmpty ? path : "\(path)/\(name)"
      _ = manager.fileExists(atPath: file, isDirectory: &isFolder)
      if !isFolder.boolValue { files[name] = try Data(contentsOf: URL(filePath: file)) }
    }
  }
}

/// Graphs with values of every type, awkward names and texts, loops and parallel relationships.
private enum AnyGraph {
  private static let labels: [Text] = ["Study", "study", "A b", "x:y", "'q\"", "Ffactor ŵ"]
  private static let types: [Text] = ["SUPPORTS", "BROADER", "related to", "T", "t"]
  private static let keys: [Text] = ["year", "Year", "a b", "prefLabel", "x:y", "id", "uri", "$x"]
  private static let texts = [
    "", "a", " a ", "7", "true", "null", "a;b", "a,b", "=1+1", "line\nbreak", "cr\r\nlf", "\ttab",
    "\"quoted\" 'too'", "<b>&amp;</b>", "]]>", "\\n", "ŵŷ 😀 e\u{301}", "\u{0}\u{1}\u{1F}\u{7F}",
    "\u{85}\u{2028}\u{FEFF}\u{FFFE}", "{\"$date\":\"x\"}", "[1]", "http://x.org/a b",
    "http://x.org/c",
    "_x0041_", "<!-- -->", "${x}", "# a", "|", "``",
  ]

  static func make(using random: inout SeededGenerator) throws -> Graph {
    var nodes: [(labels: [Text], properties: MapValue)] = []
    for number in 0..<random.number(1...12) {
      var properties = properties(using: &random)
      // By this each node is told from all others.
      properties["n"] = .integer(number)
      nodes.append((labels.filter { _ in random.chance(0.25) }, properties))
    }
    var relationships: [(type: Text, start: Int, end: Int, properties: MapValue)] = []
    for _ in 0..<random.number(0...20) {
      relationships.append(
        (
          random.pick(types), random.number(0...nodes.count - 1),
          random.number(0...nodes.count - 1), properties(using: &random)
        ))
    }
    return try graph(nodes, relationships)
  }

  private static func properties(using random: inout SeededGenerator) -> MapValue {
    var map = MapValue()
    for key in keys where random.chance(0.3) { map[key] = value(using: &random) }
    return map
  }

  private static func value(using random: inout SeededGenerator) -> Value {
    guard random.chance(0.2) else { return scalar(using: &random) }
    // Lists of one type, of several, and empty ones.
    let isMixed = random.chance(0.3)
    let first = scalar(using: &random)
    return .list(
      (0..<random.number(0...3)).map { _ in isMixed ? scalar(using: &random) : first })
  }

  private static func scalar(using random: inout SeededGenerator) -> Value {
    let second = LocalTimeValue(nanosecondOfDay: random.number(0...86_399) * 1_000_000_000)
    let time = LocalTimeValue(
      nanosecondOfDay: second.nanosecondOfDay + random.pick([0, 0, 500_000_000, 1]))
    let date = DateValue(epochDay: random.number(-800_000...800_000))
    let local = LocalDateTimeValue(date: date, time: time)
    switch random.number(0...11) {
    case 0: return .boolean(random.chance(0.5))
    case 1: return .integer(random.pick([0, -1, 7, .max, .min, 1 << 53 + 1]))
    case 2:
      return .float(
        random.pick([0, -0.0, 1, 0.1, 1e300, 5e-324, -2.5, .nan, .infinity, -.infinity]))
    case 3, 4, 5: return .string(random.pick(texts))
    case 6: return .date(date)
    case 7: return .localTime(time)
    case 8: return .time(TimeValue(local: time, offset: random.pick([0, 3_600, -16_200])))
    case 9: return .localDateTime(local)
    case 10: return .dateTime(DateTimeValue(local: local, offset: random.pick([0, 7_200])))
    default:
      return random.chance(0.5)
        ? .duration(
          DurationValue(
            months: random.number(-3...3), days: random.number(-3...3),
            seconds: random.number(-9...9), nanoseconds: random.pick([0, 4])))
        : .point(
          random.chance(0.5)
            ? PointValue(system: .wgs84, x: -3.25, y: 51.5)
            : PointValue(system: .cartesian3D, x: 1, y: -2.5, z: 3))
    }
  }

  /// The graph as text, wherever its nodes stand.
  static func described(_ graph: Graph) throws -> [String] {
    var lines: [String] = []
    var names: [Int: String] = [:]
    try graph.forEachNode { node in
      guard let contents = node.contents else { return }
      names[node.id] = contents.properties["n"]?.cypherText
      let labels = contents.labels.map { ":\($0)" }.sorted().joined()
      lines.append("(\(labels) \(try json(contents.properties)))")
    }
    try graph.forEachRelationship { relationship in
      guard let contents = relationship.contents else { return }
      lines.append(
        "\(names[contents.start] ?? "?")-[:\(contents.type) \(try json(contents.properties))]->"
          + "\(names[contents.end] ?? "?")")
    }
    return lines.sorted()
  }

  private static func json(_ properties: MapValue) throws -> String {
    var writer = JSONWriter()
    try writer.write(MapValue(properties.sorted.map { ($0.key, $0.value) }))
    return writer.text
  }
}
