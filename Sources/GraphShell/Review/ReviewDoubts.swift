import Duplicates
import GraphEngine
import GraphModel

/// Finds what is doubtful of the reviews in a graph.
struct ReviewDoubts {
  let graph: Graph

  /// Everything that is doubtful or was decided: pairs, years, citations, levels, stances.
  ///
  /// - Complexity: one pass over studies, citations and sections.
  func all() throws -> [ReviewDoubt] {
    let decisions = try self.decisions()
    var doubts = try pairs() + years() + citations() + unresolved() + levels() + stances()
    for index in doubts.indices { doubts[index].decision = decisions[doubts[index].key] }
    return doubts
  }

  /// What was decided, by the key of the doubt.
  func decisions() throws -> [String: ReviewDecision] {
    var all: [String: ReviewDecision] = [:]
    guard has("ReviewDecision") else { return all }
    for row in try rows(
      "MATCH (d:ReviewDecision) RETURN d.id AS one, d.deed AS two, d.value AS three, d.before AS four"
    ) {
      guard let deed = ReviewDesk.Deed(rawValue: row.text("two")) else { continue }
      all[row.text("one")] = ReviewDecision(
        deed: deed, value: row.text("three"), before: row.texts("four"))
    }
    return all
  }

  private func has(_ label: String) -> Bool {
    graph.statistics.labels.contains { $0.name == label }
  }

  private func has(type: String) -> Bool {
    graph.statistics.types.contains { $0.name == type }
  }

  private func rows(_ query: String) throws -> [DoubtRow] {
    try graph.run(query).all().map { DoubtRow(row: $0) }
  }

  private func pairs() throws -> [ReviewDoubt] {
    let entries = try GraphDuplicates(graph).list()
    guard !entries.isEmpty, has("Study") else { return [] }
    // A pair stands where the study is first cited that may be another.
    var lines: [String: Int] = [:]
    for row in try rows(
      """
      MATCH (s:Study)-[c]->() WHERE c.char_start IS NOT NULL
      RETURN s.id AS one, min(c.line_start) AS line
      """)
    { lines[row.text("one")] = row.number("line") }
    return entries.map { entry in
      let names = [entry.first.name, entry.second.name].sorted()
      return ReviewDoubt(
        id: "pair-\(entry.number)", kind: .pair, key: "pair|\(names[0])|\(names[1])",
        printed: "\(entry.second.title ?? entry.second.name)", line: lines[entry.second.name],
        proposal: "= \(entry.first.title ?? entry.first.name)", score: entry.score,
        reasons: entry.reasons)
    }
  }

  private func years() throws -> [ReviewDoubt] {
    guard has("Study") else { return [] }
    return try rows(
      """
      MATCH (s:Study|MergedRecord) OPTIONAL MATCH (d:ReviewDecision {id: 'year|' + s.id})
      WITH s, d WHERE (s:Study AND (s.year_doubtful OR s.suffix_doubtful)) OR d IS NOT NULL
      OPTIONAL MATCH (s)-[c]->() WHERE c.char_start IS NOT NULL
      RETURN s.id AS one, s.name_en AS two, s.variants[0] AS three, min(c.line_start) AS line,
        CASE WHEN coalesce(s.year_doubtful, d.before[2] = 'true') THEN 'year' ELSE 'suffix' END AS four, s.read_from AS review
      ORDER BY line
      """
    ).map { row in
      ReviewDoubt(
        id: "year-\(row.text("one"))", kind: .year, key: "year|\(row.text("one"))",
        printed: row.text("three"), line: row.number("line"), proposal: row.text("two"), score: nil,
        reasons: [row.text("four")], review: row.text("review"))
    }
  }

  private func citations() throws -> [ReviewDoubt] {
    guard has("Study") else { return [] }
    var keys = try CitationKeys(merged: merged())
    return try rows(
      """
      MATCH (s:Study)-[c]->() WHERE c.char_start IS NOT NULL AND c.doubts IS NOT NULL
        AND any(d IN c.doubts WHERE d IN ['unlisted', 'ambiguous', 'single', 'bracket', 'range'])
      RETURN c.id AS one, coalesce(c.former_study, s.id) AS two, c.printed AS three, c.line_start AS line,
        c.doubts AS four, s.name_en AS five, 
        CASE WHEN c.former_study IS NULL THEN c.merged_from[0] END AS merge, c.read_from AS review
      ORDER BY c.read_from, c.char_start
      """
    ).map { row in
      ReviewDoubt(
        id: "cite-\(row.text("one"))", kind: .cite, key: "cite|" + keys.next(row),
        printed: row.text("three"), line: row.number("line"), proposal: row.text("five"),
        score: nil,
        reasons: row.texts("four"), review: row.text("review"))
    }
  }

  /// The study that each merge has merged into another, by the number of the merge.
  private func merged() throws -> [Int: String] {
    guard has(type: "MERGED_INTO") else { return [:] }
    var studies: [Int: String] = [:]
    for row in try rows("MATCH (m)-[r:MERGED_INTO]->() RETURN r.number AS merge, m.id AS one") {
      if let number = row.number("merge") { studies[number] = row.text("one") }
    }
    return studies
  }

  private func unresolved() throws -> [ReviewDoubt] {
    guard has("UnresolvedCitation") else { return [] }
    return try rows(
      """
      MATCH (u:UnresolvedCitation)
      RETURN u.id AS one, u.printed AS three, u.line_start AS line, u.read_from AS review
      ORDER BY u.char_start
      """
    ).map { row in
      ReviewDoubt(
        id: "cite-\(row.text("one"))", kind: .cite,
        key: "cite||\(row.text("three"))|\(row.text("one"))", printed: row.text("three"),
        line: row.number("line"), proposal: "", score: nil, reasons: ["unlisted"],
        review: row.text("review"))
    }
  }

  private func levels() throws -> [ReviewDoubt] {
    guard has("Section") else { return [] }
    return try rows(
      """
      MATCH (s:Section) OPTIONAL MATCH (d:ReviewDecision {id: 'level|' + s.id})
      WITH s, d WHERE s.level_doubtful OR d IS NOT NULL
      RETURN s.id AS one, coalesce(s.name_en, s.name_cy) AS two, s.line_start AS line, s.level AS level,
        s.read_from AS review
      ORDER BY line
      """
    ).map { row in
      ReviewDoubt(
        id: "level-\(row.text("one"))", kind: .level, key: "level|\(row.text("one"))",
        printed: row.text("two"), line: row.number("line"),
        proposal: row.number("level").map(String.init) ?? "", score: nil, reasons: ["level"],
        review: row.text("review"))
    }
  }

  private func stances() throws -> [ReviewDoubt] {
    guard has("Study") else { return [] }
    var keys = try CitationKeys(merged: merged())
    return try rows(
      """
      MATCH (s:Study)-[c]->() WHERE c.char_start IS NOT NULL AND c.stance_proposed IS NOT NULL
      RETURN c.id AS one, coalesce(c.former_study, s.id) AS two, c.printed AS three, c.line_start AS line,
        c.stance_proposed AS four, c.stance_cue AS five, 
        CASE WHEN c.former_study IS NULL THEN c.merged_from[0] END AS merge, c.read_from AS review
      ORDER BY c.read_from, c.char_start
      """
    ).map { row in
      ReviewDoubt(
        id: "stance-\(row.text("one"))", kind: .stance, key: "stance|" + keys.next(row),
        printed: row.text("three"), line: row.number("line"),
        proposal: "\(row.text("four")) (\(row.text("five")))", score: nil, reasons: ["stance"],
        review: row.text("review"))
    }
  }
}

/// Tells the citations of one study in the same words apart by their order, which a text that was read
/// again still has. A study that was merged into another keeps its citations' keys.
private struct CitationKeys {
  /// The study that each merge has merged, by its number.
  let merged: [Int: String]
  private var seen: [String: Int] = [:]

  init(merged: [Int: String]) { self.merged = merged }

  /// The key of the next citation: its study, its words, and how many of these there were so far.
  mutating func next(_ row: DoubtRow) -> String {
    let study = row.number("merge").flatMap { merged[$0] } ?? row.text("two")
    let words = "\(study)|\(row.text("three"))"
    seen[words, default: 0] += 1
    return "\(words)|\(seen[words] ?? 1)"
  }
}

/// A row of a query as texts and numbers.
struct DoubtRow {
  let row: Row

  func text(_ column: String) -> String {
    switch try? row[column, as: Value.self] {
    case .text(let text): text.string
    case .integer(let number): String(number)
    default: ""
    }
  }

  func number(_ column: String) -> Int? {
    if case .integer(let number)? = try? row[column, as: Value.self] { number } else { nil }
  }

  func texts(_ column: String) -> [String] {
    guard case .list(let items)? = try? row[column, as: Value.self] else { return [] }
    return items.compactMap { if case .text(let text) = $0 { text.string } else { nil } }
  }
}
