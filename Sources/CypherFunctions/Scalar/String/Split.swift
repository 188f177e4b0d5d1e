import GraphModel

extension ScalarFunction {
  static let split = ScalarFunction(
    "split", [.init("text", .string), .init("separator", [.string, .list])], returns: .list,
    summary: "The parts of the text between the occurrences of a separator, or of any of a list.",
    examples: [
      .init(["one,two", ","], ["one", "two"]), .init(["a,,b,", ","], ["a", "", "b", ""]),
      .init(["", ","], [""]), .init(["aŵ", ""], ["a", "ŵ"]),
      .init(["a,b;c", [",", ";"]], ["a", "b", "c"]), .init(["a", nil], nil),
    ],
    .binary { (text, separator) throws(Diagnostic) in
      let text = try text.text(for: "split")
      if case .text(let separator) = separator {
        return .list(text.pieces(separatedBy: separator).map { .string(String($0)) })
      }
      guard case .list(let list) = separator else {
        throw .argument(separator, of: "split", expected: "a String or a List of them")
      }
      var separators: [Text] = []
      for element in list {
        if element.isNull { return .null }
        separators.append(try element.text(for: "split"))
      }
      return .list(pieces(of: text, separatedByAnyOf: separators))
    })

  /// The parts between any of the separators; where several begin at a place, the first listed one
  /// counts.
  private static func pieces(of text: Text, separatedByAnyOf separators: [Text]) -> [Value] {
    if separators.contains(where: \.isEmpty) {
      return text.pieces(separatedBy: "").map { .string(String($0)) }
    }
    var pieces: [Value] = []
    let bytes = text.string.utf8
    var start = bytes.startIndex
    var place = start
    while place < bytes.endIndex {
      if let found = separators.first(where: { bytes[place...].starts(with: $0.string.utf8) }) {
        pieces.append(.string(String(text.string[start..<place])))
        place = bytes.index(place, offsetBy: found.string.utf8.count)
        start = place
      } else {
        place = bytes.index(after: place)
      }
    }
    pieces.append(.string(String(text.string[start...])))
    return pieces
  }
}
