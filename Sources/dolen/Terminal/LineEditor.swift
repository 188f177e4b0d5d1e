/// Where the lines of the interactive shell come from.
protocol LineEditor {
  /// Asks for a line and waits for it.
  mutating func next(prompt: String) -> LineEvent
  /// Keeps a whole statement, so that it can be called back.
  mutating func remember(_ entry: String)
}

/// What comes of asking for a line.
enum LineEvent {
  /// A line without its end, or several that were pasted at once.
  case line(String)
  /// Ctrl-C: the line was thrown away.
  case interrupted
  /// Ctrl-D, or the end of the input.
  case end
}
