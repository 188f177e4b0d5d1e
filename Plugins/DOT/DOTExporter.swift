import GraphModel
import PluginKit

extension FormatPlugin {
  /// A drawing for Graphviz.
  ///
  ///     dolen export evidence.dolen picture.dot
  ///     dot -Tsvg picture.dot -o picture.svg
  public static let dot = FormatPlugin(
    FormatInfo(
      name: "dot", title: "DOT",
      summary: "A drawing for Graphviz: SVG, PDF, PNG; nodes and edges of one are read",
      extensions: ["dot", "gv"],
      signature: { head in
        // GML begins with the same word, and a bracket of another kind.
        ["digraph", "graph", "strict"].contains { head.begins(with: $0) }
          && head.bytes.first { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
            == UInt8(ascii: "{")
      }, holds: []),
    importing: FormatAbility(DOTImporter.init),
    exporting: FormatAbility(DOTExporter.init))
}

/// Writes a drawing for Graphviz.
struct DOTExporter: GraphExporter {
  private let options: DOTOptions

  init(options: DOTOptions) { self.options = options }

  /// Writes the drawing.
  func write(
    _ subject: ExportSubject, to output: some ExportSink
  ) throws -> ExportReport {
    var drawing = Drawing(options: options, subject: subject)
    try subject.forEachNode { node, contents in drawing.add(node.id, contents) }
    try subject.forEachRelationship { relationship, contents in
      try drawing.add(relationship.id, contents)
    }
    try drawing.write(to: output)
    return drawing.report
  }
}
