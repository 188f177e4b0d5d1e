/// The numbers that a graph keeps in `meta` and writes with each commit that changes them.
struct Counters: Hashable {
  /// The identifier that the next node gets.
  var nextNode = 0
  /// The identifier that the next relationship gets.
  var nextRelationship = 0
  /// How many nodes there are.
  var nodes = 0
  /// How many relationships there are.
  var relationships = 0
  /// How many commits have changed the graph.
  var generation = 0

  /// The counters by their names in `meta`.
  static let names: [(name: String, counter: WritableKeyPath<Counters, Int> & Sendable)] = [
    ("next_node_id", \.nextNode), ("next_relationship_id", \.nextRelationship),
    ("node_count", \.nodes), ("relationship_count", \.relationships),
    ("generation", \.generation),
  ]
}
