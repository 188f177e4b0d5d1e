import GraphEngine
import GraphModel
import PluginKit
import ReviewReading

/// A review that is imported again, from a corrected text or by a corrected profile.
extension ReviewDesk {
  /// The review that an import of `source` makes.
  public static func identifier(of source: String, options: OptionSettings) -> String {
    let named = options.entries.last { $0.name == "review" }?.text ?? ""
    return named.isEmpty ? ReadReview.identifier(ofFile: source) : named
  }

  /// Takes out of the graph what an earlier import of a review has put there; decisions stay.
  ///
  /// - Returns: Whether the graph has that review.
  public static func withdraw(_ review: String, from graph: Graph) throws -> Bool {
    let parameters: [String: Value] = ["id": .string(review)]
    let found = try graph.run(
      "MATCH (r:Review {id: $id}) WHERE r.read_from = $id RETURN r.id AS id", parameters: parameters
    ).all()
    guard !found.isEmpty else { return false }
    for query in [
      "MATCH ()-[r]->() WHERE r.read_from = $id DELETE r",
      "MATCH (n)-[r:MERGED_INTO]->() WHERE n.read_from = $id DELETE r",
      "MATCH (n) WHERE n.read_from = $id AND NOT (n)--() DELETE n",
    ] { _ = try graph.run(query, parameters: parameters).all() }
    return true
  }

  /// Does again what was decided, to a review that was imported anew.
  ///
  /// - Returns: How many decisions were done again, and how many find nothing any more.
  public func renew() throws -> (done: Int, lost: Int) {
    let doubts = ReviewDoubts(graph: graph)
    let decisions = try doubts.decisions()
    var done = 0
    for (key, decision) in decisions.sorted(by: { $0.key < $1.key }) {
      guard let doubt = try doubts.all().first(where: { $0.key == key }) else { continue }
      try carryOut(decision.deed, doubt, decision.value)
      done += 1
    }
    return (done, decisions.count - done)
  }
}
