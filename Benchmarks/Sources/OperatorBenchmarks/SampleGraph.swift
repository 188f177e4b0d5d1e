import GraphEngine
import GraphModel

/// Studies that cite older ones, few of them very often, and factors that they support: in the engine
/// and as plain arrays, so that each query has a loop to be held against.
struct SampleGraph {
  static let studyCount = 40_000
  static let factorCount = 200

  /// The relationships of one type in both directions.
  struct Lists {
    var outgoing: [[Int]]
    var incoming: [[Int]]
  }

  let year: [Int]
  let design: [Int]
  let title: [String]
  let cites: Lists
  let supports: Lists
  let strength: [[Int]]
  let engine: Graph

  static let designs = ["trial", "cohort", "review", "survey", "case study"]
  private static let words = [
    "workload", "resilience", "leadership", "turnover", "burnout", "autonomy", "feedback", "sleep",
  ]

  init() throws {
    var random = Random(state: 0x5DEE_CE66_D1CE_4E5B)
    let count = Self.studyCount
    year = (0..<count).map { 1990 + $0 * 35 / count }
    design = (0..<count).map { _ in random.below(Self.designs.count) }
    title = (0..<count).map { number in
      (0..<6).map { _ in Self.words[random.below(Self.words.count)] }.joined(separator: " ")
        + " \(number)"
    }
    var cites = Lists(
      outgoing: Array(repeating: [], count: count), incoming: Array(repeating: [], count: count))
    for study in 1..<count {
      var cited: Set<Int> = []
      for _ in 0..<random.below(20) {
        // The cube of a uniform number makes few studies the ends of many citations.
        let part = Double(random.below(1 << 20)) / Double(1 << 20)
        cited.insert(Int(part * part * part * Double(study)))
      }
      cites.outgoing[study] = cited.sorted()
      for other in cites.outgoing[study] { cites.incoming[other].append(study) }
    }
    var supports = Lists(
      outgoing: Array(repeating: [], count: count),
      incoming: Array(repeating: [], count: Self.factorCount))
    var strength = [[Int]](repeating: [], count: count)
    for study in 0..<count {
      let factors = Set((0..<random.below(8)).map { _ in random.below(Self.factorCount) })
      supports.outgoing[study] = factors.sorted()
      for factor in supports.outgoing[study] {
        supports.incoming[factor].append(study)
        strength[study].append(random.below(100))
      }
    }
    self.cites = cites
    self.supports = supports
    self.strength = strength
    engine = Graph()
    try load()
    for statement in ["CREATE INDEX FOR (s:Study) ON (s.id)"] {
      _ = try engine.run(statement).all()
    }
  }

  private func load() throws {
    try engine.load { loader in
      let studies = try (0..<Self.studyCount).map { number in
        try loader.addNode(
          labels: ["Study"],
          properties: [
            "id": .integer(number), "year": .integer(year[number]),
            "design": .string(Self.designs[design[number]]), "title": .string(title[number]),
          ])
      }
      let factors = try (0..<Self.factorCount).map { number in
        try loader.addNode(
          labels: ["Factor"],
          properties: ["id": .integer(number), "name": .string("factor \(number)")])
      }
      for study in 0..<Self.studyCount {
        for other in cites.outgoing[study] {
          _ = try loader.addRelationship(
            type: "CITES", start: studies[study], end: studies[other], properties: [:])
        }
        for (place, factor) in supports.outgoing[study].enumerated() {
          _ = try loader.addRelationship(
            type: "SUPPORTS", start: studies[study], end: factors[factor],
            properties: ["strength": .integer(strength[study][place])])
        }
      }
    }
  }
}

/// Numbers that are the same in every run (Marsaglia, "Xorshift RNGs").
struct Random {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }
}
