/// Where notes stand, asked for many places of a text.
struct NotePlaces {
  /// In the order of the text; none overlaps another.
  private var ranges: [Range<Int>] = []

  init(_ notes: [NoteFinder.Note]) { self.init(notes.map(\.range)) }

  /// - Complexity: O(*n* log *n*).
  init(_ ranges: [Range<Int>]) {
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = self.ranges.last, range.lowerBound < last.upperBound {
        self.ranges[self.ranges.count - 1] =
          last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        self.ranges.append(range)
      }
    }
  }

  /// Whether a place lies in one.
  ///
  /// - Complexity: O(log *n*).
  func contain(_ place: Int) -> Bool { overlap(place..<place + 1) }

  /// Whether a range and one of them overlap.
  ///
  /// - Complexity: O(log *n*).
  func overlap(_ range: Range<Int>) -> Bool {
    // The first that ends behind the beginning of the range.
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound < range.upperBound && !range.isEmpty
  }
}

/// The raised numbers of a text by what they are, for the notes that have them.
struct NoteMarks {
  /// For each number its marks in the order of the text: the first token of the group, and the place of the number.
  private var marks: [Int: [(token: Int, range: Range<Int>)]] = [:]

  init(_ groups: [NumberScanner.Group]) {
    for group in groups {
      var seen: Set<Int> = []
      for number in group.numbers {
        for value in number.values where seen.insert(value).inserted {
          marks[value, default: []].append((group.tokens.lowerBound, number.range))
        }
      }
    }
  }

  /// The nearest mark of a number before a token.
  ///
  /// - Complexity: O(log *n*).
  func last(_ number: Int, before token: Int) -> Range<Int>? {
    guard let all = marks[number] else { return nil }
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].token < token { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? all[low - 1].range : nil
  }
}
