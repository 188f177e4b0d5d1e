import GraphModel

/// Writes random queries over graphs of the kind of ``RandomGraph``.
///
/// Every query can be answered without an error, and its answer is fixed as a bag: LIMIT stands
/// only behind an order of all columns, sums are of integers, and what would depend on the order
/// of rows is not asked.
public struct QueryGenerator {
  private var random: SeededGenerator
  private var nodes: [String] = []
  private var relationships: [String] = []
  private var values: [String] = []
  private var next = 0

  /// The generator that draws from `random`.
  public init(_ random: SeededGenerator) { self.random = random }

  /// A query.
  public mutating func query() -> String {
    let width = random.number(1...3)
    var text = part(width)
    if random.chance(0.08) {
      text += random.chance(0.5) ? "\nUNION ALL\n" : "\nUNION\n"
      text += part(width)
    }
    return text
  }

  private mutating func part(_ width: Int) -> String {
    (nodes, relationships, values, next) = ([], [], [], 0)
    var clauses = [match(optional: random.chance(0.05))]
    for _ in 0..<random.number(0...2) {
      switch random.number(0...9) {
      case 0...3: clauses.append(match(optional: false))
      case 4...6: clauses.append(match(optional: true))
      case 7, 8: clauses.append(with())
      default: clauses.append(unwind())
      }
    }
    return (clauses + [projection(width)]).joined(separator: "\n")
  }

  private mutating func fresh(_ prefix: String) -> String {
    next += 1
    return "\(prefix)\(next)"
  }
}

// MARK: - Patterns

extension QueryGenerator {
  private mutating func match(optional: Bool) -> String {
    // A relationship variable may stand once in a MATCH, and only bound before it.
    var reusable = relationships
    var patterns = [path(&reusable)]
    let before = nodes.count
    if random.chance(0.25) { patterns.append(path(&reusable)) }
    let head = optional ? "OPTIONAL MATCH " : "MATCH "
    var filters = random.chance(0.45) ? [condition(2)] : []
    // Parts that values tie together.
    if before > 0, nodes.count > before, random.chance(0.5) {
      filters.append(equality(nodes[random.number(0...before - 1)], nodes[nodes.count - 1]))
    }
    let filter = filters.isEmpty ? "" : " WHERE \(filters.joined(separator: " AND "))"
    return head + patterns.joined(separator: ", ") + filter
  }

  private mutating func equality(_ one: String, _ other: String) -> String {
    func key() -> String { random.pick(["id", "w", "x", "x", "y"]) }
    return "\(one).\(key()) = \(other).\(key())"
  }

  private mutating func path(_ reusable: inout [String]) -> String {
    let steps = random.pick([0, 1, 1, 1, 2, 2, 3])
    var text = node()
    for _ in 0..<steps { text += relationship(&reusable) + node() }
    return text
  }

  private mutating func node() -> String {
    var text = ""
    if !nodes.isEmpty, random.chance(0.3) {
      text = random.pick(nodes)
    } else if random.chance(0.8) {
      text = fresh("n")
      nodes.append(text)
    }
    if random.chance(0.25) { text += ":" + labels() }
    if random.chance(0.07) { text += " " + map() }
    return "(\(text))"
  }

  private mutating func labels() -> String {
    let one = random.pick(RandomGraph.labels).string
    let other = random.pick(RandomGraph.labels).string
    return switch random.number(0...9) {
    case 0: "\(one)|\(other)"
    case 1: "\(one)&\(other)"
    case 2: "!\(one)"
    default: one
    }
  }

  private mutating func map() -> String {
    let key = random.pick(["id", "w"] + RandomGraph.keys.map(\.string))
    return "{\(key): \(random.number(0...3))}"
  }

  private mutating func relationship(_ reusable: inout [String]) -> String {
    var inside = ""
    let long = random.chance(0.15)
    if !long, !reusable.isEmpty, random.chance(0.2) {
      inside = reusable.remove(at: random.number(0...reusable.count - 1))
    } else if random.chance(0.4) {
      inside = fresh(long ? "l" : "r")
      if long { values.append("size(\(inside))") } else { relationships.append(inside) }
    }
    if random.chance(0.5) {
      let one = random.pick(RandomGraph.types).string
      inside += random.chance(0.25) ? ":\(one)|\(random.pick(RandomGraph.types))" : ":\(one)"
    }
    if long { inside += random.pick(["*0..1", "*0..2", "*1..2", "*..3", "*2", "*0..0", "*1..3"]) }
    if random.chance(0.1) { inside += " " + map() }
    let body = inside.isEmpty ? "" : "[\(inside)]"
    return switch random.number(0...4) {
    case 0, 1: "-\(body)->"
    case 2, 3: "<-\(body)-"
    default: "-\(body)-"
    }
  }
}

// MARK: - Conditions

extension QueryGenerator {
  private mutating func condition(_ depth: Int) -> String {
    if depth > 0, random.chance(0.4) {
      let left = condition(depth - 1)
      let right = condition(depth - 1)
      return switch random.number(0...7) {
      case 0...2: "(\(left) AND \(right))"
      case 3...5: "(\(left) OR \(right))"
      case 6: "(\(left) XOR \(right))"
      default: "NOT (\(left))"
      }
    }
    switch random.number(0...11) {
    case 0 where !nodes.isEmpty: return "\(random.pick(nodes)):\(random.pick(RandomGraph.labels))"
    case 1 where nodes.count > 1:
      return "\(random.pick(nodes)) \(random.pick(["=", "<>"])) \(random.pick(nodes))"
    case 2: return "\(property()) IS \(random.chance(0.5) ? "NOT " : "")NULL"
    case 3: return "\(property()) IN [\(literal()), \(literal()), null]"
    case 4 where !nodes.isEmpty:
      return "\(random.chance(0.5) ? "NOT " : "")EXISTS { \(subpattern()) }"
    case 5 where !nodes.isEmpty: return "(\(random.pick(nodes)))\(arrow())()"
    case 6 where !nodes.isEmpty:
      return "COUNT { \(subpattern()) } \(random.pick([">", "=", "<="])) \(random.number(0...2))"
    case 7, 8: return "\(property()) \(comparison()) \(property())"
    case 9: return "0 < \(property()) <= \(random.number(1...3))"
    default: return "\(property()) \(comparison()) \(literal())"
    }
  }

  private mutating func subpattern() -> String {
    let filter =
      random.chance(0.3) ? " WHERE \(property()) \(comparison()) \(literal())" : ""
    return "(\(random.pick(nodes)))\(arrow())(\(random.chance(0.3) ? random.pick(nodes) : ""))"
      + filter
  }

  private mutating func arrow() -> String {
    let body = random.chance(0.6) ? "[:\(random.pick(RandomGraph.types))]" : ""
    return random.pick(["-\(body)->", "<-\(body)-", "-\(body)-"])
  }

  private mutating func comparison() -> String { random.pick(["=", "<>", "<", "<=", ">", ">="]) }

  private mutating func literal() -> String {
    random.chance(0.8) ? "\(random.number(0...3))" : random.pick(["'a'", "2.5", "true"])
  }

  /// A property of some entity in scope, or a value in scope.
  private mutating func property() -> String {
    let owners = nodes + relationships
    if !values.isEmpty, random.chance(owners.isEmpty ? 1 : 0.2) { return random.pick(values) }
    guard !owners.isEmpty else { return "\(random.number(0...3))" }
    return "\(random.pick(owners)).\(random.pick(["id", "w", "x", "y"]))"
  }

  /// An integer or null.
  private mutating func number() -> String {
    let owners = nodes + relationships
    return owners.isEmpty ? "1" : "\(random.pick(owners)).\(random.pick(["id", "w"]))"
  }
}

// MARK: - WITH, UNWIND, RETURN

extension QueryGenerator {
  private mutating func unwind() -> String {
    let name = fresh("u")
    let list = "[\(number()), \(literal()), \(literal())]"
    values.append(name)
    return "UNWIND \(list) AS \(name)"
  }

  private mutating func with() -> String {
    let keptNodes = nodes.filter { _ in random.chance(0.6) }
    let keptRelationships = relationships.filter { _ in random.chance(0.4) }
    var items = keptNodes + keptRelationships
    var order = items.map { "\($0).id" }
    let (name, aggregates) = (fresh("v"), random.chance(0.5))
    let item = aggregates ? aggregate() : property()
    items.append("\(item) AS \(name)")
    order.append(name)
    var text = "WITH \(!aggregates && random.chance(0.3) ? "DISTINCT " : "")"
    text += items.joined(separator: ", ")
    (nodes, relationships, values) = (keptNodes, keptRelationships, [name])
    // A list has no order of its own, and a node that is null has no id to sort by: both are fine.
    if !item.hasPrefix("collect"), random.chance(0.2) {
      text += " ORDER BY \(order.joined(separator: ", ")) LIMIT \(random.number(1...6))"
    }
    if item.hasPrefix("collect") { values = ["size(\(name))"] }
    if random.chance(0.3) { text += " WHERE \(condition(1))" }
    return text
  }

  private mutating func aggregate() -> String {
    switch random.number(0...7) {
    case 0, 1: "count(*)"
    case 2: "count(\(property()))"
    case 3: "count(DISTINCT \(property()))"
    case 4: "sum(\(number()))"
    case 5: "min(\(number()))"
    case 6: "max(\(number()))"
    default: "collect(\(number()))"
    }
  }

  private mutating func projection(_ width: Int) -> String {
    let aggregates = random.chance(0.55)
    var items = (0..<width).map { _ in column() }
    if aggregates { items[random.number(0...width - 1)] = aggregate() }
    let list = items.enumerated().map { "\($1) AS c\($0)" }.joined(separator: ", ")
    var text = "RETURN \(!aggregates && random.chance(0.25) ? "DISTINCT " : "")\(list)"
    let isOrdered = !items.contains { $0.hasPrefix("collect") }
    if isOrdered, random.chance(0.15) {
      let order = (0..<width).map { "c\($0)\(random.chance(0.3) ? " DESC" : "")" }
      text += " ORDER BY \(order.joined(separator: ", "))"
      if random.chance(0.7) { text += " LIMIT \(random.number(0...5))" }
    }
    return text
  }

  private mutating func column() -> String {
    let owners = nodes + relationships
    return !owners.isEmpty && random.chance(0.3) ? random.pick(owners) : property()
  }
}
