import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// Rows in every format.
@Suite("Formats of rows")
struct RowFormatTests {
  private static let node = Node(
    id: 7, contents: .init(labels: ["A"], properties: ["n": 1, "t": "x\"y"]))
  private static let columns = ["n", "text", "list", "node"]
  private static let rows: [[Value]] = [
    [1, "plain", [1, "b", nil], .node(node)],
    [nil, "", [], .null],
    [-2.5, "a,\"b\"\r\nc", ["k": 1.0], .relationship(Relationship(id: 3))],
    [.float(.nan), "null", .date(DateValue(epochDay: 0)), true],
  ]

  private func text(
    _ format: any RowFormat, _ columns: [String] = columns, _ rows: [[Value]] = rows,
    width: Int? = nil, color: Bool = false
  ) throws -> String {
    let output = MemoryOutput()
    var writer = format.writer(into: output, layout: RowLayout(width: width, color: color))
    try writer.begin(columns)
    for row in rows { try writer.write(row) }
    try writer.end(Summary())
    return output.text
  }

  @Test("CSV keeps null apart from the empty text")
  func csv() throws {
    #expect(
      try text(.csv) == """
        n,text,list,node
        1,plain,"[1,""b"",null]","{""id"":7,""labels"":[""A""],""properties"":{""n"":1,""t"":""x\\""y""}}"
        ,"",[],
        -2.5,"a,""b""\r
        c","{""k"":1.0}","{""id"":3}"
        NaN,null,1970-01-01,true

        """)
  }

  @Test("JSON is one array, in the order of the columns")
  func json() throws {
    #expect(
      try text(.json) == """
        [
        {"n":1,"text":"plain","list":[1,"b",null],\
        "node":{"id":7,"labels":["A"],"properties":{"n":1,"t":"x\\"y"}}},
        {"n":null,"text":"","list":[],"node":null},
        {"n":-2.5,"text":"a,\\"b\\"\\r\\nc","list":{"k":1.0},"node":{"id":3}},
        {"n":"NaN","text":"null","list":"1970-01-01","node":true}
        ]

        """)
    #expect(try text(.json, ["a"], []) == "[]\n")
  }

  @Test("JSON Lines have an object a line")
  func jsonLines() throws {
    #expect(
      try text(.jsonl, ["a", "b"], [[1, "x\ny"], [nil, 2.0]]) == """
        {"a":1,"b":"x\\ny"}
        {"a":null,"b":2.0}

        """)
    #expect(try text(.jsonl, ["a"], []) == "")
  }

  @Test("TSV quotes as CSV does, for its own separator")
  func tsv() throws {
    #expect(
      try text(TSVFormat(), ["a", "b"], [[1, "x,y"], [nil, ""], ["p\tq", ["u", 2]]]) == """
        a\tb
        1\tx,y
        \t""
        "p\tq"\t"[""u"",2]"

        """)
  }

  @Test("HTML escapes text, and numbers keep to the right")
  func html() throws {
    let rows: [[Value]] = [[1, "</td><script>alert('x')</script>"], [nil, "a\r\nb\u{1}\"&"]]
    #expect(
      try text(HTMLFormat(), ["n", "<t>"], rows) == """
        <table>
        <thead>
        <tr><th scope="col" style="text-align:right">n</th>\
        <th scope="col" dir="auto">&lt;t&gt;</th></tr>
        </thead>
        <tbody>
        <tr><td style="text-align:right">1</td>\
        <td dir="auto">&lt;/td&gt;&lt;script&gt;alert('x')&lt;/script&gt;</td></tr>
        <tr><td style="text-align:right"></td><td dir="auto">a<br>b\u{FFFD}&quot;&amp;</td></tr>
        </tbody>
        </table>

        """)
  }

  @Test("LaTeX has nothing left that it would obey")
  func latex() throws {
    let rows: [[Value]] = [
      [1, "5 % of $x_1$ & {#} ~ ^ \\end"], [2.5, "a\nb"], [nil, "[1] -- ''"],
    ]
    #expect(
      try text(LaTeXFormat(), ["n", "t"], rows) == """
        \\begin{tabular}{rl}
        \\hline
        n & t \\\\
        \\hline
        1 & 5 \\% of \\$x\\_1\\$ \\& \\{\\#\\} \
        \\textasciitilde{} \\textasciicircum{} \\textbackslash{}end \\\\
        2.5 & \\shortstack[l]{a\\\\ b} \\\\
         & {[}1] -{}- '{}' \\\\
        \\hline
        \\end{tabular}

        """)
  }

  @Test("A block of lines shows all of a long text, line by line")
  func line() throws {
    let rows: [[Value]] = [[1, "first\nsecond\u{1B}[2J"], [nil, ""]]
    #expect(
      try text(LineFormat(), ["n", "text"], rows, width: 40) == """
        ── 1 ───────────────────────────────────
        n     1
        text  first
              second\\u001b[2J
        ── 2 ───────────────────────────────────
        n     null
        text  ''
        2 rows

        """)
  }

  @Test("Columns stand without a frame")
  func column() throws {
    #expect(
      try text(ColumnFormat(), ["n", "name"], [[1, "ab"], [10, "a longer one"], [nil, "c"]]) == """
           n  name
        ────  ────────────
           1  ab
          10  a longer one
        null  c
        3 rows

        """)
  }

  @Test("Raw values are as they are")
  func raw() throws {
    #expect(try text(RawFormat(), ["a"], [["x \"y\""], [1], [nil]]) == "x \"y\"\n1\n\n")
    #expect(try text(RawFormat(), ["a", "b"], [["x", 2.0]]) == "x\t2.0\n")
  }

  @Test("A table shows what could be mistaken in quotes")
  func table() throws {
    let lines = try text(.table).split(separator: "\n").map(String.init)
    #expect(lines[3].contains("│    1 │ plain"))
    #expect(lines[4].contains("│ null │ ''"))
    #expect(lines[5].contains("│ -2.5 │ a,\"b\"↵c"))
    #expect(lines[6].contains("│  NaN │ 'null'"))
    #expect(lines.last == "4 rows")
    #expect(Set(lines.dropLast().map { DisplayText.width(of: $0) }).count == 1)
  }

  // An empty picture is a picture.
  @Test(
    "Nothing is shown where there are no columns",
    arguments: RowFormats.all.map(\.name).filter { $0 != "dot" })
  func noColumns(_ name: String) throws {
    let format = try #require(RowFormats.named(name))
    #expect(try text(format, [], []) == "")
  }

  @Test("A terminal's width is kept to, and what is cut is disclosed", arguments: 20...120)
  func width(_ width: Int) throws {
    let rows: [[Value]] = [
      [1_234_567, "日本語のとても長いテキストです", "short", ["a", "b", "c"]],
      [nil, "a long text with many words in it, and more", "x", nil],
    ]
    let columns = try text(ColumnFormat(), Self.columns, rows, width: width)
      .split(separator: "\n").map(String.init)
    #expect(columns.dropLast().allSatisfy { DisplayText.width(of: $0) <= width })
    let lines = try text(.table, Self.columns, rows, width: width)
      .split(separator: "\n").map(String.init)
    let body = lines.dropLast()
    #expect(body.allSatisfy { DisplayText.width(of: $0) <= width })
    #expect(body.contains { $0.contains("1234567") }, "numbers are never cut")
    let isCut = body.contains { $0.contains("…") }
    #expect(lines.last?.contains("cut to fit") == isCut)
  }

  @Test("Off a terminal nothing is cut")
  func notCut() throws {
    let long = String(repeating: "x", count: 5000)
    #expect(try text(.table, ["a"], [[.string(long)]]).contains(long))
  }

  @Test("A table of many rows widens by beginning anew")
  func chunks() throws {
    var rows: [[Value]] = (0..<2500).map { [.integer(1000 + $0)] }
    rows[2400] = ["a text that is wider"]
    let lines = try text(.table, ["n"], rows).split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("┌") }.count == 2)
    #expect(lines.filter { $0.hasPrefix("└") }.count == 2)
    #expect(lines.last == "2500 rows")
    #expect(lines.filter { $0.hasPrefix("│") }.count == 2502)
  }

  @Test("Colours change nothing but colours")
  func color() throws {
    let plain = try text(.table)
    var colored = try text(.table, color: true)
    #expect(colored.contains("\u{1B}[2mnull\u{1B}[0m"))
    for code in ["\u{1B}[0m", "\u{1B}[1m", "\u{1B}[2m"] {
      colored = colored.split(separator: code, omittingEmptySubsequences: false).joined()
    }
    #expect(colored == plain)
  }

  @Test("Names and summaries are there for all")
  func catalog() {
    let names = RowFormats.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(RowFormats.all.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
    #expect(RowFormats.named("CSV")?.name == "csv")
    #expect(RowFormats.named("xml") == nil)
  }

  @Test("The rows of an answer are written as they are read")
  func rowsOfAnAnswer() throws {
    let output = MemoryOutput()
    let count = try Graph().run("UNWIND range(1, 3) AS n RETURN n").write(as: .csv, to: output)
    #expect(count == 3)
    #expect(output.text == "n\n1\n2\n3\n")
  }
}
