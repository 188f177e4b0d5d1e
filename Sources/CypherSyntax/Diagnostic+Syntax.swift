import GraphModel

// All the words of the lexer and the parser.

extension Diagnostic {
  private static func syntax(
    _ detail: String, _ message: String, at span: SourceSpan, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(.syntaxError, .compile, detail, message, at: span, hint: hint)
  }

  private static func unexpectedSyntax(
    _ message: String, at span: SourceSpan, hint: String? = nil
  ) -> Diagnostic {
    syntax("UnexpectedSyntax", message, at: span, hint: hint)
  }

  // MARK: Limits and dialects

  static func textTooLong(limit: Int) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .compile, "StatementTooLong", "The statement is longer than \(limit) bytes",
      hint: "Pass the data as a parameter, or import it from a file")
  }

  static func nestingTooDeep(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .compile, "NestingTooDeep",
      "The statement is nested more than \(limit) levels deep", at: span,
      hint: "Break the expression up with WITH")
  }

  static func nestingTooDeepForStack(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .limitExceeded, .compile, "NestingTooDeep",
      "The statement is nested more than \(limit) levels deep, for which the stack of this thread "
        + "has no room", at: span,
      hint: "Break the expression up with WITH, or run it on a thread with a stack of 8 MB")
  }

  static func unsupported(_ what: UnsupportedSyntax, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unsupported, .compile, "UnsupportedSyntax", "\(what.name) is not supported", at: span,
      hint: what.hint)
  }

  /// A shortest path runs along one relationship of variable length, as in Neo4j.
  static func shortestPathOfChain(_ function: String, _ pattern: PathPattern) -> Diagnostic {
    unexpectedSyntax(
      "\(function) searches along one relationship between two nodes, but this pattern has "
        + "\(pattern.relationships.count)", at: pattern.span,
      hint: pattern.relationships.isEmpty
        ? "Write \(function)((a)-[*]->(b))"
        : "Search for one part of the path and MATCH the rest beside it")
  }

  // MARK: Tokens

  static func unexpected(
    _ found: String, expected: String, at span: SourceSpan, hint: String?
  ) -> Diagnostic {
    unexpectedSyntax("Expected \(expected), but found \(found)", at: span, hint: hint)
  }

  static func unterminated(
    _ what: String, by terminator: some StringProtocol, _ token: Token
  ) -> Diagnostic {
    unexpectedSyntax(
      "The \(what) that begins here is never closed", at: token.span,
      hint: "Close it with \(terminator)")
  }

  static func invalidCharacter(_ character: String, at span: SourceSpan) -> Diagnostic {
    let scalar = character.unicodeScalars.first ?? " "
    guard !scalar.isASCII else {
      let shown = scalar.properties.generalCategory == .control ? scalar.codePoint : character
      return unexpectedSyntax("The character '\(shown)' has no meaning in a query", at: span)
    }
    let hint: String? =
      switch scalar.properties.generalCategory {
      case .dashPunctuation: "Write an ordinary '-'"
      case .initialPunctuation, .finalPunctuation: "Write an ordinary quote, ' or \""
      default: nil
      }
    return syntax(
      "InvalidUnicodeCharacter",
      "The character '\(character)' (\(scalar.codePoint)) has no meaning in a query", at: span,
      hint: hint)
  }

  static func bracketOpened(_ bracket: String, _ position: SourcePosition) -> String {
    "The '\(bracket)' of line \(position.line), column \(position.column) is not closed"
  }

  // MARK: Literals

  static func invalidNumber(_ number: String, at span: SourceSpan) -> Diagnostic {
    syntax("InvalidNumberLiteral", "'\(number)' is not a number", at: span)
  }

  static func integerOverflow(_ number: String, at span: SourceSpan) -> Diagnostic {
    syntax(
      "IntegerOverflow", "The integer \(number) does not fit into 64 bits", at: span,
      hint: "Write it as a float or as a text")
  }

  static func floatOverflow(_ number: String, at span: SourceSpan) -> Diagnostic {
    syntax(
      "FloatingPointOverflow", "The float \(number) is beyond the greatest one, 1.8e308", at: span)
  }

  static func invalidUnicodeLiteral(_ written: String, at span: SourceSpan) -> Diagnostic {
    syntax(
      "InvalidUnicodeLiteral", "'\(written)' does not name a Unicode character", at: span,
      hint: "Write \\u and four hexadecimal digits, or \\U and eight")
  }

  static func unknownEscape(_ written: String, at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "'\(written)' is not an escape", at: span, hint: "Write \\\\ for a backslash")
  }

  // MARK: Statements and clauses

  static func severalStatements(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "Expected the end of the statement after ';'", at: span,
      hint: "Run the statements one at a time")
  }

  static func mixedUnion(at span: SourceSpan) -> Diagnostic {
    syntax(
      "InvalidClauseComposition", "UNION and UNION ALL cannot be mixed in one query", at: span,
      hint: "Put one of them into a CALL { } subquery")
  }

  static func clauseAfterReturn(_ keyword: Keyword, at span: SourceSpan) -> Diagnostic {
    syntax(
      "InvalidClauseComposition",
      "RETURN ends a query, so \(keyword.rawValue) cannot follow it", at: span,
      hint: "Write WITH instead of RETURN to go on")
  }

  static func unfinishedQuery(_ keyword: String, at span: SourceSpan) -> Diagnostic {
    syntax(
      "InvalidClauseComposition", "A query cannot end with \(keyword)", at: span,
      hint: "Add RETURN, or a clause that changes the graph")
  }

  static func updateInReadOnlySubquery(
    _ keyword: String, _ subquery: String, at span: SourceSpan
  ) -> Diagnostic {
    syntax(
      "InvalidClauseComposition",
      "\(keyword.uppercased()) cannot stand in \(subquery), which only reads", at: span,
      hint: "Change the graph in a clause of the query, or in CALL { }")
  }

  static func misplacedPaging(_ keyword: String, at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "\(keyword.uppercased()) is out of order", at: span,
      hint: "The order is ORDER BY, SKIP, LIMIT")
  }

  static func whereAfterReturn(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "WHERE cannot follow RETURN", at: span,
      hint: "Put it after MATCH, or write WITH … WHERE … before RETURN")
  }

  static func yieldAll(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "YIELD * is allowed only where CALL is the whole statement", at: span,
      hint: "Name the results after YIELD")
  }

  // MARK: Patterns

  private static func invalidRelationship(
    _ message: String, at span: SourceSpan, hint: String
  ) -> Diagnostic {
    syntax("InvalidRelationshipPattern", message, at: span, hint: hint)
  }

  static func lengthWithoutStar(at span: SourceSpan) -> Diagnostic {
    invalidRelationship(
      "The length of a path begins with '*'", at: span, hint: "Write *.. or *1..3")
  }

  static func negativeLength(at span: SourceSpan) -> Diagnostic {
    invalidRelationship(
      "The length of a path cannot be negative", at: span, hint: "Write *, *2 or *1..3")
  }

  static func lengthNotInteger(_ written: String, at span: SourceSpan) -> Diagnostic {
    invalidRelationship(
      "The length of a path is an integer, not \(written)", at: span, hint: "Write *2 or *1..3")
  }

  static func shortArrow(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "A relationship pattern has two dashes", at: span,
      hint: "Write (a)-->(b), (a)<--(b) or (a)-[:TYPE]->(b)")
  }

  static func missingColon(_ label: String, at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "A variable cannot be followed by '\(label)'", at: span,
      hint: "Write :\(label) for a label or type")
  }

  static func nodePatternAlone(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "Expected an expression between the parentheses", at: span,
      hint: "A pattern as a predicate has a relationship, such as (a)-->()")
  }

  static func labelExpression(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "SET and REMOVE take plain labels", at: span, hint: "Write n:Label:Other")
  }

  // MARK: Expressions

  static func notNeedsParentheses(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "NOT binds less tightly than the operator before it", at: span,
      hint: "Put NOT and its operand in parentheses")
  }

  static func foreignOperator(
    _ written: String, instead: String, at span: SourceSpan
  ) -> Diagnostic {
    unexpectedSyntax(
      "'\(written)' is not an operator of Cypher", at: span, hint: "Write \(instead) instead")
  }

  static func oldParameter(_ name: String, at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "Expected ':' after the key '\(name)'", at: span,
      hint: "Write $\(name) for a parameter")
  }

  static func quantifierShape(_ name: String, at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "\(name)() needs a variable, a list and a predicate", at: span,
      hint: "Write \(name)(x IN list WHERE predicate)")
  }

  // MARK: Indexes and constraints

  static func schemaEntity(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "Expected one label or type with a variable", at: span,
      hint: "Write (n:Label) or ()-[r:TYPE]-()")
  }

  static func fullTextKeys(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "Expected EACH and the keys of a full-text index", at: span,
      hint: "Write ON EACH [n.title, n.abstract]")
  }

  static func schemaVariable(_ name: Name, expected: Name) -> Diagnostic {
    unexpectedSyntax(
      "The key is of '\(name.text)', but the pattern's variable is '\(expected.text)'",
      at: name.span, hint: "Write \(expected.text).key")
  }

  static func oldIndexSyntax(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "The pattern of an index follows FOR", at: span,
      hint: "Write CREATE INDEX FOR (n:Label) ON (n.key)")
  }

  static func oldConstraintSyntax(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "The pattern of a constraint follows FOR, its keys REQUIRE", at: span,
      hint: "Write CREATE CONSTRAINT FOR (n:Label) REQUIRE n.key IS UNIQUE")
  }

  static func oldDropSyntax(at span: SourceSpan) -> Diagnostic {
    unexpectedSyntax(
      "An index or constraint is dropped by its name", at: span,
      hint: "SHOW INDEXES and SHOW CONSTRAINTS list the names")
  }
}

extension Unicode.Scalar {
  /// The code point as `U+20AC`.
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
