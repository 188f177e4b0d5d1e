import GraphModel

/// The nodes of a source, by what its relationships call them.
///
/// - Complexity: O(1) on average to add and to find; some 40 bytes a node, besides its id.
struct SourceNodes {
  /// A node of the source: its id in the graph, where it stands, and whether it was there before.
  struct Entry {
    var id: Int
    fileprivate var file: Int32
    fileprivate var line: Int32
    var isMerged: Bool
  }

  private struct Group {
    var name: Text
    /// The position in ``entries`` of each id.
    var ids = BulkNodeIDs(.text)
  }

  private var groups: [Group] = []
  private var entries: [Entry] = []
  private var files: [String] = []

  /// About how many bytes of memory the references take.
  var byteCount: Int {
    groups.reduce(MemoryLayout<Entry>.stride * entries.capacity) { $0 + $1.ids.byteCount }
  }

  /// The node that the source calls so; nil where none has come yet.
  @inline(__always)
  subscript(reference: NodeReference) -> Entry? {
    guard let group = group(reference.group) else { return nil }
    return reference.id.withUTF8 { groups[group].ids.find($0) }.map { entries[Int($0)] }
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
      id: id, file: fileIndex(place.file), line: Int32(clamping: place.line ?? 0),
      isMerged: isMerged)
    let number = UInt32(truncatingIfNeeded: entries.count)
    _ = reference.id.withUTF8 { groups[group].ids.insert($0, node: number) }
    entries.append(entry)
    return entry
  }

  /// Where a node stands in the source.
  func place(of entry: Entry) -> SourcePlace {
    SourcePlace(files[Int(entry.file)], line: entry.line == 0 ? nil : Int(entry.line))
  }

  /// A hint at the id that is spelled most like that of `reference`, where there is one.
  func nearest(to reference: NodeReference) -> String? {
    // Beyond that the search for a near name would take longer than it is worth.
    guard let group = group(reference.group), groups[group].ids.count <= 100_000 else { return nil }
    return didYouMean(reference.id.string, in: groups[group].ids.shown.sorted())
  }

  @inline(__always)
  private func group(_ name: Text) -> Int? {
    // Sources have few groups.
    var index = groups.count
    while index > 0 {
      index &-= 1
      if groups[index].name == name { return index }
    }
    return nil
  }

  private mutating func fileIndex(_ file: String) -> Int32 {
    if let last = files.last, last == file { return Int32(files.count - 1) }
    if let index = files.lastIndex(of: file) { return Int32(index) }
    files.append(file)
    return Int32(files.count - 1)
  }
}
