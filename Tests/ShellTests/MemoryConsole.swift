import GraphEngine
import GraphShell

/// A console that gathers answers and remarks in one text, in the order in which they are shown.
final class MemoryConsole: ShellConsole {
  private let memory = MemoryOutput()
  let layout: RowLayout
  let isInteractive: Bool
  let colorsNotices = false

  /// An empty console; of a terminal where it has a width.
  init(width: Int? = nil, isInteractive: Bool = true) {
    layout = RowLayout(width: width)
    self.isInteractive = isInteractive
  }

  var output: any ByteOutput { memory }
  var notices: any ByteOutput { memory }

  func flush() {}

  /// What is answered to questions; nil for nobody.
  var answer: Bool?

  var canAsk: Bool { answer != nil }

  func confirms(_ question: String) -> Bool? {
    try? memory.write(question + "\n")
    return answer
  }

  /// What was shown since the last time.
  func take() -> String {
    defer { memory.removeAll() }
    return memory.text
  }
}
