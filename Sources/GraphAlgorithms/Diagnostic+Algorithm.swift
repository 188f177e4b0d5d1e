import GraphModel

// The words of all algorithms. No diagnostic has a span: the caller adds the place of the call.
extension Diagnostic {
  /// The configuration has a key that nobody reads.
  static func unknownOption(
    _ key: Text, _ known: [String], of algorithm: GraphAlgorithm
  ) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "UnknownOption", "\(algorithm.name) has no option '\(key)'",
      hint: didYouMean(key.string, in: known) ?? "It has \(known.joined(separator: ", ")).")
  }

  /// An option is missing without which nothing can be answered.
  static func missingOption(
    _ option: AlgorithmOption, of algorithm: GraphAlgorithm
  ) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "MissingOption", "\(algorithm.name) needs \(option.name)",
      hint: "Give \(option.kind.expected): CALL \(algorithm.name)({\(option.name): …})")
  }

  /// An option is nothing that it may be.
  static func badOption(
    _ option: AlgorithmOption, _ value: Value, of algorithm: GraphAlgorithm
  ) -> Diagnostic {
    badConfiguration(option.name, option.kind.expected, value, algorithm)
  }

  /// Something of the configuration is nothing that it may be.
  static func badConfiguration(
    _ key: String, _ expected: String, _ value: Value, _ algorithm: GraphAlgorithm
  ) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidOption",
      "\(algorithm.name): \(key) is \(expected), not \(value.cypherText)")
  }

  /// An option is said twice, and not alike.
  static func optionTwice(_ key: Text, of algorithm: GraphAlgorithm) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidOption",
      "\(algorithm.name): \(key) is given in both maps, with different values")
  }

  /// The argument is no map.
  static func noConfiguration(_ value: Value, of algorithm: GraphAlgorithm) -> Diagnostic {
    Diagnostic(
      .typeError, .runtime, "InvalidArgumentValue",
      "\(algorithm.name) takes maps, not \(value.typePhrase)",
      hint: "CALL \(algorithm.name)({nodeLabels: ['Study'], relationshipTypes: ['CITES']})")
  }

  /// A graph is named, as a catalog of GDS has it.
  static func namedProjection(_ name: Text, of algorithm: GraphAlgorithm) -> Diagnostic {
    Diagnostic(
      .unsupported, .runtime, "NamedProjection",
      "There is no catalog of graphs that could hold '\(name)'",
      hint: "Name the subgraph in the call: CALL \(algorithm.name)({nodeLabels: ['Study'], "
        + "relationshipTypes: ['CITES'], orientation: 'NATURAL'})")
  }

  /// A direction for which the algorithm is not defined.
  static func orientation(
    _ orientation: GraphProjection.Orientation, of algorithm: GraphAlgorithm
  ) -> Diagnostic {
    let known = algorithm.orientations.map { "'\($0.rawValue)'" }.joined(separator: " or ")
    return Diagnostic(
      .argumentError, .runtime, "InvalidOption",
      "\(algorithm.name) is not defined for the orientation '\(orientation.rawValue)'",
      hint: "Leave it out, or write orientation: \(known).")
  }

  /// Weights for an algorithm that has no use for them.
  static func unweighted(_ algorithm: GraphAlgorithm) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidOption", "\(algorithm.name) makes nothing of weights",
      hint: "Leave relationshipWeightProperty out.")
  }

  /// A weight for which the algorithm is not defined.
  static func weightOutside(_ weight: Double, of algorithm: GraphAlgorithm) -> Diagnostic {
    let wanted =
      switch algorithm.weights {
      case .none, .any: "finite numbers"
      case .nonNegative: "finite numbers from 0 on"
      case .positive: "finite numbers greater than 0"
      }
    return Diagnostic(
      .argumentError, .runtime, "InvalidWeight",
      "\(algorithm.name) is defined for weights that are \(wanted), and a relationship weighs \(weight)",
      hint: "Ask which: MATCH ()-[r]->() WHERE NOT r.weight > 0 RETURN r")
  }

  /// A node that is not in the subgraph.
  static func nodeOutside(
    _ identifier: Int, _ option: AlgorithmOption, of algorithm: GraphAlgorithm
  ) -> Diagnostic {
    Diagnostic(
      .entityNotFound, .runtime, "NodeOutsideSubgraph",
      "\(algorithm.name): \(option.name) names the node \(identifier), which is not in the subgraph",
      hint: "Give a node that has one of nodeLabels.")
  }

  /// The nodes of a cycle, where there may be none.
  static func cycleFound(_ nodes: [Int], of algorithm: String) -> Diagnostic {
    let shown = (nodes.prefix(12) + nodes.prefix(1)).map(String.init).joined(separator: " → ")
    return Diagnostic(
      .argumentError, .runtime, "CycleInSubgraph",
      "\(algorithm): nodes of a cycle have no order: \(shown)\(nodes.count > 12 ? " and more" : "")",
      hint: "CALL graph.cycles.stream({…}) shows the cycles; leave out a type that closes them.")
  }
}
