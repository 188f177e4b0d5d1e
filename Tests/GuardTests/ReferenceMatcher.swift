import CypherSyntax
import GraphModel
import GraphTestKit

/// Answers queries by plain recursion over arrays, one row at a time.
///
/// It shares only the values and the parser with the engine: no planner, no index, no batch, no
/// multiplicity. What it supports is what ``QueryGenerator`` writes; anything else is an error.
struct ReferenceMatcher {
  let graph: RandomGraph

  /// The variables of a row with their values.
  typealias Row = [Text: Value]

  private let budget = Budget()

  init(graph: RandomGraph) { self.graph = graph }

  /// How many relationships may be looked at before a query is given up as too large.
  private final class Budget {
    var left = 1_000_000
  }

  /// The query makes more work than a test should wait for.
  struct TooLarge: Error {}

  /// The query asks for something that the reference does not know.
  struct Unsupported: Error {
    let what: String
  }

  /// The columns and rows of `text`.
  func answer(_ text: String) throws -> (columns: [Text], rows: [[Value]]) {
    var parser = Parser(text)
    guard case .query(let query) = try parser.statement().body else {
      throw Unsupported(what: "a statement that is no query")
    }
    var columns: [Text] = []
    var rows: [[Value]] = []
    for part in query.parts {
      var table: [Row] = [[:]]
      for clause in part.clauses {
        switch clause {
        case .match(let match): table = try table.flatMap { try matches(match, in: $0) }
        case .unwind(let unwind): table = try table.flatMap { try elements(unwind, in: $0) }
        case .with(let projection): table = try project(projection, table)
        case .return(let projection):
          columns = projection.items.map(name)
          table = try project(projection, table)
        default: throw Unsupported(what: "\(clause)")
        }
      }
      rows += table.map { row in columns.map { row[$0] ?? .null } }
    }
    return (columns, query.distinct ? distinct(rows) : rows)
  }

  private func distinct(_ rows: [[Value]]) -> [[Value]] {
    var seen: Set<[Value]> = []
    return rows.filter { seen.insert($0).inserted }
  }
}

// MARK: - MATCH and UNWIND

extension ReferenceMatcher {
  private func matches(_ clause: MatchClause, in row: Row) throws -> [Row] {
    let found = try matches(clause.patterns, where: clause.predicate, in: row)
    guard found.isEmpty, clause.optional else { return found }
    var nulls = row
    for name in variables(of: clause.patterns) where nulls[name] == nil { nulls[name] = .null }
    return [nulls]
  }

  /// Every way to lay `patterns` over the graph, each relationship used once.
  func matches(
    _ patterns: [PathPattern], where predicate: Expression?, in row: Row
  ) throws -> [Row] {
    var found: [Row] = []
    try match(patterns[...], row, used: []) { candidate in
      if let predicate, try truth(of: predicate, in: candidate) != true { return }
      budget.left -= 1
      found.append(candidate)
    }
    return found
  }

  private func variables(of patterns: [PathPattern]) -> [Text] {
    patterns.flatMap { pattern in
      pattern.nodes.compactMap(\.variable?.text)
        + pattern.relationships.compactMap(\.variable?.text)
    }
  }

  private func match(
    _ patterns: ArraySlice<PathPattern>, _ row: Row, used: Set<Int>, _ emit: (Row) throws -> Void
  ) throws {
    guard let pattern = patterns.first else { return try emit(row) }
    try start(pattern, row) { node, row in
      try step(pattern, 0, from: node, row, used: used) { row, used in
        try match(patterns.dropFirst(), row, used: used, emit)
      }
    }
  }

  private func start(
    _ pattern: PathPattern, _ row: Row, _ emit: (Node, Row) throws -> Void
  ) throws {
    for node in graph.nodes {
      if let row = try bind(node, to: pattern.nodes[0], row) { try emit(node, row) }
    }
  }

  /// The row with `node` bound as `pattern` wants it, or nil where it does not fit.
  private func bind(_ node: Node, to pattern: NodePattern, _ row: Row) throws -> Row? {
    var row = row
    if let name = pattern.variable?.text {
      if let bound = row[name], bound != .node(node) { return nil }
      row[name] = .node(node)
    }
    guard let contents = node.contents else { return nil }
    if let labels = pattern.labels, !holds(labels, of: contents.labels) { return nil }
    guard try fits(pattern.properties, contents.properties, row) else { return nil }
    return row
  }

  private func holds(_ expression: LabelExpression, of labels: [Text]) -> Bool {
    switch expression {
    case .name(let name): labels.contains(name.text)
    case .any: !labels.isEmpty
    case .or(let parts): parts.contains { holds($0, of: labels) }
    case .and(let parts): parts.allSatisfy { holds($0, of: labels) }
    case .not(let part): !holds(part, of: labels)
    }
  }

  private func fits(_ map: Expression?, _ properties: MapValue, _ row: Row) throws -> Bool {
    guard let map else { return true }
    guard case .map(let entries) = map.kind else { throw Unsupported(what: "a map that is none") }
    return try entries.allSatisfy { key, expression in
      Value.equals(properties[key.text] ?? .null, try value(of: expression, in: row)) == true
    }
  }

  /// Walks relationship `index` of `pattern` and what follows.
  private func step(
    _ pattern: PathPattern, _ index: Int, from node: Node, _ row: Row, used: Set<Int>,
    _ emit: (Row, Set<Int>) throws -> Void
  ) throws {
    guard index < pattern.relationships.count else { return try emit(row, used) }
    let wanted = pattern.relationships[index]
    let arrive = { (walked: [Relationship], end: Node, used: Set<Int>) throws in
      var row = row
      if let name = wanted.variable?.text {
        let value: Value =
          wanted.length == nil
          ? .relationship(walked[0]) : .list(walked.map { .relationship($0) })
        if let bound = row[name], bound != value { return }
        row[name] = value
      }
      guard let bound = try bind(end, to: pattern.nodes[index + 1], row) else { return }
      try step(pattern, index + 1, from: end, bound, used: used, emit)
    }
    let length = wanted.length
    let least = length.map { $0.minimum ?? 1 } ?? 1
    let most = length.map { $0.maximum ?? Int.max } ?? 1
    try walk(wanted, from: node, row, [], used, least, most, arrive)
  }

  private func walk(
    _ wanted: RelationshipPattern, from node: Node, _ row: Row, _ walked: [Relationship],
    _ used: Set<Int>, _ least: Int, _ most: Int,
    _ arrive: ([Relationship], Node, Set<Int>) throws -> Void
  ) throws {
    if walked.count >= least, walked.count <= most { try arrive(walked, node, used) }
    guard walked.count < most else { return }
    budget.left -= graph.relationships.count
    if budget.left < 0 { throw TooLarge() }
    for relationship in graph.relationships where !used.contains(relationship.id) {
      guard let contents = relationship.contents else { continue }
      if let types = wanted.types, !holds(types, of: [contents.type]) { continue }
      guard try fits(wanted.properties, contents.properties, row) else { continue }
      var ends: [Int] = []
      if wanted.direction != .incoming, contents.start == node.id { ends.append(contents.end) }
      if wanted.direction != .outgoing, contents.end == node.id { ends.append(contents.start) }
      // A loop is found once, whichever way it is looked at.
      if contents.start == contents.end { ends = Array(ends.prefix(1)) }
      for end in ends {
        try walk(
          wanted, from: graph.nodes[end], row, walked + [relationship],
          used.union([relationship.id]), least, most, arrive)
      }
    }
  }

  private func elements(_ clause: UnwindClause, in row: Row) throws -> [Row] {
    switch try value(of: clause.list, in: row) {
    case .null: return []
    case .list(let list):
      return list.map { element in row.merging([clause.variable.text: element]) { $1 } }
    case let single: return [row.merging([clause.variable.text: single]) { $1 }]
    }
  }
}

// MARK: - WITH and RETURN

extension ReferenceMatcher {
  private func name(of item: ProjectionItem) -> Text { item.alias?.text ?? Text(item.text) }

  private func project(_ clause: ProjectionClause, _ table: [Row]) throws -> [Row] {
    let keys = clause.items.filter { !containsAggregate($0.expression) }
    var rows: [(row: Row, source: Row)] = []
    if keys.count < clause.items.count {
      var groups: [[Value]: [Row]] = [:]
      for row in table {
        groups[try keys.map { try value(of: $0.expression, in: row) }, default: []].append(row)
      }
      if keys.isEmpty, groups.isEmpty { groups[[]] = [] }
      for group in groups.values {
        var row: Row = [:]
        for item in clause.items {
          row[name(of: item)] = try value(of: item.expression, in: group.first ?? [:], group)
        }
        rows.append((row, row))
      }
    } else {
      rows = try table.map { source in
        var row: Row = clause.star ? source : [:]
        for item in clause.items {
          row[name(of: item)] = try value(of: item.expression, in: source)
        }
        return (row, source.merging(row) { $1 })
      }
    }
    if clause.distinct {
      var seen: Set<Row> = []
      rows = rows.filter { seen.insert($0.row).inserted }
    }
    try sort(&rows, by: clause.order)
    let skip = try count(clause.skip) ?? 0
    let limit = try count(clause.limit) ?? Int.max
    let kept = rows.dropFirst(skip).prefix(limit).map(\.row)
    guard let predicate = clause.predicate else { return Array(kept) }
    return try kept.filter { try truth(of: predicate, in: $0) == true }
  }

  private func sort(_ rows: inout [(row: Row, source: Row)], by order: [SortItem]) throws {
    let keyed = try rows.map { pair in
      (keys: try order.map { try value(of: $0.expression, in: pair.source) }, pair: pair)
    }
    rows = keyed.sorted { left, right in
      for (i, item) in order.enumerated() {
        let part = Value.order(left.keys[i], right.keys[i])
        if part != 0 { return item.descending ? part > 0 : part < 0 }
      }
      return false
    }.map(\.pair)
  }

  private func count(_ expression: Expression?) throws -> Int? {
    guard let expression else { return nil }
    guard case .integer(let count) = try value(of: expression, in: [:]) else {
      throw Unsupported(what: "a count that is no integer")
    }
    return count
  }
}
