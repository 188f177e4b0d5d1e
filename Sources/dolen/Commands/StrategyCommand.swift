import ArgumentParser
import EvidenceFigures
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen strategy print|compare|read DB`: search strategies, and what their translation changes.
struct StrategyCommand: DescribedCommand {
  static let described = CommandDescription(
    "strategy", { $0.strategySummary },
    program: .init(
      [.strategyDeed, .graphFile, .strategyFile],
      options: [.strategyFrom, .strategyFor] + .figures,
      details: { $0.strategyDetails },
      examples: [
        "dolen strategy print evidence.dolen --for pubmed",
        "dolen strategy compare evidence.dolen --format markdown",
        "dolen strategy read evidence.dolen blocks.txt --from EBSCO",
      ]))

  @Argument(.strategyDeed) var deed: String

  @Argument(.graphFile) var file: String

  @Argument(.strategyFile) var source: String?

  @Option(.strategyFrom) var from: String?

  @Option(.strategyFor) var target: String?

  @OptionGroup var figure: FigureOptions

  var spoken: LanguageOptions { figure.spoken }
  var pluginOptions: PluginOptions { figure.plugins }

  static let deeds = ["print", "compare", "read"]

  mutating func validate() throws {
    guard Self.deeds.contains(deed) else { throw ValidationError(words.noStrategyDeed(deed)) }
    if deed == "read", source == nil || from == nil {
      throw ValidationError(words.strategyReadNeeds)
    }
    if let target, SearchDialect(rawValue: target.lowercased()) == nil {
      throw ValidationError(words.strategyForHelp)
    }
    if deed == "print", target == nil { throw ValidationError(words.strategyForHelp) }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let words = words
    if deed == "read" { return read() }
    return figure.perform(on: file) { graph, _ in
      let strategy = try SearchStrategy(of: graph, epoch: FigureOptions.epoch)
      if deed == "compare" { return FigureForms(try strategy.comparison(in: words)) }
      let target = target.flatMap { SearchDialect(rawValue: $0.lowercased()) } ?? .pubmed
      let printed = try strategy.printed(for: target, from: from, in: words)
      let text = try strategy.text(for: target, from: from, in: words)
      var forms = FigureForms(printed.table(in: words))
      forms.text = { text }
      return forms
    }
  }

  private func read() -> Int32 {
    let words = words
    return figure.perform(on: file, access: .readWrite) { graph, _ in
      let dialect = from ?? ""
      let text = try InputFile.bytes(of: source ?? "")
      let (blocks, terms) = try SearchStrategy.store(
        String(decoding: text, as: UTF8.self), as: dialect, in: graph)
      var forms = FigureForms(FigureTable(columns: []))
      forms.text = { words.strategyRead(blocks, terms: terms, dialect: dialect) + "\n" }
      return forms
    }
  }
}

extension CommandArgument {
  fileprivate static let strategyDeed = required("deed", .choice(StrategyCommand.deeds)) {
    $0.strategyDeedHelp
  }
  fileprivate static let strategyFile = optional("file", .file) { $0.strategyFileHelp }
}

extension CommandOption {
  fileprivate static let strategyFrom = CommandOption("from", value: "dialect") {
    $0.strategyFromHelp
  }
  fileprivate static let strategyFor = CommandOption(
    "for", value: "database", .choice(SearchDialect.allCases.map(\.rawValue))
  ) { $0.strategyForHelp }
}
