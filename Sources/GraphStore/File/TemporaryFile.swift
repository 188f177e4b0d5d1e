import Platform

/// A database under construction beside the place that it is meant for.
///
/// Nobody sees it under its final name before it is whole and on the disk. Unless
/// ``install(replacing:operation:)`` has been called, it is removed with the last reference.
final class TemporaryFile {
  /// Where the file goes in the end.
  let target: FileLocation
  /// Where it is meanwhile: a hidden name in the same folder.
  let location: FileLocation
  /// The file. SQLite has closed it before this goes: a descriptor that goes takes its locks along.
  private let file: NewFile

  /// Makes an empty file, which SQLite takes for an empty database.
  ///
  /// - Throws: ``StoreError`` where files of an earlier database lie where SQLite would look for
  ///   the new one's, or the system's reason against a new file. (SQLite would not tell the
  ///   reason.)
  init(for target: FileLocation, operation: String) throws(StoreError) {
    for suffix in GraphStore.sideSuffixes {
      if try FoundFile.sideFile(suffix, target, operation: operation) != nil {
        throw .strayFile(target.name + suffix, path: target.path, operation: operation)
      }
    }
    self.target = target
    do throws(FileError) {
      file = try NewFile(
        for: target.absolute, mode: 0o644, sideSuffixes: GraphStore.sideSuffixes)
    } catch {
      throw .system(error, path: target.path, operation: operation)
    }
    location = FileLocation(path: target.path, absolute: file.path)
  }

  /// Gives the file, which is closed and on the disk, its final name.
  ///
  /// - Parameter replacing: Whether a file of that name gives way; otherwise it is left alone.
  /// - Throws: ``StoreError`` of the kind `exists`, or the system's reason; one that says that the
  ///   file is there where only its folder could not be synced.
  func install(replacing: Bool, operation: String) throws(StoreError) {
    do throws(FileError) {
      try file.install(replacing: replacing)
    } catch {
      if error.code == EEXIST { throw .exists(target.path, operation: operation) }
      throw .system(error, path: target.path, operation: operation)
    }
    do throws(StoreError) {
      try target.syncFolder(operation: operation)
    } catch {
      throw .installedUnsynced(error)
    }
  }
}
