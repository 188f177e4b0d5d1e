import Foundation
import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// A year of a made-up review: each month studies come, somebody corrects, a colleague's copy is merged, and the month
/// gets a name.
@Suite("A living review")
struct LivingReviewTests {
  private static let questions = [
    "MATCH (s:Study)-[c:SUPPORTS]->(f:Factor) RETURN f.id, count(*) AS n, count(DISTINCT s.id) AS studies",
    "MATCH (s:Study) WHERE NOT EXISTS { (s)-[:SUPPORTS]->() } RETURN s.id, s.year, s.note",
    "EVIDENCE MATCH (s:Study)-[c:SUPPORTS]->(f:Factor {id: 'F1'}) RETURN s.kind AS kind, count(*) AS n",
  ]

  private static func answers(_ graph: Graph) throws -> [Bag] {
    // Numbers of relationships are another matter than what is answered.
    try questions.map { question in
      Bag(try graph.run(question).all().map { Array($0.values.prefix(4)) })
    }
  }

  /// What an import brings.
  private static func load(_ month: Int, _ graph: Graph, _ random: inout SeededGenerator) throws {
    let factors = try graph.run("MATCH (f:Factor) RETURN id(f) AS id ORDER BY id").all()
      .map { try $0["id", as: Int.self] }
    let claims = random.number(20...40)
    var made: [(Int, Int, Int)] = []
    for number in 0..<claims {
      made.append((number, random.number(0...14), random.number(0...factors.count - 1)))
    }
    try graph.load { loader in
      let studies = try (0..<15).map { number in
        try loader.addNode(
          labels: ["Study"],
          properties: [
            "id": .string("study-\(month)-\(number)"), "year": .integer(2000 + number),
            "kind": .string(number % 3 == 0 ? "review" : "report"),
            "import_run": .string("run-\(month)"),
          ])
      }
      for (number, study, factor) in made {
        _ = try loader.addRelationship(
          type: "SUPPORTS", start: studies[study], end: factors[factor],
          properties: [
            "id": .string("c\(month)-\(number)"), "locator": .string("p. \(number)"),
            "printed": .string("mae \(number) o bobl"), "import_run": .string("run-\(month)"),
          ])
      }
    }
  }

  /// What a person corrects.
  private static func correct(_ graph: Graph, _ random: inout SeededGenerator) throws {
    for _ in 0..<4 {
      let statement = random.pick([
        "MATCH (s:Study) WHERE id(s) % 7 = $n SET s.year = s.year + 1",
        "MATCH (s:Study) WHERE id(s) % 11 = $n SET s:Checked, s.note = 'gwiriwyd'",
        "MATCH ()-[c:SUPPORTS]->() WHERE id(c) % 13 = $n SET c.printed = c.printed + '.'",
        "MATCH (s:Study) WHERE id(s) % 29 = $n DETACH DELETE s",
        "MATCH (s:Study)-[c:SUPPORTS]->(f) WHERE id(c) % 31 = $n WITH s, c, f LIMIT 1 "
          + "MATCH (t:Study) WHERE t <> s WITH s, c, f, t ORDER BY t.id LIMIT 1 "
          + "CREATE (t)-[d:SUPPORTS]->(f) SET d = properties(c) DELETE c",
      ])
      _ = try graph.run(statement, parameters: ["n": .integer(random.number(0...6))])
    }
  }

  @Test(
    "Each month answers as it did, leads to the next, and gives its room back",
    arguments: [1, 2] as [UInt64])
  func year(_ stream: UInt64) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "dolen-year-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func path(_ name: String) -> String { folder.appending(path: name).path() }
    func size(_ name: String) throws -> Int {
      try FileManager.default.attributesOfItem(atPath: path(name))[.size] as? Int ?? 0
    }
    var random = SeededGenerator(seed: TestSettings.seed, stream: 45 << 32 + stream)
    let review = try Graph.open(path("review.dolen"), access: .create)
    _ = try review.run("UNWIND range(1, 10) AS n CREATE (:Factor {id: 'F' + n})")
    var expected: [(month: String, answers: [Bag])] = []
    var merged = 0
    for month in 1...12 {
      // A colleague works on a copy of the last month.
      let before = expected.last?.month
      if before != nil { try review.backup(to: path("copy-\(month).dolen")) }
      try Self.load(month, review, &random)
      try Self.correct(review, &random)
      if let before {
        let copy = try Graph.open(path("copy-\(month).dolen"))
        try Self.load(month + 100, copy, &random)
        try Self.correct(copy, &random)
        let report = try review.merge(
          copy, base: try review.reader(at: before), named: ("review", "copy"))
        merged += report.nodesAdded + report.conflicts.count
        let theirs = try copy.run("MATCH (s:Study) RETURN s.id AS id").all().map(\.values)
        let ours = Set(try review.run("MATCH (s:Study) RETURN s.id AS id").all().map(\.values))
        #expect(theirs.allSatisfy(ours.contains))
        for conflict in try review.openConflicts() {
          _ = try review.run(conflict.taking(random.chance(0.5) ? .first : .second))
        }
        #expect(try review.openConflicts().isEmpty)
        try copy.close()
      }
      let name = "month-\(month)"
      try review.makeSnapshot(named: name, note: "made-up")
      expected.append((name, try Self.answers(review)))
    }
    #expect(merged > 0)
    // Each month again; a copy is led from month to month.
    let follower = Graph()
    for (index, (month, answers)) in expected.enumerated() {
      let reader = try review.reader(at: month)
      #expect(try Self.answers(reader) == answers, "\(month)")
      try GraphDifference(from: follower, to: reader).apply(to: follower)
      #expect(try GraphText(follower) == GraphText(reader), "\(month)")
      guard index > 0 else { continue }
      let earlier = try review.reader(at: expected[index - 1].month)
      for question in Self.questions.prefix(2) {
        let changes = try AnswerChanges(of: question, from: earlier, to: reader)
        let rows = try earlier.run(question).all().map(\.values).count
        #expect(rows - changes.lost.count + changes.gained.count == changes.rowsAfter)
      }
    }
    #expect(try review.check() == [])
    for (month, _) in expected { try review.dropSnapshot(named: month) }
    _ = try review.compact()
    try review.backup(to: path("plain.dolen"))
    let plain = try Graph.open(path("plain.dolen"))
    _ = try plain.compact()
    #expect(try GraphText(plain) == GraphText(review))
    try plain.close()
    try review.close()
    #expect(try size("review.dolen") <= size("plain.dolen") + 1 << 16)
  }
}
