import CypherFunctions
import CypherRuntime
import GraphAlgorithms
import GraphIndex
import GraphModel
import Platform

/// The clock, the chance and the graph that the functions of one statement see.
final class StatementContext: FunctionContext, ProcedureContext, GraphSource {
  let view: GraphView
  let statementTime: (second: Int, nanosecond: Int)
  let transactionTime: (second: Int, nanosecond: Int)
  let defaultOffset = 0
  private let fullText: FullTextIndexes
  /// Whether a search finds what the session has changed and not committed.
  private let ownChanges: Bool
  private let isCancelled: @Sendable () -> Bool
  /// Runs queries that procedures are given; nil where none may be run.
  let nested: NestedQueries?
  /// What functions keep until the statement ends.
  private let kept: KeptThings
  /// What the statement's limits are told by; it owns this object.
  weak var execution: ExecutionContext?

  init(
    view: GraphView, transactionTime: (second: Int, nanosecond: Int)?,
    fullText: FullTextIndexes, ownChanges: Bool, isCancelled: @escaping @Sendable () -> Bool,
    nested: NestedQueries? = nil
  ) {
    self.view = view
    self.nested = nested
    self.fullText = fullText
    self.ownChanges = ownChanges
    self.isCancelled = isCancelled
    kept = KeptThings()
    statementTime = Self.now()
    self.transactionTime = transactionTime ?? statementTime
  }

  /// What another thread sees that helps with the same statement.
  init(helping other: StatementContext) {
    view = other.view.frozen()
    fullText = other.fullText
    ownChanges = other.ownChanges
    isCancelled = other.isCancelled
    nested = other.nested
    kept = other.kept
    statementTime = other.statementTime
    transactionTime = other.transactionTime
  }

  /// The time of the system's clock.
  static func now() -> (second: Int, nanosecond: Int) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return (time.tv_sec, time.tv_nsec)
  }

  func poll(_ elements: Int) throws(Diagnostic) { try execution?.tick(elements) }

  func need(bytes: Int) throws(Diagnostic) { try execution?.need(bytes) }

  func lasting<Thing: AnyObject & Sendable>(_ name: String, _ make: () -> Thing) -> Thing {
    kept.thing(name, make)
  }

  func randomBits() -> UInt64 { .random(in: .min ... .max) }

  func contents(of node: Node) throws(Diagnostic) -> Node.Contents {
    if let position = view.position(ofNode: node.id), view.isLive(position),
      let contents = view.fullNode(position).contents
    {
      return contents
    }
    throw deleted("Node", node.id)
  }

  func contents(of relationship: Relationship) throws(Diagnostic) -> Relationship.Contents {
    let handle = relationship.handle ?? view.handle(ofRelationship: relationship.id)
    guard let handle else { throw deleted("Relationship", relationship.id) }
    if view.isLive(handle), let contents = view.fullRelationship(handle).contents {
      return contents
    }
    throw deleted("Relationship", relationship.id)
  }

  func type(of relationship: Relationship) throws(Diagnostic) -> Text {
    // The type of a deleted relationship can still be told, as the TCK demands.
    guard let handle = relationship.handle ?? view.handle(ofRelationship: relationship.id) else {
      throw deleted("Relationship", relationship.id)
    }
    return view.types[relationshipType(handle)]
  }

  private func deleted(_ what: String, _ id: Int) -> Diagnostic {
    Diagnostic(
      .entityNotFound, .runtime, "DeletedEntityAccess",
      "\(what) \(id) was deleted earlier in this statement",
      hint: "Read what you need of it in a WITH before DELETE")
  }

  var labelCounts: [(label: Text, count: Int)] {
    (0..<view.labels.count).map { (view.labels[$0], view.count(ofLabel: $0)) }
      .filter { $0.1 > 0 }
  }

  var typeCounts: [(type: Text, count: Int)] {
    (0..<view.types.count).map { (view.types[$0], view.count(ofType: $0)) }.filter { $0.1 > 0 }
  }

  var propertyKeys: [Text] { view.keys.names }

  var relationshipShapes: [RelationshipShape] {
    (0..<view.types.count).flatMap { type in
      var counts: [[Int]: Int] = [:]
      view.forEachRelationship(type: type) { _, start, end in
        counts[[view.labelSet(of: start), view.labelSet(of: end)], default: 0] += 1
      }
      return counts.map { sets, count in
        RelationshipShape(
          start: labels(of: sets[0]), type: view.types[type], end: labels(of: sets[1]),
          count: count)
      }.sorted { ($1.count, $0.start.description) < ($0.count, $1.start.description) }
    }
  }

  func matches(
    inIndex name: Text, of search: Text, ofRelationships: Bool
  ) throws(Diagnostic) -> [(entity: Value, score: Double)] {
    let found = try fullText.matches(
      in: name, of: search, ofRelationships: ofRelationships, view: view,
      ownChanges: ownChanges, isCancelled: isCancelled)
    return found.compactMap { match in
      // What the statement has deleted so far is still in the index.
      if ofRelationships {
        guard let handle = view.handle(ofRelationship: match.id), view.isLive(handle) else {
          return nil
        }
        return (.relationship(Relationship(id: match.id, handle: handle)), match.score)
      }
      guard let position = view.position(ofNode: match.id), view.isLive(position) else {
        return nil
      }
      return (.node(Node(id: match.id)), match.score)
    }
  }

  func subgraph(
    _ projection: GraphProjection, _ work: AlgorithmWork
  ) throws(Diagnostic) -> CompactGraph {
    try SubgraphReader(view.frozen(), projection, work).graph()
  }

  func answer(_ question: EvidenceQuestion) throws(Diagnostic) -> [[Value]] {
    guard let nested else {
      throw Diagnostic(
        .limitExceeded, .runtime, "QueriesInQueries",
        "Queries that procedures run are nested more than \(NestedQueries.deepest) deep")
    }
    return try nested.answer(question, over: view.frozen()) { (elements) throws(Diagnostic) in
      try poll(elements)
    }
  }

  private func labels(of set: Int) -> [Text] { view.labelSets[set].map { view.labels[$0] } }
}
