import CypherSyntax
import GraphModel

/// Whether rows of a MERGE see each other's work only by asking for the same.
extension BoundMerge {
  /// A lone node, or one relationship between bound nodes, whose own keys and labels no SET touches,
  /// where no row sees what SET did for another but in what the clause binds.
  ///
  /// Of maps whose keys are not known yet that is said for the case that they have none of these keys,
  /// which is for the rows to show: ``mapsToLookAt``.
  func isSimple(bound: SlotSet) -> Bool {
    let pattern = match.pattern
    let (keys, labels) = (patternKeys, Set(pattern.nodes.flatMap(\.labels).flatMap(\.names)))
    let produced = create.slotsMade
    let isUntouched = [onCreate, onMatch].allSatisfy { items in
      let known = items.filter { unknownMap($0) == nil }
      return SetItemOrder(of: known).lies(in: produced)
        && known.allSatisfy { item in
          let written = item.writtenKeys
          // Rows that find come before rows that make: others' entities would show it.
          guard case .slot(let slot) = item.target.kind, produced.contains(slot) else {
            return false
          }
          return !written.isAll && written.names.isDisjoint(with: keys)
            && labels.isDisjoint(with: item.writtenLabels)
        }
    }
    if !isUntouched { return false }
    if pattern.relationships.isEmpty { return pattern.nodes.count == 1 }
    return pattern.relationships.count == 1 && pattern.nodes.allSatisfy { bound.contains($0.slot) }
  }

  /// What SET adds of which only the rows show what it has; must be maps without ``patternKeys``.
  var mapsToLookAt: [BoundExpression] { (onCreate + onMatch).compactMap(unknownMap) }

  /// The map that the item adds to what the clause binds, where its keys are not written out and it
  /// reads nothing that the clause may change, should it be a map.
  private func unknownMap(_ item: BoundSetItem) -> BoundExpression? {
    guard case .merge(let target, let map) = item, item.writtenKeys.isAll,
      case .slot(let slot) = target.kind, create.slotsMade.contains(slot)
    else { return nil }
    switch map.kind {
    case .slot(let slot) where !create.slotsMade.contains(slot): return map
    case .parameter: return map
    case .property(let base, _):
      if case .slot(let slot) = base.kind, !create.slotsMade.contains(slot) { return map }
      return nil
    default: return nil
    }
  }

  /// The keys of what is looked for.
  package var patternKeys: Set<Text> {
    var keys: Set<Text> = []
    for predicate in match.predicates {
      if case .comparison(_, let left, _) = predicate.kind, case .property(_, let key) = left.kind {
        keys.insert(key)
      }
    }
    return keys
  }
}
