import Foundation
import GraphEngine
import GraphModel
import PluginKit
import StandardPlugins
import Testing
import XMLParsing

/// What every exporter makes of texts that no format is made for: the file is valid whatever they are, and
/// they come back, or the report says what became of them.
@Suite("Hostile texts") struct HostileTextTests {
  /// Characters that files or terminals take for something else, and ends of what texts stand in.
  static let texts: [String] = [
    "NUL \u{0} in it", "\u{1B}[31mred", "\u{FFFE}\u{FFFF}", "lone\rreturn", "\r\n", "\n",
    "\u{202E}back\u{2066}", "\u{85}\u{2028}\u{2029}", "\u{7F}\u{9F}\u{FEFF}", "]]>", "<![CDATA[",
    "-->", "</script><script>alert(1)</script>", "<!--<script>", "=cmd|' /C calc'!A0", "+1", "@x",
    "\"'`", "\\", "\\u0000", "&amp;&#0;", "---\n...", "${x}", "%00", "{{x}}", "#", "| a |",
    "[[link]]", "%% end", "@article{a,", "ER  - ", "*/ //", "_x0000_", "", " ", "../../etc",
    String(repeating: "n", count: 300), String(repeating: "😀", count: 300),
    String(repeating: "\u{1}", count: 300),
  ]

  /// A node and a relationship for each text, which is their label or type, name and property of theirs.
  private static func graph(withTypes: Bool) throws -> Graph {
    var nodes: [(labels: [Text], properties: MapValue)] = []
    var links: [(type: Text, start: Int, end: Int, properties: MapValue)] = []
    for (number, text) in texts.enumerated() {
      let value = Value.string(text)
      let name = text.isEmpty ? "name" : Text(text)
      nodes.append(
        (
          ["Study", name],
          ["n": .integer(number), "title": value, "list": [value, "a"], name: value]
        ))
      let end = (number + 1) % texts.count
      links.append((withTypes ? name : "T", number, end, ["list": [value], name: value]))
    }
    return try PluginTests.graph(nodes, links)
  }

  private static let exporters = StandardPlugins.registry.plugins.filter { $0.exporting != nil }
    .map(\.name)

  @Test(arguments: exporters, [true, false])
  func everyExporter(_ format: String, _ withTypes: Bool) throws {
    let plugin = try StandardPlugins.registry.exporter(named: format)
    let graph = try Self.graph(withTypes: withTypes)
    let written = try ExportSubject(graph).written(as: plugin)
    let files = written.sink.files.isEmpty ? ["g": written.sink.bytes] : written.sink.files
    for (path, bytes) in files {
      // The longest name that file systems take, with what a copy adds.
      #expect(path.split(separator: "/").allSatisfy { $0.utf8.count <= 240 }, "\(path)")
      #expect(!path.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
      try check(bytes, format, path)
    }
    let fate = try #require(RoundTripTests.fates.first { $0.format == format }?.fate)
    let losses = written.report.losses
    guard case .same(let reader) = fate else {
      // References hold all of nodes but what they name; a table for programs holds all.
      if case .sameByTables = fate { return }
      return #expect(!losses.isEmpty || !written.report.notes.isEmpty, "\(written.report)")
    }
    switch format {
    // In XML, a type of a relationship could be no JSON.
    case "graphml", "gexf":
      let loss = "control characters in relationship types replaced"
      #expect(losses.map(\.what) == (withTypes ? [loss] : []))
    case "cypher":
      #expect(losses.map(\.what) == ["names with the character NUL, written as U+FFFD"])
    default: #expect(losses.isEmpty, "\(written.report)")
    }
    let back = Graph()
    let source =
      written.sink.files.isEmpty
      ? ImportSource(written.sink.bytes, name: "back")
      : ImportSource(folder: written.sink.files, name: "back")
    _ = try back.importGraph(
      from: source, as: StandardPlugins.registry.importer(named: reader),
      options: reader == "cypher" ? [:] : ["key": ""])
    guard losses.isEmpty else {
      return #expect(back.statistics.relationshipCount == graph.statistics.relationshipCount)
    }
    func lines(_ graph: Graph) throws -> [String] {
      // A format may put nodes into an order of its own.
      try described(graph).map { $0.replacing(#/^\d+-|->\d+$/#, with: "") }.sorted()
    }
    let (came, was) = (try lines(back), try lines(graph))
    for (one, other) in zip(came, was) where one != other {
      Issue.record("\(one)\nis not\n\(other)")
      break
    }
    #expect(came.count == was.count)
  }

  @Test(arguments: StandardPlugins.registry.plugins.filter { $0.answering != nil }.map(\.name))
  func everyExporterOfRows(_ format: String) throws {
    let plugin = try StandardPlugins.registry.exporter(named: format)
    let graph = try Self.graph(withTypes: true)
    let answer = ExportedAnswer(
      try graph.run(
        "MATCH (n)-[r]->(m) RETURN n.title AS `a\\u0000|<b>`, n, r, n.list AS l, {a: n.title} AS m"
          .replacing("\\u0000", with: "\u{1}")), of: graph)
    let sink = MemorySink()
    let report = try #require(plugin.answering).prepared([:]).worker.write(answer, to: sink)
    #expect(report.rows == Self.texts.count)
    try check(sink.bytes, format, "answer")
    let said = report.description
    if format != "json", format != "jsonl" {
      #expect(!report.losses.isEmpty, "\(report)")
      #expect(["xlsx", "docx"].contains(format) || said.contains("formulas"), "\(report)")
    }
  }

  @Test("Formulas are told where a table is for programs", arguments: ["bulk-csv", "graph-folder"])
  func formulas(_ format: String) throws {
    let plugin = try StandardPlugins.registry.exporter(named: format)
    let graph = try PluginTests.graph([(["A"], ["x": "=1+1", "n": -1, "l": ["@x", "a"]])])
    let report = try ExportSubject(graph).written(as: plugin).report
    #expect(report.notes.contains { $0.hasPrefix("2 texts begin as formulas do") }, "\(report)")
    let plain = try PluginTests.graph([(["A"], ["x": "1+1", "n": -1])])
    #expect(!"\(try ExportSubject(plain).written(as: plugin).report)".contains("formulas"))
  }
}

extension HostileTextTests {
  /// Holds a file against what its format asks of every file.
  private func check(_ bytes: [UInt8], _ format: String, _ path: String) throws {
    switch format {
    case "graphml", "gexf", "svg": try checkXML(bytes, path)
    case "cyjs", "cx2", "json", "json-ld", "csl-json": try checkJSON(bytes)
    case "jsonl":
      for line in bytes.split(separator: 0x0A) { try checkJSON(Array(line)) }
    case "xlsx", "docx":
      let archive = try ZIPArchive(bytes, name: path)
      #expect(archive.paths.count > 3)
      for path in archive.paths { try checkXML(try archive.member(path), path) }
    case "html-page": try checkPage(try text(bytes))
    case "obsidian": try checkNote(try text(bytes), path)
    case "mermaid":
      let lines = try text(bytes).split(omittingEmptySubsequences: false) { $0.isNewline }
      #expect(lines.count == 2 + 2 * Self.texts.count)
      try checkPlain(bytes)
    // These hold texts as they are: a table or a script for programs.
    case "bulk-csv", "graph-folder", "csv": _ = try text(bytes)
    // Text files hold all but NUL.
    case "cypher", "ris", "bibtex": #expect(try !text(bytes).utf8.contains(0))
    default: try checkPlain(bytes)
    }
  }

  private func text(_ bytes: [UInt8]) throws -> String {
    try #require(String(validating: bytes, as: UTF8.self))
  }

  /// No control character stands in the file but tabs and ends of lines.
  private func checkPlain(_ bytes: [UInt8]) throws {
    for scalar in try text(bytes).unicodeScalars {
      let isPlain =
        scalar.value >= 0x20 && scalar.value != 0x7F || ["\t", "\n", "\r"].contains(scalar)
      guard !isPlain else { continue }
      Issue.record("U+\(String(scalar.value, radix: 16)) stands in the file")
      return
    }
  }

  private func checkXML(_ bytes: [UInt8], _ name: String) throws {
    let text = try text(bytes)
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value < 0x20 && ![9, 10, 13].contains(value) || value == 0xFFFE || value == 0xFFFF {
        Issue.record("XML has no U+\(String(value, radix: 16))")
        return
      }
    }
    for reference in text.matches(of: #/&#(\d+);/#) {
      #expect(["9", "10", "13"].contains(reference.1))
    }
    let reader = XMLPullReader(try ImportSource(bytes, name: name).stream())
    while try reader.next() != .done {}
  }

  private func checkJSON(_ bytes: [UInt8]) throws {
    _ = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    // JSON has escapes for control characters only.
    #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A })
  }

  private func checkPage(_ text: String) throws {
    let begin = "<script type=\"application/json\" id=\"graph\">"
    let start = try #require(text.firstRange(of: begin)).upperBound
    let end = try #require(text[start...].firstRange(of: "</script")).lowerBound
    try checkJSON(Array(text[start..<end].utf8))
    let around = text[..<start] + text[end...]
    #expect(around.ranges(of: "<script").count == 2 && around.ranges(of: "</script").count == 2)
    #expect(!text.contains("alert(1)</") && !text.contains("<!--"))
    try checkPlain(Array(text.utf8))
  }

  /// The front matter is lines of JSON, without what YAML does not take for printable.
  private func checkNote(_ text: String, _ path: String) throws {
    try checkPlain(Array(text.utf8))
    guard path != "Graph.md" else { return }
    let parts = text.split(separator: "---\n", maxSplits: 2, omittingEmptySubsequences: false)
    try #require(parts.count == 3)
    for line in parts[1].split(separator: "\n") {
      var json = "{\(line)}"
      if line.hasPrefix("labels:") { json = "{\"labels\"\(line.dropFirst(6))}" }
      // Long keys stand on a line of their own.
      if line.hasPrefix("? ") || line.hasPrefix(": ") { json = String(line.dropFirst(2)) }
      try checkJSON(Array(json.utf8))
      #expect(
        !line.unicodeScalars.contains {
          (0x7F...0x9F).contains($0.value) || [0x2028, 0x2029, 0xFEFF, 0xFFFE].contains($0.value)
        })
    }
  }
}
