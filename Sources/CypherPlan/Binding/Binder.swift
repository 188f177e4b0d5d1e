import CypherFunctions
import CypherSyntax
import GraphModel

/// Finds what every name of a statement means, and refuses what cannot be meant.
///
/// A pure function from the tree to a ``BoundStatement``; it knows the functions but not the graph.
package struct Binder {
  let catalog: FunctionCatalog
  var slotCount = 0
  var slotNames: [Int: Text] = [:]
  var mentions: [BoundStatement.Mention] = []
  var parameters: [Name] = []
  var scope = Scope()
  /// Aggregates found in the projection that is being bound; nil where none may stand.
  var aggregates: FoundAggregates?
  /// Whether the expression that is being bound is an argument of an aggregate.
  var isInsideAggregate = false
  /// Whether a pattern may stand for "there is a match".
  var allowsPattern = false
  /// The items that the expression being bound may repeat, in ORDER BY and WHERE of a projection.
  var repeated: RepeatedItems?
  /// Whether an updating clause has occurred.
  var isUpdating = false
  /// What the binding is counted by, and may be ended by.
  let meter: WorkMeter
  /// Whether anything has occurred that may give another value, or other rows, when asked again.
  var isVolatile = false
  /// Who answers for the functions and procedures that are not built in.
  var origins: [String: String] = [:]

  package init(catalog: FunctionCatalog, meter: WorkMeter = WorkMeter()) {
    // What plugins offer is looked up once a statement, and is the same for all of its names.
    self.catalog = catalog.askingOnce()
    self.meter = meter
  }

  package static func bind(
    _ statement: Statement, catalog: FunctionCatalog, meter: WorkMeter = WorkMeter()
  ) throws(Diagnostic) -> BoundStatement {
    var binder = Binder(catalog: catalog, meter: meter)
    var columns: (names: [String], slots: [Int]) = ([], [])
    let body: BoundStatement.Body
    let prefix = statement.evidence
    var evidence = BoundEvidence()
    switch statement.body {
    case .query(let query):
      let (query, witnesses) = try takingWitnesses(out: query, isEvidence: prefix.request != nil)
      let (bound, names) = try binder.bind(query)
      columns = (names, bound.outputs)
      body = .query(bound)
      if prefix.isEmpty { break }
      if binder.isUpdating {
        throw .evidenceOfUpdate(at: prefix.request?.span ?? prefix.leftOut[0].span)
      }
      evidence = try bind(
        prefix, columns: names, witnessColumns: witnesses, catalog: binder.catalog, meter: meter)
      for sources in evidence.leftOut + (evidence.request?.sources ?? []) {
        binder.parameters += sources.statement.parameters
        binder.mentions += sources.statement.mentions
      }
    case .schema(let command): body = .schema(command)
    case .transaction(let command): body = .transaction(command)
    }
    return BoundStatement(
      body: body, mode: statement.mode, columns: columns.names, columnSlots: columns.slots,
      columnSet: SlotSet(columns.slots), slotCount: binder.slotCount, slotNames: binder.slotNames,
      mentions: binder.mentions, parameters: binder.parameters, isUpdating: binder.isUpdating,
      origins: binder.origins, evidence: evidence)
  }

  /// Binds a lone expression, for parameters given as expressions.
  package static func bind(
    expression: Expression, catalog: FunctionCatalog
  ) throws(Diagnostic) -> (BoundExpression, slotCount: Int) {
    var binder = Binder(catalog: catalog)
    let bound = try binder.bind(expression)
    return (bound, binder.slotCount)
  }

  /// Makes a name known, and remembered for EXPLAIN.
  mutating func declare(_ name: Text, slot: Int, _ type: ValueType) {
    scope.declare(name, slot: slot, type)
    slotNames[slot] = name
  }

  mutating func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }

  // MARK: Queries

  /// Binds a query in the current scope and returns the names of its columns.
  ///
  /// - Parameter scopes: What each part sees where it begins, if not the current scope.
  mutating func bind(
    _ query: Query, in scopes: [Scope]? = nil
  ) throws(Diagnostic) -> (BoundQuery, [String]) {
    let outer = scope
    var parts: [BoundPart] = []
    var partOutputs: [[Int]] = []
    var names: [String]?
    for (index, part) in query.parts.enumerated() {
      scope = scopes?[index] ?? outer
      let (bound, columns) = try bind(part)
      if let names, names != columns.map(\.name) {
        throw .differentColumns(at: part.span)
      }
      names = columns.map(\.name)
      parts.append(bound)
      partOutputs.append(columns.map(\.slot))
    }
    scope = outer
    let outputs =
      parts.count == 1 ? partOutputs[0] : partOutputs[0].map { _ in newSlot() }
    return (
      BoundQuery(
        parts: parts, distinct: query.distinct, outputs: outputs, partOutputs: partOutputs),
      names ?? []
    )
  }

  mutating func bind(
    _ part: SingleQuery
  ) throws(Diagnostic) -> (BoundPart, [(name: String, slot: Int)]) {
    var clauses: [BoundClause] = []
    var columns: [(name: String, slot: Int)] = []
    for clause in part.clauses {
      columns = []
      try bind(clause, into: &clauses, columns: &columns)
    }
    return (BoundPart(clauses: clauses), columns)
  }

  mutating func bind(
    _ clause: Clause, into clauses: inout [BoundClause], columns: inout [(name: String, slot: Int)]
  ) throws(Diagnostic) {
    try meter.note()
    switch clause {
    case .match(let match): clauses.append(.match(try bind(match)))
    case .unwind(let unwind): clauses.append(try bind(unwind))
    case .with(let projection):
      _ = try bind(projection, isWith: true, into: &clauses)
    case .return(let projection):
      columns = try bind(projection, isWith: false, into: &clauses)
    case .create(let create): clauses.append(.create(try bind(create)))
    case .merge(let merge): clauses.append(.merge(try bind(merge)))
    case .set(let set): clauses.append(.set(try bind(set.items)))
    case .remove(let remove): clauses.append(.remove(try bind(remove)))
    case .delete(let delete): clauses.append(try bind(delete))
    case .call(let call): columns = try bind(call, into: &clauses)
    case .subquery(let subquery): clauses.append(try bind(subquery))
    case .forEach(let forEach): clauses.append(try bind(forEach))
    }
  }

  private mutating func bind(_ unwind: UnwindClause) throws(Diagnostic) -> BoundClause {
    let list = try bind(unwind.list)
    guard scope[unwind.variable.text] == nil else { throw .variableAlreadyBound(unwind.variable) }
    let slot = newSlot()
    declare(unwind.variable.text, slot: slot, .any)
    return .unwind(list: list, slot: slot)
  }

  // MARK: Calls

  private mutating func bind(
    _ call: CallClause, into clauses: inout [BoundClause]
  ) throws(Diagnostic) -> [(name: String, slot: Int)] {
    guard let procedure = catalog.procedure(called: call.procedure.text.string) else {
      throw .unknownProcedure(call.procedure, in: catalog)
    }
    if procedure.volatility == .volatile { isVolatile = true }
    if let origin = procedure.origin { origins[procedure.name] = origin }
    let arguments = try bindArguments(of: call, procedure)
    var yields: [(column: Int, slot: Int)] = []
    var columns: [(name: String, slot: Int)] = []
    func column(_ field: Name) throws(Diagnostic) -> Int {
      guard let index = procedure.columns.firstIndex(where: { $0.name == field.text.string }) else {
        throw .unknownYield(field, of: procedure)
      }
      return index
    }
    switch call.yield {
    case .items(let items):
      for item in items {
        let name = item.alias ?? item.field
        guard scope[name.text] == nil else { throw .variableAlreadyBound(name) }
        let place = try column(item.field)
        let slot = newSlot()
        declare(name.text, slot: slot, procedure.columns[place].type)
        yields.append((place, slot))
        columns.append((name.text.string, slot))
      }
    case .all, .none:
      if case .none = call.yield, !call.standalone {
        if !procedure.columns.isEmpty {
          throw Diagnostic(
            .syntaxError, .compile, "UndefinedVariable",
            "A CALL inside a query must say what it yields", at: call.span,
            hint: "Write CALL … YIELD \(procedure.columns.map(\.name).joined(separator: ", ")).")
        }
        break
      }
      for (place, column) in procedure.columns.enumerated() {
        let slot = newSlot()
        declare(Text(column.name), slot: slot, column.type)
        yields.append((place, slot))
        columns.append((column.name, slot))
      }
    }
    let predicate = try bindPredicate(call.predicate)
    clauses.append(
      .call(
        BoundCall(
          procedure: procedure, arguments: arguments, yields: yields, predicate: predicate,
          span: call.span)))
    return call.standalone ? columns : []
  }

  private mutating func bindArguments(
    of call: CallClause, _ procedure: Procedure
  ) throws(Diagnostic) -> [BoundExpression] {
    guard let written = call.arguments else {
      guard call.standalone else { throw .argumentPassing(call.procedure) }
      return procedure.parameters.filter { !$0.optional }.map { parameter in
        let name = Name(Text(parameter.name), at: call.procedure.span)
        parameters.append(name)
        return BoundExpression(.parameter(name.text), .any, at: call.procedure.span)
      }
    }
    let least = procedure.parameters.count { !$0.optional }
    guard (least...procedure.parameters.count).contains(written.count) else {
      throw .wrongArgumentCount(
        call.procedure, signature: procedure.signature, given: written.count)
    }
    var arguments: [BoundExpression] = []
    for (argument, parameter) in zip(written, procedure.parameters) {
      let bound = try bind(argument)
      try expect(
        bound, parameter.type.accepting, "'\(procedure.name)', argument \(parameter.name),")
      arguments.append(bound)
    }
    return arguments
  }

  private mutating func bind(_ forEach: ForEachClause) throws(Diagnostic) -> BoundClause {
    let list = try bind(forEach.list)
    try expect(list, .list, "FOREACH")
    let outer = scope
    guard scope[forEach.variable.text] == nil else {
      throw .variableAlreadyBound(forEach.variable)
    }
    let slot = newSlot()
    declare(forEach.variable.text, slot: slot, .any)
    var updates: [BoundClause] = []
    var columns: [(name: String, slot: Int)] = []
    for update in forEach.updates { try bind(update, into: &updates, columns: &columns) }
    scope = outer
    isUpdating = true
    return .forEach(slot: slot, list: list, updates: updates)
  }
}
