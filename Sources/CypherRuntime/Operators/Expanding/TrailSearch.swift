import CypherPlan
import GraphIndex
import GraphModel

/// What a path from the node of one row must satisfy: tests of its elements and of the whole.
struct PathTest {
  private unowned let host: ShortestPathOperator
  private let batch: Batch
  private let row: Int32
  /// What each relationship must have.
  private let properties: [(key: Int?, value: Value)]

  /// A relationship of a path and the node that it leads to.
  typealias Step = (node: NodePosition, handle: RelationshipHandle)

  init(
    _ host: ShortestPathOperator, _ batch: Batch, _ row: Int32,
    properties: [(key: Int?, value: Value)]
  ) {
    self.host = host
    self.batch = batch
    self.row = row
    self.properties = properties
  }

  /// Whether a relationship has the properties of the pattern.
  func matches(_ handle: RelationshipHandle) -> Bool {
    properties.allSatisfy { key, value in
      let own = key.map { host.view.relationshipProperty(handle, key: $0) } ?? .null
      return Value.equals(own, value) == true
    }
  }

  /// Whether the elements of a path are tested.
  var hasSteps: Bool { !condition.steps.isEmpty }

  private var condition: PathCondition { host.expand.condition }

  /// Whether the elements of a path decide, so that any part of a path that passes is one too.
  var isLocal: Bool { condition.whole.isEmpty }

  /// Whether a path may begin at `start`.
  func accepts(start: NodePosition) throws -> Bool {
    try passing(condition.steps.filter(\.isNode), [(start, noRelationship)]).count == 1
  }

  /// Those of the steps that a path may take.
  func accepted(_ steps: [Step]) throws -> [Step] {
    hasSteps ? try passing(condition.steps, steps) : steps
  }

  private func passing(_ tests: [PathCondition.Step], _ steps: [Step]) throws -> [Step] {
    guard !tests.isEmpty, !steps.isEmpty else { return steps }
    var rows = outer(steps.count)
    for test in tests where rows.selectedCount > 0 {
      rows.columns[test.slot] =
        test.isNode ? .nodes(steps.map(\.node)) : .relationships(steps.map(\.handle))
      let truths = try host.evaluator.truths(
        try host.evaluator.evaluate(test.predicate, rows, rows.rows), rows.rows)
      rows.selection = rows.rows.filtered { truths[$0] == (test.wanted ? 1 : 0) }.indices
    }
    return (rows.selection ?? Array(0..<Int32(steps.count))).map { steps[Int($0)] }
  }

  /// The first `limit` of the paths, or all, that satisfy the tests of the whole.
  func passing(
    _ paths: [ShortestPathOperator.Found], limit: Int?
  ) throws -> [ShortestPathOperator.Found] {
    guard !isLocal else { return limit.map { Array(paths.prefix($0)) } ?? paths }
    var result: [ShortestPathOperator.Found] = []
    var position = 0
    while position < paths.count, result.count < limit ?? .max {
      let part = Array(paths[position..<min(position + host.batchSize, paths.count)])
      position += part.count
      var rows = host.columns(of: part, in: outer(part.count))
      for path in condition.paths {
        rows.columns[path.slot] = try host.evaluator.paths(path.parts, rows, rows.rows)
      }
      var passing = rows.rows
      for predicate in condition.whole where passing.selectedCount > 0 {
        passing = try host.evaluator.filter(predicate, rows, passing)
      }
      passing.forEach { result.append(part[$0]) }
    }
    return limit.map { Array(result.prefix($0)) } ?? result
  }

  /// The row, so many times over.
  private func outer(_ count: Int) -> Batch {
    batch.gathered(Array(repeating: row, count: count))
  }
}

/// Paths longer than the shortest, length by length, until each end has one that passes.
struct TrailSearch {
  private unowned let host: ShortestPathOperator
  private let test: PathTest

  init(_ host: ShortestPathOperator, _ test: PathTest) {
    self.host = host
    self.test = test
  }

  /// The shortest trails from `start` to each of `ends` that pass.
  ///
  /// - Complexity: O(trails up to the length of the longest answer), in time and memory; the limits of
  ///   the query end what grows beyond them.
  func paths(
    from start: NodePosition, to ends: Set<NodePosition>
  ) throws -> [ShortestPathOperator.Found] {
    let types = host.view.types(host.expand.types)
    var missing = ends
    var found: [ShortestPathOperator.Found] = []
    var trails = [ShortestPathOperator.Found(end: start, relationships: [])]
    var length = 0
    while !trails.isEmpty, !missing.isEmpty, length < host.greatestLength {
      length += 1
      trails = try trails.flatMap { trail in
        var longer: [ShortestPathOperator.Found] = []
        try host.forEachStep(from: trail.end, types, test) { node, handle in
          guard !trail.relationships.contains(handle) else { return }
          longer.append(.init(end: node, relationships: trail.relationships + [handle]))
        }
        let bytes = longer.count * (96 + 8 * length)
        try host.context.reserve(bytes)
        host.searched += bytes
        return longer
      }
      guard length >= host.expand.length.minimum else { continue }
      let arrived = try test.passing(trails.filter { missing.contains($0.end) }, limit: nil)
      for path in arrived {
        guard host.expand.search == .allShortest || missing.contains(path.end) else { continue }
        found.append(path)
        if host.expand.search == .shortest { missing.remove(path.end) }
      }
      missing.subtract(arrived.map(\.end))
    }
    return found
  }
}
