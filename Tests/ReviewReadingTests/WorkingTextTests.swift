import GraphEngine
import GraphFolderPlugin
import GraphModel
import PluginKit
import ReviewReading
import Testing

/// The review that the shipped graph was read from by people: what the program reads is compared with what they
/// read. The text lies beside the repository, where somebody has it.
@Suite(
  "The review of the shipped graph",
  .enabled(if: (try? TestFiles.bytes(WorkingText.path)) != nil))
struct WorkingTextTests {
  @Test("With its profile, nearly all is as people read it")
  func withProfile() throws {
    let profile = try ReviewProfile(
      parsing: String(
        decoding: try TestFiles.bytes("\(TestFiles.package)/docs/profiles/\(WorkingText.profile)"),
        as: UTF8.self), name: WorkingText.profile)
    let review = try WorkingText.review(profile)
    let score = try WorkingText.score(review)
    #expect(score.recall >= 0.98)
    #expect(score.precision >= 0.98)
    #expect(score.studies == 48)
    #expect(score.sections >= 0.95)
    let kinds = review.sections.compactMap { $0.part.map { review.profile.parts[$0].kind } }
    #expect(kinds.count { $0 == .factor } == 10)
    #expect(kinds.count { $0 == .model } == 14)
    #expect(kinds.count { $0 == .category } == 4)
    #expect(
      review.screening.map { "\($0.kind.rawValue) \($0.count)" } == [
        "screened 718", "identified-databases 641", "identified-other 77", "full-text 137",
        "included 46",
      ])
    #expect(
      review.screeningRemarks.filter { $0.stated == nil }.map {
        "\($0.stage.rawValue) \($0.computed)"
      }
        == ["excluded-screening 581", "excluded-full-text 91"])
    #expect(review.screeningRemarks.first { $0.stage == .screened }?.computed == 718)
  }

  @Test("Without a profile, no more than a tenth of the citations is lost")
  func withoutProfile() throws {
    let score = try WorkingText.score(try WorkingText.review(ReviewProfile()))
    #expect(score.recall >= 0.9)
    #expect(score.precision >= 0.95)
  }
}

enum WorkingText {
  static let path = "\(TestFiles.package)/../shared/review/report-cy.txt"
  static let profile = "multisector-collaboration-review.profile"

  struct Score {
    var recall: Double
    var precision: Double
    var studies: Int
    var sections: Double
  }

  static func review(_ profile: ReviewProfile) throws -> ReadReview {
    let text = ReportText(utf8: try TestFiles.bytes(path), name: "report")
    return ReviewReader(text, profile: profile).review()
  }

  private struct Known {
    var study: String
    var subject: String
  }

  /// What people read, by the place of each citation.
  private static func known() throws -> [Range<Int>: Known] {
    let graph = Graph()
    _ = try graph.importGraph(
      from: try ImportSource(path: "\(TestFiles.package)/Graph"), as: .graphFolder)
    let rows = try graph.run(
      """
      MATCH (s:Study)-[c]->(x) WHERE c.char_start IS NOT NULL AND type(c) <> 'ALSO_DESCRIBES'
      RETURN s.id AS study, x.id AS subject, c.char_start AS start, c.char_end AS end
      """)
    var known: [Range<Int>: Known] = [:]
    for row in try rows.all() {
      let start = try row["start", as: Int.self]
      known[start..<(try row["end", as: Int.self])] = Known(
        study: try row["study", as: String.self], subject: try row["subject", as: String.self])
    }
    return known
  }

  static func score(_ review: ReadReview) throws -> Score {
    let known = try known()
    // Whatever the studies are called, those of people and those of the program must go together one to one.
    var names: [String: [Int: Int]] = [:]
    for citation in review.citations {
      guard let truth = known[citation.range], let study = citation.study else { continue }
      names[truth.study, default: [:]][study, default: 0] += 1
    }
    let meant = names.compactMapValues { $0.max { $0.value < $1.value }?.key }
    var right = 0
    var sections = 0
    for citation in review.citations {
      guard let truth = known[citation.range] else { continue }
      if citation.study == meant[truth.study] { right += 1 }
      let section = citation.section.map { review.sections[$0].id }
      if section == truth.subject { sections += 1 }
    }
    return Score(
      recall: Double(right) / Double(known.count),
      precision: Double(right) / Double(max(1, review.citations.count)),
      studies: Set(meant.values).count, sections: Double(sections) / Double(known.count))
  }
}
