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
  private var bytes = RowBytes()

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

  /// The properties of the current row, good until the next call; nil where it has none.
  ///
  /// - Throws: ``ImportError`` where a field is no value of its type.
  func properties(of csv: CSVReader) throws -> BulkProperties? {
    bytes.cut(to: 0)
    fields.removeAll(keepingCapacity: true)
    var isEmpty = true
    for index in columns.indices {
      let field = columns[index].field
      if csv.isAbsent(field) { continue }
      let start = bytes.count
      if isEmpty {
        if isTagged { bytes.append("{\"$map\":") }
        bytes.append(UInt8(ascii: "{"))
      } else {
        bytes.append(UInt8(ascii: ","))
      }
      columns[index].key.withUnsafeBufferPointer { bytes.append($0) }
      guard let content = try appendValue(of: columns[index], csv) else {
        bytes.cut(to: start)
        continue
      }
      isEmpty = false
      let number = try columns[index].number ?? noteKey(columns[index].column.key)
      columns[index].number = number
      fields.append(BulkProperties.Field(key: number, content: content))
    }
    if isEmpty { return nil }
    bytes.append(UInt8(ascii: "}"))
    if isTagged { bytes.append(UInt8(ascii: "}")) }
    return BulkProperties(json: bytes.written, fields: fields)
  }

  /// Writes the value of a field and returns it; nil where it amounts to an absent one.
  private func appendValue(
    of column: Column, _ csv: CSVReader
  ) throws -> BulkProperties.Content? {
    switch column.shape {
    case .integer:
      let plain: Int? = csv.withBytes(of: column.field) { field in
        guard let integer = IntegerText(field), integer.isPlain else { return nil }
        bytes.append(field)
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
    writer.bytes.withUnsafeBufferPointer { bytes.append($0) }
    return .value(value)
  }

  private func appendText(_ text: UnsafeBufferPointer<UInt8>) -> BulkProperties.Content {
    if let place = bytes.append(text: text) { return .text(place) }
    return .value(.text(Text(String(decoding: text, as: UTF8.self))))
  }
}
