/// The topic `method`: how the review searched and screened.
extension Recomputation {
  static let method: [String: Function] = [
    "screening-arithmetic": { evidence, _ in try screeningArithmetic(evidence) },
    "search-operators": { evidence, _ in try searchOperators(evidence) },
    "search-terms-that-differ": { evidence, _ in try searchTermsThatDiffer(evidence) },
    "repeated-search-terms": { evidence, _ in try repeatedSearchTerms(evidence) },
    "c2-steps": { evidence, _ in try c2Steps(evidence) },
    "databases-listed": { evidence, _ in try databasesListed(evidence) },
  ]

  private static func screeningArithmetic(_ evidence: Evidence) throws -> Answer {
    func records(_ id: String) throws -> Int {
      try evidence.node("FlowStage", id).properties.int("n")
    }
    var answer = Answer()
    for stage in evidence.all("FlowStage") {
      let before = evidence.links("NEXT", to: "FlowStage").filter { $0.end == stage.id }
        .map(\.start)
      guard !before.isEmpty else { continue }
      let comingIn = try before.reduce(0) { try $0 + records($1) }
      let setAside = try evidence.links("EXCLUDES").filter { before.contains($0.start) }
        .reduce(0) { try $0 + records($1.end) }
      let stated = try records(stage.id)
      answer.add(
        key: [.number(try stage.properties.int("order"))],
        [
          .text(stage.id), .number(comingIn), .number(setAside), .number(stated),
          .number(comingIn - setAside - stated),
        ])
    }
    return answer
  }

  private static func searchOperators(_ evidence: Evidence) throws -> Answer {
    let dialects = ["EBSCO", "SPP", "SCOPUS"]
    var answer = Answer()
    for block in evidence.all("SearchBlock") where block.properties["dialect"] == dialects[0] {
      let letter = try block.properties.text("letter")
      let operators = try dialects.map {
        try evidence.node("SearchBlock", "\($0)-\(letter)").properties["operator"]
      }
      guard !operators.contains(nil), Set(operators).count > 1 else { continue }
      answer.add(
        key: [.text(letter)], [.text(letter), try block.name] + operators.map(Cell.optional))
    }
    return answer
  }

  /// A search term with the block in which it is printed.
  private struct PlacedTerm {
    let term: String
    let position: Int
    let block: Node
  }

  private static func placedTerms(_ evidence: Evidence) throws -> [PlacedTerm] {
    var blocks: [String: String] = [:]
    for link in evidence.links("PART_OF", from: "SearchTerm") { blocks[link.start] = link.end }
    return try evidence.all("SearchTerm").map { term in
      PlacedTerm(
        term: try term.properties.text("name_en"),
        position: try term.properties.int("position"),
        block: try evidence.node("SearchBlock", blocks[term.id] ?? ""))
    }
  }

  private static func searchTermsThatDiffer(_ evidence: Evidence) throws -> Answer {
    var dialects: [[String]: Set<String>] = [:]
    for placed in try placedTerms(evidence) {
      let letter = try placed.block.properties.text("letter")
      let dialect = try placed.block.properties.text("dialect")
      dialects[[letter, placed.term], default: []].insert(dialect)
    }
    var answer = Answer()
    for (key, found) in dialects where found.count < 3 {
      answer.add(
        key: key.map(Cell.text),
        [.text(key[0]), .text(key[1]), .texts(found.sortedByBytes())])
    }
    return answer
  }

  private static func repeatedSearchTerms(_ evidence: Evidence) throws -> Answer {
    var positions: [[String]: [Int]] = [:]
    for placed in try placedTerms(evidence) {
      positions[[placed.block.id, placed.term], default: []].append(placed.position)
    }
    var answer = Answer()
    for (key, found) in positions where found.count > 1 {
      answer.add(
        key: key.map(Cell.text),
        [
          .text(key[0]), .text(key[1]), .number(found.count),
          .list(found.sorted().map(Cell.number)),
        ])
    }
    return answer
  }

  private static func c2Steps(_ evidence: Evidence) throws -> Answer {
    let next = evidence.links("NEXT", from: "Step")
    var current = evidence.all("Step").first { step in !next.contains { $0.end == step.id } }
    var place = 1
    var answer = Answer()
    while let step = current, place <= 100 {
      let properties = step.properties
      answer.add(
        key: [.number(place)],
        [
          .number(place), .text(step.id), .optional(properties["name_cy"]),
          .optional(properties["produces_en"]), .optional(properties["lines"]),
        ])
      current = try next.first { $0.start == step.id }.map { try evidence.node("Step", $0.end) }
      place += 1
    }
    return answer
  }

  private static func databasesListed(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for database in evidence.all("Database") {
      let lists = evidence.links("SEARCHED", to: "Database").filter { $0.end == database.id }
        .compactMap { $0.properties["list"] }
      let isPrinted = evidence.links("RUN_IN").contains { $0.end == database.id }
      answer.add(
        key: [.number(lists.count), .text(database.id)],
        [
          .text(database.id), try database.name, .texts(lists.sortedByBytes()), .flag(isPrinted),
        ])
    }
    return answer
  }
}
