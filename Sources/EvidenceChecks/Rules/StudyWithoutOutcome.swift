import GraphEngine
import GraphModel

extension CheckRule {
  /// What the schema says of sources decides: a study that reports an outcome stands behind it, and so does
  /// one that a relationship to an outcome names.
  static let studyWithoutOutcome = CheckRule(
    "study-without-outcome", .note, { $0.ruleStudyWithoutOutcome },
    advice: { $0.fixStudyWithoutOutcome }
  ) { checked in
    guard checked.has("Outcome") else { return [] }
    var behind: Set<String> = []
    let rows = try checked.graph.run("EVIDENCE MATCH (o:Outcome)-[r]-() RETURN id(r) AS r")
    while let row = try rows.next() {
      guard case .list(let names) = row.values[1] else { continue }
      behind.formUnion(names.compactMap(\.scalarText))
    }
    return try checked.sources().compactMap { source in
      guard let key = checked.key(of: source), !behind.contains(key) else { return nil }
      return CheckFinding(
        place: checked.place(of: source),
        message: checked.words.studyWithoutOutcome(checked.name(of: source)),
        advice: checked.words.fixStudyWithoutOutcome,
        statement:
          "MATCH (s), (o:Outcome {id: '…'}) WHERE id(s) = \(source.id) "
          + "CREATE (s)-[:REPORTS {lines: '…'}]->(o)")
    }
  }
}
