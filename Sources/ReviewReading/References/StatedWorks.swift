import WordForms

/// The works that notes have stated so far, among which later notes find theirs.
struct StatedWorks {
  let hasList: Bool
  /// The works of the list; without one, those that notes state in full.
  private(set) var entries: [ReferenceEntry]
  /// The citations so far.
  private var cited: [Cited] = []
  /// Whether the last work was a law.
  private var isBehindLaw = false
  /// The places in `cited` of each first author, by the last word and by all.
  private var byAuthor: [FoldedWord: [Int]] = [:]

  /// Of one author, so many citations are looked through.
  private static let most = 200

  private struct Cited {
    var citation: FoundCitation
    /// The words of the title.
    var title: [FoldedWord]
    /// The words of the first author.
    var author: [FoldedWord]
  }

  init(hasList: Bool, entries: [ReferenceEntry]) {
    self.hasList = hasList
    self.entries = entries
  }

  /// The citation of a work of a note; nil where it means an earlier one that nobody has stated.
  ///
  /// - Complexity: O(*n*) in the citations of that author so far, of which a few hundred count.
  mutating func citation(of work: NoteWork) -> FoundCitation? {
    switch work {
    case .entry(let entry):
      isBehindLaw = false
      return stated(entry)
    case .law:
      isBehindLaw = true
      return nil
    case .again(let range):
      guard let before = cited.last, !isBehindLaw else { return nil }
      return again(before, range)
    case .earlier(let author, let title, let range):
      let same = known(author)
      let titled = title.isEmpty ? nil : same.last { Self.isShort(title, of: $0.title) }
      isBehindLaw = false
      guard let before = titled ?? same.last else { return nil }
      return again(before, range)
    }
  }

  private mutating func again(
    _ before: Cited, _ range: Range<Int>
  ) -> FoundCitation {
    var cited = before
    cited.citation.range = range
    add(cited)
    return cited.citation
  }

  /// The last citations of an author, in the order of the text.
  private func known(_ author: FoldedWord) -> [Cited] {
    (byAuthor[author] ?? []).suffix(Self.most).map { cited[$0] }
  }

  private mutating func add(_ new: Cited) {
    let whole = FoldedWord(letters: new.author.flatMap(\.letters))
    byAuthor[whole, default: []].append(cited.count)
    if let last = new.author.last, last != whole {
      byAuthor[last, default: []].append(cited.count)
    }
    cited.append(new)
  }

  private mutating func stated(_ stated: ReferenceEntry) -> FoundCitation? {
    var entry = stated
    if entry.authors.isEmpty, let before = cited.last?.citation.entry {
      entry.authors = entries[before].authors
      entry.hasOthers = entries[before].hasOthers
      entry.printedAuthors = entries[before].printedAuthors
    }
    guard let year = entry.year, let first = entry.authors.first else { return nil }
    let named = entry.authors.prefix(entry.authors.count > 2 ? 1 : 2)
    var citation = FoundCitation(
      key: AuthorKey(
        words: named.flatMap(\.words), hasOthers: entry.hasOthers || entry.authors.count > 2),
      authors: named.map(\.printed).joined(separator: " & "), year: year, range: entry.range,
      form: .footnote, group: 0)
    let title = Self.words(entry.title ?? "")
    if !hasList {
      let known = known(first.joined).last { known in
        guard let index = known.citation.entry, entries[index].year?.year == year.year else {
          return false
        }
        return entries[index].authors.first?.joined == first.joined
          && (title.isEmpty || Self.isShort(title, of: known.title))
      }
      if let known {
        citation.entry = known.citation.entry
        citation.key = known.citation.key
        citation.authors = known.citation.authors
      } else if entry.title != nil {
        entries.append(entry)
        citation.entry = entries.count - 1
      }
    }
    add(Cited(citation: citation, title: title, author: first.words))
    return citation
  }

  private static func words(_ title: String) -> [FoldedWord] {
    title.split { !$0.isLetter && !$0.isNumber }.map { FoldedWord(String($0)) }
  }

  /// Whether a title begins as another does, but for a letter; of a short one, the first words.
  private static func isShort(_ short: [FoldedWord], of title: [FoldedWord]) -> Bool {
    let count = min(short.count, title.count, 4)
    guard count > 0 else { return false }
    return zip(short.prefix(count), title.prefix(count)).allSatisfy { left, right in
      left == right || StudyResolver.areMisprints(left, right)
    }
  }
}
