import GraphModel

/// An aggregate of the language: its name, its manual and how it gathers values.
///
/// What the planner may do with the rows that it gathers stands in ``traits``, by default nothing: each
/// row then comes in for itself, in its order.
///
///     AggregateFunction(
///       "product", [.init("value", .number)], returns: .float, summary: "The product of numbers.",
///       examples: [], traits: [.isDeterministic, .ignoresOrder]) { _ in ProductAccumulator() }
public struct AggregateFunction: Sendable {
  /// The name as the manual writes it; calls ignore letter case.
  public var name: String
  /// The parameters; the first is gathered, the others are read once per group.
  public var parameters: [ScalarFunction.Parameter]
  /// The type of the result.
  public var returns: ValueType
  /// One sentence for the manual.
  public var summary: String
  /// Values with the result; each is a test.
  public var examples: [Example]
  /// What is promised of the result, and so what the planner may do with rows that it gathers.
  public var traits: Traits
  /// How the runtime computes it: a kind that it has typed kernels for, or the accumulator alone.
  ///
  /// A kernel is a promise that the accumulator would give what the built-in aggregate of that kind
  /// gives; it is not asked then.
  public var kernel: Kernel
  /// What it keeps of the values that it takes in, for the memory of the query.
  public var bytesPerValue: Kept
  /// Makes the accumulator of one group, given the second and later arguments.
  public var makeAccumulator: @Sendable ([Value]) throws(Diagnostic) -> any Accumulator

  /// Gathered values, further arguments, and what comes of them.
  public struct Example: Sendable {
    /// The values gathered.
    public var values: [Value]
    /// The second and later arguments.
    public var arguments: [Value]
    /// The result.
    public var result: Value

    /// Gathering `values` with `arguments` gives `result`.
    public init(_ values: [Value], _ result: Value, arguments: [Value] = []) {
      self.values = values
      self.arguments = arguments
      self.result = result
    }
  }

  /// Promises of the result; the empty set holds of every aggregate.
  public struct Traits: OptionSet, Sendable {
    /// The set as bits.
    public let rawValue: UInt8

    /// The set of the given bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The same values in the same order always give the same result, so that a subquery that reads
    /// nothing of its row need not be asked again.
    public static let isDeterministic = Traits(rawValue: 1 << 0)

    /// The order of the values does not show, so that equal rows may be gathered as one wherever they
    /// stand.
    ///
    /// What may show is which of several equal values came first (1 or 1.0), and the last digits of a
    /// sum of floats.
    public static let ignoresOrder = Traits(rawValue: 1 << 1)

    /// A value that has come before changes nothing, so that DISTINCT says nothing either, and that
    /// it is enough to find each value once.
    public static let ignoresDuplicates = Traits(rawValue: 1 << 2)

    /// What several accumulators have gathered of parts of the rows can be put together, so that
    /// several threads may share the work: accumulators are ``MergeableAccumulator``s.
    ///
    /// Asked of aggregates that ignore order alone, since parts are no runs of rows.
    public static let isMergeable = Traits(rawValue: 1 << 3)
  }

  /// What an accumulator keeps of the values that it takes in.
  public enum Kept: Sendable {
    /// A few numbers, however many there are.
    case none
    /// So many bytes for each row.
    case row(bytes: Int)
    /// Every value, as often as its row counts.
    case value
  }

  /// The aggregates for which the runtime has kernels over typed columns.
  public enum Kernel: Sendable {
    case count
    case sum
    case average
    case minimum
    case maximum
    case collect
    case general
  }

  /// An aggregate of the given parts, of which nothing is promised where nothing is said.
  public init(
    _ name: String, _ parameters: [ScalarFunction.Parameter], returns: ValueType, summary: String,
    examples: [Example], traits: Traits = [], kernel: Kernel = .general,
    bytesPerValue: Kept = .none,
    _ makeAccumulator: @escaping @Sendable ([Value]) throws(Diagnostic) -> any Accumulator
  ) {
    self.name = name
    self.parameters = parameters
    self.returns = returns
    self.summary = summary
    self.examples = examples
    self.traits = traits
    self.kernel = kernel
    self.bytesPerValue = bytesPerValue
    self.makeAccumulator = makeAccumulator
  }
}

/// Gathers the values of one group.
public protocol Accumulator {
  /// Takes in `value`, which is not null, `times` times over (a row's multiplicity).
  ///
  /// - Throws: `Diagnostic` where the value's type does not fit, or a sum overflows.
  mutating func add(_ value: Value, times: UInt64) throws(Diagnostic)

  /// The aggregate of all that was taken in.
  func result() throws(Diagnostic) -> Value
}

/// An accumulator that takes in what another has gathered of other rows.
public protocol MergeableAccumulator: Accumulator {
  /// Takes in all that `other` has gathered.
  ///
  /// - Returns: False where that would not be exactly as though all values had come here one by one, as
  ///   with floats, whose sum depends on their order; one thread then gathers all rows anew.
  /// - Throws: `Diagnostic` where all the values together are refused.
  mutating func merge(_ other: Self) throws(Diagnostic) -> Bool
}

extension MergeableAccumulator {
  /// Takes in what `other` has gathered; false where it is of another type, or that would not be exact.
  package mutating func takeIn(_ other: any Accumulator) throws(Diagnostic) -> Bool {
    guard let other = other as? Self else { return false }
    return try merge(other)
  }
}
