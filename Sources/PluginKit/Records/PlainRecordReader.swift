import GraphModel

/// Reads a record that is written as most are, straight from its bytes: the members that are known, each
/// once, keys and texts without escapes.
///
/// Whatever is written otherwise, or is wrong, is nothing to it: who asks hands the same bytes to
/// ``JSONRecordDecoder`` then, which knows all of JSON and says what is wrong. So the two agree, and lines
/// by the million make no map of their members on the way.
///
///     if let record = plain.record(bytes, of: decoder, in: file) { … }
///
/// - Complexity: O(*n*) in the bytes of the record; labels that are those of the record before cost nothing.
package struct PlainRecordReader {

  private let decoder: JSONRecordDecoder
  /// Whether records may have a key and a place of their own, as those of plugins do.
  private let isOnWire: Bool
  private let reader: JSONReader
  /// The labels of the record before, as they stood there.
  private var labels: (json: [UInt8], names: [Text]) = ([], [])

  /// A reader by the conventions of `decoder`.
  package init(_ decoder: JSONRecordDecoder, isOnWire: Bool) {
    self.decoder = decoder
    self.isOnWire = isOnWire
    reader = JSONReader(tags: decoder.tags ? .read : .ignore)
  }

  /// The members of a record, as far as they were read.
  private struct Members {
    var isNode: Bool?
    var id: Text?
    var labels: [Text]?
    var type: Text?
    var start: Text?
    var end: Text?
    var properties: MapValue?
    var line: Int?
    var column: Int?
    var key: Text?
    /// A bit for each member that was there.
    var seen = 0
  }

  /// The record in `bytes`, which stands at `place` unless it says where; nil where it is not read here.
  package mutating func record(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: @autoclosure () -> SourcePlace
  ) -> GraphRecord? {
    // Texts that stand for values of other types are looked at one by one.
    guard decoder.types.isEmpty else { return nil }
    var scan = MemberScan(bytes)
    guard scan.take(UInt8(ascii: "{")) else { return nil }
    var members = Members()
    repeat {
      guard let name = scan.key(), read(name, from: &scan, into: &members) else { return nil }
    } while scan.take(UInt8(ascii: ","))
    guard scan.take(UInt8(ascii: "}")), scan.isAtEnd, let isNode = members.isNode else {
      return nil
    }
    var place = place()
    if isOnWire { (place.line, place.column) = (members.line, members.column) }
    if isNode {
      guard members.type == nil, members.start == nil, members.end == nil else { return nil }
      return .node(
        ImportedNode(
          members.id.map { NodeReference($0) }, labels: members.labels ?? [],
          properties: members.properties ?? MapValue(),
          key: isOnWire ? members.key : decoder.key, at: place))
    }
    guard let type = members.type, let start = members.start, let end = members.end,
      members.labels == nil
    else { return nil }
    return .relationship(
      ImportedRelationship(
        type, from: NodeReference(start), to: NodeReference(end),
        properties: members.properties ?? MapValue(), key: members.key, at: place))
  }

  /// Reads the value of the member `name`; false where that is not as most are.
  private mutating func read(
    _ name: UnsafeBufferPointer<UInt8>, from scan: inout MemberScan, into members: inout Members
  ) -> Bool {
    func isNew(_ bit: Int) -> Bool {
      if members.seen & (1 << bit) != 0 { return false }
      members.seen |= 1 << bit
      return true
    }
    if name.equals("type") {
      guard isNew(0), let kind = scan.plainText() else { return false }
      if kind.equals("node") {
        members.isNode = true
      } else if kind.equals("relationship") {
        members.isNode = false
      } else {
        return false
      }
      return true
    }
    if name.equals("id") {
      members.id = scan.reference()
      return isNew(1) && members.id != nil
    }
    if name.equals("labels") { return isNew(2) && readLabels(from: &scan, into: &members) }
    if name.equals("label") {
      members.type = scan.text()
      return isNew(3) && members.type?.isEmpty == false
    }
    if name.equals("start") {
      members.start = scan.reference()
      return isNew(4) && members.start != nil
    }
    if name.equals("end") {
      members.end = scan.reference()
      return isNew(5) && members.end != nil
    }
    if name.equals("properties") {
      members.properties = properties(from: &scan)
      return isNew(6) && members.properties != nil
    }
    guard isOnWire else { return false }
    if name.equals("line") {
      members.line = scan.count()
      return isNew(7) && members.line != nil
    }
    if name.equals("column") {
      members.column = scan.count()
      return isNew(8) && members.column != nil
    }
    if name.equals("key") {
      members.key = scan.text()
      return isNew(9) && members.key != nil
    }
    return false
  }

  private mutating func readLabels(
    from scan: inout MemberScan, into members: inout Members
  ) -> Bool {
    if scan.take(labels.json) {
      members.labels = labels.names
      return true
    }
    let start = scan.position
    guard scan.take(UInt8(ascii: "[")) else { return false }
    var names: [Text] = []
    if !scan.take(UInt8(ascii: "]")) {
      repeat {
        guard let name = scan.text() else { return false }
        if !names.contains(name) { names.append(name) }
      } while scan.take(UInt8(ascii: ","))
      guard scan.take(UInt8(ascii: "]")) else { return false }
    }
    labels = (Array(scan.bytes[start..<scan.position]), names)
    members.labels = names
    return true
  }

  private func properties(from scan: inout MemberScan) -> MapValue? {
    guard scan.take(UInt8(ascii: "{")) else { return nil }
    var map = MapValue()
    if scan.take(UInt8(ascii: "}")) { return map }
    repeat {
      guard let name = scan.key(), name.first != UInt8(ascii: "$"), let value = value(from: &scan)
      else { return nil }
      let key = Text(String(decoding: name, as: UTF8.self))
      guard map.entries.updateValue(value, forKey: key) == nil else { return nil }
    } while scan.take(UInt8(ascii: ","))
    return scan.take(UInt8(ascii: "}")) ? map : nil
  }

  /// The value of a property; nil for maps, some of which are points, and for null.
  private func value(from scan: inout MemberScan) -> Value? {
    scan.skipSpace()
    switch scan.peek {
    case UInt8(ascii: "\""):
      let start = scan.position
      if let text = scan.text() { return .text(text) }
      scan.position = start
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      if let integer = scan.integer() { return .integer(integer) }
    case UInt8(ascii: "{"), UInt8(ascii: "n"): return nil
    default: break
    }
    guard let bytes = scan.value() else { return nil }
    guard let value = try? reader.value(of: bytes) else { return nil }
    if case .list(let items) = value {
      // A map among them is looked at by who knows which of them are points.
      let hasMap = items.contains { if case .map = $0 { true } else { false } }
      if hasMap { return nil }
    }
    return value
  }
}

/// Goes through the bytes of a JSON object of one line.
struct MemberScan {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The byte at the position; 0 at the end, which no rule accepts.
  var peek: UInt8 {
    @inline(__always) get { position < bytes.count ? bytes[position] : 0 }
  }

  /// Whether nothing but space follows.
  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return position == bytes.count
    }
  }

  @inline(__always)
  mutating func skipSpace() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
      position &+= 1
    }
  }

  /// Goes past a sign, after space, where it is there.
  @inline(__always)
  mutating func take(_ sign: UInt8) -> Bool {
    skipSpace()
    guard peek == sign else { return false }
    position &+= 1
    return true
  }

  /// Goes past bytes that are known, where they are there.
  mutating func take(_ known: [UInt8]) -> Bool {
    skipSpace()
    guard !known.isEmpty, bytes.count &- position >= known.count else { return false }
    let isSame = known.withUnsafeBufferPointer {
      memoryIsEqual($0.baseAddress, bytes.baseAddress.map { $0 + position }, known.count)
    }
    if isSame { position &+= known.count }
    return isSame
  }

  /// A key and the colon behind it; nil where it has escapes.
  mutating func key() -> UnsafeBufferPointer<UInt8>? {
    guard let name = plainText(), take(UInt8(ascii: ":")) else { return nil }
    return name
  }

  /// The bytes of a text without escapes and of ASCII alone.
  mutating func plainText() -> UnsafeBufferPointer<UInt8>? {
    guard let (text, isASCII) = quoted(), isASCII else { return nil }
    return text
  }

  /// A text without escapes.
  mutating func text() -> Text? {
    guard let (text, isASCII) = quoted() else { return nil }
    if isASCII { return Text(String(decoding: text, as: UTF8.self)) }
    return String(validating: text, as: UTF8.self).map { Text($0) }
  }

  @inline(__always)
  private mutating func quoted() -> (bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool)? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = position
    var all: UInt8 = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
        position &+= 1
        return (text, all < 0x80)
      }
      if byte == UInt8(ascii: "\\") || byte < 0x20 { return nil }
      all |= byte
      position &+= 1
    }
    return nil
  }

  /// An id: a text that is not empty, or an integer.
  mutating func reference() -> Text? {
    skipSpace()
    if peek == UInt8(ascii: "\"") {
      guard let text = text(), !text.isEmpty else { return nil }
      return text
    }
    let start = position
    // -0 is the integer 0.
    guard let integer = integer(), integer != 0 || position == start + 1 else { return nil }
    return Text(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  /// An integer that is not negative.
  mutating func count() -> Int? {
    skipSpace()
    guard let integer = integer(), integer >= 0 else { return nil }
    return integer
  }

  /// An integer as JSON writes it, of at most 18 digits; what is none stays.
  mutating func integer() -> Int? {
    var end = position
    while end < bytes.count,
      bytes[end] == UInt8(ascii: "-") || bytes[end] &- UInt8(ascii: "0") < 10
    {
      end &+= 1
    }
    if end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"): return nil
      default: break
      }
    }
    guard let integer = IntegerText(UnsafeBufferPointer(rebasing: bytes[position..<end])),
      integer.isPlain
    else { return nil }
    position = end
    return integer.value
  }

  /// The bytes of any value, whose brackets are counted; nil where it does not end.
  mutating func value() -> UnsafeBufferPointer<UInt8>? {
    let start = position
    var depth = 0
    var isInText = false
    while position < bytes.count {
      let byte = bytes[position]
      if isInText {
        if byte == UInt8(ascii: "\\") { position &+= 1 }
        if byte == UInt8(ascii: "\"") { isInText = false }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return UnsafeBufferPointer(rebasing: bytes[start..<position]) }
          depth -= 1
        case UInt8(ascii: ","):
          if depth == 0 { return UnsafeBufferPointer(rebasing: bytes[start..<position]) }
        default: break
        }
      }
      position &+= 1
    }
    return nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether these are the bytes of `literal`.
  @inline(__always)
  func equals(_ literal: StaticString) -> Bool {
    count == literal.utf8CodeUnitCount
      && memoryIsEqual(baseAddress, UnsafePointer(literal.utf8Start), count)
  }
}

@inline(__always)
private func memoryIsEqual(
  _ left: UnsafePointer<UInt8>?, _ right: UnsafePointer<UInt8>?, _ count: Int
) -> Bool {
  guard let left, let right else { return count == 0 }
  var index = 0
  while index < count {
    if left[index] != right[index] { return false }
    index &+= 1
  }
  return true
}
