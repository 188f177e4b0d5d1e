import ReviewReading

/// A text that was made for these tests, with the citations that it has.
///
/// Its authors and its claims are made up. `TEXT.tsv` has a line for each citation: its place, its first author (a
/// short name, where the text uses one) and its year.
struct SampleText: Sendable, CustomStringConvertible {
  let name: String
  let text: ReportText
  let answers: [Answer]
  /// Years in prose, laws, running heads and cells of tables, which are no citations.
  let traps: [Range<Int>]

  struct Answer: Sendable {
    var range: Range<Int>
    var author: String
    var short: String
    var year: String
  }

  /// How much of what is there was found, and how much of what was found is there.
  struct Score {
    var recall: Double
    var precision: Double
    /// What was missed or is wrong.
    var remarks: [String]
  }

  static let names =
    [
      "author-year-en", "author-year-capitals-cy", "harvard-list-pages-cy", "hanging-list-en",
      "scanned-list-cy", "scanned-list-en", "brackets-en", "superscripts-cy", "parentheses-en",
      "columns-en", "footnotes-en",
    ] + others

  /// Texts of a second author, with other sentences and other layouts, and with places that are no citations.
  static let others = [
    "apa-list-en", "no-comma-cy", "brackets-ranges-en", "glued-numbers-cy", "scanned-pages-en",
    "scanned-pages-cy", "footnotes-ibid-en", "footnotes-ibid-cy", "comma-lists-en",
    "square-names-en", "chicago-en", "capitals-list-cy", "ieee-en", "long-lines-cy",
    "apa-pages-en", "bodies-list-en",
  ]

  init(_ name: String) throws {
    let folder = TestFiles.folder
    self.name = name
    text = ReportText(
      utf8: try TestFiles.bytes("\(folder)/Texts/\(name).txt"), name: "\(name).txt")
    let table = String(
      decoding: try TestFiles.bytes("\(folder)/Texts/\(name).tsv"), as: UTF8.self)
    answers = table.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 5, let start = Int(cells[0]), let end = Int(cells[1]) else { return nil }
      return Answer(range: start..<end, author: cells[2], short: cells[3], year: cells[4])
    }
    traps =
      try Self.others.contains(name) ? Self.traps(of: "\(folder)/Texts/\(name).traps.tsv") : []
  }

  private static func traps(of path: String) throws -> [Range<Int>] {
    String(decoding: try TestFiles.bytes(path), as: UTF8.self).split(separator: "\n").dropFirst()
      .compactMap { line in
        let cells = line.split(separator: "\t").compactMap { Int($0) }
        return cells.count == 2 && cells[0] < cells[1] ? cells[0]..<cells[1] : nil
      }
  }

  var description: String { name }

  /// The score of a review of this text.
  func score(_ review: ReadReview) -> Score {
    // Of citations in one place, `3–5`, each counts once.
    var right: Set<Int> = []
    var remarks: [String] = []
    var found = 0
    for answer in answers {
      let match = review.citations.indices.first { index in
        let citation = review.citations[index]
        guard !right.contains(index), citation.range.overlaps(answer.range),
          let study = citation.study
        else { return false }
        return isMeant(review.studies[study], answer)
      }
      if let match {
        right.insert(match)
        found += 1
      } else {
        remarks.append("missed: \(text.printed(answer.range)) (\(answer.author), \(answer.year))")
      }
    }
    for (index, citation) in review.citations.enumerated() where !right.contains(index) {
      remarks.append("wrong: \(citation.printed)")
    }
    return Score(
      recall: Double(found) / Double(max(1, answers.count)),
      precision: Double(right.count) / Double(max(1, review.citations.count)), remarks: remarks)
  }

  private func isMeant(_ study: ReadStudy, _ answer: Answer) -> Bool {
    guard "\(study.year ?? 0)\(study.year == nil ? "" : study.suffix ?? "")" == answer.year else {
      return false
    }
    let authors = Self.folded(study.authors)
    return authors.contains(Self.folded(answer.author))
      || (!answer.short.isEmpty && authors.hasPrefix(Self.folded(answer.short)))
  }

  private static func folded(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
