import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginHost
import PluginKit
import WordCatalog

/// `dolen plugin …`: plugins in any language, which are folders: listed, trusted, made, tried.
struct PluginCommand: DescribedCommand {
  static let described = CommandDescription(
    "plugin", { $0.pluginSummary },
    program: .init(
      [.pluginDeed, .pluginName],
      options: [.pluginLanguage, .pluginFunctions, .pluginYes, .pluginForce] + .plugins,
      details: { $0.pluginDetails },
      examples: [
        "dolen plugin new gap-map --lang python", "dolen plugin dev ./gap-map",
        "dolen plugin test gap-map", "dolen plugin install Examples/Plugins/openalex",
      ]))

  @Argument(.pluginDeed) var deed: String

  @Argument(.pluginName) var name: String?

  @Option(.pluginLanguage) var lang: String?

  @Flag(.pluginFunctions) var functions = false

  @Flag(.pluginYes) var yes = false

  @Flag(.pluginForce) var force = false

  @OptionGroup(title: Words.english.pluginsHeading) var pluginOptions: PluginOptions

  /// Here `--lang` is the language of a plugin.
  var spoken: LanguageOptions { .unasked }

  func validate() throws {
    guard let deed = PluginDeed(rawValue: deed) else {
      let near = didYouMean(self.deed, in: PluginDeed.allCases.map(\.rawValue))
      throw ValidationError(words.noPluginDeed(self.deed, near: near))
    }
    if name == nil, deed.needsName {
      throw ValidationError(words.pluginDeedNeedsName(deed.rawValue))
    }
    if deed != .new, functions { throw ValidationError(words.functionsOnlyForNew) }
    if deed != .new, lang != nil { throw ValidationError(words.languageOnlyForNew) }
    if deed == .new, lang == nil || PluginTemplate(rawValue: lang ?? "") == nil {
      let known = PluginTemplate.allCases.map(\.rawValue)
      throw ValidationError(
        words.namePluginLanguage(known)
          + (lang.flatMap { didYouMean($0, in: known) }.map { ". \($0)" } ?? ""))
    }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      let code = try PluginDesk(
        host: pluginOptions.host, console: console, isAssenting: yes, replacing: force,
        addsFunctions: functions, known: PluginOptions.ownFormats
      ).perform(
        PluginDeed(rawValue: deed) ?? .list, name ?? "", PluginTemplate(rawValue: lang ?? ""))
      try console.flush()
      return code
    } catch let error as OptionError {
      return console.report(
        ShellFailure(
          .usage,
          DisplayText.escaped(error.message)
            + (error.hint.map { "\nhint: \(DisplayText.escaped($0))" } ?? "")))
    } catch let error as ManifestError {
      return console.report(ShellFailure(.data, "\(error)"))
    } catch {
      return console.report(error)
    }
  }
}

extension CommandArgument {
  fileprivate static let pluginDeed = required("deed", .choice(PluginDeed.allCases.map(\.rawValue)))
  {
    $0.pluginDeedHelp(PluginDeed.allCases.map(\.rawValue))
  }
  fileprivate static let pluginName = optional("name", .file) { $0.pluginNameHelp }
}

extension CommandOption {
  fileprivate static let pluginLanguage = CommandOption(
    "lang", value: "language", .choice(PluginTemplate.allCases.map(\.rawValue))
  ) { $0.pluginLanguageHelp }
  fileprivate static let pluginFunctions = CommandOption(flag: "functions") {
    $0.pluginFunctionsHelp
  }
  fileprivate static let pluginYes = CommandOption(flag: "yes") { $0.pluginYesHelp }
  fileprivate static let pluginForce = CommandOption(flag: "force") { $0.pluginForceHelp }
}

/// What can be done with plugins.
enum PluginDeed: String, CaseIterable {
  case list, new, dev, test, trust, untrust, verify, install

  var needsName: Bool { self != .list && self != .verify }
}
