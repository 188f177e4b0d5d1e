/// A stage of the screening of records with its number, as a sentence states it.
public struct ScreeningStage: Hashable, Sendable {
  /// What the number counts.
  public var kind: Kind
  /// The number.
  public var count: Int
  /// Where the number stands in the file.
  public var range: Range<Int>
  /// The words by which its kind was told, as printed.
  public var cue: String

  /// What the number of a stage counts.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Records from databases.
    case databases = "identified-databases"
    /// Records from elsewhere.
    case other = "identified-other"
    /// Records that came twice.
    case duplicates
    /// Records whose title and abstract were read.
    case screened
    /// Records left out by title and abstract.
    case excludedScreening = "excluded-screening"
    /// Records whose full text was read.
    case fullText = "full-text"
    /// Records left out by their full text.
    case excludedFullText = "excluded-full-text"
    /// Records that the review includes.
    case included
  }
}

/// Whether numbers of the screening add up.
public struct ScreeningRemark: Hashable, Sendable {
  /// The stages, as a sum: `identified-databases + identified-other`.
  public var sum: String
  /// What the sum comes to.
  public var computed: Int
  /// The stage that it should be.
  public var stage: ScreeningStage.Kind
  /// What is stated; nil where it is not stated, and only follows from the others.
  public var stated: Int?
}

/// Reads the numbers of the screening.
struct ScreeningReader {
  let tokens: Tokens
  let isYear: (Int) -> Bool

  /// Beginnings of words that tell the kind, folded; of a phrase all words in order, whatever stands between.
  private static let cues: [(kind: ScreeningStage.Kind, phrases: [[String]])] = [
    (
      .excludedFullText,
      [["exclu", "full"], ["full", "exclu"], ["hepgor", "testun"], ["testun", "hepgor"]]
    ),
    (.duplicates, [["duplicat"], ["dyblyg"]]),
    (.excludedScreening, [["exclu"], ["reject"], ["hepgor"], ["gwrthod"], ["eithri"]]),
    (
      .fullText,
      [
        ["full", "text"], ["testun", "llawn"], ["eligib"], ["perthnasol"], ["berthnasol"],
        ["relevan"],
      ]
    ),
    (
      .included,
      [
        ["includ"], ["cynnwys"], ["gynnwys"], ["chynnwys"], ["bodlon"], ["met", "criteria"],
        ["cynhwys"],
      ]
    ),
    (
      .other,
      [
        ["other", "source"], ["ffynonellau", "eraill"], ["hand", "search"], ["website"], ["gwefan"],
        ["grey"],
      ]
    ),
    (
      .databases,
      [["database"], ["cronfeydd", "data"], ["nghronfeydd"], ["gronfeydd"], ["electronic"]]
    ),
    (.screened, [["screen"], ["sgrin"]]),
  ]

  /// A cue stands at most so many words from its number.
  private static let reach = 9

  /// The stages that some tokens state; of each kind the first.
  func stages(_ range: Range<Int>) -> [ScreeningStage] {
    var found: [ScreeningStage] = []
    for clause in clauses(range) {
      let numbers = clause.filter { tokens[$0].kind == .number && !isYear($0) }
      for (place, number) in numbers.enumerated() {
        guard let count = count(number), count > 0, !isRest(clause, number) else { continue }
        let end = place + 1 < numbers.count ? numbers[place + 1] : clause.upperBound
        let start = place == 0 ? clause.lowerBound : numbers[place - 1] + 1
        let kinds = kinds(start..<end, around: number)
        guard let best = kinds.first(where: { kind in !found.contains { $0.kind == kind.kind } })
        else { continue }
        found.append(
          ScreeningStage(
            kind: best.kind, count: count, range: tokens.stream.source(tokens[number].range),
            cue: best.cue))
      }
    }
    return found
  }

  /// Whether a number counts what is left when duplicates are gone: `after duplicates were removed`.
  private func isRest(_ clause: Range<Int>, _ number: Int) -> Bool {
    let near = clause.clamped(to: max(0, number - 10)..<number + 10).map { tokens.folded($0) }
    guard near.contains(where: { $0.hasPrefix("duplicat") || $0.hasPrefix("dyblyg") }) else {
      return false
    }
    return near.contains {
      ["after", "remained", "remaining", "left", "weddill", "gweddill"].contains($0)
    }
      || zip(near, near.dropFirst()).contains { $0 == "ar" && $1 == "ol" }
  }

  /// The number that a token is: `1,204` is two tokens, of which the first is asked.
  private func count(_ token: Int) -> Int? {
    guard let head = Int(tokens.folded(token)) else { return nil }
    guard tokens.isSign(token + 1, ","), tokens.isTight(token), tokens.isTight(token + 1),
      token + 2 < tokens.count, tokens[token + 2].kind == .number,
      tokens[token + 2].range.count == 3,
      let rest = Int(tokens.folded(token + 2))
    else {
      // The second half of such a number.
      let isRest =
        tokens.isSign(token - 1, ",") && token > 1 && tokens.isTight(token - 1)
        && tokens.isTight(token - 2)
        && tokens[token - 2].kind == .number
      return isRest ? nil : head
    }
    return head * 1_000 + rest
  }

  /// Parts of sentences, as full stops, colons and semicolons part them.
  private func clauses(_ range: Range<Int>) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where tokens.isSign(index, in: ".;:") {
      if index > start { clauses.append(start..<index) }
      start = index + 1
    }
    if start < range.upperBound { clauses.append(start..<range.upperBound) }
    return clauses
  }

  /// The kinds that words around a number tell, the nearest first.
  private func kinds(
    _ range: Range<Int>, around number: Int
  ) -> [(kind: ScreeningStage.Kind, cue: String, distance: Int)] {
    let words = range.filter { tokens[$0].kind == .word && abs($0 - number) <= 3 * Self.reach }
      .map { (token: $0, text: tokens.folded($0)) }
    let behind = words.count { $0.token < number }
    var found: [(kind: ScreeningStage.Kind, cue: String, distance: Int)] = []
    for (kind, phrases) in Self.cues {
      for phrase in phrases {
        for start in words.indices where words[start].text.hasPrefix(phrase[0]) {
          var rest = phrase[...]
          var cue: [String] = []
          var last = start
          for index in start..<min(words.count, start + 5)
          where rest.first.map({ words[index].text.hasPrefix($0) }) ?? false {
            rest.removeFirst()
            cue.append(tokens.text(words[index].token))
            last = index
          }
          guard rest.isEmpty else { continue }
          let distance = start >= behind ? start - behind + 1 : behind - last
          guard distance <= Self.reach else { continue }
          // Of two that are as near, the phrase of more words says more.
          found.append((kind, cue.joined(separator: " "), 2 * distance - phrase.count))
        }
      }
    }
    return found.sorted { $0.distance < $1.distance }
  }

  /// What of the stages follows from others, and whether it is what is stated.
  static func remarks(_ stages: [ScreeningStage]) -> [ScreeningRemark] {
    func count(_ kind: ScreeningStage.Kind) -> Int? { stages.first { $0.kind == kind }?.count }
    var remarks: [ScreeningRemark] = []
    if let databases = count(.databases), let other = count(.other) {
      let twice = count(.duplicates) ?? 0
      remarks.append(
        ScreeningRemark(
          sum: "identified-databases + identified-other" + (twice > 0 ? " - duplicates" : ""),
          computed: databases + other - twice, stage: .screened, stated: count(.screened)))
    }
    if let screened = count(.screened), let full = count(.fullText) {
      remarks.append(
        ScreeningRemark(
          sum: "screened - full-text", computed: screened - full, stage: .excludedScreening,
          stated: count(.excludedScreening)))
    }
    if let full = count(.fullText), let included = count(.included) {
      remarks.append(
        ScreeningRemark(
          sum: "full-text - included", computed: full - included, stage: .excludedFullText,
          stated: count(.excludedFullText)))
    }
    return remarks
  }
}
