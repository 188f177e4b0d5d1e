import CypherSyntax
import GraphModel

/// MATCH after MATCH is one pattern, so that its parts may be found in any order; only the rule that
/// relationships of one clause differ stays with each clause.
extension BoundPart {
  /// The part with neighbouring MATCH clauses joined where that cannot be seen.
  func joiningMatches() -> BoundPart {
    var part = self
    part.clauses = []
    for clause in clauses {
      if case .match(let next) = clause, case .match(let before)? = part.clauses.last,
        let joined = before.joined(with: next)
      {
        part.clauses[part.clauses.count - 1] = .match(joined)
      } else {
        part.clauses.append(clause)
      }
    }
    return part
  }
}

extension BoundMatch {
  /// Both clauses as one; nil where the order of the two may be seen.
  fileprivate func joined(with next: BoundMatch) -> BoundMatch? {
    guard isJoinable, next.isJoinable, size + next.size <= Self.largestJoined,
      !next.pattern.relationships.contains(where: \.isBound)
    else { return nil }
    var joined = self
    let scope = (pattern.relationships.map(\.scope).max() ?? 0) + 1
    var places: [Int] = []
    for node in next.pattern.nodes {
      if let known = joined.pattern.nodes.firstIndex(where: { $0.slot == node.slot }) {
        places.append(known)
        for labels in node.labels where !joined.pattern.nodes[known].labels.contains(labels) {
          joined.pattern.nodes[known].labels.append(labels)
        }
      } else {
        places.append(joined.pattern.nodes.count)
        joined.pattern.nodes.append(node)
      }
    }
    for var relationship in next.pattern.relationships {
      relationship.left = places[relationship.left]
      relationship.right = places[relationship.right]
      relationship.scope = scope
      joined.pattern.relationships.append(relationship)
    }
    joined.pattern.paths += next.pattern.paths
    joined.predicates += next.predicates
    return joined
  }

  /// How many parts a pattern may have that is made of several clauses: in a larger one there is no time
  /// to look for a better order anyway.
  private static let largestJoined = 128

  private var size: Int {
    pattern.nodes.count + pattern.relationships.count + pattern.paths.count + predicates.count
  }

  /// Whether the clause may be matched together with another: its parts are single relationships, and
  /// its predicates say the same whenever they are asked.
  private var isJoinable: Bool {
    !optional && pattern.relationships.allSatisfy { $0.length == nil && $0.search == .all }
      && !predicates.contains(where: \.isVolatile)
  }
}
