import GraphDrawing
import GraphModel
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
    let notes = subject.words
    for node in picture.nodes {
      let texts = node.contents.labels.map(\.string) + Self.texts(node.contents.properties)
      report.noteUnseen(in: texts, in: notes, of: notes.nodePlace(node.id))
    }
    for drawn in picture.relationships {
      let texts = [drawn.contents.type.string] + Self.texts(drawn.contents.properties)
      report.noteUnseen(in: texts, in: notes, of: notes.relationshipPlace(drawn.id))
    }
    let title = options.title.isEmpty ? subject.title ?? "" : options.title
    var data = PageData(
      picture, subject: subject, title: title, language: options.language,
      nameProperty: options.label)
    let words = Words(options.language)
    let page = PageText.page(title: title.isEmpty ? words.pictureTitle : title, words: words)
    try output.write(page.text(facts: try data.json()))
    return report
  }

  /// The names and the texts of properties.
  private static func texts(_ properties: MapValue) -> [String] {
    properties.entries.flatMap { name, value in
      if case .text(let text) = value { [name.string, text.string] } else { [name.string] }
    }
  }
}
