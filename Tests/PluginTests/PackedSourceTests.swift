import Foundation
import GraphEngine
import GraphFolderPlugin
import GraphModel
import JSONLinesPlugin
import StandardPlugins
import Testing

@testable import PluginKit

/// What gzip and ZIP have packed, in and out.
@Suite("Packed files")
struct PackedSourceTests {
  private static let registry = StandardPlugins.registry

  private static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    var packed: [UInt8] = []
    let output = try GzipOutput(name: "g")
    try bytes.withUnsafeBytes { try output.write($0) { packed += $0 } }
    try output.finish { packed += $0 }
    return packed
  }

  @Test(
    "Every format that is a file is read from gzip as it is read plain",
    arguments: ImporterTrial.all)
  func everyFormat(_ trial: ImporterTrial) throws {
    for plain in [trial.sound(), trial.many()] where !plain.isFolder {
      let bytes = try plain.stream().readAll()
      let packed = try Self.gzip(bytes)
      let source = ImportSource(packed, name: plain.name + ".gz")
      #expect(try source.head().bytes == plain.head().bytes)
      #expect(try source.unpackedName() == plain.name)
      let graphs = [Graph(), Graph()]
      let reports = [
        try graphs[0].read(ImportSource(bytes, name: plain.name), as: trial.plugin, trial.settings),
        try graphs[1].read(source, as: trial.plugin, trial.settings),
      ]
      #expect(try described(graphs[0]) == described(graphs[1]))
      #expect(reports[0].nodes == reports[1].nodes)
      #expect(reports[0].relationships == reports[1].relationships)
      // The file that was read is the packed one.
      #expect(reports[1].run.files.map(\.sha256) == [SHA256.hexadecimal(of: packed)])
    }
  }

  @Test("A packed file is recognised by what is in it and by the name without .gz")
  func recognised() throws {
    for trial in ImporterTrial.all {
      let plain = trial.sound()
      guard !plain.isFolder, let known = try? Self.registry.importer(for: plain) else { continue }
      let packed = ImportSource(
        try Self.gzip(plain.stream().readAll()), name: plain.name + ".gz")
      #expect(try Self.registry.importer(for: packed).name == known.name)
    }
  }

  @Test("Several members of gzip follow each other; what is cut off or damaged is refused")
  func members() throws {
    func text(_ bytes: [UInt8]) throws -> String {
      String(
        decoding: try ImportSource(bytes, name: "g.gz").stream().readAll(), as: UTF8.self)
    }
    let packed = try Self.gzip(Array("one\n".utf8))
    #expect(try text(packed + Self.gzip(Array("two\n".utf8))) == "one\ntwo\n")
    for count in 3..<packed.count {
      let error = #expect(throws: FileError.self) { try text(Array(packed.prefix(count))) }
      #expect(error?.reason.contains("damaged or cut off") == true, "\(count)")
    }
    for index in packed.indices.dropFirst(10) {
      var wrong = packed
      wrong[index] ^= 0x55
      #expect(throws: FileError.self, "\(index)") { try text(wrong) }
    }
  }

  @Test("What grows too far is broken off, in little memory")
  func bombs() throws {
    // 64 MiB of zeros take some 64 KiB.
    let output = try GzipOutput(name: "g")
    var packed: [UInt8] = []
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    for _ in 0..<64 { try zeros.withUnsafeBytes { try output.write($0) { packed += $0 } } }
    try output.finish { packed += $0 }
    let stream = try ImportSource(packed, name: "g.csv.gz").stream()
    var count = 0
    let error = #expect(throws: FileError.self) {
      while true {
        let piece = try stream.read(upTo: 1 << 16)
        if piece.isEmpty { return }
        count += piece.count
      }
    }
    #expect(error?.reason.contains("would grow") == true)
    #expect(count <= 18 << 20)
  }

  private static let lines =
    "{\"type\":\"node\",\"id\":1,\"labels\":[\"A\"],\"properties\":{\"id\":\"a\"}}\n"

  private static func archive(_ files: [(name: String, text: String)]) -> ImportSource {
    ImportSource(WorkbookBytes.archive(files), name: "g.zip")
  }

  private static func names(
    _ source: ImportSource, _ member: String? = nil, _ format: String? = nil
  ) throws -> String {
    let plugin = try format.map { try registry.importer(named: $0) }
    guard let found = try registry.member(of: source, named: member, as: plugin) else { return "" }
    return "\(found.source.name) \(found.plugin.name)"
  }

  @Test("Of an archive the one file that can be read is meant, or the one that is named")
  func archives() throws {
    let one = Self.archive([
      ("docs/", ""), ("docs/read.me", "x"), ("docs/g.jsonl", Self.lines), ("__MACOSX/g.jsonl", "x"),
    ])
    #expect(try Self.names(one) == "g.zip/docs/g.jsonl jsonl")
    #expect(try Self.names(one, "g.jsonl") == "g.zip/docs/g.jsonl jsonl")
    let several = Self.archive([("a.jsonl", Self.lines), ("b.csv", "x,y\n1,2\n")])
    #expect(try Self.names(several, "b.csv") == "g.zip/b.csv table")
    #expect(try Self.names(several, nil, "table") == "g.zip/b.csv table")
    let error = #expect(throws: OptionError.self) { try Self.names(several) }
    #expect(
      error?.description
        == "The archive 'g.zip' holds 2 files that can be read: a.jsonl, b.csv. "
        + "Choose one of them, as in member=a.jsonl")
    let near = #expect(throws: OptionError.self) { try Self.names(several, "a.jsonk") }
    #expect(near?.description.hasSuffix("Did you mean 'a.jsonl'?") == true)
    let nothing = #expect(throws: OptionError.self) {
      try Self.names(Self.archive([("x.bin", "")]))
    }
    #expect(nothing?.description.contains("no file whose format is known: x.bin") == true)
    let plain = ImportSource(Array(Self.lines.utf8), name: "g.jsonl")
    #expect(try Self.names(plain) == "")
    #expect(throws: OptionError.self) { try Self.names(plain, "g.jsonl") }
  }

  @Test(
    "A folder that was packed, a packed file in an archive, and a workbook, which is one itself")
  func kindsOfArchives() throws {
    let folder = ImporterTrial.folder(
      study: "id:ID(Study),year:int\na,2019\n",
      supports: ":START_ID(Study),:END_ID(Factor),page:int\na,F1,4\n")()
    var files: [(name: String, text: String)] = []
    for path in [
      "manifest.json", "nodes/Study.csv", "nodes/Factor.csv", "relationships/SUPPORTS.csv",
    ] {
      let bytes = try folder.entry(path).stream().readAll()
      files.append((path, String(decoding: bytes, as: UTF8.self)))
    }
    let found = try #require(
      try Self.registry.member(of: Self.archive(files), named: nil, as: nil))
    let graph = Graph()
    _ = try graph.read(found.source, as: found.plugin)
    #expect(try described(graph) == ImporterTrial.soundGraph)
    let rows = [["study", "year"], ["a", "2019"]]
    for isExcel in [true, false] {
      let book = ImportSource(
        WorkbookBytes.workbook(rows, isExcel: isExcel), name: isExcel ? "g.xlsx" : "g.ods")
      #expect(try Self.names(book) == "")
    }
  }

  @Test("A member that is damaged is refused, and leaves nothing")
  func damagedMember() throws {
    var bytes = WorkbookBytes.archive([("g.jsonl", Self.lines + Self.lines)])
    bytes[40] ^= 1
    let found = try #require(
      try Self.registry.member(
        of: ImportSource(bytes, name: "g.zip"), named: "g.jsonl", as: .jsonLines))
    let graph = Graph()
    #expect(throws: (any Error).self) { try graph.read(found.source, as: .jsonLines) }
    #expect(try described(graph).isEmpty)
  }

  @Test("An export whose name ends with .gz is packed, the same bytes each time")
  func exports() throws {
    let graph = try graph(
      [(["A"], ["id": "a", "x": 1]), (["B"], ["id": "b"])], [("T", 0, 1, [:])])
    try Fixture.withTemporaryFolder { folder throws in
      for name in ["one.jsonl.gz", "two.jsonl.gz"] {
        let report = try Self.registry.export(ExportSubject(graph), to: "\(folder)/\(name)")
        let size = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size]
        #expect(report.bytes == size as? Int)
      }
      let one = try Data(contentsOf: URL(filePath: "\(folder)/one.jsonl.gz"))
      #expect(try one == Data(contentsOf: URL(filePath: "\(folder)/two.jsonl.gz")))
      // Neither the time nor the system is in the header.
      #expect(Array(one.prefix(10)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
      let back = Graph()
      _ = try Self.registry.importGraph(into: back, from: "\(folder)/one.jsonl.gz")
      #expect(try described(back) == described(graph))
      try Data(Self.gzip(Array("id:ID(S)\na\n".utf8))).write(
        to: URL(filePath: "\(folder)/s.csv.gz"))
      let tables = try Self.registry.tables(
        format: "bulk-csv", options: ["nodes": "S=\(folder)/s.csv.gz"])
      #expect(try tables.run(into: Graph()).nodes.created == 1)
    }
  }
}
