import GraphEngine
import GraphShell
import Platform

/// The console of a session: standard output and standard error.
final class TerminalConsole: ShellConsole {
  private let out: StandardStream
  private let error: StandardStream
  let isInteractive: Bool

  /// A console on the process's own streams.
  init(color: Bool, isInteractive: Bool) {
    out = StandardStream(1, color: color)
    error = StandardStream(2, color: color)
    self.isInteractive = isInteractive
  }

  var output: any ByteOutput { out.output }
  var notices: any ByteOutput { error.output }
  var layout: RowLayout { RowLayout(width: out.width, color: out.hasColor) }
  var colorsNotices: Bool { error.hasColor }

  func confirms(_ question: String) throws -> Bool? {
    guard isatty(STDIN_FILENO) == 1, error.isTerminal else { return nil }
    try error.output.write(question)
    try error.output.flush()
    let answer = readLine()?.lowercased() ?? ""
    return answer == "y" || answer == "yes"
  }

  func flush() throws {
    try out.output.flush()
    try error.output.flush()
  }

  /// Whether answers go to a terminal.
  var isTerminal: Bool { out.isTerminal }
  /// Whether the prompt may be coloured.
  var colorsPrompt: Bool { out.isTerminal ? out.hasColor : error.hasColor }
}
