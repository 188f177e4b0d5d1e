/// Reads CSV (RFC 4180) as byte slices, strictly.
///
/// A field is in quotes or it is not; an unquoted empty field is *absent*, `""` is the empty text.
/// Lines end with LF or CRLF, inside quotes any line end is text. A byte order mark is skipped; a
/// first line such as `sep=;` says what parts the fields and is no record. What is not CSV is an error
/// with its place: a quote inside an unquoted field, text after a closing quote, a quote that is never
/// closed, a lone carriage return, invalid UTF-8, a NUL outside quotes, another encoding. Records are as long
/// as they are written; whether that is right, ``BulkHeader`` and other readers of tables decide.
///
///     let csv = CSVReader(try source.stream())
///     while try csv.next() {
///       for field in 0..<csv.count where !csv.isAbsent(field) { print(csv.text(field)) }
///     }
///
/// Used from one thread at a time.
///
/// - Complexity: O(*n*) in the number of bytes; no allocation for a record.
public final class CSVReader {
  private let buffer: ByteBuffer
  private let dialect: CSVDialect
  private let record: UnsafeMutablePointer<Record>
  private var started = false
  private var scratch: [UInt8] = []

  /// Where the reader is: behind a pointer, which nobody checks for overlapping accesses.
  private struct Record {
    var line = 1
    var number = 0
    /// The byte between two fields.
    var delimiter = UInt8(ascii: ",")
    var fields: ContiguousArray<Field> = []
    /// Bytes of the record with its line end, and the line ends within them.
    var length = 0
    var lineEnds = 0
  }

  private struct Field {
    /// Offsets from the start of the record, inside the quotes.
    var start: Int32
    var end: Int32
    var isQuoted: Bool
    /// Whether a quote is doubled in it.
    var isEscaped: Bool
  }

  /// A reader of `stream`.
  public init(_ stream: ByteStream, dialect: CSVDialect = CSVDialect()) {
    buffer = ByteBuffer(stream)
    self.dialect = dialect
    record = .allocate(capacity: 1)
    record.initialize(to: Record())
    if let delimiter = dialect.delimiter { record.pointee.delimiter = delimiter }
  }

  deinit {
    record.deinitialize(count: 1)
    record.deallocate()
  }

  /// The line on which the current record begins, from 1.
  public var line: Int { record.pointee.line }

  /// The number of records read.
  public var records: Int { record.pointee.number }

  /// The name of the stream.
  public var name: String { buffer.stream.name }

  /// The number of fields of the current record.
  public var count: Int { record.pointee.fields.count }

  /// Whether the field is empty and has no quotes.
  public func isAbsent(_ field: Int) -> Bool {
    let field = record.pointee.fields[field]
    return field.start == field.end && !field.isQuoted
  }

  /// Whether the field is in quotes.
  public func isQuoted(_ field: Int) -> Bool { record.pointee.fields[field].isQuoted }

  /// Lends the bytes of a field, without quotes, for as long as `body` runs.
  public func withBytes<R>(
    of field: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    let field = record.pointee.fields[field]
    let bytes = UnsafeBufferPointer(
      start: buffer.bytes + buffer.start + Int(field.start), count: Int(field.end - field.start))
    guard field.isEscaped else { return try body(bytes) }
    scratch.removeAll(keepingCapacity: true)
    var i = 0
    while i < bytes.count {
      scratch.append(bytes[i])
      // Of two quotes the first stands for both.
      i += bytes[i] == quote ? 2 : 1
    }
    return try scratch.withUnsafeBufferPointer(body)
  }

  /// The bytes of a field, good until the next record; nil where a doubled quote stands for one, so that
  /// they do not stand in the file as they are.
  package func plainBytes(of field: Int) -> UnsafeBufferPointer<UInt8>? {
    let field = record.pointee.fields[field]
    if field.isEscaped { return nil }
    return UnsafeBufferPointer(
      start: buffer.bytes + buffer.start + Int(field.start), count: Int(field.end - field.start))
  }

  /// The field as a string; empty where it is absent.
  public func string(_ field: Int) -> String {
    withBytes(of: field) { String(decoding: $0, as: UTF8.self) }
  }

  /// Where a field begins, with its quote.
  ///
  /// - Complexity: O(*n*) in the bytes of the record; meant for messages.
  public func place(of field: Int) -> SourcePlace {
    guard field < count else { return place(at: max(0, record.pointee.length - 1)) }
    let field = record.pointee.fields[field]
    return place(at: Int(field.start) - (field.isQuoted ? 1 : 0))
  }

  /// The current record as it stands in the file, without its line end.
  public var recordText: String {
    var bytes = UnsafeBufferPointer(
      start: buffer.bytes + buffer.start, count: record.pointee.length)[...]
    while let last = bytes.last, last == lineFeed || last == carriageReturn { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where the current record begins.
  public var place: SourcePlace { SourcePlace(name, line: line) }

  /// Goes to the next record; false after the last.
  ///
  /// - Throws: ``FileError``; ``ImportError`` where the text is not CSV or a limit is passed.
  public func next() throws -> Bool {
    if started {
      buffer.start += record.pointee.length
      record.pointee.line += record.pointee.lineEnds
    } else {
      started = true
      try buffer.checkEncoding()
      try takeSeparatorLine()
    }
    record.pointee.length = 0
    record.pointee.lineEnds = 0
    record.pointee.fields.removeAll(keepingCapacity: true)
    guard try scanRecord() else { return false }
    record.pointee.number += 1
    return true
  }

  /// Gives up the record at which ``next()`` has thrown, so that the next call begins behind its
  /// first line; false where there was no more.
  ///
  /// - Throws: ``FileError``; ``ImportError`` where the line is longer than a record may be.
  @discardableResult
  public func skipLine() throws -> Bool {
    record.pointee.length = 0
    record.pointee.lineEnds = 0
    record.pointee.fields.removeAll(keepingCapacity: true)
    while try has(record.pointee.length) {
      let byte = buffer.bytes[buffer.start + record.pointee.length]
      record.pointee.length += 1
      if byte == lineFeed {
        record.pointee.lineEnds = 1
        return true
      }
    }
    return record.pointee.length > 0
  }
}

private let quote = UInt8(ascii: "\"")
private let lineFeed: UInt8 = 0x0A
private let carriageReturn: UInt8 = 0x0D

extension CSVReader {
  /// What stands behind a field.
  private enum FieldEnd {
    case delimiter
    case record
  }

  /// Whether the byte of the record belongs to a field in quotes.
  private func isInQuotes(_ offset: Int) -> Bool {
    record.pointee.fields.contains { $0.isQuoted && $0.start <= offset && offset < $0.end }
  }

  /// Finds the fields of the record at the start of the buffer.
  private func scanRecord() throws -> Bool {
    var position = 0
    var isASCII = true
    guard try has(position) else { return false }
    while true {
      let end: FieldEnd
      if try has(position), buffer.bytes[buffer.start + position] == quote {
        end = try scanQuoted(&position, &isASCII)
      } else {
        end = try scanPlain(&position, &isASCII)
      }
      guard record.pointee.fields.count <= dialect.fieldLimit else {
        throw error("The record has more than \(dialect.fieldLimit) fields", at: position)
      }
      if end == .record { break }
    }
    if position > dialect.recordLimit { throw tooLong }
    record.pointee.length = position
    if let offset = buffer.nul(within: position, where: { !isInQuotes($0) }) {
      throw error(
        "The character NUL stands outside quotes", at: offset,
        hint: "The file is damaged, or text in another encoding: \(TextEncoding.conversion)")
    }
    if !isASCII {
      let record = UnsafeBufferPointer(start: buffer.bytes + buffer.start, count: position)
      if let offset = invalidUTF8(in: record) {
        throw error(
          "The byte 0x\(String(record[offset], radix: 16, uppercase: true)) is not valid UTF-8",
          at: offset,
          hint: "The file is in another encoding: \(TextEncoding.conversion)")
      }
    }
    return true
  }

  /// Takes the line by which Excel is told what parts the fields, where that is the first.
  private func takeSeparatorLine() throws(ImportError) {
    var line = buffer.window.prefix(10)
    guard let end = line.firstIndex(of: lineFeed) ?? (line.count < 10 ? line.endIndex : nil) else {
      return
    }
    line = line[..<end]
    if line.last == carriageReturn { line.removeLast() }
    if line.first == quote, line.last == quote { line = line.dropFirst().dropLast() }
    guard line.count == 5, let delimiter = line.last, delimiter != quote,
      line.dropLast().elementsEqual("sep=".utf8) || line.dropLast().elementsEqual("SEP=".utf8)
    else { return }
    if let wanted = dialect.delimiter, wanted != delimiter {
      throw error(
        "The first line says that '\(Unicode.Scalar(delimiter))' parts the fields, where "
          + "'\(Unicode.Scalar(wanted))' was asked for", at: 0)
    }
    guard delimiter < 0x80, delimiter == 0x09 || delimiter >= 0x20 else { return }
    record.pointee.delimiter = delimiter
    buffer.start = min(buffer.end, buffer.start + end + 1)
    record.pointee.line += 1
  }

  /// Whether there is a byte at `position` of the record, after reading more where needed.
  @inline(__always)
  private func has(_ position: Int) throws -> Bool {
    if buffer.start + position < buffer.end { return true }
    return try fill(position)
  }

  private func fill(_ position: Int) throws -> Bool {
    guard position <= dialect.recordLimit, let more = try buffer.fill(limit: dialect.recordLimit)
    else { throw tooLong }
    return more
  }

  private var tooLong: ImportError {
    error(
      "The record is longer than \(dialect.recordLimit) bytes", at: 0,
      hint: "A quote that is never closed makes one record of the rest of the file")
  }

  /// A field without quotes, from `position` to past what ends it.
  private func scanPlain(_ position: inout Int, _ isASCII: inout Bool) throws -> FieldEnd {
    let start = position
    let delimiter = record.pointee.delimiter
    // Every byte that matters is at most this one, or above ASCII.
    let plain = max(delimiter, UInt8(ascii: ",")) &+ 1
    while true {
      guard try has(position) else {
        append(start, position)
        return .record
      }
      let bytes = buffer.bytes + buffer.start
      let available = buffer.end - buffer.start
      while position < available {
        let byte = bytes[position]
        if byte &- plain < 0x80 &- plain {
          position &+= 1
          continue
        }
        if byte == delimiter {
          append(start, position)
          position &+= 1
          return .delimiter
        }
        if byte == lineFeed {
          append(start, position)
          position &+= 1
          record.pointee.lineEnds &+= 1
          return .record
        }
        if byte == carriageReturn {
          append(start, position)
          try endLine(&position)
          return .record
        }
        if byte == quote {
          throw error(
            "A quote stands inside a field that does not begin with one", at: position,
            hint: "Put the whole field in quotes and double those inside: \"say \"\"yes\"\"\"")
        }
        if byte >= 0x80 { isASCII = false }
        position &+= 1
      }
    }
  }

  /// A field in quotes, from its first quote at `position` to past what ends it.
  private func scanQuoted(_ position: inout Int, _ isASCII: inout Bool) throws -> FieldEnd {
    let opening = position
    let before = record.pointee.lineEnds
    position += 1
    var isEscaped = false
    while true {
      guard try has(position) else {
        record.pointee.lineEnds = before
        throw error(
          "The quote is never closed", at: opening,
          hint: "Close it, or double it where it is meant as a character: \"\"")
      }
      let bytes = buffer.bytes + buffer.start
      let available = buffer.end - buffer.start
      while position < available, bytes[position] != quote {
        if bytes[position] == lineFeed { record.pointee.lineEnds &+= 1 }
        if bytes[position] >= 0x80 { isASCII = false }
        position &+= 1
      }
      if position == available { continue }
      position += 1
      guard try has(position), buffer.bytes[buffer.start + position] == quote else { break }
      isEscaped = true
      position += 1
    }
    append(opening + 1, position - 1, isQuoted: true, isEscaped: isEscaped)
    guard try has(position) else { return .record }
    switch buffer.bytes[buffer.start + position] {
    case record.pointee.delimiter:
      position += 1
      return .delimiter
    case lineFeed, carriageReturn:
      try endLine(&position)
      return .record
    default:
      throw error(
        "Text follows a closing quote", at: position,
        hint: "Double the quotes that are meant as characters: \"say \"\"yes\"\"\"")
    }
  }

  /// LF or CRLF.
  private func endLine(_ position: inout Int) throws {
    if buffer.bytes[buffer.start + position] == carriageReturn {
      position += 1
      guard try has(position), buffer.bytes[buffer.start + position] == lineFeed else {
        throw error(
          "A carriage return stands alone", at: position - 1,
          hint: "Lines end with LF or CRLF; a text with a line break belongs in quotes")
      }
    }
    position += 1
    record.pointee.lineEnds += 1
  }

  private func append(
    _ start: Int, _ end: Int, isQuoted: Bool = false, isEscaped: Bool = false
  ) {
    // The record limit of 2³⁰ bytes keeps both within 32 bits.
    record.pointee.fields.append(
      Field(start: Int32(start), end: Int32(end), isQuoted: isQuoted, isEscaped: isEscaped))
  }

  private func error(_ message: String, at offset: Int, hint: String? = nil) -> ImportError {
    ImportError(message, at: place(at: offset), hint: hint)
  }

  /// The place of a byte of the current record.
  private func place(at offset: Int) -> SourcePlace {
    var line = line
    var column = 1
    for i in 0..<min(offset, buffer.end - buffer.start) {
      let byte = buffer.bytes[buffer.start + i]
      if byte == lineFeed {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return SourcePlace(name, line: line, column: column)
  }
}
