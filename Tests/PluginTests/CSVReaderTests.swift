import PluginKit
import Testing

@Suite struct CSVReaderTests {
  /// A field as the tests write it: nil is absent.
  typealias Fields = [String?]

  static func records(_ bytes: [UInt8], _ dialect: CSVDialect = CSVDialect()) throws -> [Fields] {
    let csv = CSVReader(ByteStream(bytes, name: "t.csv"), dialect: dialect)
    var records: [Fields] = []
    while try csv.next() {
      records.append((0..<csv.count).map { csv.isAbsent($0) ? nil : csv.string($0) })
    }
    return records
  }

  @Test(arguments: [
    ("nothing", "", []),
    ("one field", "a", [["a"]]),
    ("a line end at the end", "a,b\n", [["a", "b"]]),
    ("no line end at the end", "a,b\nc,d", [["a", "b"], ["c", "d"]]),
    ("CRLF", "a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a byte order mark", "\u{FEFF}a,b\n", [["a", "b"]]),
    ("a byte order mark and a quote", "\u{FEFF}\"a\",b\n", [["a", "b"]]),
    ("absent and empty", ",\"\",\n", [[nil, "", nil]]),
    ("a quoted comma", "\"a,b\",c\n", [["a,b", "c"]]),
    ("a doubled quote", "\"say \"\"yes\"\"\",b\n", [["say \"yes\"", "b"]]),
    ("only quotes", "\"\"\"\"\n", [["\""]]),
    ("a quoted line end", "\"a\nb\r\nc\rd\",e\nf,g\n", [["a\nb\r\nc\rd", "e"], ["f", "g"]]),
    ("an empty line", "a\n\nb\n", [["a"], [nil], ["b"]]),
    ("blanks are text", " a , \"\n".replacing("\"", with: "'"), [[" a ", " '"]]),
    ("Welsh and an emoji", "ŵŷ,😀\n", [["ŵŷ", "😀"]]),
    ("Excel's separator line", "sep=;\na;b,c\n", [["a", "b,c"]]),
    ("Excel's separator line in quotes, with CRLF", "\"sep=\t\"\r\na\tb\r\n", [["a", "b"]]),
    ("only Excel's separator line", "sep=,", []),
    ("a text like Excel's line", "sep=;;\na\n", [["sep=;;"], ["a"]]),
    ("Excel's line in another place", "a\nsep=;\n", [["a"], ["sep=;"]]),
    ("a NUL in quotes", "a,\"b\nc\0\"\n", [["a", "b\nc\0"]]),
    ("a quote at the end of the file", "a,\"b\"", [["a", "b"]]),
    ("records of any length", "a\nb,c\n", [["a"], ["b", "c"]]),
  ])
  func reads(_ name: String, _ text: String, _ expected: [Fields]) throws {
    #expect(try Self.records(Array(text.utf8)) == expected)
  }

  @Test(arguments: [
    ("a quote inside a field", "a,b\nc,d\"e\n", "t.csv:2:4: A quote stands inside a field"),
    ("text after a quote", "\"a\"b,c\n", "t.csv:1:4: Text follows a closing quote"),
    ("a blank after a quote", "\"a\" ,c\n", "t.csv:1:4: Text follows a closing quote"),
    ("a quote that is never closed", "a,b\nŵ,\"c\nd\ne\n", "t.csv:2:3: The quote is never closed"),
    ("only a quote", "\"", "t.csv:1:1: The quote is never closed"),
    ("a lone carriage return", "a\rb\n", "t.csv:1:2: A carriage return stands alone"),
    ("old line ends", "a,b\rc,d\r", "t.csv:1:4: A carriage return stands alone"),
    ("a carriage return at the end", "a\n\"b\"\r", "t.csv:2:4: A carriage return stands alone"),
  ])
  func refuses(_ name: String, _ text: String, _ message: String) {
    let error = #expect(throws: ImportError.self) { try Self.records(Array(text.utf8)) }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }

  @Test(
    arguments: [
      ("latin-1", [0x61, 0x2C, 0xE9, 0x0A], "t.csv:1:3: The byte 0xE9 is not valid UTF-8"),
      ("after a quoted line end", Array("\"a\nŵ".utf8) + [0xC3, 0x22], "t.csv:2:2: The byte 0xC3"),
      ("a surrogate", [0xED, 0xA0, 0x80], "t.csv:1:1: The byte 0xED"),
      ("an overlong form", [0xC0, 0x80], "t.csv:1:1: The byte 0xC0"),
      ("beyond Unicode", [0xF4, 0x90, 0x80, 0x80], "t.csv:1:1: The byte 0xF4"),
      ("cut off", Array("a,".utf8) + [0xE2, 0x82], "t.csv:1:3: The byte 0xE2"),
      ("UTF-16", [0xFF, 0xFE, 0x61, 0x00], "t.csv:1:1: The file is UTF-16\n"),
      ("UTF-32", [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "t.csv:1:1: The file is UTF-32\n"),
      (
        "UTF-16LE without a mark",
        "id,n\na,é\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
        "t.csv:1:1: The file is UTF-16LE"
      ),
      (
        "UTF-16BE without a mark",
        "id,n\na,ŵ\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
        "t.csv:1:1: The file is UTF-16BE"
      ),
      (
        "UTF-32LE without a mark", "id,n".unicodeScalars.flatMap { [UInt8($0.value), 0, 0, 0] },
        "t.csv:1:1: The file is UTF-32LE"
      ),
      (
        "UTF-32BE without a mark", "id,n".unicodeScalars.flatMap { [0, 0, 0, UInt8($0.value)] },
        "t.csv:1:1: The file is UTF-32BE"
      ),
      ("a NUL", Array("a,b\nc,d\0e\n".utf8), "t.csv:2:4: The character NUL stands outside quotes"),
      ("gzip", [0x1F, 0x8B, 8, 0, 0], "t.csv:1:1: The file is compressed by gzip"),
      ("a workbook", [0x50, 0x4B, 3, 4, 20], "t.csv:1:1: The file is a ZIP archive"),
    ] as [(String, [UInt8], String)])
  func refusesBytes(_ name: String, _ bytes: [UInt8], _ message: String) {
    let error = #expect(throws: ImportError.self) { try Self.records(bytes) }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }

  @Test func otherDelimiters() throws {
    let tabs = CSVDialect(delimiter: UInt8(ascii: "\t"))
    #expect(try Self.records(Array("a\tb,c\n".utf8), tabs) == [["a", "b,c"]])
    let semicolons = CSVDialect(delimiter: UInt8(ascii: ";"))
    #expect(try Self.records(Array("a;\"b;c\"\n".utf8), semicolons) == [["a", "b;c"]])
    #expect(try Self.records(Array("sep=;\na;b\n".utf8), semicolons) == [["a", "b"]])
    let error = #expect(throws: ImportError.self) {
      try Self.records(Array("sep=;\na;b\n".utf8), tabs)
    }
    #expect(error?.message.contains("';' parts the fields") == true)
  }

  @Test func placesAfterTheSeparatorLine() throws {
    let csv = CSVReader(ByteStream(Array("sep=;\na;b\n".utf8), name: "t.csv"))
    #expect(try csv.next() && csv.place(of: 1) == SourcePlace("t.csv", line: 2, column: 3))
  }

  @Test func limits() throws {
    let short = CSVDialect(recordLimit: 10, fieldLimit: 3)
    #expect(try Self.records(Array("a,b,c\nd\n".utf8), short).count == 2)
    #expect(throws: ImportError.self) { try Self.records(Array("a,b,c,d\n".utf8), short) }
    #expect(throws: ImportError.self) { try Self.records(Array("abcdefghijk\n".utf8), short) }
    let long = String(repeating: "x", count: 1 << 20)
    #expect(throws: ImportError.self) {
      try Self.records(Array("\"\(long)".utf8), CSVDialect(recordLimit: 1 << 19))
    }
  }

  @Test func placesOfFields() throws {
    let csv = CSVReader(ByteStream(Array("ŵ,b\n\"x\ny\",\"z\",w\n".utf8), name: "t.csv"))
    #expect(try csv.next() && csv.place(of: 1) == SourcePlace("t.csv", line: 1, column: 3))
    #expect(try csv.next() && csv.line == 2)
    #expect(csv.place(of: 0) == SourcePlace("t.csv", line: 2, column: 1))
    #expect(csv.place(of: 1) == SourcePlace("t.csv", line: 3, column: 4))
    #expect(csv.place(of: 2) == SourcePlace("t.csv", line: 3, column: 8))
  }

  /// Random texts from the characters that matter, against a reader of a few lines that holds the
  /// whole text; also behind a first field so long that the text crosses the edge of the buffer.
  @Test(arguments: 0..<8) func againstAPlainReader(_ seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let alphabet = Array("ab,,\"\"\n\n\r".unicodeScalars) + ["é", "€"]
    for round in 0..<4_000 {
      let length = Int.random(in: 0...14, using: &random)
      var text = ""
      for _ in 0..<length {
        text.unicodeScalars.append(alphabet.randomElement(using: &random) ?? "a")
      }
      // 2¹⁸ is the first size of the buffer.
      let padding = round % 1_000 == 0 ? (1 << 18) - Int.random(in: 0...14, using: &random) : 0
      let whole = String(repeating: "p", count: padding) + text
      let plain = PlainCSV.records(whole)
      let read = try? Self.records(Array(whole.utf8))
      #expect(read == plain, "seed \(seed), \(text.debugDescription), \(padding) before it")
    }
  }
}

/// CSV by the letter of RFC 4180, with no regard to speed; nil where the text is not CSV.
enum PlainCSV {
  static func records(_ text: String) -> [[String?]]? {
    var rest = Array(text.unicodeScalars)[...]
    var records: [[String?]] = []
    while !rest.isEmpty {
      var record: [String?] = []
      while true {
        guard let field = field(&rest) else { return nil }
        record.append(field)
        if rest.first == "," {
          rest.removeFirst()
        } else {
          break
        }
      }
      records.append(record)
      if rest.isEmpty { break }
      if rest.first == "\r" { rest.removeFirst() }
      guard rest.popFirst() == "\n" else { return nil }
    }
    return records
  }

  /// The outer nil: not CSV; the inner: an absent field.
  private static func field(_ rest: inout ArraySlice<Unicode.Scalar>) -> String?? {
    var text = String.UnicodeScalarView()
    guard rest.first == "\"" else {
      while let next = rest.first, next != ",", next != "\n", next != "\r" {
        if next == "\"" { return nil }
        text.append(next)
        rest.removeFirst()
      }
      return .some(text.isEmpty ? nil : String(text))
    }
    rest.removeFirst()
    while let next = rest.popFirst() {
      if next == "\"" {
        guard rest.first == "\"" else { return .some(String(text)) }
        rest.removeFirst()
      }
      text.append(next)
    }
    return nil
  }
}

/// A small generator of random numbers that gives the same ones for the same seed (splitmix64).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
