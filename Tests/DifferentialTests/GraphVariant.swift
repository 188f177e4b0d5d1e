import CypherPlan
import GraphEngine
import GraphModel
import GraphTestKit

/// A way to hold a graph and to plan and run queries over it, none of which may show in an answer.
struct GraphVariant: Sendable {
  var name: String
  /// How the graph came to be.
  var making: Making
  /// Whether there are indexes on what queries ask for.
  var hasIndexes: Bool
  var batchSize: Int
  var rules: [Rule]
  /// How many threads work on a query, however small.
  var threads: Int

  /// How a graph came to be.
  enum Making: Sendable {
    /// Loaded at once, into the immutable base.
    case loaded
    /// Made by statements, so that all of it lies in the overlay.
    case written
    /// Half loaded, half made by statements, with more that was deleted again.
    case edited
  }

  init(
    _ name: String, _ making: Making = .loaded, hasIndexes: Bool = false, batchSize: Int = 2048,
    rules: [Rule] = Rule.all, threads: Int = 1
  ) {
    self.name = name
    self.making = making
    self.hasIndexes = hasIndexes
    self.batchSize = batchSize
    self.rules = rules
    self.threads = threads
  }

  /// What every other variant is held against.
  static let standard = GraphVariant("loaded, all rules")

  /// The others.
  static let others: [GraphVariant] =
    [
      GraphVariant("no rule", rules: []),
      GraphVariant("batches of 1", batchSize: 1),
      GraphVariant("batches of 3, edited", .edited, batchSize: 3),
      GraphVariant("batches of 1, no rule, written", .written, batchSize: 1, rules: []),
      GraphVariant("written", .written),
      GraphVariant("two threads, edited", .edited, threads: 2),
      GraphVariant("three threads, batches of 2", batchSize: 2, threads: 3),
      GraphVariant("edited, indexes", .edited, hasIndexes: true),
      GraphVariant("indexes", hasIndexes: true),
      GraphVariant("indexes, no rule", hasIndexes: true, rules: []),
    ] + Rule.all.map { GraphVariant("only \($0.name)", rules: [$0]) }
    + Rule.all.map { rule in
      GraphVariant("all but \(rule.name)", rules: Rule.all.filter { $0.name != rule.name })
    }

  /// `contents` held in this way.
  func graph(of contents: RandomGraph) throws -> Graph {
    let graph = Graph()
    graph.rules = rules
    graph.batchSize = batchSize
    graph.limits.threads = threads
    graph.leastRowsAThread = 0
    graph.limits.memory = 1 << 28
    if hasIndexes, making == .edited { try makeIndexes(graph) }
    switch making {
    case .loaded: try contents.load(into: graph)
    case .written: try GraphVariant.write(contents, from: 0, into: graph)
    case .edited:
      let half = contents.nodes.count / 2
      try contents.firstNodes(half).load(into: graph)
      try GraphVariant.addPassing(graph)
      try GraphVariant.write(contents, from: half, into: graph)
      _ = try graph.run("MATCH (n:Passing) DETACH DELETE n").all()
      _ = try graph.run("MATCH ()-[r]->() WHERE r.passing DELETE r").all()
      _ = try graph.run("MATCH (n) SET n.passing = 1, n:Seen REMOVE n.passing, n:Seen").all()
    }
    if hasIndexes, making != .edited { try makeIndexes(graph) }
    // Of the queries that are compared, some would take for ever; making the graph is bounded.
    graph.limits.time = .milliseconds(500)
    return graph
  }

  private func makeIndexes(_ graph: Graph) throws {
    for label in RandomGraph.labels {
      for key in ["id", "w", "x", "y"] {
        _ = try graph.run("CREATE INDEX \(label)_\(key) FOR (n:\(label)) ON (n.\(key))").all()
      }
    }
    _ = try graph.run("CREATE INDEX pair FOR (n:A) ON (n.w, n.x)").all()
  }

  /// Nodes and relationships that are deleted later.
  private static func addPassing(_ graph: Graph) throws {
    for statement in [
      "CREATE (:Passing:A {id: 1, w: 1})-[:R {id: 1}]->(:Passing {x: 1})",
      "MATCH (n), (p:Passing) CREATE (n)-[:S]->(p)-[:T]->(n), (n)-[:R {passing: true}]->(n)",
      "MATCH (n), (m) WHERE n.id < m.id CREATE (n)-[:T {passing: true}]->(m)",
    ] {
      _ = try graph.run(statement).all()
    }
  }

  /// Makes the nodes from `first` on, and all relationships, by statements.
  private static func write(
    _ contents: RandomGraph, from first: Int, into graph: Graph
  ) throws {
    for node in contents.nodes.dropFirst(first) {
      guard let made = node.contents else { continue }
      let labels = made.labels.map { ":\($0)" }.joined()
      _ = try graph.run(
        "CREATE (n\(labels)) SET n = $properties",
        parameters: ["properties": .map(made.properties)]
      ).all()
    }
    for relationship in contents.relationships {
      guard let made = relationship.contents else { continue }
      _ = try graph.run(
        """
        MATCH (a {id: $a}), (b {id: $b}) WHERE NOT a:Passing AND NOT b:Passing
        CREATE (a)-[r:\(made.type)]->(b) SET r = $properties
        """,
        parameters: [
          "a": .integer(made.start), "b": .integer(made.end), "properties": .map(made.properties),
        ]
      ).all()
    }
  }
}

extension RandomGraph {
  /// The first nodes alone.
  func firstNodes(_ count: Int) -> RandomGraph {
    var part = RandomGraph()
    for node in nodes.prefix(count) {
      part.addNode(
        labels: node.contents?.labels ?? [], properties: node.contents?.properties ?? MapValue())
    }
    return part
  }
}
