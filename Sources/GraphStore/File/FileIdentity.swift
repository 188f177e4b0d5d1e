import Platform

/// What makes a file that file, whatever it is called: its device and its number there.
struct FileIdentity: Hashable, Sendable {
  var device: UInt64
  var number: UInt64
}

/// What the system says of a file.
struct FileStatus {
  /// The file's identity.
  var identity: FileIdentity
  /// Its length in bytes.
  var size: Int
  /// Whether it is an ordinary file, not a folder, link, pipe or device.
  var isRegular: Bool
  /// Who may do what with it.
  var permissions: mode_t

  private init(_ status: stat) {
    identity = FileIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      number: UInt64(truncatingIfNeeded: status.st_ino))
    size = Int(status.st_size)
    isRegular = status.st_mode & S_IFMT == S_IFREG
    permissions = status.st_mode & 0o777
  }

  /// The status of the file at `path`, or nil where there is none.
  ///
  /// - Parameter followingLinks: Whether a symbolic link stands for its target.
  static func of(
    _ path: String, followingLinks: Bool = true, operation: String
  ) throws(StoreError) -> FileStatus? {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else {
      let number = errno
      if number == ENOENT { return nil }
      throw .system(number, path: path, operation: operation)
    }
    return FileStatus(status)
  }

  /// The status of an open file.
  static func of(
    descriptor: Int32, path: String, operation: String
  ) throws(StoreError) -> FileStatus {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .system(errno, path: path, operation: operation)
    }
    return FileStatus(status)
  }
}
