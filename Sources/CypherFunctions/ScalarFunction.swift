import GraphModel

/// A function of the language: its name, its manual and what it does.
///
/// Built-in functions and a user's own are the same value. Parser, binder, manual, completion and
/// tests read the catalog, so that a new function is one file and one line:
///
///     extension ScalarFunction {
///       static let toUpper = ScalarFunction(
///         "toUpper", [.init("text", .string)], returns: .string,
///         summary: "The text in upper case.",
///         examples: [.init(["hé"], "HÉ")],
///         .unary { (value) throws(Diagnostic) in … })
///     }
public struct ScalarFunction: Sendable {
  /// The name as the manual writes it; calls ignore letter case.
  public var name: String
  /// The parameters in order; those with `optional` types may be left out from the end.
  public var parameters: [Parameter]
  /// Whether the last parameter may be repeated.
  public var variadic: Bool
  /// The type of the result.
  public var returns: ValueType
  /// One sentence for the manual.
  public var summary: String
  /// Calls with their results; each is a test. Only functions that need a graph or a clock have
  /// none.
  public var examples: [Example]
  /// How often the result may change for the same arguments.
  public var volatility: Volatility
  /// Whether a null argument makes the result null without a call.
  public var nullInNullOut: Bool
  /// What it does.
  public var body: Body

  /// A parameter: its name in the manual, its type, whether it may be left out.
  public struct Parameter: Sendable {
    /// The name.
    public var name: String
    /// The accepted type.
    public var type: ValueType
    /// Whether it may be left out.
    public var optional: Bool
    /// Texts that may also be written as bare words, as in `normalize(text, NFD)`.
    public var words: [String]

    /// A parameter of the given name and type.
    public init(
      _ name: String, _ type: ValueType, optional: Bool = false, words: [String] = []
    ) {
      self.name = name
      self.type = type
      self.optional = optional
      self.words = words
    }
  }

  /// A call and what comes of it.
  public struct Example: Sendable {
    /// The arguments.
    public var arguments: [Value]
    /// The result.
    public var result: Value

    /// The call with `arguments` that gives `result`.
    public init(_ arguments: [Value], _ result: Value) {
      self.arguments = arguments
      self.result = result
    }
  }

  /// How often a function's result may change for the same arguments.
  public enum Volatility: Sendable {
    /// Never: it may be computed once, before the query runs.
    case immutable
    /// Between statements, such as `date()`.
    case perStatement
    /// At every call, such as `rand()`.
    case volatile
  }

  /// What a function does, in the shape that its arity allows.
  ///
  /// Errors carry no span: the caller adds the place of the call.
  public enum Body: Sendable {
    case unary(@Sendable (Value) throws(Diagnostic) -> Value)
    case binary(@Sendable (Value, Value) throws(Diagnostic) -> Value)
    case variadic(@Sendable ([Value]) throws(Diagnostic) -> Value)
    /// Needs the graph, the statement's clock or random numbers.
    case contextual(@Sendable ([Value], any FunctionContext) throws(Diagnostic) -> Value)
  }

  /// A function of the given parts.
  public init(
    _ name: String, _ parameters: [Parameter], variadic: Bool = false, returns: ValueType,
    summary: String, examples: [Example], volatility: Volatility = .immutable,
    nullInNullOut: Bool = true, _ body: Body
  ) {
    self.name = name
    self.parameters = parameters
    self.variadic = variadic
    self.returns = returns
    self.summary = summary
    self.examples = examples
    self.volatility = volatility
    self.nullInNullOut = nullInNullOut
    self.body = body
  }

  /// The least and the greatest number of arguments.
  public var arity: ClosedRange<Int> {
    parameters.count(where: { !$0.optional })...(variadic ? 255 : parameters.count)
  }

  /// The manual's first line, such as `left(text :: STRING, length :: INTEGER) :: STRING`.
  public var signature: String {
    let list = parameters.map { parameter in
      let text = "\(parameter.name) :: \(parameter.type)"
      return parameter.optional ? "[\(text)]" : text
    }
    return "\(name)(\(list.joined(separator: ", "))\(variadic ? ", …" : "")) :: \(returns)"
  }

  /// Calls the function with checked arity; null arguments are answered here where they make null.
  public func callAsFunction(
    _ arguments: [Value], in context: any FunctionContext
  ) throws(Diagnostic) -> Value {
    if nullInNullOut, arguments.contains(where: \.isNull) { return .null }
    switch body {
    case .unary(let body): return try body(arguments[0])
    case .binary(let body): return try body(arguments[0], arguments[1])
    case .variadic(let body): return try body(arguments)
    case .contextual(let body): return try body(arguments, context)
    }
  }
}

/// What a function may ask of the statement that calls it.
public protocol FunctionContext {
  /// The moment at which the statement began, in UTC: seconds and nanoseconds since 1970.
  var statementTime: (second: Int, nanosecond: Int) { get }
  /// The moment at which the transaction began.
  var transactionTime: (second: Int, nanosecond: Int) { get }
  /// The seconds east of UTC, and the name of the zone, in which times without a zone are understood.
  var defaultOffset: Int { get }
  /// A uniformly distributed random number of 64 bits.
  func randomBits() -> UInt64
  /// The labels and properties of a node, or an error where it was deleted.
  func contents(of node: Node) throws(Diagnostic) -> Node.Contents
  /// The type, ends and properties of a relationship, or an error where it was deleted.
  func contents(of relationship: Relationship) throws(Diagnostic) -> Relationship.Contents
  /// The type of a relationship; openCypher answers this also where it was deleted.
  func type(of relationship: Relationship) throws(Diagnostic) -> Text
  /// Called for every so many elements that are worked on; throws where the statement is to end.
  func poll(_ elements: Int) throws(Diagnostic)
  /// Called before so many bytes are taken for a value; throws where the statement may not have them.
  func need(bytes: Int) throws(Diagnostic)
}

extension FunctionContext {
  /// Goes on in any case.
  public func poll(_ elements: Int) throws(Diagnostic) {}

  /// Goes on in any case.
  public func need(bytes: Int) throws(Diagnostic) {}

  /// The type as the contents tell it, which is an error where the relationship was deleted.
  public func type(of relationship: Relationship) throws(Diagnostic) -> Text {
    try contents(of: relationship).type
  }
}
