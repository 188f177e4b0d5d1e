import CypherPlan
import GraphIndex

/// A node of the row that the far nodes of a hop must, or may not, be joined to.
///
/// Its neighbours are marked once they are asked about often enough; a few questions are answered by
/// searching for the nodes one by one. Searching goes on until it has cost what marking would have,
/// so that it never costs more than twice the better of the two.
final class JoinedNode {
  let closing: Tally.Closing
  let marks: Marks
  /// The node of each row.
  private(set) var nodes: [NodePosition] = []
  /// Whether questions are answered by searching, since the last call of ``prepare(for:_:)``.
  private(set) var searches = false
  private let reader: NeighborReader
  /// The same relationships from their other ends.
  private let back: NeighborReader
  private var sought = noNode
  private var spent = 0

  init(_ closing: Tally.Closing, _ view: GraphView) {
    self.closing = closing
    reader = NeighborReader(view, types: view.types(closing.types), Direction(closing.direction))
    back = NeighborReader(view, types: reader.types, reader.direction.reversed)
    marks = Marks(limit: view.nodeLimit)
  }

  /// Reads the nodes of the rows of a batch.
  func read(_ batch: Batch, _ view: GraphView) throws {
    nodes = try batch.nodes(closing.node, view)
  }

  /// Gets ready to be asked about the nodes of `list`; returns how many neighbours were marked.
  func prepare(for node: NodePosition, _ list: UnsafeBufferPointer<NodePosition>) -> Int {
    searches = false
    if marks.node == node { return 0 }
    if isSearchCheaper(for: node, list) {
      searches = true
      return 0
    }
    let neighbors = reader.list(of: node)
    marks.set(node, neighbors)
    return neighbors.count
  }

  private func isSearchCheaper(
    for node: NodePosition, _ list: UnsafeBufferPointer<NodePosition>
  ) -> Bool {
    guard reader.canSearch, let first = list.first else { return false }
    let degree = reader.degree(of: node)
    if degree <= 4 { return false }
    if sought != node {
      sought = node
      spent = 0
    }
    let shorter = min(degree, back.degree(of: first))
    spent += 2 * list.count * (Int.bitWidth + 1 - shorter.leadingZeroBitCount)
    return spent < degree
  }

  /// What the relationships between `other` and the row's node count.
  @inline(__always)
  func factor(_ other: NodePosition, _ row: Int) -> UInt64 {
    closing.kind.result(searches ? search(from: nodes[row], to: other) : marks[other])
  }

  /// How many relationships join `node` to `other`, searched for from the end that has fewer.
  private func search(from node: NodePosition, to other: NodePosition) -> UInt64 {
    let degree = reader.degree(of: node)
    return UInt64(
      back.degree(of: other) < degree
        ? back.count(from: other, to: node) : reader.count(from: node, to: other))
  }
}
