import GraphModel
import PluginKit
import Testing

@Suite struct BulkHeaderTests {
  static func csv(_ text: String) -> CSVReader {
    CSVReader(ByteStream(Array(text.utf8), name: "t.csv"))
  }

  @Test(arguments: [
    ("name_en", BulkColumn("name_en")),
    ("year:int", BulkColumn("year", type: .int)),
    ("year:INT", BulkColumn("year", type: .int)),
    ("variants:string[]", BulkColumn("variants", isList: true)),
    ("dc:title:string", BulkColumn("dc:title")),
    (":ID", BulkColumn("", role: .id(group: ""))),
    ("id:ID(Study)", BulkColumn("id", role: .id(group: "Study"))),
    ("id:ID(Study){id-type:int}", BulkColumn("id", role: .id(group: "Study"), type: .int)),
    (":START_ID(Study)", BulkColumn("", role: .start(group: "Study"))),
    (":END_ID(Factor)", BulkColumn("", role: .end(group: "Factor"))),
    (":LABEL", BulkColumn("", role: .label, isList: true)),
    (":TYPE", BulkColumn("", role: .type)),
    (":IGNORE", BulkColumn("", role: .ignored)),
    ("note:IGNORE", BulkColumn("note", role: .ignored)),
    ("when:datetime", BulkColumn("when", type: .dateTime)),
  ])
  func column(_ text: String, _ expected: BulkColumn) throws {
    let header = try BulkHeader(Self.csv("\"\(text)\"\n"))
    #expect(header.columns == [expected])
    // What is written is read back as the same.
    let again = try BulkHeader(Self.csv("\"\(expected.text)\"\n"))
    #expect(again.columns == [expected])
  }

  @Test(arguments: [
    ("", "t.csv: The file is empty"),
    ("a,yaer:innt\n", "t.csv:1:3: The column 'yaer:innt' has the unknown type 'innt'"),
    ("a,a\n", "t.csv:1:3: The column 'a' occurs twice"),
    (":ID,:ID\n", "t.csv:1:5: The column ':ID' occurs twice"),
    (":ID(A),x,:ID(B)\n", "t.csv:1:10: The column ':ID(B)' occurs twice, first as ':ID(A)'"),
    ("a:ID(A),b:ID(A)\n", "t.csv:1:9: The column 'b:ID(A)' occurs twice, first as 'a:ID(A)'"),
    (":START_ID(A),:START_ID(B)\n", "t.csv:1:14: The column ':START_ID(B)' occurs twice"),
    (":LABEL,:LABEL\n", "t.csv:1:8: The column ':LABEL' occurs twice"),
    ("id:ID{id-type:int,id-type:string}\n", "t.csv:1:1: The column 'id:ID{id-type:int"),
    ("id;name\n", "t.csv:1:1: The header is one column, 'id;name', which holds ';'"),
    ("id\tname\n", "t.csv:1:1: The header is one column"),
    ("a,,b\n", "t.csv:1:3: A column has no name"),
    ("id:ID{id-type:uuid}\n", "t.csv:1:1: The column 'id:ID{id-type:uuid}' has the unknown type"),
    ("p:point{crs:WGS-84}\n", "t.csv:1:1: The column 'p:point{crs:WGS-84}' has an option 'crs'"),
  ])
  func refusedHeader(_ text: String, _ message: String) {
    let error = #expect(throws: ImportError.self) { try BulkHeader(Self.csv(text)) }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }

  @Test(
    arguments: [
      ("string", "a", .string("a")), ("string", "\"\"", .string("")), ("string", "", nil),
      ("int", "-7", .integer(-7)), ("int", "+7", .integer(7)), ("int", "007", .integer(7)),
      ("long", "9223372036854775807", .integer(.max)),
      ("int", "-9223372036854775808", .integer(.min)), ("int", "", nil),
      ("float", "0.5", .float(0.5)), ("double", "1e3", .float(1000)),
      ("float", "-Infinity", .float(-.infinity)),
      ("boolean", "true", .boolean(true)), ("boolean", "False", .boolean(false)),
      ("char", "ŵ", .string("ŵ")), ("byte", "-128", .integer(-128)),
      ("date", "2020-01-31", .date(DateValue(epochDay: 18_292))),
      ("point", "\"{x: 1, y: 2.5}\"", .point(PointValue(system: .cartesian, x: 1, y: 2.5))),
      (
        "point", "\"{latitude: 51.5, longitude: -3.2}\"",
        .point(PointValue(system: .wgs84, x: -3.2, y: 51.5))
      ),
      ("string[]", "a;b", ["a", "b"]), ("string[]", "a;;b;", ["a", "", "b", ""]),
      ("string[]", "\"\"", []), ("string[]", "", nil), ("int[]", "1;2", [1, 2]),
      ("json", "\"{\"\"$date\"\":\"\"2020-01-31\"\"}\"", .date(DateValue(epochDay: 18_292))),
    ] as [(String, String, Value?)])
  func value(_ type: String, _ field: String, _ expected: Value?) throws {
    let csv = Self.csv("k,v:\(type)\n1,\(field)\n")
    let header = try BulkHeader(csv)
    #expect(try header.nextRow(csv))
    let properties = try header.properties(in: csv)
    let value = properties["v"]
    #expect(value == expected)
    #expect(value?.typeName == expected?.typeName)
  }

  @Test(arguments: [
    ("int", "n.d.", "t.csv:2:3: 'n.d.' is no integer (v:int)"),
    ("int", "1.0", "t.csv:2:3: '1.0' is no integer"),
    ("int", "9223372036854775808", "t.csv:2:3: '9223372036854775808' is no integer of 64 bits"),
    ("int", "\"\"", "t.csv:2:3: '' is no integer"), ("byte", "128", "t.csv:2:3: '128' is no byte"),
    ("float", "\"0,5\"", "t.csv:2:3: '0,5' is no float of 64 bits"),
    ("float", "0x1p3", "t.csv:2:3: '0x1p3' is no float"),
    ("float", "1e999", "t.csv:2:3: '1e999' is no float"),
    ("boolean", "yes", "t.csv:2:3: 'yes' is no boolean"),
    ("date", "2020-02-30", "t.csv:2:3:"), ("char", "ab", "t.csv:2:3: 'ab' is no single character"),
    ("int[]", "1;;2", "t.csv:2:3: '' is no integer"), ("json", "{", "t.csv:2:3: The JSON is not"),
    ("point", "\"{x: 1}\"", "t.csv:2:3: '{x: 1}' is no point"),
  ])
  func refusedValue(_ type: String, _ field: String, _ message: String) throws {
    let csv = Self.csv("k,v:\(type)\n1,\(field)\n")
    let header = try BulkHeader(csv)
    #expect(try header.nextRow(csv))
    let error = #expect(throws: ImportError.self) { try header.properties(in: csv) }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    ("a,b\n1\n", "t.csv:2:2: The row has 1 field, the header 2"),
    ("a,b\n1,2,3\n", "t.csv:2:5: The row has 3 fields, the header 2"),
    ("a,b\n\n1,2\n", "t.csv:2: The line is empty"),
  ])
  func raggedRows(_ text: String, _ message: String) throws {
    let csv = Self.csv(text)
    let header = try BulkHeader(csv)
    let error = #expect(throws: ImportError.self) { try header.nextRow(csv) }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }
}
