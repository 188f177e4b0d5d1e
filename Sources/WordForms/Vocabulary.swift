/// Many different words in their order, in which exact ones, those with a beginning, and those that are alike
/// are found.
///
/// The words lie one after the other in one row of bytes, each with the number of letters that it begins with
/// as the word before it does. So they are a trie without nodes: what is worked out for a beginning holds for
/// all words that share it, and words whose beginning is too far off already are passed over (E. Ukkonen,
/// *Finding approximate patterns in strings*, Journal of Algorithms 6 (1985), on the bound; H. Shang and
/// T. H. Merrett, *Tries for approximate string matching*, IEEE Transactions on Knowledge and Data
/// Engineering 8 (1996), on the walk).
package struct Vocabulary: Sendable {
  private var letters: [UInt8] = []
  private var starts: [Int32] = [0]
  private var shared: [UInt8] = []

  /// Words by their order; each once, none longer than ``SplitText/longestWord``.
  ///
  /// - Complexity: O(*n*) in the letters.
  package init(sorted words: [FoldedWord]) {
    starts.reserveCapacity(words.count + 1)
    shared.reserveCapacity(words.count)
    var last: [UInt8] = []
    for word in words {
      let common = zip(last, word.letters).prefix { $0 == $1 }.count
      shared.append(UInt8(clamping: common))
      letters += word.letters
      starts.append(Int32(letters.count))
      last = word.letters
    }
  }

  /// How many words there are.
  package var count: Int { shared.count }

  /// The word of a number.
  package subscript(_ number: Int) -> FoldedWord { FoldedWord(letters: Array(slice(number))) }

  private func slice(_ number: Int) -> ArraySlice<UInt8> {
    letters[Int(starts[number])..<Int(starts[number + 1])]
  }

  /// The number of a word; nil where it is not here.
  ///
  /// - Complexity: O(log *n*).
  package func number(of word: FoldedWord) -> Int? {
    let place = firstNumber(notBefore: word.letters)
    return place < count && slice(place).elementsEqual(word.letters) ? place : nil
  }

  /// The numbers of the words that begin so, the word itself with them.
  package func numbers(beginningWith word: FoldedWord) -> Range<Int> {
    let first = firstNumber(notBefore: word.letters)
    var (low, high) = (first, count)
    while low < high {
      let middle = (low + high) / 2
      if slice(middle).starts(with: word.letters) { low = middle + 1 } else { high = middle }
    }
    return first..<low
  }

  private func firstNumber(notBefore word: [UInt8]) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if slice(middle).lexicographicallyPrecedes(word) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What a walk has found, and what it took.
  package struct Near: Sendable {
    /// The numbers of the words and how far they are, by ``Resemblance``.
    package var words: [(number: Int, distance: Float)] = []
    /// How many letters of words were compared.
    package var comparedLetters = 0
  }

  /// The words within a distance.
  ///
  /// - Complexity: O(*n*) bytes that are passed over, and a row of prices for each beginning that is not
  ///   farther than `limit`: of 200,000 words some thousand for one misprint.
  package func words(near word: FoldedWord, within limit: Float) -> Near {
    var near = Near()
    guard !word.isEmpty, word.count <= SplitText.longestWord else { return near }
    let width = word.count + 1
    let deepest = SplitText.longestWord + 1
    withUnsafeTemporaryAllocation(of: Float.self, capacity: (deepest + 1) * width) { rows in
      word.letters.withUnsafeBufferPointer { wanted in
        Resemblance.shape.withUnsafeBufferPointer { shape in
          walk(rows, wanted, limit, shape, &near)
        }
      }
    }
    return near
  }

  private func walk(
    _ rows: UnsafeMutableBufferPointer<Float>, _ wanted: UnsafeBufferPointer<UInt8>, _ limit: Float,
    _ shape: UnsafeBufferPointer<UInt32>, _ near: inout Near
  ) {
    let width = wanted.count + 1
    for column in 0..<width { rows[column] = Float(column) }
    var least = [Float](repeating: 0, count: SplitText.longestWord + 1)
    /// How many letters of the last word have their row.
    var depth = 0
    /// From how many letters on the words with this beginning are too far.
    var dead = Int.max
    for number in 0..<count {
      let common = Int(shared[number])
      if common >= dead { continue }
      dead = .max
      depth = min(depth, common)
      let word = slice(number)
      while depth < word.count {
        let letter = word[word.startIndex + depth]
        depth += 1
        near.comparedLetters += 1
        least[depth] = Resemblance.fill(
          rows, before: max(0, depth - 2) * width, last: (depth - 1) * width, next: depth * width,
          row: depth, letter: letter,
          earlier: depth > 1 ? word[word.startIndex + depth - 2] : nil, wanted, shape)
        // What is to come builds on these two rows.
        if min(least[depth], least[depth - 1]) > limit {
          dead = depth
          break
        }
      }
      guard dead == .max else { continue }
      let distance = rows[word.count * width + width - 1]
      if distance <= limit { near.words.append((number, distance)) }
    }
  }
}
