/// An author as two records can be compared by: family name and first initial, in every reading that
/// the spelling leaves open.
///
/// `Jones, Mair`, `Mair Jones`, `M. Jones` and `JONES M` agree; a name without a comma may begin with the
/// family name, as Chinese and Hungarian ones do, and so has two readings.
struct WorkAuthor: Hashable, Sendable {
  /// One way to read the name.
  struct Reading: Hashable, Sendable {
    /// The family name without particles, blanks and diacritics.
    var family: [UInt8]
    /// The first letter of the given name, where there is one.
    var initial: UInt8?
  }

  /// The readings, the likeliest first; never none.
  let readings: [Reading]

  /// The author that `text` names; nil where it names none, as `et al.` does.
  init?(_ text: String) {
    let comma = text.firstIndex(of: ",")
    let readings: [Reading]
    if let comma {
      let given = FoldedText.words(String(text[text.index(after: comma)...]))
      readings = [Self.reading(FoldedText.words(String(text[..<comma])), given)]
    } else {
      let parts = text.split { $0 == " " || $0 == "\u{A0}" || $0 == "." }
        .map { (text: $0, word: FoldedText.words(String($0)).flatMap { $0 }) }
        .filter { !$0.word.isEmpty }
      let words = parts.map(\.word)
      guard words.count > 1 else {
        guard let only = words.first, !Self.others.contains(only) else { return nil }
        self.readings = [Reading(family: only, initial: nil)]
        return
      }
      // JONES M, Jones M.E.: what ends in capitals of one to three letters ends in initials.
      let initials = parts.reversed().prefix { Self.areInitials($0.text) }.count
      let isInitials = initials > 0 && initials < words.count
      let split = isInitials ? words.count - initials : Self.familyStart(words)
      let ahead = Self.reading(Array(words[..<split]), Array(words[split...]))
      let behind = Self.reading(Array(words[split...]), Array(words[..<split]))
      let first = Self.reading([words[0]], Array(words[1...]))
      readings = isInitials ? [ahead, behind] : [behind, first]
    }
    let known = readings.filter { !$0.family.isEmpty && !Self.others.contains($0.family) }
    guard !known.isEmpty else { return nil }
    self.readings = known
  }

  private static func areInitials(_ text: Substring) -> Bool {
    text.utf8.count <= 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// Whether both may be one person.
  func agrees(with other: WorkAuthor) -> Bool {
    readings.contains { one in
      other.readings.contains { two in
        one.family == two.family
          && (one.initial == nil || two.initial == nil || one.initial == two.initial)
      }
    }
  }

  /// The authors of a list, or of a text that names them in a row.
  static func list(_ texts: [String]) -> [WorkAuthor] {
    let names = texts.count == 1 ? Self.split(texts[0]) : texts
    return names.compactMap { WorkAuthor($0) }
  }

  private static func split(_ text: String) -> [String] {
    var names = [text]
    for separator in [";", " and ", " & ", "&amp;"] {
      names = names.flatMap { name in name.parted(by: separator) }
    }
    return names
  }

  private static func reading(_ family: [[UInt8]], _ given: [[UInt8]]) -> Reading {
    let kept = family.filter { !suffixes.contains($0) }
    let plain = kept.drop { particles.contains($0) }
    let initial = given.first { !suffixes.contains($0) && !particles.contains($0) }?.first
    return Reading(family: (plain.isEmpty ? kept[...] : plain).flatMap { $0 }, initial: initial)
  }

  /// Where the family name of a name in spoken order begins: at its particles, or its last word.
  private static func familyStart(_ words: [[UInt8]]) -> Int {
    var end = words.count - 1
    while end > 1, suffixes.contains(words[end]) { end -= 1 }
    while end > 1, particles.contains(words[end - 1]) { end -= 1 }
    return end
  }

  private static let particles = bytes([
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la",
    "le", "los", "ter", "ten", "te", "zu", "zur", "al", "el", "bin", "ibn", "ben", "ap", "ab",
    "ferch", "y", "af", "av",
  ])
  private static let suffixes = bytes([
    "jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd", "md",
  ])
  private static let others = bytes(["et", "al", "etal", "others", "anon", "anonymous", "eraill"])

  private static func bytes(_ words: [String]) -> Set<[UInt8]> { Set(words.map { Array($0.utf8) }) }
}

extension String {
  /// The parts between occurrences of `separator`.
  fileprivate func parted(by separator: String) -> [String] {
    let wanted = Array(separator.utf8)
    let bytes = Array(utf8)
    var parts: [String] = []
    var (start, index) = (0, 0)
    while index + wanted.count <= bytes.count {
      if bytes[index..<index + wanted.count].elementsEqual(wanted) {
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += wanted.count
        start = index
      } else {
        index += 1
      }
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }
}
