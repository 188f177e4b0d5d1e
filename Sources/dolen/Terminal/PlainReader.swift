import GraphShell

/// Reads lines without editing them, for terminals that can do nothing else.
struct PlainReader: LineEditor {
  private let stream: StandardStream
  private var isAtEnd = false

  /// A reader of standard input that asks on `stream`.
  init(stream: StandardStream) { self.stream = stream }

  mutating func next(prompt: String) -> LineEvent {
    guard !isAtEnd else { return .end }
    guard (try? stream.output.write(prompt)) != nil, (try? stream.output.flush()) != nil else {
      return .end
    }
    guard let line = readLine(strippingNewline: true) else {
      isAtEnd = true
      return .end
    }
    return .line(line)
  }

  mutating func remember(_ entry: String) {}
}
