import GraphEngine
import GraphModel

/// Writes the properties of a record as a row keeps them, and lists them for the index.
///
/// Records of one source have mostly the same keys in the same order: each is compared with the one
/// that stood there in the record before, and only where it differs looked up. The bytes are those that
/// `JSONWriter` would write.
final class RecordRowWriter {
  /// A key: its name, how it stands in a row, its number.
  fileprivate final class Key {
    let name: Text
    /// Whether it could be taken for a tag.
    let isTag: Bool
    let json: [UInt8]
    let number: Int

    init(_ name: Text, number: Int) {
      self.name = name
      self.number = number
      var writer = JSONWriter()
      writer.write(name)
      json = writer.bytes + [UInt8(ascii: ":")]
      isTag = json[1] == UInt8(ascii: "$")
    }
  }

  private let noteKey: (Text) throws -> Int
  private var known: [Text: Key] = [:]
  /// The keys of the record before.
  private var shape: [Key] = []
  private var bytes = RowBytes()
  private var fields: [BulkProperties.Field] = []
  /// Whether a key could be taken for a tag; such a row is rare, and written by who knows how.
  private var isTagged = false
  /// Writes what is neither an integer nor a text.
  private var others = JSONWriter()

  /// - Parameter noteKey: Called with each key before the first row that has it; gives its number.
  init(noteKey: @escaping (Text) throws -> Int) { self.noteKey = noteKey }

  /// The properties of a record, good until the next call; nil where it has none. Null states none.
  ///
  /// - Throws: `Diagnostic` where a property cannot hold its value.
  func properties(_ map: MapValue) throws -> BulkProperties? {
    begin()
    for index in 0..<map.entries.count {
      let (name, value) = map.entries.elements[index]
      try write(name, value)
    }
    if fields.isEmpty { return nil }
    if isTagged { try writeTagged(map) } else { bytes.append(UInt8(ascii: "}")) }
    return BulkProperties(json: bytes.written, fields: fields)
  }

  /// The keys that many records have in common, looked up when the first of them states one.
  final class Keys {
    let names: [Text]
    fileprivate var known: [Key?]

    init(_ names: [Text]) {
      self.names = names
      known = names.map { _ in nil }
    }
  }

  /// The properties `keys` with a value each, as ``properties(_:)`` gives them.
  ///
  /// - Throws: `Diagnostic` where a property cannot hold its value.
  func properties(_ keys: Keys, _ values: ArraySlice<Value>) throws -> BulkProperties? {
    begin()
    var index = 0
    for value in values {
      try value.checkStorable(as: keys.names[index])
      if !value.isNull {
        let key = try keys.known[index] ?? self.key(keys.names[index])
        keys.known[index] = key
        try write(key, value)
      }
      index &+= 1
    }
    if fields.isEmpty { return nil }
    if isTagged {
      try writeTagged(MapValue(zip(keys.names, values)))
    } else {
      bytes.append(UInt8(ascii: "}"))
    }
    return BulkProperties(json: bytes.written, fields: fields)
  }

  private func begin() {
    bytes.cut(to: 0)
    fields.removeAll(keepingCapacity: true)
    isTagged = false
  }

  @inline(__always)
  private func write(_ name: Text, _ value: Value) throws {
    try value.checkStorable(as: name)
    if value.isNull { return }
    try write(try key(name, at: fields.count), value)
  }

  @inline(__always)
  private func write(_ key: Key, _ value: Value) throws {
    if key.isTag { isTagged = true }
    bytes.append(fields.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
    key.json.withUnsafeBufferPointer { bytes.append($0) }
    fields.append(BulkProperties.Field(key: key.number, content: try append(value)))
  }

  @inline(__always)
  private func key(_ name: Text, at position: Int) throws -> Key {
    if position < shape.count, shape[position].name == name { return shape[position] }
    return try otherKey(name, at: position)
  }

  private func otherKey(_ name: Text, at position: Int) throws -> Key {
    let key = try key(name)
    if position < shape.count { shape[position] = key } else { shape.append(key) }
    return key
  }

  private func key(_ name: Text) throws -> Key {
    if let key = known[name] { return key }
    let key = Key(name, number: try noteKey(name))
    known[name] = key
    return key
  }

  private func append(_ value: Value) throws -> BulkProperties.Content {
    switch value {
    case .integer(let integer):
      bytes.append(integer)
      return .integer(integer)
    case .text(let text):
      let place = text.withUTF8 { bytes.append(text: $0) }
      return place.map { .text($0) } ?? .value(value)
    default:
      others.removeAll()
      do throws(JSONError) {
        try others.write(value)
      } catch {
        throw Diagnostic(.typeError, .runtime, "InvalidPropertyType", error.message)
      }
      others.bytes.withUnsafeBufferPointer { bytes.append($0) }
      return .value(value)
    }
  }

  private func writeTagged(_ map: MapValue) throws {
    var stated = map
    stated.entries.removeAll { $0.value.isNull }
    var writer = JSONWriter()
    try writer.write(stated)
    bytes.cut(to: 0)
    writer.bytes.withUnsafeBufferPointer { bytes.append($0) }
    // Texts stand elsewhere now.
    fields.removeAll(keepingCapacity: true)
    for (name, value) in stated.entries {
      let key = try key(name, at: fields.count)
      fields.append(BulkProperties.Field(key: key.number, content: .value(value)))
    }
  }
}
