import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// The options of every command that shows rows.
struct SessionOptions: ParsableArguments {
  @Option(.rowFormat) var format: String?

  @OptionGroup var query: QueryOptions

  @Option(.queries) var queries: String?

  @Flag(.yes) var yes = false

  @Flag(.evidence) var evidence = false

  @Option(.at) var snapshot: String?

  @Option(.color) private var colorText: String?

  @Flag(.plain) var plain = false

  @Option(.errors) var errors: String?

  @Option(.muteWarning) var muted: [String] = []

  /// Whether answers and messages have colours.
  var color: ColorChoice {
    query.color == .never ? .never : colorText.flatMap { ColorChoice(rawValue: $0) } ?? .auto
  }

  /// Whether failures are told as JSON.
  var tellsErrorsAsJSON: Bool { errors == "json" }

  mutating func validate() throws {
    if let colorText, ColorChoice(rawValue: colorText) == nil {
      throw ValidationError(
        LanguageOptions.environment.optionTakes(
          "--color", colorText, known: ColorChoice.allCases.map(\.rawValue)))
    }
    if let errors, !["text", "json"].contains(errors) {
      throw ValidationError(
        LanguageOptions.environment.optionTakes("--errors", errors, known: ["text", "json"]))
    }
    do throws(ShellFailure) {
      for name in muted { _ = try ShellWarning.required(name, in: LanguageOptions.environment) }
      if let format { _ = try RowFormats.required(format, words: LanguageOptions.environment) }
    } catch {
      throw ValidationError(error.message)
    }
  }

  /// The state of a session on `graph`.
  func state(
    of graph: Graph, _ plugins: PluginRegistry, isTerminal: Bool, words: Words
  ) throws -> ShellState {
    let chosen = format.flatMap { RowFormats.named($0) }
    let library = queries.map { QueryLibrary(folder: $0) } ?? .standard()
    var state = ShellState(
      graph: graph, plugins: plugins, format: chosen ?? (isTerminal ? .table : .csv),
      library: library, words: words)
    state.versions = [
      ("dolen", EngineVersion.current), ("readline", EditingReader.version(in: words)),
    ]
    state.allowsSavedUpdates = yes
    state.settings.isPlain = plain || Environment["TERM"] == "dumb"
    state.tellsErrorsAsJSON = tellsErrorsAsJSON
    // Names were looked at when the command line was read.
    graph.mutedWarnings = Set(muted.compactMap { try? ShellWarning.required($0, in: words) })
    graph.warnsEachTime = true
    state.examines = { words in
      [
        ExaminedPart(words.terminalLabel, Environment["TERM"] ?? words.notFound),
        ExaminedPart(
          words.lineEditorLabel, EditingReader.version(in: words),
          advice: EditingReader.isGNU ? nil : words.lineEditorAdvice),
      ]
    }
    graph.carriesEvidence = evidence
    state.isInterrupted = { Interrupts.hasArrived }
    if let snapshot { try state.look(at: snapshot) }
    return state
  }
}
