import Platform

/// A rollback journal beside a file, which SQLite would copy back into the file without asking
/// whose it is.
///
/// Every transaction that has a journal changes the first page, so that the journal holds that page
/// as it was: its change counter is the file's, or one less. A journal that says otherwise is of
/// another file. (Layout: "Database File Format" at sqlite.org, sections 1.3 and 3.)
struct SideJournal {
  /// The file that the journal lies beside.
  let location: FileLocation

  private static let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  /// Whether it can be the journal of the file that begins with `header`, or holds nothing.
  ///
  /// - Throws: ``StoreError`` where the journal cannot be read.
  func belongs(to header: [UInt8]) throws(StoreError) -> Bool {
    try content(besides: header).belongs
  }

  /// The first page as the journal would restore it; nil where it does not hold that page.
  ///
  /// - Throws: ``StoreError`` where the journal cannot be read.
  func firstPage(besides header: [UInt8]) throws(StoreError) -> [UInt8]? {
    try content(besides: header).firstPage
  }

  private func content(
    besides header: [UInt8]
  ) throws(StoreError) -> (belongs: Bool, firstPage: [UInt8]?) {
    let path = location.absolute + "-journal"
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw .system(errno, path: location.path, operation: "open") }
    defer { close(descriptor) }
    func bytes(_ count: Int, at offset: Int) -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: count)
      let length = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, off_t(offset))
      }
      bytes.removeLast(count - max(0, length))
      return bytes
    }
    let head = bytes(28, at: 0)
    // What a kept or an unfinished journal begins with; SQLite takes nothing out of it.
    guard head.count == 28, head[0] != 0 else { return (true, nil) }
    guard head.starts(with: Self.magic), header.count >= 28 else {
      // The beginning is written last; where that was cut short, SQLite takes nothing out either.
      let isCutShort =
        head.prefix(8).drop { $0 != 0 }.allSatisfy { $0 == 0 }
        && zip(head.prefix(8).prefix { $0 != 0 }, Self.magic).allSatisfy(==)
      return (isCutShort, nil)
    }
    let (records, sector, page) = (number(head, 8), number(head, 20), number(head, 24))
    guard records > 0 else { return (true, nil) }
    guard page == DatabaseHeader(header).map(\.pageSize) ?? page, sector >= 28 else {
      return (false, nil)
    }
    for record in 0..<records {
      let start = sector + record * (page + 8)
      let head = bytes(32, at: start)
      // Behind the end, or in a further part of a long journal.
      guard head.count == 32 else { return (true, nil) }
      guard number(head, 0) == 1 else { continue }
      let first = bytes(page, at: start + 4)
      let counter = number(first.count == page ? Array(first[24..<28]) : [], 0)
      return ([counter, counter &+ 1].contains(number(header, 24)), first)
    }
    return (true, nil)
  }

  /// The big-endian number of four bytes.
  private func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    guard bytes.count >= offset + 4 else { return -1 }
    return bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}
