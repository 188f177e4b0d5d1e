import GraphEngine
import GraphModel
import WordCatalog

extension ExportSubject {
  /// The nodes, relationships and paths of an answer, also those inside lists and maps.
  ///
  /// - Parameters:
  ///   - rows: Read to their end.
  ///   - graph: Where the ends of relationships are found that the answer does not contain.
  ///   - connecting: Whether relationships between two nodes of the answer come along.
  /// - Throws: ``ExportError`` where the answer has no node, relationship or path; what reading
  ///   the rows throws.
  /// - Complexity: O(*n* + *m*) in the answer and, where ends are missing or `connecting`, in the
  ///   graph.
  public init(_ rows: Rows, of graph: Graph, connecting: Bool = false) throws {
    var values: [Value] = []
    var count = 0
    while let row = try rows.next() {
      count += 1
      values += row.values.filter(Self.mayHoldElements)
    }
    try self.init(values, rowCount: count, of: graph, connecting: connecting)
  }

  /// The nodes, relationships and paths among `values`, also those inside lists and maps.
  ///
  /// - Parameters:
  ///   - rowCount: The number of rows that the values come from, for the message.
  ///   - graph: Where the ends of relationships are found that are not among the values.
  ///   - connecting: Whether relationships between two of the nodes come along.
  /// - Throws: ``ExportError`` where there is no node, relationship or path.
  public init(
    _ values: [Value], rowCount: Int? = nil, of graph: Graph, connecting: Bool = false
  ) throws {
    var nodes: [Int: Node] = [:]
    var relationships: [Int: Relationship] = [:]
    for value in values { Self.collect(value, &nodes, &relationships) }
    guard !nodes.isEmpty || !relationships.isEmpty else {
      let rows = rowCount ?? values.count
      throw ExportError(
        rows == 0
          ? "The query found nothing, so that there is nothing to draw"
          : "The answer has \(Words.english.rows(rows)), but no node, relationship or path in them",
        hint: rows == 0
          ? nil : "Return the nodes and relationships themselves, as in: RETURN s, r, f")
    }
    if connecting {
      try graph.forEachRelationship { relationship in
        guard let contents = relationship.contents, nodes[contents.start] != nil,
          nodes[contents.end] != nil
        else { return }
        relationships[relationship.id] = relationship
      }
    }
    var missing: Set<Int> = []
    for relationship in relationships.values {
      guard let contents = relationship.contents else { continue }
      for end in [contents.start, contents.end] where nodes[end] == nil { missing.insert(end) }
    }
    try Self.add(missing, to: &nodes, from: graph)
    self.init(nodes, relationships)
  }

  /// What lies within `distance` relationships of `nodes`, in either direction.
  ///
  /// - Parameters:
  ///   - nodes: The ids of the nodes in the middle.
  ///   - distance: How many relationships to walk; 0 for the nodes alone.
  ///   - types: The types to walk along and show; nil for all.
  /// - Throws: ``ExportError`` where a node is not in the graph.
  /// - Complexity: O(*n* + *m*) in the graph.
  public init(
    around nodes: Set<Int>, distance: Int, types: Set<Text>? = nil, in graph: Graph
  ) throws {
    var neighbours: [Int: [Int]] = [:]
    var shown: [Relationship] = []
    try graph.forEachRelationship { relationship in
      guard let contents = relationship.contents, types?.contains(contents.type) ?? true else {
        return
      }
      neighbours[contents.start, default: []].append(contents.end)
      neighbours[contents.end, default: []].append(contents.start)
      shown.append(relationship)
    }
    var reached = nodes
    var frontier = nodes
    for _ in 0..<max(0, distance) where !frontier.isEmpty {
      var next: Set<Int> = []
      for node in frontier {
        for neighbour in neighbours[node] ?? [] where reached.insert(neighbour).inserted {
          next.insert(neighbour)
        }
      }
      frontier = next
    }
    var found: [Int: Node] = [:]
    try Self.add(reached, to: &found, from: graph)
    if let missing = nodes.filter({ found[$0] == nil }).min() {
      throw ExportError("There is no node with the id \(missing)")
    }
    let within = shown.filter {
      guard let contents = $0.contents else { return false }
      return distance > 0 && reached.contains(contents.start) && reached.contains(contents.end)
    }
    self.init(found, Dictionary(within.map { ($0.id, $0) }) { first, _ in first }, focus: nodes)
  }

  private static func add(
    _ ids: Set<Int>, to nodes: inout [Int: Node], from graph: Graph
  ) throws {
    guard !ids.isEmpty else { return }
    try graph.forEachNode { node in
      if ids.contains(node.id) { nodes[node.id] = node }
    }
  }

  private static func mayHoldElements(_ value: Value) -> Bool {
    switch value {
    case .node, .relationship, .path, .list, .map: true
    default: false
    }
  }

  private static func collect(
    _ value: Value, _ nodes: inout [Int: Node], _ relationships: inout [Int: Relationship]
  ) {
    switch value {
    case .node(let node): nodes[node.id] = node
    case .relationship(let relationship): relationships[relationship.id] = relationship
    case .path(let path):
      for node in path.nodes { nodes[node.id] = node }
      for relationship in path.relationships { relationships[relationship.id] = relationship }
    case .list(let list):
      for element in list { collect(element, &nodes, &relationships) }
    case .map(let map):
      for element in map.entries.values { collect(element, &nodes, &relationships) }
    default: break
    }
  }
}
