import GraphEngine
import GraphModel
import Platform
import PluginKit
import Subprocesses
import WordCatalog

extension CommandDescription {
  static let doctor = CommandDescription(
    "doctor", { $0.doctorSummary }, shell: ShellForm(details: { words, _ in words.doctorDetails }))
}

/// A part of what the shell works with, as `:doctor` finds it.
public struct ExaminedPart: Sendable {
  /// What it is.
  public var name: String
  /// What was found.
  public var finding: String
  /// What to do about it; nil where all is well.
  public var advice: String?

  /// A part that was looked at.
  public init(_ name: String, _ finding: String, advice: String? = nil) {
    self.name = name
    self.finding = finding
    self.advice = advice
  }
}

extension ShellCommand {
  /// Looks at what the shell works with.
  static let doctor = ShellCommand(.doctor) { state, argument in
    guard argument.isEmpty else { throw CommandMisused() }
    let words = state.words
    var parts = [state.examinedGraph]
    parts += state.examines(words)
    parts.append(ShellFiles.examinedEncoding(words))
    let graphviz = ShellFiles.program("dot")
    parts.append(
      ExaminedPart(
        "Graphviz", graphviz ?? words.notFound, advice: graphviz == nil ? words.graphvizAdvice : nil
      ))
    parts.append(
      ShellFiles.examined(
        words.pagerLabel, ShellFiles.pager, words, advice: words.pagerAdvice))
    parts.append(
      ShellFiles.examined(
        words.editorLabel, ShellFiles.editor, words, advice: words.editorAdvice))
    parts.append(ExaminedPart(words.pluginsLabel, "\(state.plugins.plugins.count)"))
    let queries = state.library.entries.count
    parts.append(
      ExaminedPart(
        words.savedQueriesLabel,
        state.library.folder.map { words.savedQueryCount(queries, folder: $0) } ?? words.notFound,
        advice: state.library.folder == nil ? words.savedQueriesAdvice : nil))
    return [
      .rows(
        columns: [words.whatHeading, words.valueHeading, words.adviceHeading],
        parts.map {
          [.string($0.name), .string($0.finding), $0.advice.map { .string($0) } ?? .null]
        })
    ]
  }
}

extension ShellState {
  /// The graph's file, and whether it can be written.
  fileprivate var examinedGraph: ExaminedPart {
    guard let path = graph.path else {
      return ExaminedPart(words.graphFileLabel, words.inMemoryCell)
    }
    return ExaminedPart(
      words.graphFileLabel, graph.isReadOnly ? "\(path) (\(words.forReadingOnly))" : path)
  }
}

extension ShellFiles {
  /// The program that shows long answers.
  package static var pager: String {
    environment("DOLEN_PAGER") ?? environment("PAGER") ?? "less"
  }

  /// Where a program lies; nil where it is not in the path.
  package static func program(_ name: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    return ProgramRun.find(name, on: environment("PATH"))
  }

  fileprivate static func examined(
    _ name: String, _ command: String, _ words: Words, advice: String
  ) -> ExaminedPart {
    let program = command.split(separator: " ").first.map(String.init) ?? command
    guard let path = self.program(program) else {
      return ExaminedPart(name, "\(command): \(words.notFound)", advice: advice)
    }
    return ExaminedPart(name, path)
  }

  /// What the environment says of the encoding of texts.
  fileprivate static func examinedEncoding(_ words: Words) -> ExaminedPart {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(environment).first
    let name = (locale ?? "").lowercased()
    let isUTF8 = name.contains("utf-8") || name.contains("utf8")
    return ExaminedPart(
      words.encodingLabel, locale ?? words.notFound, advice: isUTF8 ? nil : words.encodingAdvice)
  }
}
