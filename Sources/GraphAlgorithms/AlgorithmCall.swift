import GraphModel

/// What one call of an algorithm asks: the subgraph, and what the algorithm is told.
///
/// The configuration is a map, as GDS's anonymous projections had it. GDS's newer form gives the
/// projection first and the rest after it; both maps are read as one.
public struct AlgorithmCall: Sendable {
  /// The algorithm.
  public let algorithm: GraphAlgorithm
  /// The subgraph that it works on.
  public let projection: GraphProjection
  private let configuration: MapValue

  private static let projectionKeys = [
    "nodeLabels", "relationshipTypes", "orientation", "relationshipWeightProperty",
    "defaultWeight", "aggregation", "concurrency",
  ]

  /// A call with the given arguments.
  ///
  /// - Throws: `Diagnostic` where they are no maps, or hold what the algorithm does not know.
  public init(of algorithm: GraphAlgorithm, _ arguments: [Value]) throws(Diagnostic) {
    self.algorithm = algorithm
    var merged = MapValue()
    for argument in arguments {
      switch argument {
      case .null: continue
      case .map(let map):
        for (key, value) in map.entries {
          if let known = merged[key], known != value {
            throw .optionTwice(key, of: algorithm)
          }
          merged[key] = value
        }
      case .text(let name): throw .namedProjection(name, of: algorithm)
      default: throw .noConfiguration(argument, of: algorithm)
      }
    }
    let known = Self.projectionKeys + algorithm.options.map(\.name)
    for key in merged.keys where !known.contains(key.string) {
      throw .unknownOption(key, known, of: algorithm)
    }
    configuration = merged
    projection = try Self.projection(merged, algorithm)
  }

  /// The answer over the subgraph.
  public func rows(
    over graph: CompactGraph, _ work: AlgorithmWork
  ) throws(Diagnostic) -> AlgorithmRows {
    try checkWeights(of: graph)
    let options = try AlgorithmOptions(of: algorithm, configuration, in: graph)
    return try algorithm.body(graph, options, work)
  }

  private static func projection(
    _ map: MapValue, _ algorithm: GraphAlgorithm
  ) throws(Diagnostic) -> GraphProjection {
    var projection = GraphProjection()
    projection.labels = try names(map["nodeLabels"], "nodeLabels", algorithm)
    projection.types = try names(map["relationshipTypes"], "relationshipTypes", algorithm)
    projection.keepsRelationships = algorithm.keepsRelationships
    projection.orientation = try word(
      map["orientation"], "orientation", GraphProjection.Orientation.self, algorithm,
      standard: algorithm.orientations[0])
    guard algorithm.orientations.contains(projection.orientation) else {
      throw .orientation(projection.orientation, of: algorithm)
    }
    projection.aggregation = try word(
      map["aggregation"], "aggregation", GraphProjection.Aggregation.self, algorithm,
      standard: .none)
    switch map["relationshipWeightProperty"] ?? .null {
    case .null: break
    case .text(let key):
      if algorithm.weights == .none { throw .unweighted(algorithm) }
      projection.weight = key
    case let other:
      throw .badConfiguration("relationshipWeightProperty", "a text", other, algorithm)
    }
    switch map["defaultWeight"] ?? .null {
    case .null: break
    case .float(let number): projection.defaultWeight = number
    case .integer(let number): projection.defaultWeight = Double(number)
    case let other: throw .badConfiguration("defaultWeight", "a number", other, algorithm)
    }
    switch map["concurrency"] ?? .null {
    case .null: break
    case .integer(let number) where number > 0: break
    case let other: throw .badConfiguration("concurrency", "an integer from 1 on", other, algorithm)
    }
    return projection
  }

  /// Names of labels or types: a text, a list of texts, or `'*'` for all.
  private static func names(
    _ value: Value?, _ key: String, _ algorithm: GraphAlgorithm
  ) throws(Diagnostic) -> [Text]? {
    var names: [Text] = []
    switch value ?? .null {
    case .null: return nil
    case .text(let name): names = [name]
    case .list(let list):
      for item in list {
        guard case .text(let name) = item else {
          throw .badConfiguration(key, "a text or a list of texts", item, algorithm)
        }
        names.append(name)
      }
    case let other: throw .badConfiguration(key, "a text or a list of texts", other, algorithm)
    }
    return names.contains("*") ? nil : names
  }

  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ value: Value?, _ key: String, _: Word.Type, _ algorithm: GraphAlgorithm, standard: Word
  ) throws(Diagnostic) -> Word {
    switch value ?? .null {
    case .null: return standard
    case .text(let text):
      if let word = Word(rawValue: text.string.uppercased()) { return word }
    default: break
    }
    let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
    throw .badConfiguration(key, "one of \(words)", value ?? .null, algorithm)
  }

  private func checkWeights(of graph: CompactGraph) throws(Diagnostic) {
    guard let weights = graph.weights else { return }
    for entry in 0..<weights.count {
      let weight = weights[entry]
      let fits =
        switch algorithm.weights {
        case .none, .any: !weight.isNaN
        case .nonNegative: weight >= 0
        case .positive: weight > 0
        }
      guard fits, weight.isFinite else { throw .weightOutside(weight, of: algorithm) }
    }
  }
}
