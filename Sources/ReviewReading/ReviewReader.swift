import WordForms

/// Reads the text of a review: its sections, what it cites, and what is doubtful.
///
///     let text = ReportText("Harden et al. (2015) found …", name: "report.txt")
///     let review = ReviewReader(text, profile: ReviewProfile()).review()
///     review.studies.map(\.name)   // ["Harden et al., 2015"]
///
/// No rule knows a particular text: what a profile does not say is told from the text.
public struct ReviewReader {
  private let text: ReportText
  private var profile: ReviewProfile
  private let words: LanguageWords
  private let layout: TextLayout
  private let stream: ReadingStream
  private let tokens: Tokens
  private let pieceStarts: [Int]

  /// A reader of `text`.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public init(_ text: ReportText, profile: ReviewProfile) {
    self.text = text
    self.profile = profile
    words = profile.words
    layout = TextLayout(text, profile: profile)
    stream = ReadingStream(text, layout)
    tokens = Tokens(stream)
    var starts = [Int](repeating: stream.scalars.count, count: layout.pieces.count)
    for (place, piece) in stream.pieces.enumerated().reversed() { starts[Int(piece)] = place }
    // A blank between two pieces counts to the second, and begins nothing.
    for index in starts.indices {
      while starts[index] < stream.scalars.count,
        stream.scalars[starts[index]] == " " || stream.scalars[starts[index]] == "\n"
      {
        starts[index] += 1
      }
    }
    pieceStarts = starts
  }

  /// The review.
  ///
  /// - Complexity: O(*n*) in the length of the text, and what comparing the distinct authors of each year costs.
  public func review() -> ReadReview {
    var review = ReadReview(text: text, profile: profile)
    review.furniture = layout.furniture.map(\.range)
    review.pageCount = layout.pageStarts.count
    let marks = CitationMarks(
      text: text, layout: layout, tokens: tokens, words: words, profile: profile,
      pieceStarts: pieceStarts)
    let parts = partHeadings()
    var found = marks.find(references: referenceRanges(parts))
    let headings = headings(parts, found.list)
    let tree = SectionTree(headings, text: text, layout: layout)
    found.citations.removeAll { isLeftOut($0, tree) }
    review.sections = sections(tree)
    (review.missing, review.doubled) = unread(parts)
    review.listed = found.list?.entries.count
    fill(&review, found, tree)
    readMethods(&review, tree)
    guess(&review, found)
    return review
  }

  // MARK: Sections

  private func partHeadings() -> [Heading] {
    PartFinder(
      text: text, layout: layout, stream: stream, pieceStarts: pieceStarts, parts: profile.parts
    ).headings()
  }

  private func headings(_ parts: [Heading], _ list: ReferenceList?) -> [Heading] {
    guard profile.headings != .listed else { return parts }
    let finder = HeadingFinder(
      text: text, layout: layout, words: words,
      isOutside: { piece in list.map { $0.range.contains(pieceStarts[piece]) } ?? false })
    let taken = Set(parts.flatMap { Array($0.piece..<max($0.end, $0.piece + 1)) })
    let titles = Set(profile.parts.flatMap { $0.titles.map { FoldedWord($0) } })
    let guessed = finder.headings().filter {
      // A part's name elsewhere is an entry of a list of contents.
      !taken.contains($0.piece) && !titles.contains(FoldedWord($0.title))
    }
    guard profile.headings == .guessed else {
      return (parts + guessed).sorted { $0.piece < $1.piece }
    }
    // What holds a search, numbers or references is not parted by what only looks like a heading.
    var all: [Heading] = []
    for heading in (parts + guessed).sorted(by: { $0.piece < $1.piece }) {
      let part = all.last?.part.map { profile.parts[$0].holds } ?? [.text]
      if heading.part == nil, !heading.isSure, part != [.text] { continue }
      all.append(heading)
    }
    return all
  }

  /// The sections of the profile that the text does not have, and the parts whose heading another part has.
  private func unread(
    _ headings: [Heading]
  ) -> (missing: [String], doubled: [ReadReview.DoubledPart]) {
    var missing: [String] = []
    var doubled: [ReadReview.DoubledPart] = []
    let there = Set(headings.compactMap(\.part))
    for (index, part) in profile.parts.enumerated() where !there.contains(index) {
      let titles = Set(part.titles.map { FoldedWord($0) })
      let other = there.first {
        profile.parts[$0].titles.contains { titles.contains(FoldedWord($0)) }
      }
      if let other {
        doubled.append(
          ReadReview.DoubledPart(
            heading: part.titles.first ?? part.id,
            part: "\(part.kind.rawValue) \(part.id)",
            other: "\(profile.parts[other].kind.rawValue) \(profile.parts[other].id)"))
      } else if part.kind == .section {
        missing.append(part.titles.first ?? part.id)
      }
    }
    return (missing, doubled)
  }

  private func referenceRanges(_ headings: [Heading]) -> [Range<Int>] {
    headings.enumerated().compactMap { index, heading in
      guard let part = heading.part, profile.parts[part].holds.contains(.references) else {
        return nil
      }
      let next = headings[(index + 1)...].first { $0.level <= heading.level }
      return pieceStarts[
        heading.piece]..<(next.map { pieceStarts[$0.piece] } ?? stream.scalars.count)
    }
  }

  /// Whether a citation stands in a section of which the profile says that it holds nothing.
  private func isLeftOut(_ citation: FoundCitation, _ tree: SectionTree) -> Bool {
    guard profile.parts.contains(where: { $0.holds.contains(.nothing) }) else { return false }
    let place = (citation.mark ?? citation.range).lowerBound
    var section = tree.section(ofPiece: Int(stream.pieces[min(place, stream.pieces.count - 1)]))
    while let here = section {
      let part = tree.sections[here].heading.part
      if let part, profile.parts[part].holds.contains(.nothing) { return true }
      section = tree.sections[here].parent
    }
    return false
  }

  private func sections(_ tree: SectionTree) -> [ReadSection] {
    var taken: Set<String> = Set(profile.parts.map(\.id))
    return tree.sections.map { section in
      let heading = section.heading
      let end =
        section.end < layout.pieces.count
        ? layout.pieces[section.end].range.lowerBound : text.scalars.count
      let id =
        heading.part.map { profile.parts[$0].id }
        ?? StudyNames.unused(Self.slug(heading), &taken)
      return ReadSection(
        id: id, title: heading.title, number: heading.number, level: heading.level,
        isLevelDoubtful: heading.isDoubtful, heading: heading.range,
        range: heading.range.lowerBound..<max(end, heading.range.upperBound),
        parent: section.parent, part: heading.part)
    }
  }

  private static func slug(_ heading: Heading) -> String {
    let words = heading.title.split { !$0.isLetter && !$0.isNumber }.prefix(8)
      .map { FoldedWord(String($0)).text }.filter { !$0.isEmpty }
    let slug = words.joined(separator: "-")
    return slug.isEmpty ? "section" : String(slug.prefix(60))
  }

  // MARK: Citations

  private func fill(_ review: inout ReadReview, _ found: CitationMarks.Found, _ tree: SectionTree) {
    let resolver = StudyResolver(
      citations: found.citations, entries: found.entries, hasList: found.list != nil,
      acronyms: found.acronyms)
    var resolved = resolver.resolve()
    review.worksLookedAt = found.lookedAt + resolved.lookedAt
    resolved.studies = StudySpelling(found.citations).spelled(resolved.studies)
    let pairs = DoubtfulPairFinder(studies: resolved.studies, published: profile.published)
    let names = StudyNames(
      resolved, citations: found.citations, entries: found.entries, text: text, stream: stream,
      named: CitationMarks.named(profile, words), longNames: found.longNames)
    review.studies = names.studies(isTooLate: pairs.isTooLate)
    review.pairs = resolved.pairs + pairs.pairs()
    let cited = Set(resolved.studies.compactMap(\.entry))
    if let list = found.list {
      review.uncited = list.entries.indices.filter { !cited.contains($0) }.map {
        ReferenceEntryReader.collapsed(stream.string(list.entries[$0].range))
      }
    }
    let stances = StanceReader(tokens: tokens, words: words)
    let width = max(3, String(found.citations.count).utf8.count)
    var group = 0
    var lastGroup = -1
    let indexOfPlace = Dictionary(
      found.citations.enumerated().map { ($1.range.lowerBound, $0) },
      uniquingKeysWith: { first, _ in first })
    for (index, citation) in found.citations.enumerated() {
      if citation.group != lastGroup {
        group += 1
        lastGroup = citation.group
      }
      let range = stream.source(citation.range)
      let place = citation.mark ?? citation.range
      let piece = Int(stream.pieces[min(place.lowerBound, stream.pieces.count - 1)])
      let token = min(tokens.index(at: place.lowerBound), tokens.count - 1)
      let sentence = stances.sentence(around: token)
      var read = ReadCitation(
        id: "c" + Self.padded(index + 1, width), study: resolved.studyOf[index], range: range,
        printed: text.printed(range), form: citation.form.rawValue,
        group: "g" + Self.padded(group, width), page: layout.page(of: range.lowerBound))
      if citation.form == .numbered { read.form = "parenthetical" }
      read.locator = citation.locator.map { text.printed(stream.source($0)) }
      read.section = tree.section(ofPiece: piece)
      read.via = citation.via.flatMap { indexOfPlace[$0] }
      read.mark = citation.mark.map { stream.source($0) }
      read.doubts = (citation.doubts + [resolved.doubts[index]].compactMap { $0 }).map(\.rawValue)
      read.stance = stances.stance(in: sentence, at: token)
      read.isQuote = stances.isQuote(in: sentence, at: token)
      if let first = sentence.first, let last = sentence.last {
        read.sentence = stream.source(Int(tokens[first].start)..<Int(tokens[last].end))
      }
      review.citations.append(read)
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  // MARK: Methods

  private func readMethods(_ review: inout ReadReview, _ tree: SectionTree) {
    var search = SearchReader(text: text, layout: layout)
    for section in tree.sections {
      guard let part = section.heading.part else { continue }
      let pieces = section.heading.end..<max(section.heading.end, section.end)
      for contents in profile.parts[part].holds {
        switch contents {
        case .search: review.search += search.blocks(pieces)
        case .screening: review.screening += stages(pieces)
        case .databases:
          let reader = DatabaseReader(text: text, layout: layout)
          review.databases += reader.databases(pieces, section: profile.parts[part].id)
        case .text, .references, .nothing: break
        }
      }
    }
    review.screeningRemarks = ScreeningRemark.remarks(review.screening)
  }

  private func stages(_ pieces: Range<Int>) -> [ScreeningStage] {
    guard let first = pieces.first else { return [] }
    let end =
      pieces.upperBound < pieceStarts.count ? pieceStarts[pieces.upperBound] : stream.scalars.count
    var reader = ScreeningReader(tokens: tokens, layout: layout)
    return reader.stages(tokens.index(at: pieceStarts[first])..<tokens.index(at: end))
  }

  // MARK: Profile

  /// Fills in what the profile left to the text, and says why.
  private func guess(_ review: inout ReadReview, _ found: CitationMarks.Found) {
    var reasons: [ProfileReason] = []
    if profile.language == nil {
      let step = max(1, tokens.count / 20_000)
      let sample = stride(from: 0, to: tokens.count, by: step).lazy
        .filter { tokens[$0].kind == .word }.map { tokens.folded($0) }
      if let language = LanguageWords.language(of: sample) {
        review.profile.language = language
        let frequent =
          language == "cy" ? LanguageWords.welsh.frequent : LanguageWords.english.frequent
        reasons.append(
          ProfileReason(
            statement: .language, value: language, count: sample.count { frequent.contains($0) },
            example: ""))
      }
    }
    if profile.style == .guessed, let first = found.citations.first {
      review.profile.style = found.style
      let range = stream.source(first.range)
      reasons.append(
        ProfileReason(
          statement: .style, value: found.style.rawValue, count: found.citations.count,
          example: text.printed(range), line: text.line(of: range.lowerBound)))
    }
    if profile.pageBreak == .guessed, layout.pageStarts.count > 1 {
      let kind: ReviewProfile.PageBreak =
        text.scalars.contains("\u{C}") ? .formFeed : .leadingSpace
      review.profile.pageBreak = kind
      reasons.append(
        ProfileReason(
          statement: .pageBreak, value: kind.rawValue, count: layout.pageStarts.count - 1,
          example: "",
          line: text.line(of: layout.pageStarts[1])))
    }
    for head in layout.runningHeads where !profile.runningHeads.contains(head) {
      review.profile.runningHeads.append(head)
      reasons.append(
        ProfileReason(
          statement: .runningHead, value: head, count: layout.furniture.count, example: head))
    }
    if let list = found.list {
      let range = stream.source(list.range)
      let line = text.line(of: range.lowerBound)
      reasons.append(
        ProfileReason(
          statement: .references, value: text.printed(text.content(ofLine: line - 1)),
          count: list.entries.count, example: "", line: line))
    }
    if !review.sections.isEmpty, profile.parts.isEmpty {
      reasons.append(
        ProfileReason(
          statement: .headings, value: "guessed", count: review.sections.count,
          example: review.sections[0].title,
          line: text.line(of: review.sections[0].heading.lowerBound)))
    }
    review.reasons = reasons
  }
}
