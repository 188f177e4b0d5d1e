import EvidenceFigures
import GraphModel
import WordCatalog

extension CommandDescription {
  static let gapMap = CommandDescription(
    "gap-map", { $0.gapMapSummary }, shell: ShellForm(details: { words, _ in words.gapMapDetails }))
  static let claims = CommandDescription(
    "claims", { $0.claimsSummary },
    shell: ShellForm([.optional("ID")], details: { words, _ in words.claimsShellDetails }))
  static let flow = CommandDescription(
    "flow", { $0.flowSummary }, shell: ShellForm(details: { words, _ in words.flowDetails }))
  static let actions = CommandDescription(
    "actions", { $0.actionsSummary },
    shell: ShellForm(details: { words, _ in words.actionsDetails }))
}

extension ShellCommand {
  /// Shows models by factors, with how many studies each cell has.
  static let gapMap = ShellCommand(.gapMap) { state, _ in
    let words = state.words
    return try figure(words) {
      let map = try GapMap(.standard, of: state.graph, parameters: state.parameters)
      let notes = [words.crosstabMarks] + map.caption(in: words).suffix(1)
      return [effect(map.crosstab(in: words))] + notes.map(ShellEffect.notice)
    }
  }

  /// Shows the claims of one factor, or what is claimed for and against.
  static let claims = ShellCommand(.claims) { state, argument in
    let words = state.words
    return try figure(words) {
      let set = try ClaimSet(of: "Factor", in: state.graph)
      guard !argument.isEmpty else { return [effect(set.contradictions(in: words))] }
      var name = argument
      if (try? set.subject(name)) == nil, name.hasPrefix("forest ") {
        // As the program is asked, whose command has this word before the name.
        name = String(name.dropFirst(7).drop { $0 == " " })
      }
      let forest = ClaimForest(set, subject: try set.subject(name))
      return [effect(forest.table(in: words)), effect(forest.claimTable(in: words))]
    }
  }

  /// Shows the flow of records, or which of its sums do not hold.
  static let flow = ShellCommand(.flow) { state, _ in
    let words = state.words
    return try figure(words) {
      let flow = try ScreeningFlow(of: state.graph)
      guard flow.contradictions.isEmpty else {
        let told = flow.contradictions.map { $0.text(in: words) }
        throw ShellFailure(.data, told.joined(separator: "\n"))
      }
      return [effect(flow.screen(in: words)), .notice(words.flowHolds)]
    }
  }

  /// Shows the options for action with what is stated of each.
  static let actions = ShellCommand(.actions) { state, _ in
    let words = state.words
    return try figure(words) {
      [effect(try ActionOptions(of: state.graph).answer([:], in: words).table)]
    }
  }

  private static func effect(_ table: FigureTable) -> ShellEffect {
    .rows(columns: table.columns, table.rows)
  }

  /// What `body` shows, with what keeps a figure from being made told as a failure of the shell.
  private static func figure(
    _ words: Words, _ body: () throws -> [ShellEffect]
  ) throws -> [ShellEffect] {
    do {
      return try body()
    } catch let failure as FigureFailure {
      throw ShellFailure(.data, failure.text(in: words))
    }
  }
}
