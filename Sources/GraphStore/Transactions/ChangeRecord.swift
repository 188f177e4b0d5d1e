/// Which nodes and relationships a transaction has touched, as the `change` table keeps it.
///
/// What became of them is in their rows, so that a record is small: opening a graph looks at the
/// rows that it names again. Entries are numbers of variable length (seven bits a byte, the least
/// first, the eighth bit set where more follow):
///
/// | entry | numbers |
/// |---|---|
/// | nodes with identifiers in sequence | 0, first identifier, how many |
/// | relationships with identifiers in sequence | 1, first identifier, how many |
/// | a deleted relationship | 2, identifier, type symbol, identifier of its start |
struct ChangeRecord {
  /// One entry.
  enum Entry: Hashable {
    case nodes(Range<Int>)
    case relationships(Range<Int>)
    case deletedRelationship(Int, type: Int, start: Int)
  }

  private var done: [UInt8] = []
  private var open: Entry?
  /// How many entities were touched, with repetitions.
  private(set) var count = 0

  /// Whether nothing was touched.
  var isEmpty: Bool { count == 0 }

  mutating func noteNode(_ id: Int) {
    count += 1
    if case .nodes(let range)? = open, range.upperBound == id {
      open = .nodes(range.lowerBound..<(id + 1))
    } else {
      begin(.nodes(id..<(id + 1)))
    }
  }

  mutating func noteNodes(_ ids: Range<Int>) {
    guard !ids.isEmpty else { return }
    count += ids.count
    begin(.nodes(ids))
  }

  mutating func noteRelationships(_ ids: Range<Int>) {
    guard !ids.isEmpty else { return }
    count += ids.count
    begin(.relationships(ids))
  }

  mutating func noteRelationship(_ id: Int) {
    count += 1
    if case .relationships(let range)? = open, range.upperBound == id {
      open = .relationships(range.lowerBound..<(id + 1))
    } else {
      begin(.relationships(id..<(id + 1)))
    }
  }

  mutating func noteDeletedRelationship(_ id: Int, type: Int, start: Int) {
    count += 1
    begin(.deletedRelationship(id, type: type, start: start))
  }

  private mutating func begin(_ entry: Entry) {
    if let open { Self.append(open, to: &done) }
    open = entry
  }

  /// The entries as bytes.
  var bytes: [UInt8] {
    var all = done
    if let open { Self.append(open, to: &all) }
    return all
  }

  private static func append(_ entry: Entry, to bytes: inout [UInt8]) {
    func put(_ number: Int) {
      var rest = UInt(bitPattern: number)
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    switch entry {
    case .nodes(let range):
      put(0)
      put(range.lowerBound)
      put(range.count)
    case .relationships(let range):
      put(1)
      put(range.lowerBound)
      put(range.count)
    case .deletedRelationship(let id, let type, let start):
      put(2)
      put(id)
      put(type)
      put(start)
    }
  }

  /// The entries in `bytes`; nil where they are none.
  static func entries(_ bytes: UnsafeBufferPointer<UInt8>) -> [Entry]? {
    var found: [Entry] = []
    var place = 0
    func number() -> Int? {
      var result: UInt = 0
      var shift: UInt = 0
      while place < bytes.count, shift < 63 {
        let byte = bytes[place]
        place += 1
        result |= UInt(byte & 0x7F) << shift
        if byte & 0x80 == 0 { return Int(result) }
        shift += 7
      }
      return nil
    }
    func range() -> Range<Int>? {
      guard let first = number(), let count = number() else { return nil }
      let (end, overflow) = first.addingReportingOverflow(count)
      return overflow ? nil : first..<end
    }
    while place < bytes.count {
      switch number() {
      case 0:
        guard let range = range() else { return nil }
        found.append(.nodes(range))
      case 1:
        guard let range = range() else { return nil }
        found.append(.relationships(range))
      case 2:
        guard let id = number(), let type = number(), let start = number() else { return nil }
        found.append(.deletedRelationship(id, type: type, start: start))
      default: return nil
      }
    }
    return found
  }
}
