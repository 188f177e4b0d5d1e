import CPageChecksums
import CSQLite

/// How a connection treats the pages of its file; see `CPageChecksums`.
package struct PagePolicy: Hashable, Sendable {
  /// The length of a page in bytes; 0 where pages have no checksums.
  var pageLength = 0
  /// Whether a page that is not as it was written is refused.
  var verifies = false
  /// Whether the file goes on to say that another program has changed it.
  var keepsForeignChange = false

  /// What is left of a file of format 1 or 2.
  package static let withoutChecksums = PagePolicy()

  /// How many bytes at the end of each page a checksum takes.
  static let checksumLength = Int(PAGE_CHECKSUM_LENGTH)

  /// What a new graph has.
  static let new = PagePolicy(pageLength: 4096, verifies: true)

  /// The same for a copy of the file, whose pages are written anew.
  var forCopies: PagePolicy { PagePolicy(pageLength: pageLength, verifies: hasChecksums) }

  /// Whether pages have checksums.
  var hasChecksums: Bool { pageLength != 0 }

  /// The same in C.
  var forVFS: page_checksum_policy {
    page_checksum_policy(
      page_length: Int32(pageLength), verifies: verifies ? 1 : 0,
      keeps_change: keepsForeignChange ? 1 : 0)
  }
}

extension SQLiteConnection {
  /// Leaves room for checksums at the end of each page of a new database, or of one that is
  /// rewritten by VACUUM.
  func reserveChecksums(operation: String) throws(StoreError) {
    guard page_reserved_bytes(handle, Int32(PagePolicy.checksumLength)) >= 0 else {
      throw .unexpected("SQLite leaves no room in pages", path, operation)
    }
  }

  /// Whether pages, as they are read now, have room for checksums: a log that has not been brought
  /// into the file yet may say so before the file does.
  func hasRoomForChecksums(operation: String) throws(StoreError) -> Bool {
    _ = try integer("SELECT count(*) FROM sqlite_schema", operation: operation)
    return page_reserved_bytes(handle, -1) == Int32(PagePolicy.checksumLength)
  }

  /// The pages of the file that are not as they were written, by number from 1.
  ///
  /// - Complexity: O(*n*) in the size of the file; the cache is passed by.
  func damagedPages(operation: String) throws(StoreError) -> [Int] {
    var found: [Int] = []
    let code = withUnsafeMutablePointer(to: &found) { found in
      page_checksum_find(
        handle,
        { context, number in
          context?.assumingMemoryBound(to: [Int].self).pointee.append(Int(number))
        }, found)
    }
    try check(code, operation)
    return found
  }

  /// The names of the tables and indexes that pages belong to, as far as SQLite can tell from a
  /// damaged file; nothing where it was built without `dbstat`.
  func owners(ofPages numbers: [Int]) -> [Int: String] {
    // No other thread reads meanwhile, and what was read is not kept.
    let lock = sqlite3_db_mutex(handle)
    sqlite3_mutex_enter(lock)
    defer { sqlite3_mutex_leave(lock) }
    let policy = pages
    var found: [Int: String] = [:]
    let wanted = Set(numbers)
    do throws(StoreError) {
      try treatPages(PagePolicy(pageLength: policy.pageLength), operation: "check the graph")
      let statement = try prepare("SELECT pageno, name FROM dbstat", operation: "check the graph")
      while try statement.step("check the graph") {
        let page = statement.integer(at: 0)
        if wanted.contains(page) { found[page] = statement.text(at: 1) }
      }
    } catch {
      // Damage ends the walk; what was found by then is true.
    }
    sqlite3_db_release_memory(handle)
    page_checksum_set(handle, policy.forVFS)
    pages = policy
    return found
  }

  /// Makes what the file holds now what it should hold.
  ///
  /// - Throws: ``StoreError``: `locked` where another process has the file open.
  func renewChecksums(operation: String) throws(StoreError) {
    try run("BEGIN EXCLUSIVE", operation: operation)
    defer { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    try check(page_checksum_renew(handle), operation)
    try treatPages(
      PagePolicy(pageLength: pages.pageLength, verifies: true), operation: operation)
  }
}
