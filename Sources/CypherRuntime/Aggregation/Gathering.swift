import CypherFunctions
import CypherPlan
import GraphIndex
import GraphModel

/// Groups with their aggregates, as one thread gathers them.
final class Gathering {
  let aggregation: BoundAggregation
  private(set) var table: GroupTable
  let states: [AggregateState]
  /// How many rows were taken in, each once.
  private(set) var rowCount = 0
  /// What stands beside the groups, where the plan carries an annotation.
  private(set) var annotations = GroupAnnotations(.group)
  private let context: ExecutionContext
  private let isInner: Bool
  /// Whether keys or arguments rest on more than the row, which then is carried.
  private let carriesValues: Bool

  /// - Parameters:
  ///   - isInner: Whether groups belong to outer rows.
  ///   - isPart: Whether it will be merged with others, so that what cannot be is refused at once.
  init(
    _ aggregation: BoundAggregation, isInner: Bool = false, isPart: Bool = false,
    _ context: ExecutionContext
  ) throws {
    self.aggregation = aggregation
    self.context = context
    self.isInner = isInner
    carriesValues =
      context.annotation != nil
      && (aggregation.keys.map(\.value) + aggregation.aggregates.compactMap(\.argument))
        .contains(where: \.looksBeyondRow)
    table = GroupTable(width: aggregation.keys.count + (isInner ? 1 : 0))
    states = try aggregation.aggregates.map { aggregate in
      try Self.state(of: aggregate, isPart: isPart, context)
    }
  }

  /// What gathers one aggregate.
  ///
  /// - Parameter isPart: Whether it will be merged with others.
  static func state(
    of aggregate: BoundAggregate, isPart: Bool, _ context: ExecutionContext
  ) throws -> AggregateState {
    guard let function = aggregate.function else { return CountState(countsNulls: true) }
    if function.kernel == .count {
      return aggregate.distinct ? DistinctCountState(context) : CountState(countsNulls: false)
    }
    func general() -> GeneralState { GeneralState(aggregate, function, context) }
    func generalOfWhole() throws -> GeneralState {
      if isPart { throw NotMergeable() }
      return general()
    }
    if aggregate.gathersDistinct {
      return DistinctState(general(), context)
    }
    switch function.kernel {
    case .sum: return SumState(view: context.view, makeGeneral: generalOfWhole)
    case .average: return AverageState(makeGeneral: generalOfWhole)
    case .minimum: return ExtremeState(isMaximum: false, makeGeneral: general)
    case .maximum: return ExtremeState(isMaximum: true, makeGeneral: general)
    default: return general()
    }
  }

  /// Without keys there is a row even where nothing comes in: one, or one for each of `ordinals`.
  func addEmptyGroups(ordinals: Int?) throws {
    table.addEmptyGroups(ordinals: ordinals)
    for state in states { try state.grow(to: table.count) }
    annotations.grow(to: table.count)
  }

  /// Adds rows that were only counted to the only group.
  func add(rows total: UInt64) throws {
    for case let state as CountState in states { try state.add(total, to: 0) }
  }

  /// Takes in the rows that count.
  func add(_ batch: Batch) throws {
    let evaluator = Evaluator(context: context)
    let (evaluated, basis) = try evaluator.basis(batch.count, isWanted: carriesValues) {
      (
        keys: try aggregation.keys.map { try evaluator.evaluate($0.value, batch) },
        arguments: try carriesValues ? arguments(batch, evaluator) : nil
      )
    }
    var batch = batch
    if let basis { try batch.multiply(by: basis, context) }
    let keys = evaluated.keys
    let before = table.count
    rowCount += batch.selectedCount
    let groups = try table.groups(
      of: keys, ordinals: isInner ? batch.ordinals : nil, batch.rows, context)
    try context.reserve(table.growth() + (table.count - before) * 48 * states.count)
    if let annotation = context.annotation {
      try annotations.add(batch, groups: groups, count: table.count, annotation, context)
    }
    for (index, state) in states.enumerated() {
      try state.grow(to: table.count)
      let column =
        try evaluated.arguments?[index]
        ?? aggregation.aggregates[index].argument.map { try evaluator.evaluate($0, batch) }
      try state.add(column ?? .constant(.boolean(true)), batch, groups: groups)
    }
    try context.tick(batch.selectedCount)
  }

  private func arguments(_ batch: Batch, _ evaluator: Evaluator) throws -> [Column?] {
    try aggregation.aggregates.map { aggregate in
      try aggregate.argument.map { try evaluator.evaluate($0, batch) }
    }
  }

  /// Gathers groups that others have gathered.
  ///
  /// - Parameter segments: Which groups of which part first appeared together, in the order in which
  ///   one thread would have met them.
  /// - Throws: ``NotMergeable`` where an aggregate depends on the order of all its values.
  func merge(_ parts: [Gathering], _ segments: [(part: Int, groups: Range<Int>)]) throws {
    var numbers = parts.map { [Int32](repeating: 0, count: $0.table.count) }
    for segment in segments where !segment.groups.isEmpty {
      let groups = try table.groups(
        of: segment.groups, in: parts[segment.part].table, context)
      numbers[segment.part].replaceSubrange(segment.groups, with: groups)
    }
    try context.reserve(table.growth() + table.count * 48 * states.count)
    for (index, state) in states.enumerated() {
      try state.grow(to: table.count)
      try state.merge(zip(parts, numbers).map { ($0.states[index], $1) })
    }
  }
}

/// An aggregate that was gathered in parts cannot be put together exactly; one thread has to gather it.
struct NotMergeable: Error {}

extension BoundAggregation {
  /// Whether parts can be gathered for themselves, as far as the text shows.
  var isMergeable: Bool {
    isStable && aggregates.allSatisfy(\.isMergeable)
  }

  /// Whether there is one group, of which only the number of rows is asked.
  var onlyCountsRows: Bool {
    keys.isEmpty && aggregates.allSatisfy { $0.function == nil }
  }
}
