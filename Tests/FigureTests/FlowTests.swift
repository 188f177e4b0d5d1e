import EvidenceFigures
import Foundation
import GraphEngine
import GraphModel
import Testing
import WordCatalog

/// The flow of records: the standard's words, the text's numbers, and every sum that does not hold.
@Suite("Screening flows") struct FlowTests {
  @Test("The graph of the repository: every sum holds, and what is not stated is said so")
  func shipped() throws {
    let flow = try ScreeningFlow(of: Shipped.reader())
    #expect(flow.contradictions == [])
    let expected: [(FlowBox, Int?, Bool)] = [
      (.databases, 641, false), (.otherScreened, 77, false), (.registers, nil, false),
      (.duplicates, nil, false), (.automation, nil, false), (.removedOther, nil, false),
      (.screened, 718, false), (.excluded, 581, true), (.sought, 137, true),
      (.notRetrieved, 0, true), (.assessed, 137, false), (.reportsExcluded, 91, true),
      (.newReports, 46, false), (.newStudies, nil, false),
    ]
    for (box, number, isDerived) in expected {
      #expect(flow.counts[box]?.number == number, "\(box)")
      #expect((flow.counts[box]?.isDerived ?? false) == isDerived, "\(box)")
    }
    guard let table = try Shipped.table("prisma") else { return }
    for row in table where row["n"] != "" {
      let stage = try #require(flow.stages.first { $0.id == row["stage"] })
      #expect(stage.number == Int(row["n"] ?? ""))
      #expect(stage.isDerived == (row["derived"] != "no"))
    }
  }

  @Test(
    "A number that is changed by hand is caught, with the sum and its numbers",
    arguments: [
      ("identified-databases", 640, "640", "gives 717"),
      ("identified-other", 78, "78", "gives 719"),
      ("screened", 717, "717", "718"), ("excluded-screening", 580, "580", "138"),
      ("full-text", 136, "136", "137"), ("excluded-full-text", 90, "90", "47"),
      ("included", 47, "47", "gives 46"),
    ])
  func changed(_ id: String, _ number: Int, _ shown: String, _ gives: String) throws {
    let graph = try Shipped.graph()
    _ = try graph.run(
      "MATCH (s:FlowStage {id: $id}) SET s.n = $n",
      parameters: ["id": .string(id), "n": .integer(number)])
    let flow = try ScreeningFlow(of: graph)
    let told = flow.contradictions.map { $0.text(in: .english) }.joined(separator: "\n")
    #expect(told.contains(id) && told.contains(shown) && told.contains(gives), "\(told)")
    #expect(flow.svg(in: .english).text.contains("#B00020"), "drawn in red")
    #expect(flow.dot(in: .english).contains("#B00020"))
  }

  @Test("All single changes of all numbers of a large flow are caught")
  func everyChange() throws {
    let statement = """
      CREATE (d:FlowStage {id: 'identified-databases', n: 900}),
        (r:FlowStage {id: 'identified-registers', n: 100}),
        (x:FlowStage {id: 'removed-duplicates', n: 200}),
        (a:FlowStage {id: 'removed-automation', n: 50}),
        (o:FlowStage {id: 'removed-other', n: 10}),
        (s:FlowStage {id: 'screened', n: 740}), (e:FlowStage {id: 'excluded-screening', n: 600}),
        (g:FlowStage {id: 'sought', n: 140}), (k:FlowStage {id: 'not-retrieved', n: 20}),
        (t:FlowStage {id: 'full-text', n: 120}),
        (w:FlowStage {id: 'x1', prisma: 'dbr_excluded', name_en: 'Wrong "design"', n: 60}),
        (v:FlowStage {id: 'x2', prisma: 'dbr_excluded', name_en: 'Wrong <outcome>', n: 20}),
        (web:FlowStage {id: 'identified-websites', n: 5}),
        (org:FlowStage {id: 'identified-organisations', n: 3}),
        (cit:FlowStage {id: 'identified-citations', n: 4}),
        (os:FlowStage {id: 'o1', prisma: 'other_sought_reports', n: 12}),
        (on:FlowStage {id: 'o2', prisma: 'other_notretrieved_reports', n: 2}),
        (oa:FlowStage {id: 'o3', prisma: 'other_assessed', n: 10}),
        (oe:FlowStage {id: 'o4', prisma: 'other_excluded', n: 3}),
        (i:FlowStage {id: 'included', n: 47}), (st:FlowStage {id: 'included-studies', n: 40}),
        (d)-[:NEXT]->(s), (r)-[:NEXT]->(s), (d)-[:EXCLUDES]->(x), (d)-[:EXCLUDES]->(a),
        (r)-[:EXCLUDES]->(o), (s)-[:EXCLUDES]->(e), (s)-[:NEXT]->(g), (g)-[:EXCLUDES]->(k),
        (g)-[:NEXT]->(t), (t)-[:EXCLUDES]->(w), (t)-[:EXCLUDES]->(v), (t)-[:NEXT]->(i),
        (web)-[:NEXT]->(os), (org)-[:NEXT]->(os), (cit)-[:NEXT]->(os), (os)-[:EXCLUDES]->(on),
        (os)-[:NEXT]->(oa), (oa)-[:EXCLUDES]->(oe), (oa)-[:NEXT]->(i)
      """
    let graph = Graph()
    _ = try graph.run(statement)
    let flow = try ScreeningFlow(of: graph)
    #expect(flow.contradictions == [], "\(flow.contradictions.map { $0.text(in: .english) })")
    #expect(flow.reasons[.reportsExcluded]?.map(\.reason).contains("Wrong <outcome>") == true)
    for words in [Words(.en), Words(.cy)] { try SVGCheck.check(flow.svg(in: words).text) }
    #expect(flow.dot(in: .english).contains("Wrong \\\"design\\\" (n = 60)"))
    let ids = flow.stages.filter { $0.id != "included-studies" }.map(\.id)
    for id in ids {
      for step in [-1, 1] {
        _ = try graph.run(
          "MATCH (s:FlowStage {id: $id}) SET s.n = s.n + $step",
          parameters: ["id": .string(id), "step": .integer(step)])
        let wrong = try ScreeningFlow(of: graph).contradictions
        #expect(!wrong.isEmpty, "\(id) \(step)")
        _ = try graph.run(
          "MATCH (s:FlowStage {id: $id}) SET s.n = s.n - $step",
          parameters: ["id": .string(id), "step": .integer(step)])
      }
    }
    // A number that is missing follows from the others.
    for id in ids {
      let kept = try #require(flow.stages.first { $0.id == id }?.number)
      _ = try graph.run(
        "MATCH (s:FlowStage {id: $id}) REMOVE s.n", parameters: ["id": .string(id)])
      let without = try ScreeningFlow(of: graph)
      #expect(without.contradictions == [])
      let box = try #require(flow.stages.first { $0.id == id }?.box)
      #expect(without.counts[box]?.number == flow.counts[box]?.number, "\(id)")
      _ = try graph.run(
        "MATCH (s:FlowStage {id: $id}) SET s.n = $n",
        parameters: ["id": .string(id), "n": .integer(kept)])
    }
  }

  @Test("More studies than reports, numbers that are none, two stages of one box")
  func otherLaws() throws {
    let graph = Graph()
    _ = try graph.run(
      """
      CREATE (:FlowStage {id: 'included', n: 3}), (:FlowStage {id: 'included-studies', n: 4}),
        (:FlowStage {id: 'screened', n: 'many'}), (:FlowStage {id: 'sought', n: -1}),
        (:FlowStage {id: 'again', prisma: 'new_reports', n: 3})
      """)
    let told = try ScreeningFlow(of: graph).contradictions.map { $0.text(in: .english) }
    #expect(told.contains { $0.contains("4 studies in 3 reports") })
    #expect(told.contains { $0.contains("'many'") } && told.contains { $0.contains("-1") })
    #expect(told.contains { $0.contains("new_reports") })
    let failure = #expect(throws: FigureFailure.self) { try ScreeningFlow(of: Graph()) }
    #expect(failure == .nothing(label: "FlowStage"))
  }

  /// The template of Page and others, BMJ 2021;372:n71, string by string.
  @Test(
    "The wording is the standard's",
    arguments: [
      "Identification of studies via databases and registers", "Identification", "Screening",
      "Included", "Records identified from*:", "Databases (n = ", "Registers (n = ",
      "Records removed before screening:", "Duplicate records removed (n = ",
      "Records marked as ineligible by automation tools (n = ",
      "Records removed for other reasons (n = ", "Records screened (n = ",
      "Records excluded** (n = ",
      "Reports sought for retrieval (n = ", "Reports not retrieved (n = ",
      "Reports assessed for eligibility (n = ", "Reports excluded:",
      "Studies included in review (n = ", "Reports of included studies (n = ",
    ])
  func wording(_ text: String) throws {
    let flow = try ScreeningFlow(of: Shipped.reader())
    let svg = flow.svg(in: .english).text
    try SVGCheck.check(svg)
    // Lines are broken in pictures, and not in what is written for Graphviz.
    #expect(flow.dot(in: .english).contains(text), "\(text)")
    for word in text.split(separator: " ") { #expect(svg.contains(word), "\(word)") }
  }

  @Test("The Welsh says that it is ours, and all numbers are in it")
  func welsh() throws {
    let flow = try ScreeningFlow(of: Shipped.reader())
    let dot = flow.dot(in: Words(.cy))
    #expect(dot.contains("ac nid cyfieithiad swyddogol"))
    for number in ["641", "77", "718", "581†", "137", "91†", "46"] {
      #expect(dot.contains("(n = \(number))"), "\(number)")
    }
    try SVGCheck.check(flow.svg(in: Words(.cy)).text)
  }

  @Test("The numbers are a file that the R package knows by its names")
  func numbers() throws {
    let csv = try ScreeningFlow(of: Shipped.reader()).table(in: .english).text(as: .csv)
    #expect(csv.contains("\ndatabase_results,Databases,Cronfeydd data,641,stated,,"))
    #expect(csv.contains("\nrecords_excluded,Records excluded**,"))
    #expect(csv.contains(",581,derived,") && csv.contains("not stated"))
  }
}
