/// A list of numbers as JSON text, such as `[0,3]`: the form of labels and index keys in a row.
enum NumberList {
  /// The JSON text of `numbers`.
  static func encode(_ numbers: some Sequence<Int>) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    for number in numbers {
      if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: String(number).utf8)
    }
    bytes.append(UInt8(ascii: "]"))
    return bytes
  }

  /// Replaces `numbers` by those in `bytes`; false where that is no list of non-negative integers.
  ///
  /// White space between the tokens is accepted, as another program may have written it.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, into numbers: inout [Int]) -> Bool {
    numbers.removeAll(keepingCapacity: true)
    var scanner = Scanner(bytes: bytes)
    guard scanner.take(UInt8(ascii: "[")) else { return false }
    if scanner.take(UInt8(ascii: "]")) { return scanner.isAtEnd }
    repeat {
      guard let number = scanner.number() else { return false }
      numbers.append(number)
    } while scanner.take(UInt8(ascii: ","))
    return scanner.take(UInt8(ascii: "]")) && scanner.isAtEnd
  }

  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var offset = 0

    mutating func skipSpace() {
      while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    }

    var isAtEnd: Bool {
      mutating get {
        skipSpace()
        return offset == bytes.count
      }
    }

    mutating func take(_ byte: UInt8) -> Bool {
      skipSpace()
      guard offset < bytes.count, bytes[offset] == byte else { return false }
      offset += 1
      return true
    }

    mutating func number() -> Int? {
      skipSpace()
      let start = offset
      var value = 0
      while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) {
        let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tens.addingReportingOverflow(Int(bytes[offset] & 0x0F))
        if overflow || carry { return nil }
        value = sum
        offset += 1
      }
      return offset == start ? nil : value
    }
  }
}
