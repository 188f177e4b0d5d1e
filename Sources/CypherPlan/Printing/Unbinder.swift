import CypherSyntax
import GraphModel

/// Writes what was bound as a tree again, which ``SyntaxPrinter`` writes as text: the way back from
/// ``BoundQuery`` to Cypher, and how expressions are shown.
///
/// What was written is not kept: abbreviations are written out, and variables get the names that are
/// asked for. The text means the same to whoever reads it, so that other engines can be asked what
/// was asked here.
///
///     statement.queryText  // MATCH (v1:Study) RETURN v1 AS n
///
/// - Complexity: O(size of the query).
struct Unbinder {
  /// The names of variables.
  var names: any SlotNames
  /// Expressions that stand for slots where the clause being written has not computed them yet.
  var meanings: [Int: Expression] = [:]
  /// What stands for the subquery at a place; nil where it is written out.
  var subqueryText: ((SourceSpan) -> String)?
  /// Whether what is written stands inside a query whose variables it sees.
  var isInside = false

  /// Places are not known, or not of the text that is made.
  let nowhere = SourceSpan(0, 0)

  func name(_ text: Text) -> Name { Name(text, at: nowhere) }

  func name(_ slot: Int) -> Name { Name(names.name(of: slot), at: nowhere) }

  func make(_ kind: Expression.Kind) -> Expression { Expression(kind, at: nowhere) }

  func variable(_ slot: Int) -> Expression { meanings[slot] ?? make(.variable(name(slot))) }

  // MARK: Expressions

  func expressions(_ bound: [BoundExpression]) -> [Expression] { bound.map(expression) }

  /// A closed set: each case writes one kind.
  func expression(_ bound: BoundExpression) -> Expression {
    switch bound.kind {
    case .constant(let value): literal(value)
    case .parameter(let parameter): make(.parameter(name(parameter)))
    case .slot(let slot): variable(slot)
    case .and(let parts): make(.and(expressions(parts)))
    case .or(let parts): make(.or(expressions(parts)))
    case .xor(let parts): make(.xor(expressions(parts)))
    case .not(let part): make(.not(expression(part)))
    case .negate(let part): make(.negate(expression(part)))
    case .comparison(let op, let a, let b):
      make(.comparison(expression(a), [.init(op, expression(b))]))
    case .arithmetic(let first, let terms):
      make(.arithmetic(expression(first), terms.map { .init($0.op, expression($0.operand)) }))
    case .textMatch(let op, let a, let b): make(.textMatch(op, expression(a), expression(b)))
    case .membership(let a, let list): make(.membership(expression(a), list: expression(list)))
    case .isNull(let part, let negated): make(.isNull(expression(part), negated: negated))
    case .isType(let part, let type, let negated):
      make(.isType(expression(part), TypeName(type.text, at: nowhere), negated: negated))
    case .hasLabels(let part, let labels): make(.hasLabels(expression(part), self.labels(labels)))
    case .property(let part, let key): make(.property(expression(part), name(key)))
    case .index(let part, let index): make(.index(expression(part), expression(index)))
    case .slice(let part, let from, let to):
      make(.slice(expression(part), from: from.map(expression), to: to.map(expression)))
    case .function(let function, let arguments): call(function.name, arguments)
    case .coalesce(let parts): call("coalesce", parts)
    case .conditional(let branches, let otherwise): conditional(branches, otherwise)
    case .list(let parts): make(.list(expressions(parts)))
    case .map(let entries): map(entries)
    case .mapExtension(let base, let entries): projection(of: base, entries)
    case .comprehension, .quantifier, .reduce: overList(bound)
    case .subquery(let subquery): self.subquery(subquery, at: bound.span)
    case .path: make(.variable(name(Text("a path"))))
    }
  }

  private func literal(_ value: Value) -> Expression {
    if case .list(let elements) = value { return make(.list(elements.map(literal))) }
    return make(.literal(value))
  }

  private func call(_ function: String, _ arguments: [BoundExpression]) -> Expression {
    make(.function(name(Text(function)), expressions(arguments), distinct: false))
  }

  func map(_ entries: [(key: Text, value: BoundExpression)]) -> Expression {
    make(.map(entries.map { (name($0.key), expression($0.value)) }))
  }

  /// A map projection is bound as a CASE, since that of null is null.
  private func conditional(
    _ branches: [BoundExpression.Branch], _ otherwise: BoundExpression?
  ) -> Expression {
    if branches.count == 1, otherwise == nil,
      case .mapExtension(let base, let entries) = branches[0].result.kind
    {
      return projection(of: base, entries)
    }
    return make(
      .conditional(
        subject: nil,
        branches.map {
          .init(condition: expression($0.condition), result: expression($0.result))
        },
        otherwise: otherwise.map(expression)))
  }

  private func projection(
    of base: BoundExpression, _ entries: [(key: Text, value: BoundExpression)]
  ) -> Expression {
    guard case .variable(let variable) = expression(base).kind else { return map(entries) }
    return make(
      .mapProjection(
        variable, [.all] + entries.map { .entry(name($0.key), expression($0.value)) }))
  }

  private func overList(_ bound: BoundExpression) -> Expression {
    switch bound.kind {
    case .comprehension(let lambda, let projection):
      make(
        .listComprehension(
          name(lambda.slot), list: expression(lambda.list),
          predicate: lambda.predicate.map(expression), projection: projection.map(expression)))
    case .quantifier(let quantifier, let lambda):
      make(
        .quantifier(
          quantifier, name(lambda.slot), list: expression(lambda.list),
          predicate: lambda.predicate.map(expression) ?? make(.literal(.boolean(true)))))
    case .reduce(let accumulator, let start, let lambda, let step):
      make(
        .reduce(
          accumulator: name(accumulator), start: expression(start), name(lambda.slot),
          list: expression(lambda.list), step: expression(step)))
    default: make(.literal(.null))
    }
  }

  private func subquery(
    _ subquery: BoundExpression.SubqueryExpression, at span: SourceSpan
  ) -> Expression {
    if let subqueryText { return make(.variable(name(Text(subqueryText(span))))) }
    let query = inside.query(
      // What a column in there is called is of no matter.
      subquery.query, columns: subquery.query.outputs.map { names.alias(of: $0) })
    switch subquery.kind {
    case .exists: return make(.exists(.query(query)))
    case .count: return make(.count(.query(query)))
    case .collect: return make(.collect(query))
    }
  }

  /// What writes a query inside this one.
  var inside: Unbinder {
    var inside = self
    inside.isInside = true
    return inside
  }

  // MARK: Labels

  func labels(_ predicate: LabelPredicate) -> LabelExpression {
    switch predicate {
    case .name(let text): .name(name(text))
    case .any: .any
    case .or(let parts): .or(parts.map(labels))
    case .and(let parts): .and(parts.map(labels))
    case .not(let part): .not(labels(part))
    }
  }

  /// Labels that must all hold, as one expression; nil where nothing is asked.
  func labels(_ predicates: [LabelPredicate]) -> LabelExpression? {
    let parts = predicates.flatMap { predicate in
      if case .and(let parts) = predicate { parts } else { [predicate] }
    }
    return parts.count > 1 ? .and(parts.map(labels)) : parts.first.map(labels)
  }
}

/// What variables are called where a query is written.
protocol SlotNames {
  func name(of slot: Int) -> Text
  /// A further name of the variable in a slot, where one is needed.
  func alias(of slot: Int) -> Text
}

extension SlotNames {
  func alias(of slot: Int) -> Text { name(of: slot) }
}

/// The numbers of slots, which are the same for the same variable and no other.
struct SlotNumbers: SlotNames {
  func name(of slot: Int) -> Text { Text("#\(slot)") }
}
