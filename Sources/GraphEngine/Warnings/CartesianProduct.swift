import CypherSyntax
import GraphIndex
import GraphModel

extension StatementWarning {
  /// `MATCH (a:Study), (b:Study)`: every match of the one with every match of the other, both many.
  static let cartesianProduct = StatementWarning(name: "CartesianProduct") { context in
    context.parts.matches.compactMap { match in
      let groups = groups(of: match)
      guard groups.count > 1 else { return nil }
      // Each must be many by itself, and together more than anybody reads.
      let sizes = groups.map { size(of: $0, in: context.view) }
      let large = sizes.filter { $0 >= 100 }
      guard large.count > 1, large.reduce(1.0, { $0 * Double($1) }) >= 100_000 else { return nil }
      let shown = large.map { "\($0)" }.joined(separator: " × ")
      return Diagnostic(
        .semanticError, .compile, "CartesianProduct",
        "The patterns have no variable in common: every match is put together with every other "
          + "(about \(shown))",
        at: match.span, hint: "Join them by a relationship, or by a condition in WHERE")
    }
  }

  /// The patterns of a clause, put together where they share a variable, or a condition is about both.
  private static func groups(of match: MatchClause) -> [[PathPattern]] {
    var groups: [(names: Set<Text>, patterns: [PathPattern])] = match.patterns.map { pattern in
      let names =
        pattern.nodes.compactMap(\.variable?.text)
        + pattern.relationships.compactMap(\.variable?.text)
      return (Set(names), [pattern])
    }
    var joins = conjuncts(of: match.predicate).map(\.variables)
    joins += match.patterns.flatMap { pattern in
      pattern.nodes.map { node in
        Set([node.variable?.text].compactMap { $0 })
          .union(node.properties?.variables ?? []).union(node.predicate?.variables ?? [])
      }
    }
    for names in joins + groups.map(\.names) where names.count > 0 {
      let met = groups.indices.filter { !groups[$0].names.isDisjoint(with: names) }
      guard met.count > 1, let first = met.first else { continue }
      for index in met.dropFirst().reversed() {
        groups[first].names.formUnion(groups[index].names)
        groups[first].patterns += groups[index].patterns
        groups.remove(at: index)
      }
    }
    return groups.map(\.patterns)
  }

  private static func conjuncts(of predicate: Expression?) -> [Expression] {
    guard let predicate else { return [] }
    if case .and(let parts) = predicate.kind { return parts.flatMap { conjuncts(of: $0) } }
    return [predicate]
  }

  /// About how many matches patterns have: as many as the rarest node in them, 1 where one is picked by a
  /// property.
  private static func size(of patterns: [PathPattern], in view: GraphView) -> Int {
    patterns.flatMap(\.nodes).map { node in
      if node.properties != nil { return 1 }
      let labels = StatementParts.required(node.labels)
      return labels.map { view.labels.number(of: $0).map(view.count(ofLabel:)) ?? 0 }.min()
        ?? view.nodeCount
    }.min() ?? 0
  }
}

extension Expression {
  /// The variables in it, as far as they stand in plain sight.
  var variables: Set<Text> {
    switch kind {
    case .variable(let name): [name.text]
    case .property(let base, _), .not(let base), .negate(let base), .plus(let base),
      .isNull(let base, _), .hasLabels(let base, _), .isType(let base, _, _):
      base.variables
    case .or(let parts), .xor(let parts), .and(let parts), .list(let parts),
      .function(_, let parts, _):
      parts.reduce(into: []) { $0.formUnion($1.variables) }
    case .comparison(let first, let rest):
      rest.reduce(into: first.variables) { $0.formUnion($1.right.variables) }
    case .arithmetic(let first, let rest):
      rest.reduce(into: first.variables) { $0.formUnion($1.right.variables) }
    case .textMatch(_, let a, let b), .membership(let a, let b), .index(let a, let b):
      a.variables.union(b.variables)
    case .map(let entries): entries.reduce(into: []) { $0.formUnion($1.value.variables) }
    case .pattern(let pattern), .shortestPath(let pattern):
      Set(
        pattern.nodes.compactMap(\.variable?.text)
          + pattern.relationships.compactMap(\.variable?.text))
    case .exists(.pattern(let patterns, let predicate)),
      .count(.pattern(let patterns, let predicate)):
      patterns.reduce(into: predicate?.variables ?? []) { names, pattern in
        names.formUnion(pattern.nodes.compactMap(\.variable?.text))
      }
    default: []
    }
  }
}
