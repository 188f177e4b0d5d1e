import GraphModel

/// Something that an algorithm may be told: its name in the configuration, what it may be, what it is where
/// nothing is said.
public struct AlgorithmOption: Sendable {
  /// The name, as GDS has it.
  public var name: String
  /// What it may be.
  public var kind: Kind
  /// What it is where nothing is said; null where that means something of its own.
  public var standard: Value
  /// Whether it must be said.
  public var isRequired: Bool
  /// What it does, in a few words.
  public var summary: String

  /// What an option may be.
  public enum Kind: Sendable {
    /// An integer from a least one on.
    case integer(from: Int)
    /// A number within bounds.
    case number(ClosedRange<Double>)
    /// True or false.
    case boolean
    /// One of some words, in any case of letters.
    case word([String])
    /// A node of the subgraph, or its identifier.
    case node
    /// Nodes of the subgraph, or their identifiers; one alone need be no list.
    case nodes

    /// What it may be, as messages say it.
    var expected: String {
      switch self {
      case .integer(let least): "an integer from \(least) on"
      case .number(let range):
        range.upperBound == .infinity
          ? "a number from \(range.lowerBound) on"
          : "a number from \(range.lowerBound) to \(range.upperBound)"
      case .boolean: "true or false"
      case .word(let words): "one of \(words.joined(separator: ", "))"
      case .node: "a node or its identifier"
      case .nodes: "a list of nodes or of their identifiers"
      }
    }
  }

  /// An option that need not be said.
  public init(_ name: String, _ kind: Kind, _ standard: Value, _ summary: String) {
    self.name = name
    self.kind = kind
    self.standard = standard
    isRequired = false
    self.summary = summary
  }

  /// An option that must be said.
  public init(required name: String, _ kind: Kind, _ summary: String) {
    self.name = name
    self.kind = kind
    standard = .null
    isRequired = true
    self.summary = summary
  }

  static let seed = AlgorithmOption(
    "randomSeed", .integer(from: 0), .integer(0),
    "where chance begins; the same seed, the same answer")
}

/// What an algorithm was told, checked.
public struct AlgorithmOptions: Sendable {
  private var values: [String: Value]
  private var nodes: [String: [Int]]

  /// The values of an algorithm's options.
  ///
  /// - Parameters:
  ///   - configuration: What was written, without what names the subgraph.
  ///   - graph: The subgraph, which nodes are looked up in.
  /// - Throws: `Diagnostic` where an option is unknown, missing or none that it may be.
  public init(
    of algorithm: GraphAlgorithm, _ configuration: MapValue, in graph: CompactGraph
  ) throws(Diagnostic) {
    values = [:]
    nodes = [:]
    for option in algorithm.options {
      let given = configuration[Text(option.name)] ?? .null
      if given.isNull {
        if option.isRequired { throw .missingOption(option, of: algorithm) }
        values[option.name] = option.standard
        if case .nodes = option.kind { nodes[option.name] = [] }
        continue
      }
      try take(given, for: option, of: algorithm, graph)
    }
  }

  private mutating func take(
    _ given: Value, for option: AlgorithmOption, of algorithm: GraphAlgorithm, _ graph: CompactGraph
  ) throws(Diagnostic) {
    let fits: Bool
    var value = given
    switch (option.kind, given) {
    case (.integer(let least), .integer(let number)): fits = number >= least
    case (.number(let range), .float(let number)): fits = range.contains(number)
    case (.number(let range), .integer(let number)):
      fits = range.contains(Double(number))
      value = .float(Double(number))
    case (.boolean, .boolean): fits = true
    case (.word(let words), .text(let word)):
      fits = words.contains(word.string.uppercased())
      value = .string(word.string.uppercased())
    case (.node, .node), (.node, .integer), (.nodes, .node), (.nodes, .integer):
      nodes[option.name] = [try Self.node(given, option, algorithm, graph)]
      fits = true
    case (.nodes, .list(let list)):
      var found: [Int] = []
      for item in list { found.append(try Self.node(item, option, algorithm, graph)) }
      nodes[option.name] = found
      fits = true
    default: fits = false
    }
    guard fits else { throw .badOption(option, given, of: algorithm) }
    values[option.name] = value
  }

  private static func node(
    _ value: Value, _ option: AlgorithmOption, _ algorithm: GraphAlgorithm, _ graph: CompactGraph
  ) throws(Diagnostic) -> Int {
    let identifier: Int
    switch value {
    case .node(let node): identifier = node.id
    case .integer(let number): identifier = number
    default: throw .badOption(option, value, of: algorithm)
    }
    guard let node = graph.node(called: identifier) else {
      throw .nodeOutside(identifier, option, of: algorithm)
    }
    return node
  }

  /// An integer option; nil where it was not said and has no standard.
  func integer(_ name: String) -> Int? {
    if case .integer(let number)? = values[name] { number } else { nil }
  }

  /// An integer option with a standard.
  func count(_ name: String) -> Int { integer(name) ?? .max }

  /// A number.
  func number(_ name: String) -> Double {
    switch values[name] {
    case .float(let number)?: number
    case .integer(let number)?: Double(number)
    default: 0
    }
  }

  /// Whether the option was said, or has a standard.
  func isGiven(_ name: String) -> Bool { !(values[name] ?? .null).isNull }

  /// A truth value.
  func flag(_ name: String) -> Bool {
    if case .boolean(let flag)? = values[name] { flag } else { false }
  }

  /// A word, in capitals.
  func word(_ name: String) -> String {
    if case .text(let word)? = values[name] { word.string } else { "" }
  }

  /// The numbers of nodes in the subgraph.
  func nodes(_ name: String) -> [Int] { nodes[name] ?? [] }
}
