import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// An updating clause over many rows does what it does for each row in turn, each in a statement of its
/// own.
@Suite("Rows in turn")
struct RowOrderTests {
  /// Writes updates whose result does not depend on what order MATCH finds things in.
  private struct UpdateGenerator {
    var random: SeededGenerator
    /// An expression for the element of FOREACH, where there is one.
    var element: String?

    private mutating func entity() -> String { random.pick(["a", "a", "b", "r"]) }

    private mutating func value() -> String {
      let key = random.pick(["w", "x", "y", "v"])
      let constant = element ?? "\(random.number(1...5))"
      switch random.number(0...8) {
      case 0, 1: return "toInteger(coalesce(\(entity()).w, 0)) + \(constant)"
      case 2: return constant
      case 3: return "\(entity()).\(key)"
      case 4: return "size(labels(\(random.pick(["a", "b"]))))"
      case 5: return "size(keys(\(entity())))"
      case 6: return "CASE WHEN \(random.pick(["a", "b"])):A THEN \(constant) ELSE 0 END"
      case 7: return "COUNT { MATCH (any) WHERE any.w > \(constant) }"
      default: return "size([n IN [a, b] WHERE n.w > 2 | n.w])"
      }
    }

    private mutating func item() -> String {
      switch random.number(0...8) {
      case 0: return "\(random.pick(["a", "b"])):\(random.pick(["A", "B", "L"]))"
      case 1: return "\(entity()) += {w: \(value()), v: \(value())}"
      case 2:
        let entity = entity()
        return "\(entity) = {id: \(entity).id, w: \(value())}"
      default: return "\(entity()).\(random.pick(["w", "w", "x", "v"])) = \(value())"
      }
    }

    mutating func set() -> String {
      "SET " + (0..<random.number(1...3)).map { _ in item() }.joined(separator: ", ")
    }

    mutating func clauses() -> String {
      var parts: [String] = []
      for _ in 0..<random.number(1...3) {
        switch random.number(0...9) {
        case 0: parts.append("CREATE (:M {k: coalesce(a.w, 0)})")
        case 1:
          let keys = "k: coalesce(toInteger(a.w), 0)"
          parts.append(
            "MERGE (m:M {\(keys)}) ON CREATE SET m.n = 1 ON MATCH SET m.n = coalesce(m.n, 0) + 1")
        case 2 where element == nil:
          parts.append("WITH a, r, b MATCH (c:\(random.pick(["A", "M"]))) SET c.v = 1")
        case 3 where element == nil:
          parts.append(
            "WITH a, r, b OPTIONAL MATCH (c:M) WITH a, r, b, count(c) AS seen SET a.v = seen")
        case 4: parts.append("REMOVE \(entity()).\(random.pick(["w", "x"]))")
        default: parts.append(set())
        }
        // A pattern variable is bound once.
        if parts.last?.hasPrefix("MERGE") == true { parts.append("WITH a, r, b \(set())") }
      }
      return parts.joined(separator: " ")
    }
  }

  private func contents(_ graph: Graph) throws -> (nodes: Bag, relationships: Bag) {
    let nodes = try graph.run("MATCH (n) RETURN labels(n) AS l, properties(n) AS p").all()
    let relationships = try graph.run(
      "MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, type(r) AS t, properties(r) AS p"
    ).all()
    return (
      Bag(
        nodes.map { row in
          // Labels have no order of their own.
          guard case .list(let labels) = row.values[0] else { return row.values }
          return [.list(labels.sorted { "\($0)" < "\($1)" }), row.values[1]]
        }), Bag(relationships.map(\.values))
    )
  }

  @Test("SET, FOREACH and CALL over rows")
  func updates() throws {
    var (changed, endless) = (0, 0)
    for number in 0..<UInt64(TestSettings.count(600)) {
      var random = SeededGenerator(seed: TestSettings.seed, stream: 11 << 32 + number)
      let graphContents = RandomGraph(nodes: 4, relationships: 8, using: &random)
      guard graphContents.relationships.count > 2 else { continue }
      let kind = random.number(0...2)
      var generator = UpdateGenerator(random: random, element: kind == 1 ? "e" : nil)
      let update: String
      var whole = "MATCH (a)-[r]->(b) WITH a, r, b ORDER BY r.id "
      switch kind {
      case 0:
        update = generator.set()
        whole += update
      case 1:
        update = (0..<2).map { _ in generator.set() }.joined(separator: " ")
        whole += "FOREACH (e IN [1, 3] | \(update))"
      default:
        update = generator.clauses()
        whole += "CALL (a, r, b) { \(update) }"
      }
      let together = Graph()
      let apart = Graph()
      together.limits.memory = 1 << 25
      try graphContents.load(into: together)
      try graphContents.load(into: apart)
      do {
        _ = try together.run(whole).all()
      } catch let error as Diagnostic where error.type == .limitExceeded {
        // A clause that makes what it looks for, row after row, makes more than any memory holds.
        endless += 1
        continue
      } catch let error as Diagnostic {
        // A property of another type, as 'a' + 1 in a comparison, is an error in either way.
        Issue.record("\(whole)\n\(error.rendered(in: whole))\n\(graphContents)")
        return
      }
      for relationship in graphContents.relationships.indices {
        for element in kind == 1 ? [1, 3] : [0] {
          _ = try apart.run(
            "MATCH (a)-[r {id: $id}]->(b) WITH a, r, b, $e AS e \(update)",
            parameters: ["id": .integer(relationship), "e": .integer(element)]
          ).all()
        }
      }
      let (expected, actual) = (try contents(apart), try contents(together))
      if expected != (try contents(GraphVariant.standard.graph(of: graphContents))) { changed += 1 }
      guard expected != actual else { continue }
      Issue.record(
        """
        DOLEN_SEED=\(TestSettings.seed), graph \(number)
        \(whole)

        \(graphContents)

        only in turn: \(expected.nodes.minus(actual.nodes)) \
        \(expected.relationships.minus(actual.relationships))
        only at once: \(actual.nodes.minus(expected.nodes)) \
        \(actual.relationships.minus(expected.relationships))
        """)
      return
    }
    print("Rows in turn: \(changed) graphs changed, seed \(TestSettings.seed)")
    #expect(endless * 50 < TestSettings.count(600), "\(endless) updates had no end")
    #expect(changed * 3 > TestSettings.count(600), "most updates change nothing")
  }
}
