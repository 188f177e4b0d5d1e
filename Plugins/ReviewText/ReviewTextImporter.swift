import GraphModel
import PluginKit
import ReviewReading
import WordCatalog

/// Reads the text of a review into sections, studies and citations.
struct ReviewTextImporter: GraphImporter {
  private let options: ReviewTextOptions

  /// The longest text that is read: a report of 500 pages has less than a twentieth of it.
  static let limit = 32 << 20

  init(options: ReviewTextOptions) { self.options = options }

  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let profile = try self.profile()
    let found = try ReviewSource(source, limit: Self.limit).text(warning: &sink)
    let text = found.text
    guard text.scalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw ImportError(
        "The file holds no text", at: SourcePlace(source.name),
        hint: "Give the text of a review; of a PDF of pictures, what a text recognition makes of it"
      )
    }
    let review = ReviewReader(text, profile: profile).review()
    let records = ReviewRecords(
      review, id: identifier(source), prefix: options.prefix,
      proposesStance: options.stance == .proposed)
    try records.add(to: &sink)
    warn(review, &sink)
    if options.page == .beside, let path = found.path, !source.isTrial {
      writePage(review, to: path + ".html", &sink)
    }
  }

  /// Writes the page beside the text; an older page gives way, nothing else does.
  private func writePage(_ review: ReadReview, to path: String, _ sink: inout some GraphSink) {
    let place = SourcePlace(review.text.name)
    do {
      let there = try? InputFile.bytes(of: path)
      let isOurs = there?.starts(with: Array(ReviewPage.mark.utf8)) ?? false
      let file = try AtomicFile(
        path, replacing: isOurs,
        advice: "it is no page of an import, and stays; page=none writes none")
      try Array(ReviewPage(review).html.utf8).withUnsafeBytes { try file.write($0) }
      try file.commit()
      sink.warn("What was found, and what is doubtful, stands in \(path)", at: place)
    } catch {
      sink.warn("The page was not written: \(error)", at: place)
    }
  }

  /// The profile of the options.
  ///
  /// - Throws: `FileError`; `ImportError` with the line of a mistake.
  private func profile() throws -> ReviewProfile {
    var profile = ReviewProfile()
    if !options.profile.isEmpty {
      do throws(ProfileError) {
        profile = try ReviewProfile(
          parsing: try Self.text(of: options.profile), name: options.profile)
      } catch {
        throw ImportError(
          error.message, at: SourcePlace(error.file, line: error.line), hint: error.hint)
      }
    }
    if options.language != .guessed { profile.language = options.language.rawValue }
    return profile
  }

  private static func text(of path: String) throws(ProfileError) -> String {
    do {
      return try InputFile.text(of: path, limit: 4 << 20)
    } catch {
      throw ProfileError(
        file: path, line: 1, message: "\(error)", hint: "dolen review profile TEXT writes one")
    }
  }

  private func identifier(_ source: ImportSource) -> String {
    options.review.isEmpty
      ? ReadReview.identifier(ofFile: source.name) : options.review
  }

  private func warn(_ review: ReadReview, _ sink: inout some GraphSink) {
    let place = SourcePlace(review.text.name)
    func at(_ range: Range<Int>) -> SourcePlace {
      let line = review.text.line(of: range.lowerBound)
      return SourcePlace(
        review.text.name, line: line, column: review.text.column(of: range.lowerBound))
    }
    if review.citations.isEmpty {
      sink.warn(
        "No citation was found; 'dolen review profile FILE' says what was looked for", at: place)
    }
    for doubled in review.doubled {
      sink.warn(
        "The profile names the heading '\(doubled.heading)' twice; it counts as \(doubled.other), and "
          + "\(doubled.part) is not read", at: place)
    }
    for heading in review.missing {
      sink.warn(
        "The profile names the heading '\(heading)', which the text does not have; an 'as:' line gives "
          + "the words as printed", at: place)
    }
    for citation in review.citations where citation.study == nil {
      sink.warn("'\(citation.printed)' cites a work that no list has", at: at(citation.range))
    }
    if !review.uncited.isEmpty {
      sink.warn(
        "\(Words.counted(review.uncited.count, "work", "works")) of the list of references "
          + "\(review.uncited.count == 1 ? "is" : "are") cited nowhere, the first of them "
          + "'\(review.uncited[0].prefix(80))'", at: place)
    }
    if !review.pairs.isEmpty {
      sink.warn(
        "\(Words.counted(review.pairs.count, "pair", "pairs")) of studies may be one work, joined by "
          + "POSSIBLY_SAME_AS",
        at: place)
    }
    for remark in review.screeningRemarks {
      guard let stated = remark.stated, stated != remark.computed else { continue }
      sink.warn(
        "\(remark.sum) is \(remark.computed), but \(remark.stage.rawValue) is stated as \(stated)",
        at: place)
    }
  }
}
