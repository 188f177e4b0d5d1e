import GraphEngine
import GraphModel
import GraphTestKit

/// A graph of studies and what they speak of, with the same graph for each choice of studies that are
/// left in it.
struct StudiedGraph {
  /// The statement that makes it.
  let statement: String
  let studies: [String]
  let whole: Graph
  /// By the bits of the studies that are left.
  private let parts: [Graph]

  /// A graph of two to `most` studies.
  init(most: Int, using random: inout SeededGenerator) throws {
    let studies = (0..<random.number(2...most)).map { "s\($0)" }
    let factors = (0..<random.number(2...4)).map { "f\($0)" }
    let models = (0..<random.number(1...3)).map { "m\($0)" }
    var made: [String] = []
    for (names, label) in [(studies, "Study"), (factors, "Factor"), (models, "Model")] {
      for name in names {
        made.append("(\(name):\(label) {id: '\(name)', n: \(random.number(0...3))})")
      }
    }
    func relate(_ type: String, _ starts: [String], _ ends: [String], _ count: Int) {
      for _ in 0..<count {
        let (start, end) = (random.pick(starts), random.pick(ends))
        made.append("(\(start))-[:\(type) {n: \(random.number(0...3))}]->(\(end))")
      }
    }
    relate("SUPPORTS", studies, factors, random.number(2...9))
    relate("USES", studies, models, random.number(1...4))
    relate("CITES", studies, studies, random.number(1...6))
    relate("PART_OF", factors, factors, random.number(1...4))
    relate("IN", models, factors, random.number(1...3))
    let statement = "CREATE " + made.joined(separator: ", ")
    self.statement = statement
    self.studies = studies
    parts = try (0..<(1 << studies.count)).map { bits in
      let graph = Graph()
      _ = try graph.run(statement)
      let kept = studies.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
      _ = try graph.run(
        "MATCH (s:Study) WHERE NOT s.id IN $kept DETACH DELETE s",
        parameters: ["kept": .list(kept.map { .string($0) })])
      return graph
    }
    whole = parts[parts.count - 1]
  }

  /// By row: the least sets of studies with which alone the row is in the answer, found by asking each
  /// part of the graph.
  func witnessesByForce(_ query: String) throws -> [String: Set<[String]>] {
    var found: [String: [Int]] = [:]
    // A set comes after all that lie in it.
    let order = parts.indices.sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
    for bits in order {
      let rows = Set(try parts[bits].run(query).all().map { Self.text($0) })
      for row in rows where !(found[row] ?? []).contains(where: { $0 & bits == $0 }) {
        found[row, default: []].append(bits)
      }
    }
    return found.mapValues { Set($0.map(names)) }
  }

  /// By row: the same as the engine carries it, equal rows taken together; nil where one has more sets
  /// than are kept.
  func witnessesCarried(_ query: String) throws -> (sets: [String: Set<[String]>], bag: Bag)? {
    let identifiers = try whole.run("MATCH (s:Study) RETURN id(s) AS i, s.id AS name").all()
    var names: [Int: String] = [:]
    for row in identifiers {
      names[try row["i", as: Int.self]] = try row["name", as: String.self]
    }
    var found: [String: Set<[String]>] = [:]
    var values: [[Value]] = []
    let rows = try whole.runWithSources(query, limit: 256)
    while let (row, sources) = try rows.next() {
      guard case .groups(let groups) = sources else { return nil }
      values.append(row.values)
      found[Self.text(row), default: []].formUnion(
        groups.map { $0.compactMap { names[$0] }.sorted() })
    }
    let least = found.mapValues { sets in
      sets.filter { set in !sets.contains { $0 != set && Set($0).isSubset(of: set) } }
    }
    return (least, Bag(values))
  }

  private func names(_ bits: Int) -> [String] {
    studies.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element).sorted()
  }

  private static func text(_ row: Row) -> String {
    row.values.map(\.caseText).joined(separator: " | ")
  }
}

/// Queries whose rows rest on what is there and never on what is not: MATCH, WHERE over the row, WITH,
/// UNWIND, DISTINCT, UNION and CALL of such, and of subqueries inside expressions those that find
/// something, also where there are several reasons.
struct PositiveQueries {
  private var random: SeededGenerator
  private var names = 0
  /// Whether the query that was written last says in its last column whether something is there: what
  /// is there where it is not rests on absence.
  private(set) var asksInLastColumn = false

  init(_ random: SeededGenerator) { self.random = random }

  /// The next query.
  mutating func next() -> String {
    asksInLastColumn = random.chance(0.2)
    let first = part()
    guard random.chance(0.15) else { return first }
    return first + (random.chance(0.5) ? " UNION " : " UNION ALL ") + part()
  }

  private mutating func part() -> String {
    names = 0
    var nodes: [String] = []
    var clauses = [match(&nodes)]
    while random.chance(0.45), clauses.count < 4 { clauses.append(clause(&nodes)) }
    let (x, y) = (random.pick(nodes), random.pick(nodes))
    let distinct = random.chance(0.4) ? "DISTINCT " : ""
    let order = random.chance(0.2) ? " ORDER BY x, y" : ""
    let asked = asksInLastColumn ? ", \(subquery(nodes, depth: 1)) AS z" : ""
    return clauses.joined(separator: " ")
      + " RETURN \(distinct)\(x).id AS x, \(y).n AS y\(asked)\(order)"
  }

  private mutating func clause(_ nodes: inout [String]) -> String {
    switch random.number(0...5) {
    case 0, 1: return match(&nodes)
    case 2:
      let distinct = random.chance(0.5) ? "DISTINCT " : ""
      nodes = Array(Set([random.pick(nodes), random.pick(nodes)])).sorted()
      return "WITH \(distinct)\(nodes.joined(separator: ", "))\(condition(nodes))"
    case 3:
      names += 1
      return "UNWIND [1, 2] AS u\(names)"
    case 4:
      let outer = random.pick(nodes)
      var inner = [outer]
      let text = match(&inner)
      guard let found = inner.dropFirst().randomElement(using: &random) else { return text }
      let distinct = random.chance(0.4) ? "DISTINCT " : ""
      names += 1
      nodes.append("c\(names)")
      return "CALL (\(outer)) { \(text) RETURN \(distinct)\(found) AS c\(names) }"
    default: return "WITH *\(condition(nodes))"
    }
  }

  private mutating func match(_ nodes: inout [String]) -> String {
    var patterns = [pattern(&nodes)]
    if random.chance(0.2) { patterns.append(pattern(&nodes)) }
    return "MATCH \(patterns.joined(separator: ", "))\(condition(nodes))"
  }

  private mutating func pattern(_ nodes: inout [String]) -> String {
    var text = node(&nodes)
    for _ in 0..<random.number(nodes.count > 1 ? 0...2 : 1...3) {
      let type = random.pick(
        ["", "", "", ":SUPPORTS", ":CITES", ":SUPPORTS|PART_OF", ":USES|IN", ":SUPPORTS|CITES"])
      let length = random.chance(0.15) ? random.pick(["*1..2", "*0..1", "*2", "*..3"]) : ""
      let inside = type + length
      text += random.pick(["-[\(inside)]->", "<-[\(inside)]-", "-[\(inside)]-", "-[\(inside)]-"])
      text += node(&nodes)
    }
    return text
  }

  /// A node that is new, bound, or without a name.
  private mutating func node(_ nodes: inout [String]) -> String {
    if !nodes.isEmpty, random.chance(0.2) { return "(\(random.pick(nodes)))" }
    let label = random.pick(["", "", "", "", "", ":Study", ":Factor", ":Study|Model"])
    if !nodes.isEmpty, random.chance(0.25) { return "(\(label))" }
    names += 1
    let name = "n\(names)"
    nodes.append(name)
    return "(\(name)\(label))"
  }

  private mutating func condition(_ nodes: [String]) -> String {
    guard random.chance(0.4) else { return "" }
    return " WHERE " + reason(nodes, depth: 2)
  }

  /// A condition that holds of no more rows when something is taken away.
  private mutating func reason(_ nodes: [String], depth: Int) -> String {
    let (a, b) = (random.pick(nodes), random.pick(nodes))
    switch random.number(0...9) {
    case 0: return "\(a).n > \(random.number(0...2))"
    case 1: return "\(a).n = \(b).n"
    case 2: return "\(a).id <> \(b).id"
    case 3: return "\(a):Study OR \(b).n < 3"
    case 4: return "(\(a))-[:CITES]->()"
    default: return subquery(nodes, depth: depth)
    }
  }

  /// A condition over what a subquery finds.
  private mutating func subquery(_ nodes: [String], depth: Int) -> String {
    let (a, b) = (random.pick(nodes), random.pick(nodes))
    if depth > 0, random.chance(0.4) {
      let parts = (0..<random.number(2...3)).map { _ in
        random.chance(0.3)
          ? "\(random.pick(nodes)).n > \(random.number(1...3))" : subquery(nodes, depth: depth - 1)
      }
      switch random.number(0...4) {
      case 0: return "(\(parts.joined(separator: " AND ")))"
      case 1: return "NOT (\(parts.map { "NOT \($0)" }.joined(separator: " AND ")))"
      case 2: return "CASE WHEN \(parts[0]) THEN \(parts[1]) ELSE false END"
      default: return "(\(parts.joined(separator: " OR ")))"
      }
    }
    let number = random.number(1...3)
    switch random.number(0...9) {
    case 0: return "EXISTS { (\(a))-[:SUPPORTS]->(:Factor) }"
    case 1: return "EXISTS { MATCH (\(a))--(w)--() WHERE w.n <= \(number) }"
    case 2: return "COUNT { (\(a))-[:SUPPORTS|CITES]->() } > 0"
    case 3: return "size([(\(a))--(w) WHERE w.n <= \(number) | w.id]) > 0"
    case 4: return "size(COLLECT { MATCH (\(a))<-[:SUPPORTS]-(w) RETURN w.id }) >= 1"
    case 5: return "any(x IN [\(a), \(b)] WHERE EXISTS { (x)<-[:SUPPORTS]-() })"
    case 6: return "EXISTS { (:Study)-[:CITES]->(:Study {n: \(number)}) }"
    case 7:
      return "EXISTS { MATCH (\(a))--(w) WHERE EXISTS { (w)-[:CITES]-() } OR w.n > \(number) }"
    case 8: return "size([x IN [\(a)] WHERE EXISTS { (x)-[:SUPPORTS]-() } | x.id]) = 1"
    default: return "COUNT { MATCH (\(a))-->(w) RETURN DISTINCT w.n } > 0"
    }
  }
}
