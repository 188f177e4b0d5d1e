import ArgumentParser
import EvidenceFigures
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen claims forest|contradictions|harvest|findings DB`: what is claimed for and against.
struct ClaimsCommand: DescribedCommand {
  static let described = CommandDescription(
    "claims", { $0.claimsSummary },
    program: .init(
      [.claimsDeed, .graphFile, .claimsSubject],
      options: [.claimsOf, .claimsBy, .claimsHeight] + .figures,
      details: { $0.claimsDetails },
      examples: [
        "dolen claims forest evidence.dolen F2 --by year -o trust.svg",
        "dolen claims contradictions evidence.dolen -o conflicts.md",
        "dolen claims harvest evidence.dolen -o harvest.svg",
        "dolen claims findings evidence.dolen -o findings.tex",
      ]))

  @Argument(.claimsDeed) var deed: String

  @Argument(.graphFile) var file: String

  @Argument(.claimsSubject) var subject: String?

  @Option(.claimsOf) var of: String?

  @Option(.claimsBy) var by: String?

  @Option(.claimsHeight) var height: String?

  @OptionGroup var figure: FigureOptions

  var spoken: LanguageOptions { figure.spoken }
  var pluginOptions: PluginOptions { figure.plugins }

  static let deeds = ["forest", "contradictions", "harvest", "findings"]

  mutating func validate() throws {
    guard Self.deeds.contains(deed) else { throw ValidationError(words.noClaimsDeed(deed)) }
    if deed == "forest", subject == nil { throw ValidationError(words.forestNeedsSubject) }
    if let by, ClaimForest.Order(rawValue: by) == nil {
      throw ValidationError(words.claimsByHelp)
    }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    figure.perform(on: file) { graph, _ in
      if deed == "findings" { return try findings(graph) }
      let property = height ?? "design_suitability"
      let claims = try ClaimSet(
        of: Text(of ?? "Factor"), in: graph, height: Text(property), epoch: FigureOptions.epoch)
      switch deed {
      case "forest": return try forest(claims)
      case "harvest": return harvest(HarvestPlot(claims, height: property))
      default: return contradictions(claims)
      }
    }
  }

  private func forest(_ claims: ClaimSet) throws -> FigureForms {
    let (words, title, width) = (words, figure.title ?? "", figure.width)
    let order = by.flatMap(ClaimForest.Order.init) ?? .study
    let forest = ClaimForest(claims, subject: try claims.subject(subject ?? ""), by: order)
    var forms = FigureForms(forest.table(in: words))
    forms.svg = { forest.svg(title: title, width: width, in: words) }
    forms.markdown = { try forest.markdown(title: title, in: words) }
    return forms
  }

  private func harvest(_ plot: HarvestPlot) -> FigureForms {
    let (words, title, width) = (words, figure.title ?? "", figure.width)
    var forms = FigureForms(plot.table(in: words))
    forms.svg = { plot.svg(title: title, width: width, in: words) }
    return forms
  }

  private func contradictions(_ claims: ClaimSet) -> FigureForms {
    let (words, title) = (words, figure.title ?? "")
    var forms = FigureForms(claims.contradictingClaims(in: words))
    forms.screen = claims.contradictions(in: words)
    forms.markdown = { try claims.contradictionsMarkdown(title: title, in: words) }
    return forms
  }

  private func findings(_ graph: Graph) throws -> FigureForms {
    let (words, title) = (words, figure.title ?? "")
    let summary = try FindingSummary(
      of: of.map { Text($0) }, in: graph, epoch: FigureOptions.epoch)
    var forms = FigureForms(summary.table(in: words))
    forms.markdown = { try summary.markdown(title: title, in: words) }
    return forms
  }
}

extension CommandArgument {
  fileprivate static let claimsDeed = required("deed", .choice(ClaimsCommand.deeds)) {
    $0.claimsDeedHelp
  }
  fileprivate static let claimsSubject = optional("subject") { $0.claimsSubjectHelp }
}

extension CommandOption {
  fileprivate static let claimsOf = CommandOption("of", value: "label") { $0.claimsOfHelp }
  fileprivate static let claimsBy = CommandOption(
    "by", value: "what", .choice(ClaimForest.Order.allCases.map(\.rawValue))
  ) { $0.claimsByHelp }
  fileprivate static let claimsHeight = CommandOption("height", value: "property") {
    $0.claimsHeightHelp
  }
}
