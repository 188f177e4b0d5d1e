import GraphModel

extension GraphAlgorithm {
  static let leiden = GraphAlgorithm(
    "gds.leiden.stream", yields: communityColumns,
    options: [
      .init(
        "gamma", .number(0 ... .infinity), .float(1),
        "the resolution: the greater, the smaller communities"),
      .init(
        "theta", .number(1e-9 ... .infinity), .float(0.01), "how much chance there is in refining"),
      .init("maxLevels", .integer(from: 1), .integer(100), "how often communities are joined"),
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
    summary:
      "Communities with many relationships inside and few between, by modularity, each of which "
      + "hangs together.",
    complexity: "O(levels · m), nearly always",
    source:
      "Traag, Waltman and van Eck, From Louvain to Leiden: guaranteeing well-connected communities, "
      + "Scientific Reports 9 (2019)",
    undefined:
      "The communities of the greatest modularity cannot be found in reasonable time: these are "
      + "good ones. The search begins anew from what it has found until modularity does not grow. The same "
      + "seed gives the same answer. Communities are numbered from 0, in the order of their first nodes."
  ) { (graph, options, work) throws(Diagnostic) in
    var search = CommunitySearch(
      graph: try CommunityGraph(graph, work), resolution: options.number("gamma"),
      theta: options.number("theta"), maxLevels: options.count("maxLevels"), work: work,
      chance: SeededChance(options.count("randomSeed")))
    let levels = try search.levels(tolerance: options.number("tolerance"))
    return try communityRows(levels, of: graph, options, work)
  }
}
