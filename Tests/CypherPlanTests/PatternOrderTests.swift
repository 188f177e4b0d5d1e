import CypherFunctions
import CypherSyntax
import GraphIndex
import GraphModel
import GraphTestKit
import Testing

@testable import CypherPlan

/// Whatever a pattern looks like and whatever is known before, an order finds each node, crosses each
/// relationship once, and never from a node that it has not found yet.
@Suite("Orders of patterns")
struct PatternOrderTests {
  /// A graph of a few labels and types, of very different sizes.
  private func statistics(_ random: inout SeededGenerator) -> PlanStatistics {
    let view = GraphView()
    let labels = ["A", "B", "C"].map { view.intern(label: $0) }
    let types = ["R", "S", "T"].map { view.intern(type: $0) }
    let key = view.intern(key: "x")
    var nodes: [NodePosition] = []
    for id in 0..<200 {
      let label = id < 3 ? labels[0] : (id < 30 ? labels[1] : labels[2])
      nodes.append(view.insertNode(id: id, labelSet: view.intern(labelSet: [label])))
      view.setNodeProperty(nodes[id], key: key, .integer(id % 10))
    }
    for id in 200..<900 {
      _ = view.insertRelationship(
        id: id, type: types[id < 210 ? 0 : (id < 300 ? 1 : 2)], start: random.pick(nodes),
        end: random.pick(nodes))
    }
    view.fold()
    view.add(
      ValueIndex(name: "i", ofRelationships: false, label: labels[2], keys: [key], isUnique: false))
    return PlanStatistics(view)
  }

  /// A MATCH of some paths over few names, so that they meet, and a WHERE.
  private func clause(_ random: inout SeededGenerator) -> String {
    let names = ["a", "b", "c", "d", "e"]
    func node() -> String {
      "(\(random.pick(names + [""]))\(random.pick(["", "", ":A", ":B", ":C", ":A|B"])))"
    }
    var paths: [String] = []
    for _ in 0..<random.number(1...3) {
      var path = node()
      for _ in 0..<random.number(0...3) {
        let inside = random.pick(["", ":R", ":S", ":T", ":R|T", ":S*1..2"])
        path += random.pick(["-[\(inside)]->", "<-[\(inside)]-", "-[\(inside)]-"]) + node()
      }
      paths.append(path)
    }
    let pattern = paths.joined(separator: ", ")
    let known = names.filter { name in
      pattern.contains("(\(name))") || pattern.contains("(\(name):")
    }
    var conditions: [String] = []
    if let name = known.randomElement(using: &random), random.chance(0.5) {
      conditions.append("\(name).x \(random.pick(["=", "<", ">"])) \(random.number(0...9))")
    }
    if known.count > 1, random.chance(0.4) { conditions.append("\(known[0]) <> \(known[1])") }
    let whole = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return "MATCH \(pattern)\(whole) RETURN count(*) AS n"
  }

  @Test("Random patterns")
  func randomPatterns() throws {
    var random = SeededGenerator(seed: TestSettings.seed, stream: 51 << 32)
    let statistics = statistics(&random)
    var crossings = 0
    for _ in 0..<max(100, TestSettings.count(600)) {
      let text = clause(&random)
      var parser = Parser(text)
      let statement = try Binder.bind(try parser.statement(), catalog: .standard)
      guard case .query(let query) = statement.body,
        case .match(let match)? = query.parts.first?.clauses.first
      else {
        Issue.record("\(text) is no MATCH")
        return
      }
      let pattern = match.pattern
      let bound = SlotSet(pattern.nodes.map(\.slot).filter { _ in random.chance(0.2) })
      let neededLater = SlotSet(
        (pattern.nodes.map(\.slot) + pattern.relationships.map(\.slot))
          .filter { _ in random.chance(0.3) })
      let moves = PatternOrder(
        pattern: pattern, predicates: match.predicates, bound: bound, neededLater: neededLater,
        statistics: statistics, rows: 1, mayJoin: false
      ).best()
      let place = "DOLEN_SEED=\(TestSettings.seed): \(text)\nbound \(bound), \(moves)"
      var known = bound
      var crossed: Set<Int> = []
      for move in moves {
        switch move {
        case .start(let index):
          #expect(known.insert(pattern.nodes[index].slot).inserted, "\(place)")
        case .cross(let index, let backwards):
          let relationship = pattern.relationships[index]
          let (from, to) =
            backwards
            ? (relationship.right, relationship.left) : (relationship.left, relationship.right)
          #expect(known.contains(pattern.nodes[from].slot), "\(place)")
          known.insert(pattern.nodes[to].slot)
          #expect(crossed.insert(index).inserted, "\(place)")
          crossings += 1
        case .join: Issue.record("nothing is joined: \(place)")
        }
      }
      #expect(crossed == Set(pattern.relationships.indices), "\(place)")
      #expect(known.isSuperset(of: pattern.nodes.map(\.slot)), "\(place)")
      // Only what nothing leads to begins anew.
      for (step, move) in moves.enumerated() {
        guard case .start(let index) = move else { continue }
        let before = moves[..<step].reduce(into: bound) { found, move in
          switch move {
          case .start(let node): found.insert(pattern.nodes[node].slot)
          case .cross(let index, _):
            found.formUnion(
              [pattern.relationships[index].left, pattern.relationships[index].right]
                .map { pattern.nodes[$0].slot })
          case .join(let part): found.formUnion(part.slots)
          }
        }
        let leadsOn = pattern.relationships.contains { relationship in
          let ends = [relationship.left, relationship.right]
          return ends.contains(index) && ends.contains { before.contains(pattern.nodes[$0].slot) }
        }
        #expect(!leadsOn, "\(place)")
      }
    }
    #expect(crossings > 300)
  }

  @Test("The smallest end comes first")
  func smallestFirst() throws {
    var random = SeededGenerator(seed: 1)
    let statistics = statistics(&random)
    for (text, first) in [
      ("MATCH (c:C)-[:T]->(a:A) RETURN c, a", "a"), ("MATCH (b:B)-[:T]->(c:C) RETURN c, b", "b"),
    ] {
      var parser = Parser(text)
      let statement = try Binder.bind(try parser.statement(), catalog: .standard)
      guard case .query(let query) = statement.body,
        case .match(let match)? = query.parts.first?.clauses.first
      else { continue }
      let moves = PatternOrder(
        pattern: match.pattern, predicates: match.predicates, bound: [],
        neededLater: SlotSet(match.pattern.nodes.map(\.slot)), statistics: statistics, rows: 1,
        mayJoin: false
      ).best()
      guard case .start(let index)? = moves.first else {
        Issue.record("\(text) does not begin with a node")
        continue
      }
      #expect(match.pattern.nodes[index].name == Text(first), "\(text)")
    }
  }
}
