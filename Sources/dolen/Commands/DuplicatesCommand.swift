import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen duplicates DB`: records of one work, listed, found, merged and parted.
struct DuplicatesCommand: DescribedCommand {
  static let described = CommandDescription.duplicates

  @Argument(.graphFile) var file: String

  @Argument(.duplicateDeed) var deed: String?

  @Argument(.duplicateNumbers) var numbers: [String] = []

  @Flag(.duplicatesAll) var all = false

  @Flag(.json) var json = false

  @Flag(.duplicatesTrial) var dryRun = false

  @OptionGroup var spoken: LanguageOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      let deed = try DuplicateDesk.deed(
        deed ?? DuplicateDesk.Deed.list.rawValue, numbers: numbers, words: words)
      let graph = try GraphOpening(
        file: file, access: deed == .list ? .readOnly : .readWrite, words: words
      ).graph()
      Interrupts.watch(graph, interactive: false)
      let desk = DuplicateDesk(graph, words: words)
      if deed == .list {
        try Interrupts.whileBusy { try list(desk, on: console) }
      } else {
        let said = try Interrupts.whileBusy {
          try desk.perform(deed, numbers, isDryRun: dryRun)
        }
        try console.output.write(said + "\n")
      }
      try graph.close()
      try console.flush()
      return 0
    } catch {
      return console.report(error)
    }
  }

  private func list(_ desk: DuplicateDesk, on console: TerminalConsole) throws {
    if json {
      try console.output.write(try desk.json(includingRejected: all))
      return
    }
    let (columns, rows) = try desk.table(includingRejected: all)
    guard !rows.isEmpty else {
      try console.notices.write(words.noDuplicates + "\n")
      return
    }
    let format: any RowFormat = .table
    try format.write(columns, rows, to: console.output, layout: console.layout)
  }
}
