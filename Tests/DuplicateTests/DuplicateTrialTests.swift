import GraphModel
import Testing

@testable import Duplicates

/// The finder on generated references of which the truth is known.
@Suite("Duplicates of generated references")
struct DuplicateTrialTests {
  /// What the finder said, against the truth.
  private struct Outcome {
    var certain = 0
    var wrongCertain: [String] = []
    var proposed = 0
    var rightProposed = 0
    var found = 0
    var truePairs = 0
    var comparisons = 0

    var precision: Double { Double(rightProposed) / Double(max(proposed, 1)) }
    var recall: Double { Double(found) / Double(max(truePairs, 1)) }
  }

  private func outcome(of works: [Work]) throws -> Outcome {
    let finder = DuplicateFinder(try works.enumerated().map { try #require($1.record($0)) })
    var outcome = Outcome()
    outcome.comparisons = finder.comparisonCount
    var joined = Groups(works.count)
    for pair in finder.pairs {
      let (one, two) = (works[pair.first], works[pair.second])
      let isRight = one.truth == two.truth
      outcome.proposed += 1
      if isRight {
        outcome.rightProposed += 1
        joined.join(pair.first, pair.second)
      }
      guard pair.comparison.verdict == .certain else { continue }
      outcome.certain += 1
      if !isRight {
        outcome.wrongCertain.append(
          "\(one.properties) and \(two.properties): \(pair.comparison.reasons)")
      }
    }
    var byTruth: [Int: [Int]] = [:]
    for (position, work) in works.enumerated() { byTruth[work.truth, default: []].append(position) }
    for members in byTruth.values {
      for (index, one) in members.enumerated() {
        for two in members[(index + 1)...] {
          outcome.truePairs += 1
          if joined.areOne(one, two) { outcome.found += 1 }
        }
      }
    }
    return outcome
  }

  @Test("Nothing that looks like one work is merged for certain", arguments: 1...8)
  func hardCases(_ seed: UInt64) throws {
    var references = GeneratedReferences(seed: seed)
    references.addHard(12)
    let outcome = try outcome(of: references.works)
    #expect(outcome.wrongCertain.isEmpty, "\(outcome.wrongCertain.prefix(3))")
    // All of these are two works; most pairs are shown for a person to look at.
    #expect(outcome.certain == 0 && outcome.proposed > 12 * 8)
  }

  @Test("Records of one work are found, and few others are shown", arguments: 1...4)
  func ordinary(_ seed: UInt64) throws {
    var references = GeneratedReferences(seed: seed)
    references.addOrdinary(400)
    let outcome = try outcome(of: references.works)
    print(
      "seed \(seed): \(references.works.count) records, \(outcome.truePairs) true pairs, "
        + "recall \(outcome.recall), precision \(outcome.precision), certain \(outcome.certain)")
    #expect(outcome.wrongCertain.isEmpty, "\(outcome.wrongCertain.prefix(3))")
    #expect(outcome.recall >= 0.97)
    #expect(outcome.precision >= 0.99)
    // Of the right pairs, those that share an identifier that both state are merged without asking.
    #expect(Double(outcome.certain) >= 0.6 * Double(outcome.rightProposed))
  }

  @Test("Work grows with the records, not with their square")
  func growth() throws {
    func comparisons(_ count: Int) throws -> (made: Int, records: Int) {
      var references = GeneratedReferences(seed: 9)
      references.addOrdinary(count)
      return (try outcome(of: references.works).comparisons, references.works.count)
    }
    let (few, many) = (try comparisons(1_500), try comparisons(4_500))
    print("comparisons: \(few), \(many)")
    #expect(many.made < few.made * 5 && many.made < many.records * 40, "\(few) and \(many)")
  }

  @Test("A thousand records of one identifier, title and author are not half a million pairs")
  func largeBlocks() throws {
    var works: [Work] = []
    for number in 0..<1_000 {
      works.append(
        Work(
          [
            "title": number.isMultiple(of: 2) ? "Editorial" : .string("Chapter on item \(number)"),
            "doi": "10.1234/book", "authors": ["Jones, Mair"], "year": 2020,
            "pages": .string("\(number)"),
          ], truth: number))
    }
    let finder = DuplicateFinder(works.enumerated().compactMap { $1.record($0) })
    #expect(finder.comparisonCount < 40_000)
    #expect(finder.pairs.count < 20_000)
    #expect(finder.pairs.allSatisfy { $0.comparison.verdict == .doubtful })
  }
}

/// Which positions are connected.
private struct Groups {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  private mutating func root(_ position: Int) -> Int {
    var position = position
    while parents[position] != position { position = parents[position] }
    return position
  }

  mutating func join(_ one: Int, _ two: Int) { parents[root(one)] = root(two) }

  mutating func areOne(_ one: Int, _ two: Int) -> Bool { root(one) == root(two) }
}
