import WordCatalog

/// A number of the PRISMA 2020 flow diagram, by the name that its R package gives it in files.
public enum FlowBox: String, CaseIterable, Hashable, Sendable {
  case previousStudies = "previous_studies"
  case previousReports = "previous_reports"
  case databases = "database_results"
  case registers = "register_results"
  /// Records from elsewhere that were screened with those of the databases; not among the standard's.
  case otherScreened = "other_screened_results"
  case duplicates
  case automation = "excluded_automatic"
  case removedOther = "excluded_other"
  case screened = "records_screened"
  case excluded = "records_excluded"
  case sought = "dbr_sought_reports"
  case notRetrieved = "dbr_notretrieved_reports"
  case assessed = "dbr_assessed"
  case reportsExcluded = "dbr_excluded"
  case websites = "website_results"
  case organisations = "organisation_results"
  case citations = "citations_results"
  case otherSought = "other_sought_reports"
  case otherNotRetrieved = "other_notretrieved_reports"
  case otherAssessed = "other_assessed"
  case otherExcluded = "other_excluded"
  case newStudies = "new_studies"
  case newReports = "new_reports"
  case totalStudies = "total_studies"
  case totalReports = "total_reports"

  /// The box of a stage: what its property `prisma` says, else what its id says in the vocabulary of the
  /// evidence graph.
  static func box(prisma: String?, id: String) -> FlowBox? {
    if let prisma { return FlowBox(rawValue: prisma) }
    return switch id {
    case "identified-databases": .databases
    case "identified-registers": .registers
    case "identified-other": .otherScreened
    case "identified-websites": .websites
    case "identified-organisations": .organisations
    case "identified-citations": .citations
    case "removed-duplicates": .duplicates
    case "removed-automation": .automation
    case "removed-other": .removedOther
    case "screened": .screened
    case "excluded-screening": .excluded
    case "sought": .sought
    case "not-retrieved": .notRetrieved
    case "full-text", "assessed": .assessed
    case "excluded-full-text": .reportsExcluded
    // Papers are reports: what a study is, and how many papers it has, is another question.
    case "included", "included-reports": .newReports
    case "included-studies": .newStudies
    default: FlowBox(rawValue: id)
    }
  }

  /// The wording of the standard, or of ours.
  ///
  /// - Parameter isUpdate: Whether the review has a previous version, whose studies are told apart.
  public func text(in words: Words, isUpdate: Bool = false) -> String {
    switch self {
    case .previousStudies: words.prismaPreviousStudies
    case .previousReports: words.prismaPreviousReports
    case .databases: words.prismaDatabases
    case .registers: words.prismaRegisters
    case .otherScreened: words.prismaOtherSources
    case .duplicates: words.prismaDuplicates
    case .automation: words.prismaAutomation
    case .removedOther: words.prismaRemovedOther
    case .screened: words.prismaScreened
    case .excluded: words.prismaExcluded
    case .sought, .otherSought: words.prismaSought
    case .notRetrieved, .otherNotRetrieved: words.prismaNotRetrieved
    case .assessed, .otherAssessed: words.prismaAssessed
    case .reportsExcluded, .otherExcluded: words.prismaReportsExcluded
    case .websites: words.prismaWebsites
    case .organisations: words.prismaOrganisations
    case .citations: words.prismaCitations
    case .newStudies: isUpdate ? words.prismaNewStudies : words.prismaStudiesIncluded
    case .newReports: isUpdate ? words.prismaNewReports : words.prismaReportsIncluded
    case .totalStudies: words.prismaTotalStudies
    case .totalReports: words.prismaTotalReports
    }
  }
}
