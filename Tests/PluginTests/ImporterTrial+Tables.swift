import GraphModel
import PluginKit
import TablesPlugin

extension ImporterTrial {
  /// Tables by a mapping; what mappings mean, and what is guessed, is in `Tests/Cases/Tables`.
  static let tables = [table, workbook(.xlsx, "g.xlsx"), workbook(.ods, "g.ods")]

  private static func file(_ text: String, _ name: String = "g.csv") -> @Sendable () -> ImportSource
  {
    { ImportSource(Array(text.utf8), name: name) }
  }

  static let table: ImporterTrial = {
    let sound = "study,year,factor,page\na,2019,F1,4\n"
    let accented = "study,year,factor,page\nSión,2019,F1,4\n"
    let nodes = "3 records: 3 created"
    return ImporterTrial(
      .table,
      options: [
        "map": Fixture.path("Tests/PluginTests/Golden/trial.map"), "save-map": "no",
      ],
      sound: file(sound), graph: soundGraph,
      many: file(
        "study,year,factor,page\n" + (0..<5_000).map { "s\($0),2000,F\($0),1\n" }.joined()),
      cases: [
        Case(name: "nothing", source: file(""), outcome: "0 records: nothing to import"),
        Case(name: "blank lines", source: file("\n \n\n"), outcome: "0 records"),
        Case(
          name: "a header alone", source: file("study,year,factor,page\n"), outcome: "0 records"),
        Case(name: "a byte order mark", source: file("\u{FEFF}" + sound), outcome: nodes),
        Case(
          name: "CRLF", source: file(sound.replacing("\n", with: "\r\n")), outcome: nodes),
        Case(name: "CR", source: file(sound.replacing("\n", with: "\r")), outcome: nodes),
        Case(name: "no last line end", source: file(String(sound.dropLast())), outcome: nodes),
        Case(name: "blank last lines", source: file(sound + "\n,,,\n\n"), outcome: nodes),
        Case(
          name: "Windows-1252",
          source: {
            ImportSource(accented.unicodeScalars.map { UInt8($0.value) }, name: "g.csv")
          }, outcome: nodes + " (2 nodes, 1 relationship)\nwarning: g.csv:1:1: The file was read"),
        Case(
          name: "UTF-16",
          source: {
            ImportSource(
              [0xFF, 0xFE] + accented.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
              name: "g.csv")
          }, outcome: nodes),
        Case(
          name: "NUL", source: file(sound + "\0"),
          outcome: "g.csv:3:1: The file holds the character"),
        Case(
          name: "gzip that is cut off",
          source: { ImportSource([0x1F, 0x8B, 8, 0], name: "g.csv") },
          outcome: "Could not read 'g.csv': It is packed by gzip, and damaged or cut off"),
        Case(
          name: "gzip",
          source: {
            // One block that is stored: the header, the text as it is, its checksum and length.
            let text = Array(sound.utf8)
            let count = UInt16(text.count)
            let low = UInt8(count & 255)
            let sum = WorkbookBytes.checksum(text)
            let packed: [UInt8] =
              [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, low, 0, ~low, 255] + text
              + (0..<4).map { UInt8(sum >> (8 * $0) & 255) } + [low, 0, 0, 0]
            return ImportSource(packed, name: "g.csv")
          }, outcome: nodes),
        Case(
          name: "semicolons", source: file(sound.replacing(",", with: ";")),
          outcome: nodes + " (2 nodes, 1 relationship)\n"
            + "warning: g.csv:1: The cells are parted by semicolons"),
        Case(
          name: "an open quote", source: file(sound + "b,\"2\n"),
          outcome: "g.csv:3:3: The quote is never closed"),
        Case(
          name: "a row that is short", source: file(sound + "b,2020\n"),
          outcome: "g.csv:3:7: The row has 2 cells, the header 4"),
        Case(
          name: "a row that is long", source: file(sound + "b,2020,F1,4,x\n"),
          outcome: "g.csv:3:13: The row has 5 cells, the header 4"),
        Case(
          name: "the header again", source: file(sound + sound),
          outcome: "g.csv:3: The row is the header again"),
        Case(
          name: "the header again behind a byte order mark",
          source: file(sound + "\u{FEFF}" + sound),
          outcome: "g.csv:3: The row is the header again"),
        Case(
          name: "a wrong number", source: file(sound + "b,n.d.,F1,4\n"),
          outcome: "g.csv:3:3: 'n.d.' is no integer (year)\nhint:"),
        Case(
          name: "no key", source: file(sound + ",2020,F1,4\n"),
          outcome: "g.csv:3:1: The cell 'study' is blank, by which Study is known"),
        Case(
          name: "a property of a missing end", source: file(sound + "b,2020,,4\n"),
          outcome: "g.csv:3: The row states 'page' of a relationship that has only one end"),
        Case(
          name: "a missing column", source: file("study,yeer,factor,page\na,2019,F1,4\n"),
          outcome: Fixture.path("Tests/PluginTests/Golden/trial.map")
            + ":4:14: The table has no column 'year'\nhint: Did you mean 'yeer'?"),
        Case(
          name: "a table for a bulk load", source: file("id:ID(Study)\na\n"),
          outcome: "g.csv: The column 'id:ID(Study)' is of a table of nodes for a bulk load"),
        Case(
          name: "a folder", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: This is a folder"),
      ])
  }()

  /// A workbook whose sheet says what the sound table says; hostile ones are tried in TableTests.
  private static func workbook(_ plugin: FormatPlugin, _ name: String) -> ImporterTrial {
    func sheet(_ rows: [[String]]) -> @Sendable () -> ImportSource {
      { ImportSource(WorkbookBytes.workbook(rows, isExcel: name.hasSuffix("xlsx")), name: name) }
    }
    let header = ["study", "year", "factor", "page"]
    let whole = WorkbookBytes.workbook([header], isExcel: name.hasSuffix("xlsx"))
    return ImporterTrial(
      plugin,
      options: [
        "map": Fixture.path("Tests/PluginTests/Golden/trial.map"), "save-map": "no",
      ],
      sound: sheet([header, ["a", "2019", "F1", "4"]]), graph: soundGraph,
      many: sheet([header] + (0..<5_000).map { ["s\($0)", "2000", "F\($0)", "1"] }),
      cases: [
        Case(name: "nothing", source: file("", name), outcome: "0 records: nothing to import"),
        Case(name: "an empty sheet", source: sheet([]), outcome: "0 records"),
        Case(
          name: "no archive", source: file("study,year\n", name), outcome: "\(name): The file is"),
        Case(
          name: "cut off", source: { ImportSource(Array(whole.dropLast(30)), name: name) },
          outcome: "\(name): The file is no whole ZIP archive"),
        Case(
          name: "a member that is damaged",
          source: { ImportSource(whole.replacing("Coding".utf8, with: "Cosing".utf8), name: name) },
          outcome: "\(name): The member '"),
        Case(
          name: "a member that leads out of the archive",
          source: {
            ImportSource(WorkbookBytes.archive([("../content.xml", "<a/>")]), name: name)
          }, outcome: "\(name): The member '../content.xml' leads out of the archive"),
        Case(
          name: "two members of one name",
          source: {
            ImportSource(
              WorkbookBytes.archive([("content.xml", "<a/>"), ("content.xml", "<b/>")]), name: name)
          }, outcome: "\(name): The archive has two members 'content.xml'"),
        Case(
          name: "a password",
          source: { ImportSource(WorkbookBytes.patched(whole, at: 8, with: [1]), name: name) },
          outcome: "\(name): The archive is protected by a password"),
        Case(
          name: "a member that would grow",
          source: {
            ImportSource(
              WorkbookBytes.patched(whole, at: 24, with: [0, 0, 0, 0x20]), name: name)
          }, outcome: "\(name): The member '"),
        Case(
          name: "members that overlap",
          source: {
            ImportSource(
              WorkbookBytes.patched(whole, at: 20, with: [255, 255, 0, 0]), name: name)
          }, outcome: "\(name): Members of the archive overlap"),
        Case(
          name: "entities",
          source: {
            let text = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"
            return ImportSource(
              WorkbookBytes.archive([("xl/workbook.xml", text), ("content.xml", text)]), name: name)
          }, outcome: "\(name)/"),
        Case(
          name: "another archive",
          source: { ImportSource(WorkbookBytes.archive([("a.txt", "a")]), name: name) },
          outcome: "\(name): The archive holds no "),
        Case(
          name: "an old workbook",
          source: { ImportSource([0xD0, 0xCF, 0x11, 0xE0], name: name) },
          outcome: "\(name): The file is a workbook of an old kind"),
        Case(
          name: "no key", source: sheet([header, ["", "2019", "F1", "4"]]),
          outcome: "\(name)#Coding:2:1: The cell 'study' is blank"),
        Case(
          name: "a wrong number", source: sheet([header, ["a", "n.d.", "F1", "4"]]),
          outcome: "\(name)#Coding:2:2: 'n.d.' is no integer (year)"),
        Case(
          name: "a folder", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: This is a folder"),
      ])
  }
}

/// Workbooks made by hand, their members packed or not.
enum WorkbookBytes {
  /// A workbook with one sheet, `Coding`, whose numbers are numbers.
  static func workbook(_ rows: [[String]], isExcel: Bool) -> [UInt8] {
    isExcel ? excel(rows) : openDocument(rows)
  }

  private static func excel(_ rows: [[String]]) -> [UInt8] {
    var data = ""
    for (row, cells) in rows.enumerated() {
      data += "<row r=\"\(row + 1)\">"
      for (column, text) in cells.enumerated() where !text.isEmpty {
        let name = "\(Character(Unicode.Scalar(UInt8(65 + column))))\(row + 1)"
        data +=
          Int(text) == nil
          ? "<c r=\"\(name)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
          : "<c r=\"\(name)\"><v>\(text)</v></c>"
      }
      data += "</row>"
    }
    return archive([
      (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Coding\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
          + "</workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData>\(data)</sheetData></worksheet>"
      ),
    ])
  }

  private static func openDocument(_ rows: [[String]]) -> [UInt8] {
    var data = ""
    for cells in rows {
      data += "<table:table-row>"
      for text in cells {
        data +=
          text.isEmpty
          ? "<table:table-cell/>"
          : Int(text) == nil
            ? "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
            : "<table:table-cell office:value-type=\"float\" office:value=\"\(text)\">"
              + "<text:p>\(text)</text:p></table:table-cell>"
      }
      data += "</table:table-row>"
    }
    return archive([
      ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
      (
        "content.xml",
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Coding\">"
          + data + "</table:table></office:spreadsheet></office:body></office:document-content>"
      ),
    ])
  }

  /// A ZIP archive of members that are not packed.
  static func archive(_ members: [(name: String, text: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    func number(_ value: Int, _ length: Int) -> [UInt8] {
      (0..<length).map { UInt8(value >> (8 * $0) & 255) }
    }
    for (name, text) in members {
      let data = Array(text.utf8)
      let fields =
        number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(Int(checksum(data)), 4)
        + number(data.count, 4) + number(data.count, 4) + number(name.utf8.count, 2) + number(0, 2)
      directory += number(0x0201_4B50, 4) + number(20, 2) + fields + number(0, 2) + number(0, 2)
      directory += number(0, 2) + number(0, 4) + number(bytes.count, 4) + Array(name.utf8)
      bytes += number(0x0403_4B50, 4) + fields + Array(name.utf8) + data
    }
    let end =
      number(0x0605_4B50, 4) + number(0, 4) + number(members.count, 2) + number(members.count, 2)
      + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
    return bytes + directory + end
  }

  /// The archive with other bytes in the first record of its directory.
  static func patched(_ archive: [UInt8], at offset: Int, with bytes: [UInt8]) -> [UInt8] {
    var patched = archive
    guard let start = archive.firstRange(of: [0x50, 0x4B, 1, 2])?.lowerBound else { return [] }
    patched.replaceSubrange(start + offset..<start + offset + bytes.count, with: bytes)
    return patched
  }

  /// CRC-32, bit by bit.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var checksum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
    }
    return ~checksum
  }
}
