import Platform

/// A process that holds one of SQLite's locks on a file.
struct LockHolder: Hashable, Sendable {
  /// Its number, where the system tells it.
  var process: Int?
  /// Whether it writes; otherwise it reads.
  var isWriter: Bool

  /// SQLite's lock bytes: PENDING, RESERVED and the 510 of SHARED, at one gigabyte.
  /// (SQLite's `os.h`; they are part of the file format.)
  private static let lockBytes = (start: 0x4000_0000, count: 512)

  /// A holder that would stand in the way of a reader (`isWriter`) or of a writer.
  static func find(_ descriptor: Int32, isWriter: Bool) -> LockHolder? {
    var request = flock()
    // A lock to read conflicts with writers only.
    request.l_type = Int16(isWriter ? F_RDLCK : F_WRLCK)
    request.l_whence = Int16(SEEK_SET)
    request.l_start = off_t(lockBytes.start)
    request.l_len = off_t(lockBytes.count)
    guard fcntl(descriptor, F_GETLK, &request) == 0, request.l_type != Int16(F_UNLCK) else {
      return nil
    }
    return LockHolder(
      process: request.l_pid > 0 ? Int(request.l_pid) : nil,
      isWriter: request.l_type == Int16(F_WRLCK))
  }
}
