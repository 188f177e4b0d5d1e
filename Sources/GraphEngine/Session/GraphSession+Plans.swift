import CypherPlan
import CypherRuntime
import CypherSyntax
import GraphIndex
import GraphModel
import WordCatalog

extension GraphSession {
  /// The rows of EXPLAIN: a line of the plan each.
  func explained(
    _ query: CompiledStatement, _ plan: CompiledStatement.Plan, _ seen: SeenGraph? = nil
  ) -> Rows {
    let printer = PlanPrinter(names: query.bound.slotNames)
    var evidence: [String] = []
    if query.bound.evidence.request != nil {
      evidence.append(
        "Provenance is carried beside each row from the steps marked so; shortcuts that count "
          + "without making rows are off")
    }
    if let seen, seen.view.isMasked {
      evidence.append(
        "The graph is read through a mask, with "
          + "\(Words.english.nodes(seen.view.nodeCount)) and "
          + "\(Words.english.relationships(seen.view.relationshipCount)) left")
    }
    let origins = query.bound.origins.sorted { $0.key < $1.key }
      .map { "\($0.key) is answered by \($0.value)" }
    return rows(
      of: printer.lines(plan.pipeline, columns: query.columns), remarks: origins + evidence,
      Summary())
  }

  /// The rows of PROFILE: the plan with what each step did.
  func profiled(
    _ query: CompiledStatement, _ plan: CompiledStatement.Plan, _ context: ExecutionContext,
    _ summary: Summary
  ) -> Rows {
    let printer = PlanPrinter(names: query.bound.slotNames) { number in
      guard number < context.work.count else { return nil }
      let done = context.work[number]
      let (seconds, attoseconds) = done.time.components
      return PlanLine.Measured(
        rows: done.rows, relationships: done.edges,
        microseconds: seconds * 1_000_000 + attoseconds / 1_000_000_000_000, memory: done.memory)
    }
    var remarks: [String] = []
    if let circuit = context.annotation as? ProvenanceCircuit {
      remarks.append(
        "Provenance: \(Words.counted(circuit.gateCount, "gate", "gates")), \(circuit.gateCount * 9 / 1024) KiB, by one thread"
      )
    }
    return rows(
      of: printer.lines(plan.pipeline, columns: query.columns), remarks: remarks, summary)
  }

  private func rows(of steps: [PlanLine], remarks: [String], _ summary: Summary) -> Rows {
    var summary = summary
    let lines = steps.map(\.line) + remarks
    summary.plan = lines.joined(separator: "\n")
    summary.planSteps = steps.map { PlanStepReport($0) } + remarks.map { .init(remark: $0) }
    return Rows(
      columns: ["plan"], warnings: [],
      producer: GatheredRows(rows: lines.map { [.string($0)] }, summary: summary))
  }

  /// Warnings for what is legal and surely not meant, first of all names that the graph has never seen: in
  /// openCypher a typo is no error, only silence.
  func warnings(
    _ query: CompiledStatement, _ parameters: [Text: Value], _ view: GraphView
  ) -> [Diagnostic] {
    if view.nodeCount == 0 || !warnsEachTime && query.isKnownWithoutWarnings(in: view) { return [] }
    let warnings =
      warnings(query.bound.mentions, view).filter { !mutedWarnings.contains($0.detail) }
      + adviceOnce(query, parameters, view)
    // What a transaction has named may be taken back.
    if warnings.isEmpty, transaction == nil { query.noteNoWarnings(in: view) }
    return warnings
  }

  /// What is legal and surely not meant. A statement that was looked at and had nothing of it is not read again, in a
  /// transaction either: what it names may be taken back with that, what it says is what it is.
  private func adviceOnce(
    _ query: CompiledStatement, _ parameters: [Text: Value], _ view: GraphView
  ) -> [Diagnostic] {
    if !warnsEachTime, query.isKnownWithoutAdvice(in: view) { return [] }
    let advice = furtherWarnings(query, parameters, view)
    if advice.isEmpty { query.noteNoAdvice(in: view) }
    return advice
  }

  private func warnings(_ mentions: [BoundStatement.Mention], _ view: GraphView) -> [Diagnostic] {
    // A statement may name very many; more than so many warnings are not read.
    let (mostHints, mostWarnings) = (16, 64)
    var seen: Set<Text> = []
    var warnings: [Diagnostic] = mentions.compactMap { mention in
      let table =
        switch mention.kind {
        case .label: view.labels
        case .type: view.types
        case .key: view.keys
        }
      let name = mention.name.text
      guard table.number(of: name) == nil, seen.insert(name).inserted, seen.count <= mostWarnings
      else { return nil }
      return Diagnostic(
        .semanticError, .compile, "Unknown\(mention.kind.detail)",
        "The graph has no \(mention.kind.rawValue) '\(name)'", at: mention.name.span,
        hint: seen.count > mostHints
          ? nil : didYouMean(name.string, in: table.names.map(\.string)))
    }
    if seen.count > mostWarnings {
      warnings.append(
        Diagnostic(
          .semanticError, .compile, "UnknownNames",
          "The graph has none of \(seen.count - mostWarnings) further names"))
    }
    return warnings
  }
}

extension BoundStatement.Mention.Kind {
  fileprivate var detail: String {
    switch self {
    case .label: "Label"
    case .type: "RelationshipType"
    case .key: "PropertyKey"
    }
  }
}
