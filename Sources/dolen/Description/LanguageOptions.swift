import ArgumentParser
import GraphShell
import WordCatalog

/// The language of messages: an option of every command.
struct LanguageOptions: ParsableArguments {
  @Option(.language) var lang: String?

  /// What there is where no command line asks for a language.
  static var unasked: LanguageOptions {
    var options = LanguageOptions()
    options.lang = nil
    return options
  }

  mutating func validate() throws {
    let known = Language.allCases.map(\.rawValue)
    let chosen = [("--lang", lang), (Self.variable, ShellFiles.environment(Self.variable))]
    for (place, text) in chosen {
      guard let text, Language(tag: text) == nil else { continue }
      throw ValidationError(Self.environment.languageUnknown(place, text, known: known))
    }
  }

  /// The words of the language that was asked for.
  var words: Words { lang.flatMap { Language(tag: $0) }.map { Words($0) } ?? Self.environment }

  private static let variable = "DOLEN_LANG"

  /// The words of the language that arguments ask for, be they right or wrong; else the environment's.
  static func words(askedIn arguments: [String]) -> Words {
    for (index, argument) in arguments.enumerated() {
      let text =
        argument == "--lang"
        ? arguments.dropFirst(index + 1).first
        : argument.hasPrefix("--lang=") ? String(argument.dropFirst(7)) : nil
      if let language = text.flatMap({ Language(tag: $0) }) { return Words(language) }
    }
    return environment
  }

  /// The words of the environment's language: English where it asks for none.
  static var environment: Words {
    let own = ShellFiles.environment(variable)
    // The locale is the first of these that is set, as everywhere.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(ShellFiles.environment).first
    return Words((own ?? locale).flatMap { Language(tag: $0) } ?? .en)
  }
}
