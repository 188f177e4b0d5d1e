import WordCatalog

extension CommandDescription {
  static let language = CommandDescription(
    "lang", { $0.languageSummary },
    shell: ShellForm(
      [
        .optional(
          Language.allCases.map(\.rawValue).joined(separator: "|"),
          .choice(Language.allCases.map(\.rawValue)))
      ], details: { words, _ in words.languageDetails }))
}

extension ShellCommand {
  /// Chooses the language of messages.
  static let language = ShellCommand(.language) { state, argument in
    if argument.isEmpty { return [.text(state.words.languageState)] }
    guard let language = Language(rawValue: argument.lowercased()) else { throw CommandMisused() }
    state.words = Words(language)
    return []
  }
}
