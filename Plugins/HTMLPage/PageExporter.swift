import GraphDrawing
import PluginKit
import WordCatalog

extension FormatPlugin {
  /// A page to look at, in one file that needs no network.
  ///
  ///     dolen export evidence.dolen evidence.html
  public static let htmlPage = FormatPlugin(
    FormatInfo(
      name: "html-page", title: "HTML page",
      summary:
        "One page without a network: picture, search, filters, sources, in English and Welsh",
      extensions: ["html", "htm"], holds: []),
    exporting: FormatAbility(PageExporter.init))
}

/// Writes a page.
struct PageExporter: GraphExporter {
  private let options: PageOptions

  init(options: PageOptions) { self.options = options }

  /// Lays the subject out, and writes picture, facts, style and script into one file.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    let picture = try GraphPicture(of: subject, options.settings, &report)
    let title = options.title.isEmpty ? subject.title ?? "" : options.title
    var data = PageData(
      picture, subject: subject, title: title, language: options.language,
      nameProperty: options.label)
    let words = Words(options.language)
    try output.write(PageText.head(title: title.isEmpty ? words.pictureTitle : title, words: words))
    try output.write(PageText.body)
    try output.write(PageText.data(try data.json()))
    try output.write(PageText.end)
    return report
  }
}
