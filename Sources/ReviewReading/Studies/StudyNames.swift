import WordForms

/// Gives studies their names and identifiers.
struct StudyNames {
  let resolved: StudyResolver.Result
  let citations: [FoundCitation]
  let entries: [ReferenceEntry]
  let text: ReportText
  let stream: ReadingStream
  /// The identifiers that a profile gives, by how the studies are cited.
  let named: [(id: String, key: AuthorKey, year: StatedYear)]
  /// The full names of bodies that are cited by a short one.
  let longNames: [FoldedWord: String]
  /// The names of all studies that are cited without `et al.`.
  private let plainNames: Set<FoldedWord>
  /// How often words of names of bodies stand in the text.
  private let frequency: [FoldedWord: Int]

  init(
    _ resolved: StudyResolver.Result, citations: [FoundCitation], entries: [ReferenceEntry],
    text: ReportText, stream: ReadingStream,
    named: [(id: String, key: AuthorKey, year: StatedYear)], longNames: [FoldedWord: String] = [:]
  ) {
    self.resolved = resolved
    self.citations = citations
    self.entries = entries
    self.text = text
    self.stream = stream
    self.named = named
    self.longNames = longNames
    frequency = Self.frequency(of: entries, citations, stream)
    plainNames = Set(resolved.studies.filter { !$0.key.hasOthers }.map(\.key.joined))
  }

  private static func frequency(
    of entries: [ReferenceEntry], _ citations: [FoundCitation], _ stream: ReadingStream
  ) -> [FoldedWord: Int] {
    var counts: [FoldedWord: Int] = [:]
    func note(_ name: String) {
      for word in name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
        counts[FoldedWord(String(word))] = 0
      }
    }
    var bodies = 0
    for entry in entries {
      guard let body = entry.authors.first, body.isBody else { continue }
      bodies += 1
      note(body.printed)
    }
    guard bodies > 0 else { return counts }
    for citation in citations where citation.key.words.count > 1 { note(citation.authors) }
    var word: [Unicode.Scalar] = []
    for scalar in stream.scalars {
      if scalar.isLetter || scalar.isDigit {
        word.append(scalar)
      } else if !word.isEmpty {
        let folded = FoldedWord(word)
        if let count = counts[folded] { counts[folded] = count + 1 }
        word.removeAll(keepingCapacity: true)
      }
    }
    return counts
  }

  /// The studies, in the order in which they were found.
  func studies(isTooLate: (Int) -> Bool) -> [ReadStudy] {
    let studies = resolved.studies
    let plain = Set(
      studies.filter { !$0.key.hasOthers }.map { Label(key: $0.key.joined, year: $0.year) })
    var taken: Set<String> = []
    return studies.map { study in
      var read = ReadStudy(id: "", name: "", authors: "")
      read.year = study.year.year > 0 ? study.year.year : nil
      read.suffix = study.year.suffix
      read.isSuffixDoubtful = study.year.isSuffixDoubtful
      read.isYearDoubtful =
        study.entry == nil && (study.year.isDoubtful || isTooLate(study.year.year))
      read.isUnlisted = study.isUnlisted
      read.variants = variants(study)
      if let index = study.entry {
        let entry = entries[index]
        let first = printed(study, entry)
        read.authors = entry.printedAuthors
        if let misread = entry.authors.first?.printed, misread != first,
          read.authors.hasPrefix(misread)
        {
          read.authors = first + read.authors.dropFirst(misread.count)
        }
        read.name = name(of: entry, first) + yearText(study.year)
        read.title = entry.title
        read.reference = ReferenceEntryReader.collapsed(stream.string(entry.range))
        read.referenceRange = stream.source(entry.range)
        read.number = entry.number
      } else {
        let authors = authors(study)
        read.authors = authors
        read.name = authors + yearText(study.year)
      }
      let base =
        named.first {
          $0.year.year == study.year.year && $0.year.suffix == study.year.suffix
            && $0.key == study.key
        }?
        .id ?? identifier(study, plain)
      read.id = Self.unused(base, &taken)
      return read
    }
  }

  private struct Label: Hashable {
    var key: FoldedWord
    var year: StatedYear
  }

  static func unused(_ base: String, _ taken: inout Set<String>) -> String {
    var id = base
    var number = 2
    while !taken.insert(id).inserted {
      id = "\(base)-\(number)"
      number += 1
    }
    return id
  }

  private func yearText(_ year: StatedYear) -> String {
    ", " + (year.undated ?? "\(year.year)\(year.suffix ?? "")")
  }

  private func variants(_ study: StudyResolver.Study) -> [String] {
    var seen: Set<String> = []
    return study.citations.compactMap { index in
      let printed = text.printed(stream.source(citations[index].range))
      return seen.insert(printed).inserted ? printed : nil
    }
  }

  /// `Harden et al.`, `Jopling & Jones`, `Locality`.
  private func name(of entry: ReferenceEntry, _ first: String) -> String {
    var names = entry.authors.map(\.printed)
    if !names.isEmpty { names[0] = first }
    if entry.hasOthers || names.count > 2 { return "\(names.first ?? "") et al." }
    return names.joined(separator: " & ")
  }

  /// The first author of a work, in the spelling that is cited most where the list has another.
  private func printed(_ study: StudyResolver.Study, _ entry: ReferenceEntry) -> String {
    guard let author = entry.authors.first else { return "" }
    if author.isBody { return body(study, author) }
    guard !author.isBody, author.words.count == 1, let word = study.key.words.first,
      word != author.words[0]
    else { return author.printed }
    for index in study.citations where citations[index].key.words.first == word {
      let cited = citations[index].authors.split { !$0.isLetter && $0 != "'" && $0 != "-" }
      if let name = cited.first(where: { FoldedWord(String($0)) == word }) { return String(name) }
    }
    return author.printed
  }

  /// The name of a body, as it is printed in citations where these agree on another spelling than the list.
  private func body(_ study: StudyResolver.Study, _ author: ReferenceEntry.Author) -> String {
    var prints: [String: Int] = [author.printed: 1]
    for index in study.citations {
      let words = citations[index].key.words
      guard words.count == author.words.count,
        Resemblance.similarity(citations[index].key.joined, author.joined) >= 0.8
      else { continue }
      prints[ReferenceEntryReader.collapsed(cleaned(citations[index])), default: 0] += 1
    }
    let best = prints.max {
      ($0.value, commonness($0.key), $1.key) < ($1.value, commonness($1.key), $0.key)
    }
    return best?.key ?? author.printed
  }

  /// How often the rarest word of a name stands in the text: one that a scan has misread stands there once.
  private func commonness(_ name: String) -> Int {
    name.split { !$0.isLetter && !$0.isNumber }.map { frequency[FoldedWord(String($0))] ?? 0 }.min()
      ?? 0
  }

  /// The authors as they are cited most, with `et al.` and `&` in one form.
  private func authors(_ study: StudyResolver.Study) -> String {
    var counts: [String: (count: Int, first: Int)] = [:]
    for index in study.citations {
      let clean = cleaned(citations[index])
      counts[clean, default: (0, index)].count += 1
    }
    // One that is spelled as most citations of all studies are goes before one that is printed more.
    let spelled = counts.filter { name, _ in
      let words = name.split(whereSeparator: \.isWhitespace).map { FoldedWord(String($0)) }
      return study.key.words.allSatisfy { words.contains($0) }
    }
    let best = (spelled.isEmpty ? counts : spelled).max {
      ($0.value.count, $1.value.first) < ($1.value.count, $0.value.first)
    }
    let name = best?.key ?? ""
    return longNames[FoldedWord(name)] ?? name
  }

  private func cleaned(_ citation: FoundCitation) -> String {
    var words: [String] = []
    let all = citation.authors.split(whereSeparator: \.isWhitespace).map(String.init)
    for (index, word) in all.enumerated() {
      let folded = FoldedWord(word).text
      // Two people; the name of a body keeps its own words.
      let isJoint = index > 0 && index + 1 < all.count && citation.key.words.count == 2
      if word == "&" || isJoint && ["a", "ac", "and"].contains(folded) && !word.hasSuffix(",") {
        words.append("&")
      } else {
        words.append(word)
      }
    }
    if citation.key.hasOthers {
      // et al., ac eraill and what scans make of them: the last two words.
      while let last = words.last, last.unicodeScalars.first.map({ !$0.isCapital }) ?? true,
        words.count > 1
      {
        words.removeLast()
      }
    }
    var name = words.joined(separator: " ")
    while let last = name.unicodeScalars.last, ",.;:'".unicodeScalars.contains(last) {
      name.removeLast()
    }
    if citation.key.words.count == 1, name.hasSuffix("'s") { name.removeLast(2) }
    return citation.key.hasOthers ? name + " et al." : name
  }

  private func identifier(_ study: StudyResolver.Study, _ plain: Set<Label>) -> String {
    var words = study.key.words.map(\.text)
    if let index = study.entry {
      let entry = entries[index]
      if entry.authors.count == 2, !entry.hasOthers { words += entry.authors[1].words.map(\.text) }
    }
    if words.joined().utf8.count > 48 { words = Array(words.prefix(5)) }
    if study.entry == nil, study.key.hasOthers,
      plain.contains(Label(key: study.key.joined, year: study.year))
        || hasPlainName(study.key)
    {
      words.append("etal")
    }
    words.append(
      study.year.undated.map { FoldedWord($0).text }
        ?? "\(study.year.year)\(study.year.suffix ?? "")")
    return words.joined(separator: "-")
  }

  /// Whether another study has the same names without `et al.`, in whatever year.
  private func hasPlainName(_ key: AuthorKey) -> Bool {
    key.hasOthers && plainNames.contains(key.joined)
  }
}
