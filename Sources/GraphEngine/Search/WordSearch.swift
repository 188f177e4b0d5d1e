import CypherFunctions
import GraphIndex
import GraphModel
import WordForms

/// One search: its words, what each is found as, and the rows that this makes.
struct WordSearch {
  private let index: SearchIndex
  private let options: Options
  /// For each word that is searched for, what it is found as, the best first.
  private var found: [[Form]] = []
  /// How many letters of words were compared for misprints: the work, for tests.
  private(set) var comparedLetters = 0

  /// How a search is to be done.
  struct Options {
    /// The most rows.
    var limit = 20
    /// Whether misprints are looked for also where a word is there as it was written.
    var misprints = false
    var fields = Set(SearchField.allCases)
    var marks = (before: "**", after: "**")
  }

  /// A word of the index, or two that stand side by side, and how well it is what was searched for.
  private struct Form {
    var number: Int
    var isJoin = false
    var quality: Float
  }

  init(_ text: Text, in index: SearchIndex, _ options: Options) {
    self.index = index
    self.options = options
    var words: [SearchText.Word] = []
    for word in SearchText(text.string).words {
      // Signs part words, unless what they part are none.
      if !word.parts.isEmpty,
        word.parts.allSatisfy({ index.words.vocabulary.number(of: $0) != nil })
      {
        words += word.parts.map { SearchText.Word(plain: $0) }
      } else {
        words.append(word)
      }
    }
    found = words.map { forms(of: $0) }
    addJoins(of: words)
  }

  // MARK: What words are found as

  private mutating func forms(of word: SearchText.Word) -> [Form] {
    var forms = FormList()
    let vocabulary = index.words.vocabulary
    let exact = vocabulary.number(of: word.plain)
    forms.add(exact, Quality.exact)
    let relatives = word.plain.count >= 3 ? Mutation.relatives(of: word.plain) : []
    for relative in relatives { forms.add(vocabulary.number(of: relative), Quality.mutated) }
    if let lookAlike = word.lookAlike {
      forms.add(vocabulary.number(of: lookAlike), Quality.lookAlike)
    }
    if word.plain.count >= 3 {
      for number in vocabulary.numbers(beginningWith: word.plain).prefix(Self.mostForms) {
        let part = Float(word.plain.count) / Float(max(1, vocabulary[number].count))
        forms.add(number, Quality.beginning(part))
      }
    }
    if exact == nil || options.misprints {
      addMisprints(of: word, relatives, to: &forms)
    }
    return forms.sorted
  }

  private mutating func addMisprints(
    of word: SearchText.Word, _ relatives: [FoldedWord], to forms: inout FormList
  ) {
    let (words, joins) = (index.words.vocabulary, index.joins.vocabulary)
    let written = [word.plain, word.lookAlike].compactMap(\.self).filter { !$0.isEmpty }
    var isFound = false
    for one in written {
      if let number = joins.number(of: one) {
        forms.add(number, Quality.joined, isJoin: true)
        isFound = true
      }
      let limit = Self.limit(one)
      let near = words.words(near: one, within: limit)
      let nearJoins = joins.words(near: one, within: limit)
      comparedLetters += near.comparedLetters + nearJoins.comparedLetters
      for (number, distance) in near.words { forms.add(number, Quality.misprint(distance)) }
      for (number, distance) in nearJoins.words {
        forms.add(number, Quality.misprint(distance + Self.joinPrice), isJoin: true)
      }
      isFound = isFound || !near.words.isEmpty || !nearJoins.words.isEmpty
    }
    guard !isFound else { return }
    // A misprint of another form of the word, and at last what is not too far to be meant.
    for relative in relatives {
      let near = words.words(near: relative, within: Self.limit(relative))
      comparedLetters += near.comparedLetters
      for (number, distance) in near.words {
        forms.add(number, Quality.misprint(distance + Self.mutationPrice))
        isFound = true
      }
    }
    guard !isFound, word.plain.count >= 5 else { return }
    let near = words.words(near: word.plain, within: Float(word.plain.count) / 3)
    comparedLetters += near.comparedLetters
    for (number, distance) in near.words { forms.add(number, Quality.misprint(distance)) }
  }

  /// Words that were written apart and stand as one: `ary cyd` is `ar y cyd`.
  private mutating func addJoins(of words: [SearchText.Word]) {
    for first in words.indices.dropLast() {
      let isWhole = [first, first + 1].allSatisfy { found[$0].first?.quality == Quality.exact }
      if isWhole { continue }
      let letters = words[first].plain.letters + words[first + 1].plain.letters
      let joined = FoldedWord(letters: Array(letters.prefix(SplitText.longestWord)))
      var forms = FormList()
      forms.add(index.words.vocabulary.number(of: joined), Quality.joined)
      forms.add(index.joins.vocabulary.number(of: joined), Quality.joined, isJoin: true)
      for word in [first, first + 1] {
        var both = FormList(found[word])
        for form in forms.sorted { both.add(form.number, form.quality, isJoin: form.isJoin) }
        found[word] = both.sorted
      }
    }
  }

  /// How far a misprint of a word may be: a letter from five letters on, two from nine; of shorter words only
  /// what a scan takes for each other.
  private static func limit(_ word: FoldedWord) -> Float {
    switch word.count {
    case 0...4: 0.7
    case 5...8: 1
    default: 2
    }
  }

  private static let joinPrice: Float = 0.3
  private static let mutationPrice: Float = 0.5
  /// A word is found as so many others at most.
  private static let mostForms = 64

  /// How much a word that is found is worth, where the word itself is worth 1.
  private enum Quality {
    static let exact: Float = 1
    static let mutated: Float = 0.9
    static let lookAlike: Float = 0.85
    static let joined: Float = 0.85
    static func beginning(_ part: Float) -> Float { 0.45 + 0.4 * part }
    static func misprint(_ distance: Float) -> Float { max(0.2, 0.82 - 0.16 * distance) }
  }

  /// Forms, each once with its best quality.
  private struct FormList {
    private var words: [Int: Float] = [:]
    private var joins: [Int: Float] = [:]

    init(_ forms: [Form] = []) {
      for form in forms { add(form.number, form.quality, isJoin: form.isJoin) }
    }

    mutating func add(_ number: Int?, _ quality: Float, isJoin: Bool = false) {
      guard let number else { return }
      if isJoin {
        joins[number] = max(joins[number] ?? 0, quality)
      } else {
        words[number] = max(words[number] ?? 0, quality)
      }
    }

    /// The best first, and no more than anybody means.
    var sorted: [Form] {
      let all =
        words.map { Form(number: $0.key, quality: $0.value) }
        + joins.map { Form(number: $0.key, isJoin: true, quality: $0.value) }
      return Array(
        all.sorted {
          $0.quality != $1.quality
            ? $0.quality > $1.quality
            : ($0.isJoin ? 1 : 0, $0.number) < ($1.isJoin ? 1 : 0, $1.number)
        }.prefix(WordSearch.mostForms))
    }
  }

  // MARK: Where they stand

  /// An entry that matches.
  private struct Match {
    var entry: Int
    var score: Float
  }

  /// The rows: node, relationship, score, field, marked.
  ///
  /// - Complexity: O(*m* + *e*) for *m* entries in which the words stand, of *e*.
  func rows(_ view: GraphView) -> [[Value]] {
    best().map { match in row(match, view) }
  }

  /// The best entry of each element, the best elements first.
  private func best() -> [Match] {
    let count = index.entries.count
    var scores = [Float](repeating: 0, count: count)
    var hits = [UInt16](repeating: 0, count: count)
    var last = [UInt16](repeating: .max, count: count)
    var total: Float = 0
    for (word, forms) in found.enumerated() {
      var places = 0
      for form in forms { places += entries(of: form).count }
      let rarity = Self.rarity(places, of: count)
      total += rarity
      for form in forms {
        for entry in entries(of: form) where last[Int(entry)] != UInt16(word) {
          last[Int(entry)] = UInt16(word)
          scores[Int(entry)] += rarity * form.quality
          hits[Int(entry)] += 1
        }
      }
    }
    guard total > 0 else { return [] }
    var matches: [Match] = []
    for entry in 0..<count where scores[entry] > 0 {
      guard options.fields.contains(index.entries[entry].field) else { continue }
      let words = max(1, index.count(ofWordsIn: entry))
      let part = Float(min(Int(hits[entry]), words)) / Float(words)
      let score =
        scores[entry] / total * index.entries[entry].field.weight * (0.75 + 0.25 * part)
      if let before = matches.last,
        index.entries[before.entry].isOfSameElement(as: index.entries[entry])
      {
        if score > before.score { matches[matches.count - 1] = Match(entry: entry, score: score) }
      } else {
        matches.append(Match(entry: entry, score: score))
      }
    }
    matches.sort { $0.score != $1.score ? $0.score > $1.score : $0.entry < $1.entry }
    return Array(matches.prefix(options.limit))
  }

  private func entries(of form: Form) -> ArraySlice<UInt32> {
    (form.isJoin ? index.joins : index.words).entries(of: form.number)
  }

  /// What a word is worth that stands in some of all texts: its information, in bits, and a little more.
  private static func rarity(_ places: Int, of count: Int) -> Float {
    let ratio = Float(count + 1) / Float(places + 1)
    return 1 + max(0, Float(ratio.exponent) + ratio.significand - 1)
  }

  // MARK: Rows

  private func row(_ match: Match, _ view: GraphView) -> [Value] {
    let entry = index.entries[match.entry]
    let key = Int(entry.key)
    var value = Value.null
    var (node, relationship) = (Value.null, Value.null)
    if let position = entry.node {
      value = view.nodeProperty(position, key: key)
      node = .node(view.node(position))
    } else if let handle = entry.relationship {
      value = view.relationshipProperty(handle, key: key)
      node = .node(view.node(view.ends(of: handle).start))
      relationship = .relationship(view.relationship(handle))
    }
    if entry.item >= 0, case .list(let items) = value, Int(entry.item) < items.count {
      value = items[Int(entry.item)]
    }
    let text = if case .text(let text) = value { text.string } else { "" }
    return [
      node, .float((Double(match.score) * 10_000).rounded() / 10_000), .text(view.keys[key]),
      .string(marked(text)), relationship,
    ]
  }

  /// A text with marks around the words that were found.
  private func marked(_ text: String) -> String {
    let words = SplitText(text).words
    var isFound = [Bool](repeating: false, count: words.count)
    let forms = found.joined()
    let singles = Set(forms.filter { !$0.isJoin }.map(\.number))
    let joins = Set(forms.filter(\.isJoin).map(\.number))
    for place in words.indices {
      if let number = index.words.vocabulary.number(of: words[place].folded),
        singles.contains(number)
      {
        isFound[place] = true
      }
      guard !joins.isEmpty else { continue }
      for length in 2...3 where place + length <= words.count {
        let letters = words[place..<(place + length)].flatMap(\.folded.letters)
        if let number = index.joins.vocabulary.number(of: FoldedWord(letters: letters)),
          joins.contains(number)
        {
          for other in place..<(place + length) { isFound[other] = true }
        }
      }
    }
    var scalars: [Unicode.Scalar] = []
    let all = Array(text.unicodeScalars)
    var next = 0
    for (word, isFound) in zip(words, isFound) where isFound {
      scalars += all[next..<word.place.lowerBound]
      scalars += options.marks.before.unicodeScalars
      scalars += all[word.place]
      scalars += options.marks.after.unicodeScalars
      next = word.place.upperBound
    }
    scalars += all[next...]
    var marked = String.UnicodeScalarView()
    marked.append(contentsOf: scalars)
    return String(marked)
  }
}
