import GraphModel

/// Two records that are, or may be, one work.
public struct DuplicatePair: Sendable {
  /// The position of the earlier record.
  public let first: Int
  /// The position of the later record.
  public let second: Int
  /// What the comparison gave.
  public let comparison: Comparison
}

/// Finds the records of one work among many.
///
/// Records are not compared with all others but with those that share a key of a block: an identifier, a
/// title, or an author and a year. Within a block that is large, each is compared with its neighbours in
/// the order of title, author and year alone. M. A. Hernández and S. J. Stolfo, *The merge/purge problem
/// for large databases*, SIGMOD 1995.
///
/// - Complexity: O(*n* log *n*) in the records.
public struct DuplicateFinder {
  private let records: [WorkRecord]
  private let isNew: (WorkRecord) -> Bool
  private let isSettled: (WorkRecord, WorkRecord) -> Bool
  private var seen: Set<UInt64> = []
  /// The first record of each identifier.
  private var firstOf: [Key: Int] = [:]
  /// The pairs that were found, by the positions of their records.
  public private(set) var pairs: [DuplicatePair] = []
  /// How many pairs were compared.
  public private(set) var comparisonCount = 0

  /// The largest block in which every record is compared with every other.
  private static let wholeBlock = 12
  /// With how many of the next in order a record of a larger block is compared.
  private static let window = 6

  /// Looks for pairs among `records`.
  ///
  /// - Parameters:
  ///   - isNew: Of a pair at least one must be; all, where the whole graph is searched.
  ///   - isSettled: Whether a person, or an earlier search, has dealt with two records.
  public init(
    _ records: [WorkRecord], isNew: @escaping (WorkRecord) -> Bool = { _ in true },
    isSettled: @escaping (WorkRecord, WorkRecord) -> Bool = { _, _ in false }
  ) {
    self.records = records.sorted { $0.node < $1.node }
    self.isNew = isNew
    self.isSettled = isSettled
    search()
    pairs.sort { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// The record at a position that a pair names.
  public func record(_ position: Int) -> WorkRecord { records[position] }

  private mutating func search() {
    let order = ranks()
    for (key, block) in blocks() where block.count > 1 {
      var members = block
      if key.isIdentifier { firstOf[key] = members[0] }
      if members.count <= Self.wholeBlock {
        for (index, one) in members.enumerated() {
          for two in members[(index + 1)...] { compare(one, two) }
        }
        continue
      }
      // All records of an identifier are shown with the first one at least.
      if key.isIdentifier { for two in members.dropFirst() { compare(members[0], two) } }
      members.sort { order[$0] < order[$1] }
      for (index, one) in members.enumerated() {
        for two in members[(index + 1)...].prefix(Self.window) { compare(one, two) }
      }
    }
  }

  /// The place of each record in the order of title, author and year.
  private func ranks() -> [Int] {
    let sorted = records.indices.sorted { left, right in
      let (one, two) = (records[left], records[right])
      let (titleOne, titleTwo) = (one.title?.compact ?? [], two.title?.compact ?? [])
      if titleOne != titleTwo { return titleOne.lexicographicallyPrecedes(titleTwo) }
      if one.year != two.year { return (one.year ?? 0) < (two.year ?? 0) }
      let familyOne = one.authors.first?.readings[0].family ?? []
      let familyTwo = two.authors.first?.readings[0].family ?? []
      if familyOne != familyTwo { return familyOne.lexicographicallyPrecedes(familyTwo) }
      return left < right
    }
    var ranks = [Int](repeating: 0, count: records.count)
    for (rank, position) in sorted.enumerated() { ranks[position] = rank }
    return ranks
  }

  private enum Key: Hashable {
    case doi(String)
    case pmid(String)
    case record(Text)
    case title([UInt8])
    case author([UInt8], year: Int)
    case longWords([UInt8])

    var isIdentifier: Bool {
      switch self {
      case .doi, .pmid: true
      default: false
      }
    }
  }

  /// The positions of records that share a key, in their order, block after block.
  private func blocks() -> [(key: Key, members: [Int])] {
    var numbers: [Key: Int] = [:]
    var blocks: [(key: Key, members: [Int])] = []
    func add(_ key: Key, _ position: Int) {
      let number = numbers[key] ?? blocks.count
      if number == blocks.count {
        numbers[key] = number
        blocks.append((key, []))
      }
      if blocks[number].members.last != position { blocks[number].members.append(position) }
    }
    for (position, record) in records.enumerated() {
      if let doi = record.doi { add(.doi(doi), position) }
      if let pmid = record.pmid { add(.pmid(pmid), position) }
      if let key = record.key { add(.record(key), position) }
      guard let title = record.title else { continue }
      add(.title(title.main), position)
      add(.title(title.compact), position)
      add(.longWords(Self.longWords(title)), position)
      guard let author = record.authors.first, let year = record.year else { continue }
      for reading in author.readings {
        for year in [year, year + 1] { add(.author(reading.family, year: year), position) }
      }
    }
    return blocks
  }

  /// The three longest words of a title, which survive what else happens to it.
  private static func longWords(_ title: WorkTitle) -> [UInt8] {
    let longest = Set(title.words).sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
    }
    return longest.prefix(3).flatMap { $0 + [FoldedText.space] }
  }

  /// Compares two records, once, and keeps them where there is something to say.
  ///
  /// A pair that has nothing but an identifier in common is kept for the first record that has it alone, so
  /// that the chapters of a book are as many pairs as there are chapters, and not their square.
  private mutating func compare(_ left: Int, _ right: Int) {
    let (first, second) = left < right ? (left, right) : (right, left)
    let (one, two) = (records[first], records[second])
    guard isNew(one) || isNew(two), one.labels.contains(where: two.labels.contains),
      seen.insert(UInt64(first) << 32 | UInt64(second)).inserted, !isSettled(one, two)
    else { return }
    comparisonCount += 1
    let comparison = Comparison(one, two)
    guard comparison.verdict != nil, comparison.isAlike || isFirst(first, sharing: two) else {
      return
    }
    pairs.append(DuplicatePair(first: first, second: second, comparison: comparison))
  }

  /// Whether the record at `position` is the first with an identifier that `other` has too.
  private func isFirst(_ position: Int, sharing other: WorkRecord) -> Bool {
    if let doi = other.doi, firstOf[.doi(doi)] == position { return true }
    if let pmid = other.pmid, firstOf[.pmid(pmid)] == position { return true }
    return false
  }
}
