import WordCatalog

extension CommandDescription {
  /// `dolen review`.
  package static let review = CommandDescription(
    "review", { $0.reviewSummary },
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
