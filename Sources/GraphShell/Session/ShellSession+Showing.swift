import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

/// What was shown of an answer.
struct ShownAnswer {
  /// How many rows there were.
  var rows = 0
  /// Whether all that the rows say is that there is nothing: no row, or one of zeros and nulls.
  var saysNothing = false
}

/// How a session shows answers: on the console, in a pager, in a file.
extension ShellSession {
  func show(_ rows: Rows) throws -> ShownAnswer {
    let target = state.once.map { ($0, state.format(for: $0)) }
    let format = target?.1 ?? state.format
    if !rows.summary.planSteps.isEmpty, try showPlan(rows.summary, as: format, target?.0) {
      return ShownAnswer(rows: 1)
    }
    guard let once = state.once, !rows.columns.isEmpty else { return try showKeeping(rows) }
    if let plugin = state.answerPlugin(for: once) {
      state.once = nil
      let report = try ExportedAnswer(rows, of: state.graph)
        .export(as: plugin, to: once.resolved, replacing: once.replacing)
      notice("\(once.path): \(report)")
      return ShownAnswer(rows: 1)
    }
    var shown = ShownAnswer(rows: 1)
    try keepingOnce(once, rows: { shown.rows }) { output in
      shown = try write(rows, as: format, to: output, layout: fileLayout)
    }
    return shown
  }

  /// Writes an answer to what `:once` has named, and says of a file that it is there. That a command has had enough
  /// is no failure.
  private func keepingOnce(
    _ once: OutputTarget, rows: () -> Int, _ body: (any ByteOutput) throws -> Void
  ) throws {
    state.once = nil
    let sink = try AnswerSink(once)
    try toleratingEnd(of: sink) { try body(sink.output) }
    if let failure = try sink.finish(in: state.words) { notice(failure) }
    if once.command == nil { notice(state.words.written(once.path, rows: rows())) }
  }

  /// Does `body`, which writes into `sink`; nil where a command that reads it has had enough, which is no
  /// failure.
  @discardableResult
  private func toleratingEnd<R>(of sink: AnswerSink, _ body: () throws -> R) throws -> R? {
    do {
      return try body()
    } catch is PipeClosed where sink.target.command != nil {
      return nil
    }
  }

  /// Shows a plan: as a tree for people, which a box would only tear apart, as steps for programs; whether
  /// that was done.
  private func showPlan(
    _ summary: Summary, as format: any RowFormat, _ once: OutputTarget?
  ) throws -> Bool {
    guard let plan = summary.plan else { return false }
    let text: String
    switch format.name {
    case "table" where once == nil && state.redirection == nil:
      text = plan.hasSuffix("\n") ? plan : plan + "\n"
    case "json", "jsonl":
      var writer = JSONWriter(mode: .plain)
      var lines: [String] = []
      for step in summary.planSteps {
        writer.removeAll()
        try writer.write(step.value)
        lines.append(writer.text)
      }
      text =
        format.name == "jsonl"
        ? lines.joined(separator: "\n") + "\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
    default: return false
    }
    guard let once else {
      let output = state.redirection?.output ?? console.output
      try separate(format, in: output)
      try output.write(text)
      return true
    }
    try keepingOnce(once, rows: { summary.planSteps.count }) { try $0.write(text) }
    return true
  }

  /// Shows rows, and keeps them where somebody may ask for them again.
  private func showKeeping(_ rows: Rows) throws -> ShownAnswer {
    guard !rows.columns.isEmpty else { return try write(rows, as: .csv, to: MemoryOutput()) }
    if let sink = state.redirection {
      let format = state.format(for: sink.target)
      return try toleratingEnd(of: sink) {
        try separate(format, in: sink.output)
        return try write(rows, as: format, to: sink.output, layout: fileLayout)
      } ?? ShownAnswer(rows: 1)
    }
    guard console.isInteractive else {
      try separate(shownFormat, in: console.output)
      return try write(rows, as: shownFormat, to: console.output, layout: layout)
    }
    let keeping = KeepingFormat(base: shownFormat, keeper: .init())
    let pager = settingsPager
    defer { state.lastAnswer = keeping.keeper.answer ?? state.lastAnswer }
    do {
      let shown = try write(rows, as: keeping, to: pager ?? console.output, layout: layout)
      try pager?.finish()
      state.lastQuery?.answer = keeping.keeper.answer
      return shown
    } catch is PagerLeft {
      keeping.keeper.forget()
      return ShownAnswer(rows: 1)
    } catch {
      // What was shown until then is there to be read.
      try? pager?.finish()
      throw error
    }
  }

  /// A pager for an answer; nil where none is wanted.
  private var settingsPager: (any AnswerPager)? {
    state.settings.usesPager && !state.settings.isPlain && !state.isSafe ? console.pager() : nil
  }

  private func write(
    _ rows: Rows, as format: some RowFormat, to output: any ByteOutput,
    layout: RowLayout = RowLayout()
  ) throws -> ShownAnswer {
    var isEmpty = true
    let count = try rows.write(as: format, to: output, layout: layout) { row in
      if isEmpty { isEmpty = row.allSatisfy(\.isNothing) }
    }
    return ShownAnswer(
      rows: count, saysNothing: !rows.columns.isEmpty && (count == 0 || count == 1 && isEmpty))
  }

  /// Puts a blank line between two answers that people read; those that programs read follow each other.
  private func separate(_ format: any RowFormat, in output: any ByteOutput) throws {
    if let sink = state.redirection {
      sink.answers += 1
      if sink.answers == 1 { return }
    } else {
      if console.isInteractive { return }
      answersShown += 1
      if answersShown == 1 { return }
    }
    if !["json", "jsonl", "raw"].contains(format.name) { try output.write("\n") }
  }

  /// The format of answers on the console: where nothing is drawn, a line for each value.
  var shownFormat: any RowFormat { shown(state.format) }

  private func shown(_ format: any RowFormat) -> any RowFormat {
    let isDrawn = ["table", "column"].contains(format.name)
    return state.settings.isPlain && isDrawn ? LineFormat() : format
  }

  /// How answers are laid out on the console.
  var layout: RowLayout {
    var layout = console.layout
    let settings = state.settings
    layout.wraps = state.wraps
    layout.words = state.words
    layout.nullText = settings.nullText
    layout.isPlain = settings.isPlain
    layout.showsWideRowsAsLines = settings.showsWideRowsAsLines
    layout.wholeAnswer = state.words.csvShowsAll
    if console.isInteractive {
      layout.wholeAnswer = state.words.lastShowsAll
      layout.mostRows = settings.mostRows
    }
    if let width = settings.width { layout.width = width }
    return layout
  }

  /// How answers are laid out in files.
  private var fileLayout: RowLayout {
    var layout = RowLayout(words: state.words)
    layout.nullText = state.settings.nullText
    return layout
  }

  func showAgain(_ columns: [String], _ rows: [[Value]], in format: any RowFormat) throws {
    var layout = layout
    layout.wraps = true
    layout.mostRows = nil
    layout.wholeAnswer = state.words.lineShowsAll
    let pager = settingsPager
    var writer = shown(format).writer(into: pager ?? console.output, layout: layout)
    do {
      try writer.begin(columns)
      for row in rows {
        guard !state.isInterrupted() else {
          try writer.stop()
          try pager?.finish()
          return
        }
        try writer.write(row)
      }
      try writer.end(Summary())
      try pager?.finish()
    } catch is PagerLeft {
      // Whoever has left it has seen enough.
    }
  }

  func show(_ columns: [String], _ rows: [[Value]]) throws {
    if let once = state.once {
      try keepingOnce(once, rows: { rows.count }) { output in
        try state.format(for: once).write(columns, rows, to: output, layout: fileLayout)
      }
      return
    }
    if let sink = state.redirection {
      let format = state.format(for: sink.target)
      try toleratingEnd(of: sink) {
        try separate(format, in: sink.output)
        try format.write(columns, rows, to: sink.output, layout: fileLayout)
      }
      return
    }
    try separate(shownFormat, in: console.output)
    try shownFormat.write(columns, rows, to: console.output, layout: layout)
  }

  @discardableResult
  func showChanges(_ summary: Summary) -> Bool {
    guard let changes = summary.counters.sentence(in: state.words) else { return false }
    notice(changes)
    return true
  }

  func show(_ summary: Summary, columns: [String], saysNothing: Bool) {
    if !showChanges(summary), columns.isEmpty, saysNothing, console.isInteractive {
      notice(state.words.noChanges)
    }
  }
}

extension Value {
  /// Whether the value says that there is nothing.
  fileprivate var isNothing: Bool {
    switch self {
    case .null, .integer(0): true
    case .float(let number): number == 0
    case .list(let list): list.isEmpty
    case .boolean(let value): !value
    default: false
    }
  }
}
