import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit
import WordCatalog

/// `dolen diff A B`: what lies between two graphs, or between what queries answer in them.
struct DiffCommand: DescribedCommand {
  static let described = CommandDescription.diff

  @Argument(.diffBefore) var before: String

  @Argument(.diffAfter) var after: String?

  @Option(.diffFormat) var format: String?

  @Option(.output) var output: String?

  @Flag(.exportForce) var force = false

  @Option(.diffQuery) var query: String?

  @Option(.diffQueries) var queries: String?

  @OptionGroup var limits: LimitOptions

  @Option(.color) var colorText: String?

  @OptionGroup var spoken: LanguageOptions

  func validate() throws {
    if query != nil, queries != nil {
      throw ValidationError(words.excludeEachOther("--query", "--queries"))
    }
    do throws(ShellFailure) {
      if let format { _ = try RowFormats.required(format, words: words) }
    } catch {
      throw ValidationError(error.message)
    }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let color = colorText.flatMap { ColorChoice(rawValue: $0) } ?? .auto
    let console = TerminalConsole(color: color, isInteractive: false, words: words)
    do {
      if after == nil, GraphPlace(before).snapshot == nil {
        throw ShellFailure(.usage, words.diffNeedsTwo(before))
      }
      var places = GraphPlaces(words: words)
      let first = try places.graph(before)
      // The file of a snapshot is meant where nothing else is.
      let second = try places.graph(after ?? "@")
      limits.limit(first, seconds: 0)
      limits.limit(second, seconds: 0)
      Interrupts.watch(second, interactive: false)
      let desk = DifferenceDesk(first, second, words: words)
      let chosen: any RowFormat = format.flatMap { RowFormats.named($0) } ?? TableFormat()
      if let output { try places.refuse(output) }
      let sink = try output.map {
        try AnswerSink(OutputTarget(path: $0, resolved: $0, replacing: force))
      }
      let target = sink?.output ?? console.output
      let layout = sink == nil ? console.layout : RowLayout(words: words)
      let said = try WorkLine.whileDoing(words.comparing(before), in: words) {
        try Interrupts.whileBusy {
          try queriesAsked().map {
            try desk.write(answersOf: $0, as: chosen, to: target, layout: layout)
          } ?? [desk.write(as: chosen, to: target, layout: layout).text(words)]
        }
      }
      if let failure = try sink?.finish(in: words) { throw ShellFailure(.store, failure) }
      try places.close()
      for line in said { try console.notices.write(line + "\n") }
      try console.flush()
      return 0
    } catch {
      return console.report(error)
    }
  }

  /// The queries whose answers are compared; nil where the graphs are.
  private func queriesAsked() throws -> [SavedQuery]? {
    if let query { return [try SavedQuery(file: query)] }
    guard let queries else { return nil }
    guard ShellFiles.isFolder(queries) else {
      throw ShellFailure(.store, words.noQueryFolder(queries))
    }
    return try QueryLibrary(folder: queries).all()
  }
}
