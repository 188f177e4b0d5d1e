import GraphEngine
import GraphModel
import Platform
import PluginKit

/// Something that did not work, with the words to say so and the exit code that it leads to.
public struct ShellFailure: Error, Hashable, Sendable {
  /// The families of failure; each has an exit code.
  public enum Kind: Int32, Sendable {
    /// A statement or a command in it is wrong, or failed.
    case query = 1
    /// The command line is wrong.
    case usage = 2
    /// Data that was to be imported is wrong.
    case data = 3
    /// A file cannot be read or written, or is no graph.
    case store = 4
    /// The user pressed Ctrl-C.
    case interrupted = 130
  }

  /// The family.
  public var kind: Kind
  /// What is shown: one line, or several where the place in a query is drawn.
  public var message: String
  /// The same in its parts, where it has any.
  private var parts: NoticeRecord?

  /// A failure with the given words.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// What programs are told of it.
  public var record: NoticeRecord {
    parts ?? NoticeRecord(code: "\(kind)", message: message)
  }

  /// What an error thrown while `place` was worked on amounts to.
  public init(_ error: any Error, at place: ScriptPlace? = nil) {
    switch error {
    case let failure as ShellFailure: self = failure
    case let diagnostic as Diagnostic:
      self.init(
        diagnostic.type == .interrupted ? .interrupted : .query,
        place?.rendered(diagnostic) ?? diagnostic.rendered(in: ""))
      parts = NoticeRecord(diagnostic, at: place)
    case let error as JSONError: self.init(.query, "\(error)")
    case let error as OptionError:
      self.init(
        .query,
        DisplayText.escaped(error.message)
          + (error.hint.map { "\nhint: \(DisplayText.escaped($0))" } ?? ""))
    case let error as ExportError: self.init(.query, "\(error)")
    case let error as ImportError: self.init(.data, "\(error)")
    case let fault as PluginFault: self.init(.data, "\(fault)")
    case let error as FileError:
      let near = error.code == ENOENT ? ShellFiles.nearestFile(to: error.path) : nil
      self.init(
        .store,
        DisplayText.escaped("\(error)")
          + (near.flatMap { didYouMean(error.path, in: [$0]) }
            .map { "\nhint: \(DisplayText.escaped($0))" } ?? ""))
    default: self.init(.store, "\(error)")
    }
  }
}
