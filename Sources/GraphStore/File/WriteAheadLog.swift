import Platform

/// The write-ahead log beside a file (the file that ends in `-wal`), from before the file says that
/// it has one until after it says so no more.
///
/// SQLite itself makes the log after it has marked the file, and removes it before it takes the mark
/// back; a file with the mark and without a log would then be nothing strange. Kept in this order,
/// it is one whose log is missing, and with it the commits of its last writer.
struct WriteAheadLog {
  /// The graph's file.
  private let file: FileLocation
  /// The log's identity when it was made or found.
  private let identity: FileIdentity

  /// Makes an empty log beside `file` where there is none, its name on the disk.
  ///
  /// The caller has the file to itself.
  init(beside file: FileLocation, operation: String) throws(StoreError) {
    self.file = file
    let path = file.absolute + "-wal"
    let permissions = try FileStatus.of(file.absolute, operation: operation)?.permissions
    let made = open(
      path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, permissions ?? 0o644)
    if made >= 0 {
      close(made)
    } else if errno != EEXIST {
      throw .system(errno, path: file.path, operation: operation)
    }
    guard let status = try FileStatus.of(path, followingLinks: false, operation: operation),
      status.isRegular
    else { throw .linkedFile(file.name + "-wal", path: file.path, operation: operation) }
    identity = status.identity
    if made >= 0 { try file.syncFolder(operation: operation) }
  }

  /// Whether the log is still where SQLite would look for it after a crash.
  func isInPlace(operation: String) throws(StoreError) -> Bool {
    let status = try FileStatus.of(
      file.absolute + "-wal", followingLinks: false, operation: operation)
    return status?.identity == identity
  }

  /// Waits until the log's length is on the disk: a log that came back after a loss of power, beside
  /// a file at rest, would look like a stranger's.
  func sync(operation: String) throws(StoreError) {
    let descriptor = open(file.absolute + "-wal", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw .system(errno, path: file.path, operation: operation) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw .system(errno, path: file.path, operation: operation)
    }
  }

  /// Removes the log, which is empty, and the shared memory that another program may have left for
  /// it. Where that fails, they stay: by themselves they are of no meaning.
  func remove() {
    guard (try? isInPlace(operation: "close")) == true else { return }
    unlink(file.absolute + "-wal")
    unlink(file.absolute + "-shm")
  }
}
