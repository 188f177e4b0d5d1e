import Foundation
import GraphEngine
import GraphShell
import GraphTestKit
import StandardPlugins
import Testing

/// A session of the shell, written down as it looks on a screen.
///
/// A line that begins with a prompt is typed: the prompt is what the shell must show before it, and
/// the lines below are what it must answer. `^C` and `^D` stand for those keys. Before the first
/// prompt a case may say `width N`, `answer yes` or `answer no` for what is said to questions, which nobody
/// answers otherwise, and `file NAME` with the file's lines after `| `; `FOLDER` stands for the folder of
/// these files, in what is typed as in what is shown.
struct ShellCase: CustomTestStringConvertible, Sendable {
  let file: URL
  let name: String
  /// The number of its first line after the name, from 0.
  let start: Int
  let lines: [String]

  var testDescription: String { "\(file.deletingPathExtension().lastPathComponent): \(name)" }

  /// Every case below `Tests/Cases/Shell`.
  static func all() throws -> [ShellCase] {
    try TestFolder.files(below: TestFolder.cases.appending(path: "Shell"), suffix: ".case")
      .flatMap { try cases(of: $0) }
  }

  private static func cases(of file: URL) throws -> [ShellCase] {
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let heads = lines.indices.filter { lines[$0].hasPrefix("case ") }
    return heads.enumerated().map { number, head in
      var end = number + 1 < heads.count ? heads[number + 1] : lines.count
      // Blank lines and remarks between two cases belong to neither.
      while end > head + 1, lines[end - 1].isEmpty || lines[end - 1].hasPrefix("#") { end -= 1 }
      return ShellCase(
        file: file, name: String(lines[head].dropFirst(5)), start: head + 1,
        lines: Array(lines[(head + 1)..<end]))
    }
  }

  /// The session as it looks when it is played again.
  func played() throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "dolen-shell-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path()
    var screen: [String] = []
    var position = 0
    var width: Int?
    var answer: Bool?
    while position < lines.count, ShellCase.typed(lines[position]) == nil {
      let line = lines[position]
      screen.append(line)
      position += 1
      if line.hasPrefix("width ") { width = Int(line.dropFirst(6)) }
      if line.hasPrefix("answer ") { answer = line.dropFirst(7) == "yes" }
      if line.hasPrefix("file ") {
        var text = ""
        while position < lines.count, lines[position].hasPrefix("|") {
          screen.append(lines[position])
          text += lines[position].dropFirst(2) + "\n"
          position += 1
        }
        let target = folder.appending(path: String(line.dropFirst(5)))
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: target, atomically: false, encoding: .utf8)
      }
    }
    let console = MemoryConsole(width: width)
    console.answer = answer
    var state = ShellState(
      graph: Graph(), plugins: StandardPlugins.registry, format: .table,
      library: QueryLibrary(folder: path + "/Queries"))
    state.folder = path
    state.versions = [("dolen", "0.0.0")]
    let session = ShellSession(state: state, console: console, goesOnAfterFailure: true)
    while position < lines.count, !session.isOver {
      if let text = ShellCase.typed(lines[position]) {
        screen.append(session.prompt + text)
        play(text.replacingOccurrences(of: "FOLDER", with: path), in: session)
        screen += ShellCase.shown(console.take(), folder: path)
      }
      position += 1
    }
    return screen
  }

  private func play(_ text: String, in session: ShellSession) {
    switch text {
    case "^C": session.interrupt()
    case "^D":
      session.interrupt()
      session.rollBackOpenTransaction(failing: false)
    default: session.accept(text)
    }
  }

  /// What follows the prompt of a line, or nil where it has none.
  private static func typed(_ line: String) -> String? {
    for prompt in [
      "dolen> ", "dolen*> ", "    …> ", "    (> ", "    [> ", "    {> ", "    '> ", "    \"> ",
      "    `> ", "   /*> ",
    ] where line.hasPrefix(prompt) {
      return String(line.dropFirst(prompt.count))
    }
    return nil
  }

  private static func shown(_ text: String, folder: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines = text.replacingOccurrences(of: folder, with: "FOLDER")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    // An empty line would end the case when it is read.
    return lines
  }
}
