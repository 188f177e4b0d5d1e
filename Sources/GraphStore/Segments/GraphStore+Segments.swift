import GraphModel

extension GraphStore {
  /// The number of the segment that lists all others; nil where the index has not been written.
  public func segmentList() throws(StoreError) -> Int? {
    guard hasDerivedTables, case .integer(let number)? = try meta("segment_list") else {
      return nil
    }
    return number
  }

  /// Adds a segment to those of the index and returns its number, one more than that of the last.
  ///
  /// - Parameter part: What it belongs to, for people who look into the file.
  /// - Throws: ``StoreError``, as ``insertNode(id:labels:properties:)``.
  public func insertSegment(
    part: Text, _ bytes: UnsafeRawBufferPointer
  ) throws(StoreError) -> Int {
    let operation = "write the index"
    let (connection, statements) = try writing(operation)
    let number: Int
    if let next = nextSegment {
      number = next
    } else if case .integer(let next)? = try meta("next_segment") {
      number = next
    } else {
      number = 1
    }
    let statement = statements.insertSegment
    statement.bind(number, at: 1)
    statement.bind(part, at: 2)
    statement.bind(borrowedBlob: bytes, at: 3)
    try write(statement, connection, operation)
    nextSegment = number + 1
    return number
  }

  /// Makes `list` the segment that lists the others, and forgets what the index does not need any
  /// more: segments outside `kept`, and the changes, which are now in the segments.
  ///
  /// - Parameter kept: The numbers of the segments that stay, besides `list`.
  public func finishSegments(list: Int, keeping kept: [Range<Int>]) throws(StoreError) {
    let operation = "write the index"
    let (connection, _) = try writing(operation)
    var low = 0
    let delete = try connection.prepare(
      "DELETE FROM segment WHERE id >= ? AND id < ?", operation: operation)
    for range in (kept + [list..<(list + 1)]).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > low {
        delete.bind(low, at: 1)
        delete.bind(range.lowerBound, at: 2)
        try write(delete, connection, operation)
      }
      low = max(low, range.upperBound)
    }
    delete.bind(low, at: 1)
    delete.bind(Int.max, at: 2)
    try write(delete, connection, operation)
    try write(
      try connection.prepare("DELETE FROM change", operation: operation), connection, operation)
    try setMeta("segment_list", to: .integer(list))
    if let nextSegment { try setMeta("next_segment", to: .integer(nextSegment)) }
    changes = ChangeRecord()
    changedEntities = 0
  }

  /// A reader of segments that other threads may use while this one writes.
  public func segmentBytes() throws(StoreError) -> SegmentBytes {
    SegmentBytes(try open(for: "read the index"))
  }
}
