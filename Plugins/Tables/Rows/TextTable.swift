import GraphModel
import PluginKit

/// A table that is a text: its encoding and its separator have been found out.
struct TextTable: TableSource {
  let name: String
  /// The byte between two cells.
  let separator: UInt8
  /// What a person should know about how it is read.
  private(set) var notes: [(message: String, place: SourcePlace)] = []
  private var contents: Contents
  private let dialect: CSVDialect

  private enum Contents {
    case bytes([UInt8])
    case stream(ImportSource)
  }

  /// A longer file is not held as a whole; it must be UTF-8, and types are guessed from its beginning.
  static let wholeLimit = 64 << 20

  var isWhole: Bool { if case .bytes = contents { true } else { false } }

  /// The table that `source` is, read by what `dialect` says of it.
  init(_ source: ImportSource, _ dialect: TableDialect) throws {
    name = source.name
    let sample: [UInt8]
    let encoding = dialect.encoding ?? .utf8
    if let count = source.byteCount, count > Self.wholeLimit, encoding == .utf8,
      try Self.isPlain(source.head()), try !Self.isOfBlanks(source.head(), dialect)
    {
      contents = .stream(source)
      sample = Array(try source.head().bytes)
    } else {
      let text = try DecodedText(source, as: dialect.encoding)
      if let summary = text.summary { notes.append((summary, text.summaryPlace)) }
      let bytes = Self.withLineFeeds(text.bytes)
      contents = .bytes(bytes)
      sample = Array(bytes.prefix(1 << 16))
    }
    let place = SourcePlace(name, line: 1)
    if case .bytes(let bytes) = contents, Self.isOfBlanks(sample, dialect) {
      let table = BlankTable(bytes, hasHeader: dialect.headerRows != 0)
      contents = .bytes(table.bytes)
      separator = UInt8(ascii: "\t")
      self.dialect = CSVDialect(delimiter: separator)
      if dialect.separator == nil { notes.append(("The cells are parted by blanks", place)) }
      if let name = table.nameOfRows {
        notes.append(
          (
            "The header has one name fewer than the rows have cells; the first column is called "
              + "'\(name)', as R writes names of rows", place
          ))
      }
      return
    }
    if let separator = dialect.separator {
      self.separator = separator
      self.dialect = CSVDialect(delimiter: separator)
    } else if let stated = SeparatorGuess.stated(in: sample) {
      separator = stated
      // The reader passes over the line that says so.
      self.dialect = CSVDialect()
    } else {
      separator = SeparatorGuess.separator(of: sample)
      self.dialect = CSVDialect(delimiter: separator)
      if separator != UInt8(ascii: ",") {
        notes.append(("The cells are parted by \(SeparatorGuess.title(separator))", place))
      }
    }
    mendQuotes()
  }

  /// Where quotes are not those of CSV, reads them as they are meant.
  private mutating func mendQuotes() {
    guard case .bytes(let bytes) = contents else { return }
    let mending = QuoteMending(bytes, separator: separator)
    guard let note = mending.note else { return }
    notes.append((note, SourcePlace(name, line: 1)))
    contents = .bytes(mending.bytes)
  }

  func rows() throws -> TextRows {
    switch contents {
    case .bytes(let bytes): TextRows(CSVReader(ByteStream(bytes, name: name), dialect: dialect))
    case .stream(let source): TextRows(CSVReader(try source.stream(), dialect: dialect))
    }
  }

  /// Whether blanks part the cells, by what was said or by a sample.
  private static func isOfBlanks(_ sample: [UInt8], _ dialect: TableDialect) -> Bool {
    if let separator = dialect.separator { return separator == BlankTable.separator }
    return SeparatorGuess.stated(in: sample) == nil
      && SeparatorGuess.surest(of: sample) == nil && BlankTable.isMet(in: sample)
  }

  private static func isOfBlanks(_ head: FileHead, _ dialect: TableDialect) -> Bool {
    isOfBlanks(Array(head.bytes), dialect)
  }

  /// Whether a file that begins so is text in UTF-8 with line ends that a stream is read by.
  private static func isPlain(_ head: FileHead) -> Bool {
    let bytes = Array(head.bytes)
    guard bytes.contains(0x0A), !bytes.contains(0) else { return false }
    // The last character may be cut off.
    return String(validating: bytes, as: UTF8.self) != nil
      || (1...3).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
  }

  /// The bytes with a line feed for each carriage return that stands alone outside of quotes.
  private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    var bytes = bytes
    var isQuoted = false
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == 0x0D, !isQuoted,
        index + 1 == bytes.count || bytes[index + 1] != 0x0A
      {
        bytes[index] = 0x0A
      }
    }
    return bytes
  }
}

/// The rows of a text.
final class TextRows: TableRows {
  static let isRagged = false
  private let csv: CSVReader

  init(_ csv: CSVReader) { self.csv = csv }

  var count: Int { csv.count }
  var place: SourcePlace { csv.place }
  var line: Int { csv.line }
  var rowText: String { csv.recordText }

  func next() throws -> Bool { try csv.next() }
  func recover() throws { try csv.skipLine() }

  func withBytes<R>(
    of column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    try csv.withBytes(of: column, body)
  }

  func plainBytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? { csv.plainBytes(of: column) }

  func place(of column: Int) -> SourcePlace { csv.place(of: column) }
}

/// Finds out what parts the cells of a text.
enum SeparatorGuess {
  static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

  static func title(_ separator: UInt8) -> String {
    switch separator {
    case 0x09: "tabs"
    case 0x2C: "commas"
    case 0x3B: "semicolons"
    default: "'\(Unicode.Scalar(separator))'"
    }
  }

  /// What a first line such as `sep=;` says.
  static func stated(in sample: [UInt8]) -> UInt8? {
    let line = sample.prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 != UInt8(ascii: "\"") }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep="
    else { return nil }
    return line[4]
  }

  /// The candidate by which most lines have the same number of cells, more than one; else a comma.
  static func separator(of sample: [UInt8]) -> UInt8 { surest(of: sample) ?? UInt8(ascii: ",") }

  /// Why a file that nothing else tells may be a table.
  static func likeness(_ head: FileHead) -> Likeness? {
    let lines = head.lines
    guard head.json == nil, !head.begins(with: "<"), lines.count > 1 else { return nil }
    // A line that is cut off has fewer cells.
    let sample = Array(lines.map { $0 + "\n" }.joined().utf8)
    if let separator = surest(of: sample) {
      let counts = cellCounts(of: sample, separator)
      guard counts.count(where: { $0 > 1 }) * 10 >= lines.count * 6 else { return nil }
      let header = cells(of: lines.first { !$0.isEmpty } ?? "", separator)
      let isEven = counts.allSatisfy { $0 == counts[0] }
      return Likeness(
        "cells parted by \(title(separator))", isEven ? certainty(of: header) : .possible)
    }
    guard BlankTable.isMet(in: sample) else { return nil }
    let header = lines.first { !$0.isEmpty }.map { $0.split { $0 == " " || $0 == "\t" } } ?? []
    return Likeness("cells parted by blanks", certainty(of: header.map(String.init)))
  }

  /// The cells of a line, without their quotes.
  private static func cells(of line: String, _ separator: UInt8) -> [String] {
    var cells: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in line.utf8 {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == separator, !isQuoted {
        cells.append([])
      } else {
        cells[cells.count - 1].append(byte)
      }
    }
    return cells.map { String(decoding: $0, as: UTF8.self) }
  }

  /// How sure a first line is the header of a table: two columns named as the ends of links always are, other
  /// names where none is a number or empty, or like another.
  private static func certainty(of header: [String]) -> Likeness.Certainty {
    let names = header.map { $0.trimmed.lowercased() }
    if MappingGuess.namesEnds(names) { return .certain }
    guard let first = names.first else { return .possible }
    let isHeader =
      Set(names).count == names.count && !names.contains("") && Double(first) == nil
      // After the commas of prose there is a blank.
      && !header.contains { $0.hasPrefix(" ") } && names.allSatisfy { $0.utf8.count <= 100 }
    return isHeader ? .likely : .possible
  }

  /// The candidate by which most lines have the same number of cells; nil where it is one by all of them.
  static func surest(of sample: [UInt8]) -> UInt8? {
    var best: (score: Int, separator: UInt8?) = (0, nil)
    for candidate in candidates {
      let counts = cellCounts(of: sample, candidate)
      let usual = Dictionary(grouping: counts) { $0 }.mapValues(\.count).max {
        ($0.value, $0.key) < ($1.value, $1.key)
      }
      guard let usual, usual.key > 1 else { continue }
      // Agreement counts for more than the number of cells: prose has commas too.
      let score = usual.value * usual.value * 1_000 / counts.count + min(usual.key, 200)
      if score > best.score { best = (score, candidate) }
    }
    return best.separator
  }

  /// The number of cells of each line, of those that are not blank; at most a hundred.
  private static func cellCounts(of sample: [UInt8], _ separator: UInt8) -> [Int] {
    var counts: [Int] = []
    var cells = 1
    var isBlank = true
    var isQuoted = false
    for byte in sample {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        isBlank = false
      } else if isQuoted {
        continue
      } else if byte == 0x0A {
        if !isBlank { counts.append(cells) }
        if counts.count == 100 { return counts }
        (cells, isBlank) = (1, true)
      } else if byte == separator {
        cells += 1
        isBlank = false
      } else if byte > 0x20 {
        isBlank = false
      }
    }
    // A sample that is cut off ends within a line.
    if !isBlank, counts.count < 2 { counts.append(cells) }
    return counts
  }
}
