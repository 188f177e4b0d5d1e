import GraphEngine
import GraphModel

/// Why an import stopped: where in the source, what is wrong there, and what to do.
///
/// An import that stops leaves the graph as it was.
///
///     Graph/nodes/Study.csv:7:22: 'n.d.' is no integer (year:int)
///     hint: Write a whole number, or leave the field empty where the year is not stated
public struct ImportError: Error, Hashable, Sendable {
  /// What is wrong, in one sentence.
  public var message: String
  /// Where in the source.
  public var place: SourcePlace
  /// What to do.
  public var hint: String?

  /// The error `message` at a place.
  public init(_ message: String, at place: SourcePlace, hint: String? = nil) {
    self.message = message
    self.place = place
    self.hint = hint
  }

  /// The error `message` about a whole file.
  public init(_ message: String, in file: String, hint: String? = nil) {
    self.init(message, at: SourcePlace(file), hint: hint)
  }
}

extension ImportError {
  /// The error that JSON has, which begins at `start` in the source.
  init(_ error: JSONError, from start: SourcePlace) {
    let line = (start.line ?? 1) + error.line - 1
    let column = error.line == 1 ? (start.column ?? 1) + error.column - 1 : error.column
    self.init(error.message, at: SourcePlace(start.file, line: line, column: column))
  }
}

extension ImportError: CustomStringConvertible {
  /// `file:line:column: message`, and the hint on a line of its own; what of them is data can neither
  /// begin a line nor say anything to a terminal.
  public var description: String {
    DisplayText.escaped("\(place): \(message)")
      + (hint.map { "\nhint: \(DisplayText.escaped($0))" } ?? "")
  }
}
