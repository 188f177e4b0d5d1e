import ExchangeKit
import GraphModel
import PluginKit
import XMLParsing

/// Reads GraphML of any program.
struct GraphMLImporter: GraphImporter {
  /// How to read GraphML.
  struct Options: FormatOptions {
    /// The data of a node that is its labels.
    var labels = "labels"
    /// The data of an edge that is its type.
    var type = "label"
    /// The type of edges that say none.
    var standardType = "RELATED_TO"
    /// The property that takes the ids of the file.
    var id = "id"
    /// The property that, with the first label, finds a node that the graph has already.
    var key = ""

    static let list: [FormatOption<Options>] = [
      .text("labels", \.labels, "NAME", "The data of a node that are its labels, as :Study:Review"),
      .text("type", \.type, "NAME", "The data of an edge that are its type"),
      .standardType(\.standardType, "The type of edges that say none"),
      .text(
        "id", \.id, "PROPERTY",
        "Takes the ids of the file where elements have no such property; empty: they are left out"),
      .nodeKey(\.key),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every node and edge; nested graphs become `CONTAINS` relationships.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    var reading = GraphMLReading(try source.stream(), options)
    try reading.document(into: &sink)
  }
}
