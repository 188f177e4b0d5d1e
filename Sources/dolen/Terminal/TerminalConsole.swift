import GraphEngine
import GraphShell
import Platform
import WordCatalog

/// The console of a session: standard output and standard error.
final class TerminalConsole: ShellConsole {
  private let out: StandardStream
  private let error: StandardStream
  let isInteractive: Bool
  private let words: Words

  /// A console on the process's own streams.
  init(color: ColorChoice, isInteractive: Bool, words: Words) {
    out = StandardStream(1, color: color, words: words)
    error = StandardStream(2, color: color, words: words)
    self.isInteractive = isInteractive
    self.words = words
    for stream in [out, error] where stream.isTerminal {
      stream.output.willWrite = { WorkLine.silence() }
    }
  }

  var output: any ByteOutput { out.output }
  var notices: any ByteOutput { error.output }
  var layout: RowLayout {
    RowLayout(width: out.width, color: out.hasColor, words: words)
  }
  var colorsNotices: Bool { error.hasColor }

  /// Whether failures are told as JSON.
  var tellsErrorsAsJSON = false

  /// The size of the terminal that answers go to; nil where they go to none.
  var terminalSize: (width: Int, height: Int)? { out.size }

  /// What writes to that terminal.
  var terminal: FileOutput { out.output }

  var canAsk: Bool { isatty(STDIN_FILENO) == 1 && error.isTerminal }

  func confirms(_ question: String) throws -> Bool? {
    guard canAsk else { return nil }
    try error.output.write(question)
    try error.output.flush()
    // Ctrl-C says no. The system would begin the reading again behind it.
    while true {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      if poll(&input, 1, 100) > 0 { break }
      guard !Interrupts.hasArrived else {
        try error.output.write("\n")
        return false
      }
    }
    return Words.isYes(readLine() ?? "")
  }

  func flush() throws {
    // What follows may be another program's, such as an editor's.
    WorkLine.silence()
    try out.output.flush()
    try error.output.flush()
  }

  /// Whether answers go to a terminal.
  var isTerminal: Bool { out.isTerminal }
  /// Whether the prompt may be coloured.
  var colorsPrompt: Bool { out.isTerminal ? out.hasColor : error.hasColor }
}
