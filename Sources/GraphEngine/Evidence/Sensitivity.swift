import CypherFunctions
import CypherPlan
import CypherRuntime
import GraphIndex
import GraphModel

/// What of an answer changes when sources are left out, one or one group at a time.
///
/// By definition it is the difference between the answer on the graph and the answer without the sources.
/// Where rows and groups only lose matches, that is told from one run that carries what each match rests
/// on; otherwise the query is asked again under a mask.
struct Sensitivity {
  private let queries: NestedQueries
  private let query: CompiledStatement
  private let body: BoundQuery
  private let view: GraphView
  private let sources: SchemaSources
  private let by: String
  private let difference: AnswerDifference

  /// Sources that are left out together.
  private struct LeftOut {
    var name: Value
    var sources: Set<NodePosition>
  }

  /// - Throws: `Diagnostic` where the query cannot be meant, or an option.
  init(
    _ queries: NestedQueries, _ text: Text, _ options: MapValue, over view: GraphView
  ) throws(Diagnostic) {
    self.queries = queries
    self.view = view
    (query, body) = try queries.compiled(text)
    sources = SchemaSources(queries.database.sourceSchema, in: view)
    switch options["by"] {
    case nil, .null?: by = "study"
    case .text(let text)?: by = text.string
    default: throw .sensitivityOption("by is a text: 'study', a property, or an expression of s")
    }
    let columns = query.columns
    switch options["key"] {
    case nil, .null?:
      let aggregated = body.aggregatedColumns
      let keys = columns.indices.filter { !aggregated[$0] }
      difference = AnswerDifference(
        columns: columns, keys: aggregated.contains(true) ? keys : Array(columns.indices))
    case .list(let list)?:
      var keys: [Int] = []
      for item in list {
        guard case .text(let name) = item, let place = columns.firstIndex(of: name.string) else {
          throw .sensitivityOption(
            "the query has no column \(item)",
            hint: "It has \(columns.joined(separator: ", ")).")
        }
        keys.append(place)
      }
      difference = AnswerDifference(columns: columns, keys: keys)
    default: throw .sensitivityOption("key is a list of names of columns")
    }
  }

  /// The rows of `evidence.sensitivity`.
  func rows() throws(Diagnostic) -> [[Value]] {
    try changes().map { [$0.leftOut] + $0.change.values }
  }

  /// The rows of `evidence.restsOnOne`.
  func lostRows() throws(Diagnostic) -> [[Value]] {
    try changes().filter { $0.change.kind == "lost" }.map { [$0.leftOut, .map($0.change.key)] }
  }

  private typealias Found = (leftOut: Value, change: AnswerDifference.Change)

  private func changes() throws(Diagnostic) -> [Found] {
    switch body.shape {
    case .rows where difference.matchesWhole:
      if let found = try changesOfRows() { return found }
    case .groups(let matches, let aggregation)
    where difference.keys == body.aggregatedColumns.indices.filter({ !body.aggregatedColumns[$0] }):
      if let found = try changesOfGroups(matches, aggregation) { return found }
    default: break
    }
    return try changesByAskingAgain()
  }

  // MARK: Asking again

  private func changesByAskingAgain() throws(Diagnostic) -> [Found] {
    let before = try queries.all(query, over: view)
    // Where a row may come when something goes, any source may be behind what is not there.
    var left = sources.all
    if case .other = body.shape {} else { left = try sourcesBehindRows() ?? left }
    var found: [Found] = []
    for group in try groups(of: left) {
      let after = try queries.all(query, over: sources.view(without: group.sources))
      for change in difference.changes(from: before, to: after) {
        found.append((group.name, change))
      }
    }
    return found
  }

  /// The sources that occur behind the rows of the answer.
  private func sourcesBehindRows() throws(Diagnostic) -> [NodePosition]? {
    let circuit = ProvenanceCircuit(sources)
    var stream = try queries.rows(of: query, over: view, carrying: circuit)
    let reader = EvidenceReader(circuit, view)
    var found: Set<NodePosition> = []
    while try queries.next(of: &stream) != nil {
      found.formUnion(reader.evidence(of: stream.annotation).sources)
    }
    return found.sorted()
  }

  // MARK: One pass

  /// By what each row rests on; nil where some row rests on too much for that to be known.
  private func changesOfRows() throws(Diagnostic) -> [Found]? {
    let circuit = ProvenanceCircuit(sources)
    var stream = try queries.rows(of: query, over: view, carrying: circuit)
    var rows: [[Value]] = []
    var needs = MatchNeeds(circuit, view)
    while let row = try queries.next(of: &stream) {
      try stream.context.reserve(row)
      rows.append(row)
      guard needs.add(stream.annotation) else { return nil }
    }
    var found: [Found] = []
    for group in try groups(of: needs.sources) {
      for row in needs.lost(without: group.sources) {
        found.append((group.name, difference.lost(rows[row])))
      }
    }
    return found
  }

  /// By what each match rests on that a group has gathered; nil where that is too much to be known.
  private func changesOfGroups(
    _ matches: BoundQuery, _ aggregation: BoundAggregation
  ) throws(Diagnostic) -> [Found]? {
    let statement = query.bound.asking(matches)
    let circuit = ProvenanceCircuit(sources)
    var stream = try queries.rows(of: query, statement, over: view, carrying: circuit)
    var table = MatchTable(aggregation, outputs: body.outputs)
    var needs = MatchNeeds(circuit, view)
    while let row = try queries.next(of: &stream) {
      try stream.context.reserve(64 + row.count * 24)
      table.add(row)
      guard needs.add(stream.annotation) else { return nil }
    }
    let before = try table.answer()
    // Thousands of changes are of the same few rows.
    let known = before.map { difference.lost($0) }
    var found: [Found] = []
    for group in try groups(of: needs.sources) {
      let lost = needs.lost(without: group.sources)
      for (index, after) in try table.groups(without: lost, stream.context) {
        if let after {
          for change in difference.changed(before[index], after, key: known[index].key) {
            found.append((group.name, change))
          }
        } else {
          found.append((group.name, known[index]))
        }
      }
    }
    return found
  }

  // MARK: Groups of sources

  /// The sources as they are left out, by name or by what they have in common.
  private func groups(of left: [NodePosition]) throws(Diagnostic) -> [LeftOut] {
    var groups: [LeftOut] = []
    var places: [Value: Int] = [:]
    func add(_ source: NodePosition, _ name: Value) {
      if let place = places[name] {
        groups[place].sources.insert(source)
      } else {
        places[name] = groups.count
        groups.append(LeftOut(name: name, sources: [source]))
      }
    }
    if by == "study" || by == "source" {
      // Sources of one name are left out together, as WITHOUT does it.
      for source in left { add(source, .text(sources.name(of: source))) }
      return groups.sorted { Value.order($0.name, $1.name) < 0 }
    }
    // What sources have in common is shared by those that the answer does not show, too.
    let wanted = Set(left)
    for (source, name) in try commonValues() { add(source, name) }
    return groups.filter { !$0.sources.isDisjoint(with: wanted) }
      .sorted { Value.order($0.name, $1.name) < 0 }
  }

  /// Every source with the property, or the value of the expression, by which it is left out.
  private func commonValues() throws(Diagnostic) -> [(NodePosition, Value)] {
    let isName = by.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
    let value = isName ? "s.`\(by)`" : "(\(by))"
    let (query, _) = try queries.compiled(
      Text("MATCH (s) WHERE id(s) IN $`left out` RETURN s AS source, \(value) AS value"),
      knowing: ["left out"])
    let numbers = sources.all.map { Value.integer(view.nodeID($0)) }
    return try queries.all(query, over: view, with: ["left out": .list(numbers)])
      .compactMap { row in
        guard case .node(let node) = row[0], let position = view.position(ofNode: node.id) else {
          return nil
        }
        return (position, row[1])
      }
  }
}

extension Diagnostic {
  static func sensitivityOption(_ what: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidOption", "evidence.sensitivity: \(what)",
      hint: hint
        ?? "CALL evidence.sensitivity('MATCH … RETURN …', {by: 'kind', key: ['factor']})")
  }
}
