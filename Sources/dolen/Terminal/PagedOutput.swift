import GraphEngine
import GraphShell
import Platform
import PluginKit

/// An answer on a terminal: what fits the screen is shown there, what is longer is read in a pager.
///
/// A pager writes what it gets to the terminal, so that it gets what a terminal may get.
final class PagedOutput: AnswerPager {
  private enum Piece {
    case bytes([UInt8])
    case style(TextStyle)
  }

  private let terminal: FileOutput
  private let width: Int
  private let height: Int
  private let command: String
  private var filter = TerminalFilter()
  private var held: [Piece] = []
  private var lines = 0
  private var column = 0
  private var pipe: CommandPipe?

  /// A pager of `command` for a terminal of that size.
  init(_ command: String, for terminal: FileOutput, width: Int, height: Int) {
    self.command = command
    self.terminal = terminal
    self.width = max(1, width)
    self.height = height
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    if pipe == nil {
      held.append(.bytes(Array(bytes)))
      measure(bytes)
      // The prompt takes a line, too.
      guard lines >= height - 1 else { return }
      return try begin()
    }
    try hand(bytes)
  }

  func write(_ style: TextStyle) throws {
    if pipe == nil {
      held.append(.style(style))
    } else {
      try handing { try $0.write(style.sequence) }
    }
  }

  func finish() throws {
    guard let pipe else {
      for piece in held {
        switch piece {
        case .bytes(let bytes): try bytes.withUnsafeBytes { try terminal.write($0) }
        case .style(let style): try terminal.write(style)
        }
      }
      held = []
      return try terminal.flush()
    }
    self.pipe = nil
    _ = try pipe.finish()
  }

  /// Counts the lines of the screen that the bytes take, about: characters are counted, not measured.
  private func measure(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      if byte == 0x0A {
        lines += 1
        column = 0
      } else if byte & 0xC0 != 0x80 {
        column += 1
        if column > width {
          lines += 1
          column = 1
        }
      }
    }
  }

  private func begin() throws {
    try terminal.flush()
    WorkLine.silence()
    pipe = try CommandPipe(command)
    let pieces = held
    held = []
    for piece in pieces {
      switch piece {
      case .bytes(let bytes): try bytes.withUnsafeBytes { try hand($0) }
      case .style(let style): try write(style)
      }
    }
  }

  private func hand(_ bytes: UnsafeRawBufferPointer) throws {
    let shown = bytes.withMemoryRebound(to: UInt8.self) { filter.filtered($0) }
    try handing { try $0.write(shown) }
  }

  private func handing(_ body: (CommandPipe) throws -> Void) throws {
    guard let pipe else { return }
    do {
      try body(pipe)
    } catch is PipeClosed {
      self.pipe = nil
      _ = try pipe.finish()
      throw PagerLeft()
    }
  }
}

extension TerminalConsole {
  /// The pager of the user; nil where answers go to no terminal, or there is none.
  func pager() -> (any AnswerPager)? {
    let command = ShellFiles.pager
    guard isInteractive, isTerminal, Environment["TERM"] != "dumb", let size = terminalSize,
      let program = command.split(separator: " ").first, ShellFiles.program(String(program)) != nil
    else { return nil }
    // What `less` is asked for unless the user says otherwise: to leave the screen as it is, not to wrap
    // tables, and to know colours.
    let asked = program == "less" && Environment["LESS"] == nil ? "LESS=FRSX " : ""
    return PagedOutput(asked + command, for: terminal, width: size.width, height: size.height)
  }
}
