import GraphModel

/// What leads from one graph to another: every node and relationship that was added, removed or changed, whole.
///
///     let difference = try GraphDifference(from: graph.reader(at: "may"), to: graph)
///     print(difference.count(.added), difference.changes.first?.name.withKind ?? "nothing")
///     try difference.apply(to: copyOfMay)   // now as the graph is
///
/// Names, types and values are kept to the last bit; numbers of the file are not part of a graph, and those of what
/// is added are new. Schema, indexes and snapshots are not compared. Where the changes are too many to be kept,
/// ``GraphComparison/forEachChange(_:)`` tells them one by one.
public struct GraphDifference: Sendable {
  /// The changes: first of nodes, then of relationships.
  public private(set) var changes: [GraphChange] = []

  /// The difference between two graphs, which may be states of one file.
  ///
  /// - Throws: As ``GraphComparison``.
  /// - Complexity: As ``GraphComparison``, and the room of what differs.
  public init(from before: Graph, to after: Graph) throws {
    try GraphComparison(from: before, to: after).forEachChange { changes.append($0) }
  }

  /// Whether the graphs say the same.
  public var isEmpty: Bool { changes.isEmpty }

  /// How many elements were added, removed or changed.
  public func count(_ kind: GraphChange.Kind) -> Int { changes.count { $0.kind == kind } }

  /// Makes of the first graph, or of a copy of its file, the second.
  ///
  /// - Throws: `Diagnostic` where an element is not as the first graph had it, or the graph is read only, and as
  ///   `Graph.load`; the graph is then as it was.
  /// - Complexity: O(changes), and O(relationships of the graph) once.
  public func apply(to graph: GraphSession) throws {
    if isEmpty { return }
    try graph.load { loader in
      var patch = Patch(loader)
      try patch.apply(changes)
    }
  }
}

/// The applying of changes within one transaction.
private struct Patch {
  let loader: GraphLoader
  /// The numbers of added nodes, by their numbers in the second graph.
  private var added: [Int: Int] = [:]

  init(_ loader: GraphLoader) { self.loader = loader }

  mutating func apply(_ changes: [GraphChange]) throws {
    var removed: [Int] = []
    var numbers: Set<Int> = []
    for change in changes {
      switch change.element {
      case .node(nil, let after?):
        guard let contents = after.contents else { continue }
        added[after.id] = try loader.addNode(
          labels: contents.labels, properties: contents.properties)
      case .node(let before?, nil):
        try check(before, change)
        removed.append(before.id)
      case .node(let before?, let after?):
        try check(before, change)
        try update(before, after)
      case .node(nil, nil): continue
      case .relationship(let before, _, _, _): if let before { numbers.insert(before.id) }
      }
    }
    let known = loader.relationships(numbers)
    for change in changes {
      guard case .relationship(let before, let after, let start, let end) = change.element else {
        continue
      }
      var found: Relationship?
      if let before {
        guard let here = known[before.id], let old = before.contents, let new = here.contents,
          old.type == new.type, old.start == new.start, old.end == new.end,
          old.properties.isSame(as: new.properties)
        else { throw Diagnostic.differenceDoesNotFit(change.name.withKind) }
        found = here
      }
      try apply(found, after?.contents, start, end)
    }
    for number in removed { try loader.deleteNode(number) }
  }

  private func check(_ before: Node, _ change: GraphChange) throws {
    guard let old = before.contents, let new = loader.node(before.id)?.contents,
      Set(old.labels) == Set(new.labels), old.properties.isSame(as: new.properties)
    else { throw Diagnostic.differenceDoesNotFit(change.name.withKind) }
  }

  private func update(_ before: Node, _ after: Node) throws {
    guard let old = before.contents, let new = after.contents else { return }
    try loader.updateNode(
      before.id, adding: new.labels.filter { !old.labels.contains($0) },
      setting: old.properties.assignments(to: new.properties))
    let gone = old.labels.filter { !new.labels.contains($0) }
    if !gone.isEmpty { try loader.removeLabels(gone, from: before.id) }
  }

  private func apply(
    _ found: Relationship?, _ after: Relationship.Contents?, _ start: GraphChange.End,
    _ end: GraphChange.End
  ) throws {
    guard let after else {
      if let found { try loader.delete(found) }
      return
    }
    guard let from = start.numberBefore ?? added[after.start],
      let to = end.numberBefore ?? added[after.end]
    else { throw Diagnostic.noNode(after.start) }
    guard var found, let before = found.contents else {
      _ = try loader.addRelationship(
        type: after.type, start: from, end: to, properties: after.properties)
      return
    }
    if before.start != from || before.end != to {
      found = try loader.moveRelationship(found, start: from, end: to)
    }
    let setting = before.properties.assignments(to: after.properties)
    if !setting.isEmpty { try loader.update(found, setting: setting) }
  }
}

extension MapValue {
  /// What is to be set so that these properties become others: null where one goes.
  func assignments(to other: MapValue) -> MapValue {
    var setting = MapValue()
    for key in entries.keys where other[key] == nil { setting[key] = .null }
    for (key, value) in other.entries where !(self[key].map { $0.isSame(as: value) } ?? false) {
      setting[key] = value
    }
    return setting
  }
}

extension Diagnostic {
  fileprivate static func differenceDoesNotFit(_ name: String) -> Diagnostic {
    Diagnostic(
      .constraintVerificationFailed, .runtime, "DifferenceDoesNotFit",
      "'\(name)' is not as the difference found it; nothing was changed",
      hint: "A difference is applied to the graph that it begins with, or to a copy of its file")
  }
}
