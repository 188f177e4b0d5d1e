import PluginKit

/// Reads RIS in every variant that is met, and says what it had to make of it.
struct RISReader: ReferenceTextReader {
  func read(_ text: DecodedText, _ give: (ReferenceEvent) throws -> Void) throws {
    var records = RISRecords(TextLines(text))
    try records.read { record in
      try RISMapping.give(record, give)
    } warn: { message, place in
      try give(.warning(message, place))
    }
  }

  /// Whether a line among the first ones begins a record.
  static func recognizes(_ head: FileHead) -> Bool {
    guard let text = try? DecodedText(Array(head.bytes), name: "", as: .utf8) else { return false }
    let lines = TextLines(text)
    return (0..<lines.count).contains { index in
      guard let line = RISLine(lines[index], indent: .max) else { return false }
      return line.tag == "TY" && RISLine.isType(line.value.trimmedText)
    }
  }
}

/// A line that begins as one with a tag does.
struct RISLine {
  var tag: String
  var value: ArraySlice<UInt8>
  /// Blanks before the tag.
  var indent: Int
  /// Blanks between tag and hyphen; a tab is as good as two.
  var gap: Int

  /// Nil where the line has no tag, or more than `indent` blanks before it.
  init?(_ line: ArraySlice<UInt8>, indent limit: Int) {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var rest = line
    // A mark of UTF-8 may stand within a file that was put together of several.
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    let start = rest.drop(while: isBlank)
    indent = start.startIndex - rest.startIndex
    guard indent <= limit, start.count >= 4 else { return nil }
    let (first, second) = (start[start.startIndex], start[start.startIndex + 1])
    guard (0x41...0x5A).contains(first),
      (0x41...0x5A).contains(second) || (0x30...0x39).contains(second)
    else { return nil }
    let afterTag = start.dropFirst(2)
    let dash = afterTag.drop(while: isBlank)
    gap = afterTag.first == 0x09 ? 2 : dash.startIndex - afterTag.startIndex
    guard gap >= 1, dash.first == UInt8(ascii: "-") else { return nil }
    value = dash.dropFirst()
    if let next = value.first, !isBlank(next), gap < 2 { return nil }
    tag = String(decoding: start.prefix(2), as: UTF8.self)
  }

  /// Whether a text is as the types of RIS are: `JOUR`.
  static func isType(_ text: String) -> Bool {
    if TypeTable.ris.kind(of: text) != nil { return true }
    return (2...10).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
  }

  /// Whether the text goes on a sentence: it begins with a small letter.
  var goesOn: Bool {
    let text = value.trimmedText
    return text.unicodeScalars.first.map { $0.properties.isLowercase } ?? false
  }
}
