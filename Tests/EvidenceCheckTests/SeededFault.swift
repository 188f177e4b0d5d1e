/// A fault that is put into the shipped graph, and what must be found then.
struct SeededFault: Sendable, CustomStringConvertible {
  /// The code of the rule that must find it.
  let code: String
  /// The statement that makes it.
  let statement: String
  /// Rules that find something in it too, because the fault is one for them as well.
  var also: Set<String> = []

  var description: String { code }

  /// What every citation states that is not in question here.
  private static let stated =
    "form: 'narrative', line_start: 1, line_end: 1, char_start: 0, char_end: 1, page: 1, "
    + "printed: 'Arnold, 2018', group: 'g999', claim_en: 'it helps'"

  /// What the graph's studies are held against that it has not had before the statement.
  static let template = """
    dolen-template 1
    arrived: added
    field year: int
    field country: string, required
    field design: string, one of trial; cohort
    criterion recent: s.year >= 2015
      from 2026-01-01
    """

  private static func newStudy(_ properties: String) -> String {
    "CREATE (:Study {id: 'new-2024', name_en: 'New, 2024', authors: 'New', \(properties)})"
  }

  /// One for each rule.
  static let all: [SeededFault] = [
    SeededFault(code: "no-label", statement: "CREATE ({note: 'whose?'})"),
    SeededFault(code: "unknown-label", statement: "CREATE (:Studdy {id: 'arnold-2019'})"),
    SeededFault(
      code: "unknown-type",
      statement: "MATCH (o:Organisation {id: 'wcpp'}), (p:Place {id: 'wales'}) "
        + "CREATE (o)-[:LOCATEDIN]->(p)"),
    SeededFault(
      code: "wrong-ends",
      statement: "MATCH (o:Organisation {id: 'wcpp'}), (p:Place {id: 'wales'}) "
        + "CREATE (p)-[:LOCATED_IN]->(o)"),
    SeededFault(
      code: "missing-property", statement: "MATCH (t:Theme {id: 'F1.1'}) REMOVE t.name_en"),
    SeededFault(
      code: "unknown-property", statement: "MATCH (p:Place {id: 'wales'}) SET p.colour = 'red'"),
    SeededFault(
      code: "wrong-type", statement: "MATCH (s:Study {id: 'arnold-2018'}) SET s.year = '2018'"),
    SeededFault(
      code: "duplicate-key",
      statement: "CREATE (:Place {id: 'wales', name_en: 'Wales, again', kind: 'country'})"),
    SeededFault(
      code: "claim-without-words", statement: "MATCH ()-[r {id: 'c003'}]->() REMOVE r.claim_en"),
    SeededFault(
      code: "claim-without-locator",
      statement: "MATCH ()-[r {id: 'c003'}]->() REMOVE r.line_start, r.line_end, r.page",
      also: ["missing-property"]),
    SeededFault(
      code: "stance-unlike-type",
      statement: "MATCH ()-[r:SUPPORTS]->(:Factor {id: 'F10'}) WITH r ORDER BY r.id LIMIT 1 "
        + "SET r.stance = 'neutral'"),
    SeededFault(
      code: "unknown-study",
      statement: "MATCH ()-[r:LEADS_TO]->() WHERE r.study_ids IS NOT NULL WITH r ORDER BY id(r) "
        + "LIMIT 1 SET r.study_ids = r.study_ids + 'nobody-2030'"),
    SeededFault(
      code: "study-without-outcome",
      statement: "CREATE (:Study {id: 'new-2024', name_en: 'New, 2024', authors: 'New'})"),
    SeededFault(
      code: "rests-on-one-study",
      statement: "MATCH (s:Study {id: 'arnold-2018'}) "
        + "CREATE (s)-[:SUPPORTS {id: 'z1', stance: 'supports', \(stated)}]->"
        + "(:Factor {id: 'F11', number: 11, slug: 'eleventh'})"),
    SeededFault(
      code: "contradictory-claims",
      statement:
        "MATCH (s:Study)-[:SUPPORTS]->(f:Factor {id: 'F10'}) WITH s, f ORDER BY s.id LIMIT 1 "
        + "CREATE (s)-[:REPORTS_BARRIER {id: 'z2', stance: 'barrier', \(stated)}]->(f)"),
    SeededFault(
      code: "numbers-do-not-add-up", statement: "MATCH (s:FlowStage {id: 'screened'}) SET s.n = 719"
    ),
    SeededFault(
      code: "possible-duplicates",
      statement: "MATCH (a:Study {id: 'arnold-2018'}), (b:Study {id: 'pennington-2018'}) "
        + "SET a.title = 'Health as a social movement: theory into practice', b.title = a.title, "
        + "b.authors = a.authors"),
    SeededFault(
      code: "doubtful-identity",
      statement: "MATCH (a:Study {id: 'arnold-2018'}), (b:Study {id: 'chex-2012'}) "
        + "CREATE (a)-[:POSSIBLY_SAME_AS {confidence: 0.5}]->(b)"),
    SeededFault(
      code: "identity-counted-twice",
      statement: "MATCH (s:Study {id: 'harden-2016'}), (f:Factor {id: 'F1'}) "
        + "CREATE (s)-[:DISCUSSES {id: 'z3', stance: 'neutral', \(stated)}]->(f)"),
    SeededFault(
      code: "template-arrival", statement: newStudy("year: 2024, country: 'Cymru'"),
      also: ["study-without-outcome", "unknown-property"]),
    SeededFault(
      code: "template-field-missing", statement: newStudy("year: 2024, added: date('2026-05-01')"),
      also: ["study-without-outcome", "unknown-property"]),
    SeededFault(
      code: "template-field-type",
      statement: newStudy("year: '2024', country: 'Cymru', added: date('2026-05-01')"),
      also: [
        "study-without-outcome", "unknown-property", "template-criterion-unknown", "wrong-type",
      ]),
    SeededFault(
      code: "template-field-value",
      statement: newStudy(
        "year: 2024, country: 'Cymru', design: 'trail', added: date('2026-05-01')"),
      also: ["study-without-outcome", "unknown-property"]),
    SeededFault(
      code: "template-criterion",
      statement: newStudy("year: 2001, country: 'Cymru', added: date('2026-05-01')"),
      also: ["study-without-outcome", "unknown-property"]),
    SeededFault(
      code: "template-criterion-unknown",
      statement: newStudy("country: 'Cymru', added: date('2026-05-01')"),
      also: ["study-without-outcome", "unknown-property"]),
  ]
}
