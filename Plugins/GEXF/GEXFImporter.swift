import ExchangeKit
import GraphModel
import PluginKit
import XMLParsing

/// Reads GEXF 1.1, 1.2 and 1.3.
struct GEXFImporter: GraphImporter {
  /// How to read GEXF.
  struct Options: FormatOptions {
    /// The attribute of a node that is its labels.
    var labels = "labels"
    /// The type of edges that say none.
    var standardType = "RELATED_TO"
    /// The property that takes the ids of the file.
    var id = "id"
    /// The property that, with the first label, finds a node that the graph has already.
    var key = ""

    static let list: [FormatOption<Options>] = [
      .text("labels", \.labels, "NAME", "The attribute of a node that is its labels"),
      .standardType(\.standardType, "The type of edges that say none"),
      .text(
        "id", \.id, "PROPERTY",
        "Takes the ids of the file where elements have no such property; empty: they are left out"),
      .nodeKey(\.key),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every node and edge; nodes within nodes become `CONTAINS` relationships.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    var reading = GEXFReading(try source.stream(), options)
    try reading.document(into: &sink)
  }
}
