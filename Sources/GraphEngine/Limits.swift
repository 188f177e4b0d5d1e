import CypherSyntax

/// How much a query may use.
public struct Limits: Sendable, Hashable {
  /// How long a query may run; nil for as long as it takes.
  public var time: Duration?
  /// How many bytes its intermediate results may take.
  public var memory: Int
  /// How many threads may work on a query that reads much; its answer is the same for any number.
  public var threads: Int
  /// How long a statement's text may be, in bytes.
  public var textLength: Int
  /// How deeply a statement may be nested.
  public var nesting: Int
  /// How long a statement waits for another session, or another process, to make way.
  public var patience: Duration

  /// The given limits.
  public init(
    time: Duration? = nil, memory: Int = Machine.halfOfMemory, threads: Int = Machine.processors,
    textLength: Int = 1 << 20, nesting: Int = 200, patience: Duration = .seconds(5)
  ) {
    self.time = time
    self.memory = memory
    self.threads = threads
    self.textLength = textLength
    self.nesting = nesting
    self.patience = patience
  }

  var parser: Parser.Limits { .init(textLength: textLength, nesting: nesting) }
}
