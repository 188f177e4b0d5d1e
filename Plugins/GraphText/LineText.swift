import ExchangeKit
import GraphModel
import PluginKit

/// The words of a line, some of which may stand in quotes.
enum LineText {
  /// The words that blanks part; a word in double quotes may have blanks in it.
  ///
  /// - Throws: ``ImportError`` where a quote is never closed.
  static func words(of line: String, at place: SourcePlace) throws -> [String] {
    var words: [String] = []
    var rest = Substring(line)
    while true {
      rest = rest.drop { $0 == " " || $0 == "\t" }
      guard let first = rest.first else { return words }
      if first == "\"" {
        let inside = rest.dropFirst()
        guard let end = inside.firstIndex(of: "\"") else {
          throw ImportError(
            "The quote is never closed", at: place, hint: "Close it on the same line")
        }
        words.append(String(inside[..<end]))
        rest = inside[inside.index(after: end)...]
      } else {
        let word = rest.prefix { $0 != " " && $0 != "\t" }
        words.append(String(word))
        rest = rest[word.endIndex...]
      }
    }
  }

  /// The fields that `separator` parts, without blanks around them.
  static func fields(of line: String, by separator: Character) -> [String] {
    line.split(separator: separator, omittingEmptySubsequences: false).map {
      String($0).trimmed
    }
  }
}

/// The nodes of a format that has no lines for them: each name is a node when it is first met.
struct MetNodes {
  private var met: Set<Text> = []
  private let label: Text?
  private let property: Text

  /// - Parameters:
  ///   - label: The label of all of them; none where it is empty.
  ///   - property: The property that takes the name.
  init(label: String, property: String) {
    self.label = Text(nonEmpty: label)
    self.property = Text(property)
  }

  /// The node called `name`, which is handed to `sink` when it is new.
  mutating func reference(
    _ name: String, at place: SourcePlace, to sink: inout some GraphSink
  ) throws -> NodeReference {
    let name = Text(name)
    let reference = NodeReference(name)
    if met.insert(name).inserted {
      try sink.add(
        ImportedNode(
          reference, labels: label.map { [$0] } ?? [], properties: [property: .text(name)],
          key: label == nil ? nil : property, at: place))
    }
    return reference
  }
}

/// What is not known of a format that holds names only.
struct NameOptions: FormatOptions {
  /// The label of nodes.
  var label = ""
  /// The property that takes the name of a node.
  var property = "id"
  /// The type of edges that say none.
  var standardType = "RELATED_TO"

  static let list: [FormatOption<NameOptions>] = [
    .text("label", \.label, "LABEL", "The label of all nodes; empty: none"),
    .text("property", \.property, "PROPERTY", "The property that takes the name of a node"),
    .standardType(\.standardType, "The type of edges that say none"),
  ]

  /// - Throws: ``OptionError`` where the name of the property is empty.
  func check() throws {
    guard !property.isEmpty else {
      throw OptionError("The option 'property' is empty", hint: "Write a property: id")
    }
  }
}

/// Reads a file of names line by line.
struct NameLines {
  private let lines: LineReader
  /// The current line, without a comment and blanks around it.
  private(set) var text = ""

  init(_ source: ImportSource) throws {
    lines = LineReader(try source.stream(), endsAtReturns: true)
  }

  var place: SourcePlace { lines.place }

  /// Goes to the next line that says something; false after the last.
  ///
  /// - Parameter comments: The signs that begin a comment, at the start of a line.
  mutating func next(skipping comments: [Character] = ["#", "%"]) throws -> Bool {
    while try lines.next() {
      let line = try lines.withLine { bytes in
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw ImportError(
            "The line is not valid UTF-8", at: lines.place, hint: "Save the file as UTF-8")
        }
        return text
      }
      text = line
      let trimmed = line.trimmed
      if let first = trimmed.first, !comments.contains(first) { return true }
    }
    return false
  }
}
