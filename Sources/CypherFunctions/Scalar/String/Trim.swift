import GraphModel

extension ScalarFunction {
  static let trim = trimming("trim", .both, "The text without white space at either end.")
  static let btrim = trimming("btrim", .both, "The text without the characters at either end.")
  static let ltrim = trimming("ltrim", .start, "The text without the characters at its start.")
  static let rtrim = trimming("rtrim", .end, "The text without the characters at its end.")

  private enum Ends {
    case both, start, end
  }

  /// White space is trimmed where no other characters are given; characters are code points.
  private static func trimming(_ name: String, _ ends: Ends, _ summary: String) -> ScalarFunction {
    let spaces: Value =
      switch ends {
      case .both: "a b"
      case .start: "a b\n"
      case .end: " \ta b"
      }
    let letters: Value =
      switch ends {
      case .both: "a"
      case .start: "ayx"
      case .end: "xya"
      }
    return ScalarFunction(
      name, [.init("text", .string), .init("characters", .string, optional: true)],
      returns: .string, summary: summary,
      examples: [
        .init([" \ta b\n"], spaces), .init(["xyayx", "xy"], letters), .init([nil], nil),
        .init([" a", nil], nil),
      ],
      .variadic { (arguments) throws(Diagnostic) in
        let scalars = try arguments[0].text(for: name).string.unicodeScalars
        let isTrimmed: (Unicode.Scalar) -> Bool
        if arguments.count > 1 {
          let characters = try Set(arguments[1].text(for: name).string.unicodeScalars)
          isTrimmed = { characters.contains($0) }
        } else {
          isTrimmed = { $0.properties.isWhitespace }
        }
        var rest = scalars[...]
        if ends != .end { rest = rest.drop(while: isTrimmed) }
        if ends != .start {
          while let last = rest.last, isTrimmed(last) { rest.removeLast() }
        }
        return .string(String(rest))
      })
  }
}
