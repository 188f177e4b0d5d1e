import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

/// Where answers go instead of the console: a file that is to be made, or a command.
public struct OutputTarget: Sendable {
  /// The path, or the command behind a bar, as it was written.
  var path: String
  /// The path as the system is asked for it.
  var resolved: String
  /// Whether a file that is there gives way.
  var replacing: Bool

  /// A file that is to be made, or a command behind a bar.
  package init(path: String, resolved: String, replacing: Bool) {
    (self.path, self.resolved, self.replacing) = (path, resolved, replacing)
  }

  /// The command; nil for a file.
  var command: String? { path.hasPrefix("|") ? String(path.dropFirst()).trimmingBlanks() : nil }
}

/// A file or a command that answers are being written to.
package final class AnswerSink {
  let target: OutputTarget
  /// How many answers it has taken.
  var answers = 0
  private let file: AtomicFile?
  private let pipe: CommandPipe?

  /// Begins the file, or starts the command.
  ///
  /// - Throws: `FileError` where it cannot be made.
  package init(_ target: OutputTarget) throws {
    self.target = target
    if let command = target.command {
      pipe = try CommandPipe(command)
      file = nil
    } else {
      pipe = nil
      file = try AtomicFile(target.resolved, replacing: target.replacing)
    }
  }

  /// What answers are written to.
  package var output: any ByteOutput {
    if let pipe { return pipe }
    // One of the two is there.
    return file ?? MemoryOutput()
  }

  /// Gives the file its name, or waits for the command; what is to be said of it, if anything.
  ///
  /// - Throws: `FileError` where that cannot be done.
  package func finish(in words: Words) throws -> String? {
    try file?.commit()
    guard let pipe else { return nil }
    let code = try pipe.finish()
    return code == 0 ? nil : words.commandFailed(target.path, code: Int(code))
  }
}

extension RowFormats {
  /// The format that a file's name asks for by its ending; nil where it asks for none.
  static func format(forPath path: String) -> (any RowFormat)? {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch path[path.index(after: dot)...].lowercased() {
    case "csv": return named("csv")
    case "tsv", "tab": return named("tsv")
    case "json": return named("json")
    case "jsonl", "ndjson": return named("jsonl")
    case "md", "markdown": return named("markdown")
    case "html", "htm": return named("html")
    case "tex": return named("latex")
    case "dot", "gv": return named("dot")
    default: return nil
    }
  }
}

extension ShellState {
  /// How an answer is written to `target`: as the ending of its name says, else as rows are shown.
  func format(for target: OutputTarget) -> any RowFormat {
    (target.command == nil ? RowFormats.format(forPath: target.path) : nil) ?? format
  }

  /// What writes rows into a file whose ending no format of rows has, such as `.xlsx`; nil for none.
  func answerPlugin(for target: OutputTarget) -> FormatPlugin? {
    guard target.command == nil, RowFormats.format(forPath: target.path) == nil,
      let plugin = try? plugins.exporter(named: nil, forPath: target.path),
      plugin.answering != nil
    else { return nil }
    return plugin
  }
}
