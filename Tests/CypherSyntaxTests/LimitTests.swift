import CypherSyntax
import GraphModel
import Testing

@Suite struct LimitTests {
  /// Ways to nest, each by what is repeated before and after the middle.
  static let nests: [(name: String, before: String, middle: String, after: String)] = [
    ("parentheses", "(", "1", ")"),
    ("lists", "[", "1", "]"),
    ("maps", "{a: ", "1", "}"),
    ("negations", "NOT ", "true", ""),
    ("minus signs", "- ", "x", ""),
    ("plus signs", "+", "x", ""),
    ("conditionals", "CASE WHEN true THEN ", "1", " END"),
    ("functions", "f(", "1", ")"),
    ("indexes", "a[", "1", "]"),
    ("comprehensions", "[x IN ", "y", "]"),
    ("quantifiers", "all(x IN xs WHERE ", "y", ")"),
    ("subqueries", "EXISTS { MATCH (a) WHERE ", "y", " }"),
    ("patterns", "EXISTS { (a WHERE ", "y", ") }"),
  ]

  @Test(arguments: nests.map(\.name))
  func deepNestingIsRefused(_ name: String) throws {
    let nest = try #require(Self.nests.first { $0.name == name })
    let text = { (depth: Int) in
      "RETURN " + String(repeating: nest.before, count: depth) + nest.middle
        + String(repeating: nest.after, count: depth)
    }
    #expect(refusal(of: text(40)) == nil)
    let diagnostic = try #require(refusal(of: text(5_000)))
    #expect(diagnostic.type == .limitExceeded)
    #expect(diagnostic.detail == "NestingTooDeep")
    #expect(diagnostic.span != nil)
  }

  @Test(arguments: [
    String(repeating: "!", count: 5_000) + "A", String(repeating: "(", count: 5_000) + "A",
  ])
  func deepLabelsAreRefused(_ labels: String) {
    #expect(refusal(of: "MATCH (n:\(labels)) RETURN n")?.detail == "NestingTooDeep")
    #expect(refusal(of: "RETURN n:\(labels)")?.detail == "NestingTooDeep")
  }

  @Test(arguments: [".b", "[0]", "[0..1]", " IS NULL", " IN x", " IS A"])
  func chainsThatGrowTheTreeAreRefused(_ link: String) {
    #expect(refusal(of: "RETURN a" + String(repeating: link, count: 150)) == nil)
    let many = refusal(of: "RETURN a" + String(repeating: link, count: 5_000))
    #expect(many?.detail == "NestingTooDeep")
    // Chains within brackets add up, chains beside one another do not.
    let inner = "(a" + String(repeating: ".b", count: 150) + ")"
    #expect(
      refusal(of: "RETURN \(inner)" + String(repeating: ".c", count: 150))?.detail
        == "NestingTooDeep")
    #expect(refusal(of: "RETURN [\(inner), \(inner), \(inner)]") == nil)
  }

  @Test func nestedClausesAreRefused() {
    let calls =
      String(repeating: "CALL { ", count: 5_000) + "RETURN 1 AS a"
      + String(repeating: " } RETURN a", count: 5_000)
    #expect(refusal(of: calls)?.detail == "NestingTooDeep")
    let loops =
      String(repeating: "FOREACH (x IN xs | ", count: 5_000) + "CREATE (n)"
      + String(repeating: ")", count: 5_000)
    #expect(refusal(of: loops)?.detail == "NestingTooDeep")
    let types =
      String(repeating: "LIST<", count: 5_000) + "INT" + String(repeating: ">", count: 5_000)
    #expect(refusal(of: "RETURN x IS :: \(types)")?.detail == "NestingTooDeep")
  }

  @Test func unclosedBracketsAreRefused() {
    for bracket in ["(", "[", "{", "({a: ", "[(a)-[", "EXISTS {", "CASE "] {
      #expect(refusal(of: "RETURN " + String(repeating: bracket, count: 100_000)) != nil)
      #expect(refusal(of: "MATCH " + String(repeating: bracket, count: 100_000)) != nil)
    }
  }

  @Test func limitsCanBeSet() {
    let limits = Parser.Limits(textLength: 20, nesting: 3)
    #expect(refusal(of: "RETURN (((1)))", limits: limits) == nil)
    #expect(refusal(of: "RETURN ((((1))))", limits: limits)?.detail == "NestingTooDeep")
    #expect(refusal(of: "RETURN 'é23456789'", limits: limits) == nil)
    let long = refusal(of: "RETURN 'é2345678901'", limits: limits)
    #expect(long?.type == .limitExceeded)
    #expect(long?.detail == "StatementTooLong")
  }

  @Test func aMebibyteIsRead() throws {
    let text = "RETURN '" + String(repeating: "a", count: (1 << 20) - 9) + "'"
    #expect(text.utf8.count == 1 << 20)
    #expect(refusal(of: text) == nil)
    #expect(refusal(of: text + " ")?.detail == "StatementTooLong")
  }

  @Test(arguments: ["OR", "AND", "XOR", "+", "*", "^", "=", "<"])
  func longChainsAreOneNode(_ op: String) throws {
    let count = 100_000
    let text = "RETURN x" + String(repeating: " \(op) x", count: count - 1)
    let read = try parsed(text)
    guard case .query(let query) = read.body,
      case .return(let clause) = query.parts[0].clauses[0]
    else { return }
    let kind = try #require(clause.items.first).expression.kind
    switch kind {
    case .or(let operands), .and(let operands), .xor(let operands):
      #expect(operands.count == count)
    case .comparison(_, let links): #expect(links.count == count - 1)
    case .arithmetic(_, let links): #expect(links.count == count - 1)
    default: #expect(Bool(false), "no chain")
    }
    #expect(read.description == text)
  }

  @Test func longListsAndUnionsAreRead() throws {
    let list = "RETURN [" + String(repeating: "1, ", count: 100_000) + "1]"
    #expect(try parsed(list).description == list)
    let unions = String(repeating: "RETURN 1 UNION ALL ", count: 20_000) + "RETURN 1"
    guard case .query(let query) = try parsed(unions).body else { return }
    #expect(query.parts.count == 20_001)
    let clauses = String(repeating: "MATCH (n) ", count: 20_000) + "RETURN n"
    guard case .query(let query) = try parsed(clauses).body else { return }
    #expect(query.parts[0].clauses.count == 20_001)
  }
}
