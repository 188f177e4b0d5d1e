import GraphModel

/// Reads the text of a statement into a tree.
///
/// The grammar is openCypher's, with the parts of Neo4j's dialect that the tree has room for.
/// Syntax that is known but not supported is refused by name.
///
///     var parser = Parser("MATCH (s:Study) RETURN s.id")
///     let statement = try parser.statement()
///
/// Binding (which variable is which, what is an aggregate, what a pattern may do in its place) is
/// left to the binder.
///
/// - Complexity: O(*n*) in the length of the text. The recursion and the height of the tree are
///   bounded by ``Limits/nesting``; chains of operators are one node each.
public struct Parser {
  /// How much text and how much nesting is read.
  public struct Limits: Sendable, Hashable {
    /// The greatest number of bytes of a statement.
    public var textLength: Int
    /// The greatest depth of brackets, negations, subqueries and the like within one another.
    public var nesting: Int

    /// The given limits.
    public init(textLength: Int = 1 << 20, nesting: Int = 200) {
      self.textLength = textLength
      self.nesting = nesting
    }

    /// One mebibyte of text and 200 levels.
    public static let standard = Limits()
  }

  let bytes: [UInt8]
  let limits: Limits
  var tokens: [Token]
  var position = 0
  /// The levels of nesting that the current token is inside of.
  var levels: [Level] = []
  /// The sum of their weights.
  var depth = 0
  /// Nesting that any thread's stack has room for, so that it need not be asked.
  static let shallow = 8
  /// Whether the stack has been asked.
  var knowsStack = false
  /// How many levels the stack has room for, once it was asked.
  var stackLevels = Int.max
  /// The height of the highest tree that has been read at this level so far.
  var height = 0
  /// Whether `|` ends an expression here, rather than joining labels: in a comprehension, `reduce`
  /// and FOREACH, it separates their parts.
  var barEndsExpression = false
  /// The name of the subquery that is being read, where that must not change the graph.
  var readOnlySubquery: String?

  /// A parser of `text`.
  public init(_ text: String, limits: Limits = .standard) {
    self.limits = limits
    let length = text.utf8.count
    bytes = length > limits.textLength ? [] : Array(text.utf8)
    tokens = length > limits.textLength ? [] : Lexer.tokens(of: bytes)
  }

  /// The statement that the whole text is; one semicolon may end it.
  ///
  /// - Throws: A diagnostic of kind `SyntaxError` where the text is not a statement, `Unsupported`
  ///   where it is one of another dialect, `LimitExceeded` where it is too long or too deep.
  public mutating func statement() throws(Diagnostic) -> Statement {
    guard !tokens.isEmpty else { throw .textTooLong(limit: limits.textLength) }
    let start = current.start
    let prefixes = try prefixes()
    let body = try statementBody()
    if let word = prefixes.word {
      guard case .query = body else { throw .prefixOfCommand(written(word), at: word.span) }
    }
    let span = span(from: start)
    if accept(.semicolon), !at(.endOfText) { throw .severalStatements(at: current.span) }
    guard at(.endOfText) else {
      throw unexpected("the end of the statement", Keyword.clauseStarts + [.union])
    }
    return Statement(body: body, mode: prefixes.mode, evidence: prefixes.evidence, span: span)
  }

  private mutating func statementBody() throws(Diagnostic) -> Statement.Body {
    switch current.keyword {
    case .begin, .commit, .rollback: return .transaction(try transactionCommand())
    case .drop, .show: return .schema(try schemaCommand())
    case .create where isSchemaCommand: return .schema(try schemaCommand())
    default: return .query(try query(.statement))
    }
  }

  // transaction command ::= (BEGIN | COMMIT | ROLLBACK) [TRANSACTION]
  private mutating func transactionCommand() throws(Diagnostic) -> TransactionCommand {
    let command: TransactionCommand
    switch advance().keyword {
    case .begin: command = .begin
    case .commit: command = .commit
    default: command = .rollback
    }
    _ = accept(.transaction)
    return command
  }
}
