import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit
import WordCatalog

/// `dolen compact DB`: the file without the room that deleted data has left.
struct CompactCommand: DescribedCommand {
  static let described = CommandDescription(
    "compact", { $0.compactSummary },
    program: .init(
      [.graphFile], options: [.language], details: { $0.compactDetails },
      examples: ["dolen compact evidence.dolen"]))

  @Argument(.graphFile) var file: String

  @OptionGroup var spoken: LanguageOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      let graph = try GraphOpening(file: file, words: words).graph()
      Interrupts.watch(graph, interactive: false)
      let size = try WorkLine.whileDoing(words.compacting(file), in: words) {
        try Interrupts.whileBusy { try graph.compact() }
      }
      try graph.close()
      try console.output.write(
        words.compacted(file, before: size.before, after: size.after) + "\n")
      try console.flush()
      return 0
    } catch {
      return console.report(error)
    }
  }
}
