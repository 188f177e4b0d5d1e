/// The world's failure with a file: what was tried, on which path, and the system's reason.
public struct FileError: Error, Hashable, Sendable {
  /// What was tried, such as `open`.
  public var action: String
  /// The path as it was given.
  public var path: String
  /// The system's reason, or ours.
  public var reason: String
  /// The system's error number, where the reason is the system's.
  public var code: Int32?

  /// A failure to `action` the file at `path`.
  public init(_ action: String, _ path: String, _ reason: String, code: Int32? = nil) {
    self.action = action
    self.path = path
    self.reason = reason
    self.code = code
  }
}

extension FileError: CustomStringConvertible {
  /// One sentence.
  public var description: String { "Could not \(action) '\(path)': \(reason)" }
}
