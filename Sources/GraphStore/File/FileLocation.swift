import Platform

/// Where a graph's file is: the path as it was given, and the same without links and shortcuts.
///
/// SQLite is only ever given the absolute path: it would take `:memory:` and the like for more than
/// a name.
struct FileLocation {
  /// The path as it was given, for messages.
  var path: String
  /// The folder, absolute and without symbolic links.
  var folder: String
  /// The last part of the path.
  var name: String

  /// The absolute path.
  var absolute: String { folder == "/" ? "/" + name : folder + "/" + name }

  /// The location of the existing file at `path`, links followed; nil where there is none.
  ///
  /// - Throws: ``StoreError`` where the path cannot be followed.
  static func existing(_ path: String) throws(StoreError) -> FileLocation? {
    try checkText(path, "open")
    guard let real = realpath(path, nil) else {
      let number = errno
      if number == ENOENT { return nil }
      throw .system(number, path: path, operation: "open")
    }
    defer { free(real) }
    let (folder, name) = split(String(cString: real))
    return FileLocation(path: path, folder: folder.isEmpty ? "/" : folder, name: name)
  }

  /// The location of a file that is to be made at `path`, in a folder that exists.
  ///
  /// - Throws: ``StoreError`` where the path names no file or its folder does not exist.
  static func new(_ path: String, operation: String) throws(StoreError) -> FileLocation {
    try checkText(path, operation)
    let (folder, name) = split(path)
    guard !name.isEmpty, name != ".", name != ".." else {
      throw .badPath(path, operation: operation)
    }
    let start = folder.isEmpty ? (path.utf8.first == UInt8(ascii: "/") ? "/" : ".") : folder
    guard let real = realpath(start, nil) else {
      let number = errno
      if number == ENOENT { throw .noFolder(path, operation: operation) }
      throw .system(number, path: path, operation: operation)
    }
    defer { free(real) }
    return FileLocation(path: path, folder: String(cString: real), name: name)
  }

  /// The location of the file whose absolute path is known.
  init(path: String, absolute: String) {
    let (folder, name) = Self.split(absolute)
    self.init(path: path, folder: folder.isEmpty ? "/" : folder, name: name)
  }

  init(path: String, folder: String, name: String) {
    (self.path, self.folder, self.name) = (path, folder, name)
  }

  /// A path with a NUL in it would end there for the system.
  private static func checkText(_ path: String, _ operation: String) throws(StoreError) {
    if path.isEmpty || path.utf8.contains(0) { throw .badPath(path, operation: operation) }
  }

  /// What stands before and after the last slash.
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
  }

  /// Waits until the folder's entries are on the disk, so that a new name outlives power loss.
  func syncFolder(operation: String) throws(StoreError) {
    do throws(FileError) {
      try FileSystem.syncFolder(folder)
    } catch {
      throw .system(error, path: folder, operation: operation)
    }
  }
}
