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
    volatility: .immutable,
    .contextual { (arguments, context) throws(Diagnostic) in
      let text = try arguments[0].text(for: "split")
      var parts = Parts(context)
      switch arguments[1] {
      case .text(let separator):
        try text.forEachPiece(separatedBy: separator, context) { (piece) throws(Diagnostic) in
          try parts.append(piece)
        }
      case .list(let list):
        var separators: [Text] = []
        for element in list {
          if element.isNull { return .null }
          separators.append(try element.text(for: "split"))
        }
        try cut(text, atAnyOf: separators, into: &parts)
      default: throw .argument(arguments[1], of: "split", expected: "a String or a List of them")
      }
      return .list(parts.values)
    })

  /// The parts of a text so far.
  private struct Parts {
    private(set) var values: [Value] = []
    let context: any FunctionContext
    private var bytes = 0
    private var checked = 0

    init(_ context: any FunctionContext) { self.context = context }

    mutating func append(_ part: Substring) throws(Diagnostic) {
      guard values.count < ValueLimit.listElements else { throw .listTooLong("split()") }
      let value = Value.string(String(part))
      bytes += Value.grown + value.footprint
      if bytes - checked > 1 << 16 {
        checked = bytes
        try context.need(bytes: bytes)
      }
      values.append(value)
    }
  }

  /// Splits at any of the separators; where several begin at a place, the first listed one counts.
  private static func cut(
    _ text: Text, atAnyOf separators: [Text], into parts: inout Parts
  ) throws(Diagnostic) {
    if separators.contains(where: \.isEmpty) {
      for scalar in text.string.unicodeScalars { try parts.append(Substring(String(scalar))) }
      return
    }
    let context = parts.context
    let bytes = text.string.utf8
    var start = bytes.startIndex
    var place = start
    var done = 0
    while place < bytes.endIndex {
      done += separators.count
      if done > 0x1000 {
        try context.poll(done)
        done = 0
      }
      if let found = separators.first(where: { bytes[place...].starts(with: $0.string.utf8) }) {
        try parts.append(text.string[start..<place])
        place = bytes.index(place, offsetBy: found.string.utf8.count)
        start = place
      } else {
        place = bytes.index(after: place)
      }
    }
    try parts.append(text.string[start...])
  }
}
