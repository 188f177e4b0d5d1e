import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit
import WordCatalog

/// `dolen merge DB OTHER`: takes over what another graph has, and keeps what the two disagree in.
struct MergeCommand: DescribedCommand {
  static let described = CommandDescription(
    "merge", { $0.mergeSummary },
    program: .init(
      [.graphFile, .mergeOther],
      options: [.mergeBase, .mergeOutput, .mergeDryRun, .rowFormat, .language],
      details: { $0.mergeDetails },
      examples: [
        "dolen merge review.dolen gwen.dolen", "dolen merge review.dolen",
        "dolen merge review.dolen gwen.dolen --base review.dolen@may --dry-run",
        "dolen merge mair.dolen gwen.dolen --base review.dolen -o both.dolen",
      ]))

  @Argument(.graphFile) var file: String

  @Argument(.mergeOther) var other: String?

  @Option(.mergeBase) var base: String?

  @Option(.mergeOutput) var output: String?

  @Flag(.mergeDryRun) var dryRun = false

  @Option(.rowFormat) var format: String?

  @OptionGroup var spoken: LanguageOptions

  func validate() throws {
    if other == nil, base != nil || output != nil || dryRun {
      throw ValidationError(words.mergeNeedsOther)
    }
    if dryRun, output != nil {
      throw ValidationError(words.excludeEachOther("--dry-run", "--output"))
    }
    do throws(ShellFailure) {
      if let format { _ = try RowFormats.required(format, words: words) }
    } catch {
      throw ValidationError(error.message)
    }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      var places = GraphPlaces(words: words)
      let conflicts = try merged(&places, console)
      if !conflicts.conflicts.isEmpty {
        let chosen: any RowFormat = format.flatMap { RowFormats.named($0) } ?? ListFormat()
        let (columns, rows) = conflicts.desk.table(conflicts.conflicts)
        try chosen.write(columns, rows, to: console.output, layout: console.layout)
        try console.notices.write(words.conflictsOpen(conflicts.conflicts.count) + "\n")
      } else if other == nil {
        try console.notices.write(words.noConflicts + "\n")
      }
      try places.close()
      try console.flush()
      return conflicts.conflicts.isEmpty ? 0 : ShellFailure.Kind.data.rawValue
    } catch {
      return console.report(error)
    }
  }

  private func merged(
    _ places: inout GraphPlaces, _ console: TerminalConsole
  ) throws -> (desk: MergeDesk, conflicts: [MergeConflict]) {
    guard let other else {
      let graph = try places.graph(file)
      return (MergeDesk(graph, words: words), try graph.openConflicts())
    }
    // One file is opened once: the base may be a snapshot of it.
    let own = try places.graph(file, access: output == nil ? .readWrite : .readOnly)
    let origin = try base.map { try places.graph($0) }
    let second = try places.graph(other)
    if let output { try own.backup(to: output) }
    let target = output ?? file
    do {
      let graph =
        try output.map { try GraphOpening(file: $0, access: .readWrite, words: words).graph() }
        ?? own
      Interrupts.watch(graph, interactive: false)
      let desk = MergeDesk(graph, words: words)
      let done = try WorkLine.whileDoing(words.comparing(target), in: words) {
        try Interrupts.whileBusy {
          try desk.merge(second, base: origin, named: (file, other), isDryRun: dryRun)
        }
      }
      if output != nil { try graph.close() }
      try console.notices.write(done.said + "\n")
      return (desk, done.conflicts)
    } catch {
      // What was copied for nothing goes again.
      if let output { Graph.removeFiles(at: output) }
      throw error
    }
  }
}

extension CommandArgument {
  fileprivate static let mergeOther = optional("other", .file) { $0.mergeOtherHelp }
}

extension CommandOption {
  fileprivate static let mergeBase = CommandOption("base", value: "graph", .file) {
    $0.mergeBaseHelp
  }
  fileprivate static let mergeOutput = CommandOption("output", short: "o", value: "file", .file) {
    $0.mergeOutputHelp
  }
  fileprivate static let mergeDryRun = CommandOption(flag: "dry-run") { $0.mergeDryRunHelp }
}
