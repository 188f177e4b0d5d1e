import GraphModel

extension Parser {
  /// Where a query stands, which decides how it may end.
  enum QueryPlace {
    case statement
    case call
    case collect
    /// EXISTS and COUNT, where nothing needs to be returned.
    case predicate
  }

  // query ::= single query { UNION [ALL | DISTINCT] single query }
  mutating func query(_ place: QueryPlace) throws(Diagnostic) -> Query {
    let start = current.start
    var parts = [try singleQuery(place)]
    var distinct: Bool?
    while at(.union) {
      let union = advance()
      let all = accept(.all)
      if !all { _ = accept(.distinct) }
      if let distinct, distinct == all { throw .mixedUnion(at: union.span) }
      distinct = !all
      parts.append(try singleQuery(place))
    }
    markStandaloneCall(in: &parts, place)
    return Query(parts: parts, distinct: distinct ?? false, span: span(from: start))
  }

  /// Notes of a procedure call that it is the whole statement.
  private func markStandaloneCall(in parts: inout [SingleQuery], _ place: QueryPlace) {
    guard place == .statement, parts.count == 1, parts[0].clauses.count == 1,
      case .call(var call) = parts[0].clauses[0]
    else { return }
    call.standalone = true
    parts[0].clauses[0] = .call(call)
  }

  // single query ::= clause+, of which the last returns, changes or calls something
  private mutating func singleQuery(_ place: QueryPlace) throws(Diagnostic) -> SingleQuery {
    let start = current.start
    var clauses: [Clause] = []
    var clauseStart = start
    while !endsQuery {
      try refuseClauseAfterReturn(clauses)
      clauseStart = current.start
      let token = current
      clauses.append(try clause(after: clauses.last))
      if case .call(let call) = clauses[clauses.count - 1], case .all = call.yield,
        place != .statement || clauses.count > 1 || !(at(.endOfText) || at(.semicolon))
      {
        throw .yieldAll(at: span(from: clauseStart))
      }
      if place == .statement || place == .call { try refuseTransactions(after: token) }
    }
    guard let last = clauses.last else {
      throw unexpected("a clause such as MATCH, CREATE or RETURN", startKeywords(place))
    }
    if place != .predicate, let keyword = last.unfinishedKeyword {
      throw .unfinishedQuery(keyword, at: span(from: clauseStart))
    }
    return SingleQuery(clauses: clauses, span: span(from: start))
  }

  private func startKeywords(_ place: QueryPlace) -> [Keyword] {
    place == .statement ? Keyword.statementStarts : Keyword.clauseStarts
  }

  private var endsQuery: Bool {
    switch current.kind {
    case .endOfText, .semicolon, .rightBrace: true
    default: at(.union)
    }
  }

  private func refuseClauseAfterReturn(_ clauses: [Clause]) throws(Diagnostic) {
    guard case .return = clauses.last else { return }
    if let keyword = current.keyword, Keyword.clauseStarts.contains(keyword) {
      throw .clauseAfterReturn(keyword, at: current.span)
    }
    throw foreignClause() ?? unexpectedAfterProjection()
  }

  /// The diagnostic for a token that cannot continue RETURN or WITH.
  func unexpectedAfterProjection() -> Diagnostic {
    if at(.skip) || at(.offset) || at(.order) {
      return .misplacedPaging(written(current), at: current.span)
    }
    if at(.where) { return .whereAfterReturn(at: current.span) }
    return unexpected(
      "',', an operator, AS, ORDER BY, SKIP, LIMIT, UNION or the end of the query",
      [.as, .order, .skip, .limit, .union, .and, .or, .xor, .in, .is, .starts, .ends, .contains]
        + Keyword.clauseStarts)
  }

  /// One clause. A closed set: each case reads one kind.
  mutating func clause(after last: Clause?) throws(Diagnostic) -> Clause {
    switch current.keyword {
    case .match, .optional: return .match(try matchClause())
    case .unwind: return .unwind(try unwindClause())
    case .with: return .with(try withClause())
    case .return: return .return(try returnClause())
    case .call: return try callClause()
    case .create, .merge, .set, .remove, .delete, .detach, .noDetach, .forEach:
      return try updatingClause()
    default:
      if let foreign = foreignClause() { throw foreign }
      throw unexpected(
        last == nil
          ? "a clause such as MATCH, CREATE or RETURN"
          : "a clause such as WITH or RETURN, or the end of the query",
        Keyword.clauseStarts + [.where, .order, .skip, .limit, .union, .and, .or, .as, .yield])
    }
  }

  /// One clause that changes the graph.
  mutating func updatingClause() throws(Diagnostic) -> Clause {
    if let subquery = readOnlySubquery {
      throw .updateInReadOnlySubquery(written(current), subquery, at: current.span)
    }
    switch current.keyword {
    case .create: return .create(try createClause())
    case .merge: return .merge(try mergeClause())
    case .set: return .set(try setClause())
    case .remove: return .remove(try removeClause())
    case .delete, .detach, .noDetach: return .delete(try deleteClause())
    case .forEach: return .forEach(try forEachClause())
    default:
      throw unexpected(
        "a clause that changes the graph: CREATE, MERGE, SET, REMOVE, DELETE or FOREACH",
        [.create, .merge, .set, .remove, .delete, .detach, .forEach])
    }
  }
}

extension Clause {
  /// The keyword of a clause with which a query cannot end, since nothing comes of it.
  var unfinishedKeyword: String? {
    switch self {
    case .match: "MATCH"
    case .unwind: "UNWIND"
    case .with: "WITH"
    default: nil
    }
  }
}
