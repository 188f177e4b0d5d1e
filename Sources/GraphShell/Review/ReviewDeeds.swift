import Duplicates
import GraphEngine
import GraphModel
import WordCatalog

/// Carries decisions out in the graph, and takes them back.
struct ReviewDeeds {
  let graph: Graph
  let words: Words

  /// Types of citations, which a decision moves or makes anew.
  private static let types = [
    "CITED_IN", "DISCUSSES", "DESCRIBES", "SUPPORTS", "REPORTS_BARRIER", "REPORTS_MIXED",
    "NOT_A_CITATION",
  ]
  private static let stances = [
    "supports": "SUPPORTS", "barrier": "REPORTS_BARRIER", "mixed": "REPORTS_MIXED",
    "neutral": "DISCUSSES",
  ]

  private func run(_ query: String, _ parameters: [String: Value]) throws -> [DoubtRow] {
    try graph.run(query, parameters: parameters).all().map { DoubtRow(row: $0) }
  }

  private func misfit(_ deed: ReviewDesk.Deed, _ doubt: ReviewDoubt) -> ShellFailure {
    ShellFailure(
      .query, words.reviewDeedDoesNotFit(deed.rawValue, doubt.id, words.reviewValueAdvice))
  }

  /// The part of a doubt's id behind its kind.
  private func subject(_ doubt: ReviewDoubt) -> String {
    String(doubt.id.dropFirst(doubt.kind.rawValue.count + 1))
  }

  /// Does what was decided.
  ///
  /// - Returns: What was there before.
  /// - Throws: ``ShellFailure`` where the deed or the value does not fit.
  func perform(
    _ deed: ReviewDesk.Deed, _ doubt: ReviewDoubt, _ value: String
  ) throws -> [String] {
    switch doubt.kind {
    case .pair: return try pair(deed, doubt)
    case .year: return try year(deed, doubt, value)
    case .cite: return try cite(deed, doubt, value)
    case .level: return try level(deed, doubt, value)
    case .stance: return try stance(deed, doubt, value)
    }
  }

  private func pair(_ deed: ReviewDesk.Deed, _ doubt: ReviewDoubt) throws -> [String] {
    let duplicates = GraphDuplicates(graph)
    do {
      switch deed {
      case .accept: try duplicates.accept([subject(doubt)])
      case .reject: try duplicates.reject([subject(doubt)])
      case .change, .undo, .list, .apply: throw misfit(deed, doubt)
      }
    } catch is DuplicateError {
      throw ShellFailure(.query, words.duplicateIsMerged(subject(doubt)))
    }
    return []
  }

  // MARK: Years and levels

  private func year(
    _ deed: ReviewDesk.Deed, _ doubt: ReviewDoubt, _ value: String
  ) throws -> [String] {
    let id: Value = .string(subject(doubt))
    let rows = try run(
      """
      MATCH (s:Study|MergedRecord {id: $id}) RETURN toString(s.year) AS one, s.suffix AS two,
        toString(s.year_doubtful) AS three, toString(s.suffix_doubtful) AS four, s.name_en AS five
      """, ["id": id])
    guard let row = rows.first else { throw misfit(deed, doubt) }
    let before = ["one", "two", "three", "four", "five"].map { row.text($0) }
    switch deed {
    case .accept:
      _ = try run(
        "MATCH (s:Study|MergedRecord {id: $id}) SET s.year_doubtful = null, s.suffix_doubtful = null",
        ["id": id]
      )
    case .change:
      let digits = value.prefix { $0.isNumber }
      let suffix = value.dropFirst(digits.count)
      guard let year = Int(digits), (1000...9999).contains(year), suffix.count <= 1 else {
        throw misfit(deed, doubt)
      }
      let base = row.text("five").split(separator: ",").dropLast().joined(separator: ",")
      _ = try run(
        """
        MATCH (s:Study|MergedRecord {id: $id}) SET s.year = $year, s.suffix = $suffix, s.name_en = $name,
          s.year_doubtful = null, s.suffix_doubtful = null
        """,
        [
          "id": id, "year": .integer(year),
          "suffix": suffix.isEmpty ? .null : .string(String(suffix)),
          "name": .string(base.isEmpty ? row.text("five") : "\(base), \(value)"),
        ])
    case .reject, .undo, .list, .apply: throw misfit(deed, doubt)
    }
    return before
  }

  private func level(
    _ deed: ReviewDesk.Deed, _ doubt: ReviewDoubt, _ value: String
  ) throws -> [String] {
    let id: Value = .string(subject(doubt))
    let rows = try run("MATCH (s:Section {id: $id}) RETURN toString(s.level) AS one", ["id": id])
    guard let row = rows.first else { throw misfit(deed, doubt) }
    switch deed {
    case .accept:
      _ = try run("MATCH (s:Section {id: $id}) SET s.level_doubtful = null", ["id": id])
    case .change:
      guard let level = Int(value), (1...6).contains(level) else { throw misfit(deed, doubt) }
      _ = try run(
        "MATCH (s:Section {id: $id}) SET s.level = $level, s.level_doubtful = null",
        ["id": id, "level": .integer(level)])
    case .reject, .undo, .list, .apply: throw misfit(deed, doubt)
    }
    return [row.text("one")]
  }

  // MARK: Citations

  /// The type of the relationship that a citation is, and the study that it starts at.
  private func citation(_ id: String) throws -> (type: String, study: String)? {
    let rows = try run(
      """
      MATCH (s:Study)-[c]->() WHERE c.id = $id AND c.char_start IS NOT NULL
      RETURN type(c) AS one, s.id AS two
      """, ["id": .string(id)])
    guard let row = rows.first, Self.types.contains(row.text("one")) else { return nil }
    return (row.text("one"), row.text("two"))
  }

  /// Makes a citation anew with another type or another study; all that it says stays.
  private func remake(_ id: String, from type: String, as other: String, study: String) throws {
    _ = try run(
      """
      MATCH (s:Study)-[c:\(type)]->(x) WHERE c.id = $id AND c.char_start IS NOT NULL
      MATCH (t:Study {id: $study})
      CREATE (t)-[n:\(other)]->(x) SET n = properties(c)
      DELETE c
      """, ["id": .string(id), "study": .string(study)])
  }

  private func cite(
    _ deed: ReviewDesk.Deed, _ doubt: ReviewDoubt, _ value: String
  ) throws -> [String] {
    let id = subject(doubt)
    guard let (type, study) = try citation(id) else { return try unresolved(deed, doubt, value) }
    switch deed {
    case .accept: break
    case .reject: try remake(id, from: type, as: "NOT_A_CITATION", study: study)
    case .change:
      guard try !run("MATCH (s:Study {id: $id}) RETURN s.id AS one", ["id": .string(value)]).isEmpty
      else { throw misfit(deed, doubt) }
      try remake(id, from: type, as: type, study: value)
      try mark(id, "former_study", study)
    case .undo, .list, .apply: throw misfit(deed, doubt)
    }
    return [type, study]
  }

  private func mark(_ id: String, _ property: String, _ value: String?) throws {
    _ = try run(
      "MATCH (s:Study)-[c]->() WHERE c.id = $id AND c.char_start IS NOT NULL SET c.\(property) = $value",
      ["id": .string(id), "value": value.map { .string($0) } ?? .null])
  }

  /// A citation of a work that no list has: a person may name the study.
  private func unresolved(
    _ deed: ReviewDesk.Deed, _ doubt: ReviewDoubt, _ value: String
  ) throws -> [String] {
    let id: Value = .string(subject(doubt))
    switch deed {
    case .accept, .reject: return []
    case .change:
      let made = try run(
        """
        MATCH (u:UnresolvedCitation {id: $id})-[:CITED_IN]->(x), (t:Study {id: $study})
        CREATE (t)-[n:CITED_IN]->(x) SET n = properties(u) RETURN n.id AS one
        """, ["id": id, "study": .string(value)])
      guard !made.isEmpty else { throw misfit(deed, doubt) }
      return ["", value]
    case .undo, .list, .apply: throw misfit(deed, doubt)
    }
  }

  private func stance(
    _ deed: ReviewDesk.Deed, _ doubt: ReviewDoubt, _ value: String
  ) throws -> [String] {
    let id = subject(doubt)
    guard let (type, study) = try citation(id) else { throw misfit(deed, doubt) }
    switch deed {
    case .reject: return [type, study]
    case .accept, .change:
      let stance =
        deed == .change ? value : doubt.proposal.split(separator: " ").first.map(String.init) ?? ""
      guard let made = Self.stances[stance] else { throw misfit(deed, doubt) }
      // What is said of a factor is a type of its own; of a model or a section it is a property.
      if Self.stances.values.contains(type), made != type {
        try remake(id, from: type, as: made, study: study)
      }
      try mark(id, "stance", stance)
      return [type, study]
    case .undo, .list, .apply: throw misfit(deed, doubt)
    }
  }

  // MARK: Undoing

  /// Takes back what was decided.
  func undo(_ doubt: ReviewDoubt, _ decision: ReviewDecision) throws {
    let id = subject(doubt)
    let before = decision.before
    switch doubt.kind {
    case .pair: try GraphDuplicates(graph).undo([id])
    case .year where before.count == 5:
      _ = try run(
        """
        MATCH (s:Study|MergedRecord {id: $id}) SET s.year = $year, s.suffix = $suffix, s.name_en = $name,
          s.year_doubtful = $c, s.suffix_doubtful = $d
        """,
        [
          "id": .string(id), "year": Int(before[0]).map { .integer($0) } ?? .null,
          "suffix": before[1].isEmpty ? .null : .string(before[1]), "name": .string(before[4]),
          "c": before[2] == "true" ? true : .null, "d": before[3] == "true" ? true : .null,
        ])
    case .level where before.count == 1:
      _ = try run(
        "MATCH (s:Section {id: $id}) SET s.level = $level, s.level_doubtful = true",
        ["id": .string(id), "level": Int(before[0]).map { .integer($0) } ?? .null])
    case .cite where before.count == 2 && before[0].isEmpty:
      _ = try run(
        "MATCH (s:Study {id: $study})-[c:CITED_IN]->() WHERE c.id = $id DELETE c",
        ["id": .string(id), "study": .string(before[1])])
    case .cite where before.count == 2, .stance where before.count == 2:
      guard Self.types.contains(before[0]), let (type, study) = try citation(id) else { return }
      if type != before[0] || study != before[1] {
        try remake(id, from: type, as: before[0], study: before[1])
      }
      try mark(id, doubt.kind == .stance ? "stance" : "former_study", nil)
    default: break
    }
  }
}
