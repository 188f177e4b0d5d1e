import GraphModel
import Platform

/// Every function, aggregate and procedure that queries can call: those that are built in, one line each,
/// those that a program has added, and those that others offer.
public struct FunctionCatalog: Sendable {
  /// The scalar functions by lower-case name.
  public private(set) var scalars: [String: ScalarFunction]
  /// The aggregates by lower-case name.
  public private(set) var aggregates: [String: AggregateFunction]
  /// The procedures by lower-case name.
  public private(set) var procedures: [String: Procedure]
  /// What is asked for others, each time anew: what is found may change while a graph is open. Who asks
  /// for several names at a time takes ``askingOnce()``.
  public var others: (@Sendable () -> FoundFunctions)?

  /// The built-in catalog.
  public static let standard = FunctionCatalog(
    scalars: builtInScalars, aggregates: builtInAggregates, procedures: builtInProcedures)

  /// A catalog of the given entries.
  public init(
    scalars: [ScalarFunction], aggregates: [AggregateFunction], procedures: [Procedure]
  ) {
    self.scalars = Dictionary(scalars.map { ($0.name.lowercased(), $0) }) { $1 }
    self.aggregates = Dictionary(aggregates.map { ($0.name.lowercased(), $0) }) { $1 }
    self.procedures = Dictionary(procedures.map { ($0.name.lowercased(), $0) }) { $1 }
  }

  /// Adds `function`, in place of a function or an aggregate of the same name.
  public mutating func add(_ function: ScalarFunction) {
    aggregates[function.name.lowercased()] = nil
    scalars[function.name.lowercased()] = function
  }

  /// Adds `aggregate`, in place of an aggregate or a function of the same name.
  public mutating func add(_ aggregate: AggregateFunction) {
    scalars[aggregate.name.lowercased()] = nil
    aggregates[aggregate.name.lowercased()] = aggregate
  }

  /// Adds `procedure`, in place of one of the same name.
  public mutating func add(_ procedure: Procedure) {
    procedures[procedure.name.lowercased()] = procedure
  }

  /// The same catalog, which asks for others at most once, when a name first makes it, and keeps what it
  /// was told: for as long as one statement is read, or one word completed.
  public func askingOnce() -> FunctionCatalog {
    guard let others else { return self }
    let asked = AskedOnce(others)
    var catalog = self
    catalog.others = { asked.found() }
    return catalog
  }

  /// Every name, for hints and completion.
  public var names: [String] {
    scalars.values.map(\.name) + aggregates.values.map(\.name)
      + (others?().functions.map(\.name) ?? [])
  }

  /// The names of all procedures, for hints and completion.
  public var procedureNames: [String] {
    procedures.values.map(\.name) + (others?().procedures.map(\.name) ?? [])
  }

  /// What others than this program offer; nil where `name` has no dot, as all of theirs have.
  func found(_ name: String) -> FoundFunctions? {
    name.contains(".") ? others?() : nil
  }

  /// The scalar function called `name`, in whatever case; those of the program go before all others.
  public func scalar(called name: String) -> ScalarFunction? {
    let key = name.lowercased()
    return scalars[key] ?? found(key)?.functions.first { $0.name.lowercased() == key }
  }

  /// The procedure called `name`, in whatever case.
  public func procedure(called name: String) -> Procedure? {
    let key = name.lowercased()
    return procedures[key] ?? found(key)?.procedures.first { $0.name.lowercased() == key }
  }

  /// Why whatever is called `name` cannot be called, where that is known.
  public func obstacle(to name: String) -> String? {
    guard let space = name.lowercased().split(separator: ".").first else { return nil }
    return found(name)?.faults[String(space)]
  }

  /// The scalar functions that are built in.
  public static let builtInScalars: [ScalarFunction] =
    [
      .toUpper,
      .upper,
      .toLower,
      .lower,
      .trim,
      .ltrim,
      .rtrim,
      .btrim,
      .substring,
      .left,
      .right,
      .replace,
      .split,
      .charLength,
      .characterLength,
      .normalize,
      .abs,
      .sign,
      .isNaN,
      .ceil,
      .floor,
      .round,
      .sqrt,
      .exp,
      .log,
      .log10,
      .e,
      .pi,
      .sin,
      .cos,
      .tan,
      .cot,
      .asin,
      .acos,
      .atan,
      .atan2,
      .haversin,
      .degrees,
      .radians,
      .rand,
      .randomUUID,
      .size,
      .isEmpty,
      .head,
      .last,
      .tail,
      .reverse,
      .range,
      .coalesce,
      .exists,
      .nullIf,
      .toString,
      .toStringOrNull,
      .toStringList,
      .toBoolean,
      .toBooleanOrNull,
      .toBooleanList,
      .toInteger,
      .toIntegerOrNull,
      .toIntegerList,
      .toFloat,
      .toFloatOrNull,
      .toFloatList,
      .valueType,
      .labels,
      .type,
      .properties,
      .keys,
      .id,
      .elementId,
      .asNode,
      .asNodes,
      .startNode,
      .endNode,
      .length,
      .nodes,
      .relationships,
    ] + ScalarFunction.temporal + ScalarFunction.spatial

  /// The aggregates that are built in.
  public static let builtInAggregates: [AggregateFunction] = [
    .count,
    .sum,
    .average,
    .minimum,
    .maximum,
    .collect,
    .standardDeviation,
    .populationStandardDeviation,
    .percentileCont,
    .percentileDisc,
  ]

  /// The procedures that are built in.
  public static let builtInProcedures: [Procedure] =
    [
      .labels,
      .relationshipTypes,
      .propertyKeys,
      .schema,
      .searchNodes,
      .searchRelationships,
      .sensitivity,
      .restsOnOne,
      .gapMap,
      .search,
      .components,
    ] + Procedure.algorithms
}

/// What others offer, asked for when it is first wanted.
private final class AskedOnce: Sendable {
  private let ask: @Sendable () -> FoundFunctions
  private let answer = Monitor<FoundFunctions?>(nil)

  init(_ ask: @escaping @Sendable () -> FoundFunctions) { self.ask = ask }

  func found() -> FoundFunctions {
    answer.withLock { answer in
      if let answer { return answer }
      let found = ask()
      answer = found
      return found
    }
  }
}
