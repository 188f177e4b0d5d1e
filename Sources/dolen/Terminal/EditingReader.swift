import CReadline
import GraphEngine
import GraphShell
import Platform
import PluginKit
import Synchronization
import WordCatalog

/// Reads lines through GNU readline: editing, history, completion.
struct EditingReader: LineEditor {
  /// Finds the ways to go on with the word at a byte of the line.
  typealias Completer = (_ line: String, _ cursor: Int) -> [Completion]

  private let historyPath: String?
  private var lastEntry: String?

  /// A reader with the history of sessions before.
  ///
  /// There is one at a time: readline keeps its state in globals.
  init(historyPath: String?, completer: @escaping Completer) {
    CompleterSlot.shared.set(completer)
    line_setup("dolen", CompleterSlot.callback, CompletionList.callback)
    self.historyPath = historyPath.flatMap { HistoryFile.prepared($0) ? $0 : nil }
    if let path = self.historyPath { _ = line_history_load(path, 10_000) }
  }

  mutating func next(prompt: String) -> LineEvent {
    var interrupted: Int32 = 0
    guard let line = line_read(prompt, &interrupted) else {
      return interrupted != 0 ? .interrupted : .end
    }
    defer { free(line) }
    return interrupted != 0 ? .interrupted : .line(String(cString: line))
  }

  mutating func remember(_ entry: String) {
    if entry.isEmpty || entry == lastEntry { return }
    lastEntry = entry
    // A history that cannot be written is no reason to disturb the work.
    _ = line_history_add(entry, Int64(time(nil)), historyPath)
  }

  /// The library behind, for `:version`.
  static func version(in words: Words) -> String {
    let version = String(cString: line_version())
    return isGNU ? "GNU readline \(version)" : words.notGNUReadline(version)
  }

  /// Whether the library behind is GNU readline.
  static var isGNU: Bool { line_is_gnu() == 1 }
}

/// Where the C callback finds the completer. Only the thread that reads lines comes here.
private final class CompleterSlot: @unchecked Sendable {
  static let shared = CompleterSlot()

  private var completer: EditingReader.Completer?

  func set(_ completer: @escaping EditingReader.Completer) { self.completer = completer }

  static let callback:
    @convention(c) (
      UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<CChar>?
    ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = { line, cursor, start, append in
      guard let line, let completer = shared.completer else { return nil }
      let found = completer(String(cString: line), Int(cursor)).filter { completion in
        // What a terminal would obey or hide cannot be typed, and a word of a line before is not here.
        completion.start >= 0 && DisplayText.escaped(completion.text) == completion.text
      }
      guard let first = found.first else { return nil }
      start?.pointee = Int32(clamping: first.start)
      append?.pointee = found.count == 1 && first.endsWithSpace ? 0x20 : 0
      return ownedByC(found.map(\.text))
    }
}

/// Lays out the completions that a terminal shows: in columns, read downwards.
private enum CompletionList {
  static let callback:
    @convention(c) (
      UnsafePointer<UnsafeMutablePointer<CChar>?>?, Int32, Int32
    ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = { words, count, width in
      guard let words else { return nil }
      let texts = (0..<Int(count)).compactMap { words[$0].map { String(cString: $0) } }
      return ownedByC(lines(of: texts, width: Int(width)))
    }

  static func lines(of words: [String], width: Int) -> [String] {
    let shown = words.map { DisplayText.cut(DisplayText.escaped($0), to: max(1, width - 1)).text }
    let widths = shown.map { DisplayText.width(of: $0) }
    let column = (widths.max() ?? 0) + 2
    let columns = max(1, (width - 1) / column)
    let rows = (shown.count + columns - 1) / columns
    return (0..<rows).map { row in
      var line = ""
      var used = 0
      for (place, index) in stride(from: row, to: shown.count, by: rows).enumerated() {
        line += String(repeating: " ", count: place * column - used) + shown[index]
        used = place * column + widths[index]
      }
      return line
    }
  }
}

/// `strings` as a NULL-terminated array that its new owner frees, each string and the array.
private func ownedByC(
  _ strings: [String]
) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
  guard !strings.isEmpty,
    let list = calloc(strings.count + 1, MemoryLayout<UnsafeMutablePointer<CChar>?>.stride)
  else { return nil }
  let owned = list.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
  for (index, string) in strings.enumerated() {
    owned[index] = strdup(string)
    // Without memory for it the list ends here.
    if owned[index] == nil { break }
  }
  return owned
}

/// The file of statements that were typed before.
enum HistoryFile {
  /// `$XDG_STATE_HOME/dolen/history`, or `~/.local/state/dolen/history`.
  static var standardPath: String? {
    if let state = Environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return "\(state)/dolen/history"
    }
    return Environment["HOME"].map { "\($0)/.local/state/dolen/history" }
  }

  /// Makes the file and its folders where they are missing, for their owner alone; whether there is
  /// a file then.
  static func prepared(_ path: String) -> Bool {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
    // Readline opens it by its name: it must be a file that a reader comes to the end of.
    return (try? InputFile.makeAppendable(path)) != nil
  }
}
