import GraphModel

/// An aggregate of the language: its name, its manual and how it gathers values.
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
  /// How the runtime computes it: a kind that it has typed kernels for, or the accumulator alone.
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

  /// An aggregate of the given parts.
  public init(
    _ name: String, _ parameters: [ScalarFunction.Parameter], returns: ValueType, summary: String,
    examples: [Example], kernel: Kernel = .general, bytesPerValue: Kept = .none,
    _ makeAccumulator: @escaping @Sendable ([Value]) throws(Diagnostic) -> any Accumulator
  ) {
    self.name = name
    self.parameters = parameters
    self.returns = returns
    self.summary = summary
    self.examples = examples
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
