import GraphEngine
import GraphModel

/// Writes the properties of a row of a bulk file as JSON, straight from the bytes of its fields.
///
/// Integers and texts, which most columns hold, are copied; other types go through their value, so
/// that they are checked and spelled as everywhere else. The bytes are those that `JSONWriter` would
/// write for the same map.
final class BulkRowWriter {
  private var columns: [Column] = []
  /// Whether a key could be taken for a tag, so that the map must say that it is one.
  private let isTagged: Bool
  private let noteKey: (Text) throws -> Int
  private var fields: [BulkProperties.Field] = []
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 4_096
  private var count = 0

  private struct Column {
    var field: Int
    var column: BulkColumn
    /// The key in quotes and the colon.
    var key: [UInt8]
    var shape: Shape
    /// The number of the key, once the graph knows it.
    var number: Int?
  }

  private enum Shape {
    case integer
    case text
    case other
  }

  /// A writer for rows of `header`.
  ///
  /// - Parameter noteKey: Called with each key before the first row that has it; gives its number.
  init(_ header: BulkHeader, noteKey: @escaping (Text) throws -> Int) {
    self.noteKey = noteKey
    bytes = .allocate(capacity: capacity)
    for (field, column) in header.columns.enumerated() where !column.key.isEmpty {
      switch column.role {
      case .ignored, .label, .type: continue
      case .property, .id, .start, .end: break
      }
      var writer = JSONWriter()
      writer.write(column.key)
      let shape: Shape =
        switch column.type {
        case .int, .long: column.isList ? .other : .integer
        case .string: column.isList ? .other : .text
        default: .other
        }
      columns.append(
        Column(
          field: field, column: column, key: writer.bytes + [UInt8(ascii: ":")], shape: shape))
    }
    isTagged = columns.contains { $0.column.key.string.utf8.first == UInt8(ascii: "$") }
  }

  deinit { bytes.deallocate() }

  /// The properties of the current row, good until the next call; nil where it has none.
  ///
  /// - Throws: ``ImportError`` where a field is no value of its type.
  func properties(of csv: CSVReader) throws -> BulkProperties? {
    count = 0
    fields.removeAll(keepingCapacity: true)
    var isEmpty = true
    for index in columns.indices {
      let field = columns[index].field
      if csv.isAbsent(field) { continue }
      let start = count
      if isEmpty {
        if isTagged { append("{\"$map\":") }
        append(UInt8(ascii: "{"))
      } else {
        append(UInt8(ascii: ","))
      }
      columns[index].key.withUnsafeBufferPointer { append($0) }
      guard let content = try appendValue(of: columns[index], csv) else {
        count = start
        continue
      }
      isEmpty = false
      let number = try columns[index].number ?? noteKey(columns[index].column.key)
      columns[index].number = number
      fields.append(BulkProperties.Field(key: number, content: content))
    }
    if isEmpty { return nil }
    append(UInt8(ascii: "}"))
    if isTagged { append(UInt8(ascii: "}")) }
    return BulkProperties(json: UnsafeBufferPointer(start: bytes, count: count), fields: fields)
  }

  /// Writes the value of a field and returns it; nil where it amounts to an absent one.
  private func appendValue(
    of column: Column, _ csv: CSVReader
  ) throws -> BulkProperties.Content? {
    switch column.shape {
    case .integer:
      let plain: Int? = csv.withBytes(of: column.field) { field in
        guard let integer = BulkInteger(field), integer.isPlain else { return nil }
        append(field)
        return integer.value
      }
      if let plain { return .integer(plain) }
    case .text: return csv.withBytes(of: column.field) { appendText($0) }
    case .other: break
    }
    guard let value = try column.column.value(of: column.field, in: csv), !value.isNull else {
      return nil
    }
    guard value.isStorable else {
      throw ImportError(
        "A property cannot hold this \(value.typeName) (\(column.column.text))",
        at: csv.place(of: column.field),
        hint: "It holds a text, number, boolean, temporal value, point, or a list of those")
    }
    var writer = JSONWriter()
    try writer.write(value)
    writer.bytes.withUnsafeBufferPointer { append($0) }
    return .value(value)
  }

  private func appendText(_ text: UnsafeBufferPointer<UInt8>) -> BulkProperties.Content {
    reserve(text.count &+ 2)
    bytes[count] = UInt8(ascii: "\"")
    var target = count &+ 1
    for byte in text {
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        // Rare enough to be written anew by who knows the escapes.
        var writer = JSONWriter()
        let text = Text(String(decoding: text, as: UTF8.self))
        writer.write(text)
        writer.bytes.withUnsafeBufferPointer { append($0) }
        return .value(.text(text))
      }
      bytes[target] = byte
      target &+= 1
    }
    bytes[target] = UInt8(ascii: "\"")
    let start = count &+ 1
    count = target &+ 1
    return .text(start..<target)
  }

  @inline(__always)
  private func append(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count &+= 1
  }

  private func append(_ literal: StaticString) {
    append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  @inline(__always)
  private func append(_ new: UnsafeBufferPointer<UInt8>) {
    guard let start = new.baseAddress, !new.isEmpty else { return }
    reserve(new.count)
    (bytes + count).update(from: start, count: new.count)
    count &+= new.count
  }

  @inline(__always)
  private func reserve(_ more: Int) {
    if count &+ more > capacity { grow(to: count + more) }
  }

  private func grow(to needed: Int) {
    let capacity = max(needed, 2 * capacity)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: bytes, count: count)
    bytes.deallocate()
    (bytes, self.capacity) = (grown, capacity)
  }
}

/// An integer of at most 18 digits, as most are.
struct BulkInteger {
  let value: Int
  /// Whether it is spelled as JSON spells it: no plus sign, no leading zero, no negative zero.
  let isPlain: Bool

  /// Nil where `bytes` are anything else; ``BulkType`` then knows the rest.
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    guard bytes.count > start, bytes.count <= start &+ 18 else { return nil }
    var value = 0
    for index in start..<bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    let hasLeadingZero = bytes[start] == UInt8(ascii: "0")
    isPlain = !hasLeadingZero || (bytes.count == 1)
    self.value = isNegative ? 0 &- value : value
  }
}

extension Value {
  /// Whether a property can hold the value.
  fileprivate var isStorable: Bool {
    switch self {
    case .null, .map, .node, .relationship, .path: false
    case .list(let items):
      items.allSatisfy { item in
        if case .list = item { false } else { item.isStorable }
      }
    default: true
    }
  }
}
