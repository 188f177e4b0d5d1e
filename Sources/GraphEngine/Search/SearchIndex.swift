import GraphIndex
import GraphModel
import Platform
import WordForms

/// The words of a graph's names, aliases, printed words and claims, and where each stands.
///
/// It is built from a view of the graph when something is first searched for, and serves until the graph
/// changes.
///
/// - Complexity: Building is O(*n* log *n*) in the words; its size some twenty bytes a word that stands
///   somewhere.
final class SearchIndex: Sendable {
  /// A text of the graph: a property of an element, or an item of a list that it is.
  struct Entry: Sendable {
    /// The node; nil where it is a relationship's.
    var node: NodePosition?
    /// The relationship; nil where it is a node's.
    var relationship: RelationshipHandle?
    var key: Int32
    /// The item of the list; below 0 where the value is no list.
    var item: Int32
    var field: SearchField

    /// Whether both are of one element.
    func isOfSameElement(as other: Entry) -> Bool {
      node == other.node && relationship == other.relationship
    }
  }

  let entries: [Entry]
  /// The words, each once.
  let words: SearchWords
  /// The words of each entry in their order, by the number in ``words``.
  private let tokens: [UInt32]
  private let tokenStarts: [Int]
  private let joined = Monitor<SearchWords?>(nil)

  /// Reads the texts of `view`.
  ///
  /// - Parameter poll: Told of elements that were looked at; throws where the statement is to end.
  init(_ view: GraphView, poll: (Int) throws(Diagnostic) -> Void) throws(Diagnostic) {
    var builder = SearchIndexBuilder()
    let fields = (0..<view.keys.count).compactMap { key in
      SearchField(key: view.keys[key]).map { (key: key, field: $0) }
    }
    if !fields.isEmpty {
      for position in 0..<NodePosition(view.nodeLimit) where view.isLive(position) {
        try poll(1)
        for (key, field) in fields {
          builder.add(view.nodeProperty(position, key: key)) { item in
            Entry(node: position, relationship: nil, key: Int32(key), item: item, field: field)
          }
        }
      }
      for type in 0..<view.types.count {
        // Identifiers of relationships are nobody's names.
        let told = fields.filter { key, field in
          view.keys[key] != "id"
            && (view.relationshipColumn(type: type, key: key) != nil
              || view.isTouched(relationshipKey: key))
        }
        if told.isEmpty { continue }
        var handles: [RelationshipHandle] = []
        view.forEachRelationship(type: type) { handle, _, _ in handles.append(handle) }
        for handle in handles {
          try poll(1)
          for (key, field) in told {
            builder.add(view.relationshipProperty(handle, key: key)) { item in
              Entry(node: nil, relationship: handle, key: Int32(key), item: item, field: field)
            }
          }
        }
      }
    }
    entries = builder.entries
    let (sorted, numbers) = builder.sortedWords()
    tokens = builder.tokens.map { numbers[Int($0)] }
    tokenStarts = builder.starts
    words = SearchWords(sorted, tokens, starts: tokenStarts)
  }

  /// How many words an entry has.
  func count(ofWordsIn entry: Int) -> Int { tokenStarts[entry + 1] - tokenStarts[entry] }

  /// Two words that stand side by side, and three with a short one between, as one: what a scan has run
  /// together. Built where it is first asked for.
  var joins: SearchWords {
    joined.withLock { known in
      if let known { return known }
      let made = makeJoins()
      known = made
      return made
    }
  }

  private func makeJoins() -> SearchWords {
    var builder = SearchIndexBuilder()
    for entry in entries.indices {
      let range = tokenStarts[entry]..<tokenStarts[entry + 1]
      var made: [FoldedWord] = []
      for (first, place) in range.enumerated() where first + 1 < range.count {
        let two = words[tokens[place]].letters + words[tokens[place + 1]].letters
        guard two.count <= Self.longestJoin else { continue }
        made.append(FoldedWord(letters: two))
        guard first + 2 < range.count, words[tokens[place + 1]].count <= 3 else { continue }
        let three = two + words[tokens[place + 2]].letters
        if three.count <= Self.longestJoin { made.append(FoldedWord(letters: three)) }
      }
      builder.add(made, as: entries[entry])
    }
    let (sorted, numbers) = builder.sortedWords()
    return SearchWords(sorted, builder.tokens.map { numbers[Int($0)] }, starts: builder.starts)
  }

  private static let longestJoin = 40
}

/// Different words, and the entries in which each stands.
struct SearchWords: Sendable {
  let vocabulary: Vocabulary
  private let places: [UInt32]
  private let placeStarts: [UInt32]

  /// - Parameters:
  ///   - sorted: The words in their order.
  ///   - tokens: The numbers of words, entry after entry.
  ///   - starts: Where the words of each entry begin, and the end.
  init(_ sorted: [FoldedWord], _ tokens: [UInt32], starts: [Int]) {
    vocabulary = Vocabulary(sorted: sorted)
    var counts = [UInt32](repeating: 0, count: sorted.count + 1)
    var last = [UInt32](repeating: .max, count: sorted.count)
    func forEachPlace(_ body: (_ word: Int, _ entry: UInt32) -> Void) {
      for entry in 0..<max(0, starts.count - 1) {
        for token in tokens[starts[entry]..<starts[entry + 1]] where last[Int(token)] != entry {
          last[Int(token)] = UInt32(entry)
          body(Int(token), UInt32(entry))
        }
      }
    }
    forEachPlace { word, _ in counts[word + 1] += 1 }
    for word in sorted.indices { counts[word + 1] += counts[word] }
    placeStarts = counts
    var places = [UInt32](repeating: 0, count: Int(counts[sorted.count]))
    for word in last.indices { last[word] = .max }
    forEachPlace { word, entry in
      places[Int(counts[word])] = entry
      counts[word] += 1
    }
    self.places = places
  }

  subscript(_ number: UInt32) -> FoldedWord { vocabulary[Int(number)] }

  /// The entries in which a word stands, in their order.
  func entries(of word: Int) -> ArraySlice<UInt32> {
    places[Int(placeStarts[word])..<Int(placeStarts[word + 1])]
  }
}

/// Texts as they are put into an index.
struct SearchIndexBuilder {
  private(set) var entries: [SearchIndex.Entry] = []
  /// The words of the entries by the order in which they were first met.
  private(set) var tokens: [UInt32] = []
  private(set) var starts: [Int] = [0]
  private var numbers: [FoldedWord: UInt32] = [:]
  private var words: [FoldedWord] = []

  /// Adds a text, or the texts of a list.
  mutating func add(_ value: Value, _ entry: (_ item: Int32) -> SearchIndex.Entry) {
    switch value {
    case .text(let text): add(SplitText(text.string).words.map(\.folded), as: entry(-1))
    case .list(let items):
      for (place, item) in items.enumerated() {
        guard case .text(let text) = item else { continue }
        add(SplitText(text.string).words.map(\.folded), as: entry(Int32(clamping: place)))
      }
    default: break
    }
  }

  mutating func add(_ words: [FoldedWord], as entry: SearchIndex.Entry) {
    for word in words { tokens.append(number(of: word)) }
    starts.append(tokens.count)
    entries.append(entry)
  }

  private mutating func number(of word: FoldedWord) -> UInt32 {
    if let known = numbers[word] { return known }
    let number = UInt32(words.count)
    numbers[word] = number
    words.append(word)
    return number
  }

  /// The words in their order, and for each by its first number its place there.
  func sortedWords() -> (words: [FoldedWord], numbers: [UInt32]) {
    let order = words.indices.sorted {
      words[$0].letters.lexicographicallyPrecedes(words[$1].letters)
    }
    var places = [UInt32](repeating: 0, count: words.count)
    for (place, number) in order.enumerated() { places[number] = UInt32(place) }
    return (order.map { words[$0] }, places)
  }
}
