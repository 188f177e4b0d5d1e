import GraphEngine
import GraphModel
import WordCatalog

/// How answers are shown and what is asked about, as `:set` chooses it.
public struct ShellSettings: Sendable {
  /// The width of answers; nil for that of the terminal.
  public var width: Int?
  /// What stands for null where people read.
  public var nullText = "null"
  /// How many rows are shown of an answer on a terminal; nil for all.
  public var mostRows: Int?
  /// Whether rows that are wider than the terminal are shown as lines.
  public var showsWideRowsAsLines = true
  /// Whether answers longer than the screen go to a pager.
  public var usesPager = true
  /// From when on a change is asked about; nil for never.
  public var changeLimit: ChangeLimit? = .standard
  /// Whether nothing is drawn, for ears and braille.
  public var isPlain = false

  /// What there is where nobody chose.
  public init() {}
}

/// How much a statement may delete and change before somebody is asked.
public struct ChangeLimit: Sendable, Hashable {
  /// The part of the graph in hundredths.
  public var percent: Int?
  /// Nodes and relationships.
  public var elements: Int?

  /// More than 10 % of the graph, or more than 1,000 nodes and relationships.
  public static let standard = ChangeLimit(percent: 10, elements: 1000)

  /// Whether a change is beyond it.
  func isExceeded(by size: ChangeSize) -> Bool {
    if let elements, size.affected > elements { return true }
    guard let percent else { return false }
    return size.affected * 100 > size.elements * percent
  }

  /// Reads `10%`, `1000`, or both with a comma between.
  init?(_ text: String) {
    var (percent, elements): (Int?, Int?)
    for part in text.split(separator: ",") {
      let part = String(part).trimmingBlanks()
      if part.hasSuffix("%"), let number = Int(part.dropLast()), (0...100).contains(number) {
        percent = number
      } else if let number = Int(part), number >= 0 {
        elements = number
      } else {
        return nil
      }
    }
    if percent == nil, elements == nil { return nil }
    self.init(percent: percent, elements: elements)
  }

  init(percent: Int?, elements: Int?) {
    self.percent = percent
    self.elements = elements
  }

  /// As it is written.
  var text: String {
    [percent.map { "\($0)%" }, elements.map(String.init)].compactMap { $0 }.joined(separator: ",")
  }
}

/// Something that `:set` chooses.
///
/// A new one is an entry of ``all``.
struct ShellSetting: Sendable {
  /// The name.
  let name: String
  /// The values that it takes, as the usage shows them.
  let values: String
  /// What it is.
  let summary: CommandDescription.Saying
  /// The value now, as it would be written.
  let value: @Sendable (ShellState) -> String
  /// Takes a value; false where it is none.
  let set: @Sendable (inout ShellState, String) throws -> Bool

  /// The words that the value can be completed with.
  var choices: [String] {
    values.split(separator: "|").map(String.init).filter { !$0.contains("N") }
  }

  /// Every one, in the order in which they are listed.
  static let all: [ShellSetting] = [
    ShellSetting(
      "format", "NAME", { $0.formatSummary }, { $0.format.name },
      { state, text in
        state.format = try RowFormats.required(text, words: state.words)
        return true
      }),
    ShellSetting(
      "width", "auto|N", { $0.setWidthSummary }, { $0.settings.width.map(String.init) ?? "auto" },
      { state, text in
        if text == "auto" {
          state.settings.width = nil
          return true
        }
        guard let number = Int(text), (20...10_000).contains(number) else { return false }
        state.settings.width = number
        return true
      }),
    toggle("wrap", { $0.wrapSummary }, \.wraps),
    toggle("lines", { $0.setLinesSummary }, \.settings.showsWideRowsAsLines),
    ShellSetting(
      "null", "TEXT", { $0.setNullSummary }, { "'\($0.settings.nullText)'" },
      { state, text in
        state.settings.nullText = text
        return true
      }),
    ShellSetting(
      "limit", "off|N", { $0.setLimitSummary },
      { $0.settings.mostRows.map(String.init) ?? "off" },
      { state, text in
        if text == "off" {
          state.settings.mostRows = nil
          return true
        }
        guard let number = Int(text), number > 0 else { return false }
        state.settings.mostRows = number
        return true
      }),
    toggle("pager", { $0.setPagerSummary }, \.settings.usesPager),
    ShellSetting(
      "guard", "off|N%,N", { $0.setGuardSummary },
      { $0.settings.changeLimit?.text ?? "off" },
      { state, text in
        if text == "off" {
          state.settings.changeLimit = nil
          return true
        }
        if text == "on" {
          state.settings.changeLimit = .standard
          return true
        }
        guard let limit = ChangeLimit(text) else { return false }
        state.settings.changeLimit = limit
        return true
      }),
    toggle("plain", { $0.setPlainSummary }, \.settings.isPlain),
    toggle("timer", { $0.timerSummary }, \.showsTimer),
    toggle("warnings", { $0.warningsSummary }, \.showsWarnings),
    ShellSetting(
      "timeout", "off|SECONDS", { $0.setTimeoutSummary },
      { $0.graph.limits.time.map { "\($0.components.seconds)" } ?? "off" },
      { state, text in
        if text == "off" {
          state.graph.limits.time = nil
          return true
        }
        guard let number = Double(text), number > 0, number < 1e9 else { return false }
        state.graph.limits.time = .milliseconds(Int64(number * 1000))
        return true
      }),
    ShellSetting(
      "memory", "MB", { $0.setMemorySummary }, { "\($0.graph.limits.memory >> 20)" },
      { state, text in
        guard let number = Int(text), (1...1 << 30).contains(number) else { return false }
        state.graph.limits.memory = number << 20
        return true
      }),
    ShellSetting(
      "lang", Language.allCases.map(\.rawValue).joined(separator: "|"),
      { $0.languageSummary }, { $0.words.language.rawValue },
      { state, text in
        guard let language = Language(tag: text) else { return false }
        state.words = Words(language)
        return true
      }),
  ]

  init(
    _ name: String, _ values: String, _ summary: @escaping CommandDescription.Saying,
    _ value: @escaping @Sendable (ShellState) -> String,
    _ set: @escaping @Sendable (inout ShellState, String) throws -> Bool
  ) {
    self.name = name
    self.values = values
    self.summary = summary
    self.value = value
    self.set = set
  }

  private static func toggle(
    _ name: String, _ summary: @escaping CommandDescription.Saying,
    _ path: WritableKeyPath<ShellState, Bool> & Sendable
  ) -> ShellSetting {
    ShellSetting(
      name, "on|off", summary, { $0[keyPath: path] ? "on" : "off" },
      { state, text in
        switch text.lowercased() {
        case "on": state[keyPath: path] = true
        case "off": state[keyPath: path] = false
        default: return false
        }
        return true
      })
  }

  /// The setting called `name`.
  ///
  /// - Throws: ``ShellFailure`` where there is none, with the nearest name.
  static func named(_ name: String, in words: Words) throws(ShellFailure) -> ShellSetting {
    if let setting = all.first(where: { $0.name == name.lowercased() }) { return setting }
    let names = all.map(\.name)
    throw ShellFailure(
      .query, words.noSetting(name, nearest: nearest(to: name, in: names), known: names))
  }
}
