/// The calls of the system that files need, with its reasons as ``FileError``.
package enum FileSystem {
  /// What stands at a path.
  package enum Kind {
    case file
    case folder
    case missing
  }

  package static func kind(of path: String) throws(FileError) -> Kind {
    try checkName(path)
    var info = stat()
    guard stat(path, &info) == 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return .missing }
      throw failure("look at", path, code)
    }
    return info.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  /// What `stat` says of a path, its links followed.
  package static func status(of path: String) throws(FileError) -> stat {
    var info = stat()
    guard stat(path, &info) == 0 else { throw failure("open", path, errno) }
    return info
  }

  /// What `fstat` says of an open descriptor.
  package static func status(of descriptor: Int32, _ path: String) throws(FileError) -> stat {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw failure("look at", path, errno) }
    return info
  }

  /// What a file is that is no regular file, in words; nil for a regular one.
  package static func irregularKind(_ info: stat) -> String? {
    switch info.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "a folder"
    case S_IFIFO: "a named pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    default: "no regular file"
    }
  }

  /// Refuses a path that the system would take for a shorter one.
  package static func checkName(_ path: String) throws(FileError) {
    if path.utf8.contains(0) {
      let shown = path.split(separator: "\0", omittingEmptySubsequences: false)
      throw FileError(
        "open", shown.joined(separator: "\\u0000"), "The name holds the character NUL")
    }
    if path.isEmpty { throw FileError("open", path, "The name is empty") }
  }

  /// A descriptor from `open(2)`, closed in programs that this one starts.
  package static func open(
    _ path: String, _ flags: Int32, mode: mode_t = 0o666, doing action: String = "open"
  ) throws(FileError) -> Int32 {
    let descriptor = openFile(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure(action, path, errno) }
    return descriptor
  }

  /// Lets reads and writes wait again, after an opening that must not.
  package static func makeBlocking(_ descriptor: Int32) {
    let flags = fcntl(descriptor, F_GETFL)
    if flags >= 0 { _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) }
  }

  /// The path with symbolic links followed, where something is there; else as it is.
  package static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// Gives a new file the permissions of the one that it replaces, where there is one.
  package static func copyMode(of path: String, to new: String) {
    var info = stat()
    if stat(path, &info) == 0 { chmod(new, info.st_mode & 0o7777) }
  }

  /// Makes a file appear at a second path, or a folder with all its files.
  package static func link(_ path: String, to new: String) throws(FileError) {
    var info = stat()
    guard lstat(path, &info) == 0 else { throw failure("look at", path, errno) }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      let result = linkFile(path, new)
      guard result == 0 else { throw failure("keep", path, errno) }
      return
    }
    try makeFolder(new)
    for name in try names(in: path) { try link("\(path)/\(name)", to: "\(new)/\(name)") }
  }

  package static func makeFolder(_ path: String) throws(FileError) {
    guard mkdir(path, 0o777) == 0 else { throw failure("create the folder", path, errno) }
  }

  package static func rename(_ from: String, to path: String) throws(FileError) {
    let result = renameFile(from, path)
    guard result == 0 else { throw failure("rename '\(from)' to", path, errno) }
  }

  /// Gives a finished file its name, where nothing has that name.
  ///
  /// A hard link fails where the name is taken, in one step; renaming would replace.
  package static func installNew(_ from: String, at path: String) throws(FileError) {
    let taken = FileError(
      "write", path, "A file of that name was made meanwhile", code: EEXIST)
    let result = linkFile(from, path)
    if result == 0 {
      unlink(from)
      return
    }
    let code = errno
    if code == EEXIST { throw taken }
    // File systems without hard links: look, then rename.
    guard [EPERM, ENOTSUP, ENOSYS, EMLINK, EXDEV].contains(code) else {
      throw failure("write", path, code)
    }
    var info = stat()
    guard lstat(path, &info) != 0 else { throw taken }
    try rename(from, to: path)
  }

  /// Removes a file, or a folder with all that is in it; what is gone already is no failure.
  package static func remove(_ path: String) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in (try? names(in: path)) ?? [] { remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// The names in a folder, sorted by bytes.
  package static func names(in path: String) throws(FileError) -> [String] {
    guard let folder = opendir(path) else { throw failure("list", path, errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Makes the entries of the folder at `path` survive a loss of power.
  ///
  /// - Throws: ``FileError`` where that fails; a file system that cannot sync a folder, and says so, is
  ///   no failure: there is nothing more to be done there.
  package static func syncFolder(_ path: String) throws(FileError) {
    let descriptor = try open(path, O_RDONLY | O_NONBLOCK)
    defer { close(descriptor) }
    guard fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP else { return }
    throw failure("bring to the disk", path, errno)
  }

  /// The folder of `path`, and the last part of it.
  package static func split(_ path: String) -> (folder: String, name: String) {
    var trimmed = Substring(path)
    while trimmed.utf8.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      return (".", String(trimmed))
    }
    let folder = trimmed[..<slash]
    return (
      folder.isEmpty ? "/" : String(folder), String(trimmed[trimmed.utf8.index(after: slash)...])
    )
  }

  /// The failure of a call, with the system's words for it.
  package static func failure(_ action: String, _ path: String, _ code: Int32) -> FileError {
    let missing = action == "create" ? "There is no such folder" : "There is no such file"
    let reason = code == ENOENT ? missing : String(cString: strerror(code))
    return FileError(action, path, reason, code: code)
  }
}
