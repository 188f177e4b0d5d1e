import WordCatalog

extension CommandDescription {
  /// `:duplicates` and `dolen duplicates`.
  package static let duplicates = CommandDescription(
    "duplicates", { $0.duplicatesSummary },
    shell: ShellForm(
      [.optional("DEED", duplicateDeeds), .optional("NUMBER")],
      details: { words, _ in words.duplicatesDetails },
      examples: [":duplicates", ":duplicates accept 3", ":duplicates undo 3"]),
    program: ProgramForm(
      [.graphFile, .duplicateDeed, .duplicateNumbers],
      options: [.duplicatesAll, .json, .duplicatesTrial, .language],
      details: { $0.duplicatesDetails },
      examples: [
        "dolen import evidence.dolen search.ris --dedup merge", "dolen duplicates evidence.dolen",
        "dolen duplicates evidence.dolen accept 3 4", "dolen duplicates evidence.dolen undo 3",
        "dolen duplicates evidence.dolen merge --dry-run",
      ]))

  private static let duplicateDeeds = ArgumentKind.choice(
    DuplicateDesk.Deed.allCases.map(\.rawValue))
}

extension CommandArgument {
  package static let duplicateDeed = optional(
    "deed", .choice(DuplicateDesk.Deed.allCases.map(\.rawValue))
  ) { $0.duplicateDeedHelp(DuplicateDesk.Deed.allCases.map(\.rawValue)) }
  package static let duplicateNumbers = optional("numbers") { $0.duplicateNumbersHelp }
}

extension CommandOption {
  package static let duplicatesAll = CommandOption(flag: "all") { $0.duplicatesAllHelp }
  package static let json = CommandOption(flag: "json") { $0.jsonHelp }
  package static let duplicatesTrial = CommandOption(flag: "dry-run") { $0.duplicatesTrialHelp }
}

extension ShellCommand {
  /// Lists records of one work, finds, merges and parts them.
  static let duplicates = ShellCommand(.duplicates) { state, argument in
    var reader = ArgumentReader(argument)
    let name = reader.word() ?? DuplicateDesk.Deed.list.rawValue
    var numbers: [String] = []
    while let word = reader.word() { numbers.append(word) }
    let deed = try DuplicateDesk.deed(name, numbers: numbers, words: state.words)
    let desk = DuplicateDesk(state.graph, words: state.words)
    if deed == .list {
      let (columns, rows) = try desk.table(includingRejected: false)
      return rows.isEmpty ? [.notice(state.words.noDuplicates)] : [.rows(columns: columns, rows)]
    }
    return [.notice(try desk.perform(deed, numbers))]
  }
}
