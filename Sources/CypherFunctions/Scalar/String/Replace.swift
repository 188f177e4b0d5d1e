import GraphModel

extension ScalarFunction {
  static let replace = ScalarFunction(
    "replace",
    [.init("text", .string), .init("search", .string), .init("replacement", .string)],
    returns: .string,
    summary: "The text with every occurrence of one text replaced by another.",
    examples: [
      .init(["hello", "l", "w"], "hewwo"), .init(["aaa", "aa", "b"], "ba"),
      .init(["ab", "", "-"], "-a-b-"), .init(["abc", "x", "y"], "abc"),
      .init(["a", nil, "b"], nil),
    ],
    .variadic { (arguments) throws(Diagnostic) in
      let text = try arguments[0].text(for: "replace")
      let search = try arguments[1].text(for: "replace")
      let replacement = try arguments[2].text(for: "replace")
      return .text(try replaced(search, by: replacement, in: text))
    })

  /// An empty search is found before, between and after all characters, as other engines do.
  private static func replaced(
    _ search: Text, by replacement: Text, in text: Text
  ) throws(Diagnostic) -> Text {
    let pieces = text.pieces(separatedBy: search)
    guard pieces.count > 1 || search.isEmpty else { return text }
    var capacity = text.string.utf8.count
    let (added, overflow) = replacement.string.utf8.count
      .multipliedReportingOverflow(by: pieces.count + 1)
    capacity += overflow ? ValueLimit.textBytes : min(added, ValueLimit.textBytes)
    guard capacity <= ValueLimit.textBytes else { throw .textTooLong("replace()") }
    var result = search.isEmpty ? replacement.string : ""
    result.reserveCapacity(capacity)
    for (i, piece) in pieces.enumerated() {
      if i > 0 { result += replacement.string }
      result += piece
    }
    if search.isEmpty, !text.isEmpty { result += replacement.string }
    return Text(result)
  }
}

extension Text {
  /// What stands before, between and after the occurrences of `separator`, found from left to right
  /// by bytes, which in UTF-8 never match within a character; where `separator` is empty, the
  /// characters one by one.
  ///
  /// - Complexity: O(*n*) for separators that share no long prefix with the text, O(*n* · *m*) at
  ///   worst.
  func pieces(separatedBy separator: Text) -> [Substring] {
    guard !separator.isEmpty else {
      let scalars = string.unicodeScalars
      return scalars.indices.map { string[$0..<scalars.index(after: $0)] }
    }
    let bytes = string.utf8
    let offsets = withUTF8 { text in separator.withUTF8 { text.occurrences(of: $0) } }
    var pieces: [Substring] = []
    pieces.reserveCapacity(offsets.count + 1)
    var start = bytes.startIndex
    var offset = 0
    for found in offsets {
      let end = bytes.index(start, offsetBy: found - offset)
      pieces.append(string[start..<end])
      start = bytes.index(end, offsetBy: separator.string.utf8.count)
      offset = found + separator.string.utf8.count
    }
    pieces.append(string[start...])
    return pieces
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offsets of the occurrences of `needle`, which is not empty, that do not overlap.
  fileprivate func occurrences(of needle: UnsafeBufferPointer<UInt8>) -> [Int] {
    var offsets: [Int] = []
    guard let first = needle.first else { return [] }
    var i = 0
    while i + needle.count <= count {
      if self[i] == first, self[i..<(i + needle.count)].elementsEqual(needle) {
        offsets.append(i)
        i += needle.count
      } else {
        i += 1
      }
    }
    return offsets
  }
}
