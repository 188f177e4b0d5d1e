import PluginKit

/// A record of a format in which each line begins with a tag.
struct TaggedRecord: Sendable {
  /// One tag with its text.
  struct Field: Sendable {
    var tag: String
    /// The lines of the text, without blanks around; an empty one for an empty line.
    var lines: [String]
    /// The number of the first line, from 0.
    var line: Int

    /// The text, in which a line goes on with a blank, and an empty line parts paragraphs.
    var text: String {
      var result = ""
      var isParagraph = false
      for line in lines {
        if line.isEmpty {
          isParagraph = !result.isEmpty
        } else {
          if !result.isEmpty { result += isParagraph ? "\n\n" : " " }
          isParagraph = false
          result += line
        }
      }
      return result
    }

    /// The text with its lines as they stand.
    var linedText: String { lines.joined(separator: "\n").trimmed }
  }

  var fields: [Field] = []

  /// The text of the first field with the tag that says something.
  func first(_ tag: String) -> String? {
    fields.first { $0.tag == tag && !$0.text.isEmpty }?.text
  }

  /// The texts of all fields with the tag.
  func all(_ tag: String) -> [String] {
    fields.filter { $0.tag == tag }.map(\.text).filter { !$0.isEmpty }
  }
}
