#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A database under construction beside the place that it is meant for.
///
/// Nobody sees it under its final name before it is whole and on the disk. Unless
/// ``install(replacing:operation:)`` has been called, it is removed with the last reference.
final class TemporaryFile {
  /// Where the file goes in the end.
  let target: FileLocation
  /// Where it is meanwhile: a hidden name in the same folder.
  let location: FileLocation
  private var isInstalled = false
  /// Keeps others from taking the file for one that was left behind.
  private var lock: Int32 = -1

  /// Makes an empty file, which SQLite takes for an empty database.
  ///
  /// - Throws: ``StoreError`` where files of an earlier database lie where SQLite would look for
  ///   the new one's, or the system's reason against a new file. (SQLite would not tell the
  ///   reason.)
  init(for target: FileLocation, operation: String) throws(StoreError) {
    for suffix in FileLocation.sideSuffixes {
      if try GraphFile.sideFile(suffix, target, operation: operation) != nil {
        throw .strayFile(target.name + suffix, path: target.path, operation: operation)
      }
    }
    self.target = target
    Self.clear(besides: target)
    let mark = String(UInt64.random(in: .min ... .max), radix: 36)
    location = FileLocation(
      path: target.path, folder: target.folder, name: ".\(target.name).\(mark).tmp")
    let descriptor = open(location.absolute, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let number = errno
      isInstalled = true  // There is nothing to be removed.
      throw .system(number, path: target.path, operation: operation)
    }
    lock = descriptor
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
  }

  /// Removes what processes that were killed have left beside `target`: files of its hidden names that
  /// nobody holds locked. What cannot be removed stays.
  private static func clear(besides target: FileLocation) {
    guard let stream = opendir(target.folder) else { return }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if isTemporary(name, of: target.name) { names.append(name) }
    }
    closedir(stream)
    for name in names {
      let path = FileLocation(path: target.path, folder: target.folder, name: name).absolute
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        for suffix in [""] + FileLocation.sideSuffixes { unlink(path + suffix) }
      }
      close(descriptor)
    }
  }

  /// Whether `file` is a name that ``init(for:operation:)`` gives: `.NAME.MARK.tmp`.
  private static func isTemporary(_ file: String, of name: String) -> Bool {
    let (head, tail) = (".\(name).", ".tmp")
    guard file.hasPrefix(head), file.hasSuffix(tail) else { return false }
    let mark = file.utf8.dropFirst(head.utf8.count).dropLast(tail.utf8.count)
    return !mark.isEmpty && mark.count <= 13
      && mark.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
      }
  }

  deinit {
    // SQLite has closed the file by now: a descriptor that goes takes its locks along.
    if lock >= 0 { close(lock) }
    guard !isInstalled else { return }
    for suffix in [""] + FileLocation.sideSuffixes { unlink(location.absolute + suffix) }
  }

  /// Gives the file, which is closed and on the disk, its final name.
  ///
  /// - Parameter replacing: Whether a file of that name gives way; otherwise it is left alone.
  /// - Throws: ``StoreError`` of the kind `exists`, or the system's reason; one that says that the
  ///   file is there where only its folder could not be synced.
  func install(replacing: Bool, operation: String) throws(StoreError) {
    if replacing {
      guard rename(location.absolute, target.absolute) == 0 else {
        throw .system(errno, path: target.path, operation: operation)
      }
    } else {
      try installAnew(operation)
    }
    isInstalled = true
    do throws(StoreError) {
      try target.syncFolder(operation: operation)
    } catch {
      throw .installedUnsynced(error)
    }
  }

  /// A hard link fails where the name is taken, in one step; renaming would replace.
  private func installAnew(_ operation: String) throws(StoreError) {
    if link(location.absolute, target.absolute) == 0 {
      unlink(location.absolute)
      return
    }
    let number = errno
    if number == EEXIST { throw .exists(target.path, operation: operation) }
    // File systems without hard links: look, then rename.
    guard [EPERM, ENOTSUP, ENOSYS, EMLINK, EXDEV].contains(number) else {
      throw .system(number, path: target.path, operation: operation)
    }
    if try FileStatus.of(target.absolute, followingLinks: false, operation: operation) != nil {
      throw .exists(target.path, operation: operation)
    }
    guard rename(location.absolute, target.absolute) == 0 else {
      throw .system(errno, path: target.path, operation: operation)
    }
  }
}
