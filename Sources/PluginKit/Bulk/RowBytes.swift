import GraphModel

/// The JSON text of a row's properties while it is put together, in memory that is used for row after
/// row.
struct RowBytes: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 4_096
  private(set) var count = 0

  init() { bytes = .allocate(capacity: capacity) }

  deinit { bytes.deallocate() }

  /// What was written, good until more is.
  var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: count) }

  /// Forgets what was written behind `count`.
  @inline(__always)
  mutating func cut(to count: Int) { self.count = count }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count &+= 1
  }

  @inline(__always)
  mutating func append(_ new: UnsafeBufferPointer<UInt8>) {
    guard let start = new.baseAddress, !new.isEmpty else { return }
    reserve(new.count)
    (bytes + count).update(from: start, count: new.count)
    count &+= new.count
  }

  mutating func append(_ literal: StaticString) {
    append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Writes an integer in digits.
  mutating func append(_ integer: Int) {
    reserve(20)
    if integer < 0 { append(UInt8(ascii: "-")) }
    var rest = integer.magnitude
    var length = 1
    var power: UInt = 10
    while length < 20, rest >= power {
      length &+= 1
      let (next, isTooLarge) = power.multipliedReportingOverflow(by: 10)
      if isTooLarge { break }
      power = next
    }
    var place = count &+ length
    repeat {
      place &-= 1
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      bytes[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder)
      rest = quotient
    } while rest != 0
    count &+= length
  }

  /// Writes a text in quotes, and returns where it stands without them; nil where it has escapes.
  mutating func append(text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    reserve(text.count &+ 2)
    bytes[count] = UInt8(ascii: "\"")
    var target = count &+ 1
    for byte in text {
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        // Rare enough to be written anew by who knows the escapes.
        var writer = JSONWriter()
        writer.write(Text(String(decoding: text, as: UTF8.self)))
        writer.bytes.withUnsafeBufferPointer { append($0) }
        return nil
      }
      bytes[target] = byte
      target &+= 1
    }
    bytes[target] = UInt8(ascii: "\"")
    let start = count &+ 1
    count = target &+ 1
    return start..<target
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(to: count + more) }
  }

  private mutating func grow(to needed: Int) {
    let capacity = max(needed, 2 * capacity)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: bytes, count: count)
    bytes.deallocate()
    (bytes, self.capacity) = (grown, capacity)
  }
}
