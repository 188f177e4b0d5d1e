import GraphEngine
import GraphModel
import PluginKit
import ReviewReading
import WordCatalog

/// A review that is imported again, from a corrected text or by a corrected profile.
extension ReviewDesk {
  /// The review that an import of `source` makes.
  public static func identifier(of source: String, options: OptionSettings) -> String {
    let named = options.entries.last { $0.name == "review" }?.text ?? ""
    return named.isEmpty ? ReadReview.identifier(ofFile: source) : named
  }

  /// Imports a review into a graph that may have it already, in one transaction: what an earlier import has put there
  /// gives way, and what a person has decided about it is done again.
  ///
  /// - Parameter run: The import, with options that the records of the earlier one need.
  /// - Returns: The report, and how many decisions were done again and find nothing any more; nil where the graph has
  ///   none.
  /// - Throws: What the import throws; the graph is then as it was.
  public static func importAgain<Report>(
    _ source: String, into graph: Graph, options: OptionSettings, words: Words,
    _ run: (OptionSettings) throws -> Report
  ) throws -> (report: Report, renewed: (done: Int, lost: Int)?) {
    func all() throws -> (report: Report, renewed: (done: Int, lost: Int)?) {
      var options = options
      let review = identifier(of: source, options: options)
      let isGiven = options.entries.contains { $0.name == "existing" }
      if try withdraw(review, from: graph), !isGiven { options.add("existing", "update") }
      let report = try run(options)
      let (done, lost) = try ReviewDesk(graph, words: words).renew()
      return (report, done + lost > 0 ? (done, lost) : nil)
    }
    return graph.isInTransaction ? try all() : try graph.inTransaction(all)
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
