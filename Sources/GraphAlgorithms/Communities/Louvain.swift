import GraphModel

extension GraphAlgorithm {
  static let louvain = GraphAlgorithm(
    "gds.louvain.stream", yields: communityColumns,
    options: [
      .init("maxLevels", .integer(from: 1), .integer(100), "how often communities are joined"),
      .init(
        "maxIterations", .integer(from: 1), .null, "how often the nodes of a level are looked at"),
      .init(
        "tolerance", .number(0...1), .float(1e-9),
        "the gain of modularity from which it is worth to begin anew"),
      .init(
        "includeIntermediateCommunities", .boolean, .boolean(false),
        "whether the community at each level is shown"),
      .init(
        "consecutiveIds", .boolean, .boolean(true),
        "as GDS has it; numbers have no gaps in any case"),
      .seed,
    ],
    orientations: [.undirected], weights: .nonNegative,
    summary: "Communities with many relationships inside and few between, by modularity.",
    complexity: "O(levels · m), nearly always",
    source:
      "Blondel and others, Fast unfolding of communities in large networks, J. Stat. Mech. (2008)",
    undefined:
      "The communities of the greatest modularity cannot be found in reasonable time: these are "
      + "good ones, and may hold parts that hang together loosely; gds.leiden.stream has none such. The search "
      + "begins anew from what it has found until modularity does not grow, and levels are those of the last "
      + "time. The same seed gives the same answer. Communities are numbered from 0, in the order of their first nodes."
  ) { (graph, options, work) throws(Diagnostic) in
    var search = CommunitySearch(
      graph: try CommunityGraph(graph, work), resolution: 1, theta: nil,
      maxLevels: options.count("maxLevels"), rounds: options.integer("maxIterations") ?? .max,
      work: work, chance: SeededChance(options.count("randomSeed")))
    let levels = try search.levels(tolerance: options.number("tolerance"))
    return try communityRows(levels, of: graph, options, work)
  }

  static let communityColumns: [Column] = [
    .nodeID, .init("communityId", .integer), .init("intermediateCommunityIds", .list),
  ]

  /// A row for each node: its community at the last level, and those of all levels where they are wanted.
  static func communityRows(
    _ levels: [Run<UInt32>], of graph: CompactGraph, _ options: AlgorithmOptions,
    _ work: AlgorithmWork
  ) throws(Diagnostic) -> AlgorithmRows {
    for level in levels { _ = try renumber(level, work) }
    guard let last = levels.last else { return AlgorithmRows(0) { _ in [] } }
    let shows = options.flag("includeIntermediateCommunities")
    let identifiers = graph.identifiers
    return AlgorithmRows(graph.nodeCount) { node in
      [
        .integer(identifiers[node]), .integer(Int(last[node])),
        shows ? .list(levels.map { .integer(Int($0[node])) }) : .null,
      ]
    }
  }
}
