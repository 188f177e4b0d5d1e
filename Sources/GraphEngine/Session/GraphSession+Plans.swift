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
      of: printer.lines(plan.pipeline, columns: query.columns) + origins + evidence, Summary())
  }

  /// The rows of PROFILE: the plan with what each step did.
  func profiled(
    _ query: CompiledStatement, _ plan: CompiledStatement.Plan, _ context: ExecutionContext,
    _ summary: Summary
  ) -> Rows {
    let printer = PlanPrinter(names: query.bound.slotNames) { number in
      guard number < context.work.count else { return nil }
      return (context.work[number].rows, context.work[number].edges)
    }
    var lines = printer.lines(plan.pipeline, columns: query.columns)
    if let circuit = context.annotation as? ProvenanceCircuit {
      lines.append(
        "Provenance: \(Words.counted(circuit.gateCount, "gate", "gates")), \(circuit.gateCount * 9 / 1024) KiB, by one thread"
      )
    }
    return rows(of: lines, summary)
  }

  private func rows(of lines: [String], _ summary: Summary) -> Rows {
    var summary = summary
    summary.plan = lines.joined(separator: "\n")
    return Rows(
      columns: ["plan"], warnings: [],
      producer: GatheredRows(rows: lines.map { [.string($0)] }, summary: summary))
  }

  /// Warnings for names that the graph has never seen: in openCypher a typo is no error, only silence.
  func warnings(_ query: CompiledStatement, _ view: GraphView) -> [Diagnostic] {
    if query.hasKnownNames(in: view) || view.nodeCount == 0 { return [] }
    let warnings = warnings(query.bound.mentions, view)
    // What a transaction has named may be taken back.
    if warnings.isEmpty, transaction == nil { query.noteKnownNames(in: view) }
    return warnings
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
