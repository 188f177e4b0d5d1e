import CypherSyntax
import ExchangeKit
import GraphEngine
import GraphModel
import PluginKit

/// Reads a script by running it, from an empty graph on, and hands on what it made.
struct CypherScriptImporter: GraphImporter {
  /// How to read a script.
  struct Options: FormatOptions {
    /// The property that, with the first label, finds a node that the graph has already.
    var key = ""
    /// The longest statement, in megabytes.
    var statementLimit = 16

    static let list: [FormatOption<Options>] = [
      .nodeKey(\.key),
      .integer(
        "statement-limit", \.statementLimit, 1...1_024, "The longest statement, in megabytes"),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Runs every statement; a statement that fails ends the import.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let graph = Graph()
    graph.limits.textLength = options.statementLimit << 20
    var script = CypherScriptRun(graph, name: source.name)
    let lines = LineReader(try source.stream())
    while try lines.next() {
      let line = try lines.withLine { bytes in
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw ImportError(
            "The line is not valid UTF-8", at: lines.place, hint: "Save the script as UTF-8")
        }
        return text
      }
      try script.take(line, number: lines.line, &sink)
    }
    try script.finish(&sink)
    try handOn(graph, from: source.name, to: &sink)
  }

  private func handOn(
    _ graph: Graph, from name: String, to sink: inout some GraphSink
  ) throws {
    let place = SourcePlace(name)
    let key = Text(nonEmpty: options.key)
    try graph.forEachNode { node in
      guard let contents = node.contents else { return }
      try sink.add(
        ImportedNode(
          NodeReference(Text(String(node.id))), labels: contents.labels,
          properties: contents.properties, key: key, at: place))
    }
    try graph.forEachRelationship { relationship in
      guard let contents = relationship.contents else { return }
      try sink.add(
        ImportedRelationship(
          contents.type, from: NodeReference(Text(String(contents.start))),
          to: NodeReference(Text(String(contents.end))), properties: contents.properties, at: place)
      )
    }
  }
}
