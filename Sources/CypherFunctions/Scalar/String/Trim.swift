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
      volatility: .immutable,
      .contextual { (arguments, context) throws(Diagnostic) in
        let scalars = try arguments[0].text(for: name).string.unicodeScalars
        let isTrimmed: (Unicode.Scalar) -> Bool
        if arguments.count > 1 {
          var characters: Set<Unicode.Scalar> = []
          for (place, scalar) in try arguments[1].text(for: name).string.unicodeScalars.enumerated()
          {
            characters.insert(scalar)
            if place & 0x3FFF == 0x3FFF { try context.poll(0x4000) }
          }
          isTrimmed = { [characters] in characters.contains($0) }
        } else {
          isTrimmed = { $0.properties.isWhitespace }
        }
        var rest = scalars[...]
        var looked = 0
        func goOn() throws(Diagnostic) {
          looked += 1
          if looked & 0x3FFF == 0 { try context.poll(0x4000) }
        }
        if ends != .end {
          while let first = rest.first, isTrimmed(first) {
            rest.removeFirst()
            try goOn()
          }
        }
        if ends != .start {
          while let last = rest.last, isTrimmed(last) {
            rest.removeLast()
            try goOn()
          }
        }
        return .string(String(rest))
      })
  }
}
