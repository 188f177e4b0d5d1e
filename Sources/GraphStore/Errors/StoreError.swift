/// A failure of the world around a graph's file: what could not be done, why, and what helps.
///
/// A mistake in a query is a `Diagnostic` instead. The words are written for the person at the
/// keyboard; programs look at ``kind``.
///
///     do {
///       let store = try GraphStore.open(path: "evidence.dolen", mode: .readOnly)
///     } catch where error.kind == .locked {
///       print(error)   // Cannot open evidence.dolen: it is open for writing in process 4711. …
///     }
public struct StoreError: Error, Hashable, Sendable {
  /// The families of failure that callers tell apart.
  public enum Kind: String, Sendable, CaseIterable {
    /// There is no such file.
    case missing
    /// There is a file already where a new one was to be made.
    case exists
    /// Not a graph: some other file, or another program's SQLite database.
    case notAGraph
    /// A graph in a format that a later version of Dolen made.
    case newerFormat
    /// A graph that is damaged: truncated, overwritten, or with rows that contradict each other.
    case damaged
    /// A crash left work that must be taken over first, which this access does not allow.
    case needsRecovery
    /// Files beside the graph that do not belong to it and would be mixed into it.
    case strayFiles
    /// Another process has the file open.
    case locked
    /// This process has the file open already.
    case alreadyOpen
    /// Another process changed the file while this one had no lock on it.
    case changedElsewhere
    /// The file or its folder may not be read or written by this user.
    case permission
    /// Opened for reading only.
    case readOnly
    /// No space is left.
    case diskFull
    /// The system failed to read or write.
    case inputOutput
    /// No memory is left.
    case outOfMemory
    /// A value or a number is beyond a limit.
    case tooLarge
    /// Cancelled.
    case interrupted
    /// A row, name or definition that was to be made exists already.
    case duplicate
    /// A row, name or definition that was to be changed does not exist.
    case notFound
    /// A call that the state of the store does not allow, such as a commit outside a transaction.
    case misuse
    /// The SQLite library cannot be used.
    case library
    /// Anything else that SQLite or the system reports.
    case other
  }

  /// The family.
  public var kind: Kind
  /// The file.
  public var path: String
  /// What was being done, as a verb with its object: `open`, `insert a node`.
  public var operation: String
  /// Why it failed, in plain words.
  public var cause: String
  /// What to do about it.
  public var hint: String?
  /// SQLite's primary result code, where the failure came through SQLite.
  public var code: Int?
  /// SQLite's extended result code.
  public var extendedCode: Int?
  /// The system's error number, where there is one.
  public var systemError: Int?
  /// The process that has the file open, where it is known.
  public var process: Int?
  /// Whether that process writes, or waits to.
  public var holderWrites = false

  /// An error of the given parts.
  public init(
    _ kind: Kind, path: String, operation: String, cause: String, hint: String? = nil,
    code: Int? = nil, extendedCode: Int? = nil, systemError: Int? = nil, process: Int? = nil
  ) {
    self.kind = kind
    self.path = path
    self.operation = operation
    self.cause = cause
    self.hint = hint
    self.code = code
    self.extendedCode = extendedCode
    self.systemError = systemError
    self.process = process
  }
}

extension StoreError: CustomStringConvertible {
  /// What could not be done and why, in one line.
  public var message: String {
    operation == "open"
      ? "Cannot open \(path): \(cause)" : "Cannot \(operation) (\(path)): \(cause)"
  }

  /// The message, and the hint on a line of its own.
  public var description: String { message + (hint.map { "\nhint: \($0)" } ?? "") }
}
