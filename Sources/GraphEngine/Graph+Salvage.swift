import GraphModel
import GraphStore

extension Graph {
  /// Whether the file that begins with `bytes`, or is at a path with that ending, is or was a graph, so
  /// that nothing else may take its place.
  ///
  /// - Parameters:
  ///   - path: Its path; what ends in `.dolen` is a graph.
  ///   - bytes: As many as there are of its first ``headLength``.
  package static func isGraph(_ path: String, beginning bytes: [UInt8]) -> Bool {
    (path.hasSuffix(".dolen") && !bytes.isEmpty) || DamagedCopy.wasGraph(bytes)
  }

  /// How much of a file tells whether it was a graph, in bytes.
  package static var headLength: Int { 17 * 65_536 }

  /// What can still be read of the damaged graph in the file at `path`, as a graph in memory, and
  /// what was lost, one sentence each.
  ///
  /// The file is not changed; a copy of it is made for this among the temporary files. Nodes and
  /// relationships get new identifiers. A relationship that has lost one of its nodes is lost.
  ///
  /// - Throws: `StoreError` where the file is missing, of another program, open for writing
  ///   elsewhere, or so damaged that it has no tables any more.
  /// - Complexity: O(*n*) in the size of the graph.
  public static func salvaged(from path: String) throws -> (graph: Graph, losses: [String]) {
    let salvage = try Salvage(path: path)
    let graph = Graph()
    let reader = JSONReader.stored
    var identifiers: [Int: Int] = [:]
    var withoutEnds = 0
    try graph.load { loader in
      try salvage.forEachNode { row in
        guard let properties = reader.salvaged(row.properties) else { return false }
        let labels = row.labels.map { salvage.name(of: $0, kind: .label) }
        identifiers[row.id] = try loader.addNode(labels: labels, properties: properties)
        return true
      }
      try salvage.forEachRelationship { row in
        guard let properties = reader.salvaged(row.properties) else { return false }
        guard let start = identifiers[row.start], let end = identifiers[row.end] else {
          withoutEnds += 1
          return true
        }
        let type = salvage.name(of: row.type, kind: .relationshipType)
        _ = try loader.addRelationship(
          type: type, start: start, end: end, properties: properties)
        return true
      }
    }
    var losses = salvage.losses
    if withoutEnds > 0 {
      losses.append(
        "\(withoutEnds) relationship\(withoutEnds == 1 ? "" : "s") lost a node at one end and "
          + (withoutEnds == 1 ? "is not kept" : "are not kept"))
    }
    return (graph, losses)
  }
}

extension JSONReader {
  /// The properties of a row; nil where they cannot be read.
  fileprivate func salvaged(_ bytes: UnsafeBufferPointer<UInt8>?) -> MapValue? {
    guard let bytes else { return [:] }
    return try? map(of: bytes)
  }
}
