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

  /// What an import of a review has done besides its records.
  public struct Renewal {
    /// Nothing so far.
    public init() {}

    /// The earlier reading that gave way; nil where there was none.
    public var replaced: String?
    /// How many decisions were done again.
    public var done = 0
    /// How many decisions find nothing any more.
    public var lost = 0
    /// How many studies may be those of another review of the graph.
    public var shared = 0
    /// How the nodes of the review differ from those of the earlier reading.
    public var nodes = Difference()
    /// How its relationships differ.
    public var relationships = Difference()
    /// Whether all of it was only tried.
    public var isTrial = false

    /// Lets a report tell what is new and what is as it was, rather than what was made again.
    public func restate(_ report: inout ImportReport) {
      report.restate(
        nodes: (nodes.created, nodes.updated),
        relationships: (relationships.created, relationships.updated), isDryRun: isTrial)
    }

    /// What is to be said of it, a sentence each.
    public func sentences(in words: Words) -> [String] {
      var sentences: [String] = []
      let removed = nodes.removed + relationships.removed
      if removed > 0 { sentences.append(words.reviewRemoved(removed)) }
      if isTrial { return sentences }
      if let replaced { sentences.append(words.reviewReplaced(replaced)) }
      if done + lost > 0 { sentences.append(words.reviewRenewed(done: done, lost: lost)) }
      if shared > 0 { sentences.append(words.reviewShared(shared)) }
      return sentences
    }
  }

  /// How what a review has put into a graph differs between two readings.
  public struct Difference: Hashable, Sendable {
    /// How many the earlier reading did not have.
    public var created = 0
    /// How many both have, and not alike.
    public var updated = 0
    /// How many only the earlier reading had.
    public var removed = 0

    /// None.
    public init() {}

    fileprivate init(from before: [String: Value], to after: [String: Value]) {
      for (key, value) in after {
        if let former = before[key] {
          if former != value { updated += 1 }
        } else {
          created += 1
        }
      }
      removed = before.keys.count { after[$0] == nil }
    }
  }

  /// What a trial has found out, by which its transaction is rolled back.
  private struct Tried<Report>: Error {
    var found: (report: Report, renewal: Renewal)
  }

  /// All that a review has put into the graph, by what each is.
  private func elements(
    of review: String
  ) throws -> (nodes: [String: Value], relationships: [String: Value]) {
    func all(_ query: String) throws -> [String: Value] {
      var found: [String: Value] = [:]
      for row in try graph.run(query, parameters: ["id": .string(review)]).all() {
        let key = DoubtRow(row: row).text("key")
        var place = 0
        while found["\(key)|\(place)"] != nil { place += 1 }
        found["\(key)|\(place)"] = try row["properties", as: Value.self]
      }
      return found
    }
    return (
      try all(
        """
        MATCH (n) WHERE n.read_from = $id
        RETURN labels(n)[0] + '|' + coalesce(n.id, '') AS key, properties(n) AS properties
        """),
      try all(
        """
        MATCH (a)-[r]->(b) WHERE r.read_from = $id
        RETURN type(r) + '|' + coalesce(a.id, '') + '|' + coalesce(b.id, '') + '|'
          + coalesce(r.id, r.list, '') AS key, properties(r) AS properties
        ORDER BY key, r.number
        """)
    )
  }

  /// Imports a review into a graph that may have it already, in one transaction: what an earlier import has put there
  /// gives way, and what a person has decided about it is done again. Beside another review its identifiers begin
  /// with its name, and studies that both may mean are joined as doubtful pairs.
  ///
  /// - Parameters:
  ///   - isTrial: Whether the graph is to be as it was in the end.
  ///   - run: The import, with options that the records of the earlier one need.
  /// - Throws: What the import throws; ``ShellFailure`` where the graph has a review of that name that cites other
  ///   works; the graph is then as it was.
  public static func importAgain<Report>(
    _ source: String, into graph: Graph, options: OptionSettings, words: Words,
    isTrial: Bool = false, _ run: (OptionSettings) throws -> Report
  ) throws -> (report: Report, renewal: Renewal) {
    func all() throws -> (report: Report, renewal: Renewal) {
      var options = options
      let desk = ReviewDesk(graph, words: words)
      let review = identifier(of: source, options: options)
      func isGiven(_ name: String) -> Bool { options.entries.contains { $0.name == name } }
      var renewal = Renewal()
      renewal.isTrial = isTrial
      let before = try desk.elements(of: review)
      let prefix = try desk.prefix(of: review)
      let former = try desk.studies(of: review)
      if try withdraw(review, from: graph) {
        renewal.replaced = review
        if prefix.isEmpty, !isGiven("existing") { options.add("existing", "update") }
      }
      let standing = try desk.decidedPairs()
      // Beside another review, what both speak of stays as the first has it.
      if !prefix.isEmpty, !isGiven("existing") { options.add("existing", "keep") }
      if !isGiven("prefix"), !prefix.isEmpty { options.add("prefix", prefix) }
      let report = try run(options)
      if renewal.replaced != nil, !isGiven("review") { try desk.compare(former, of: review) }
      try desk.numberPairs(of: review)
      renewal.shared = try desk.joinShared(of: review)
      (renewal.done, renewal.lost) = try desk.renew(review, besides: standing)
      let after = try desk.elements(of: review)
      renewal.nodes = Difference(from: before.nodes, to: after.nodes)
      renewal.relationships = Difference(from: before.relationships, to: after.relationships)
      if isTrial { throw Tried(found: (report, renewal)) }
      return (report, renewal)
    }
    do {
      return graph.isInTransaction ? try all() : try graph.inTransaction(all)
    } catch let tried as Tried<Report> {
      return tried.found
    }
  }

  private func texts(_ query: String, _ review: String) throws -> [String] {
    try graph.run(query, parameters: ["id": .string(review)]).all()
      .map { DoubtRow(row: $0).text("text") }
  }

  /// What stands before the identifiers of a review: what stood there, else its name where the graph has another.
  private func prefix(of review: String) throws -> String {
    let known = try texts(
      "MATCH (r:Review {id: $id}) WHERE r.read_from = $id RETURN coalesce(r.prefix, '') AS text",
      review)
    if let prefix = known.first { return prefix }
    let others = try texts(
      "MATCH (r:Review) WHERE r.read_from IS NOT NULL RETURN r.id AS text LIMIT 1", review)
    return others.isEmpty ? "" : review + "-"
  }

  /// The pairs that were decided and stand: those of other reviews, once one was withdrawn.
  private func decidedPairs() throws -> Set<String> {
    Set(
      try ReviewDoubts(graph: graph).all().filter { $0.kind == .pair && $0.decision != nil }
        .map(\.key))
  }

  private func studies(of review: String) throws -> Set<String> {
    Set(
      try texts("MATCH (s:Study|MergedRecord) WHERE s.read_from = $id RETURN s.id AS text", review))
  }

  /// Refuses a text that shares nearly no study with the one that was read under its name: it is another review.
  private func compare(_ former: Set<String>, of review: String) throws {
    let now = try Set(
      texts("MATCH (s:Study) WHERE s.read_from = $id RETURN s.id AS text", review))
    guard former.count >= 5, now.count >= 5, former.intersection(now).count * 5 < former.count
    else { return }
    throw ShellFailure(.query, words.reviewIsAnother(review))
  }

  /// Numbers the pairs of a review behind those of others, by which a person names them.
  private func numberPairs(of review: String) throws {
    _ = try graph.run(
      """
      OPTIONAL MATCH ()-[o:POSSIBLY_SAME_AS|MERGED_INTO]->()
        WHERE o.read_from IS NULL OR o.read_from <> $id
      WITH coalesce(max(o.number), 0) AS last WHERE last > 0
      MATCH ()-[p:POSSIBLY_SAME_AS]->() WHERE p.read_from = $id
      SET p.number = p.number + last
      """, parameters: ["id": .string(review)]
    ).all()
  }

  /// Joins studies of a review with those of others that have the same authors and year, for a person to judge.
  ///
  /// - Returns: How many pairs that makes.
  private func joinShared(of review: String) throws -> Int {
    let rows = try graph.run(
      """
      MATCH (r:Review) WHERE r.read_from IS NOT NULL WITH count(r) AS reviews WHERE reviews > 1
      OPTIONAL MATCH ()-[o:POSSIBLY_SAME_AS|MERGED_INTO]->()
      WITH coalesce(max(o.number), 0) AS last
      MATCH (s:Study) WHERE s.read_from = $id
      MATCH (t:Study) WHERE t.name_en = s.name_en AND t.read_from <> $id
        AND NOT (s)-[:POSSIBLY_SAME_AS]-(t)
      WITH last, s, t ORDER BY s.id, t.id
      WITH last, collect([s, t]) AS pairs
      UNWIND range(0, size(pairs) - 1) AS place
      WITH last, place, pairs[place][0] AS s, pairs[place][1] AS t
      CREATE (s)-[:POSSIBLY_SAME_AS {number: last + place + 1, score: 0.8, confidence: 0.8,
        verdict: 'doubtful', reasons: ['other-review'], read_from: $id}]->(t)
      RETURN count(*) AS made
      """, parameters: ["id": .string(review)]
    ).all()
    return rows.first.flatMap { DoubtRow(row: $0).number("made") } ?? 0
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
      """
      MATCH (n)-[r:POSSIBLY_SAME_AS]-() WHERE n.read_from = $id AND 'other-review' IN r.reasons
      DELETE r
      """,
      "MATCH (n) WHERE n.read_from = $id AND NOT (n)--() DELETE n",
    ] { _ = try graph.run(query, parameters: parameters).all() }
    return true
  }

  /// Does again what was decided about a review that was imported anew.
  ///
  /// - Parameter standing: The keys of decided pairs that stand, and are not decided again.
  /// - Returns: How many decisions were done again, and how many find nothing any more.
  func renew(_ review: String, besides standing: Set<String>) throws -> (done: Int, lost: Int) {
    let doubts = ReviewDoubts(graph: graph)
    var open = try doubts.decisions().filter { !standing.contains($0.key) }
    for doubt in try doubts.all() where doubt.review.map({ $0 != review }) ?? false {
      open[doubt.key] = nil
    }
    // Studies are merged last: what was decided about one of them is found while it is one. What is doubtful only
    // of the work that a merge makes comes behind it.
    let (pairs, others) = (
      open.keys.filter { $0.hasPrefix("pair|") }.sorted(),
      open.keys.filter { !$0.hasPrefix("pair|") }.sorted()
    )
    var done = 0
    for key in others + pairs + others {
      guard let decision = open[key], let doubt = try doubts.all().first(where: { $0.key == key })
      else { continue }
      try carryOut(decision.deed, doubt, decision.value)
      open[key] = nil
      done += 1
    }
    return (done, open.count)
  }
}
