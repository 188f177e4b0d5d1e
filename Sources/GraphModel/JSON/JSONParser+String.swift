extension JSONParser {
  /// A string, of which the opening quote is here.
  mutating func string() throws(JSONError) -> Text {
    position &+= 1
    let start = position
    var onlyASCII = true
    while position < count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        let run = UnsafeBufferPointer(rebasing: bytes[start..<position])
        position &+= 1
        // ASCII needs no validation beyond what was seen; the initializer would look again.
        if onlyASCII { return Text(String(unsafeASCII: run)) }
        return try validated(run, at: start)
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      if byte < 0x20 { throw error("A control character must be written as an escape") }
      if byte >= 0x80 { onlyASCII = false }
      position &+= 1
    }
    throw error("The string is not closed", at: start - 1)
  }

  /// The rest of a string that has an escape here and began at `start`.
  private mutating func escapedString(from start: Int) throws(JSONError) -> Text {
    scratch.removeAll(keepingCapacity: true)
    var run = start
    while position < count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        scratch.append(contentsOf: bytes[run..<position])
        position &+= 1
        guard let string = String(validating: scratch, as: UTF8.self) else {
          throw error("The string is not valid UTF-8", at: start)
        }
        return Text(string)
      case UInt8(ascii: "\\"):
        scratch.append(contentsOf: bytes[run..<position])
        try escape()
        run = position
      case 0..<0x20: throw error("A control character must be written as an escape")
      default: position &+= 1
      }
    }
    throw error("The string is not closed", at: start - 1)
  }

  private func validated(
    _ run: UnsafeBufferPointer<UInt8>, at start: Int
  ) throws(JSONError) -> Text {
    guard let string = String(validating: run, as: UTF8.self) else {
      throw error("The string is not valid UTF-8", at: start)
    }
    return Text(string)
  }

  private mutating func escape() throws(JSONError) {
    let start = position
    position &+= 1
    let letter = peek
    position &+= 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(letter)
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0C)
    case UInt8(ascii: "n"): scratch.append(0x0A)
    case UInt8(ascii: "r"): scratch.append(0x0D)
    case UInt8(ascii: "t"): scratch.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal(from: start)
      if code >= 0xD800, code < 0xDC00, peek == UInt8(ascii: "\\") {
        position &+= 1
        guard peek == UInt8(ascii: "u") else { throw error("A surrogate stands alone", at: start) }
        position &+= 1
        let low = try hexadecimal(from: start)
        guard low >= 0xDC00, low < 0xE000 else {
          throw error("A surrogate stands alone", at: start)
        }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw error("A surrogate stands alone", at: start)
      }
      if let units = UTF8.encode(scalar) { scratch.append(contentsOf: units) }
    default:
      throw error("A backslash must be followed by one of \" \\ / b f n r t u", at: start)
    }
  }

  private mutating func hexadecimal(from start: Int) throws(JSONError) -> UInt32 {
    guard position + 4 <= count else { throw error("\\u needs four digits", at: start) }
    var code: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch bytes[position] {
      case let byte where byte >= 0x30 && byte <= 0x39: digit = byte - 0x30
      case let byte where byte >= 0x41 && byte <= 0x46: digit = byte - 0x41 + 10
      case let byte where byte >= 0x61 && byte <= 0x66: digit = byte - 0x61 + 10
      default: throw error("\\u needs four hexadecimal digits", at: start)
      }
      code = code << 4 | UInt32(digit)
      position &+= 1
    }
    return code
  }
}

extension String {
  /// The characters of `bytes`, all of which are known to be below 0x80.
  fileprivate init(unsafeASCII bytes: UnsafeBufferPointer<UInt8>) {
    self.init(unsafeUninitializedCapacity: bytes.count) { buffer in
      _ = buffer.update(fromContentsOf: bytes)
      return bytes.count
    }
  }
}
