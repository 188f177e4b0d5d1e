import CypherSyntax
import GraphModel
import WordCatalog

extension SavedQuery {
  /// Where it stands, for messages.
  var place: ScriptPlace { ScriptPlace(source: text, origin: path) }

  /// Warnings that matter of a question which is asked again and again.
  func warnings(muting muted: Set<String>, in words: Words) -> [Diagnostic] {
    var parser = Parser(text)
    // What is wrong with a query is said where it is run.
    guard !muted.contains(ShellWarning.limitWithoutOrder), let statement = try? parser.statement(),
      case .query(let query) = statement.body
    else { return [] }
    return query.parts.compactMap { part in
      guard case .return(let projection)? = part.clauses.last, let limit = projection.limit,
        projection.order.isEmpty, !part.endsInOrder
      else { return nil }
      return Diagnostic(
        .semanticError, .compile, "LimitWithoutOrder", words.limitWithoutOrder,
        at: limit.span, hint: words.orderAdvice)
    }
  }
}

extension SingleQuery {
  /// Whether the rows are in an order already: RETURN follows a WITH that sorts.
  fileprivate var endsInOrder: Bool {
    guard clauses.count > 1, case .with(let projection) = clauses[clauses.count - 2] else {
      return false
    }
    return !projection.order.isEmpty
  }
}
