import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen snapshot DB`: named states of a graph, made, listed and dropped.
struct SnapshotCommand: DescribedCommand {
  static let described = CommandDescription.snapshot

  @Argument(.graphFile) var file: String

  @Argument(.snapshotDeed) var deed: String?

  @Argument(.snapshotName) var name: String?

  @Option(.snapshotNote) var note: String?

  @OptionGroup var spoken: LanguageOptions

  func validate() throws {
    guard let deed else { return }
    guard let known = SnapshotDesk.Deed(rawValue: deed) else {
      throw ValidationError(
        words.noDuplicateDeed(deed, known: SnapshotDesk.Deed.allCases.map(\.rawValue)))
    }
    if known != .list, name == nil { throw ValidationError(words.snapshotNeedsName(deed)) }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    let deed = deed.flatMap { SnapshotDesk.Deed(rawValue: $0) } ?? .list
    do {
      let graph = try GraphOpening(
        file: file, access: deed == .list ? .readOnly : .readWrite, words: words
      ).graph()
      let desk = SnapshotDesk(graph, words: words)
      if deed == .list {
        try list(desk, on: console)
      } else {
        let said = try desk.perform(deed, name ?? "", note: note)
        try console.output.write(said + "\n")
      }
      try graph.close()
      try console.flush()
      return 0
    } catch {
      return console.report(error)
    }
  }

  private func list(_ desk: SnapshotDesk, on console: TerminalConsole) throws {
    let (columns, rows) = try desk.table()
    guard !rows.isEmpty else { return try console.notices.write(words.noSnapshots + "\n") }
    let format: any RowFormat = .table
    try format.write(columns, rows, to: console.output, layout: console.layout)
  }
}
