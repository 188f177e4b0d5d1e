import WordForms

/// Finds the citations of a text in whichever style it has, its list of references and its notes.
struct CitationMarks {
  let text: ReportText
  let layout: TextLayout
  let tokens: Tokens
  let words: LanguageWords
  let profile: ReviewProfile
  let pieceStarts: [Int]

  /// What was found.
  struct Found {
    var citations: [FoundCitation] = []
    var list: ReferenceList?
    /// The works of the list, or of the notes.
    var entries: [ReferenceEntry] = []
    var acronyms: [FoldedWord: [FoldedWord]] = [:]
    /// The full name of each short one, as the text prints it.
    var longNames: [FoldedWord: String] = [:]
    var style = ReviewProfile.Style.authorYear
    /// How many works of the list were looked at.
    var lookedAt = 0
  }

  private var reader: AuthorReader {
    AuthorReader(
      tokens: tokens, words: words, isAfterFurniture: { layout.pieces[$0].followsFurniture })
  }

  /// All of it.
  ///
  /// - Parameter references: Where the profile says that references stand, in the stream.
  func find(references: [Range<Int>]) -> Found {
    var found = Found()
    let reader = reader
    let isYear: (Int) -> Bool = { index in
      tokens[index].kind == .number && StatedYear(tokens.stream.scalars[tokens[index].range]) != nil
    }
    let brackets = Brackets(tokens, isYear: isYear)
    let years = AuthorYearScanner(
      tokens: tokens, words: words, reader: reader, brackets: brackets, isOutside: { _ in false },
      isListed: { _, _ in false }, likeness: { _, _ in 0 }, hasList: false,
      smallWords: [])
    let entryReader = ReferenceEntryReader(
      tokens: tokens, words: words, reader: reader, year: { years.year(at: $0) })
    found.list =
      ReferenceListFinder(
        text: text, layout: layout, tokens: tokens, words: words, entries: entryReader,
        pieceStarts: pieceStarts, stated: references
      ).list()
    let acronyms = AcronymFinder(tokens: tokens, words: words, reader: reader).acronyms()
    found.acronyms = acronyms.mapValues(\.words)
    found.longNames = acronyms.mapValues(\.printed)
    if let custom = customAcronyms() { found.acronyms.merge(custom) { $1 } }
    for (short, long) in profile.acronyms { found.longNames[FoldedWord(short)] = long }
    let numbers = numbered(found.list)
    if let numbers {
      found.style = numbers.style
      found.entries = found.list?.entries ?? []
      found.citations = numbers.citations
      return found
    }
    found.entries = found.list?.entries ?? []
    let notes = notes(found.list, entryReader, reader)
    var cited = authorYear(&found, brackets, reader)
    let stated = notes.reduce(0) { $0 + $1.works.count }
    let places = NotePlaces(notes)
    let outside = cited.count { !places.overlap($0.range) }
    if stated > outside {
      // What a note states is read there, and not found by its year.
      cited.removeAll { places.overlap($0.range) }
      found.citations = cited
      addNotes(notes, &found)
      found.citations.sort { $0.range.lowerBound < $1.range.lowerBound }
    } else {
      cited = RepeatedCitations(
        tokens: tokens, reader: reader, brackets: brackets, isOutside: isOutside(found.list)
      ).completed(cited)
      // Works in full in the notes of a text that cites by author and year.
      let taken = NotePlaces(cited.map(\.range))
      let whole = notes.map { note in
        var note = note
        note.works = note.works.filter { work in
          guard case .entry(let entry) = work, entry.title != nil else { return false }
          return !taken.overlap(entry.range)
        }
        return note
      }
      found.citations = cited
      addNotes(whole.filter { !$0.works.isEmpty }, &found)
      found.citations.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
    if !notes.isEmpty,
      found.citations.count(where: { $0.form == .footnote }) * 2 > found.citations.count
    {
      found.style = .footnotes
    }
    return found
  }

  private func customAcronyms() -> [FoldedWord: [FoldedWord]]? {
    guard !profile.acronyms.isEmpty else { return nil }
    var all: [FoldedWord: [FoldedWord]] = [:]
    for (short, long) in profile.acronyms {
      let parts = long.split { !$0.isLetter && $0 != "'" && $0 != "’" && $0 != "-" }.map(
        String.init)
      all[FoldedWord(short)] = parts.filter { word in
        word.unicodeScalars.first?.isCapital == true
      }.map { FoldedWord($0) }
    }
    return all
  }

  // MARK: Author and year

  private func isOutside(_ list: ReferenceList?) -> (Int) -> Bool {
    { index in
      let place = Int(tokens[index].start)
      if let list, list.range.contains(place) { return true }
      return layout.pieces[Int(tokens.stream.pieces[place])].isTable
    }
  }

  private func authorYear(
    _ found: inout Found, _ brackets: Brackets, _ reader: AuthorReader
  ) -> [FoundCitation] {
    let matcher = ReferenceMatcher(
      found.entries,
      acronyms: found.acronyms.mapValues { FoldedWord(letters: $0.flatMap(\.letters)) })
    let outside = isOutside(found.list)
    var small: Set<UInt64> = []
    for index in 0..<tokens.count where tokens.isWord(index) && !tokens.isCapital(index) {
      small.insert(AuthorYearScanner.hash(tokens, index))
    }
    let scanner = AuthorYearScanner(
      tokens: tokens, words: words, reader: reader, brackets: brackets, isOutside: outside,
      isListed: { matcher.has($0, $1) },
      likeness: { matcher.match($0, $1)?.score ?? 0 },
      hasList: found.entries.count >= 8, smallWords: small,
      bodies: found.acronyms.values.filter { $0.count > 1 })
    defer { found.lookedAt = matcher.lookedAt }
    return scanner.citations()
  }

  // MARK: Notes

  private func notes(
    _ list: ReferenceList?, _ entries: ReferenceEntryReader, _ reader: AuthorReader
  ) -> [NoteFinder.Note] {
    NoteFinder(
      text: text, layout: layout, tokens: tokens, words: words,
      works: NoteWorkReader(tokens: tokens, words: words, reader: reader, entries: entries),
      pieceStarts: pieceStarts, outside: list?.range
    ).notes()
  }

  private func addNotes(_ notes: [NoteFinder.Note], _ found: inout Found) {
    let places = NotePlaces(notes)
    let numbers = NumberScanner(
      tokens: tokens, words: words, reader: reader,
      isOutside: { places.contain(Int(tokens[$0].start)) },
      greatest: notes.map(\.number).max())
    let marks = NoteMarks(notes.isEmpty ? [] : numbers.raised())
    var stated = StatedWorks(hasList: found.list != nil, entries: found.entries)
    var group = found.citations.map(\.group).max() ?? 0
    for note in notes {
      group += 1
      let mark = marks.last(note.number, before: tokens.index(at: note.range.lowerBound))
      for work in note.works {
        guard var citation = stated.citation(of: work) else { continue }
        citation.group = group
        citation.mark = mark
        found.citations.append(citation)
      }
    }
    found.entries = stated.entries
  }

  // MARK: Numbers

  /// The citations by number, where the text has that style.
  private func numbered(_ list: ReferenceList?) -> (
    style: ReviewProfile.Style, citations: [FoundCitation]
  )? {
    let isAsked = [.brackets, .parentheses, .superscripts].contains(profile.style)
    guard isAsked || profile.style == .guessed else { return nil }
    let greatest = list.flatMap { list in
      list.isNumbered ? list.entries.compactMap(\.number).max() : nil
    }
    guard isAsked || list == nil || greatest != nil else { return nil }
    let scanner = NumberScanner(
      tokens: tokens, words: words, reader: reader, isOutside: isOutside(list), greatest: greatest)
    func groups(_ style: ReviewProfile.Style) -> [NumberScanner.Group] {
      switch style {
      case .brackets: scanner.bracketed("[", "]")
      case .parentheses: scanner.bracketed("(", ")")
      case .superscripts: scanner.raised()
      case .guessed, .authorYear, .footnotes: []
      }
    }
    let listed = greatest == nil ? nil : Set((list?.entries ?? []).compactMap(\.number))
    if isAsked { return (profile.style, citations(groups(profile.style), listed)) }
    let least = max(3, (list?.entries.count ?? 20) / 4)
    for style in [ReviewProfile.Style.brackets, .superscripts, .parentheses] {
      // Without a list only numbers in square brackets say enough.
      if greatest == nil, style != .brackets { continue }
      let all = groups(style)
      let distinct = Set(all.flatMap { $0.numbers.map(\.values) }).count
      if distinct >= least { return (style, citations(all, listed)) }
    }
    return nil
  }

  /// A citation for each number; a range of more than a few counts with both ends where the text would have more
  /// citations than words.
  ///
  /// - Parameter listed: The numbers of the list; nil where there is none.
  private func citations(_ groups: [NumberScanner.Group], _ listed: Set<Int>?) -> [FoundCitation] {
    var all: [FoundCitation] = []
    for (index, group) in groups.enumerated() {
      for number in group.numbers {
        let isPlenty = all.count > tokens.count
        let ends = [number.values.lowerBound, number.values.upperBound]
        for value in isPlenty && number.values.count > 2 ? ends : Array(number.values) {
          var citation = FoundCitation(
            key: AuthorKey(words: [], hasOthers: false), authors: "",
            year: StatedYear(undated: ""), range: number.range,
            form: group.isNarrative ? .narrative : .numbered, group: index + 1)
          citation.number = value
          citation.locator = number.locator
          if let listed, !listed.contains(value) { citation.doubts.append(.unlisted) }
          if isPlenty, number.values.count > 2 { citation.doubts.append(.range) }
          all.append(citation)
        }
      }
    }
    return all
  }

  // MARK: Names of a profile

  /// The studies that a profile names, read as citations are.
  static func named(
    _ profile: ReviewProfile, _ words: LanguageWords
  ) -> [(id: String, key: AuthorKey, year: StatedYear)] {
    profile.studies.compactMap { study in
      let text = ReportText("(\(study.cited))", name: "")
      let layout = TextLayout(text, profile: ReviewProfile())
      let tokens = Tokens(ReadingStream(text, layout))
      let reader = AuthorReader(tokens: tokens, words: words)
      let year = (0..<tokens.count).reversed().lazy.compactMap { index in
        StatedYear(tokens.stream.scalars[tokens[index].range]).map { (index, $0) }
      }.first
      guard let (token, stated) = year, let authors = reader.authors(before: token, floor: 0) else {
        return nil
      }
      return (study.id, reader.key(authors), stated)
    }
  }
}
