import WordForms

/// What a citation says of its subject, as a cue word suggests it; a proposal for a person, never a finding.
public struct ProposedStance: Hashable, Sendable {
  /// `supports`, `barrier` or `mixed`.
  public var stance: String
  /// The word that suggests it, as printed.
  public var cue: String
}

/// Proposes stances from cue words, and finds the sentence of each citation.
struct StanceReader {
  private let tokens: Tokens
  private let words: LanguageWords
  /// What each token that is a cue word suggests.
  private let cues: [Int: Cue]

  private enum Cue: String {
    case supports, barrier, mixed
  }

  /// - Complexity: O(*n*) in the tokens; each word is looked at once.
  init(tokens: Tokens, words: LanguageWords) {
    self.tokens = tokens
    self.words = words
    let all: [(cue: Cue, beginnings: [[UInt8]])] = [
      (.mixed, words.mixed.map { Array($0.utf8) }),
      (.barrier, words.hinders.map { Array($0.utf8) }),
      (.supports, words.helps.map { Array($0.utf8) }),
    ]
    // Few words begin with the letters of a cue.
    let firsts = Set(all.flatMap { $0.beginnings.map { Array($0.prefix(3)) } })
    var cues: [Int: Cue] = [:]
    for index in 0..<tokens.count where tokens[index].kind == .word {
      guard tokens[index].range.count >= 4 else { continue }
      let letters = FoldedWord(tokens.stream.scalars[tokens[index].range]).letters
      guard firsts.contains(Array(letters.prefix(3))) else { continue }
      let found = all.first { $0.beginnings.contains { letters.starts(with: $0) } }
      if let found { cues[index] = found.cue }
    }
    self.cues = cues
  }

  /// The tokens of the sentence in which a token stands.
  func sentence(around token: Int) -> Range<Int> {
    var start = token
    while start > 0, token - start < 160, !endsSentence(start - 1) { start -= 1 }
    var end = token
    while end < tokens.count, end - token < 160 {
      end += 1
      if end < tokens.count,
        endsSentence(end - 1) || endsSentence(end) && tokens.isSign(end, in: ".!?")
      {
        if tokens.isSign(end, in: ".!?") { end += 1 }
        break
      }
    }
    return start..<min(end, tokens.count)
  }

  private func endsSentence(_ index: Int) -> Bool {
    let next = index + 1
    if tokens[index].kind == .paragraph {
      return next >= tokens.count || tokens[next].kind != .word || tokens.isCapital(next)
    }
    guard tokens.isSign(index, in: ".!?"), next < tokens.count else { return false }
    guard
      tokens.isCapital(next) || tokens.isSign(next, in: "\"'«+*•-")
        || tokens[next].kind == .paragraph
    else {
      return false
    }
    // al. Smith; e.g. Smith; J. Smith
    guard index > 0 else { return true }
    return
      !(tokens.isWord(index - 1)
      && (tokens[index - 1].range.count == 1
        || words.abbreviations.contains(tokens.folded(index - 1)) && tokens.isSign(index, ".")))
  }

  /// What the cue words of a sentence suggest; the one nearest to the citation where they disagree.
  func stance(in sentence: Range<Int>, at citation: Int) -> ProposedStance? {
    var nearest: (distance: Int, cue: Cue, token: Int)?
    var isMixed = false
    for index in sentence {
      guard let cue = cues[index] else { continue }
      isMixed = isMixed || cue == .mixed
      // What stands before a citation is what it is cited for.
      let distance = index < citation ? citation - index : 3 * (index - citation)
      if nearest.map({ distance < $0.distance }) ?? true { nearest = (distance, cue, index) }
    }
    guard let nearest else { return nil }
    return ProposedStance(
      stance: isMixed ? Cue.mixed.rawValue : nearest.cue.rawValue, cue: tokens.text(nearest.token))
  }

  /// Whether quoted words end right before a citation, or a quotation stands in its sentence.
  func isQuote(in sentence: Range<Int>, at citation: Int) -> Bool {
    var marks: [Int] = []
    let start = max(0, min(sentence.lowerBound, citation - 120))
    for index in start..<min(tokens.count, sentence.upperBound)
    where tokens.isSign(index, "\"") { marks.append(index) }
    guard marks.count >= 2 else { return false }
    for pair in zip(marks, marks.dropFirst()) where pair.1 - pair.0 >= 5 {
      // Right before the citation, or behind it in the same sentence.
      if pair.1 < citation, citation - pair.1 <= 12 { return true }
      if pair.0 > citation, sentence.contains(pair.0) { return true }
    }
    return false
  }
}
