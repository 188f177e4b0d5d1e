/// Reads the words after a command, one by one.
///
/// A word ends at a blank; in quotes it may hold blanks: `:read "two words.cypher"`.
struct ArgumentReader {
  private var text: Substring

  init(_ text: String) { self.text = text[...] }

  /// What is not read yet, without blanks at the ends.
  var rest: String { String(text).trimmingBlanks() }

  /// The next word, or nil where there is none.
  mutating func word() -> String? {
    skipBlanks()
    guard let first = text.utf8.first else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let body = text.utf8.dropFirst()
      if let end = body.firstIndex(of: first) {
        let word = String(Substring(body[..<end]))
        text = Substring(body[body.index(after: end)...])
        return word
      }
    }
    let end = text.utf8.firstIndex { ArgumentReader.isBlank($0) } ?? text.utf8.endIndex
    let word = String(text[..<end])
    text = text[end...]
    return word
  }

  /// The next word where `test` holds for it; otherwise nothing is read.
  mutating func word(where test: (String) -> Bool) -> String? {
    var copy = self
    guard let word = copy.word(), test(word) else { return nil }
    self = copy
    return word
  }

  private mutating func skipBlanks() {
    let start = text.utf8.firstIndex { !ArgumentReader.isBlank($0) } ?? text.utf8.endIndex
    text = text[start...]
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
}

extension String {
  /// Without blanks and line ends at both ends.
  func trimmingBlanks() -> String {
    let bytes = utf8
    guard let first = bytes.firstIndex(where: { !ArgumentReader.isBlank($0) }),
      let last = bytes.lastIndex(where: { !ArgumentReader.isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }

  /// With the first occurrence of `old` replaced.
  func replacingFirst(_ old: String, with new: String) -> String {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(old) {
        return self[..<rest.startIndex] + new
          + self[index(rest.startIndex, offsetBy: old.count)...]
      }
      rest = rest.dropFirst()
    }
    return self
  }
}
