import CypherFunctions
import CypherSyntax
import GraphModel

/// WITHOUT and EVIDENCE.
extension Binder {
  /// The function that gives a row's least groups of sources apart, as a column of EVIDENCE.
  package static let witnesses = "evidence.witnesses"

  /// What the prefix of a statement asks, of a query that has the given columns.
  static func bind(
    _ prefix: EvidencePrefix, columns: [String], witnessColumns: [String],
    catalog: FunctionCatalog, meter: WorkMeter
  ) throws(Diagnostic) -> BoundEvidence {
    var bound = BoundEvidence()
    for leftOut in prefix.leftOut {
      switch leftOut.sources {
      case .named(let names):
        let list = Expression(.list(names), at: leftOut.span)
        bound.leftOut.append(
          BoundSources(
            kind: .names,
            statement: try statement(returning: list, [], leftOut.span, catalog, meter),
            span: leftOut.span))
      case .matching(let pattern):
        bound.leftOut.append(try nodes(pattern, leftOut.span, catalog, meter))
      }
    }
    guard let request = prefix.request else { return bound }
    var names = EvidenceRequest.standardNames
    for (index, name) in request.names.enumerated() { names[index] = name.text.string }
    if request.makesWay {
      for index in names.indices {
        let name = names[index]
        var number = 2
        while columns.contains(names[index]) {
          names[index] = "\(name)_\(number)"
          number += 1
        }
      }
    }
    for (index, name) in names.enumerated()
    where columns.contains(name) || names[..<index].contains(name) {
      throw .evidenceColumnTwice(
        Text(name), at: index < request.names.count ? request.names[index].span : request.span)
    }
    bound.request = BoundEvidence.Request(
      givesAllClaims: request.givesAllClaims, names: names,
      sources: [], witnessColumns: witnessColumns.compactMap { columns.firstIndex(of: $0) })
    if let pattern = request.sources {
      bound.request?.sources = [try nodes(pattern, request.span, catalog, meter)]
    }
    return bound
  }

  private static func nodes(
    _ pattern: NodePattern, _ span: SourceSpan, _ catalog: FunctionCatalog, _ meter: WorkMeter
  ) throws(Diagnostic) -> BoundSources {
    var pattern = pattern
    let variable = pattern.variable ?? Name("source", at: pattern.span)
    pattern.variable = variable
    let match = MatchClause(
      optional: false,
      patterns: [PathPattern(nodes: [pattern], relationships: [], span: pattern.span)],
      predicate: nil, span: span)
    return BoundSources(
      kind: .nodes,
      statement: try statement(
        returning: Expression(.variable(variable), at: pattern.span), [.match(match)], span,
        catalog, meter),
      span: span)
  }

  /// `clauses RETURN value AS sources` as a statement of its own.
  private static func statement(
    returning value: Expression, _ clauses: [Clause], _ span: SourceSpan,
    _ catalog: FunctionCatalog, _ meter: WorkMeter
  ) throws(Diagnostic) -> BoundStatement {
    let item = ProjectionItem(
      expression: value, alias: Name("sources", at: span), text: "sources")
    let projection = ProjectionClause(distinct: false, star: false, items: [item], span: span)
    let query = Query(
      parts: [SingleQuery(clauses: clauses + [.return(projection)], span: span)], span: span)
    return try bind(
      Statement(body: .query(query), mode: .run, span: span), catalog: catalog, meter: meter)
  }

  /// The query with null where its last RETURN asks for the witnesses of a row, which are known when
  /// the row is, and the names of those columns.
  static func takingWitnesses(
    out query: Query, isEvidence: Bool
  ) throws(Diagnostic) -> (query: Query, columns: [String]) {
    var query = query
    var columns: [String] = []
    for part in query.parts.indices {
      let last = query.parts[part].clauses.count - 1
      guard last >= 0, case .return(var projection) = query.parts[part].clauses[last] else {
        continue
      }
      for index in projection.items.indices {
        let item = projection.items[index]
        guard case .function(let name, let arguments, false) = item.expression.kind,
          name.text.string.lowercased() == witnesses, arguments.isEmpty
        else { continue }
        guard isEvidence else { throw .witnessesWithoutEvidence(at: name.span) }
        columns.append(item.alias?.text.string ?? item.text)
        projection.items[index].expression = Expression(
          .literal(.null), at: item.expression.span)
      }
      query.parts[part].clauses[last] = .return(projection)
    }
    return (query, columns)
  }
}

extension Diagnostic {
  static func witnessesWithoutEvidence(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .syntaxError, .compile, "NoEvidence",
      "evidence.witnesses() is known only where the query carries its sources", at: span,
      hint: "Write EVIDENCE before the query")
  }

  static func misplacedWitnesses(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .syntaxError, .compile, "MisplacedWitnesses",
      "evidence.witnesses() is known when a row is done, and stands alone as a column of the last "
        + "RETURN", at: span, hint: "Write EVIDENCE … RETURN …, evidence.witnesses() AS witnesses")
  }

  static func evidenceOfUpdate(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .semanticError, .compile, "EvidenceOfUpdate",
      "WITHOUT and EVIDENCE ask what is there, and stand before a query that only reads", at: span,
      hint: "Write first, then ask in a query of its own")
  }
}
