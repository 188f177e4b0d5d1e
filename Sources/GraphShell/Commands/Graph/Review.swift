import WordCatalog

extension CommandDescription {
  /// `dolen review`.
  package static let review = CommandDescription(
    "review", { $0.reviewSummary },
    shell: ShellForm(
      [.optional("DEED", reviewDeeds), .optional("SUBJECT")],
      details: { words, _ in words.reviewDetails },
      examples: [
        ":review", ":review accept pair-3", ":review change year-bagnall-2027 2021",
        ":review undo pair-3", ":review list all",
      ]),
    program: ProgramForm(
      [.graphFile, .reviewDeed, .reviewSubjects],
      options: [.reviewAll, .reviewCSV, .language],
      details: { $0.reviewDetails },
      examples: [
        "dolen review review.dolen", "dolen review review.dolen accept pair-3",
        "dolen review review.dolen change year-bagnall-2027 2021",
        "dolen review review.dolen --csv > doubts.csv",
        "dolen review review.dolen apply doubts.csv", "dolen review profile report.txt",
      ]))

  private static let reviewDeeds = ArgumentKind.choice(
    ReviewDesk.Deed.allCases.map(\.rawValue) + ["profile"])
}

extension ShellCommand {
  /// Lists what a read review leaves in doubt, and decides about it.
  static let review = ShellCommand(.review) { state, argument in
    var reader = ArgumentReader(argument)
    let name = reader.word() ?? ReviewDesk.Deed.list.rawValue
    var subjects: [String] = []
    while let word = reader.word() { subjects.append(word) }
    if name == "profile", let file = subjects.first, subjects.count == 1 {
      return [.notice(try ReviewDesk.profile(of: state.resolved(file), words: state.words))]
    }
    let deed = try ReviewDesk.deed(name, subjects: subjects, words: state.words)
    let desk = ReviewDesk(state.graph, words: state.words)
    if deed == .list {
      guard subjects.isEmpty || subjects == ["all"] else { throw CommandMisused() }
      let (columns, rows) = try desk.table(includesAll: !subjects.isEmpty)
      return rows.isEmpty
        ? [.notice(state.words.nothingDoubtful)] : [.rows(columns: columns, rows)]
    }
    let named = deed == .apply ? subjects.map { state.resolved($0) } : subjects
    return [.notice(try desk.perform(deed, named))]
  }
}

extension CommandArgument {
  package static let reviewDeed = optional("deed") {
    $0.reviewDeedHelp(ReviewDesk.Deed.allCases.map(\.rawValue))
  }
  package static let reviewSubjects = optional("subjects") { $0.reviewSubjectsHelp }
}

extension CommandOption {
  package static let reviewAll = CommandOption(flag: "all") { $0.reviewAllHelp }
  package static let reviewCSV = CommandOption(flag: "csv") { $0.reviewCSVHelp }
}
