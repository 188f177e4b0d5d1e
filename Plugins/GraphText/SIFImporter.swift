import ExchangeKit
import GraphModel
import PluginKit

/// Reads Cytoscape's simple interaction format: a name, a type, and any number of names.
///
/// Where the first lines have a tab, tabs part the fields, so that names may have blanks; else blanks do.
struct SIFImporter: GraphImporter {
  private let options: NameOptions

  init(options: NameOptions) throws {
    try options.check()
    self.options = options
  }

  /// Reads every line.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let isTabbed = try source.head().bytes.contains(UInt8(ascii: "\t"))
    var lines = try NameLines(source)
    var nodes = MetNodes(label: options.label, property: options.property)
    while try lines.next(skipping: ["#"]) {
      let (line, place) = (lines.text, lines.place)
      let read = try sink.reading(.relationship, text: line) { () throws -> [String] in
        let words =
          isTabbed ? LineText.fields(of: line, by: "\t") : try LineText.words(of: line, at: place)
        guard words.count != 2 else {
          throw ImportError(
            "The line has a name and a type, but no other name", at: place,
            hint: "Write a name alone, or: name, type, name; with tabs where names have blanks")
        }
        return words
      }
      guard let words = read, let first = words.first else { continue }
      let from = try nodes.reference(first, at: place, to: &sink)
      guard words.count > 2 else { continue }
      let type = words[1].isEmpty ? options.standardType : words[1]
      for word in words.dropFirst(2) where !word.isEmpty {
        let to = try nodes.reference(word, at: place, to: &sink)
        try sink.add(
          ImportedRelationship(Text(type), from: from, to: to, properties: [:], at: place))
      }
    }
  }
}
