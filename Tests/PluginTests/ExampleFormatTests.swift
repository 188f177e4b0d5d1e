import GraphEngine
import GraphModel
import PluginKit
import Testing

// The example of Plugins/README.md, as it stands there.

struct MyOptions: FormatOptions {
  var header = true
  init() {}
  static let list: [FormatOption<MyOptions>] = [
    .flag("header", \.header, "The first line names the columns")
  ]
}

extension FormatPlugin {
  /// Two ids on each line, which are joined.
  public static let mine = FormatPlugin(
    FormatInfo(
      name: "my-format", title: "My format", summary: "Two ids on each line",
      extensions: ["mine"], signature: { $0.begins(with: "%mine") }, holds: []),
    importing: FormatAbility(MyImporter.init))
}

struct MyImporter: GraphImporter {
  init(options: MyOptions) {}

  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let lines = LineReader(try source.stream())
    var seen: Set<Text> = []
    while try lines.next() {
      let ids = lines.withLine { line in
        line.split(separator: UInt8(ascii: " ")).map {
          Text(String(decoding: $0, as: UTF8.self))
        }
      }
      guard ids.count == 2 else {
        throw ImportError("The line has \(ids.count) ids", at: lines.place, hint: "Write two")
      }
      for id in ids where seen.insert(id).inserted {
        try sink.add(
          ImportedNode(
            NodeReference(id), labels: ["Thing"], properties: ["id": .text(id)],
            at: lines.place))
      }
      try sink.add(
        ImportedRelationship(
          "LINKS_TO", from: NodeReference(ids[0]), to: NodeReference(ids[1]), properties: [:],
          at: lines.place))
    }
  }
}

@Suite struct ExampleFormatTests {
  @Test func itReads() throws {
    let graph = Graph()
    let source = ImportSource(Array("a b\nb c\n".utf8), name: "x.mine")
    let report = try graph.read(source, as: .mine)
    #expect(report.nodes.created == 3 && report.relationships.created == 2)
    let error = #expect(throws: ImportError.self) {
      try graph.read(ImportSource(Array("a\n".utf8), name: "x.mine"), as: .mine)
    }
    #expect(error?.description == "x.mine:1: The line has 1 ids\nhint: Write two")
  }

  /// The page shows what this file compiles.
  @Test func thePageShowsIt() throws {
    func lines(_ path: String) throws -> [String] {
      String(decoding: try Fixture.bytes(path), as: UTF8.self).split(separator: "\n").map {
        String($0.drop { $0 == " " })
      }
    }
    let page = try lines("Plugins/README.md")
    let code = try lines("Tests/PluginTests/ExampleFormatTests.swift")
    let start = try #require(code.firstIndex { $0.hasPrefix("struct MyOptions") })
    let end = try #require(code.firstIndex { $0.hasPrefix("@Suite") })
    for line in code[start..<end] { #expect(page.contains(line), "\(line)") }
  }
}
