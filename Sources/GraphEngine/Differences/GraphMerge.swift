import GraphModel

/// What merging a graph into another has done.
///
///     let report = try graph.merge(other, named: ("ours", "theirs"))
///     for conflict in report.conflicts { print(conflict.id, conflict.first, conflict.second) }
public struct GraphMerge: Sendable {
  /// How many nodes only the other graph had.
  public internal(set) var nodesAdded = 0
  /// How many relationships only the other graph had.
  public internal(set) var relationshipsAdded = 0
  /// How many nodes took over something of the other graph.
  public internal(set) var nodesChanged = 0
  /// How many relationships took over something of the other graph.
  public internal(set) var relationshipsChanged = 0
  /// What nobody has decided yet, in the order of the elements.
  public internal(set) var conflicts: [MergeConflict] = []
  /// Whether both have a schema, and not the same: that of this graph stays.
  public internal(set) var schemasDiffer = false
}

/// Two graphs say different things of one element; both are kept until a person chooses.
///
/// In the graph it is a node `:MergeConflict` with these properties, and a relationship `IN_CONFLICT` to the node, or
/// to the ends of the relationship, that it is about. The element itself goes on saying what it said.
public struct MergeConflict: Sendable {
  /// The label of its node.
  public static let label: Text = "MergeConflict"
  /// The type of the relationship that leads to what it is about.
  public static let type: Text = "IN_CONFLICT"

  /// What the graphs disagree in.
  public enum Kind: String, Sendable, CaseIterable {
    /// The value of a property.
    case value
    /// The ends of a relationship; both relationships are there.
    case ends
    /// Whether it is there: one graph has removed what the common base has; it is there.
    case removed
  }

  /// What names it, the same whenever the two are merged again: `Study harden-2015 year`.
  public internal(set) var id: String
  /// What the graphs disagree in.
  public let kind: Kind
  /// The element: `Study harden-2015`.
  public let element: String
  /// Whether the element is a node.
  public let isNode: Bool
  /// The number of the element in the merged graph.
  public let number: Int
  /// Where the relationships of both graphs are there, the number of that of the other.
  public let otherNumber: Int?
  /// The property; nil where it is about something else.
  public let property: Text?
  /// What this graph says; null where it does not.
  public let first: Value
  /// What the other says.
  public let second: Value
  /// What the common base says; null where it does not, or there is none.
  public let base: Value
  /// The import runs that the element comes from, where it says so: in this graph, in the other.
  public let runs: (first: Value, second: Value)

  /// What a person can choose.
  public enum Choice: String, Sendable, CaseIterable {
    /// What this graph says.
    case first
    /// What the other says.
    case second
  }

  /// The statement that does what somebody has chosen, and leaves the conflict decided, whether or not the
  /// element is still there.
  ///
  ///     MATCH (c:MergeConflict {id: 'Study harden-2015 year'}) SET c.state = 'second'
  ///     WITH c OPTIONAL MATCH (c)-[:IN_CONFLICT]->(n) SET n.year = c.second
  public func taking(_ choice: Choice) -> String {
    let decided =
      "MATCH (c:\(Self.label) {id: \(Value.quoted(Text(id)))}) "
      + "SET c.state = '\(choice.rawValue)'"
    let said = choice == .first ? first : second
    func relationship(_ number: Int) -> String { "()-[n]->() WHERE id(n) = \(number)" }
    let element = isNode ? "(c)-[:\(Self.type)]->(n)" : relationship(number)
    switch kind {
    case .value:
      if choice == .first { return decided }
      let key = Value.quotedName(property ?? "")
      return "\(decided) WITH c OPTIONAL MATCH \(element) SET n.\(key) = c.second"
    case .removed:
      if said == .boolean(true) { return decided }
      return "\(decided) WITH c OPTIONAL MATCH \(element) \(isNode ? "DETACH " : "")DELETE n"
    case .ends:
      let gone = choice == .first ? otherNumber ?? number : number
      return "\(decided) WITH c OPTIONAL MATCH \(relationship(gone)) DELETE n"
    }
  }

  /// The properties of its node.
  func properties(named names: (first: String, second: String)) -> MapValue {
    var map: MapValue = [
      "id": .string(id), "state": "open", "kind": .string(kind.rawValue),
      "element": .string(element), (isNode ? "node" : "relationship"): .integer(number),
      "first_source": .string(names.first), "second_source": .string(names.second),
    ]
    if let property { map["property"] = .text(property) }
    if let otherNumber { map["other_relationship"] = .integer(otherNumber) }
    let values: [(Text, Value)] = [
      ("first", first), ("second", second), ("base", base), ("first_run", runs.first),
      ("second_run", runs.second),
    ]
    for (key, value) in values where !value.isNull { map[key] = value }
    return map
  }
}

extension MergeConflict {
  /// The conflict that a node of a graph keeps; nil where it is none, or was decided.
  public init?(_ node: Node) {
    guard let contents = node.contents, contents.labels.contains(Self.label),
      case let map = contents.properties, map["state"] == "open",
      case .text(let id)? = map["id"], case .text(let kind)? = map["kind"],
      let kind = Kind(rawValue: kind.string), case .text(let element)? = map["element"]
    else { return nil }
    let number: Int
    switch (map["node"], map["relationship"]) {
    case (.integer(let node)?, _): (number, isNode) = (node, true)
    case (nil, .integer(let relationship)?): (number, isNode) = (relationship, false)
    default: return nil
    }
    self.number = number
    self.id = id.string
    self.kind = kind
    self.element = element.string
    if case .integer(let other)? = map["other_relationship"] {
      otherNumber = other
    } else {
      otherNumber = nil
    }
    if case .text(let key)? = map["property"] { property = key } else { property = nil }
    (first, second) = (map["first"] ?? .null, map["second"] ?? .null)
    base = map["base"] ?? .null
    runs = (map["first_run"] ?? .null, map["second_run"] ?? .null)
  }
}

extension GraphSession {
  /// The conflicts of merges that nobody has decided yet, by name.
  ///
  /// - Throws: As `run(_:parameters:)`.
  public func openConflicts() throws -> [MergeConflict] {
    let rows = try run("MATCH (c:\(MergeConflict.label)) RETURN c ORDER BY c.id").all()
    return try rows.compactMap { MergeConflict(try $0["c", as: Node.self]) }
  }

  /// Takes over all that another graph has, in one transaction: every node and relationship of both is there
  /// afterwards, and what they say differently is kept as a conflict (``MergeConflict``) until a person chooses.
  ///
  ///     try graph.merge(Graph.open("theirs.dolen", access: .readOnly), base: graph.reader(at: "may"))
  ///
  /// Elements are the same as ``GraphComparison`` says, but nodes without a key only where labels, properties and
  /// neighbours are the same. With a common base, what only one of the two has changed of an element is what holds;
  /// without one, a property that only one has is taken over. What one has removed stays, and is a conflict.
  ///
  /// - Parameters:
  ///   - base: What both come from.
  ///   - names: What conflicts call the two.
  ///   - isTrial: Whether it is only tried.
  /// - Throws: `Diagnostic` where this graph cannot be written to, a unique constraint does not hold, or it is cancelled;
  ///   `StoreError` where a file fails. The graph is then as it was.
  /// - Complexity: As ``GraphComparison``, and the room of what the other has besides.
  @discardableResult
  public func merge(
    _ other: GraphSession, base: GraphSession? = nil,
    named names: (first: String, second: String) = ("first", "second"),
    onlyTrying isTrial: Bool = false
  ) throws -> GraphMerge {
    let second = try ComparedGraph(other)
    let origin = try base.map { try ComparedGraph($0) }
    var report = GraphMerge()
    try load(onlyTrying: isTrial) { loader in
      var merger = try GraphMerger(
        loader, ComparedGraph(self, writing: loader.writer.view), second, origin, names)
      try merger.run()
      report = merger.report
    }
    if let theirs = other.schemaText, theirs != schemaText {
      report.schemasDiffer = schemaText != nil
      if schemaText == nil, !isTrial, !isInTransaction { try setSchema(json: Array(theirs.utf8)) }
    }
    return report
  }
}
