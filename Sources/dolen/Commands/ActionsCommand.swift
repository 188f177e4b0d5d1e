import ArgumentParser
import EvidenceFigures
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen actions DB`: options for action and what they need, where it is stated.
struct ActionsCommand: DescribedCommand {
  static let described = CommandDescription(
    "actions", { $0.actionsSummary },
    program: .init(
      [.graphFile],
      options: [.actionsResources, .actionsTimescale, .actionsMaturity, .actionsAdvances]
        + .figures,
      details: { $0.actionsDetails },
      examples: [
        "dolen actions evidence.dolen --timescale long-term",
        "dolen actions evidence.dolen --advances F4 -o options.md",
      ]))

  @Argument(.graphFile) var file: String

  @Option(.actionsResources) var resources: String?

  @Option(.actionsTimescale) var timescale: String?

  @Option(.actionsMaturity) var maturity: String?

  @Option(.actionsAdvances) var advances: String?

  @OptionGroup var figure: FigureOptions

  var spoken: LanguageOptions { figure.spoken }
  var pluginOptions: PluginOptions { figure.plugins }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let words = words
    var wanted: [ActionOptions.Slot: String] = [:]
    wanted[.resources] = resources
    wanted[.timescale] = timescale
    wanted[.maturity] = maturity
    return figure.perform(on: file) { [wanted] graph, _ in
      let (table, notes) = try ActionOptions(of: graph, epoch: FigureOptions.epoch)
        .answer(wanted, advancing: advances, in: words)
      var forms = FigureForms(table)
      forms.notes = notes
      return forms
    }
  }
}

extension CommandOption {
  fileprivate static let actionsResources = CommandOption("resources", value: "text") {
    $0.actionsResourcesHelp
  }
  fileprivate static let actionsTimescale = CommandOption("timescale", value: "text") {
    $0.actionsTimescaleHelp
  }
  fileprivate static let actionsMaturity = CommandOption("maturity", value: "text") {
    $0.actionsMaturityHelp
  }
  fileprivate static let actionsAdvances = CommandOption("advances", value: "id") {
    $0.actionsAdvancesHelp
  }
}
