import CypherSyntax
import GraphShell
import WordCatalog

/// The shell on a terminal: asks for lines, hands them to the session, keeps the history.
struct InteractiveShell {
  private let session: ShellSession
  private let console: TerminalConsole

  init(session: ShellSession, console: TerminalConsole) {
    self.session = session
    self.console = console
  }

  /// Runs until it is left, and returns the exit code.
  func run() -> Int32 {
    // The lines of the statement that is being typed.
    let entry = Entry()
    var reader: any LineEditor
    if Environment["TERM"] == "dumb" || Environment["TERM"] == nil {
      reader = PlainReader(
        stream: StandardStream(console.isTerminal ? 1 : 2, words: session.state.words))
    } else {
      let session = session
      reader = EditingReader(historyPath: HistoryFile.standardPath) { line, cursor in
        entry.completions(of: line, cursor: cursor, in: session)
      }
    }
    while !session.isOver {
      switch reader.next(prompt: prompt) {
      case .line(let line):
        entry.lines.append(line)
        // An interrupt that came as the last statement ended is not meant for this one.
        session.state.graph.clearCancel()
        let words = session.state.words
        WorkLine.begin { words.workingOnStatement(seconds: $0) }
        Interrupts.whileBusy { session.accept(line) }
        WorkLine.silence()
        if session.open == .nothing {
          reader.remember(entry.text)
          entry.lines = []
          // How long it takes until the next line is there, nobody knows.
          session.state.graph.database.giveBackFile()
        }
      case .interrupted:
        session.interrupt()
        entry.lines = []
      case .end:
        say("")
        session.interrupt()
        return leave()
      }
    }
    return leave()
  }

  private func leave() -> Int32 {
    session.rollBackOpenTransaction(failing: false)
    return 0
  }

  private var prompt: String {
    let text = session.prompt
    // Readline must know which characters take no room.
    return console.colorsPrompt ? "\u{1}\u{1B}[1m\u{2}\(text)\u{1}\u{1B}[0m\u{2}" : text
  }

  private func say(_ line: String) {
    _ = StandardStream(1, words: session.state.words).write(line: line)
  }
}

/// What is typed of a statement so far, line by line.
private final class Entry {
  var lines: [String] = []

  /// The whole, as the history keeps it.
  var text: String {
    var text = lines.joined(separator: "\n")
    while let last = text.utf8.last, last <= 0x20 { text.removeLast() }
    return text
  }

  /// Completions of a line that goes on with what was typed before.
  func completions(of line: String, cursor: Int, in session: ShellSession) -> [Completion] {
    let before = lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    let offset = before.utf8.count
    return GraphShell.completions(
      for: before + line, cursor: offset + cursor, in: CompletionContext(session.state)
    ).map { completion in
      var completion = completion
      completion.start -= offset
      return completion
    }
  }
}
