import GraphModel

/// The nodes of a source, by what its relationships call them.
///
/// - Complexity: O(1) on average to add and to find; some 40 bytes a node, besides its id.
struct SourceNodes {
  /// A node of the source: its id in the graph, where it stands, and whether it was there before.
  struct Entry {
    var id: Int
    /// Twice the number of the file, and one more where the node was there before.
    private var origin: Int32
    fileprivate var line: Int32

    /// No node.
    fileprivate static let none = Entry(id: -1, file: 0, line: 0, isMerged: false)

    fileprivate init(id: Int, file: Int, line: Int, isMerged: Bool) {
      self.id = id
      origin = Int32(clamping: 2 * file + (isMerged ? 1 : 0))
      self.line = Int32(clamping: line)
    }

    fileprivate var file: Int { Int(origin >> 1) }
    var isMerged: Bool { origin & 1 == 1 }
  }

  private struct Group {
    var name: Text
    /// The position in ``entries`` of each id, where the importer does not number them.
    var ids = NumberedIDs(.text)
    /// The node of each number that the importer has given to an id.
    var numbered: [Entry] = []

    mutating func setNumber(_ number: Int, _ entry: Entry) {
      if number >= numbered.count {
        numbered.append(contentsOf: repeatElement(.none, count: number &+ 1 &- numbered.count))
      }
      numbered[number] = entry
    }
  }

  private var groups: [Group] = []
  private var entries: [Entry] = []
  private var files: [String] = []

  /// About how many bytes of memory the references take.
  var byteCount: Int {
    groups.reduce(MemoryLayout<Entry>.stride * entries.capacity) {
      $0 + $1.ids.byteCount + MemoryLayout<Entry>.stride * $1.numbered.capacity
    }
  }

  /// The node that the source calls so; nil where none has come yet.
  @inline(__always)
  subscript(reference: NodeReference) -> Entry? {
    guard let group = group(reference.group) else { return nil }
    if let number = reference.number { return entry(number, in: group) }
    return reference.id.withUTF8 { groups[group].ids.find($0) }.map { entries[Int($0)] }
  }

  /// The node with a number of the importer's, in the group at a position that ``group(_:)`` gives.
  @inline(__always)
  func entry(_ number: Int, in group: Int) -> Entry? {
    guard number < groups[group].numbered.count else { return nil }
    let entry = groups[group].numbered[number]
    return entry.id < 0 ? nil : entry
  }

  /// Whether there is a group of that name.
  func hasGroup(_ name: Text) -> Bool { group(name) != nil }

  /// Notes a node that the source had not called so before.
  @discardableResult
  mutating func note(
    _ reference: NodeReference, id: Int, at place: SourcePlace, isMerged: Bool
  ) -> Entry {
    let group: Int
    if let known = self.group(reference.group) {
      group = known
    } else {
      group = groups.count
      groups.append(Group(name: reference.group))
    }
    let entry = Entry(
      id: id, file: fileIndex(place.file), line: place.line ?? 0, isMerged: isMerged)
    if let number = reference.number {
      groups[group].setNumber(number, entry)
    } else {
      let position = UInt32(truncatingIfNeeded: entries.count)
      _ = reference.id.withUTF8 { groups[group].ids.insert($0, node: position) }
      entries.append(entry)
    }
    return entry
  }

  /// Where a node stands in the source.
  func place(of entry: Entry) -> SourcePlace {
    SourcePlace(files[entry.file], line: entry.line == 0 ? nil : Int(entry.line))
  }

  /// A hint at the id that is spelled most like that of `reference`, where there is one.
  func nearest(to reference: NodeReference) -> String? {
    // Beyond that the search for a near name would take longer than it is worth.
    guard let group = group(reference.group), groups[group].ids.count <= 100_000 else { return nil }
    return didYouMean(reference.id.string, in: groups[group].ids.shown.sorted())
  }

  /// The position of a group; nil where none of its nodes has come.
  @inline(__always)
  func group(_ name: Text) -> Int? {
    // Sources have few groups.
    var index = groups.count
    while index > 0 {
      index &-= 1
      if groups[index].name == name { return index }
    }
    return nil
  }

  private mutating func fileIndex(_ file: String) -> Int {
    if let last = files.last, last == file { return files.count - 1 }
    if let index = files.lastIndex(of: file) { return index }
    files.append(file)
    return files.count - 1
  }
}
