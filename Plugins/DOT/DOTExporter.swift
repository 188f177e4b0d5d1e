import GraphModel
import PluginKit

/// Writes a drawing for Graphviz.
///
///     dolen export evidence.dolen picture.dot
///     dot -Tsvg picture.dot -o picture.svg
public struct DOTExporter: GraphExporter {
  /// The format.
  public static let format = FormatInfo(
    name: "dot", title: "DOT", summary: "A drawing for Graphviz: SVG, PDF, PNG",
    extensions: ["dot", "gv"], holds: [])

  private let options: DOTOptions

  /// An exporter with the given options.
  public init(options: DOTOptions) { self.options = options }

  /// Writes the drawing.
  public func write(
    _ subject: ExportSubject, to output: inout some ByteSink
  ) throws -> ExportReport {
    var drawing = Drawing(options: options, subject: subject)
    try subject.forEachNode { node, contents in drawing.add(node.id, contents) }
    try subject.forEachRelationship { relationship, contents in
      try drawing.add(relationship.id, contents)
    }
    try drawing.write(to: &output)
    return drawing.report
  }
}
