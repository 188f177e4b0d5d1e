import CPageChecksums

/// What stands on the disk where a graph is to be opened: the file itself and what lies beside it.
///
/// Everything here only looks. A file that is refused has not been touched.
struct FoundFile {
  /// The file.
  let held: HeldFile
  /// What a crash has left.
  let leftover: Leftover
  /// How its pages are to be treated.
  let pages: PagePolicy

  /// What a crash can leave beside a file.
  enum Leftover {
    /// Nothing.
    case none
    /// Empty files only, which can be removed and may as well stay.
    case emptyFiles
    /// Work that SQLite must take over before the file is at rest.
    case work
  }

  /// Looks at the file that is held.
  ///
  /// - Throws: ``StoreError`` where it is no graph, is newer than this version, is damaged, is
  ///   being written by another process, or has files beside it that are not its own.
  init(_ held: HeldFile) throws(StoreError) {
    let path = held.location.path
    let header = try Self.header(of: held)
    if let holder = held.otherHolder(), holder.isWriter {
      throw .locked(holder, path: path, operation: "open")
    }
    let log = try Self.sideFile("-wal", held.location, operation: "open")
    let journal = try Self.sideFile("-journal", held.location, operation: "open")
    _ = try Self.sideFile("-shm", held.location, operation: "open")
    let hasLog = (log ?? 0) > 0
    let hasJournal = (journal ?? 0) > 0
    // Leaving WAL mode removes the log before the header says so, and entering it marks the header
    // before there is a log: a log beside a file at rest comes from elsewhere, and SQLite would
    // read it.
    if hasLog, !hasJournal, !header.usesWriteAheadLog {
      throw .strayFile(held.location.name + "-wal", path: path, operation: "open")
    }
    if hasJournal, try !SideJournal(location: held.location).belongs(to: try held.beginning(100)) {
      throw .strayFile(held.location.name + "-journal", path: path, operation: "open")
    }
    if hasLog,
      let damage = try LeftLog.damage(
        beside: held.location, pageLength: header.pageSize, operation: "open")
    {
      throw .damagedLog(damage, log: held.location.name + "-wal", path: path)
    }
    // A log or journal may hold pages that the file does not have yet.
    if !hasLog, !hasJournal, let pages = header.pageCount {
      let size = try held.size()
      let (expected, overflow) = pages.multipliedReportingOverflow(by: header.pageSize)
      guard !overflow, size >= expected else {
        throw .damaged(path, "it has \(size) bytes and should have \(expected)")
      }
    }
    pages = try Self.pages(of: held, header, log: log, hasLog: hasLog, hasJournal: hasJournal)
    self.held = held
    if hasLog || hasJournal || header.usesWriteAheadLog {
      leftover = .work
    } else {
      leftover = log == nil && journal == nil ? .none : .emptyFiles
    }
  }

  /// How the pages are to be treated, as the first of them tells.
  ///
  /// - Throws: ``StoreError``: `damaged` where it is not as it was written, `needsRecovery` where the
  ///   file says that it has a log and there is none.
  private static func pages(
    of held: HeldFile, _ header: DatabaseHeader, log: Int?, hasLog: Bool, hasJournal: Bool
  ) throws(StoreError) -> PagePolicy {
    var policy = PagePolicy.withoutChecksums
    if header.hasChecksums {
      let first = try held.beginning(header.pageSize)
      var state = page_checksum_state(first, first.count, 1)
      if hasLog || hasJournal {
        // A crash may have left it half written; the log or the journal has it whole then. But what
        // another program has changed before must not be forgotten when they are taken over.
        if hasJournal,
          let journaled = try SideJournal(location: held.location).firstPage(besides: first),
          page_checksum_state(journaled, journaled.count, 1) == page_changed_elsewhere
        {
          state = page_changed_elsewhere
        }
      } else if state == page_damaged {
        throw .damagedPage(1, path: held.location.path, operation: "open")
      }
      let isChanged = state == page_changed_elsewhere
      policy = PagePolicy(
        pageLength: header.pageSize, verifies: !isChanged, keepsForeignChange: isChanged)
    }
    guard header.usesWriteAheadLog, !hasLog, !policy.keepsForeignChange else { return policy }
    if header.hasChecksums, try hasForeignPages(held, header) {
      return PagePolicy(pageLength: header.pageSize, keepsForeignChange: true)
    }
    // A journal may take the mark back.
    guard hasJournal || log != nil else {
      throw .logMissing(held.location.name + "-wal", path: held.location.path)
    }
    return policy
  }

  /// Whether the file says that it has a log where there is none, so that its last commits are
  /// missing.
  static func lacksLog(_ held: HeldFile, _ header: DatabaseHeader) throws(StoreError) -> Bool {
    guard header.usesWriteAheadLog else { return false }
    for suffix in ["-wal", "-journal"]
    where try sideFile(suffix, held.location, operation: DamagedCopy.operation) != nil {
      return false
    }
    guard header.hasChecksums else { return true }
    return try !hasForeignPages(held, header)
  }

  /// Whether a page has been written without its checksum: another program may have taken a log over
  /// and removed it. It has then written pages, if not the first, which is there before all others
  /// where Dolen has begun to write.
  private static func hasForeignPages(
    _ held: HeldFile, _ header: DatabaseHeader
  ) throws(StoreError) -> Bool {
    let length = header.pageSize
    let page = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 16)
    defer { page.deallocate() }
    var count = try held.size() / length
    if let used = header.pageCount { count = min(count, used) }
    let lockPage = 0x4000_0000 / length + 1
    for number in stride(from: 2, through: count, by: 1) where number != lockPage {
      guard held.read(into: page, at: (number - 1) * length) == length else {
        throw .damaged(held.location.path, "page \(number) cannot be read")
      }
      if page_checksum_state(page.baseAddress, length, UInt32(number)) != page_intact {
        return true
      }
    }
    return false
  }

  private static func header(of held: HeldFile) throws(StoreError) -> DatabaseHeader {
    let path = held.location.path
    let bytes = try held.beginning(4096)
    guard !bytes.isEmpty else { throw .empty(path) }
    guard bytes.starts(with: DatabaseHeader.magic) else {
      throw .notADatabase(path, looksLikeText: looksLikeText(bytes))
    }
    guard let header = DatabaseHeader(bytes) else {
      throw .damaged(path, "its header is incomplete")
    }
    guard header.applicationID == StoreSchema.applicationID else {
      throw .foreign(path, applicationID: header.applicationID)
    }
    guard header.userVersion <= StoreSchema.version else {
      throw .newerFormat(path, version: header.userVersion, known: StoreSchema.version)
    }
    guard header.userVersion >= 1, header.encoding == 1, header.hasKnownRoom else {
      throw .damaged(path, "its header is not one that Dolen writes")
    }
    return header
  }

  private static func looksLikeText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
  }

  /// The length of a file beside the database, or nil where there is none.
  ///
  /// - Throws: ``StoreError`` where it is a link, a folder or a device: writing to it would write
  ///   elsewhere.
  static func sideFile(
    _ suffix: String, _ location: FileLocation, operation: String
  ) throws(StoreError) -> Int? {
    let status = try FileStatus.of(
      location.absolute + suffix, followingLinks: false, operation: operation)
    guard let status else { return nil }
    guard status.isRegular else {
      throw .linkedFile(location.name + suffix, path: location.path, operation: operation)
    }
    return status.size
  }
}
