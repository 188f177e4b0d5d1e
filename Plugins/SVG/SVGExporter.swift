import GraphDrawing
import PluginKit

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
    var drawing = SVGDrawing(picture, options, subject)
    try output.write(drawing.document())
    return report
  }
}
