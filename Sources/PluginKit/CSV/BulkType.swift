import GraphModel

/// The type of a column of a bulk CSV file, by the word that its header uses.
///
/// The words are those of Neo4j's bulk import; ``json`` is ours, for values that the others cannot
/// hold.
public enum BulkType: String, CaseIterable, Sendable {
  case string
  case int
  case long
  case short
  case byte
  case float
  case double
  case boolean
  case char
  case date
  case localTime = "localtime"
  case time
  case localDateTime = "localdatetime"
  case dateTime = "datetime"
  case duration
  case point
  case json
}

extension BulkType {
  /// The value that `text` is of this type.
  ///
  /// - Throws: ``OptionError`` where it is none.
  public func value(of text: Text) throws(OptionError) -> Value {
    do {
      return try text.withUTF8 { bytes in
        Result { () throws(Mismatch) in try value(of: bytes) }
      }.get()
    } catch {
      throw OptionError(error.message, hint: error.hint)
    }
  }

  /// What is wrong with a field: why its text is no value of the type.
  struct Mismatch: Error {
    var message: String
    var hint: String?
  }

  /// The value that `bytes` are of this type.
  func value(of bytes: UnsafeBufferPointer<UInt8>) throws(Mismatch) -> Value {
    switch self {
    case .string: return .text(Text(String(decoding: bytes, as: UTF8.self)))
    case .int, .long, .short, .byte: return .integer(try integer(bytes))
    case .float, .double: return .float(try float(bytes))
    case .boolean: return .boolean(try boolean(bytes))
    case .char: return .text(try character(bytes))
    case .point: return .point(try point(bytes))
    case .json: return try json(bytes)
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration: return try temporal(bytes)
    }
  }

  private func mismatch(
    _ bytes: UnsafeBufferPointer<UInt8>, _ what: String, hint: String? = nil
  ) -> Mismatch {
    Mismatch(
      message: "'\(String(decoding: bytes.prefix(60), as: UTF8.self))' is no \(what)",
      hint: hint ?? "Leave the field empty where nothing is stated")
  }

  private func integer(_ bytes: UnsafeBufferPointer<UInt8>) throws(Mismatch) -> Int {
    let negative = bytes.first == UInt8(ascii: "-")
    let digits = negative || bytes.first == UInt8(ascii: "+") ? bytes[1...] : bytes[...]
    guard !digits.isEmpty else { throw mismatch(bytes, "integer") }
    var value = 0
    for byte in digits {
      guard byte >= 0x30, byte <= 0x39 else { throw mismatch(bytes, "integer") }
      let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let digit = Int(byte &- 0x30)
      let (sum, tooLargeStill) = tens.addingReportingOverflow(negative ? -digit : digit)
      guard !tooLarge, !tooLargeStill else {
        throw mismatch(bytes, "integer of 64 bits", hint: "Make the column text: no suffix at all")
      }
      value = sum
    }
    let range: ClosedRange<Int> =
      switch self {
      case .byte: -128...127
      case .short: -32_768...32_767
      default: Int.min...Int.max
      }
    guard range.contains(value) else { throw mismatch(bytes, "\(rawValue)") }
    return value
  }

  private func float(_ bytes: UnsafeBufferPointer<UInt8>) throws(Mismatch) -> Double {
    let text = String(decoding: bytes, as: UTF8.self)
    switch text {
    case "NaN": return .nan
    case "Infinity", "+Infinity": return .infinity
    case "-Infinity": return -.infinity
    default: break
    }
    // `Double.init` also takes hexadecimal digits and words, which no CSV means.
    let isDecimal = bytes.allSatisfy {
      ($0 >= 0x30 && $0 <= 0x39) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
    }
    guard isDecimal, let value = Double(text), value.isFinite else {
      throw mismatch(
        bytes, "float of 64 bits",
        hint: bytes.contains(UInt8(ascii: ",")) ? "Write a decimal point, not a comma" : nil)
    }
    return value
  }

  private func boolean(_ bytes: UnsafeBufferPointer<UInt8>) throws(Mismatch) -> Bool {
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "true": return true
    case "false": return false
    default: throw mismatch(bytes, "boolean", hint: "Write true or false")
    }
  }

  private func character(_ bytes: UnsafeBufferPointer<UInt8>) throws(Mismatch) -> Text {
    let text = Text(String(decoding: bytes, as: UTF8.self))
    guard text.codePointCount == 1 else { throw mismatch(bytes, "single character") }
    return text
  }

  private func json(_ bytes: UnsafeBufferPointer<UInt8>) throws(Mismatch) -> Value {
    do {
      return try JSONReader().value(of: bytes)
    } catch {
      throw Mismatch(message: "The JSON is not valid: \(error.message)", hint: nil)
    }
  }

  private func temporal(_ bytes: UnsafeBufferPointer<UInt8>) throws(Mismatch) -> Value {
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      switch self {
      case .date: return .date(try DateValue(parsing: text))
      case .localTime: return .localTime(try LocalTimeValue(parsing: text))
      case .time: return .time(try TimeValue(parsing: text, defaultOffset: 0))
      case .localDateTime: return .localDateTime(try LocalDateTimeValue(parsing: text))
      case .dateTime: return .dateTime(try DateTimeValue(parsing: text, defaultOffset: 0))
      default: return .duration(try DurationValue(parsing: text))
      }
    } catch {
      throw Mismatch(message: error.message, hint: error.hint)
    }
  }
}
