import CPageChecksums
import Platform

/// A copy of a damaged file, made to be tried on and removed with the last reference.
///
/// The damaged file itself is only read: whatever SQLite does on the way happens to the copy.
package final class DamagedCopy {
  /// Where the copy is.
  let path: String
  /// What had to be repaired before SQLite could read it, and what of the log cannot be had.
  private(set) var repairs: [String] = []
  private let original: String
  /// How the pages of the copy are to be treated: read as they are.
  private(set) var pages = PagePolicy.withoutChecksums
  /// Whether the checksums of pages tell which of them are damaged.
  private(set) var knowsDamage = false

  /// Copies the file at `path`, with the log or journal that lies beside it, to a folder for
  /// temporary files (`$TMPDIR`, or `/tmp`).
  ///
  /// - Throws: ``StoreError``: `locked` where another process writes to the file, `notAGraph` where
  ///   it is another program's, or the system's reason.
  init(of path: String) throws(StoreError) {
    guard let location = try FileLocation.existing(path) else { throw .missing(path) }
    let held = try HeldFile(location)
    if let holder = held.otherHolder(), holder.isWriter {
      throw .locked(holder, path: path, operation: DamagedCopy.operation)
    }
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let mark = String(UInt64.random(in: .min ... .max), radix: 36)
    original = path
    self.path = "\(folder)/dolen-salvage-\(mark)"
    for suffix in ["", "-wal", "-journal"] {
      let source = location.absolute + suffix
      let status = try FileStatus.of(
        source, followingLinks: false, operation: DamagedCopy.operation)
      guard suffix.isEmpty || status?.isRegular == true else { continue }
      // The file itself is read through the descriptor that is held: closing another would drop
      // this process's locks.
      if suffix.isEmpty {
        try copy(reading: { bytes, offset in held.read(into: bytes, at: offset) }, to: self.path)
      } else {
        let descriptor = open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
          throw .system(errno, path: source, operation: DamagedCopy.operation)
        }
        defer { close(descriptor) }
        try copy(
          reading: { pread(descriptor, $0.baseAddress, $0.count, off_t($1)) },
          to: self.path + suffix)
      }
    }
    let found = try held.beginning(17 * 65_536)
    if let header = DatabaseHeader(found) { try noteLog(held, header) }
    try repairHeader(found)
  }

  /// Says what of the last commits is not to be had: SQLite reads a log up to the damage.
  private func noteLog(_ held: HeldFile, _ header: DatabaseHeader) throws(StoreError) {
    let log = held.location.name + "-wal"
    if try FoundFile.lacksLog(held, header) {
      repairs.append(
        "the log \(log) is missing, and with it the last commits; put beside the file it gives them "
          + "back")
    } else if let damage = try LeftLog.damage(
      beside: held.location, pageLength: header.pageSize, operation: DamagedCopy.operation)
    {
      repairs.append(damage.words(log) + "; what was committed from there on is lost")
    }
  }

  deinit { GraphStore.removeFiles(at: path) }

  static let operation = "salvage the graph"

  private func copy(
    reading read: (UnsafeMutableRawBufferPointer, Int) -> Int, to target: String
  ) throws(StoreError) {
    let out = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard out >= 0 else { throw .system(errno, path: target, operation: DamagedCopy.operation) }
    defer { close(out) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    var offset = 0
    while true {
      let count = read(buffer, offset)
      guard count >= 0 else {
        throw .system(errno, path: original, operation: DamagedCopy.operation)
      }
      if count == 0 { return }
      var done = 0
      while done < count {
        let written = pwrite(
          out, buffer.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
        guard written > 0 || errno == EINTR else {
          throw .system(errno, path: target, operation: DamagedCopy.operation)
        }
        done += max(0, written)
      }
      offset += count
    }
  }

  /// Whether a file that begins with `bytes` is or was a graph: an SQLite database, or what has our
  /// checksums at the ends of its pages, whatever has become of its header.
  package static func wasGraph(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: DatabaseHeader.magic)
      || lengthByChecksums(bytes, DatabaseHeader(bytes)) != nil
  }

  /// The length of the file's pages, as their checksums tell; nil where they have none.
  private static func lengthByChecksums(_ bytes: [UInt8], _ header: DatabaseHeader?) -> Int? {
    [header?.pageSize ?? PagePolicy.new.pageLength, PagePolicy.new.pageLength].first { length in
      (1..<17).contains { page in
        guard bytes.count >= (page + 1) * length else { return false }
        return bytes.withUnsafeBytes {
          page_checksum_state(
            $0.baseAddress?.advanced(by: page * length), length, UInt32(page + 1)) == page_intact
        }
      }
    }
  }

  /// Gives the copy the header that Dolen writes, where its own cannot be read.
  private func repairHeader(_ found: [UInt8]) throws(StoreError) {
    let length = Self.lengthByChecksums(found, DatabaseHeader(found))
    if let length {
      pages = PagePolicy(pageLength: length)
      knowsDamage = page_checksum_state(found, length, 1) != page_changed_elsewhere
    }
    if let header = DatabaseHeader(found) {
      guard header.applicationID == StoreSchema.applicationID else {
        throw .foreign(original, applicationID: header.applicationID)
      }
      guard header.userVersion <= StoreSchema.version else {
        throw .newerFormat(original, version: header.userVersion, known: StoreSchema.version)
      }
      let fits = length == nil ? header.reservedBytes == 0 : header.reservedBytes == 8
      if header.encoding == 1, fits, header.pageSize == length ?? header.pageSize { return }
    }
    repairs.append("the header of the file was unreadable and was taken to be Dolen's")
    var header = [UInt8](repeating: 0, count: DatabaseHeader.length)
    func put(_ number: Int, _ offset: Int, _ width: Int) {
      for i in 0..<width {
        header[offset + i] = UInt8(truncatingIfNeeded: number >> (8 * (width - 1 - i)))
      }
    }
    header.replaceSubrange(0..<16, with: DatabaseHeader.magic)
    let pageLength = length ?? PagePolicy.new.pageLength
    put(pageLength == 65_536 ? 1 : pageLength, 16, 2)
    (header[18], header[19]) = (1, 1)
    header[20] = UInt8(length == nil ? 0 : PagePolicy.checksumLength)
    (header[21], header[22], header[23]) = (64, 32, 32)
    put(4, 44, 4)  // the format of the schema
    put(1, 56, 4)
    put(StoreSchema.version, 60, 4)
    put(StoreSchema.applicationID, 68, 4)
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno, path: path, operation: Self.operation) }
    defer { close(descriptor) }
    guard pwrite(descriptor, header, header.count, 0) == header.count else {
      throw .system(errno, path: path, operation: Self.operation)
    }
  }
}
