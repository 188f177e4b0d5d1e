import WordForms

/// Says which study each citation means.
///
/// With a list of references each citation is looked for there. What the list does not have, and all where there
/// is none, are labels: citations of the same authors and year. Labels that differ only as scans make them differ
/// are one; others that are alike stay apart, as pairs for a person.
struct StudyResolver {
  /// Citations of one authors, year and letter.
  struct Label {
    var key: AuthorKey
    var year: StatedYear
    var citations: [Int] = []
    /// The initial of the first author, where others of that name and year have another.
    var initial: UInt8?
    /// The label that it is a misprint of.
    var target: Int?
  }

  private struct LabelKey: Hashable {
    var letters: FoldedWord
    var hasOthers: Bool
    var year: Int
    var undated: Bool
    var suffix: String?
    var isSuffixDoubtful: Bool
    var initial: UInt8?
  }

  let citations: [FoundCitation]
  let entries: [ReferenceEntry]
  let hasList: Bool
  let acronyms: [FoldedWord: [FoldedWord]]

  /// The studies, which one each citation means, and the pairs that may be one.
  struct Result {
    var studies: [Study]
    /// For each citation its study; nil where it has none.
    var studyOf: [Int?]
    var pairs: [DoubtfulPair]
    /// More doubts about citations, by their place.
    var doubts: [Int: FoundCitation.Doubt]
    /// How many works of the list were looked at.
    var lookedAt = 0
  }

  /// A study before it has a name.
  struct Study {
    /// The work of the list.
    var entry: Int?
    var key: AuthorKey
    var year: StatedYear
    var citations: [Int]
    var isUnlisted = false
  }

  func resolve() -> Result {
    var result = Result(
      studies: [], studyOf: [Int?](repeating: nil, count: citations.count), pairs: [], doubts: [:])
    var labels = self.labels()
    var studyOfEntry: [Int: Int] = [:]
    func study(ofEntry entry: Int) -> Int {
      if let known = studyOfEntry[entry] { return known }
      let work = entries[entry]
      result.studies.append(
        Study(
          entry: entry,
          key: AuthorKey(
            words: work.authors.first?.words ?? [],
            hasOthers: work.authors.count > 2 || work.hasOthers),
          year: work.year ?? StatedYear(undated: "n.d."), citations: []))
      studyOfEntry[entry] = result.studies.count - 1
      return result.studies.count - 1
    }
    let matcher = ReferenceMatcher(
      entries, acronyms: acronyms.mapValues { FoldedWord(letters: $0.flatMap(\.letters)) })
    let isScanned = isScanned(labels, matcher)
    var open: [Int] = []
    // Labels that may be a work of the list though their year differs.
    var doubtful: [(label: Int, entry: Int)] = []
    var ambiguous: [(label: Int, entries: [Int])] = []
    for index in labels.indices {
      guard !matcher.isEmpty, let match = matcher.match(labels[index].key, labels[index].year)
      else {
        open.append(index)
        continue
      }
      // In a text that no scan has misread, another year is another work, until a person says otherwise.
      if let other = otherYear(labels[index], match), !isScanned {
        open.append(index)
        doubtful.append((index, other))
        continue
      }
      let fitting = fitting(labels[index], [match.entry] + match.others)
      if fitting.count == 1 {
        let study = study(ofEntry: fitting[0])
        for citation in labels[index].citations { result.studyOf[citation] = study }
        continue
      }
      guard match.others.isEmpty else {
        ambiguous.append((index, [match.entry] + match.others))
        continue
      }
      let study = study(ofEntry: match.entry)
      for citation in labels[index].citations { result.studyOf[citation] = study }
    }
    // Citations by number mean the work with that number.
    var numbers: [Int: Int] = [:]
    for (index, entry) in entries.enumerated() {
      if let number = entry.number, numbers[number] == nil { numbers[number] = index }
    }
    for (index, citation) in citations.enumerated() {
      let numbered = citation.number.flatMap { numbers[$0] }
      guard let entry = citation.entry ?? numbered else { continue }
      result.studyOf[index] = study(ofEntry: entry)
    }
    merge(&labels, open, isScanned: isScanned || hasDoubtfulYears(labels))
    var studyOfLabel: [Int: Int] = [:]
    func add(_ label: Int, isAmbiguous: Bool = false) {
      let root = root(labels, label)
      if studyOfLabel[root] == nil {
        result.studies.append(
          Study(
            key: labels[root].key, year: labels[root].year, citations: [],
            isUnlisted: hasList && !isAmbiguous))
        studyOfLabel[root] = result.studies.count - 1
      }
      for citation in labels[label].citations {
        result.studyOf[citation] = studyOfLabel[root]
        if hasList { result.doubts[citation] = isAmbiguous ? .ambiguous : .unlisted }
      }
    }
    for label in open { add(label) }
    for (label, entry) in doubtful {
      guard let own = studyOfLabel[root(labels, label)] else { continue }
      result.pairs.append(
        DoubtfulPair(first: study(ofEntry: entry), second: own, score: 0.5, reason: .year))
    }
    for (label, candidates) in ambiguous {
      add(label, isAmbiguous: true)
      guard let own = studyOfLabel[root(labels, label)] else { continue }
      for entry in candidates {
        let other = study(ofEntry: entry)
        result.pairs.append(
          DoubtfulPair(
            first: other, second: own, score: 0.9 / Double(candidates.count), reason: .ambiguous))
      }
    }
    for (citation, study) in result.studyOf.enumerated() {
      if let study { result.studies[study].citations.append(citation) }
    }
    result.lookedAt = matcher.lookedAt
    return result
  }

  /// The work of a match whose year is stated and another than the label's.
  private func otherYear(_ label: Label, _ match: ReferenceMatcher.Match) -> Int? {
    guard !label.year.isDoubtful, label.year.undated == nil, let year = entries[match.entry].year,
      !year.isDoubtful, year.undated == nil, year.year != label.year.year
    else { return nil }
    return match.entry
  }

  /// Whether so many names and years are misread that a digit of a year may be too.
  private func isScanned(_ labels: [Label], _ matcher: ReferenceMatcher) -> Bool {
    var misread = 0
    var count = 0
    for label in labels {
      count += 1
      if label.year.isDoubtful {
        misread += 1
      } else if let match = matcher.match(label.key, label.year), match.score < 0.97,
        entries[match.entry].year?.year == label.year.year, !matcher.has(label.key, nil)
      {
        misread += 1
      }
    }
    return misread >= 3 && misread * 12 >= count
  }

  /// Of works that fit alike those whose first author has the label's initial; none where it says nothing.
  private func fitting(_ label: Label, _ candidates: [Int]) -> [Int] {
    guard candidates.count > 1, let initial = label.initial, let surname = label.key.words.first
    else { return [] }
    return candidates.filter {
      FirstInitial.of(entries[$0].printedAuthors, surname: surname) == initial
    }
  }

  /// Whether years were misread, which makes misread names likely as well.
  private func hasDoubtfulYears(_ labels: [Label]) -> Bool {
    labels.count { $0.year.isDoubtful || $0.year.isSuffixDoubtful } >= 2
  }

  /// The initial of each citation's first author, where the text has two for one name and year.
  private func initials() -> [Int: UInt8] {
    struct Name: Hashable {
      var letters: FoldedWord
      var year: Int
    }
    var found: [Int: (name: Name, initial: UInt8)] = [:]
    var distinct: [Name: Set<UInt8>] = [:]
    for (index, citation) in citations.enumerated() {
      guard let surname = citation.key.words.first,
        let initial = FirstInitial.of(citation.authors, surname: surname)
      else { continue }
      let name = Name(letters: citation.key.joined, year: citation.year.year)
      found[index] = (name, initial)
      distinct[name, default: []].insert(initial)
    }
    return found.filter { (distinct[$0.value.name]?.count ?? 0) > 1 }.mapValues(\.initial)
  }

  private func labels() -> [Label] {
    let initials = initials()
    var labels: [Label] = []
    var known: [LabelKey: Int] = [:]
    for (index, citation) in citations.enumerated()
    where citation.number == nil && citation.entry == nil {
      let key = AuthorKey(words: full(citation.key.words), hasOthers: citation.key.hasOthers)
      let labelKey = LabelKey(
        letters: key.joined, hasOthers: key.hasOthers, year: citation.year.year,
        undated: citation.year.undated != nil, suffix: citation.year.suffix,
        isSuffixDoubtful: citation.year.isSuffixDoubtful, initial: initials[index])
      if let label = known[labelKey] {
        labels[label].citations.append(index)
      } else {
        known[labelKey] = labels.count
        labels.append(
          Label(key: key, year: citation.year, citations: [index], initial: initials[index]))
      }
    }
    return labels
  }

  /// The words with short names written out.
  private func full(_ words: [FoldedWord]) -> [FoldedWord] {
    acronyms.isEmpty ? words : words.flatMap { acronyms[$0] ?? [$0] }
  }

  private func root(_ labels: [Label], _ label: Int) -> Int {
    var label = label
    while let target = labels[label].target { label = target }
    return label
  }

  // MARK: Misprints

  /// How many works of one year are compared with each other.
  private static let wholeYear = 250

  /// Makes labels one that differ only as scans make them differ.
  ///
  /// Where nothing says that the text is a scan, Jansen and Jensen are two people, until a person says otherwise.
  private func merge(_ labels: inout [Label], _ open: [Int], isScanned: Bool) {
    var years: [Int: [Int]] = [:]
    for label in open { years[labels[label].year.year, default: []].append(label) }
    var groups: [[Int]] = []
    for group in years.values {
      if group.count <= Self.wholeYear {
        groups.append(group)
      } else {
        groups += Self.parted(group, by: 1, labels)
      }
    }
    for group in groups {
      // What is cited most is spelled right.
      let order = group.sorted {
        (labels[$0].citations.count, $1) > (labels[$1].citations.count, $0)
      }
      for (place, minor) in order.enumerated() {
        for major in order[..<place] where labels[major].target == nil {
          guard labels[major].key.hasOthers == labels[minor].key.hasOthers,
            suffixesAgree(labels[major], labels[minor], labels, group),
            labels[major].initial == labels[minor].initial,
            isScanned
              ? areMisprints(labels[major].key, labels[minor].key)
              : areOneName(labels[major].key, labels[minor].key)
          else { continue }
          labels[minor].target = major
          break
        }
      }
    }
  }

  /// Of very many works of one year those that begin alike, by as many letters as it takes to make the groups small.
  private static func parted(_ group: [Int], by letters: Int, _ labels: [Label]) -> [[Int]] {
    Dictionary(grouping: group) { labels[$0].key.joined.letters.prefix(letters) }.values.flatMap {
      $0.count <= wholeYear || letters >= 8 ? [$0] : parted($0, by: letters + 1, labels)
    }
  }

  /// Whether the letters behind two years may be one: both the same, or one a guess that stands alone.
  private func suffixesAgree(
    _ major: Label, _ minor: Label, _ labels: [Label], _ group: [Int]
  ) -> Bool {
    if major.year.suffix == minor.year.suffix { return true }
    let isGuess =
      (minor.year.isSuffixDoubtful && major.year.suffix == nil)
      || (major.year.isSuffixDoubtful && minor.year.suffix == nil)
    guard isGuess else { return false }
    // South 2021g is 2021a where there is a 2021b.
    return !group.contains {
      labels[$0].key == major.key && labels[$0].year.suffix != nil
        && !labels[$0].year.isSuffixDoubtful
    }
  }

  /// Whether two names are one but for blanks, or for a mutation of a body's first word.
  private func areOneName(_ left: AuthorKey, _ right: AuthorKey) -> Bool {
    if left.words == right.words { return true }
    func letters(_ key: AuthorKey) -> Int { key.words.reduce(0) { $0 + $1.count } }
    if letters(left) == letters(right), left.joined == right.joined { return true }
    return left.words.count == right.words.count && left.words.count > 1
      && left.words.dropFirst() == right.words.dropFirst() && !left.hasOthers
      && Mutation.joins(left.words[0], right.words[0])
  }

  private func areMisprints(_ left: AuthorKey, _ right: AuthorKey) -> Bool {
    if areOneName(left, right) { return true }
    guard left.words.count == right.words.count else { return false }
    return zip(left.words, right.words).allSatisfy { Self.areMisprints($0, $1) }
  }

  /// Whether two words differ only by letters that scans confuse; of long words, by little.
  static func areMisprints(_ left: FoldedWord, _ right: FoldedWord) -> Bool {
    if left == right { return true }
    let length = max(left.count, right.count)
    let limit: Float
    switch length {
    case 0..<4: return false
    case 4..<7: limit = 0.35
    case 7..<12: limit = 0.7
    default:
      guard left.letters.prefix(3) == right.letters.prefix(3) else { return false }
      limit = Float(length) * 0.26
    }
    return Resemblance.distance(left.letters, right.letters, limit: limit) <= limit
  }
}
