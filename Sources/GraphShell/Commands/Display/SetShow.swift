import GraphModel
import WordCatalog

extension CommandDescription {
  static let set = CommandDescription(
    "set", { $0.setSummary },
    shell: ShellForm(
      [.optional("NAME", .setting), .optional("VALUE", .settingValue)],
      details: { words, _ in ShellSetting.list(in: words) },
      examples: [":set limit 40", ":set null ''", ":set guard 25%,5000"]))
  static let show = CommandDescription(
    "show", { $0.showSummary }, shell: ShellForm([.optional("NAME", .setting)]))
}

extension ShellCommand {
  /// Chooses how the shell behaves.
  static let set = ShellCommand(.set) { state, argument in
    var words = ArgumentReader(argument)
    guard var name = words.word() else { return [settings(of: state)] }
    var text = words.rest
    // `null=-` and `null = -` are what hands are used to.
    if let equals = name.firstIndex(of: "=") {
      text = String(name[name.index(after: equals)...]) + text
      name = String(name[..<equals])
    } else if text.hasPrefix("=") {
      text = String(text.dropFirst()).trimmingBlanks()
    }
    let setting = try ShellSetting.named(name, in: state.words)
    guard !text.isEmpty else { return [.text("\(setting.name) \(setting.value(state))")] }
    if let first = text.first, text.count > 1, first == text.last, first == "'" || first == "\"" {
      text = String(text.dropFirst().dropLast())
    }
    guard try setting.set(&state, text) else {
      throw ShellFailure(
        .query, state.words.noSettingValue(setting.name, text, values: setting.values))
    }
    return []
  }

  /// Shows what was chosen.
  static let show = ShellCommand(.show) { state, argument in
    var words = ArgumentReader(argument)
    guard let name = words.word() else { return [settings(of: state)] }
    guard words.rest.isEmpty else { throw CommandMisused() }
    let setting = try ShellSetting.named(name, in: state.words)
    return [.text("\(setting.name) \(setting.value(state))")]
  }

  private static func settings(of state: ShellState) -> ShellEffect {
    .rows(
      columns: [state.words.nameHeading, state.words.valueHeading, state.words.meaningHeading],
      ShellSetting.all.map {
        [.string($0.name), .string($0.value(state)), .string($0.summary(state.words))]
      })
  }
}

extension ShellSetting {
  /// The settings with the values that they take, one a line.
  fileprivate static func list(in words: Words) -> String {
    let usages = all.map { "\($0.name) \($0.values)" }
    let width = usages.map(\.count).max() ?? 0
    return zip(usages, all).map { usage, setting in
      "  \(usage)\(String(repeating: " ", count: width - usage.count + 2))\(setting.summary(words))"
    }.joined(separator: "\n")
  }
}
