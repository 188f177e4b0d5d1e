import CypherFunctions
import GraphAlgorithms
import GraphIndex
import GraphModel

/// Makes the rows that algorithms read of the part of a graph that a projection names.
///
/// Where nothing was changed since the index was built, relationships are copied from its rows as they are;
/// otherwise each is looked at.
struct SubgraphReader {
  private let view: GraphView
  private let projection: GraphProjection
  private let work: AlgorithmWork
  private let types: [Int]
  /// The number of each node in the subgraph, by its position; nil where they are the same.
  private let numbers: Run<UInt32>?
  private let identifiers: [Int]

  /// - Throws: `Diagnostic` where a label or type is unknown, or the nodes take more than there is room for.
  init(
    _ view: GraphView, _ projection: GraphProjection, _ work: AlgorithmWork
  ) throws(Diagnostic) {
    self.view = view
    self.projection = projection
    self.work = work
    types = try Self.types(projection, view)
    let labels = try Self.labels(projection, view)
    try work.take(view.nodeLimit * 12)
    if labels == nil, view.hasNoDeletedNodes {
      numbers = nil
      identifiers = (0..<view.nodeLimit).map { view.nodeID(NodePosition($0)) }
      return
    }
    let mask = view.labelMask { set in labels.map { !$0.isDisjoint(with: set) } ?? true }
    let numbers = Run<UInt32>(view.nodeLimit, of: .max)
    var identifiers: [Int] = []
    for position in 0..<NodePosition(view.nodeLimit)
    where mask[view.labelSet(of: position)] && view.isLive(position) {
      numbers[position] = UInt32(identifiers.count)
      identifiers.append(view.nodeID(position))
    }
    self.numbers = numbers
    self.identifiers = identifiers
  }

  /// The subgraph.
  ///
  /// - Throws: `Diagnostic` where a weight is no number or is missing, or the statement is to end.
  func graph() throws(Diagnostic) -> CompactGraph {
    let view = self.view
    var builder = CompactGraphBuilder(
      identifiers: identifiers, orientation: projection.orientation,
      weighted: projection.weight != nil, keepsRelationships: projection.keepsRelationships)
    let count = types.reduce(0) { $0 + view.count(ofType: $1) }
    let entries = projection.orientation == .undirected ? 2 * count : count
    // While it is made, what is gathered and what is sorted stand side by side.
    let width = 8 + (projection.weight == nil ? 0 : 8) + (projection.keepsRelationships ? 8 : 0)
    try work.take(entries * width * 2 + identifiers.count * 24)
    builder.reserve(count)
    for type in types { try add(type, to: &builder) }
    return builder.graph(merging: projection.aggregation) { view.relationshipID($0) }
  }

  private func add(_ type: Int, to builder: inout CompactGraphBuilder) throws(Diagnostic) {
    let key = projection.weight.flatMap { view.keys.number(of: $0) }
    var failure: Diagnostic?
    var seen = 0
    view.forEachRelationship(type: type) { handle, start, end in
      if failure != nil { return }
      seen += 1
      do throws(Diagnostic) {
        if seen & 0xFFF == 0 { try work.look(0x1000) }
        let (from, to) = (numbers?[start] ?? start, numbers?[end] ?? end)
        if from == .max || to == .max { return }
        let weight = projection.weight == nil ? 1 : try self.weight(handle, key)
        builder.add(from: from, to: to, weight: weight, relationship: handle)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private func weight(_ handle: RelationshipHandle, _ key: Int?) throws(Diagnostic) -> Double {
    switch key.map({ view.relationshipProperty(handle, key: $0) }) ?? .null {
    case .float(let number): return number
    case .integer(let number): return Double(number)
    case .null:
      if let weight = projection.defaultWeight { return weight }
      throw .weightMissing(projection.weight ?? "", view.relationshipID(handle))
    case let other:
      throw .weightNoNumber(projection.weight ?? "", other, view.relationshipID(handle))
    }
  }

  private static func types(
    _ projection: GraphProjection, _ view: GraphView
  ) throws(Diagnostic) -> [Int] {
    guard let names = projection.types else { return Array(0..<view.types.count) }
    var found: Set<Int> = []
    for name in names {
      guard let type = view.types.number(of: name) else {
        throw .notProjected("relationship type", name, among: view.types.names)
      }
      found.insert(type)
    }
    return found.sorted()
  }

  private static func labels(
    _ projection: GraphProjection, _ view: GraphView
  ) throws(Diagnostic) -> Set<Int>? {
    guard let names = projection.labels else { return nil }
    var found: Set<Int> = []
    for name in names {
      guard let label = view.labels.number(of: name) else {
        throw .notProjected("label", name, among: view.labels.names)
      }
      found.insert(label)
    }
    return found
  }
}

extension Diagnostic {
  fileprivate static func notProjected(
    _ what: String, _ name: Text, among known: [Text]
  ) -> Diagnostic {
    let names = known.map(\.string)
    return Diagnostic(
      .entityNotFound, .runtime, "NotInGraph", "The graph has no \(what) '\(name)'",
      hint: didYouMean(name.string, in: names)
        ?? (names.isEmpty ? "The graph is empty." : "It has \(names.joined(separator: ", ")).")
    )
  }

  fileprivate static func weightMissing(_ key: Text, _ relationship: Int) -> Diagnostic {
    Diagnostic(
      .propertyNotFound, .runtime, "WeightMissing",
      "The relationship \(relationship) has no property '\(key)' that it could weigh",
      hint: "Give defaultWeight for relationships without one.")
  }

  fileprivate static func weightNoNumber(
    _ key: Text, _ value: Value, _ relationship: Int
  ) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "WeightNoNumber",
      "The property '\(key)' of the relationship \(relationship) is \(value.typePhrase), and no number",
      hint: "A weight is an Integer or a Float.")
  }
}
