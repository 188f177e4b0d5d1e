import GraphTestKit

// Patterns and conditions.
extension LanguageGenerator {
  /// A path pattern whose new variables come into scope.
  mutating func path() -> String {
    let steps = random.pick([0, 1, 1, 1, 2, 2, 3])
    var text = node()
    for _ in 0..<steps { text += relationship() + node() }
    guard random.chance(0.15) else { return text }
    let name = fresh("p")
    scope.paths.append(name)
    return "\(name) = \(text)"
  }

  private mutating func node() -> String {
    var text = ""
    if !scope.nodes.isEmpty, random.chance(0.3) {
      text = random.pick(scope.nodes)
    } else if random.chance(0.8) {
      text = fresh("n")
      scope.nodes.append(text)
      // Where inside a pattern may read what it stands with.
      if random.chance(0.06) {
        let label = random.pick(RandomGraph.labels).string
        return "(\(text):\(label) WHERE \(text).w \(comparison()) \(random.number(0...9)))"
      }
    }
    if random.chance(0.15) { text += ":" + labels() }
    if random.chance(0.05) { text += " " + map() }
    return "(\(text))"
  }

  mutating func labels() -> String {
    let one = random.pick(RandomGraph.labels).string
    let other = random.pick(RandomGraph.labels).string
    return switch random.number(0...9) {
    case 0: "\(one)|\(other)"
    case 1: "\(one)&\(other)"
    case 2: "!\(one)"
    case 3: "(\(one)|\(other))&!C"
    case 4: "%"
    default: one
    }
  }

  private mutating func map() -> String {
    let key = random.pick(["id", "w"] + RandomGraph.keys.map(\.string))
    return "{\(key): \(random.number(0...3))}"
  }

  private mutating func relationship() -> String {
    var inside = ""
    let long = random.chance(0.15)
    if random.chance(0.4) {
      inside = fresh(long ? "l" : "r")
      if long {
        scope.values.append("size(\(inside))")
      } else {
        scope.relationships.append(inside)
      }
    }
    if random.chance(0.4) {
      let one = random.pick(RandomGraph.types).string
      inside += random.chance(0.25) ? ":\(one)|\(random.pick(RandomGraph.types))" : ":\(one)"
    }
    if long { inside += random.pick(["*0..1", "*0..2", "*1..2", "*..3", "*2", "*0..0", "*1..3"]) }
    if random.chance(0.1) { inside += " " + map() }
    if !long, inside.hasPrefix("r"), random.chance(0.05) {
      inside += " WHERE \(inside.prefix { $0 != ":" && $0 != " " }).w \(comparison()) 5"
    }
    let body = inside.isEmpty ? "" : "[\(inside)]"
    return switch random.number(0...4) {
    case 0, 1: "-\(body)->"
    case 2, 3: "<-\(body)-"
    default: "-\(body)-"
    }
  }

  // MARK: Conditions

  mutating func condition(_ depth: Int) -> String {
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
    return random.chance(0.35) && !scope.nodes.isEmpty ? patternCondition() : plainCondition()
  }

  private mutating func plainCondition() -> String {
    switch random.number(0...12) {
    case 0 where !scope.nodes.isEmpty: return "\(random.pick(scope.nodes)):\(labels())"
    case 1 where scope.nodes.count > 1:
      return
        "\(random.pick(scope.nodes)) \(random.pick(["=", "<>"])) \(random.pick(scope.nodes))"
    case 2: return "\(value()) IS \(random.chance(0.5) ? "NOT " : "")NULL"
    case 3: return "\(value()) IN [\(literal()), \(literal()), null]"
    case 4: return "\(property()) \(random.pick(["STARTS WITH", "ENDS WITH", "CONTAINS"])) 'a'"
    case 5: return "\(text()) =~ '\(random.pick(["a|1", "[0-9]+", ".*", "b?"]))'"
    case 6: return "0 < \(number()) <= \(random.number(1...9))"
    case 7:
      let quantifier = random.pick(["all", "any", "none", "single"])
      return "\(quantifier)(q IN \(list()) WHERE q \(comparison()) \(random.number(0...3)))"
    case 8: return "\(number()) IN \(list())"
    case 9:
      return "CASE \(value()) WHEN \(literal()) THEN true WHEN 1 THEN \(plainCondition())"
        + " ELSE false END"
    default: return "\(value()) \(comparison()) \(random.chance(0.5) ? literal() : value())"
    }
  }

  private mutating func patternCondition() -> String {
    let test = "\(random.pick([">", "=", "<="])) \(random.number(0...2))"
    switch random.number(0...8) {
    case 0: return "\(random.chance(0.5) ? "NOT " : "")EXISTS { \(subpattern()) }"
    case 1 where allowsPatternPredicates: return "(\(random.pick(scope.nodes)))\(arrow())()"
    case 2: return "COUNT { \(subpattern()) } \(test)"
    case 3: return "EXISTS { MATCH \(subpattern()) WITH count(*) AS k WHERE k > 1 RETURN k }"
    case 4: return "size(COLLECT { MATCH \(subpattern()) RETURN 1 AS one }) \(test)"
    case 5:
      return "\(random.chance(0.5) ? "NOT " : "")EXISTS { \(passage()) MATCH \(subpattern()) }"
    case 6: return "COUNT { \(passage()) MATCH \(subpattern()) } \(test)"
    case 7:
      return "EXISTS { MATCH \(subpattern()) WITH count(*) AS k WHERE k > 1 OR \(value()) "
        + "\(comparison()) \(literal()) RETURN k }"
    default:
      let node = random.pick(scope.nodes)
      return "size([(\(node))\(arrow())(pc) WHERE pc.w > 1 | pc.id]) \(test)"
    }
  }

  private mutating func subpattern() -> String {
    let filter =
      random.chance(0.3) ? " WHERE \(value()) \(comparison()) \(literal())" : ""
    let end =
      random.chance(0.3)
      ? random.pick(scope.nodes) : (random.chance(0.3) ? ":\(random.pick(RandomGraph.labels))" : "")
    return "(\(random.pick(scope.nodes)))\(arrow())(\(end))\(filter)"
  }

  private mutating func arrow() -> String {
    let body = random.chance(0.6) ? "[:\(random.pick(RandomGraph.types))]" : ""
    return random.pick(["-\(body)->", "<-\(body)-", "-\(body)-"])
  }

  mutating func comparison() -> String { random.pick(["=", "<>", "<", "<=", ">", ">="]) }

  private mutating func literal() -> String {
    random.chance(0.8) ? "\(random.number(0...3))" : random.pick(["'a'", "2.5", "true", "null"])
  }

  // MARK: Values

  /// A property of some entity in scope, or a literal.
  mutating func property() -> String {
    scope.owners.isEmpty
      ? "\(random.number(0...3))"
      : "\(random.pick(scope.owners)).\(random.pick(["id", "w", "x", "y"]))"
  }

  /// A value of any type.
  mutating func value() -> String {
    let named = scope.values + scope.numbers + scope.paths.map { "length(\($0))" }
    if !named.isEmpty, random.chance(scope.owners.isEmpty ? 1 : 0.25) { return random.pick(named) }
    if random.chance(0.1) { return "coalesce(\(property()), \(property()), 7)" }
    if random.chance(0.05) { return "CASE WHEN \(plainCondition()) THEN \(property()) ELSE 9 END" }
    return property()
  }

  /// An integer or null.
  mutating func number() -> String {
    let owners = scope.owners.map { "\($0).\(random.pick(["id", "w"]))" }
    let all = owners + scope.numbers + scope.lists.map { "size(\($0))" }
    let one = all.isEmpty ? "1" : random.pick(all)
    return switch random.number(0...9) {
    case 0: "\(one) + \(all.isEmpty ? "2" : random.pick(all))"
    case 1: "\(one) * 2 - 1"
    case 2: "reduce(s = 0, e IN \(list()) | s + coalesce(e, 0))"
    case 3: "abs(\(one)) % 3"
    default: one
    }
  }

  /// A text or null.
  mutating func text() -> String {
    switch random.number(0...3) {
    case 0 where !scope.relationships.isEmpty: "type(\(random.pick(scope.relationships)))"
    case 1: "toUpper(toString(\(property())))"
    case 2: "toString(\(property())) + '-'"
    default: "toString(\(property()))"
    }
  }

  /// A list of integers and nulls.
  mutating func list() -> String {
    let plain = "[\(owned()), \(owned()), \(random.number(0...3))]"
    switch random.number(0...7) {
    case 0 where !scope.lists.isEmpty: return random.pick(scope.lists)
    case 2: return "[e IN \(plain) WHERE e > 0 | e * 2]"
    case 3: return "range(0, \(random.number(0...4)))"
    case 4 where !scope.nodes.isEmpty:
      return "[(\(random.pick(scope.nodes)))\(arrow())(pc) | pc.id]"
    case 5 where !scope.nodes.isEmpty:
      return "COLLECT { MATCH (\(random.pick(scope.nodes)))\(arrow())(co) RETURN co.w }"
    case 6 where !scope.paths.isEmpty: return "[e IN nodes(\(random.pick(scope.paths))) | e.id]"
    default: return plain
    }
  }

  private mutating func owned() -> String {
    scope.owners.isEmpty ? "1" : "\(random.pick(scope.owners)).\(random.pick(["id", "w"]))"
  }
}
