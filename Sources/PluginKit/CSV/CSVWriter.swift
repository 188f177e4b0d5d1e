import GraphModel

/// Writes CSV (RFC 4180) into bytes of its own: LF line ends, quotes only where they are needed.
///
///     var csv = CSVWriter()
///     csv.field("a;b")
///     csv.absent()
///     csv.field("")
///     csv.endRecord()          // a;b,,""
public struct CSVWriter: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8
  private var isFirst = true

  /// A writer that parts fields by `delimiter`.
  public init(delimiter: UInt8 = UInt8(ascii: ",")) { self.delimiter = delimiter }

  /// Writes a text; one that is empty gets quotes, which tell it from an absent field.
  public mutating func field(_ text: Text) { text.withUTF8 { field($0) } }

  /// Writes a field of the given bytes, which are UTF-8.
  public mutating func field(_ field: some Collection<UInt8>) {
    separate()
    let needsQuotes =
      field.isEmpty
      || field.contains {
        $0 == UInt8(ascii: "\"") || $0 == delimiter || $0 == 0x0A || $0 == 0x0D || $0 == 0
      }
    guard needsQuotes else {
      bytes.append(contentsOf: field)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in field {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes an absent field: nothing at all.
  public mutating func absent() { separate() }

  /// Ends the record.
  public mutating func endRecord() {
    bytes.append(0x0A)
    isFirst = true
  }

  /// Forgets what was written, but keeps the room.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
  }

  private mutating func separate() {
    if isFirst { isFirst = false } else { bytes.append(delimiter) }
  }
}
