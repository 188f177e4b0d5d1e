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
    volatility: .immutable,
    .contextual { (arguments, context) throws(Diagnostic) in
      let text = try arguments[0].text(for: "replace")
      let search = try arguments[1].text(for: "replace")
      let replacement = try arguments[2].text(for: "replace")
      return .text(try replaced(search, by: replacement, in: text, context))
    })

  /// An empty search is found before, between and after all characters, as other engines do.
  private static func replaced(
    _ search: Text, by replacement: Text, in text: Text, _ context: any FunctionContext
  ) throws(Diagnostic) -> Text {
    // Counted first, so that what is too long is not begun.
    var count = 0
    try text.forEachPiece(separatedBy: search, context) { (_) throws(Diagnostic) in count += 1 }
    guard count > 1 || search.isEmpty else { return text }
    let (added, overflow) = replacement.string.utf8.count.multipliedReportingOverflow(by: count + 1)
    let capacity = text.string.utf8.count + min(overflow ? .max : added, ValueLimit.textBytes)
    guard capacity <= ValueLimit.textBytes else { throw .textTooLong("replace()") }
    try context.need(bytes: capacity)
    var result = search.isEmpty ? replacement.string : ""
    result.reserveCapacity(capacity)
    var isFirst = true
    try text.forEachPiece(separatedBy: search, context) { (piece) throws(Diagnostic) in
      if !isFirst { result += replacement.string }
      isFirst = false
      result += piece
    }
    if search.isEmpty, !text.isEmpty { result += replacement.string }
    return Text(result)
  }
}

extension Text {
  /// Calls `body` with what stands before, between and after the occurrences of `separator`, found
  /// from left to right by bytes, which in UTF-8 never match within a character; where `separator` is
  /// empty, with the characters one by one.
  ///
  /// - Complexity: O(*n* + *m*).
  func forEachPiece(
    separatedBy separator: Text, _ context: any FunctionContext,
    _ body: (Substring) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    var done = 0
    func poll() throws(Diagnostic) {
      done += 1
      if done & 0xFFF == 0 { try context.poll(0x1000) }
    }
    guard !separator.isEmpty else {
      let scalars = string.unicodeScalars
      var index = scalars.startIndex
      while index < scalars.endIndex {
        let next = scalars.index(after: index)
        try body(string[index..<next])
        try poll()
        index = next
      }
      return
    }
    let bytes = string.utf8
    let length = separator.string.utf8.count
    var start = bytes.startIndex
    var offset = 0
    let failure: Diagnostic? = withUTF8 { text in
      separator.withUTF8 { separator in
        var finder = TextFinder(separator)
        do throws(Diagnostic) {
          while let found = finder.place(in: text, from: offset) {
            let end = bytes.index(start, offsetBy: found - offset)
            try body(string[start..<end])
            try poll()
            start = bytes.index(end, offsetBy: length)
            offset = found + length
          }
          return nil
        } catch {
          return error
        }
      }
    }
    if let failure { throw failure }
    try body(string[start...])
  }
}
