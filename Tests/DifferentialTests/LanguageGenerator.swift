import GraphTestKit

/// Writes random queries over graphs of the kind of `RandomGraph`, with all of the language that reads.
///
/// `QueryGenerator` writes what the plain reference can answer; this writes more: paths, shortest
/// paths, subqueries, comprehensions, CASE, and text. The answer to every query is fixed as a bag and
/// is no error: SKIP and LIMIT stand only behind an order of all columns, and nothing asks which
/// of two equivalent values stands for a group.
struct LanguageGenerator {
  var random: SeededGenerator
  /// What may be named where the next clause begins.
  var scope = Scope()
  /// Whether a condition may be a pattern, which stands in WHERE but not in an expression.
  var allowsPatternPredicates = true
  private var next = 0

  /// Variables by what they hold.
  struct Scope {
    var nodes: [String] = []
    var relationships: [String] = []
    /// Values of any type.
    var values: [String] = []
    /// Integers or null.
    var numbers: [String] = []
    /// Lists of integers and nulls.
    var lists: [String] = []
    var paths: [String] = []

    var owners: [String] { nodes + relationships }
  }

  init(_ random: SeededGenerator) { self.random = random }

  /// A query.
  mutating func query() -> String {
    let width = random.number(1...3)
    guard random.chance(0.08) else { return part(width) }
    if random.chance(0.5) { return "\(part(width))\nUNION ALL\n\(part(width))" }
    return "\(part(width, isDistinct: true))\nUNION\n\(part(width, isDistinct: true))"
  }

  private mutating func part(_ width: Int, isDistinct: Bool = false) -> String {
    scope = Scope()
    var clauses = [match(optional: random.chance(0.05))]
    for _ in 0..<random.number(0...2) { clauses.append(clause()) }
    return (clauses + [projection(width, isDistinct: isDistinct)]).joined(separator: "\n")
  }

  private mutating func clause() -> String {
    switch random.number(0...13) {
    case 0...3: match(optional: false)
    case 4...6: match(optional: true)
    case 7...9: with()
    case 10: unwind()
    case 11 where scope.nodes.count > 1: shortestPath()
    default: call()
    }
  }

  mutating func fresh(_ prefix: String) -> String {
    next += 1
    return "\(prefix)\(next)"
  }
}

// MARK: - Clauses

extension LanguageGenerator {
  private mutating func match(optional: Bool) -> String {
    let outer = scope.nodes.count
    var patterns = [path()]
    let before = random.chance(0.5) ? scope.nodes.count : outer
    if random.chance(0.25) { patterns.append(path()) }
    let head = optional ? "OPTIONAL MATCH " : "MATCH "
    var filters = random.chance(0.35) ? [condition(2)] : []
    // Parts that values tie together, or to what came before.
    if before > 0, scope.nodes.count > before, random.chance(0.4) {
      let (one, other) = (random.number(0...before - 1), scope.nodes.count - 1)
      let keys = ["w", "x", "x", "y", "id"]
      filters.append(
        "\(scope.nodes[one]).\(random.pick(keys)) = \(scope.nodes[other]).\(random.pick(keys))")
    }
    let filter = filters.isEmpty ? "" : " WHERE \(filters.joined(separator: " AND "))"
    return head + patterns.joined(separator: ", ") + filter
  }

  private mutating func shortestPath() -> String {
    let (from, to, name) = (random.pick(scope.nodes), random.pick(scope.nodes), fresh("p"))
    // Between a node and itself some engines refuse the search: the ends are kept apart.
    let function = random.chance(0.5) ? "shortestPath" : "allShortestPaths"
    let type = random.chance(0.5) ? ":\(random.pick(RandomGraph.types))" : ""
    let body = "[\(type)*\(random.pick(["", "..3", "1..2"]))]"
    let arrow = random.pick(["-\(body)->", "<-\(body)-", "-\(body)-"])
    scope.values.append("length(\(name))")
    return "\(random.chance(0.4) ? "OPTIONAL " : "")MATCH \(name) = "
      + "\(function)((\(from))\(arrow)(\(to))) WHERE \(from) <> \(to)"
  }

  private mutating func unwind() -> String {
    let name = fresh("u")
    let list = list()
    scope.numbers.append(name)
    return "UNWIND \(list) AS \(name)"
  }

  private mutating func call() -> String {
    let outer = scope
    let imports = outer.nodes.filter { _ in random.chance(0.6) }
    scope = Scope(nodes: imports)
    let hasScope = random.chance(0.5)
    var text = hasScope ? "CALL (\(imports.joined(separator: ", "))) {" : "CALL {"
    if !hasScope, !imports.isEmpty { text += " WITH \(imports.joined(separator: ", "))" }
    // After a WITH, what an importing WITH has imported is forgotten, and what a scope names is not.
    if hasScope, random.chance(0.3) { text += " " + passage() }
    text += " \(match(optional: random.chance(0.4)))"
    if hasScope, random.chance(0.3) {
      let count = fresh("k")
      text += " WITH \(random.chance(0.5) ? "count(*)" : "1") AS \(count)"
      scope = Scope(nodes: imports, numbers: [count])
    }
    let name = fresh("s")
    let aggregates = random.chance(0.5)
    text += " RETURN \(aggregates ? aggregate().text : number()) AS \(name)"
    if !aggregates, random.chance(0.3) { text += " ORDER BY \(name) LIMIT \(random.number(1...3))" }
    scope = outer
    scope.values.append(name)
    return text + " }"
  }

  /// A clause that gives one row and makes nothing visible that is used.
  mutating func passage() -> String {
    let name = fresh("z")
    return random.pick([
      "WITH 1 AS \(name)", "WITH DISTINCT 1 AS \(name)", "WITH count(*) AS \(name)",
      "WITH 1 AS \(name) ORDER BY \(name) LIMIT 1", "UNWIND [1] AS \(name) WITH \(name)",
    ])
  }

  private mutating func with() -> String {
    var kept = Scope()
    kept.nodes = scope.nodes.filter { _ in random.chance(0.6) }
    kept.relationships = scope.relationships.filter { _ in random.chance(0.4) }
    kept.paths = scope.paths.filter { _ in random.chance(0.3) }
    let name = fresh("v")
    var items = kept.nodes + kept.relationships + kept.paths
    var order = items
    var isOrdered = true
    var distinct = ""
    if random.chance(0.5) {
      let item = aggregate()
      items.append("\(item.text) AS \(name)")
      switch item.kind {
      case .number: kept.numbers = [name]
      case .value: kept.values = [name]
      case .list:
        kept.lists = [name]
        isOrdered = false
      }
    } else {
      items.append("\(number()) AS \(name)")
      kept.numbers = [name]
      if random.chance(0.3) { distinct = "DISTINCT " }
    }
    order.append(name)
    var text = "WITH \(distinct)\(items.joined(separator: ", "))"
    scope = kept
    if isOrdered, random.chance(0.25) { text += ordering(order) }
    if random.chance(0.3) { text += " WHERE \(condition(1))" }
    return text
  }

  private mutating func projection(_ width: Int, isDistinct: Bool) -> String {
    let aggregates = random.chance(0.5)
    let distinct = !aggregates && random.chance(0.25)
    let isOrdered = random.chance(0.15)
    // A list has no order of its own where the rows have none, so that it cannot tell rows apart.
    let allowsLists = !aggregates && !distinct && !isOrdered && !isDistinct
    var items = (0..<width).map { _ in column(allowsLists: allowsLists) }
    if aggregates {
      var item = aggregate()
      while item.kind == .list, isOrdered || isDistinct { item = aggregate() }
      items[random.number(0...width - 1)] = item.text
    }
    let list = items.enumerated().map { "\($1) AS c\($0)" }.joined(separator: ", ")
    let text = "RETURN \(distinct ? "DISTINCT " : "")\(list)"
    guard isOrdered else { return text }
    return text + ordering((0..<width).map { "c\($0)\(random.chance(0.3) ? " DESC" : "")" })
  }

  /// An order, often with a part of it; the columns must tell all rows apart.
  private mutating func ordering(_ columns: [String]) -> String {
    " ORDER BY \(columns.joined(separator: ", "))"
      + (random.chance(0.3) ? " SKIP \(random.number(0...3))" : "")
      + (random.chance(0.8) ? " LIMIT \(random.number(0...6))" : "")
  }

  private mutating func column(allowsLists: Bool) -> String {
    switch random.number(0...9) {
    case 0 where !scope.owners.isEmpty, 1 where !scope.owners.isEmpty:
      random.pick(scope.owners)
    case 2 where !scope.paths.isEmpty: random.pick(scope.paths)
    case 3 where allowsLists: list()
    case 4 where !scope.nodes.isEmpty: "\(random.pick(scope.nodes)) {.id, .x, t: \(text())}"
    case 5: text()
    case 6, 7: number()
    default: value()
    }
  }

  /// What an aggregate gives.
  enum AggregateKind { case number, value, list }

  mutating func aggregate() -> (text: String, kind: AggregateKind) {
    switch random.number(0...10) {
    case 0, 1: ("count(*)", .number)
    case 2: ("count(\(value()))", .number)
    case 3: ("count(DISTINCT \(value()))", .number)
    case 4: ("sum(\(number()))", .number)
    case 5: ("min(\(number()))", .number)
    case 6: ("max(\(random.chance(0.5) ? "DISTINCT " : "")\(number()))", .number)
    case 7: ("sum(DISTINCT \(number())) + count(*)", .number)
    case 8: ("percentileDisc(\(number()), 0.5)", .value)
    case 9: ("size(collect(DISTINCT \(value())))", .number)
    default: ("collect(\(number()))", .list)
    }
  }
}
