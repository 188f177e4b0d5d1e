import GraphModel

// Known syntax of other dialects, and common slips, told apart from mere mistakes. Each returns a
// diagnostic where such a thing is ahead.
extension Parser {
  /// A clause of Neo4j or GQL that is not supported.
  func foreignClause() -> Diagnostic? {
    guard at(.word), let what = UnsupportedSyntax.clause(upperWord(), next: upperWord(1)) else {
      return nil
    }
    return .unsupported(what, at: current.span)
  }

  /// `DIFFERENT RELATIONSHIPS` or `REPEATABLE ELEMENTS` after MATCH.
  func foreignMatchMode() -> Diagnostic? {
    guard ["DIFFERENT", "REPEATABLE"].contains(upperWord()), peek().kind == .word else {
      return nil
    }
    return .unsupported(.matchMode, at: SourceSpan(current.start, peek().end))
  }

  /// `ANY SHORTEST`, `ALL`, `SHORTEST 2 PATHS` and so on before a path.
  func foreignPathSearch() -> Diagnostic? {
    let isSearch =
      ["ANY", "ALL", "SHORTEST"].contains(upperWord())
      && [.word, .integer, .leftParenthesis, .parameter].contains(peek().kind)
    return isSearch ? .unsupported(.pathSearch, at: current.span) : nil
  }

  /// `((a)-->(b)){1,3}`, or `((a)-->(b) WHERE …)` as a part of a path.
  func foreignQuantifiedPath() -> Diagnostic? {
    let opensPath = at(.leftParenthesis) && peek().kind == .leftParenthesis
    return opensPath ? .unsupported(.quantifiedPath, at: current.span) : nil
  }

  /// `!=`, `==` and `&&` after an expression.
  func foreignOperator() -> Diagnostic? {
    switch current.kind {
    case .exclamationEquals: .foreignOperator("!=", instead: "<>", at: current.span)
    case .doubleEquals: .foreignOperator("==", instead: "=", at: current.span)
    case .ampersand where peek().kind == .ampersand:
      .foreignOperator("&&", instead: "AND", at: SourceSpan(current.start, peek().end))
    default: nil
    }
  }

  /// `IS NORMALIZED`, and `IS LABELED` of GQL.
  func foreignIsPredicate() -> Diagnostic? {
    switch upperWord() {
    case "NORMALIZED", "NFC", "NFD", "NFKC", "NFKD": .unsupported(.isNormalized, at: current.span)
    case "LABELED": .unsupported(.isLabeled, at: current.span)
    default: nil
    }
  }

  /// Refuses `IN TRANSACTIONS` after a subquery that began with `first`.
  func refuseTransactions(after first: Token) throws(Diagnostic) {
    guard first.keyword == .call else { return }
    if at(.in),
      upperWord(1) == "TRANSACTIONS" || upperWord(1) == "CONCURRENT"
        || peek().kind == .integer
    {
      throw .unsupported(.inTransactions, at: current.span)
    }
  }
}
