import ArgumentParser
import GraphEngine
import GraphShell
import PluginKit
import WordCatalog

/// `dolen backup DB FILE`: a copy of a graph that others may be reading.
struct BackupCommand: DescribedCommand {
  static let described = CommandDescription.backup

  @Argument(.graphFile) var file: String

  @Argument(.backupTarget) var target: String

  @Flag(.force) var force = false

  @OptionGroup var spoken: LanguageOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      let graph = try GraphOpening(file: file, access: .readOnly, words: words).graph()
      Interrupts.watch(graph, interactive: false)
      try WorkLine.whileDoing(words.copying(file), in: words) {
        try Interrupts.whileBusy { try graph.backup(to: target, replacing: force) }
      }
      let statistics = graph.statistics
      try graph.close()
      try console.notices.write(
        words.copied(
          target, nodes: statistics.nodeCount, relationships: statistics.relationshipCount) + "\n")
      try console.flush()
      return 0
    } catch {
      return console.report(error)
    }
  }
}
