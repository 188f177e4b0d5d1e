import GraphDrawing
import GraphModel
import PluginKit
import WordCatalog

extension FormatPlugin {
  /// A picture, laid out by the program itself.
  ///
  ///     dolen export evidence.dolen picture.svg
  public static let svg = FormatPlugin(
    FormatInfo(
      name: "svg", title: "SVG",
      summary: "A picture, laid out without another program, with names, legend and tooltips",
      extensions: ["svg"], holds: []),
    exporting: FormatAbility(SVGExporter.init))
}

/// Writes a picture.
struct SVGExporter: GraphExporter {
  private let options: SVGOptions

  init(options: SVGOptions) { self.options = options }

  /// Lays the subject out and draws it.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    let picture = try GraphPicture(of: subject, options.settings, &report)
    let caption = Caption(words: Words(options.language), nameProperty: Text(options.label))
    let notes = subject.words
    for node in picture.nodes {
      report.noteUndrawn(
        caption.unshown(of: node.contents), in: notes, of: notes.nodePlace(node.id))
      let texts = [
        caption.name(of: node.id, node.contents), caption.tooltip(of: node.id, node.contents),
      ]
      report.noteUnseen(in: texts, in: notes, of: notes.nodePlace(node.id))
    }
    for drawn in picture.relationships {
      report.noteUndrawn(
        caption.unshown(of: drawn.contents), in: notes, of: notes.relationshipPlace(drawn.id))
      let text = caption.tooltip(of: drawn.contents, from: "", to: "")
      report.noteUnseen(
        in: CollectionOfOne(text), in: notes, of: notes.relationshipPlace(drawn.id))
    }
    var drawing = SVGDrawing(picture, options, subject)
    try output.write(drawing.document())
    return report
  }
}
