import AnswerTablesPlugin
import Foundation
import GraphEngine
import GraphModel
import JSONLinesPlugin
import PluginKit
import StandardPlugins
import TablesPlugin
import Testing
import WordPlugin

/// Answers of queries as files.
@Suite struct AnswerExportTests {
  private func written(
    _ query: String, as plugin: FormatPlugin, _ options: OptionSettings = [:],
    of graph: Graph = Graph()
  ) throws -> (bytes: [UInt8], report: ExportReport) {
    let answer = ExportedAnswer(try graph.run(query), of: graph)
    let sink = MemorySink()
    let exporter = try #require(plugin.answering).prepared(options).worker
    let report = try exporter.write(answer, to: sink)
    return (sink.bytes, report)
  }

  private func text(_ query: String, as plugin: FormatPlugin) throws -> String {
    String(decoding: try written(query, as: plugin).bytes, as: UTF8.self)
  }

  @Test func csvForSpreadsheets() throws {
    let query = """
      UNWIND ['=1+1', '@x', '-', 'a;b', '', 'plain'] AS t RETURN t, -3 AS n, null AS x, [1, 'a'] AS l
      """
    let plain = try written(query, as: .csv)
    #expect(
      String(decoding: plain.bytes, as: UTF8.self) == """
        t,n,x,l
        =1+1,-3,,"[1,""a""]"
        @x,-3,,"[1,""a""]"
        -,-3,,"[1,""a""]"
        a;b,-3,,"[1,""a""]"
        "",-3,,"[1,""a""]"
        plain,-3,,"[1,""a""]"

        """)
    #expect(plain.report.rows == 6)
    #expect(plain.report.notes.first?.hasPrefix("3 texts begin as formulas do") == true)
    let safe = try written(
      query, as: .csv, ["guard": "yes", "bom": "yes", "separator": "semicolon"])
    #expect(
      String(decoding: safe.bytes, as: UTF8.self).hasPrefix(
        "\u{FEFF}t;n;x;l\n'=1+1;-3;;\"[1,\"\"a\"\"]\"\n'@x;-3;"))
    #expect(safe.report.losses.map(\.count) == [3] && safe.report.notes.isEmpty)
  }

  @Test func markdownIsEscaped() throws {
    #expect(
      try text(
        "RETURN 'a|b' AS `x|y`, '*b* _c_ d_e <i> & [l](u) \\\\' AS t, 'one\\r\\ntwo' AS l, 1.5 AS n, null AS z",
        as: .markdown) == """
          | x\\|y | t | l | n | z |
          | --- | --- | --- | ---: | --- |
          | a\\|b | \\*b\\* \\_c\\_ d_e &lt;i> &amp; \\[l\\](u) \\\\ | one<br>two | 1.5 |  |

          """)
    #expect(try text("UNWIND [] AS x RETURN x", as: .markdown) == "| x |\n| --- |\n")
  }

  @Test func jsonIsRowsOrAGraph() throws {
    #expect(try text("RETURN 1 AS a, 'x' AS b", as: .json) == "[\n{\"a\":1,\"b\":\"x\"}\n]\n")
    let document = try ExportSubject(
      try graph([(["A"], [:]), (["B"], ["x": 1])], [("T", 0, 1, [:])])
    ).written(as: .json)
    #expect(
      String(decoding: document.sink.bytes, as: UTF8.self) == """
        {"nodes":[
        {"type":"node","id":0,"labels":["A"],"properties":{}},
        {"type":"node","id":1,"labels":["B"],"properties":{"x":1}}],
        "rels":[
        {"type":"relationship","id":0,"label":"T","start":0,"end":1,"properties":{}}]}

        """)
  }

  @Test func aWorkbookIsReadBack() throws {
    let query = """
      UNWIND range(1, 3) AS i RETURN i AS id, '=1+' + i AS formula, 'a _x0041_ <&> ' + i AS name,
        date('2020-01-31') AS day, localdatetime('2020-01-31T10:20:30') AS at, i / 4.0 AS share,
        i = 2 AS yes, CASE i WHEN 1 THEN 'one\\ntwo' END AS note
      """
    let (bytes, report) = try written(query, as: .xlsx)
    #expect(report.rows == 3 && report.losses.isEmpty, "\(report)")
    #expect(try written(query, as: .xlsx).bytes == bytes)
    let copy = Graph()
    _ = try copy.read(
      ImportSource(bytes, name: "a.xlsx"), as: .xlsx,
      ["node": "Row:id,formula,name,day,at,share,yes,note", "save-map": "false"])
    #expect(
      try described(copy).first == """
        (:Row {"at":{"$localdatetime":"2020-01-31T10:20:30"},"day":{"$date":"2020-01-31"},\
        "formula":"=1+1","id":1,"name":"a _x0041_ <&> 1","note":"one\\ntwo","share":0.25,\
        "yes":false})
        """)
  }

  @Test func whatAWorkbookCannotHoldIsTold() throws {
    let long = String(repeating: "ŵ", count: 40_000)
    let (_, report) = try written(
      """
      RETURN '\(long)' AS long, 0.0/0.0 AS nan, 9007199254740993 AS big, date('1850-01-01') AS old,
        datetime('2020-01-01T00:00Z') AS zoned, duration('P1D') AS d, [1, 2] AS list, 2.0 AS whole
      """, as: .xlsx)
    #expect(
      report.losses.map(\.what) == [
        "texts cut to 32767 characters, which a cell holds", "NaN and infinities written as text",
        "integers of more than 15 digits written as text",
        "dates that Excel does not count (before March 1900) written as text",
        "times with a zone written as text", "durations written as text", "lists written as text",
      ])
    #expect(report.notes.count == 1)
  }

  @Test func sheetsHaveNamesThatExcelTakes() throws {
    let long = Text(String(repeating: "x", count: 40))
    let subject = ExportSubject(
      try graph([([long], [:]), (["A/B"], [:]), (["a_b"], [:]), (["History"], [:]), ([], [:])]))
    let (sink, report) = try subject.written(as: .xlsx)
    #expect(sink.bytes.starts(with: [0x50, 0x4B, 3, 4]))
    #expect(
      report.notes.dropLast() == [
        "The sheet of 'A/B' is called 'A_B', as names of sheets are limited",
        "The sheet of 'History' is called 'History_', as names of sheets are limited",
        "The sheet of 'a_b' is called 'a_b (2)', as names of sheets are limited",
        "The sheet of '\(long)' is called '\(String(repeating: "x", count: 31))', "
          + "as names of sheets are limited",
      ])
  }

  @Test func aDocumentSaysWhatItLoses() throws {
    let graph = try graph([
      (["Study"], ["id": "a", "title": "T", "authors": ["A", "B"], "year": 2020])
    ])
    let (bytes, report) = try written(
      "MATCH (s:Study) RETURN s, s.id AS id, 'x\u{1}' AS control", as: .docx, of: graph)
    #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]) && report.rows == 1)
    #expect(
      report.losses.map(\.what) == [
        "nodes written by their names", "control characters in texts replaced",
      ])
    #expect(
      try written(
        "MATCH (s:Study) RETURN s, s.id AS id, 'x\u{1}' AS control", as: .docx, of: graph
      ).bytes == bytes)
  }

  @Test func formatsOfRowsAndOfGraphs() throws {
    let answer = ExportedAnswer(try Graph().run("RETURN 1 AS a"), of: Graph())
    #expect(throws: OptionError.self) { try answer.export(as: .jsonLines, to: "-") }
    #expect(throws: OptionError.self) { try ExportSubject(Graph()).export(as: .csv, to: "-") }
    // What the shell and the program take beside a format's options is no option of one.
    for plugin in StandardPlugins.registry.exporters {
      let names = Set((plugin.exportOptions ?? []).map(\.name))
      #expect(names.isDisjoint(with: ["around", "hops", "as"]), "\(plugin.name)")
    }
  }
}
