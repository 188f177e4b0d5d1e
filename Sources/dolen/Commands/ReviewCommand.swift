import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// `dolen review DB`: what a review that was read leaves in doubt; `dolen review profile FILE` guesses a profile.
struct ReviewCommand: DescribedCommand {
  static let described = CommandDescription.review

  @Argument(.graphFile) var file: String

  @Argument(.reviewDeed) var deed: String?

  @Argument(.reviewSubjects) var subjects: [String] = []

  @Flag(.reviewAll) var all = false

  @Flag(.reviewCSV) var csv = false

  @OptionGroup var spoken: LanguageOptions

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: .auto, isInteractive: false, words: words)
    do {
      if file == "profile", let path = deed {
        try console.output.write(try ReviewDesk.profile(of: path, words: words))
        try console.flush()
        return 0
      }
      let deed = try ReviewDesk.deed(
        deed ?? ReviewDesk.Deed.list.rawValue, subjects: subjects, words: words)
      let graph = try GraphOpening(
        file: file, access: deed == .list ? .readOnly : .readWrite, words: words
      ).graph()
      Interrupts.watch(graph, interactive: false)
      let desk = ReviewDesk(graph, words: words)
      if deed == .list {
        try Interrupts.whileBusy { try list(desk, on: console) }
      } else {
        let said = try Interrupts.whileBusy { try desk.perform(deed, subjects) }
        try console.output.write(said + "\n")
      }
      try graph.close()
      try console.flush()
      return 0
    } catch {
      return console.report(error)
    }
  }

  private func list(_ desk: ReviewDesk, on console: TerminalConsole) throws {
    if csv {
      try console.output.write(
        String(decoding: try desk.csv(includesAll: all), as: UTF8.self))
      return
    }
    let (columns, rows) = try desk.table(includesAll: all)
    guard !rows.isEmpty else {
      try console.notices.write(words.nothingDoubtful + "\n")
      return
    }
    let format: any RowFormat = .table
    try format.write(columns, rows, to: console.output, layout: console.layout)
  }
}
