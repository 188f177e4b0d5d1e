/// Elements of one graph by a hash, of which each is handed out once: in the order in which they were added.
///
/// Sixteen bytes an element, whatever it holds; hashes that several have cost no more than others.
struct HashedEntries {
  private var entries: [(hash: Int, element: UInt64)] = []
  /// Of each hash that several have, where the next one lies that was not handed out: by its first entry.
  private var next: [Int: Int] = [:]

  /// How many entries were looked at.
  private(set) var looked = 0

  mutating func reserve(_ count: Int) { entries.reserveCapacity(count) }

  var isEmpty: Bool { entries.isEmpty }

  mutating func add(_ element: UInt64, _ hash: Int) { entries.append((hash, element)) }

  /// Brings the entries into an order in which they are found; to be called once, after the last was added.
  ///
  /// - Complexity: O(*n* log *n*).
  mutating func sort() {
    entries.sort { ($0.hash, $0.element) < ($1.hash, $1.element) }
  }

  /// The hashes that several elements have.
  var shared: Set<Int> {
    var found: Set<Int> = []
    for (entry, next) in zip(entries, entries.dropFirst()) where entry.hash == next.hash {
      found.insert(entry.hash)
    }
    return found
  }

  /// The first element of a hash that was not taken and fits; it is taken.
  ///
  /// - Parameter isTaken: Whether an element was given to somebody else, so that nobody is to see it again.
  /// - Complexity: O(log *n*), and what was taken of the same hash once.
  mutating func take(
    _ hash: Int, unless isTaken: (UInt64) -> Bool, where fits: (UInt64) -> Bool
  ) -> UInt64? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = low &+ (high &- low) / 2
      if entries[middle].hash < hash { low = middle &+ 1 } else { high = middle }
    }
    let first = low
    var place = next[first] ?? first
    let begin = place
    while place < entries.count, entries[place].hash == hash, isTaken(entries[place].element) {
      place += 1
      looked += 1
    }
    if place > begin { next[first] = place }
    // What does not fit has the hash by chance, and stays for others.
    while place < entries.count, entries[place].hash == hash {
      let element = entries[place].element
      looked += 1
      if !isTaken(element), fits(element) { return element }
      place += 1
    }
    return nil
  }
}
