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
  /// Which nodes and relationships it may look at.
  public var reads: Reading
  /// What planner and runtime know of it beyond its body.
  public var meaning: Meaning
  /// Whether a null argument makes the result null without a call.
  public var nullInNullOut: Bool
  /// What it does.
  public var body: Body
  /// Who answers, where it is not this program: `plugin slugs 1.0`; nil where it is built in.
  public var origin: String?

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

  /// Which nodes and relationships a function may look at, so that it is not called before a clause
  /// has changed them, or after.
  public enum Reading: Sendable {
    /// Those among its arguments, and those in lists, maps and paths among them, if any.
    case arguments
    /// Any in the graph, by identifiers of its own.
    case graph
  }

  /// What is known of a function beyond its body: it may be answered for in another way, such as by
  /// an index, with the same result.
  ///
  /// A function has a meaning because its value says so, never because of its name: one that is
  /// registered in place of a built-in function is called as it is.
  public enum Meaning: Sendable {
    /// Nothing: it is called.
    case opaque
    /// `coalesce`: the first argument that is not null; those after it are not evaluated.
    case firstNonNull
    /// `exists`: whether the argument is not null, or, where it is a pattern, whether it has a match.
    case presence
    /// `id`: the number that a node or relationship is stored under.
    case identifier
    /// `range`: integers from the first argument to the second, by steps of the third or of 1.
    case integerRange
    /// `length` and `size`: the relationships of a path, or the elements of a list.
    case length
    /// `nodes`: the nodes of a path in order.
    case pathNodes
    /// `relationships`: the relationships of a path in order.
    case pathRelationships
  }

  /// What a function does, in the shape that its arity allows.
  ///
  /// The shape says what is assumed where nothing else is said: the first three are given their
  /// arguments alone, so that the function is taken as immutable; `contextual` is given clock, chance
  /// and graph, so that it is taken as volatile, and as one that may look at all of the graph.
  ///
  /// Errors carry no span: the caller adds the place of the call.
  public enum Body: Sendable {
    case unary(@Sendable (Value) throws(Diagnostic) -> Value)
    case binary(@Sendable (Value, Value) throws(Diagnostic) -> Value)
    case variadic(@Sendable ([Value]) throws(Diagnostic) -> Value)
    /// Needs the graph, the statement's clock or random numbers.
    case contextual(@Sendable ([Value], any FunctionContext) throws(Diagnostic) -> Value)
    /// Answers for many rows at once, in their order, because a call costs more than what it does: the
    /// rows of another process, say. Taken as volatile where nothing is said, for nothing is known of it.
    case batch(@Sendable ([[Value]], any FunctionContext) throws(Diagnostic) -> [Value])
  }

  /// A function of the given parts.
  ///
  /// - Parameters:
  ///   - volatility: What is promised of its results; where nothing is said, as the shape of the body
  ///     allows (``Body``). A body that counts its calls, or asks anything else that may change, is
  ///     volatile whatever its shape.
  ///   - reads: What it may look at; where nothing is said, the graph if it is volatile and its body
  ///     contextual, and otherwise no more than its arguments.
  ///   - meaning: What is known of it; nothing where nothing is said.
  public init(
    _ name: String, _ parameters: [Parameter], variadic: Bool = false, returns: ValueType,
    summary: String, examples: [Example], volatility: Volatility? = nil, reads: Reading? = nil,
    meaning: Meaning = .opaque, nullInNullOut: Bool = true, origin: String? = nil, _ body: Body
  ) {
    self.name = name
    self.parameters = parameters
    self.variadic = variadic
    self.returns = returns
    self.summary = summary
    self.examples = examples
    self.origin = origin
    self.volatility = volatility ?? (body.isContextual ? .volatile : .immutable)
    self.reads = reads ?? (body.isContextual && self.volatility == .volatile ? .graph : .arguments)
    self.meaning = meaning
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
    case .batch(let body): return try body([arguments], context).first ?? .null
    }
  }
}

extension ScalarFunction.Body {
  /// Whether it is given more than its arguments.
  fileprivate var isContextual: Bool {
    switch self {
    case .contextual, .batch: true
    case .unary, .binary, .variadic: false
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
  /// What lasts until the statement ends and serves all threads that work on it, made when it is first
  /// asked for under `name`; where there is no statement, a new one each time.
  func lasting<Thing: AnyObject & Sendable>(_ name: String, _ make: () -> Thing) -> Thing
}

extension FunctionContext {
  /// Goes on in any case.
  public func poll(_ elements: Int) throws(Diagnostic) {}

  /// Goes on in any case.
  public func need(bytes: Int) throws(Diagnostic) {}

  /// A new one.
  public func lasting<Thing: AnyObject & Sendable>(_ name: String, _ make: () -> Thing) -> Thing {
    make()
  }

  /// The type as the contents tell it, which is an error where the relationship was deleted.
  public func type(of relationship: Relationship) throws(Diagnostic) -> Text {
    try contents(of: relationship).type
  }
}
