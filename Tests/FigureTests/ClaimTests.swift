import EvidenceFigures
import EvidenceKit
import Foundation
import GraphEngine
import GraphModel
import Testing
import WordCatalog

/// Forests, contradictions, harvest plots and summaries of findings against the tables of the review.
@Suite("Claims") struct ClaimTests {
  @Test("Every factor has the claims that the table of its support counts")
  func support() throws {
    let claims = try ClaimSet(of: "Factor", in: Shipped.reader())
    #expect(claims.claims.count == 132 && claims.subjects.count == 10)
    guard let table = try Shipped.table("factor_support") else { return }
    for row in table {
      let subject = try claims.subject(row["factor_id"] ?? "")
      let forest = ClaimForest(claims, subject: subject)
      #expect(forest.sources.count == Int(row["n_studies"] ?? ""))
      let ids = forest.sources.map { claims.sources[$0].heading.id }.joined(separator: " ")
      #expect(ids == row["studies"])
      let total = try #require(forest.table(in: .english).rows.last)
      let expected = ["n_barrier", "n_mixed", "n_neutral", "n_supports"].map { Int(row[$0] ?? "") }
      #expect(total[3...6].map { if case .integer(let n) = $0 { n } else { nil } } == expected)
    }
  }

  @Test("A forest is drawn and written, in each order and language", arguments: Language.allCases)
  func forest(_ language: Language) throws {
    let words = Words(language)
    let claims = try ClaimSet(of: "Factor", in: Shipped.reader())
    for order in ClaimForest.Order.allCases {
      let forest = ClaimForest(claims, subject: try claims.subject("F7"), by: order)
      let svg = forest.svg(in: words).text
      try SVGCheck.check(svg)
      #expect(svg.matches(of: /<g id="study-\d+">/).count == forest.sources.count)
      let years = forest.sources.map { claims.sources[$0].year ?? .max }
      if order == .year { #expect(years == years.sorted()) }
      let markdown = try forest.markdown(in: words)
      let said = claims.claims.filter { $0.subject == claims.subjects.firstIndex { $0.id == "F7" } }
      #expect(markdown.split(separator: "\n").count { $0.hasPrefix("|") } >= said.count)
    }
  }

  @Test("A factor that is none is told with the nearest")
  func unknown() throws {
    let claims = try ClaimSet(of: "Factor", in: Shipped.reader())
    let failure = #expect(throws: FigureFailure.self) { try claims.subject("F11") }
    #expect(failure?.text(in: .english).contains("F1") == true)
    #expect(try claims.subject("Long-term approach") == claims.subject("F10"))
    #expect(throws: FigureFailure.nothing(label: "Nothing")) {
      try ClaimSet(of: "Nothing", in: Shipped.reader())
    }
  }

  @Test("Contradictions are the pairs of stances of one factor, by query")
  func contradictions() throws {
    let graph = try Shipped.graph()
    let claims = try ClaimSet(of: "Factor", in: graph)
    let table = claims.contradictions(in: .english)
    let both = try graph.run(
      "MATCH (f:Factor) WHERE EXISTS { (:Study)-[:SUPPORTS]->(f) } "
        + "AND EXISTS { (:Study)-[:REPORTS_BARRIER]->(f) } RETURN f.name_en ORDER BY f.number"
    ).all().map { $0.values[0] }
    #expect(table.rows.map { $0[0] } == both && !both.isEmpty)
    let within = try graph.run(
      "MATCH (s:Study)-[:SUPPORTS]->(f:Factor)<-[:REPORTS_BARRIER]-(s) "
        + "RETURN f.name_en AS f, count(DISTINCT s) AS n"
    ).all()
    for row in within {
      let found = try #require(table.rows.first { $0[0] == row["f"] })
      let names = found[3].scalarText?.components(separatedBy: "; ") ?? []
      #expect(.integer(names.count) == row["n"])
    }
    #expect(
      claims.contradictingClaims(in: .english).rows.count
        == table.rows.reduce(0) { sum, row in
          guard case .integer(let a) = row[4], case .integer(let b) = row[5] else { return sum }
          return sum + a + b
        })
    #expect(try claims.contradictionsMarkdown(in: Words(.cy)).hasPrefix("# Wedi'i honni"))
  }

  @Test(
    "A harvest plot has a bar for each study and thing that it speaks of, and heights where stated")
  func harvest() throws {
    let graph = try Shipped.graph()
    let pairs = try graph.run(
      "MATCH (s:Study)-[:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(f:Factor) "
        + "RETURN count(DISTINCT [s.id, f.id]) AS n"
    ).all()[0]["n"]
    let plot = HarvestPlot(try ClaimSet(of: "Factor", in: graph), height: "design_suitability")
    let table = plot.table(in: .english)
    #expect(.integer(table.rows.count) == pairs)
    #expect(table.rows.allSatisfy { $0[4].isNull }, "nothing is stated, and nothing is guessed")
    for language in Language.allCases { try SVGCheck.check(plot.svg(in: Words(language)).text) }
    #expect(
      plot.svg(in: .english).text.matches(of: /stroke-dasharray="2 1.5"/).count == table.rows.count)
    _ = try graph.run("MATCH (s:Study {id: 'harden-2015'}) SET s.design_suitability = 3")
    let stated = HarvestPlot(try ClaimSet(of: "Factor", in: graph), height: "design_suitability")
    let heights = stated.table(in: .english).rows.filter { $0[3] == "Harden et al., 2015" }
    #expect(!heights.isEmpty && heights.allSatisfy { $0[4] == 3 })
  }

  @Test("Judgements are those that are stored, else not stated; no other word is taken")
  func findings() throws {
    let graph = try Shipped.graph()
    let before = try FindingSummary(in: graph).table(in: .english)
    #expect(before.rows.count == 10)
    #expect(
      before.rows.allSatisfy { $0[4] == "not stated" && $0[5] == "not stated" && $0[6] == "" })
    _ = try graph.run(
      """
      CREATE (x:Finding {id: 'x', name_en: 'Trust & <respect> | 100% _sure_', effect: 'RR 1.2',
        grade_certainty: 'very-low', grade_risk_of_bias: 'serious',
        grade_inconsistency: 'not serious', cerqual_confidence: 'moderate',
        cerqual_coherence: 'minor concerns', grade_explanation: 'one trial'})
      WITH x MATCH (s:Study) WHERE s.id IN ['harden-2015', 'chex-2012'] CREATE (x)-[:RESTS_ON]->(s)
      """)
    let summary = try FindingSummary(in: graph)
    let row = try #require(summary.table(in: .english).rows.first)
    #expect(
      row == [
        "Trust & <respect> | 100% _sure_", 2, "", "RR 1.2", "very low", "moderate",
        "risk of bias: serious; coherence: minor concerns; one trial",
      ])
    #expect(summary.table(in: Words(.cy)).rows[0][4] == "isel iawn")
    let latex = try summary.table(in: .english).text(as: LaTeXFormat())
    #expect(latex.contains("Trust \\& \\textless{}respect") && latex.contains("100\\%"))
    let html = try summary.table(in: .english).text(as: HTMLFormat())
    #expect(html.contains("Trust &amp; &lt;respect&gt;"))
    #expect(try summary.markdown(in: .english).contains("\\| 100%"))
    _ = try graph.run("MATCH (x:Finding) SET x.grade_certainty = 'rather good'")
    let failure = #expect(throws: FigureFailure.self) { try FindingSummary(in: graph) }
    let told = failure?.text(in: .english) ?? ""
    #expect(told.contains("'rather good'") && told.contains("high, moderate, low, very low"))
  }

  @Test("Hostile names stay text")
  func hostile() throws {
    let graph = Graph()
    for (number, text) in Shipped.hostile.enumerated() {
      _ = try graph.run(
        """
        CREATE (f:Factor {id: 'f' + $n, number: $n, name_en: $text}),
          (s:Study {id: 's' + $n, name_en: $text, kind: $text, year: $n}),
          (s)-[:SUPPORTS {claim_en: $text, printed: $text, lines: '1'}]->(f)
        """, parameters: ["n": .integer(number), "text": .string(text)])
    }
    let claims = try ClaimSet(of: "Factor", in: graph)
    for subject in claims.subjects.indices {
      try SVGCheck.check(ClaimForest(claims, subject: subject).svg(in: .english).text)
    }
    try SVGCheck.check(HarvestPlot(claims, height: "x").svg(in: .english).text)
    let markdown = try ClaimForest(claims, subject: 0).markdown(in: .english)
    #expect(!markdown.contains("<script"))
  }
}
