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

  private(set) var fields: [Field] = []
  /// The bytes of the last field, and of all.
  private var fieldSize = 0
  private var size = 0

  /// Begins a field on a line.
  ///
  /// - Throws: `ImportError` where it, or the record, is longer than any that is one.
  mutating func add(
    _ tag: String, _ value: ArraySlice<UInt8>, line: Int, of lines: TextLines
  ) throws(ImportError) {
    fieldSize = 0
    try grow(by: value.count, tag, line, lines)
    fields.append(Field(tag: tag, lines: [value.trimmedText], line: line))
  }

  /// Goes on with the last field on a line; where there is none, nothing happens.
  ///
  /// - Throws: As ``add(_:_:line:of:)``.
  mutating func goOn(on line: Int, of lines: TextLines) throws(ImportError) {
    guard let last = fields.indices.last else { return }
    let text = lines[line]
    try grow(by: text.count + 1, fields[last].tag, fields[last].line, lines)
    fields[last].lines.append(text.trimmedText)
  }

  private mutating func grow(
    by count: Int, _ tag: String, _ line: Int, _ lines: TextLines
  ) throws(ImportError) {
    fieldSize += count
    size += count
    if fieldSize > TextLines.longestField {
      throw ImportError(
        "The text of \(tag) is longer than \(TextLines.longestField >> 20) MB",
        at: lines.place(line, column: 1),
        hint: "No reference has such a text; the file is damaged, or ends of lines are missing")
    }
    if size > TextLines.longestRecord {
      throw ImportError(
        "The record is longer than \(TextLines.longestRecord >> 20) MB",
        at: lines.place(fields.first?.line ?? line, column: 1),
        hint: "No reference is so long; the file is damaged, or ends of records are missing")
    }
  }

  /// The text of the first field with the tag that says something.
  func first(_ tag: String) -> String? {
    fields.first { $0.tag == tag && !$0.text.isEmpty }?.text
  }

  /// The texts of all fields with the tag.
  func all(_ tag: String) -> [String] {
    fields.filter { $0.tag == tag }.map(\.text).filter { !$0.isEmpty }
  }
}
