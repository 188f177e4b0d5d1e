import CypherSyntax
import GraphIndex
import GraphModel

/// Chooses how the first node of a pattern is found: by an index, by its identifier, or by a scan.
struct NodeAccess {
  let statistics: PlanStatistics
  let bound: SlotSet

  /// A seek, and what it saves.
  struct Found {
    var seek: NodeSeek
    /// About how many nodes it gives.
    var rows: Double
    /// The places of the predicates that are then true.
    var answers: Set<Int>
    /// Whether it gives one node at most, whatever the values are.
    var isUnique: Bool
  }

  /// How many rows the best access gives for one row, and what it costs.
  func rows(
    _ node: BoundPatternNode, predicates: [BoundExpression]
  ) -> (rows: Double, cost: Double) {
    let found = seek(node, predicates: predicates)
    let scanned = statistics.count(node.labels)
    var rows = found?.rows ?? scanned
    for (place, predicate) in predicates.enumerated()
    where predicate.slots.contains(node.slot) && found?.answers.contains(place) != true {
      if predicate.slots.subtracting([node.slot]).isSubset(of: bound) {
        rows *= statistics.selectivity(of: predicate, labels: [node.slot: node.labels])
      }
    }
    return (rows, found.map { Self.cost(of: $0) } ?? max(1, scanned))
  }

  /// What a seek costs, where a scan costs one a node: its nodes come in no order.
  private static func cost(of found: Found) -> Double { 2 * found.rows + 1 }

  /// The cheapest seek that the predicates allow, if any is cheaper than a scan.
  func seek(_ node: BoundPatternNode, predicates: [BoundExpression]) -> Found? {
    var best: Found?
    func offer(
      _ source: NodeSeek.Source, _ key: NodeSeek.Key, _ rows: Double, _ answers: Set<Int>,
      isUnique: Bool
    ) {
      let isUnique = isUnique && key.isOneValue
      let rows = max(1, rows)
      if let best, (best.rows, -best.answers.count) <= (rows, -answers.count) { return }
      best = Found(
        seek: NodeSeek(
          slot: node.slot, source: source, key: key, labels: node.labels, name: node.name),
        rows: rows, answers: answers, isUnique: isUnique)
    }
    let conditions = self.conditions(on: node.slot, predicates)
    for (place, predicate) in predicates.enumerated() {
      if let value = identifier(predicate, of: node.slot) {
        offer(.identifier, .equal([value]), 1, [place], isUnique: true)
      }
    }
    for condition in conditions {
      guard let found = statistics.index(labels: node.labels, key: condition.property) else {
        continue
      }
      offer(
        .index(label: found.label, keys: [condition.property]), condition.key,
        statistics.entries(in: found.index, condition.key), condition.answers,
        isUnique: found.index.isUnique)
    }
    for composite in statistics.compositeIndexes(labels: node.labels) {
      var values: [BoundExpression] = []
      var answers: Set<Int> = []
      for key in composite.keys {
        for condition in conditions where condition.property == key {
          guard case .equal(let equal) = condition.key else { continue }
          values += equal
          answers.formUnion(condition.answers)
          break
        }
      }
      guard values.count == composite.keys.count else { continue }
      let key = NodeSeek.Key.equal(values)
      offer(
        .index(label: composite.label, keys: composite.keys), key,
        statistics.entries(in: composite.index, key), answers,
        isUnique: composite.index.isUnique)
    }
    guard let best, case .index = best.seek.source else { return best }
    // Where there is next to nothing to scan, an index saves nothing, but the graph may grow.
    let scanned = statistics.count(node.labels)
    return scanned < 100 || Self.cost(of: best) < scanned ? best : nil
  }

  /// `id(n) = value`, in either order.
  private func identifier(_ predicate: BoundExpression, of slot: Int) -> BoundExpression? {
    guard case .comparison(.equal, let left, let right) = predicate.kind else { return nil }
    for (side, other) in [(left, right), (right, left)] {
      if case .function(let function, let arguments) = side.kind, function.meaning == .identifier,
        case .slot(slot)? = arguments.first?.kind, other.slots.isSubset(of: bound), other.isStable
      {
        return other
      }
    }
    return nil
  }

  /// What an index on a property can answer, and for which of the predicates.
  private struct Condition {
    var property: Text
    var key: NodeSeek.Key
    var answers: Set<Int>
  }

  private static let mostOfOneProperty = 16

  /// The conditions on one property of the node each; two bounds of a property are one range.
  private func conditions(on slot: Int, _ predicates: [BoundExpression]) -> [Condition] {
    var conditions: [Condition] = []
    var byProperty: [Text: [Int]] = [:]
    for (place, predicate) in predicates.enumerated() {
      guard let found = NodeSeek.Key.answering(predicate, of: slot),
        found.key.values.allSatisfy({ $0.slots.isSubset(of: bound) && $0.isStable })
      else { continue }
      let condition = Condition(property: found.property, key: found.key, answers: [place])
      let other = byProperty[found.property]?.first {
        conditions[$0].key.joined(with: found.key) != nil
      }
      guard let other, let key = conditions[other].key.joined(with: found.key) else {
        // Beyond a few, a further condition on the property makes no better seek.
        if byProperty[found.property, default: []].count < Self.mostOfOneProperty {
          byProperty[found.property, default: []].append(conditions.count)
          conditions.append(condition)
        }
        continue
      }
      conditions[other].key = key
      conditions[other].answers.insert(place)
    }
    return conditions
  }
}
