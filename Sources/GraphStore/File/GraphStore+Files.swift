import Platform

extension GraphStore {
  /// What SQLite appends to the name of a graph's file for the files that it may keep beside it.
  package static let sideSuffixes = ["-wal", "-journal", "-shm"]

  /// Removes the file at `path`, which nobody has open, with what SQLite may have put beside it; what is
  /// not there is passed over.
  package static func removeFiles(at path: String) {
    for suffix in [""] + sideSuffixes { unlink(path + suffix) }
  }
}
