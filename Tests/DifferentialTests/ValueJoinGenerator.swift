import GraphModel
import GraphTestKit

/// Writes graphs whose properties hold values of every kind that `=` tells apart or does not, and
/// queries that tie parts of a pattern by them.
struct ValueJoinGenerator {
  var random: SeededGenerator

  init(_ random: SeededGenerator) { self.random = random }

  /// Values of which some are equal though they are of different types, or nearly equal.
  private static let values: [Value] = [
    .integer(0), .integer(1), .integer(2), .float(0), .float(-0.0), .float(1), .float(2.5),
    .integer(1 << 53), .integer(1 << 53 + 1), .float(9_007_199_254_740_992), .integer(.max),
    .float(9_223_372_036_854_775_808), .float(.nan), .float(.infinity), .string("1"),
    .string("a"), .string("aa"), .string("é"), .string("e\u{301}"), .boolean(true),
    .list([.integer(1)]), .list([.float(1)]), .list([.integer(1), .integer(2)]), .list([]),
  ]

  mutating func graph() -> RandomGraph {
    var graph = RandomGraph()
    // Few values, so that many are equal; some nodes have none.
    let pool = (0..<random.number(2...7)).map { _ in random.pick(Self.values) }
    for _ in 0..<random.number(2...14) {
      var properties = MapValue()
      for key in ["x", "y"] where random.chance(0.8) {
        properties[Text(key)] = random.pick(random.chance(0.8) ? pool : Self.values)
      }
      properties["w"] = .integer(random.number(0...2))
      if random.chance(0.7) {
        let elements = pool.filter { if case .list = $0 { false } else { true } }
        properties["l"] = .list(
          elements.isEmpty ? [] : (0..<random.number(0...4)).map { _ in random.pick(elements) })
      }
      graph.addNode(
        labels: RandomGraph.labels.filter { _ in random.chance(0.6) }, properties: properties)
    }
    for _ in 0..<random.number(0...12) {
      graph.addRelationship(
        type: random.pick(RandomGraph.types), start: random.number(0...graph.nodes.count - 1),
        end: random.number(0...graph.nodes.count - 1), properties: MapValue())
    }
    return graph
  }

  // MARK: Conditions

  /// A value of one variable that no row makes an error of.
  private mutating func harmless(_ name: String) -> String {
    switch random.number(0...11) {
    case 0: "toString(\(name).w)"
    case 1: "\(name).w + \(random.number(0...1))"
    case 2: "[\(name).x, \(random.pick(["1", "null", "\(name).y"]))]"
    case 3: "{k: \(name).y}"
    case 4: "coalesce(\(name).x, \(name).w)"
    case 5: "size(labels(\(name)))"
    case 6: "\(name).w"
    case 7: "0.0 / \(name).w"
    case 8: "\(name).\(random.pick(["y", "w"]))"
    default: "\(name).\(random.pick(["x", "x", "y"]))"
    }
  }

  /// A value of one variable that some rows make an error of.
  private mutating func raising(_ name: String) -> String {
    switch random.number(0...4) {
    case 0: "1 / \(name).w"
    case 4: "CASE WHEN 1 IN \(name).x THEN 1 END"
    case 1: "\(name).x * 2"
    case 2: "toInteger(\(name).x)"
    default: "-\(name).y"
    }
  }

  private mutating func equality(_ left: String, _ right: String) -> String {
    random.chance(0.5) ? "\(left) = \(right)" : "\(right) = \(left)"
  }

  /// A value of one variable in a list of another.
  private mutating func membership(_ a: String, _ b: String) -> String {
    let (x, y) = random.chance(0.5) ? (a, b) : (b, a)
    let list = random.pick(["\(y).l", "\(y).l", "[\(y).x, \(y).y, null]", "[\(y).w, 1.0]"])
    return "\(harmless(x)) IN \(list)"
  }

  /// One condition or several of two variables; what may raise an error comes last, where all that is
  /// before it decides whether it is asked.
  mutating func condition(_ a: String, _ b: String, mayRaise: Bool) -> String {
    var parts: [String] = []
    for _ in 0..<random.number(mayRaise ? 0...1 : 1...2) {
      parts.append(
        random.chance(0.25) ? membership(a, b) : equality(harmless(a), harmless(b)))
    }
    if random.chance(0.2) { parts.append("\(a).w <= \(b).w") }
    if random.chance(0.15) { parts.append("\(b).w \(random.pick(["<", ">="])) 1") }
    if random.chance(0.1) { parts.append("\(a) \(random.pick(["<>", "="])) \(b)") }
    if mayRaise, parts.isEmpty || random.chance(0.8) {
      parts.append(
        random.chance(0.5)
          ? equality(raising(a), harmless(b)) : equality(harmless(a), raising(b)))
    }
    return parts.joined(separator: " AND ")
  }

  // MARK: Queries

  private mutating func label() -> String {
    random.chance(0.5) ? ":\(random.pick(RandomGraph.labels))" : ""
  }

  private mutating func arrow() -> String {
    let type = random.chance(0.5) ? ":\(random.pick(RandomGraph.types))" : ""
    let body = random.chance(0.15) ? "[\(type)*1..2]" : "[\(type)]"
    return random.pick(["-\(body)->", "<-\(body)-", "-\(body)-"])
  }

  /// A part of a pattern in which `name` is a node.
  private mutating func part(_ name: String) -> String {
    let node = "(\(name)\(label()))"
    switch random.number(0...5) {
    case 0: return "\(node)\(arrow())(\(label()))"
    case 1: return "(\(label()))\(arrow())\(node)"
    case 2: return "\(node)\(arrow())(\(name)2)\(arrow())()"
    default: return node
    }
  }

  /// A query whose answer is fixed as a bag.
  mutating func query(mayRaise: Bool = false) -> String {
    // What else a part must find decides whether a condition is asked at all, in either plan.
    let (a, b) = mayRaise ? ("(a\(label()))", "(b\(label()))") : (part("a"), part("b"))
    let condition = condition("a", "b", mayRaise: mayRaise)
    let answer = random.pick([
      "RETURN a.id, b.id", "RETURN count(*) AS n", "RETURN a.id AS i, count(*) AS n",
      "RETURN b.id AS i, count(b.x) AS n", "RETURN DISTINCT b.id AS i",
    ])
    let alone = random.pick(["RETURN a.id", "RETURN count(*) AS n"])
    switch random.number(0...18) {
    case 17: return "MATCH \(a) OPTIONAL MATCH \(b) WITH a, b WHERE \(condition) \(answer)"
    case 13: return "MATCH \(a) MATCH \(b) WITH a, b WHERE \(condition) \(answer)"
    case 14:
      let more = random.pick(["a.w AS v", "b.x AS v", "a AS v", "1 AS v"])
      return "MATCH \(a), \(b) WITH *, \(more) \(random.pick(["", "ORDER BY v"])) "
        + "WHERE \(condition) \(answer)"
    case 15:
      let between = random.pick([
        "OPTIONAL MATCH (c:C) WITH a, b, c", "UNWIND [1, 2] AS c WITH a, b, c",
        "CALL (a) { MATCH (c) WHERE c.w = a.w RETURN c } WITH a, b, c", "WITH DISTINCT a, b",
        "OPTIONAL MATCH (b)--(c) WITH a, b, c", "MATCH (c:B) WITH a, b, c WHERE c.w = b.w",
      ])
      return "MATCH \(a) MATCH \(b) \(between) WITH a, b WHERE \(condition) \(answer)"
    case 16 where !mayRaise:
      return "MATCH \(a), \(b) WITH a.x AS v, a.w AS u, b.x AS y, b WHERE v = y AND u <= b.w "
        + "RETURN v, b.id, count(*) AS n"
    case 0, 1: return "MATCH \(a), \(b) WHERE \(condition) \(answer)"
    case 2: return "MATCH \(a) MATCH \(b) WHERE \(condition) \(answer)"
    case 3: return "MATCH \(a) WITH a MATCH \(b) WHERE \(condition) \(answer)"
    case 4: return "MATCH \(a) OPTIONAL MATCH \(b) WHERE \(condition) \(answer)"
    case 5: return "MATCH \(a) WHERE EXISTS { MATCH \(b) WHERE \(condition) } \(alone)"
    case 6: return "MATCH \(a) WHERE NOT EXISTS { MATCH \(b) WHERE \(condition) } \(alone)"
    case 7: return "MATCH \(a) RETURN a.id, COUNT { MATCH \(b) WHERE \(condition) } AS n"
    case 8:
      return "MATCH \(a) RETURN a.id, COLLECT { MATCH \(b) WHERE \(condition) "
        + "RETURN b.id AS i ORDER BY i } AS l"
    case 9:
      return "MATCH \(a) CALL (a) { MATCH \(b) WHERE \(condition) RETURN b } \(answer)"
    case 10:
      return "MATCH \(a) WITH DISTINCT a.x AS v, a.w AS a_w MATCH \(b) "
        + "WHERE b.x = v AND b.w >= a_w RETURN a_w, count(*) AS n"
    case 11:
      return
        "UNWIND [1, 1.0, null, 'a', 2, 1, 9007199254740993, [1], [null], 0.0 / 0.0, true] AS v "
        + "MATCH \(b) WHERE \(equality("v", harmless("b"))) RETURN v, b.id"
    case 12 where !mayRaise:
      // Of three parts, the order in which they are found decides which conditions are asked.
      let other = self.condition("b", "c", mayRaise: false)
      return "MATCH \(a), \(b), \(part("c")) WHERE \(condition) AND \(other) RETURN count(*) AS n"
    default:
      return "MATCH \(a), (b\(label()) {\(random.pick(["x", "y"])): \(harmless("a"))}) \(answer)"
    }
  }

  /// A query that reads the rows of a fixed order, so that its answer is fixed as a list.
  mutating func orderedQuery() -> String {
    let condition = condition("a", "b", mayRaise: false)
    let head = "MATCH (a\(label())) WITH a ORDER BY a.id"
    let node = "(b\(label()))"
    switch random.number(0...4) {
    case 0: return "\(head) MATCH \(node) WHERE \(condition) RETURN a.id, b.id"
    case 4: return "\(head) MATCH \(node) WITH a, b WHERE \(condition) RETURN a.id, b.id"
    case 1:
      return "\(head) CALL (a) { MATCH \(node) WHERE \(condition) RETURN b } RETURN a.id, b.id"
    case 2: return "\(head) MATCH \(node) WHERE \(condition) RETURN collect([a.id, b.id]) AS l"
    default:
      return "\(head) MATCH \(node) WHERE \(condition) "
        + "RETURN a.id, b.id SKIP \(random.number(0...2)) LIMIT \(random.number(1...9))"
    }
  }

  /// A statement that merges lone nodes for many rows, and asks what has become of the graph.
  mutating func merging() -> String {
    let values = (0..<random.number(2...8)).map { _ in
      random.pick(["1", "1.0", "2", "'a'", "true", "[1]", "0.0 / 0.0", "9007199254740993"])
    }
    let rows = random.pick([
      "UNWIND [\(values.joined(separator: ", "))] AS v", "MATCH (a:A) WITH a.w AS v",
      "MATCH (a) WHERE a.x IS NOT NULL WITH a.x AS v",
      "UNWIND [1, 2] AS i MATCH (a:B) WITH a.w + i AS v",
    ])
    let label = random.pick([":A", ":B", ":A:B", ":N"])
    let key = random.pick(["x", "y", "w"])
    if random.chance(0.3) {
      let maps = (0..<random.number(1...5)).map { _ in
        "{v: \(random.pick(["1", "1.0", "2", "'a'"])), "
          + random.pick(["made: 1}", "met: 2, z: 3}", "made: null}", "x: 1}", "y: 2, met: 1}"])
      }
      let set = random.pick([
        "ON CREATE SET n += m", "ON MATCH SET n += m", "ON MATCH SET n += m, n:Met",
        "ON CREATE SET n += m ON MATCH SET n += m", "ON MATCH SET n += {w: 1}",
      ])
      return "UNWIND [\(maps.joined(separator: ", "))] AS m MERGE (n\(label) {\(key): m.v}) \(set) "
        + "WITH count(*) AS c MATCH (n) RETURN c, labels(n), properties(n)"
    }
    let set = random.pick([
      "", "ON CREATE SET n.made = true", "ON MATCH SET n.met = v ON CREATE SET n.made = v",
      "ON MATCH SET n.\(key) = 2", "ON CREATE SET n:Made", "ON MATCH SET n:B",
    ])
    return "\(rows) MERGE (n\(label) {\(key): v}) \(set) WITH count(*) AS c MATCH (n) "
      + "RETURN c, labels(n), n.id, n.\(key), n.made IS NULL, n.met IS NULL"
  }
}
