import CypherRuntime
import GraphIndex
import GraphModel

/// Two graphs side by side: which elements are the same, and what is not.
///
///     let comparison = try GraphComparison(from: graph.reader(at: "may"), to: graph)
///     try comparison.forEachChange { change in print(change.kind, change.name.withKind) }
///
/// Nodes are the same by a label and the property that names its nodes (`key` of the schema, `id` where none
/// says), relationships by their `id`, otherwise by ends, type and properties. Numbers of the file count where
/// both are states of one file, and nothing else is known. Where both graphs have a schema, that of the second
/// holds.
///
/// Both are seen as they are now; what is written later is not compared.
///
/// - Complexity: O(*n* log *n*) in the elements of both. It takes 8 bytes a node of both and 16 a node of the smaller,
///   and for relationships those of one node at a time; relationships that are not between the same nodes in both
///   take 16 bytes. The index of each graph is read as queries read it.
public final class GraphComparison {
  let a: GraphView
  let b: GraphView
  let keysA: ElementKeys
  let keysB: ElementKeys
  let nodes: NodeMatching
  let sharesNumbers: Bool
  let work: ComparingWork
  private let graphs: [ComparedGraph]

  /// The two graphs, with the nodes that are the same found.
  ///
  /// - Throws: `Diagnostic` where one is closed or the comparison is cancelled; `StoreError` where a file fails.
  public convenience init(from before: GraphSession, to after: GraphSession) throws {
    try self.init(try ComparedGraph(before), try ComparedGraph(after), unnamed: .byContents)
  }

  init(_ first: ComparedGraph, _ second: ComparedGraph, unnamed: NodeMatching.Unnamed) throws {
    graphs = [first, second]
    (a, b) = (first.view, second.view)
    sharesNumbers = first.session.database.root === second.session.database.root
    let names = first.session.sourceSchema.keys.merging(second.session.sourceSchema.keys) { $1 }
    keysA = ElementKeys(a, names)
    keysB = ElementKeys(b, names)
    work = ComparingWork(graphs.map(\.session.cancelFlag))
    nodes = try NodeMatching(
      a, b, keysA, keysB, sharesNumbers: sharesNumbers, unnamed: unnamed, work)
    try checkSound()
  }

  /// Calls `body` with each change: first nodes, as the first graph has them and then those that were added, then
  /// relationships by type.
  ///
  /// - Throws: What `body` throws; `Diagnostic` where it is cancelled; `StoreError` where a file fails: what was told
  ///   until then may be wrong.
  public func forEachChange(_ body: (GraphChange) throws -> Void) throws {
    try forEachNodePair { p, q in
      if let change = try self.change(p, q) { try body(change) }
    }
    try checkSound()
    try forEachRelationshipPair { x, y in
      if let change = try self.change(x, y) { try body(change) }
    }
    try checkSound()
  }

  /// How many elements, and entries of the tables in which they are looked for, were looked at so far.
  package var workDone: Int { work.count }

  func forEachNodePair(_ body: (NodePosition?, NodePosition?) throws -> Void) throws {
    for p in 0..<NodePosition(a.nodeLimit) where a.isLive(p) {
      try work.tick()
      let q = nodes.after[Int(p)]
      try body(p, q == noNode ? nil : q)
    }
    for q in 0..<NodePosition(b.nodeLimit) where b.isLive(q) && nodes.before[Int(q)] == noNode {
      try work.tick()
      try body(nil, q)
    }
  }

  func forEachRelationshipPair(
    _ body: (RelationshipHandle?, RelationshipHandle?) throws -> Void
  ) throws {
    let matching = RelationshipMatching(
      a: a, b: b, keysA: keysA, keysB: keysB, nodes: nodes, sharesNumbers: sharesNumbers, work: work
    )
    try matching.forEachPair { pair in try body(pair.before, pair.after) }
  }

  /// Makes sure that all that was read of the indexes is sound.
  ///
  /// - Throws: `StoreError` where it is not; the index is then built anew, so that it can be asked again.
  func checkSound() throws {
    for graph in graphs {
      guard let fault = graph.view.base.fault else { continue }
      try graph.session.rebuildIndex(because: fault)
      throw fault
    }
  }

  // MARK: Changes

  private func change(_ p: NodePosition?, _ q: NodePosition?) throws -> GraphChange? {
    let before = p.map { a.fullNode($0) }
    let after = q.map { b.fullNode($0) }
    if let old = before?.contents, let new = after?.contents,
      old.properties.isSame(as: new.properties),
      old.labels == new.labels || Set(old.labels) == Set(new.labels)
    {
      return nil
    }
    guard let name = q.map({ keysB.name(of: $0) }) ?? p.map({ keysA.name(of: $0) }) else {
      return nil
    }
    return GraphChange(
      kind: Self.kind(before != nil, after != nil), name: name,
      element: .node(before: before, after: after))
  }

  private func change(
    _ x: RelationshipHandle?, _ y: RelationshipHandle?
  ) throws -> GraphChange? {
    let endsX = x.map { a.ends(of: $0) }
    let endsY = y.map { b.ends(of: $0) }
    let start = end(endsX?.start, endsY?.start)
    let end = end(endsX?.end, endsY?.end)
    if let x, let y, start.isSame, end.isSame,
      a.relationshipProperties(x).isSame(as: b.relationshipProperties(y))
    {
      return nil
    }
    guard let name = y.map({ keysB.name(of: $0) }) ?? x.map({ keysA.name(of: $0) }) else {
      return nil
    }
    return GraphChange(
      kind: Self.kind(x != nil, y != nil), name: name,
      element: .relationship(
        before: x.map { a.fullRelationship($0) }, after: y.map { b.fullRelationship($0) },
        start: start, end: end))
  }

  private func end(_ p: NodePosition?, _ q: NodePosition?) -> GraphChange.End {
    let place = q.map { nodes.before[Int($0)] } ?? p ?? noNode
    return GraphChange.End(
      before: p.map { keysA.name(of: $0) }, after: q.map { keysB.name(of: $0) },
      numberBefore: place == noNode ? nil : a.nodeID(place),
      isSame: p == nil || q == nil || place == p)
  }

  private static func kind(_ before: Bool, _ after: Bool) -> GraphChange.Kind {
    before ? (after ? .changed : .removed) : .added
  }
}

/// A graph as it is now, which stays so while it is compared.
struct ComparedGraph {
  let session: GraphSession
  let view: GraphView
  private let lease: FileLease?

  /// - Throws: `Diagnostic` where the graph is closed; `StoreError` where the file fails.
  init(_ session: GraphSession) throws {
    try session.checkOpen()
    try session.checkNotLost()
    self.session = session
    lease = try session.lease()
    view = try session.soundView().frozen()
  }

  /// What a statement that writes sees at its beginning.
  init(_ session: GraphSession, writing view: GraphView) {
    self.session = session
    self.view = view.frozen()
    lease = nil
  }
}

extension GraphDatabase {
  /// The database of the file that this one reads a state of; itself where it is no reader.
  var root: GraphDatabase { origin?.root ?? self }
}
