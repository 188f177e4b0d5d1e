import Foundation
import GraphEngine
import GraphModel
import PluginKit
import StandardPlugins
import Testing

@testable import TablesPlugin

/// What is guessed is written down, and means the same when it is given.
@Suite struct GuessTests {
  private static func inFolder(_ body: (String) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "dolen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    try body(url.path(percentEncoded: false))
  }

  private static func read(_ path: String, _ options: OptionSettings = [:]) throws -> (
    graph: [String], report: String
  ) {
    let graph = Graph()
    let report = try graph.importGraph(
      from: try ImportSource(path: path), as: .table, options: options)
    return (try described(graph), "\(report)")
  }

  @Test(arguments: ["guess.case", "presets.case"])
  func theGuessedMappingGivenIsTheSame(_ file: String) throws {
    let cases = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Cases/Tables/\(file)")
    var compared = 0
    for one in TableCase.read(try String(contentsOf: cases, encoding: .utf8)) {
      guard let table = one.sections.first(where: { $0.head.hasPrefix("table ") }) else { continue }
      let text = table.lines.joined(separator: "\n")
        .replacing("\\r", with: "\r").replacing("\\t", with: "\t")
      try Self.inFolder { folder in
        let path = "\(folder)/\(table.head.dropFirst(6))"
        try Data(text.utf8).write(to: URL(filePath: path))
        guard let guessed = try? Self.read(path, ["on-error": "skip"]) else { return }
        guard FileManager.default.fileExists(atPath: path + ".map") else { return }
        let given = try Self.read(path, ["map": path + ".map", "on-error": "skip"])
        #expect(given.graph == guessed.graph, "\(one.name)")
        compared += 1
      }
    }
    #expect(compared >= 4)
  }

  @Test func aMappingThatIsThereStays() throws {
    try Self.inFolder { folder in
      let path = folder + "/coding.csv"
      try Data("id,n\na,1\n".utf8).write(to: URL(filePath: path))
      try Data("mine".utf8).write(to: URL(filePath: path + ".map"))
      let (graph, report) = try Self.read(path)
      #expect(graph == ["0 :Coding {id: 'a', n: 1}"])
      #expect(report.contains("The guessed mapping was not written"))
      #expect(try String(contentsOfFile: path + ".map", encoding: .utf8) == "mine")
    }
  }

  @Test func nothingIsWrittenWhereThatIsNotWanted() throws {
    try Self.inFolder { folder in
      let path = folder + "/coding.csv"
      try Data("id,n\na,1\n".utf8).write(to: URL(filePath: path))
      _ = try Self.read(path, ["save-map": "no"])
      #expect(!FileManager.default.fileExists(atPath: path + ".map"))
    }
  }

  @Test func aSecondImportFindsItsNodes() throws {
    let graph = Graph()
    let options: OptionSettings = [
      "node": "Study:id=s,year:int=y", "tick": "Study-[:HAS]->Factor:f",
    ]
    func read(_ text: String, _ more: [(name: String, text: String)] = []) throws -> ImportReport {
      try graph.importGraph(
        from: ImportSource(Array(text.utf8), name: "t.csv"), as: .table,
        options: OptionSettings(options.entries + more))
    }
    #expect(try read("s,y,f\na,2019,x\n").nodes.created == 2)
    let again = try read("s,y,f\na,2020,x\n", [("existing", "update")])
    #expect(again.nodes.created == 0 && again.nodes.updated == 1)
    #expect(again.relationships.created == 0 && again.relationships.merged == 1)
  }

  /// Days of Excel, as its documentation and other programs have them.
  @Test(arguments: [
    ("1", false, "1900-01-01"), ("59", false, "1900-02-28"), ("61", false, "1900-03-01"),
    ("25569", false, "1970-01-01"), ("44289", false, "2021-04-03"),
    ("44289.5", false, "2021-04-03T12:00"), ("44289.999999999", false, "2021-04-04"),
    ("0", true, "1904-01-01"), ("36524", true, "2003-12-31"),
  ])
  func daysOfExcel(_ number: String, _ isOf1904: Bool, _ date: String) {
    let value = ExcelNumberFormat.date.value(of: number, isOf1904: isOf1904)
    #expect(value?.description == date)
  }

  @Test(
    arguments: [
      (14, nil, ExcelNumberFormat.date), (0, nil, .number), (21, nil, .time),
      (164, "dd\\/mm\\/yyyy", .date), (164, "0.00\" days\"", .number), (164, "[Red]0.0", .number),
      (164, "h:mm AM/PM", .time), (164, "mmm", .date), (164, "General", .number),
      (164, "#,##0.00_);\\(#,##0.00\\)", .number), (164, "[$-809]d mmmm yyyy;@", .date),
    ] as [(Int, String?, ExcelNumberFormat)])
  func formatsOfExcel(_ id: Int, _ code: String?, _ kind: ExcelNumberFormat) {
    #expect(ExcelNumberFormat(id, code: code) == kind)
  }
}

/// Tables whose cells blanks part.
@Suite("Tables parted by blanks") struct BlankTableTests {
  @Test("Any byte goes into a cell or ends one", arguments: 0...255)
  func bytes(_ byte: Int) {
    for text in [[UInt8(byte)], [0x61, UInt8(byte), 0x62, 0x0A, 0x63, UInt8(byte)]] {
      _ = BlankTable.isMet(in: text)
      let table = BlankTable(text, hasHeader: true)
      let lines = text.count { $0 == 0x0A } + (text.last == 0x0A ? 0 : 1)
      #expect(table.bytes.count { $0 == 0x0A } == lines)
    }
  }
}
