import CypherFunctions
import GraphEngine
import GraphModel
import GraphTestKit
import Synchronization
import Testing

/// What a function means stands on its value: a user's function is called as it is, and each row comes
/// to it for itself unless it promises that this does not show.
@Suite("Registered functions")
struct RegisteredFunctionTests {
  /// Sources that share targets, so that rows become equal, in an order other than that of their names.
  private func sharedTargets(threads: Int = 1) throws -> Graph {
    let graph = Graph()
    graph.limits.threads = threads
    graph.leastRowsAThread = 0
    _ = try graph.run(
      """
      UNWIND range(1, 12) AS i CREATE (:B {name: toString(i)});
      """
    ).all()
    _ = try graph.run(
      """
      UNWIND range(1, 40) AS i CREATE (a:A {i: i}) WITH a
      UNWIND [a.i * 7 % 12 + 1, a.i * 5 % 12 + 1] AS k
      MATCH (b:B {name: toString(k)}) CREATE (a)-[:R]->(b)
      """
    ).all()
    return graph
  }

  private func value(_ query: String, of graph: Graph) throws -> Value {
    let rows = try graph.run(query).all()
    #expect(rows.count == 1, "\(query)")
    return rows.first?.values.first ?? .null
  }

  // MARK: Aggregates

  @Test(
    "An aggregate that shows the order of its values gets each row in its order",
    arguments: ["MATCH (a:A)-->(b:B)", "MATCH (a:A)-->(b:B)<--(:A)", "MATCH (a:A)-[*1..1]->(b:B)"])
  func order(_ pattern: String) throws {
    let graph = try sharedTargets()
    graph.register(.joined())
    let values = try value("\(pattern) RETURN collect(b.name) AS v", of: graph)
    guard case .list(let names) = values else { throw CaseFailure("no list: \(values)") }
    let expected = names.map { if case .text(let name) = $0 { name.string } else { "?" } }
    #expect(expected.count >= 80)
    let joined = try value("\(pattern) RETURN joined(b.name) AS v", of: graph)
    #expect(joined == .string(expected.joined(separator: " ")))
  }

  @Test("DISTINCT does not hide the order from it")
  func distinctOrder() throws {
    let graph = try sharedTargets()
    graph.register(.joined())
    let pattern = "MATCH (a:A) WITH a ORDER BY a.i DESC MATCH (a)-->(b:B)"
    let expected = try value(
      """
      \(pattern) WITH collect(DISTINCT b.name) AS names
      RETURN reduce(t = names[0], n IN tail(names) | t + ' ' + n) AS v
      """, of: graph)
    #expect(try value("\(pattern) RETURN joined(DISTINCT b.name) AS v", of: graph) == expected)
  }

  @Test("One that promises nothing gets a value as often as it comes")
  func duplicates() throws {
    let graph = try sharedTargets()
    graph.register(.joined())
    _ = try graph.run("MATCH (b:B) WHERE b.name IN ['6', '8'] CREATE (b)-[:S]->(:C {x: 'c'})").all()
    _ = try graph.run("MATCH (b:B {name: '6'}), (c:C) CREATE (b)-[:S]->(c)").all()
    let pattern = "MATCH (:A {i: 1})-[:R*0..1]->()-[:S*1..2]->(c:C)"
    let count = try value("\(pattern) RETURN count(c.x) AS v", of: graph)
    guard case .integer(let n) = count else { throw CaseFailure("no count: \(count)") }
    #expect(n > 2)
    let expected = Value.string(repeatElement("c", count: n).joined(separator: " "))
    #expect(try value("\(pattern) RETURN joined(c.x) AS v", of: graph) == expected)
  }

  @Test("One that is blind to duplicates lets each node be visited once, DISTINCT or not")
  func blindToDuplicates() throws {
    let graph = Graph()
    // A ladder: 2¹⁶ trails, 34 nodes.
    _ = try graph.run(
      """
      UNWIND range(0, 16) AS i CREATE (:L {i: i, s: 0}), (:L {i: i, s: 1})
      """
    ).all()
    _ = try graph.run("MATCH (a:L), (b:L) WHERE b.i = a.i + 1 CREATE (a)-[:N]->(b)").all()
    for traits in [AggregateFunction.Traits([.ignoresOrder, .ignoresDuplicates]), .ignoresOrder] {
      graph.register(.longest(traits))
      let query = "MATCH (:L {i: 0, s: 0})-[:N*]->(b:L) RETURN longest('x' + b.i) AS v"
      let plan = try graph.run("EXPLAIN " + query).all().map { "\($0.values[0])" }.joined()
      #expect(plan.contains("Reach") == traits.contains(.ignoresDuplicates), "\(plan)")
      #expect(try value(query, of: graph) == .string("x10"))
    }
  }

  @Test(
    "Threads share an aggregate that can be put together, and no other", arguments: [true, false])
  func threads(isMergeable: Bool) throws {
    let one = try sharedTargets()
    let many = try sharedTargets(threads: 4)
    for graph in [one, many] {
      graph.register(.longest(isMergeable ? [.ignoresOrder, .isMergeable] : [.ignoresOrder]))
      graph.register(.joined())
      _ = try graph.run(
        "UNWIND range(1, 3000) AS i CREATE (:N {i: i, t: toString(i * 7919 % 3001)})"
      )
      .all()
    }
    for call in ["longest(n.t)", "joined(n.t)", "longest(DISTINCT n.t)", "joined(DISTINCT n.t)"] {
      for key in ["", "n.i % 3 AS k, "] {
        let query = "MATCH (n:N) RETURN \(key)\(call) AS v"
        let parts = many.partCount
        let rows = try many.run(query).all().map(\.values)
        #expect(rows == (try one.run(query).all().map(\.values)), "\(query)")
        #expect((many.partCount > parts) == (isMergeable && call == "longest(n.t)"), "\(query)")
      }
    }
  }

  @Test("A merge that is refused ends in one thread's answer, and its error in the query's")
  func refusedMerge() throws {
    let many = try sharedTargets(threads: 4)
    _ = try many.run("UNWIND range(1, 3000) AS i CREATE (:N {t: toString(i)})").all()
    many.register(.longest([.ignoresOrder, .isMergeable], merging: .refused))
    #expect(try value("MATCH (n:N) RETURN longest(n.t) AS v", of: many) == .string("1000"))
    many.register(.longest([.ignoresOrder, .isMergeable], merging: .failing))
    // A thread that is quick enough gathers all of a small graph by itself, and there is nothing to put
    // together; so the query is asked until two of them had a part.
    var error: Diagnostic?
    for _ in 0..<1_000 where error == nil {
      do {
        _ = try many.run("MATCH (n:N) RETURN longest(n.t) AS v").all()
      } catch let failure as Diagnostic {
        error = failure
      }
    }
    #expect(error?.detail == "NoMerge")
    // What says that it can be put together and cannot is gathered by one thread.
    many.register(.joined([.ignoresOrder, .isMergeable]))
    guard case .text(let text) = try value("MATCH (n:N) RETURN joined(n.t) AS v", of: many) else {
      throw CaseFailure("no text")
    }
    #expect(text.string.split(separator: " ").count == 3000)
  }

  @Test("A subquery is asked once where its aggregate promises the same for the same rows")
  func deterministicAggregate() throws {
    let graph = Graph()
    let calls = Counter()
    for traits in [AggregateFunction.Traits(), .isDeterministic] {
      graph.register(
        AggregateFunction(
          "numbered", [.init("value", .any)], returns: .integer, summary: "How many there were.",
          examples: [], traits: traits
        ) { _ in NumberedAccumulator(calls: calls) })
      let query = """
        UNWIND range(1, 5) AS i
        RETURN count(DISTINCT head(COLLECT { UNWIND [1] AS x RETURN numbered(x) AS n })) AS v
        """
      #expect(try value(query, of: graph) == (traits.isEmpty ? 5 : 1))
    }
  }

  // MARK: Functions

  @Test(
    "A volatile function is asked for each row",
    arguments: [
      "MATCH (a:A)-->() WITH a WHERE tick(0) > 0 RETURN count(*) AS v",
      "MATCH (a:A)-->() WITH a, tick(0) AS t RETURN count(DISTINCT t) AS v",
      "MATCH (a:A)-->() RETURN count(*) AS n, tick(0) AS t",
      "MATCH (a:A)-->() RETURN a, tick(0) AS t, count(*) AS n",
      "MATCH (a:A)-->() UNWIND [tick(0)] AS t RETURN count(DISTINCT t) AS v",
      "MATCH (a:A)-->() UNWIND range(1, tick(0)) AS t RETURN count(*) AS v",
      "MATCH (a:A)-->() CALL () { RETURN tick(0) AS t } RETURN count(DISTINCT t) AS v",
      "MATCH (a:A)-->() WITH a WHERE EXISTS { UNWIND [1] AS x WITH x WHERE tick(x) > 0 RETURN x } "
        + "RETURN count(*) AS v",
      "MATCH (a:A)-->() RETURN sum(COUNT { UNWIND [1] AS x WITH x WHERE tick(x) > 0 RETURN x }) AS v",
      "MATCH (a:A)-->() WITH a ORDER BY tick(0) RETURN count(*) AS v",
      "MATCH (a:A)-->(b) WHERE tick(0) > 0 RETURN count(*) AS v",
      "MATCH (a:A)-->() CALL my.ticks() YIELD t RETURN count(DISTINCT t) AS v",
      "MATCH (a:A)-->() OPTIONAL MATCH (x:B {name: toString(tick(0) % 1 + 1)}) RETURN count(x) AS v",
      "MATCH (a:A)-->(b:B) WITH a MATCH (a)-[*1..1]->(x:B) WHERE tick(0) > 0 RETURN count(*) / 2 AS v",
    ])
  func volatile(_ query: String) throws {
    let calls = Counter()
    let graph = try sharedTargets()
    graph.register(
      ScalarFunction(
        "tick", [.init("value", .any)], returns: .integer, summary: "Its calls so far.",
        examples: [], volatility: .volatile,
        .unary { _ throws(Diagnostic) in .integer(calls.next()) }))
    graph.register(
      Procedure(
        "my.ticks", [], columns: [.init("t", .integer)], summary: "Its calls so far."
      ) { _, _ in [[.integer(calls.next())]] })
    let rows = try graph.run(query).all()
    let expected = query.contains("/ 2") ? 160 : (query.contains("toString(tick") ? 960 : 80)
    #expect(calls.count == expected, "\(query)")
    if query.hasSuffix("AS v"), !query.contains("range"), !query.contains("OPTIONAL") {
      #expect(rows.first?["v"] == 80, "\(query)")
    }
  }

  @Test("A contextual function of which nothing is said is taken as volatile, others as immutable")
  func assumptions() {
    func function(
      _ body: ScalarFunction.Body, _ volatility: ScalarFunction.Volatility? = nil
    ) -> ScalarFunction {
      ScalarFunction(
        "f", [], returns: .any, summary: "", examples: [], volatility: volatility, body)
    }
    let contextual = function(.contextual { _, _ in 1 })
    #expect(contextual.volatility == .volatile && contextual.reads == .graph)
    let declared = function(.contextual { _, _ in 1 }, .immutable)
    #expect(declared.volatility == .immutable && declared.reads == .arguments)
    let plain = function(.variadic { _ in 1 })
    #expect(plain.volatility == .immutable && plain.reads == .arguments)
    #expect(plain.meaning == .opaque)
    #expect(AggregateFunction.joined().traits.isEmpty)
  }

  @Test("SET goes row by row where a function may look at any node")
  func readsGraph() throws {
    let graph = Graph()
    _ = try graph.run("UNWIND range(0, 9) AS i CREATE (:N {i: i, w: 0})").all()
    let first = try value("MATCH (n:N {i: 0}) RETURN id(n) AS v", of: graph)
    guard case .integer(let id) = first else { throw CaseFailure("no identifier") }
    graph.register(
      ScalarFunction(
        "weightBefore", [.init("i", .integer)], returns: .any, summary: "Of the node before.",
        examples: [],
        .contextual { arguments, context throws(Diagnostic) in
          guard case .integer(let i) = arguments[0], i > 0 else { return 0 }
          return try context.contents(of: Node(id: id + i - 1)).properties["w"] ?? .null
        }))
    _ = try graph.run("MATCH (n:N) WITH n ORDER BY n.i SET n.w = weightBefore(n.i) + 1").all()
    #expect(try value("MATCH (n:N) RETURN max(n.w) AS v", of: graph) == 10)
  }

  // MARK: Replacements

  /// Functions that the planner knows, with a query in which a replacement must be called.
  private static let replaced: [(name: String, query: String)] = [
    ("coalesce", "RETURN coalesce(null, 1) AS v"),
    ("exists", "MATCH (a:A {i: 1}) RETURN exists(a.i) AS v"),
    ("id", "MATCH (a:A) WHERE id(a) = 'replaced' RETURN DISTINCT id(a) AS v"),
    ("range", "UNWIND range(1, 3) AS v RETURN v"),
    ("length", "MATCH p = (:A {i: 1})-->(:B) RETURN DISTINCT length(p) AS v"),
    (
      "length",
      "MATCH p = shortestPath((:A {i: 1})-[*]->(b:B {name: '8'})) WHERE length(p) <= 'z' "
        + "RETURN length(p) AS v"
    ),
    ("size", "RETURN size([1]) AS v"),
    ("nodes", "MATCH p = (:A {i: 1})-->(:B) RETURN DISTINCT nodes(p) AS v"),
    (
      "nodes",
      "MATCH p = shortestPath((:A {i: 1})-[*]->(b:B {name: '8'})) "
        + "WHERE all(n IN [nodes(p)] WHERE n = 'replaced') RETURN nodes(p) AS v"
    ),
    ("relationships", "MATCH p = (:A {i: 1})-->(:B) RETURN DISTINCT relationships(p) AS v"),
    ("head", "RETURN head([1]) AS v"),
    ("count", "UNWIND [1] AS x RETURN count(x) AS v"),
  ]

  @Test("A replacement is called, whatever its name", arguments: replaced.indices)
  func replacement(_ index: Int) throws {
    let (name, query) = Self.replaced[index]
    let graph = try sharedTargets()
    graph.register(
      ScalarFunction(
        name.uppercased(), [.init("value", .any)], variadic: true, returns: .any,
        summary: "The text 'replaced'.", examples: [], nullInNullOut: false,
        .variadic { _ in "replaced" }))
    #expect(try value(query, of: graph) == "replaced", "\(query)")
  }

  @Test("What the language itself asks of a path does not go through a replacement")
  func languageOfPaths() throws {
    let graph = try sharedTargets()
    graph.register(
      ScalarFunction(
        "head", [.init("list", .any)], returns: .any, summary: "Nothing.", examples: [],
        .unary { _ in .null }))
    let query =
      "MATCH (a:A {i: 1}), (b:B {name: '8'}) RETURN length(shortestPath((a)-[*]->(b))) AS v"
    #expect(try value(query, of: graph) == 1)
  }

  @Test(
    "An aggregate takes the place of a function of its name, and a function that of an aggregate")
  func oneName() throws {
    let graph = Graph()
    graph.register(.joined(named: "toUpper"))
    #expect(try value("UNWIND ['a', 'b'] AS x RETURN toUpper(x) AS v", of: graph) == "a b")
    graph.register(
      ScalarFunction(
        "sum", [.init("value", .any)], returns: .any, summary: "The value.", examples: [],
        .unary { $0 }))
    #expect(try graph.run("UNWIND [1, 2] AS x RETURN sum(x) AS v").all().count == 2)
  }

  @Test("A value of a meaning is known to the planner under any name")
  func meaning() throws {
    let graph = try sharedTargets()
    graph.register(
      ScalarFunction(
        "number", [.init("entity", [.node, .relationship])], returns: .integer,
        summary: "The identifier.", examples: [], meaning: .identifier,
        .unary { if case .node(let node) = $0 { .integer(node.id) } else { .null } }))
    let plan = try graph.run("EXPLAIN MATCH (n) WHERE number(n) = 3 RETURN n").all()
    #expect(plan.contains { "\($0.values[0])".contains("by identifier") }, "\(plan)")
  }

  @Test("A subquery is asked once where its procedure promises the same rows")
  func steadyProcedure() throws {
    let graph = Graph()
    for (volatility, expected) in [
      (ScalarFunction.Volatility.volatile, 5), (.perStatement, 1), (.immutable, 1),
    ] {
      let calls = Counter()
      graph.register(
        Procedure(
          "my.row", [], columns: [.init("x", .integer)], summary: "One row.",
          volatility: volatility
        ) { _, _ in
          _ = calls.next()
          return [[1]]
        })
      _ = try graph.run(
        "UNWIND range(1, 5) AS i RETURN i, COUNT { CALL my.row() YIELD x RETURN x } AS n"
      ).all()
      #expect(calls.count == expected)
    }
  }
}

/// Counts calls, from several threads.
private final class Counter: Sendable {
  private let number = Atomic(0)
  var count: Int { number.load(ordering: .relaxed) }
  func next() -> Int { number.add(1, ordering: .relaxed).newValue }
}

/// How many accumulators there were before this one.
private struct NumberedAccumulator: Accumulator {
  let number: Int
  init(calls: Counter) { number = calls.next() }
  mutating func add(_ value: Value, times: UInt64) {}
  func result() -> Value { .integer(number) }
}

/// Joins texts by blanks, in their order.
private struct JoinedAccumulator: Accumulator {
  private var texts: [String] = []

  mutating func add(_ value: Value, times: UInt64) throws(Diagnostic) {
    guard case .text(let text) = value else { return }
    texts.append(contentsOf: repeatElement(text.string, count: Int(clamping: times)))
  }

  func result() -> Value { .string(texts.joined(separator: " ")) }
}

/// The longest text, of equally long ones the least.
private struct LongestAccumulator: MergeableAccumulator {
  enum Merging { case exact, refused, failing }

  let merging: Merging
  private var longest: String?

  init(_ merging: Merging) { self.merging = merging }

  mutating func add(_ value: Value, times: UInt64) {
    guard case .text(let text) = value else { return }
    take(text.string)
  }

  private mutating func take(_ text: String) {
    guard let longest else { return longest = text }
    if (-text.utf8.count, text) < (-longest.utf8.count, longest) { self.longest = text }
  }

  mutating func merge(_ other: LongestAccumulator) throws(Diagnostic) -> Bool {
    switch merging {
    case .refused: return false
    case .failing: throw Diagnostic(.argumentError, .runtime, "NoMerge", "It cannot be merged")
    case .exact:
      if let text = other.longest { take(text) }
      return true
    }
  }

  func result() -> Value { longest.map { .string($0) } ?? .null }
}

extension AggregateFunction {
  fileprivate static func joined(
    _ traits: Traits = [], named name: String = "joined"
  ) -> AggregateFunction {
    AggregateFunction(
      name, [.init("value", .any)], returns: .string, summary: "The texts by blanks.",
      examples: [], traits: traits
    ) { _ in JoinedAccumulator() }
  }

  fileprivate static func longest(
    _ traits: Traits, merging: LongestAccumulator.Merging = .exact
  ) -> AggregateFunction {
    AggregateFunction(
      "longest", [.init("value", .any)], returns: .string, summary: "The longest text.",
      examples: [], traits: traits
    ) { _ in LongestAccumulator(merging) }
  }
}
