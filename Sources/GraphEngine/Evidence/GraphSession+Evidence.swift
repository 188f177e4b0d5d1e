import CypherPlan
import CypherRuntime
import GraphIndex
import GraphModel

extension GraphSession {
  /// What a statement sees of the graph, and what is to be said of that.
  struct SeenGraph {
    var view: GraphView
    var warnings: [Diagnostic] = []
  }

  /// The graph without the sources that a statement leaves out.
  ///
  /// - Throws: `Diagnostic` where a name is no source's, or a node no source.
  func leavingOut(_ statement: RunningStatement, _ view: GraphView) throws -> SeenGraph {
    let leftOut = statement.query.leftOut
    guard !leftOut.isEmpty else { return SeenGraph(view: view) }
    let sources = SchemaSources(database.sourceSchema, in: view)
    var left: Set<NodePosition> = []
    var seen = SeenGraph(view: view)
    for found in leftOut {
      switch found.kind {
      case .names:
        for value in try values(of: found.query, statement, view) {
          try add(value, found.span, sources, to: &left)
        }
      case .nodes:
        let nodes = try nodes(of: found.query, statement, view)
        for node in nodes where !sources.isSource(node) {
          throw Diagnostic.noSource(view.labels(of: node), schema: sources.schema, at: found.span)
        }
        if nodes.isEmpty { seen.warnings.append(.nothingLeftOut(at: found.span)) }
        left.formUnion(nodes)
      }
    }
    seen.view = sources.view(without: left)
    return seen
  }

  /// Adds the sources that a value names.
  private func add(
    _ value: Value, _ span: SourceSpan, _ sources: SchemaSources, to left: inout Set<NodePosition>
  ) throws(Diagnostic) {
    switch value {
    case .list(let list): for item in list { try add(item, span, sources, to: &left) }
    case .node(let node):
      guard let position = sources.view.position(ofNode: node.id), sources.isSource(position) else {
        throw .noSource(node.contents?.labels ?? [], schema: sources.schema, at: span)
      }
      left.insert(position)
    default:
      guard let name = value.sourceName else { throw .sourceNotNamed(by: value, at: span) }
      guard let found = sources.byName[name] else {
        throw .unknownSource(name, in: sources, at: span)
      }
      left.formUnion(found)
    }
  }

  /// The values of the only column of a query that goes with a statement.
  private func values(
    of query: CompiledStatement, _ statement: RunningStatement, _ view: GraphView
  ) throws -> [Value] {
    guard case .query(let body) = query.bound.body else { return [] }
    let inner = RunningStatement(
      query: query, body: body, parameters: statement.parameters, limits: statement.limits)
    var stream = try rows(of: inner, view)
    var values: [Value] = []
    while let row = try stream.next() { values += row }
    return values
  }

  private func nodes(
    of query: CompiledStatement, _ statement: RunningStatement, _ view: GraphView
  ) throws -> [NodePosition] {
    try values(of: query, statement, view).compactMap { value in
      if case .node(let node) = value { view.position(ofNode: node.id) } else { nil }
    }
  }

  /// That a statement which asks of sources takes those of the built-in schema, where another lies in the
  /// file and cannot be read.
  func schemaWarnings(_ query: CompiledStatement) -> [Diagnostic] {
    guard case .query(let body) = query.bound.body,
      !query.leftOut.isEmpty || query.bound.evidence.request != nil || body.asksOfSources
    else { return [] }
    return [database.schemaFault].compactMap(\.self)
  }

  /// What says which sources stand behind the elements of the graph that a statement sees.
  func elementSources(_ statement: RunningStatement, _ view: GraphView) throws -> SchemaSources {
    var chosen: Set<NodePosition>?
    if let by = statement.query.sourcesBy { chosen = Set(try nodes(of: by, statement, view)) }
    return SchemaSources(database.sourceSchema, in: view, chosen: chosen)
  }
}

extension Diagnostic {
  static func unknownSource(
    _ name: Text, in sources: SchemaSources, at span: SourceSpan
  ) -> Diagnostic {
    let known = sources.byName.keys.map(\.string).sorted()
    let label = sources.schema.labels.map(\.name).joined(separator: " or ")
    var hint = didYouMean(name.string, in: known)
    if hint == nil {
      let some = known.prefix(5).joined(separator: ", ")
      hint =
        known.isEmpty
        ? "The graph has no node with the label \(label); 'dolen schema show' says what sources are."
        : "Known are \(some)\(known.count > 5 ? " and \(known.count - 5) more" : "")."
    }
    return Diagnostic(
      .entityNotFound, .runtime, "UnknownSource", "There is no \(label) '\(name)'", at: span,
      hint: hint)
  }

  static func noSource(
    _ labels: [Text], schema: SourceSchema, at span: SourceSpan
  ) -> Diagnostic {
    let wanted = schema.labels.map(\.name).joined(separator: " or ")
    let found = labels.isEmpty ? "without a label" : labels.map(\.string).joined(separator: ":")
    return Diagnostic(
      .entityNotFound, .runtime, "NotASource", "A node \(found) is no source", at: span,
      hint: "Sources are nodes with the label \(wanted); the graph's schema says so.")
  }

  static func sourceNotNamed(by value: Value, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidSourceName", "\(value) is no name of a source", at: span,
      hint: "Give texts, such as WITHOUT STUDY 'harden-2015', or lists of them.")
  }

  static func nothingLeftOut(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .semanticError, .compile, "NothingLeftOut",
      "No source matches what is left out, so that the answer is that of the whole graph", at: span)
  }
}
