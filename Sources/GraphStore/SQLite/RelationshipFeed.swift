import CSQLite

/// Relationships that wait in memory for `INSERT … SELECT` to take them all in one run.
///
/// SQLite sees them as a virtual table that exists by its name alone. A statement for each row would
/// open the table, look for its end and close it each time, which takes as long again as writing the
/// row; and each value would be bound first.
final class RelationshipFeed {
  /// The name of the virtual table.
  static let name = "waiting_relationship"
  /// How many rows wait at most.
  private static let capacity = 4_096

  /// What the virtual table reads. Behind a pointer, for SQLite holds it beside the feed.
  fileprivate struct Rows {
    var firstID = 0
    var count = 0
    let numbers: UnsafeMutablePointer<(type: Int, start: Int, end: Int)>
    /// Where the properties of each row lie in `text`; nil where it has none.
    let properties: UnsafeMutablePointer<Range<Int>?>
    var text: UnsafeMutablePointer<UInt8>
    var textCount = 0
    var textCapacity = 1 << 18
  }

  private let rows: UnsafeMutablePointer<Rows>

  /// An empty feed, known to `connection` from now on.
  ///
  /// - Throws: ``StoreError`` where there is no memory.
  init(_ connection: SQLiteConnection, operation: String) throws(StoreError) {
    rows = .allocate(capacity: 1)
    rows.initialize(
      to: Rows(
        numbers: .allocate(capacity: Self.capacity), properties: .allocate(capacity: Self.capacity),
        text: .allocate(capacity: 1 << 18)))
    rows.pointee.properties.initialize(repeating: nil, count: Self.capacity)
    // SQLite lets go of the feed with the connection, and at once where it refuses the table.
    let code = sqlite3_create_module_v2(
      connection.handle, Self.name, Self.module, Unmanaged.passRetained(self).toOpaque()
    ) { feed in
      if let feed { Unmanaged<RelationshipFeed>.fromOpaque(feed).release() }
    }
    guard code == SQLITE_OK else { throw connection.error(code, operation) }
  }

  deinit {
    rows.pointee.numbers.deallocate()
    rows.pointee.properties.deallocate()
    rows.pointee.text.deallocate()
    rows.deallocate()
  }

  /// How many rows wait.
  var count: Int { rows.pointee.count }

  /// Whether no row should be added before those that wait have been taken.
  var isFull: Bool {
    rows.pointee.count == Self.capacity || rows.pointee.textCount > 1 << 20
  }

  /// Adds a row, whose identifier is one more than that of the row before.
  ///
  /// - Parameter id: The identifier, which counts for the first row that waits.
  func add(
    id: Int, type: Int, start: Int, end: Int, properties: UnsafeBufferPointer<UInt8>?
  ) {
    let index = rows.pointee.count
    if index == 0 { rows.pointee.firstID = id }
    rows.pointee.numbers[index] = (type, start, end)
    if let properties {
      let from = rows.pointee.textCount
      reserve(properties.count)
      if let bytes = properties.baseAddress {
        (rows.pointee.text + from).update(from: bytes, count: properties.count)
      }
      rows.pointee.textCount = from &+ properties.count
      rows.pointee.properties[index] = from..<(from &+ properties.count)
    } else {
      rows.pointee.properties[index] = nil
    }
    rows.pointee.count = index &+ 1
  }

  /// Forgets the rows, which have been taken or never will be.
  func clear() {
    rows.pointee.count = 0
    rows.pointee.textCount = 0
  }

  private func reserve(_ more: Int) {
    let needed = rows.pointee.textCount &+ more
    guard needed > rows.pointee.textCapacity else { return }
    let capacity = max(needed, 2 * rows.pointee.textCapacity)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: rows.pointee.text, count: rows.pointee.textCount)
    rows.pointee.text.deallocate()
    (rows.pointee.text, rows.pointee.textCapacity) = (grown, capacity)
  }
}

// MARK: - The virtual table

/// A connection to the table; what SQLite knows of it comes first.
private struct FeedTable {
  var base = sqlite3_vtab()
  var rows: UnsafeMutablePointer<RelationshipFeed.Rows>
}

/// A walk over the rows; what SQLite knows of it comes first.
private struct FeedCursor {
  var base: sqlite3_vtab_cursor
  var rows: UnsafeMutablePointer<RelationshipFeed.Rows>
  var index = 0
}

private func cursor(_ base: UnsafeMutablePointer<sqlite3_vtab_cursor>?)
  -> UnsafeMutablePointer<FeedCursor>?
{
  UnsafeMutableRawPointer(base)?.assumingMemoryBound(to: FeedCursor.self)
}

extension RelationshipFeed {
  /// The table's methods, for as long as the process lives. There is no `xCreate`, so that the table
  /// exists in every schema of the connection and in no file.
  nonisolated(unsafe) fileprivate static let module: UnsafePointer<sqlite3_module> = {
    var module = sqlite3_module()
    module.xConnect = { connection, feed, _, _, table, _ in
      guard let feed, let table else { return SQLITE_ERROR }
      let columns =
        "CREATE TABLE x(id INTEGER, type INTEGER, start INTEGER, stop INTEGER, text TEXT)"
      let code = sqlite3_declare_vtab(connection, columns)
      guard code == SQLITE_OK else { return code }
      let made = UnsafeMutablePointer<FeedTable>.allocate(capacity: 1)
      made.initialize(
        to: FeedTable(rows: Unmanaged<RelationshipFeed>.fromOpaque(feed).takeUnretainedValue().rows)
      )
      table.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    module.xDisconnect = { table in
      UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: FeedTable.self).deallocate()
      return SQLITE_OK
    }
    module.xBestIndex = { _, plan in
      plan?.pointee.estimatedCost = 1
      return SQLITE_OK
    }
    module.xOpen = { table, opened in
      guard let table, let opened else { return SQLITE_ERROR }
      let rows = UnsafeMutableRawPointer(table).assumingMemoryBound(to: FeedTable.self).pointee.rows
      let made = UnsafeMutablePointer<FeedCursor>.allocate(capacity: 1)
      made.initialize(to: FeedCursor(base: sqlite3_vtab_cursor(pVtab: table), rows: rows))
      opened.pointee = UnsafeMutableRawPointer(made)
        .assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    module.xClose = { base in
      cursor(base)?.deallocate()
      return SQLITE_OK
    }
    module.xFilter = { base, _, _, _, _ in
      cursor(base)?.pointee.index = 0
      return SQLITE_OK
    }
    module.xNext = { base in
      cursor(base)?.pointee.index &+= 1
      return SQLITE_OK
    }
    module.xEof = { base in
      guard let cursor = cursor(base) else { return 1 }
      return cursor.pointee.index < cursor.pointee.rows.pointee.count ? 0 : 1
    }
    module.xColumn = { base, result, column in
      guard let cursor = cursor(base) else { return SQLITE_ERROR }
      let (rows, index) = (cursor.pointee.rows, cursor.pointee.index)
      switch column {
      case 0: sqlite3_result_int64(result, Int64(rows.pointee.firstID &+ index))
      case 1: sqlite3_result_int64(result, Int64(rows.pointee.numbers[index].type))
      case 2: sqlite3_result_int64(result, Int64(rows.pointee.numbers[index].start))
      case 3: sqlite3_result_int64(result, Int64(rows.pointee.numbers[index].end))
      default:
        guard let range = rows.pointee.properties[index] else {
          sqlite3_result_null(result)
          break
        }
        let text = UnsafeRawPointer(rows.pointee.text + range.lowerBound)
          .assumingMemoryBound(to: CChar.self)
        sqlite3_result_text64(result, text, UInt64(range.count), nil, UInt8(SQLITE_UTF8))
      }
      return SQLITE_OK
    }
    module.xRowid = { base, id in
      guard let cursor = cursor(base) else { return SQLITE_ERROR }
      id?.pointee = Int64(cursor.pointee.index)
      return SQLITE_OK
    }
    let kept = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    kept.initialize(to: module)
    return UnsafePointer(kept)
  }()
}
