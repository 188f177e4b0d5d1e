import GraphShell
import Platform
import WordCatalog

/// Standard output or standard error, and what is known of the place behind it.
struct StandardStream {
  let output: FileOutput
  let isTerminal: Bool
  /// Whether the place has colours and they are wanted.
  let hasColor: Bool
  private let descriptor: Int32

  /// The stream of a descriptor.
  init(_ descriptor: Int32, color: Bool = true, words: Words) {
    self.descriptor = descriptor
    output = FileOutput(
      descriptor: descriptor,
      name: descriptor == STDERR_FILENO ? words.standardError : words.standardOutput)
    isTerminal = output.isTerminal
    let plain = Environment["NO_COLOR"] != nil || Environment["TERM"] == "dumb"
    hasColor = color && isTerminal && !plain
  }

  /// The number of columns of the terminal; nil where it is none.
  var width: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    // A table needs some room, even where that room wraps.
    return max(20, Int(size.ws_col))
  }

  /// Writes a line at once; whether that was possible.
  func write(line: String) -> Bool {
    do {
      try output.write(line + "\n")
      try output.flush()
      return true
    } catch {
      return error is PipeClosed
    }
  }
}

/// The environment's variables that are set and not empty.
enum Environment {
  static subscript(name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
