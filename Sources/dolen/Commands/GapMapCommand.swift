import ArgumentParser
import EvidenceFigures
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen gap-map DB`: where evidence is and where none is, as a picture, a page or a table.
struct GapMapCommand: DescribedCommand {
  static let described = CommandDescription(
    "gap-map", { $0.gapMapSummary },
    program: .init(
      [.graphFile],
      options: [.gapMapRows, .gapMapColumns, .gapMapLayer, .gapMapColor, .gapMapSyntheses]
        + .figures,
      details: { $0.gapMapDetails },
      examples: [
        "dolen gap-map evidence.dolen", "dolen gap-map evidence.dolen -o gaps.html",
        "dolen gap-map evidence.dolen -o gaps.svg --width 176 --lang cy",
      ]))

  @Argument(.graphFile) var file: String

  @Option(.gapMapRows) var rows: String?

  @Option(.gapMapColumns) var columns: String?

  @Option(.gapMapLayer) var layers: [String] = []

  @Option(.gapMapColor) var color: String?

  @Option(.gapMapSyntheses) var syntheses: [String] = []

  @OptionGroup var figure: FigureOptions

  var spoken: LanguageOptions { figure.spoken }
  var pluginOptions: PluginOptions { figure.plugins }

  mutating func validate() throws {
    for layer in layers where Self.layer(layer) == nil {
      throw ValidationError(words.layerNeedsQuery(layer))
    }
    if let color, GapMapStyle.Coloring(rawValue: color) == nil {
      throw ValidationError(words.gapMapColorHelp)
    }
  }

  /// The layer that `NAME=QUERY` says; nil where it says none.
  private static func layer(_ text: String) -> GapMapQuestion.Layer? {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    let query = String(text[text.index(after: equals)...])
    guard query.contains(where: { !$0.isWhitespace }) else { return nil }
    return GapMapQuestion.Layer(String(text[..<equals]), query: query)
  }

  private var question: GapMapQuestion {
    var question = GapMapQuestion.standard
    if let rows { question.rows = rows }
    if let columns { question.columns = columns }
    if !layers.isEmpty { question.layers = layers.compactMap(Self.layer) }
    if !syntheses.isEmpty { question.syntheses = syntheses }
    return question
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let words = words
    var style = GapMapStyle()
    style.title = figure.title ?? ""
    style.width = figure.width
    style.color = color.flatMap(GapMapStyle.Coloring.init) ?? .layer
    return figure.perform(on: file) { [style] graph, parameters in
      let map = try GapMap(
        question, of: graph, parameters: parameters, epoch: FigureOptions.epoch)
      var forms = FigureForms(map.cellTable(in: words))
      forms.screen = map.crosstab(in: words)
      forms.svg = { map.svg(style, in: words) }
      forms.page = { try map.page(title: style.title, in: words) }
      forms.markdown = {
        try map.markdown(title: style.title.isEmpty ? words.gapMapTitle : style.title, in: words)
      }
      return forms
    }
  }
}

extension CommandOption {
  fileprivate static let gapMapRows = CommandOption("rows", value: "query", .cypher) {
    $0.gapMapRowsHelp
  }
  fileprivate static let gapMapColumns = CommandOption("columns", value: "query", .cypher) {
    $0.gapMapColumnsHelp
  }
  fileprivate static let gapMapLayer = CommandOption("layer", value: "name=query") {
    $0.gapMapLayerHelp
  }
  fileprivate static let gapMapColor = CommandOption(
    "color", value: "what", .choice(GapMapStyle.Coloring.allCases.map(\.rawValue))
  ) { $0.gapMapColorHelp }
  fileprivate static let gapMapSyntheses = CommandOption("synthesis", value: "kind") {
    $0.gapMapSynthesesHelp
  }
}
