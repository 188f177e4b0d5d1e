extension String {
  /// The text with the characters for which `%2F` and its like stand, as in addresses of the web (RFC 3986,
  /// 2.1); the text as it is where they are no UTF-8.
  ///
  ///     "10.1000%2Fxyz".percentDecoded   // 10.1000/xyz
  ///
  /// A percent sign that no two hexadecimal digits follow stands for itself.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package var percentDecoded: String {
    guard utf8.contains(UInt8(ascii: "%")) else { return self }
    var decoded: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let high = Self.hexValue(rest[rest.startIndex]),
        let low = Self.hexValue(rest[rest.startIndex + 1])
      {
        decoded.append(high << 4 | low)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return String(validating: decoded, as: UTF8.self) ?? self
  }

  private static func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
