import GraphModel
import Testing

@Suite struct JSONReaderTests {
  private func read(_ text: Text) throws -> Value { try JSONReader().value(of: text) }

  @Test func readsScalars() throws {
    #expect(try read("null").isNull)
    #expect(try read(" true\n") == true)
    #expect(try read("false") == false)
    #expect(try read("\"h\u{E9}\\n\\u00e9\\ud83d\\ude00\\/\"") == "h\u{E9}\n\u{E9}\u{1F600}/")
    #expect(try read("\u{FEFF}1") == 1)
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("42", 42), ("-7", -7), ("9223372036854775807", Int.max),
    ("-9223372036854775808", Int.min), ("1000000000000000000", 1_000_000_000_000_000_000),
  ])
  func readsIntegers(_ text: String, _ expected: Int) throws {
    guard case .integer(let value) = try read(Text(text)) else {
      Issue.record("\(text) is no integer")
      return
    }
    #expect(value == expected)
  }

  @Test(arguments: [
    "1.0", "-0.0", "1e5", "1E-5", "0.1", "2.2250738585072014e-308", "5e-324",
    "1.7976931348623157e308", "123456789012345678901234567890.0", "1e-400", "9007199254740993.0",
    "0.30000000000000004", "3.14159265358979323846264338327950288", "1e22", "1e23", "-1.5E+3",
  ])
  func readsFloatsAsTheStandardLibraryDoes(_ text: String) throws {
    guard case .float(let value) = try read(Text(text)) else {
      Issue.record("\(text) is no float")
      return
    }
    #expect(value.bitPattern == Double(text)?.bitPattern)
  }

  @Test(arguments: [
    "", " ", "nul", "tru", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "-", "1 2", "[1,]", "[1 2]",
    "[", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "'a'", "\"a", "\"\\x\"", "\"\\u12\"",
    "\"\\u12g4\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\n\"", "\"\\ud800\\u0041\"", "\"a\nb\"",
    "9223372036854775808", "-9223372036854775809", "18446744073709551616",
    "100000000000000000000", "1e400", "-1e999999999999999999999", "NaN", "Infinity", "[1]]",
    "\u{0}", "{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "[{\"b\":{\"a\":1,\"c\":2,\"a\":3}}]",
    "{\"$map\":{\"a\":1,\"a\":2}}", "{\"$node\":{\"id\":1,\"id\":2}}",
  ])
  func refuses(_ text: String) {
    #expect(throws: JSONError.self) { try read(Text(text)) }
  }

  @Test(arguments: [
    [0x22, 0x80, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    [0x22, 0xC0, 0xAF, 0x22],
    [0x22, 0x5C, 0x6E, 0xFF, 0x22], [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22],
  ])
  func refusesInvalidUTF8(_ bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONReader().value(of: bytes) }
  }

  @Test func saysWhere() {
    let error = #expect(throws: JSONError.self) { try read("{\"\u{E9}\": 1,\n \"b\": [1 2]}") }
    #expect(error?.line == 2)
    #expect(error?.column == 10)
    #expect(error?.offset == 19)
    #expect(
      error?.description
        == "Expected ',' or ']' after an element of an array (line 2, column 10, byte 19)")
  }

  @Test func aKeyThatOccursTwiceIsNamed() {
    let error = #expect(throws: JSONError.self) {
      try JSONReader().map(of: #"{"a":1,"b":2,"a":3}"#)
    }
    #expect(error?.message == "The key 'a' occurs twice" && error?.offset == 13)
  }

  @Test func keysAreComparedByBytes() throws {
    let map = try JSONReader().map(of: "{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(map.count == 2)
  }

  @Test func nestsToTheLimitAndNoFurther() throws {
    let limit = JSONReader.depthLimit
    func nested(_ depth: Int) -> Text {
      Text(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
    }
    _ = try read(nested(limit))
    #expect(throws: JSONError.self) { try read(nested(limit + 1)) }
    #expect(throws: JSONError.self) { try read(nested(100_000)) }
    var value: Value = []
    for _ in 1..<limit { value = [value] }
    var writer = JSONWriter()
    try writer.write(value)
    #expect(try JSONReader().value(of: writer.bytes) == value)
    writer.removeAll()
    #expect(throws: JSONError.self) { try writer.write([value]) }
  }

  @Test func readsTags() throws {
    #expect(try read(#"{"$int":"9223372036854775807"}"#) == .integer(.max))
    #expect(try read(#"{"$int":5}"#) == 5)
    #expect(try read(#"{"$float":1}"#) == .float(1))
    #expect(try read(#"{"$float":"-Infinity"}"#) == .float(-.infinity))
    #expect(try read(#"{"$map":{"$int":1,"a":{"$float":2}}}"#) == ["$int": 1, "a": 2.0])
    let point = PointValue(system: .wgs84, x: 12.5, y: 56)
    #expect(try read(#"{"$point":{"srid":4326,"x":12.5,"y":56}}"#) == .point(point))
    guard case .node(let node) = try read(#"{"$node":{"id":3,"labels":["A"],"props":{"k":1}}}"#)
    else {
      Issue.record("no node")
      return
    }
    #expect(node.id == 3)
    #expect(node.contents?.labels == ["A"])
    #expect(node.contents?.properties == ["k": 1])
  }

  @Test(arguments: [
    #"{"$int":1.5}"#, #"{"$int":"x"}"#, #"{"$float":"1"}"#, #"{"$what":1}"#, #"{"a":1,"$int":1}"#,
    #"{"$int":1,"a":1}"#, #"{"$map":1}"#, #"{"$node":{"id":"x"}}"#, #"{"$node":{}}"#,
    #"{"$rel":{"id":1,"type":"T"}}"#, #"{"$path":{"nodes":[],"rels":[]}}"#,
    #"{"$path":{"nodes":[1],"rels":[]}}"#, #"{"$point":{"srid":1,"x":1,"y":1}}"#,
    #"{"$point":{"srid":7203,"x":1,"y":1,"z":1}}"#, #"{"$point":{"srid":9157,"x":1,"y":1}}"#,
    #"{"$date":1}"#, #"{"$date":"tomorrow"}"#, #"{"$duration":"1 day"}"#, #"{"$time":"12:31"}"#,
  ])
  func refusesWrongTags(_ text: String) {
    #expect(throws: JSONError.self) { try read(Text(text)) }
  }

  @Test(arguments: [
    (#"{"$date":"2020-01-31"}"#, "2020-01-31"),
    (#"{"$time":"12:31:14.5+01:00"}"#, "12:31:14.500+01:00"),
    (#"{"$localtime":"12:31"}"#, "12:31"),
    (#"{"$localdatetime":"1984-10-11T12:31"}"#, "1984-10-11T12:31"),
    (
      #"{"$datetime":"1984-10-11T12:31+01:00[Europe/Stockholm]"}"#,
      "1984-10-11T12:31+01:00[Europe/Stockholm]"
    ), (#"{"$duration":"P1Y2M10DT2H30M"}"#, "P1Y2M10DT2H30M"),
  ])
  func readsTemporalValues(_ json: String, _ shown: String) throws {
    let value = try read(Text(json))
    #expect(value.cypherText == shown)
    var writer = JSONWriter(mode: .plain)
    try writer.write(value)
    #expect(writer.text == "\"\(shown)\"")
  }

  @Test func ignoresTagsWhereTold() throws {
    let value = try JSONReader(tags: .ignore).value(of: #"{"$int":"1","$ref":{"$date":2}}"#)
    #expect(value == ["$int": "1", "$ref": ["$date": 2]])
  }
}

@Suite struct JSONWriterTests {
  private func written(_ value: Value, _ mode: JSONWriter.Mode = .tagged) throws -> String {
    var writer = JSONWriter(mode: mode)
    try writer.write(value)
    return writer.text
  }

  private var nodeA: Node {
    Node(id: 1, contents: .init(labels: ["A", "B"], properties: ["k": 1.0]))
  }

  private var relationshipR: Relationship {
    Relationship(id: 7, contents: .init(type: "R", start: 1, end: 2, properties: [:]))
  }

  @Test func writesScalars() throws {
    #expect(try written(nil) == "null")
    #expect(try written(true) == "true")
    #expect(try written(.integer(.min)) == "-9223372036854775808")
    #expect(try written(.integer(.max)) == "9223372036854775807")
    #expect(try written(0) == "0")
    #expect(try written(1.0) == "1.0")
    #expect(try written(-0.0) == "-0.0")
    #expect(try written(1e300) == "1e+300")
    #expect(try written(.float(.nan)) == #"{"$float":"NaN"}"#)
    #expect(try written(.float(-.infinity), .plain) == #""-Infinity""#)
    #expect(try written("a\"\\\n\u{1}\u{7F}\u{E9}") == "\"a\\\"\\\\\\n\\u0001\u{7F}\u{E9}\"")
  }

  @Test func writesContainers() throws {
    #expect(try written([1, [], [:], "a"]) == #"[1,[],{},"a"]"#)
    #expect(try written(["$a": 1]) == #"{"$map":{"$a":1}}"#)
    #expect(try written(["$a": 1], .plain) == #"{"$a":1}"#)
  }

  @Test func writesEntitiesForPeopleAndForOurselves() throws {
    let path = Path(
      nodes: [nodeA, Node(id: 2, contents: .init(labels: [], properties: [:]))],
      relationships: [relationshipR])
    #expect(
      try written(.path(path), .plain)
        == #"[{"id":1,"labels":["A","B"],"properties":{"k":1.0}},"#
        + #"{"id":7,"type":"R","start":1,"end":2,"properties":{}},"#
        + #"{"id":2,"labels":[],"properties":{}}]"#)
    #expect(
      try written(.relationship(relationshipR))
        == #"{"$rel":{"id":7,"type":"R","start":1,"end":2,"props":{}}}"#)
    #expect(try written(.node(Node(id: 4))) == #"{"$node":{"id":4}}"#)
    let place = PointValue(system: .cartesian3D, x: 1, y: 2, z: 3)
    #expect(try written(.point(place), .plain) == #"{"srid":9157,"x":1.0,"y":2.0,"z":3.0}"#)
  }
}
