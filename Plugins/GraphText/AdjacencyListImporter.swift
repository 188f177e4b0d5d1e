import ExchangeKit
import GraphModel
import PluginKit

/// Reads a list of neighbours: a name on each line, and the names that it points to.
struct AdjacencyListImporter: GraphImporter {
  private let options: NameOptions

  init(options: NameOptions) throws {
    try options.check()
    self.options = options
  }

  /// Reads every line.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    var lines = try NameLines(source)
    var nodes = MetNodes(label: options.label, property: options.property)
    while try lines.next() {
      let (line, place) = (lines.text, lines.place)
      let read = try sink.reading(.relationship, text: line) {
        line.contains("\"") || !line.contains(",")
          ? try LineText.words(of: line, at: place) : LineText.fields(of: line, by: ",")
      }
      guard var words = read else { continue }
      // Some programs write a colon behind the first name.
      if let first = words.first, first.hasSuffix(":"), first.utf8.count > 1 {
        words[0] = String(first.dropLast())
      }
      guard let first = words.first else { continue }
      let from = try nodes.reference(first, at: place, to: &sink)
      for word in words.dropFirst() where !word.isEmpty {
        let to = try nodes.reference(word, at: place, to: &sink)
        try sink.add(
          ImportedRelationship(
            Text(options.standardType), from: from, to: to, properties: [:], at: place))
      }
    }
  }
}
