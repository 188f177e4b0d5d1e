import WordForms

/// Finds the work of a list that a citation means, where names and years may be misread.
struct ReferenceMatcher {
  private let entries: [ReferenceEntry]
  /// The works by all that is stated of their year.
  private var byStatedYear: [StatedYear?: [Int]] = [:]
  /// What is stated of the years of works, by the year.
  private var statedYears: [Int: [StatedYear?]] = [:]
  /// The works by their year and the letters of their forms.
  private var byEdge: [Edge: [Int]] = [:]
  /// The number of authors of each work.
  private let totals: [Int]
  /// The works by the first word of their first author.
  private var byFirst: [FoldedWord: [Int]] = [:]
  /// The words by which each may be cited.
  private let forms: [[Form]]

  private struct Form {
    var joined: FoldedWord
    /// How many authors it names; 0 for a body or a short name.
    var count: Int
  }

  /// The letters of a form, or those at one end of it, in a year.
  private struct Edge: Hashable {
    enum Part { case start, end, whole }

    var year: StatedYear?
    var part: Part
    var letters: ArraySlice<UInt8>

    static func whole(_ word: FoldedWord, _ year: StatedYear?) -> Edge {
      Edge(year: year, part: .whole, letters: word.letters[...])
    }

    static func ends(of word: FoldedWord, _ year: StatedYear?) -> [Edge] {
      [
        Edge(year: year, part: .start, letters: word.letters.prefix(2)),
        Edge(year: year, part: .end, letters: word.letters.suffix(3)),
      ]
    }
  }

  /// What was found for citations that come again.
  private let found = Found()

  private final class Found {
    struct Cited: Hashable {
      var key: AuthorKey
      var year: StatedYear
    }

    var matches: [Cited: Match?] = [:]
    var lookedAt = 0
  }

  /// How many works were looked at, each as often as it was: by this a test holds the speed.
  var lookedAt: Int { found.lookedAt }

  /// What a citation means.
  struct Match {
    var entry: Int
    var score: Float
    /// Others that fit as well.
    var others: [Int] = []
  }

  /// What is taken for the same work.
  static let threshold: Float = 0.74

  init(_ entries: [ReferenceEntry], acronyms: [FoldedWord: FoldedWord]) {
    self.entries = entries
    var forms: [[Form]] = []
    var shorts: [FoldedWord: [FoldedWord]] = [:]
    for (short, long) in acronyms { shorts[long, default: []].append(short) }
    totals = entries.map { max($0.authors.count, $0.hasOthers ? 3 : 1) }
    for (index, entry) in entries.enumerated() {
      if byStatedYear[entry.year] == nil {
        statedYears[entry.year?.year ?? 0, default: []].append(entry.year)
      }
      byStatedYear[entry.year, default: []].append(index)
      if let author = entry.authors.first, let first = author.words.first {
        byFirst[first, default: []].append(index)
        if Self.mayLoseFirst(author) { byFirst[author.words[1], default: []].append(index) }
      }
      forms.append(Self.forms(of: entry, shorts))
      let edges = forms[index].flatMap { form in
        Edge.ends(of: form.joined, entry.year) + [.whole(form.joined, entry.year)]
      }
      for edge in Set(edges) { byEdge[edge, default: []].append(index) }
    }
    self.forms = forms
  }

  var isEmpty: Bool { entries.isEmpty }

  /// Whether a body is known without the first word of its name: an article, or the kind of a body whose
  /// field is named in words, `Department for Digital, Culture, Media and Sport`.
  private static func mayLoseFirst(_ author: ReferenceEntry.Author) -> Bool {
    guard author.isBody, author.words.count > 1 else { return false }
    return author.words.count >= 4 || ["the", "y", "yr"].contains(author.words[0].text)
  }

  private static func forms(
    of entry: ReferenceEntry, _ shorts: [FoldedWord: [FoldedWord]]
  ) -> [Form] {
    var forms: [Form] = []
    var letters: [UInt8] = []
    for (index, author) in entry.authors.prefix(6).enumerated() {
      letters += author.joined.letters
      forms.append(Form(joined: FoldedWord(letters: letters), count: index + 1))
    }
    if let body = entry.authors.first, body.isBody {
      if mayLoseFirst(body) {
        forms.append(
          Form(joined: FoldedWord(letters: body.words.dropFirst().flatMap(\.letters)), count: 0))
      }
      for acronym in entry.acronyms { forms.append(Form(joined: acronym, count: 0)) }
      for short in (shorts[body.joined] ?? []).sorted(by: { $0.text < $1.text }) {
        forms.append(Form(joined: short, count: 0))
      }
      let initials = FoldedWord(letters: body.words.compactMap(\.letters.first))
      if initials.count >= 3 { forms.append(Form(joined: initials, count: 0)) }
      if body.words.count > 3 {
        forms.append(
          Form(joined: FoldedWord(letters: body.words.prefix(3).flatMap(\.letters)), count: 0))
      }
    }
    // Age UK, Wales TUC: a short body whose capitals look like initials.
    let printed = entry.printedAuthors.split(separator: " ")
    if entry.authors.count == 1, (2...3).contains(printed.count),
      !entry.printedAuthors.contains(where: { ",.&".contains($0) })
    {
      forms.append(Form(joined: FoldedWord(entry.printedAuthors), count: 0))
    }
    if let first = entry.authors.first, first.words.count > 1, !first.isBody,
      let last = first.words.last
    {
      // Ap Rhys, van Dijk: cited by the last word.
      forms.append(Form(joined: last, count: 1))
    }
    return forms
  }

  /// Whether a work has these authors, in the year or in any; only what is nearly certain.
  func has(_ key: AuthorKey, _ year: Int?) -> Bool {
    guard let first = key.words.first, let candidates = byFirst[first] else { return false }
    let joined = key.joined
    return candidates.contains { index in
      (year == nil || entries[index].year?.year == year)
        && forms[index].contains { $0.joined == joined }
    }
  }

  /// The work that fits best; nil where none does.
  ///
  /// - Complexity: O(*n*) in the works of that year and of those that a scan makes of it, up to a few hundred; of
  ///   more, those are found by their letters that may be meant, and a few hundred of them compared.
  func match(_ key: AuthorKey, _ year: StatedYear) -> Match? {
    let cited = Found.Cited(key: key, year: year)
    if let known = found.matches[cited] { return known }
    let match = search(key, year)
    found.matches[cited] = .some(match)
    return match
  }

  private func search(_ key: AuthorKey, _ year: StatedYear) -> Match? {
    let stated = statedYears[year.year] ?? []
    if count(stated) > Self.most {
      // Of very many works first those that are cited as they are listed.
      let same = stated.flatMap { byEdge[.whole(key.joined, $0)] ?? [] }.sorted()
      if let match = best(same, key, year), match.score >= 0.9 { return match }
    }
    if let match = best(likely(stated, key), key, year), match.score >= 0.9 { return match }
    // Of works of most other years none can be meant.
    let others = byStatedYear.keys.filter { yearPenalty(year, $0) <= 1 - Self.threshold }
    return best(likely(others, key), key, year)
  }

  /// How many works are compared with a citation one by one.
  private static let most = 400

  private func count(_ years: [StatedYear?]) -> Int {
    years.reduce(0) { $0 + (byStatedYear[$1]?.count ?? 0) }
  }

  /// The works of some years; of very many those of which one form begins or ends as the citation does.
  private func likely(_ years: [StatedYear?], _ key: AuthorKey) -> [Int] {
    if count(years) <= Self.most {
      return years.flatMap { byStatedYear[$0] ?? [] }.sorted()
    }
    var likely: Set<Int> = []
    let joined = key.joined
    for year in years {
      for edge in Edge.ends(of: joined, year) {
        // Each list is in the order of the works, so that behind the first none can be among the first of all.
        guard let works = byEdge[edge]?.prefix(Self.most) else { continue }
        found.lookedAt += works.count
        likely.formUnion(works)
      }
    }
    return Array(likely.sorted().prefix(Self.most))
  }

  private func best(_ candidates: [Int], _ key: AuthorKey, _ year: StatedYear) -> Match? {
    var best: Match?
    let joined = key.joined
    found.lookedAt += candidates.count
    for index in candidates {
      let floor = max(Self.threshold, (best?.score ?? 0) - 0.03)
      let score = score(index, joined, hasOthers: key.hasOthers, year, floor)
      guard score >= Self.threshold else { continue }
      if let found = best {
        if score > found.score + 0.03 {
          best = Match(entry: index, score: score)
        } else if score > found.score - 0.03 {
          if score > found.score {
            best = Match(entry: index, score: score, others: found.others + [found.entry])
          } else {
            best?.others.append(index)
          }
        }
      } else {
        best = Match(entry: index, score: score)
      }
    }
    return best
  }

  private func score(
    _ index: Int, _ joined: FoldedWord, hasOthers: Bool, _ year: StatedYear, _ floor: Float
  ) -> Float {
    let dated = yearPenalty(year, entries[index].year)
    if 1 - dated < floor { return 0 }
    var best: Float = 0
    for form in forms[index] {
      let length = Float(max(joined.count, form.joined.count))
      guard length > 0 else { continue }
      let limit = (1 - floor) * length
      let distance = Resemblance.distance(joined.letters, form.joined.letters, limit: limit)
      var value = 1 - distance / length
      // A short word that differs is another word.
      if distance > 1.1, length <= 5 { value -= 0.2 }
      let total = totals[index]
      if hasOthers {
        if total == 1 { value -= 0.2 }
        if form.count > 1 { value -= 0.08 * Float(form.count - 1) }
      } else if form.count > 0, form.count != total {
        value -= form.count == 1 ? 0.12 : 0.06
      }
      best = max(best, value)
    }
    return best - dated
  }

  /// Whether a scan reads one digit for the other.
  private static func areAlike(_ left: UInt8, _ right: UInt8) -> Bool {
    let pairs = ["17", "38", "56", "06", "08", "68", "35", "90", "49", "14", "89"]
    return pairs.contains { pair in
      let digits = Array(pair.utf8)
      return digits == [left, right] || digits == [right, left]
    }
  }

  private func yearPenalty(_ cited: StatedYear, _ listed: StatedYear?) -> Float {
    guard let listed else { return 0.12 }
    if cited.undated != nil || listed.undated != nil {
      guard let undated = cited.undated else { return 0.4 }
      // Of works of one author, one in press and one without a date, each is cited by its own words.
      if let other = listed.undated { return other == undated ? 0 : 0.04 }
      // What was in press has appeared since; a work without a date has none.
      return undated.hasSuffix(".d.") ? 0.3 : listed.year >= 1990 ? 0.05 : 0.4
    }
    var penalty: Float = 0
    if cited.year != listed.year {
      let left = Array(String(cited.year).utf8)
      let right = Array(String(listed.year).utf8)
      let different = zip(left, right).filter { $0 != $1 }
      guard different.count == 1, left.count == right.count, let (a, b) = different.first else {
        return 1
      }
      if Self.areAlike(a, b) {
        penalty = cited.isDoubtful || listed.isDoubtful ? 0.08 : 0.15
      } else {
        penalty = cited.isDoubtful || listed.isDoubtful ? 0.15 : 0.3
      }
    }
    switch (cited.suffix, listed.suffix) {
    case (let left?, let right?) where left != right:
      penalty += cited.isSuffixDoubtful || listed.isSuffixDoubtful ? 0.06 : 0.3
    case (.some, nil): penalty += cited.isSuffixDoubtful ? 0.02 : 0.06
    case (nil, .some): penalty += 0.04
    default: break
    }
    return penalty
  }
}
