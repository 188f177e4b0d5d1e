import CypherPlan
import CypherRuntime
import GraphIndex
import GraphModel

extension GraphSession {
  /// Reads and binds a statement, to be run many times.
  ///
  /// - Throws: `Diagnostic` where the text is not a statement or cannot be meant.
  public func prepare(_ text: String) throws -> PreparedQuery {
    PreparedQuery(try compiled(text, within: executionLimits), self)
  }

  func compiled(
    _ text: String, within limits: ExecutionLimits
  ) throws -> CompiledStatement {
    try checkOpen()
    return try database.statements.statement(
      text, limits: self.limits.parser, withEvidence: carriesEvidence,
      limits.meter(stoppedBy: cancelFlag))
  }

  /// The limits of a statement that begins now.
  var executionLimits: ExecutionLimits {
    ExecutionLimits(
      time: limits.time, memory: limits.memory, batchSize: batchSize, threads: limits.threads,
      leastRowsAThread: leastRowsAThread)
  }

  /// Runs one statement: a query, EXPLAIN or PROFILE of one, a schema command, or BEGIN, COMMIT or
  /// ROLLBACK.
  ///
  /// - Throws: `Diagnostic` where the query fails, `StoreError` where the file does.
  public func run(_ text: String, parameters: [String: Value] = [:]) throws -> Rows {
    let limits = executionLimits
    return try run(
      try compiled(text, within: limits), parameters: parameters, within: limits)
  }

  /// The value of a lone expression, such as `date('2020-01-01')`.
  public func evaluate(_ expression: String, parameters: [String: Value] = [:]) throws -> Value {
    let rows = try run("RETURN \(expression) AS value", parameters: parameters)
    return try rows.next()?["value"] ?? .null
  }

  func run(
    _ query: CompiledStatement, parameters: [String: Value], within limits: ExecutionLimits
  ) throws -> Rows {
    try checkOpen()
    switch query.bound.body {
    case .transaction(.rollback): break
    default: try checkNotLost()
    }
    switch query.bound.body {
    case .transaction(let command):
      try run(command)
      return Rows(columns: [], warnings: [], producer: GatheredRows())
    case .schema(let command): return try run(command, mode: query.bound.mode)
    case .query(let body):
      let named = Dictionary(uniqueKeysWithValues: parameters.map { (Text($0.key), $0.value) })
      try checkParameters(query.bound, named)
      let statement = RunningStatement(
        query: query, body: body, parameters: named, limits: limits)
      if query.bound.isUpdating, query.bound.mode != .explain { return try runUpdate(statement) }
      return try runRead(statement)
    }
  }

  func checkNotLost() throws(Diagnostic) {
    if transaction?.isLost == true { throw transactionLost }
  }

  /// The file has given the transaction up.
  var transactionLost: Diagnostic {
    Diagnostic(
      .transactionError, .runtime, "TransactionLost",
      "The file could not take the transaction, and all of it has been taken back",
      hint: "ROLLBACK, and do it again once there is room")
  }

  private func checkParameters(
    _ bound: BoundStatement, _ parameters: [Text: Value]
  ) throws(Diagnostic) {
    for name in bound.parameters where parameters[name.text] == nil {
      throw .parameterMissing(name.text, known: parameters.keys.map(\.string), at: name.span)
    }
  }

  /// A query with its parameters and limits.
  struct RunningStatement {
    let query: CompiledStatement
    let body: BoundQuery
    let parameters: [Text: Value]
    let limits: ExecutionLimits
    /// Makes what its rows carry beside their values; nil for nothing.
    var annotating: ProvenanceCircuit.Making?
    /// Makes the columns that say what rows rest on; nil for none.
    var completing: ((ExecutionContext) -> EvidenceColumns?)?
  }

  /// How many groups of sources a row may have before only its sources are told.
  static var mostWitnesses: Int { 64 }

  private func plan(
    _ statement: RunningStatement, in view: GraphView
  ) throws -> CompiledStatement.Plan {
    try statement.query.plan(
      for: statement.body, in: view, rules: database.statements.rules,
      carrying: statement.annotating == nil ? nil : .sources,
      statement.limits.meter(stoppedBy: cancelFlag))
  }

  private func executionContext(
    _ running: RunningStatement, _ plan: CompiledStatement.Plan, _ source: StatementContext,
    _ writer: GraphWriter?
  ) -> ExecutionContext {
    let bound = running.query.bound
    let context = ExecutionContext(
      source: source, mutation: writer, parameters: running.parameters, functions: source,
      limits: running.limits, cancelled: cancelFlag, isUpdating: bound.isUpdating,
      stepCount: bound.mode == .profile ? plan.stepCount : 0, shared: database.budget,
      annotation: running.annotating?(source.view))
    source.execution = context
    context.makeWorker = { [parts, unowned context] stop in
      parts.count.add(1, ordering: .relaxed)
      let own = StatementContext(helping: source)
      let worker = ExecutionContext(
        helping: context, stoppedBy: stop, source: own, functions: own)
      own.execution = worker
      return worker
    }
    return context
  }

  /// What a statement sees that reads `view`.
  private func source(_ view: GraphView, _ statement: RunningStatement) -> StatementContext {
    StatementContext(
      view: view, transactionTime: transaction?.time, fullText: database.fullText,
      ownChanges: hasTurn, isCancelled: cancelFlag.check,
      nested: NestedQueries(
        database: database, parserLimits: limits.parser, limits: statement.limits,
        parameters: statement.parameters, cancelFlag: cancelFlag,
        transactionTime: transaction?.time, ownChanges: hasTurn, depth: 1))
  }

  // MARK: Reading

  /// What a statement reads, from an index of which no part is known to be damaged.
  func soundView() throws -> GraphView {
    let view = try viewToRead()
    guard transaction == nil, let fault = view.base.fault else { return view }
    try rebuildIndex(because: fault)
    return try viewToRead()
  }

  private func runRead(_ statement: RunningStatement) throws -> Rows {
    let lease = try lease()
    transaction?.statementCount += 1
    let query = statement.query
    let seen = try leavingOut(statement, try soundView())
    if query.bound.mode == .explain {
      return explained(query, try plan(carrying(statement, seen.view), in: seen.view), seen)
    }
    var stream = try rows(of: statement, seen.view)
    if query.bound.mode == .profile {
      while try stream.next() != nil {}
      let plan = try plan(carrying(statement, seen.view), in: seen.view)
      return profiled(query, plan, stream.context, Summary())
    }
    return Rows(
      columns: query.columns,
      warnings: seen.warnings + warnings(query, statement.parameters, seen.view)
        + schemaWarnings(query)
        + (try uncarried(statement, seen.view)),
      producer: database.answer(stream, lease), limits: writingLimits(statement))
  }

  /// What ends the writing of an answer: the limits of the statement, which go on when all rows are made.
  private func writingLimits(_ statement: RunningStatement) -> () throws -> Void {
    let (limits, flag) = (statement.limits, cancelFlag)
    return { try limits.check(flag) }
  }

  /// The statement with what its rows carry, where it asks for that.
  private func carrying(
    _ statement: RunningStatement, _ view: GraphView
  ) throws -> RunningStatement {
    guard statement.annotating == nil, let request = statement.query.bound.evidence.request else {
      return statement
    }
    let sources = try elementSources(statement, view)
    var carrying = statement
    carrying.annotating = { _ in ProvenanceCircuit(sources) }
    carrying.completing = { context in
      (context.annotation as? ProvenanceCircuit).map {
        EvidenceColumns(request, $0, sources, context, limit: Self.mostWitnesses)
      }
    }
    return carrying
  }

  /// What the columns of EVIDENCE cannot tell of the rows, and are not to pass over.
  private func uncarried(
    _ statement: RunningStatement, _ view: GraphView
  ) throws -> [Diagnostic] {
    guard statement.query.bound.evidence.request != nil else { return [] }
    return try statement.query.plan(
      for: statement.body, in: view, rules: database.statements.rules, carrying: .sources,
      statement.limits.meter(stoppedBy: cancelFlag)
    ).pipeline.uncarried
  }

  /// The rows of a query that reads `view`, computed as they are read.
  func rows(of statement: RunningStatement, _ view: GraphView) throws -> StreamedRows {
    try rowsOnce(of: statement, view) { [self] fault in
      try rebuildIndex(because: fault)
      return try rowsOnce(of: statement, try leavingOut(statement, try viewToRead()).view)
    }
  }

  private func rowsOnce(
    of statement: RunningStatement, _ view: GraphView,
    repaired: ((any Error) throws -> StreamedRows)? = nil
  ) throws -> StreamedRows {
    let statement = try carrying(statement, view)
    let plan = try plan(statement, in: view)
    let context = executionContext(statement, plan, source(view.frozen(), statement), nil)
    try context.reserve(statement.query.bytes)
    return StreamedRows(
      RunningPlan(plan.pipeline, context: context), context, statement.query.bound,
      evidence: statement.completing?(context), repaired: repaired)
  }

  /// Runs a query that reads, and says of each row which sources it rests on.
  ///
  /// Sources are the nodes with one label; an element that holds only with one of them, because it is
  /// one or is a relationship at one, rests on it. What a row rests on *not* being there, no source
  /// carries.
  ///
  ///     let rows = try graph.runWithSources("MATCH (s:Study)-[:SUPPORTS]->(f) RETURN DISTINCT f.id")
  ///     while let (row, sources) = try rows.next() { print(row.values, sources) }
  ///
  /// - Parameter limit: How many groups a row may have before only its sources are kept.
  /// - Throws: `Diagnostic` where the query fails, or would change the graph.
  package func runWithSources(
    _ text: String, parameters: [String: Value] = [:], label: String = "Study", limit: Int = 64
  ) throws -> SourcedRows {
    let limits = executionLimits
    let query = try compiled(text, within: limits)
    try checkNotLost()
    guard case .query(let body) = query.bound.body, !query.bound.isUpdating,
      query.bound.mode == .run
    else {
      throw Diagnostic(
        .semanticError, .compile, "SourcesOfUpdate",
        "Only the rows of a query that reads rest on sources",
        hint: "Write first, then ask in a query of its own")
    }
    let named = Dictionary(uniqueKeysWithValues: parameters.map { (Text($0.key), $0.value) })
    try checkParameters(query.bound, named)
    let statement = RunningStatement(
      query: query, body: body, parameters: named, limits: limits,
      annotating: { view in
        let schema = SourceSchema(labels: [.init(name: label, key: "id")])
        return ProvenanceCircuit(SchemaSources(schema, in: view))
      })
    let lease = try lease()
    transaction?.statementCount += 1
    return SourcedRows(
      columns: query.columns, try rows(of: statement, try soundView()), limit: limit,
      keeping: lease)
  }

  // MARK: Updating

  private func runUpdate(_ statement: RunningStatement) throws -> Rows {
    do {
      return try runUpdateOnce(statement)
    } catch is FileChanged {
      // It has seen what is no longer so, and has changed nothing; now the file is held to write.
      return try runUpdateOnce(statement)
    } catch let fault as SegmentDamage {
      // The statement has been taken back; it can be repeated with an index built from the rows.
      try rebuildIndex(because: fault)
      return try runUpdateOnce(statement)
    }
  }

  private func runUpdateOnce(_ statement: RunningStatement) throws -> Rows {
    var summary = Summary()
    var rows: [[Value]] = []
    var done: (context: ExecutionContext, plan: CompiledStatement.Plan)?
    var warned: [Diagnostic] = []
    let bound = statement.query.bound
    try write(isRepeatable: true) { writer in
      let plan = try plan(statement, in: writer.view)
      warned = warnings(statement.query, statement.parameters, writer.view)
      let context = executionContext(
        statement, plan, source(writer.view, statement), isReadOnly ? nil : writer)
      done = (context, plan)
      try context.reserve(statement.query.bytes)
      writer.poll = { [unowned context] () throws(Diagnostic) in
        try context.tick(ExecutionContext.effortOfChange)
      }
      var stream = StreamedRows(
        RunningPlan(plan.pipeline, context: context), context, bound, keepsRows: true)
      while let row = try stream.next() {
        // Besides what was taken for the lists and maps in it.
        try context.reserve(
          row.reduce(64) { bytes, value in
            let text = if case .text = value { value.footprint } else { 0 }
            return bytes + MemoryLayout<Value>.stride + text
          })
        rows.append(row)
      }
      summary.counters = writer.counters
      try reviewsChanges?(writer.changeSize)
    }
    if bound.mode == .profile, let done {
      return profiled(statement.query, done.plan, done.context, summary)
    }
    return Rows(
      columns: statement.query.columns, warnings: warned,
      producer: GatheredRows(rows: rows, summary: summary), limits: writingLimits(statement))
  }
}
