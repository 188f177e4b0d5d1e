import EvidenceKit
import GraphEngine
import GraphModel
import Testing

/// Templates of updates: what a text says, and what new studies lack.
@Suite("Templates of updates")
struct UpdateTemplateTests {
  private static let text = """
    # What the update of 2026 asks.
    dolen-template 1

    arrived: added
    field year: int, required
      The year of publication
    field design: string, required, from 2026-03-01, one of trial; cohort
    field seen: date
    criterion recent: s.year >= 2015
      from 2026-01-01
      to 2026-06-30
      Published in 2015 or later
    criterion welsh: s.country = 'Cymru' // stays
      from 2026-07-01
    """

  @Test("Each fault is found once, in studies that are new, by what held when they came")
  func findings() throws {
    let graph = Graph()
    _ = try graph.run("CREATE (:Study {id: 'old'})")
    let before = try graph.snapshot().reader()
    _ = try graph.run(
      """
      CREATE (:Study {id: 'good', added: date('2026-04-01'), year: 2016, design: 'trial'}),
        (:Study {id: 'early', added: '2026-02-01', year: '2016'}),
        (:Study {id: 'late', added: date('2026-08-01'), year: 2001, design: 'trail', country: 'Cymru'}),
        (:Study {id: 'past', added: date('2026-05-01'), year: 2001, design: 'cohort'}),
        (:Study {id: 'nowhere', added: date('2026-08-02'), year: 2001, design: 'cohort', seen: '2026-08-01'}),
        (:Study {id: 'undated', year: 2001, design: 'cohort', country: 'Lloegr'}),
        (:Factor {id: 'good'})
      """)
    let template = try UpdateTemplate(text: Self.text)
    let found = try template.findings(in: graph, since: before)
    #expect(
      found.map(\.description) == [
        "template-field-type: Study 'early': year is a String, not an integer",
        "template-criterion-unknown: Whether Study 'early' meets the criterion 'recent' is not known: "
          + "Published in 2015 or later",
        "template-field-value: Study 'late' has 'design' 'trail', which is none of trial, cohort",
        "template-criterion: Study 'past' does not meet the criterion 'recent': Published in 2015 or later",
        "template-field-type: Study 'nowhere': seen is a String, not a date",
        "template-criterion-unknown: Whether Study 'nowhere' meets the criterion 'welsh' is not known: "
          + "s.country = 'Cymru' // stays",
        "template-arrival: Study 'undated' does not say when it came ('added')",
        "template-criterion: Study 'undated' does not meet the criterion 'welsh': s.country = 'Cymru' // stays",
      ])
    // What can be mended without anybody's knowledge is.
    for finding in found {
      if let fix = finding.fix, !fix.contains("…") { _ = try graph.run(fix) }
    }
    let left = Set(try template.findings(in: graph, since: before).map(\.code))
    #expect(left == [.notMet, .unknown, .noArrival])
    #expect(try template.findings(in: graph).contains { $0.message.contains("'old'") })
  }

  @Test(
    "What is no template says which line, and why",
    arguments: [
      ("", 1, "dolen-template 1"), ("field a: int", 1, "dolen-template 1"),
      ("dolen-template 1\nlabel Study", 2, "label Study"),
      ("dolen-template 1\nfield a: number", 2, "'number' is no type"),
      ("dolen-template 1\nfield a: int, maybe", 2, "'maybe'"),
      ("dolen-template 1\n\nfield a: int, from 2026-13-01", 3, "2026-13-01"),
      ("dolen-template 1\nfield a: int\nfield a: int", 3, "second 'a'"),
      ("dolen-template 1\n  said of nothing", 2, "indented"),
      ("dolen-template 1\ncriterion a:", 2, "behind the colon"),
    ])
  func mistakes(_ text: String, _ line: Int, _ part: String) {
    let error = #expect(throws: UpdateTemplate.ReadingError.self) {
      try UpdateTemplate(text: text)
    }
    #expect(error?.line == line)
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
  }

  @Test("Lines end as any system ends them", arguments: ["\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    let other = try UpdateTemplate(text: Self.text.split(separator: "\n").joined(separator: end))
    let template = try UpdateTemplate(text: Self.text)
    #expect(other.fields.map(\.name) == template.fields.map(\.name))
    #expect(other.criteria.map(\.summary) == template.criteria.map(\.summary))
  }

  @Test("A criterion that is no condition says so, with its line")
  func criterion() throws {
    let template = try UpdateTemplate(text: "dolen-template 1\ncriterion bad: t.year > 1")
    let error = #expect(throws: UpdateTemplate.ReadingError.self) {
      try template.findings(in: Graph())
    }
    #expect(error?.line == 2 && error?.message.contains("'t'") == true)
  }
}
