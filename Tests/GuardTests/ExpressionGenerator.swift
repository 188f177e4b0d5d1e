import CypherFunctions
import GraphTestKit

/// Expressions over values at the ends of what their types can hold, most of them with operands and
/// arguments of a fitting type, as those that do not fit are refused before anything is computed.
struct ExpressionGenerator {
  private var random: SeededGenerator

  init(seed: UInt64, stream: UInt64) { random = SeededGenerator(seed: seed, stream: stream) }

  // MARK: Statements

  /// A statement about `(n:N)-[r:R]->(m)` with expressions in one of the places where they may stand.
  mutating func statement() -> String {
    let (e, f, g) = (
      any(random.number(1...4)), any(random.number(0...3)), any(random.number(0...2))
    )
    let forms = [
      "RETURN \(e) AS v", "RETURN \(e) AS v, \(f) AS w",
      "UNWIND [\(e), \(f), \(g)] AS v RETURN DISTINCT v ORDER BY v",
      "UNWIND [\(e), \(f)] AS v RETURN \(aggregate(of: "v"))",
      "UNWIND [\(e), \(f)] AS v RETURN percentileCont(v, \(g)) AS w",
      "UNWIND [\(e), \(f)] AS v RETURN percentileDisc(v, \(g)) AS w",
      "UNWIND \(typed(.list, 2)) AS v WITH v ORDER BY \(f) SKIP \(integer()) "
        + "LIMIT \(integer()) RETURN v",
      "WITH \(e) AS v, \(f) AS w RETURN v = w, v < w, v IN [w], [v, w] = [w, v], v + w AS z",
      "SET n.x = \(e), m += \(typed(.map, 1)) RETURN n.x, m",
      "MERGE (q:Q {k: \(e)}) ON CREATE SET q.y = \(f) RETURN q",
      "CREATE (q:Q {k: \(e)})-[:S {k: \(f)}]->(n) RETURN q",
      "UNWIND range(\(integer()), \(integer()), \(integer())) AS v RETURN v LIMIT 3",
      "WHERE \(e) RETURN n", "UNWIND [\(e), \(f)] AS v WITH v, count(*) AS c RETURN v, c",
      "CALL (n) { WITH \(e) AS v RETURN v AS w UNION RETURN \(f) AS w } RETURN w, \(g) AS z",
    ]
    return "MATCH p = (n:N)-[r:R]->(m) " + random.pick(forms)
  }

  private mutating func aggregate(of value: String) -> String {
    let names = FunctionCatalog.builtInAggregates.filter { $0.parameters.count == 1 }.map(\.name)
    return "\(random.pick(names))(\(random.chance(0.5) ? "DISTINCT " : "")\(value)) AS w"
  }

  private mutating func integer() -> String { random.pick(Self.integers) }

  // MARK: Expressions

  private mutating func any(_ depth: Int) -> String {
    if depth <= 0 || random.chance(0.1) { return leaf() }
    let d = depth - 1
    switch random.number(0...19) {
    case 0...7: return call(random.pick(FunctionCatalog.builtInScalars), d)
    case 8...11: return typed(random.pick(Self.leaves).type, depth)
    case 12:
      let operators = [
        "+", "-", "*", "/", "%", "^", "=", "<>", "<", ">=", "IN", "STARTS WITH", "CONTAINS", "=~",
        "AND", "OR", "XOR",
      ]
      return "(\(any(d)) \(random.pick(operators)) \(any(d)))"
    case 13: return "(\(any(d))).\(random.pick(Self.components))"
    case 14: return "(\(any(d)))[\(any(d))]"
    case 15: return "[x IN \(typed(.list, d)) WHERE \(typed(.boolean, d)) | \(any(d))]"
    case 16:
      let steps = ["acc + x", "[acc, x]", "x - acc", "acc * 2", "{a: acc, b: acc}", any(d)]
      return "reduce(acc = \(any(d)), x IN \(typed(.list, d)) | \(random.pick(steps)))"
    case 17: return "CASE WHEN \(typed(.boolean, d)) THEN \(any(d)) ELSE \(any(d)) END"
    case 18:
      let quantifiers = ["all", "any", "none", "single"]
      return "\(random.pick(quantifiers))(x IN \(typed(.list, d)) WHERE \(typed(.boolean, d)))"
    default:
      return random.pick([
        "COUNT { UNWIND \(any(d)) AS y RETURN y }", "COLLECT { UNWIND \(any(d)) AS y RETURN y }",
        "EXISTS { MATCH (q) WHERE \(typed(.boolean, d)) }", "-(\(any(d)))",
        "[\(any(d)), \(any(d))]",
        "[x IN [1, 2] WHERE false | COUNT { MATCH (q:N) }]", "(\(any(d)) IS NULL)",
      ])
    }
  }

  /// An expression that is most often of one of `types`.
  private mutating func typed(_ types: ValueType, _ depth: Int) -> String {
    let fitting = Self.leaves.filter { types.contains($0.type) }
    guard types != .any, !fitting.isEmpty, !random.chance(0.04) else { return any(depth) }
    let (type, leaves) = random.pick(fitting)
    if depth <= 0 || random.chance(0.45) { return random.pick(leaves) }
    let d = depth - 1
    if random.chance(0.5), let operation = operation(type, d) { return operation }
    let functions = FunctionCatalog.builtInScalars.filter { $0.returns.contains(type) }
    return functions.isEmpty ? random.pick(leaves) : call(random.pick(functions), d)
  }

  /// An operator whose result is of `type`.
  private mutating func operation(_ type: ValueType, _ d: Int) -> String? {
    switch type {
    case .integer, .float:
      let op = random.pick(["+", "-", "*", "/", "%", "^"])
      let timed: ValueType = [.dateTime, .date, .duration, .localDateTime]
      return random.chance(0.3)
        ? "(\(typed(timed, d))).\(random.pick(Self.components))"
        : "(\(typed(type, d)) \(op) \(typed(.number, d)))"
    case .string: return "(\(typed(.string, d)) + \(any(d)))"
    case .boolean: return "(\(any(d)) \(random.pick(["=", "<", ">=", "<>"])) \(any(d)))"
    case .list:
      return random.chance(0.5)
        ? "(\(typed(.list, d)) + \(any(d)))"
        : "\(typed(.list, d))[\(typed(.integer, d))..\(typed(.integer, d))]"
    case .duration:
      return random.chance(0.5)
        ? "(\(typed(.duration, d)) \(random.pick(["+", "-"])) \(typed(.duration, d)))"
        : "(\(typed(.duration, d)) \(random.pick(["*", "/"])) \(typed(.number, d)))"
    case .date, .localTime, .time, .localDateTime, .dateTime:
      return "(\(typed(type, d)) \(random.pick(["+", "-"])) \(typed(.duration, d)))"
    default: return nil
    }
  }

  private mutating func call(_ function: ScalarFunction, _ depth: Int) -> String {
    var arguments: [String] = []
    for parameter in function.parameters {
      if parameter.optional, random.chance(0.35) { break }
      arguments.append(typed(parameter.type, depth))
    }
    return "\(function.name)(\(arguments.joined(separator: ", ")))"
  }

  private mutating func leaf() -> String { random.pick(random.pick(Self.leaves).values) }
}
