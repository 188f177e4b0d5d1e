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
    let mark = String(UInt64.random(in: .min ... .max), radix: 36)
    location = FileLocation(
      path: target.path, folder: target.folder, name: ".\(target.name).\(mark).tmp")
    let descriptor = open(location.absolute, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let number = errno
      isInstalled = true  // There is nothing to be removed.
      throw .system(number, path: target.path, operation: operation)
    }
    close(descriptor)
  }

  deinit {
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
