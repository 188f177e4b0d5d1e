import EvidenceFigures
import GraphEngine
import WordCatalog

/// What a figure can be written as.
package struct FigureForms {
  /// Its numbers, which go beside pictures too.
  package var table: FigureTable
  /// What a terminal shows; nil for the numbers.
  package var screen: FigureTable?
  /// The picture, and the size in points of its smallest type.
  package var svg: (() -> (text: String, smallestType: Double))?
  /// The file for Graphviz.
  package var dot: (() -> String)?
  /// The page; nil where HTML is the table.
  package var page: (() throws -> String)?
  /// What is written on standard output, and into text files, where it is no table.
  package var text: (() -> String)?
  /// What must be told beside it.
  package var notes: [String] = []
  /// The document of Markdown; nil where it is the table.
  package var markdown: (() throws -> String)?

  /// A figure that is its numbers.
  package init(_ table: FigureTable) { self.table = table }
}

/// A way in which a figure is written.
enum FigureFormat {
  case svg
  case pdf
  case png
  case dot
  case page
  case markdown
  case text
  case rows(any RowFormat)

  /// The endings that are not the names of formats.
  private static let endings = [
    "md": "markdown", "tex": "latex", "htm": "html", "gv": "dot", "ndjson": "jsonl", "txt": "text",
  ]

  /// The format called `name`, or that files of that ending have; nil where the figure has none such.
  init?(_ name: String, of forms: FigureForms) {
    let name = Self.endings[name.lowercased()] ?? name.lowercased()
    switch name {
    case "svg" where forms.svg != nil: self = .svg
    case "pdf" where forms.svg != nil: self = .pdf
    case "png" where forms.svg != nil: self = .png
    case "dot" where forms.dot != nil: self = .dot
    case "html" where forms.page != nil: self = .page
    case "text" where forms.text != nil: self = .text
    case "markdown" where forms.markdown != nil: self = .markdown
    default:
      guard let format = RowFormats.named(name) else { return nil }
      self = .rows(format)
    }
  }

  /// The names of all that the figure can be written as.
  static func names(of forms: FigureForms) -> [String] {
    (forms.svg == nil ? [] : ["svg", "pdf", "png"]) + (forms.dot == nil ? [] : ["dot"])
      + (forms.text == nil ? [] : ["text"]) + RowFormats.all.map(\.name)
  }
}
