import Testing

/// A text, and what is to be read from it: `== name`, the text, `--`, and a line for each thing.
struct TextCase: CustomTestStringConvertible {
  var name: String
  var text: String
  var expected: [String]

  var testDescription: String { name }

  /// The cases of a file in the folder of these tests.
  static func all(_ file: String) throws -> [TextCase] {
    let bytes = try TestFiles.bytes("\(TestFiles.folder)/\(file)")
    return "\n\(String(decoding: bytes, as: UTF8.self))".split(separator: "\n== ").map { part in
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
      let rule = lines.firstIndex(of: "--") ?? lines.endIndex
      return TextCase(
        name: String(lines[0]), text: lines[1..<rule].joined(separator: "\n"),
        expected: lines[min(rule + 1, lines.endIndex)...].filter { !$0.isEmpty }.map(String.init))
    }
  }
}
