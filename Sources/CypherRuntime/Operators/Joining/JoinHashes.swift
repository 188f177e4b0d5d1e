import GraphIndex
import GraphModel

/// A hash for the keys of each row of a batch, alike for keys that `=` finds equal, whatever the shape
/// of their columns: 1 as 1.0, a code as its text.
struct JoinHashes {
  /// By row.
  private(set) var words: [UInt64]
  /// By row; nil where every row is equal to itself.
  private var excluded: [Bool]?

  /// Rows of which each is equal to the others.
  init(count: Int) { words = [UInt64](repeating: 0x9E37_79B9_7F4A_7C15, count: count) }

  /// Whether the row is equal to itself, and may be to others.
  @inline(__always)
  func isEqualToItself(_ row: Int) -> Bool { excluded?[row] != true }

  /// Says that a row is equal to nothing.
  mutating func exclude(_ row: Int) {
    if excluded == nil { excluded = [Bool](repeating: false, count: words.count) }
    excluded?[row] = true
  }

  /// Takes in one more key of the rows that count.
  mutating func add(
    _ column: Column, _ rows: Selection, _ texts: JoinTexts, in context: ExecutionContext
  ) throws {
    let view = context.view
    switch column {
    case .integers(let values, let nulls):
      rows.forEach { row in
        if nulls?[row] == true { exclude(row) } else { add(Self.hash(values[row]), row) }
      }
    case .nodes(let nodes):
      rows.forEach { row in
        if nodes[row] == noNode {
          exclude(row)
        } else {
          add(Self.hash(node: view.node(nodes[row]).id), row)
        }
      }
    case .codes(let codes, let dictionary):
      let known = try texts.hashes(of: dictionary, in: context)
      rows.forEach { row in
        if codes[row] == nullCode {
          exclude(row)
        } else {
          add(known[Int(codes[row])], row)
        }
      }
    default:
      try rows.forEach { row in
        let value = column.value(row, view)
        try context.tick(1)
        if let hash = Self.hash(value) { add(hash, row) } else { exclude(row) }
      }
    }
  }

  @inline(__always)
  private mutating func add(_ word: UInt64, _ row: Int) {
    words[row] = Self.mix(words[row] ^ word)
  }

  // MARK: Values

  /// Nil where the value is equal to nothing, not even itself.
  private static func hash(_ value: Value) -> UInt64? {
    switch value {
    case .null: return nil
    case .integer(let number): return hash(number)
    case .float(let number):
      if number.isNaN { return nil }
      if let whole = Int(exactly: number) { return hash(whole) }
      return mix(number.bitPattern ^ 0x464C)
    case .text(let text):
      return text.withUTF8 { (bytes: UnsafeBufferPointer<UInt8>) -> UInt64 in hash(bytes) }
    case .node(let node): return hash(node: node.id)
    case .list, .map, .path, .point:
      guard Value.equals(value, value) == true else { return nil }
      fallthrough
    default:
      var hasher = Hasher()
      value.hash(into: &hasher)
      return UInt64(bitPattern: Int64(hasher.finalize()))
    }
  }

  @inline(__always)
  private static func hash(_ number: Int) -> UInt64 {
    mix(UInt64(bitPattern: Int64(number)) ^ 0x494E_5400)
  }

  @inline(__always)
  private static func hash(node id: Int) -> UInt64 {
    mix(UInt64(bitPattern: Int64(id)) ^ 0x4E4F_4445)
  }

  /// Of the bytes of a text.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = UInt64(truncatingIfNeeded: bytes.count) ^ 0x5445_5854
    var place = 0
    while place + 8 <= raw.count {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var rest: UInt64 = 0
    while place < raw.count {
      rest = rest << 8 | UInt64(raw[place])
      place += 1
    }
    return mix(hash ^ rest ^ 0x9E37_79B9_7F4A_7C15)
  }

  /// A multiply-and-fold mix (Wang Yi, wyhash's final step).
  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0xE703_7ED1_A0B4_28DB)
      .multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}

/// The hashes of the texts of dictionaries, each found once.
final class JoinTexts {
  private var known: [ObjectIdentifier: [UInt64]] = [:]

  func hashes(
    of dictionary: TextDictionary, in context: ExecutionContext
  ) throws -> [UInt64] {
    if let hashes = known[ObjectIdentifier(dictionary)] { return hashes }
    try context.reserve(dictionary.count * 8)
    var hashes: [UInt64] = []
    hashes.reserveCapacity(dictionary.count)
    for code in 0..<dictionary.count {
      hashes.append(dictionary.withUTF8(of: code) { JoinHashes.hash($0) })
      if code & 0xFFF == 0 { try context.tick(0x1000) }
    }
    known[ObjectIdentifier(dictionary)] = hashes
    return hashes
  }
}
