import Platform

/// A database file that this process has open, with one descriptor of ours beside SQLite's.
///
/// POSIX locks belong to the process: closing *any* descriptor of a file drops all of them,
/// SQLite's too. So our descriptor, which reads the header and asks who holds a lock, is opened
/// before SQLite opens the file and closed after SQLite has closed it, and a second opening in the
/// same process is refused before it touches the file. The connection owns this object, which gives
/// that order.
final class HeldFile {
  /// The file.
  let location: FileLocation
  /// The file's identity.
  let identity: FileIdentity
  private let descriptor: Int32

  /// Takes hold of the existing file at `location`.
  ///
  /// - Throws: ``StoreError``: `alreadyOpen` where this process has it, `notAGraph` for anything
  ///   but an ordinary file, or the system's reason.
  init(_ location: FileLocation) throws(StoreError) {
    let path = location.path
    guard let status = try FileStatus.of(location.absolute, operation: "open") else {
      throw .missing(path)
    }
    guard status.isRegular else { throw .notAFile(path) }
    guard OpenFiles.shared.add(status.identity) else {
      throw .alreadyOpen(path, operation: "open")
    }
    let descriptor = open(location.absolute, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let number = errno
      OpenFiles.shared.remove(status.identity)
      throw .system(number, path: path, operation: "open")
    }
    let opened: FileIdentity?
    do {
      opened = try FileStatus.of(descriptor: descriptor, path: path, operation: "open").identity
    } catch {
      opened = nil
    }
    guard opened == status.identity else {
      OpenFiles.shared.remove(status.identity)
      OpenFiles.shared.closeWhenFree(descriptor, of: opened)
      throw .replaced(path)
    }
    self.location = location
    self.identity = status.identity
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
    OpenFiles.shared.remove(identity)
  }

  /// The first `count` bytes, or fewer where the file is shorter.
  func beginning(_ count: Int) throws(StoreError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let length = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard length >= 0 else { throw .system(errno, path: location.path, operation: "open") }
    bytes.removeLast(count - length)
    return bytes
  }

  /// Reads bytes from `offset` on and returns how many there were, -1 where that fails.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    pread(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
  }

  /// The length in bytes.
  func size() throws(StoreError) -> Int {
    try FileStatus.of(descriptor: descriptor, path: location.path, operation: "open").size
  }

  /// Makes sure that the file's path still leads to it: what is committed to a file that was removed
  /// or replaced is gone with it.
  ///
  /// - Throws: ``StoreError`` of the kind `changedElsewhere` where it does not.
  func checkPlace(operation: String) throws(StoreError) {
    let status = try FileStatus.of(location.absolute, operation: operation)
    guard status?.identity == identity else {
      throw .notInPlace(location.path, isGone: status == nil, operation: operation)
    }
  }

  /// Another process that holds one of SQLite's locks on the file, a writer rather than a reader.
  ///
  /// Nil where there is none, and where the file system does not tell.
  func otherHolder() -> LockHolder? {
    LockHolder.find(descriptor, isWriter: true) ?? LockHolder.find(descriptor, isWriter: false)
  }
}
