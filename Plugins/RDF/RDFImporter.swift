import PluginKit

/// Reads Turtle, N-Triples or TriG: subjects and objects are nodes, literals their properties.
struct RDFImporter: GraphImporter {
  /// How to read RDF.
  struct Options: FormatOptions {
    /// The property that takes the names of nodes.
    var uri = "uri"
    /// The property that takes the name of the graph that a relationship stands in.
    var graph = "graph"
    /// The property that, with the first label, finds a node that the graph has already.
    var key = ""

    static let list: [FormatOption<Options>] = [
      .text("uri", \.uri, "PROPERTY", "Takes the IRIs of nodes; empty: they are left out"),
      .text(
        "graph", \.graph, "PROPERTY",
        "Takes the named graph that a relationship stands in; empty: it is left out"),
      .nodeKey(\.key),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Reads every triple, then hands on nodes in the order in which they were met.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let text = try DecodedText(source, warning: &sink)
    var parser = RDFParser(text)
    var graph = RDFGraph()
    while let triples = try parser.next() {
      for (triple, place) in triples { graph.add(triple, at: place) }
    }
    try graph.write(to: &sink, options)
  }
}
