import WordForms

/// Finds pairs of studies that may be one.
struct DoubtfulPairFinder {
  let studies: [StudyResolver.Study]
  /// The year of the review, where it is known.
  let published: Int?
  /// The latest year that several citations have.
  private let latest: Int?
  /// The names of each study as one word.
  private let joined: [FoldedWord]

  init(studies: [StudyResolver.Study], published: Int?) {
    self.studies = studies
    self.published = published
    joined = studies.map(\.key.joined)
    var counts: [Int: Int] = [:]
    for study in studies where study.year.year > 0 {
      counts[study.year.year, default: 0] += study.citations.count
    }
    latest = counts.filter { $0.value >= 3 }.keys.max()
  }

  /// The pairs, the likeliest first.
  ///
  /// - Complexity: O(*n*) in the studies, but for those of one first author or one year.
  func pairs() -> [DoubtfulPair] {
    var pairs: [DoubtfulPair] = []
    var blocks: [FoldedWord: [Int]] = [:]
    var years: [Int: [Int]] = [:]
    for (index, study) in studies.enumerated() {
      if let first = study.key.words.first { blocks[first, default: []].append(index) }
      years[study.year.year, default: []].append(index)
    }
    var seen: Set<[Int]> = []
    func look(_ group: [Int], _ find: (Int, Int) -> (Double, DoubtfulPair.Reason)?) {
      for (place, left) in group.enumerated() {
        for right in group[..<place] {
          // Two works of the list are two works.
          if studies[left].entry != nil, studies[right].entry != nil { continue }
          guard let (score, reason) = find(left, right),
            seen.insert([min(left, right), max(left, right)]).inserted
          else { continue }
          let isFirst = studies[left].citations.count > studies[right].citations.count
          pairs.append(
            DoubtfulPair(
              first: isFirst ? left : right, second: isFirst ? right : left, score: score,
              reason: reason))
        }
      }
    }
    for group in blocks.values where group.count > 1 && group.count < 200 {
      look(group, sameAuthor)
    }
    for group in years.values where group.count > 1 && group.count < 400 { look(group, sameYear) }
    return pairs.sorted { ($0.score, -$0.first, -$0.second) > ($1.score, -$1.first, -$1.second) }
  }

  private func sameAuthor(_ left: Int, _ right: Int) -> (Double, DoubtfulPair.Reason)? {
    let (a, b) = (studies[left], studies[right])
    let sameKey = a.key == b.key
    if a.year.year == b.year.year {
      if sameKey {
        if a.year.suffix == nil || b.year.suffix == nil { return (0.5, .suffix) }
        return nil
      }
      if a.key.words == b.key.words { return (0.7, .others) }
      let isPart =
        a.key.words.starts(with: b.key.words) || b.key.words.starts(with: a.key.words)
      if isPart {
        return a.key.hasOthers || b.key.hasOthers ? (0.4, .others) : (0.3, .secondAuthor)
      }
      return a.key.words.count == b.key.words.count && a.key.words.count == 2
        ? (0.25, .secondAuthor) : nil
    }
    guard sameKey, a.year.suffix == b.year.suffix || a.year.suffix == nil || b.year.suffix == nil
    else {
      return nil
    }
    return years(a, b)
  }

  private func years(
    _ a: StudyResolver.Study, _ b: StudyResolver.Study
  ) -> (Double, DoubtfulPair.Reason)? {
    guard a.year.year > 0, b.year.year > 0 else { return nil }
    let digits = zip(String(a.year.year), String(b.year.year)).count { $0 != $1 }
    let isImpossible = [a, b].contains { isTooLate($0.year.year) }
    if isImpossible { return digits == 1 ? (0.2, .year) : nil }
    let few = min(a.citations.count, b.citations.count)
    let many = max(a.citations.count, b.citations.count)
    if a.year.isDoubtful || b.year.isDoubtful { return digits == 1 ? (0.6, .year) : nil }
    guard few == 1, many >= 4 else { return nil }
    if abs(a.year.year - b.year.year) == 1 { return (many >= 10 ? 0.85 : 0.6, .year) }
    return digits == 1 && many >= 8 ? (0.3, .year) : nil
  }

  /// Whether a year is later than the review itself can be.
  func isTooLate(_ year: Int) -> Bool {
    if let published { return year > published + 1 }
    guard let latest else { return false }
    return year > latest + 2
  }

  private func sameYear(_ left: Int, _ right: Int) -> (Double, DoubtfulPair.Reason)? {
    let (a, b) = (studies[left], studies[right])
    guard a.key.words.first != b.key.words.first, a.key.hasOthers == b.key.hasOthers,
      a.key.words.count == b.key.words.count, a.year.suffix == b.year.suffix
    else { return nil }
    let (x, y) = (joined[left], joined[right])
    let length = max(x.count, y.count)
    guard length >= 4, abs(x.count - y.count) <= 2 else { return nil }
    let limit = Float(length) * 0.2
    let distance = Resemblance.distance(x.letters, y.letters, limit: limit)
    guard distance <= limit else { return nil }
    return (Double(1 - distance / Float(length)) * 0.7, .spelling)
  }
}
