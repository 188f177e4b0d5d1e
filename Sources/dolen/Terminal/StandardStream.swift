import GraphShell
import Platform
import WordCatalog

/// Whether answers and messages have colours.
enum ColorChoice: String, CaseIterable, Sendable {
  /// On terminals that have them, unless NO_COLOR is set.
  case auto
  /// Also in files and pipes.
  case always
  /// Nowhere.
  case never
}

/// Standard output or standard error, and what is known of the place behind it.
struct StandardStream {
  let output: FileOutput
  let isTerminal: Bool
  /// Whether the place has colours and they are wanted.
  let hasColor: Bool
  private let descriptor: Int32

  /// The stream of a descriptor.
  init(_ descriptor: Int32, color: ColorChoice = .auto, words: Words) {
    self.descriptor = descriptor
    output = FileOutput(
      descriptor: descriptor,
      name: descriptor == STDERR_FILENO ? words.standardError : words.standardOutput)
    isTerminal = output.isTerminal
    let plain = Environment["NO_COLOR"] != nil || Environment["TERM"] == "dumb"
    switch color {
    case .always: hasColor = true
    case .never: hasColor = false
    case .auto: hasColor = isTerminal && !plain
    }
    if color == .always { output.showsStyles = true }
  }

  /// The number of columns and lines of the terminal; nil where it is none, or does not say.
  var size: (width: Int, height: Int)? {
    var size = winsize()
    guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0,
      size.ws_row > 0
    else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
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
