import CypherPlan
import GraphIndex
import GraphModel

/// An inner plan run once for each whole batch of outer rows, answering by ordinal (decision 5).
final class ApplyOperator: Operator {
  private let apply: Apply
  private let inner: RunningPlan
  private let isUpdating: Bool
  /// The slots that the inner plan fills.
  private let produced: SlotSet
  private var outer: Batch?
  private var owners: [Int32] = []
  private var seen: [Bool] = []
  /// Where the inner plan writes: outer batches that it has not yet seen, the next one last.
  private var waiting: [Batch]?
  /// Where the inner plan writes: the outer batches as they came.
  private var outerBatches: [Batch] = []
  /// Where the inner plan writes: all that comes of it, the next batch last.
  private var done: [Batch]?
  private var isInnerDone = false

  init(_ apply: Apply, _ step: PlanStep, input: Operator?, context: ExecutionContext) {
    self.apply = apply
    inner = RunningPlan(apply.inner, context: context)
    isUpdating = apply.inner.isUpdating
    produced = apply.produces
    super.init(step, input: input, context: context)
  }

  override var streams: Bool { !isUpdating }

  override func reset() {
    outer = nil
    waiting = nil
    outerBatches = []
    done = nil
    super.reset()
  }

  override func produce() throws -> Batch? {
    guard isUpdating else { return try answer() }
    // What comes after must see all that the clause did, and LIMIT must not shorten it.
    if done == nil {
      var all: [Batch] = []
      while let batch = try answer() {
        guard batch.selectedCount > 0, !apply.kind.givesOuterRows else { continue }
        try context.reserve(batch.selectedCount * 16)
        all.append(batch)
      }
      done = apply.kind.givesOuterRows ? outerBatches.reversed() : all.reversed()
      outerBatches = []
    }
    return done?.popLast()
  }

  private func answer() throws -> Batch? {
    if outer == nil {
      guard let batch = try nextOuter() else { return nil }
      start(batch)
    }
    switch apply.kind {
    case .semi, .anti: return try produceSemi(keeping: apply.kind.keepsMatches)
    case .unit, .forEach: return try produceUnit()
    case .lateral, .optional: return try produceLateral()
    }
  }

  private func nextOuter() throws -> Batch? {
    guard isUpdating else { return try input?.next() }
    if waiting == nil {
      var all: [Batch] = []
      while let batch = try input?.next() {
        let flat = try batch.flattened(context, keeping: nil)
        try context.reserve(flat.bytesOfRows)
        if apply.kind.givesOuterRows { outerBatches.append(flat) }
        guard apply.runsRowByRow else {
          all.append(flat)
          continue
        }
        for row in flat.selection ?? Array(0..<Int32(flat.count)) {
          all.append(flat.gathered([row]))
        }
      }
      waiting = all.reversed()
    }
    return waiting?.popLast()
  }

  private func start(_ batch: Batch) {
    outer = batch
    isInnerDone = false
    let (argument, owners) = batch.asArgument()
    self.owners = owners
    seen = [Bool](repeating: false, count: owners.count)
    inner.root.reset()
    inner.argument?.set(argument, ordinalCount: owners.count)
  }

  private func produceSemi(keeping matches: Bool) throws -> Batch? {
    guard var batch = outer else { return nil }
    // What is there by one of several inner rows rests on either; what is not there, on absence.
    let annotation = matches ? context.annotation : nil
    var found = GroupAnnotations(.either)
    while let answer = try inner.root.next() {
      answer.rows.forEach { seen[Int(answer.ordinals?[$0] ?? 0)] = true }
      if let annotation {
        let ordinals = answer.ordinals ?? [Int32](repeating: 0, count: answer.count)
        try found.add(answer, groups: ordinals, count: owners.count, annotation, context)
      }
    }
    if let annotation {
      found.grow(to: owners.count)
      try batch.multiply(
        by: found.handles(0..<owners.count, annotation), at: owners, context)
    }
    batch.selection = zip(owners, seen).filter { $0.1 == matches }.map(\.0)
    outer = nil
    if !matches, let annotation = context.annotation {
      try batch.noteAbsence(annotation, context)
    }
    return batch
  }

  private func produceUnit() throws -> Batch? {
    while try inner.root.next() != nil {}
    let batch = outer
    outer = nil
    return batch
  }

  private func produceLateral() throws -> Batch? {
    guard let batch = outer else { return nil }
    if !isInnerDone, let answer = try inner.root.next() {
      return try joined(batch, answer)
    }
    isInnerDone = true
    outer = nil
    guard case .optional(let nulls) = apply.kind else {
      // An empty batch: the next outer one follows.
      return emptied(batch)
    }
    let lost = zip(owners, seen).filter { !$0.1 }.map(\.0)
    var result = batch.gathered(lost, keeping: step.live.subtracting(produced))
    for slot in nulls { result.columns[slot] = .constant(.null) }
    if let annotation = context.annotation { try result.noteAbsence(annotation, context) }
    return result
  }

  private func emptied(_ batch: Batch) -> Batch {
    var result = batch
    result.selection = []
    return result
  }

  /// Inner rows beside their outer rows.
  private func joined(_ batch: Batch, _ answer: Batch) throws -> Batch {
    let rows = answer.selection ?? Array(0..<Int32(answer.count))
    let ordinals = rows.map { answer.ordinals?[Int($0)] ?? 0 }
    for ordinal in ordinals { seen[Int(ordinal)] = true }
    let outerRows = ordinals.map { owners[Int($0)] }
    var result = batch.gathered(outerRows, keeping: step.live.subtracting(produced))
    for slot in step.live.intersection(produced) {
      result.columns[slot] = answer.columns[slot]?.gathered(rows)
    }
    result.claims += answer.claims
    if let times = answer.multiplicity {
      var multiplicity = result.multiplicity ?? [UInt64](repeating: 1, count: rows.count)
      for (index, row) in rows.enumerated() {
        multiplicity[index] = try product(multiplicity[index], times[Int(row)])
      }
      result.multiplicity = multiplicity
    }
    try result.multiply(by: answer, rows, context)
    return result
  }
}

extension Apply.Kind {
  fileprivate var keepsMatches: Bool { if case .semi = self { true } else { false } }

  /// Whether the outer rows come out as they went in.
  fileprivate var givesOuterRows: Bool {
    switch self {
    case .unit, .forEach: true
    case .lateral, .optional, .semi, .anti: false
    }
  }
}

extension OperatorMaker {
  func make(_ apply: Apply) -> Operator {
    ApplyOperator(apply, step, input: input, context: context)
  }
}
