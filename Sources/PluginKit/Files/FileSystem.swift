#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few calls of the system that importing and exporting need.
enum FileSystem {
  /// What stands at a path.
  enum Kind {
    case file
    case folder
    case missing
  }

  static func kind(of path: String) throws(FileError) -> Kind {
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
  static func status(of path: String) throws(FileError) -> stat {
    var info = stat()
    guard stat(path, &info) == 0 else { throw failure("open", path, errno) }
    return info
  }

  /// What `fstat` says of an open descriptor.
  static func status(of descriptor: Int32, _ path: String) throws(FileError) -> stat {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw failure("look at", path, errno) }
    return info
  }

  /// What a file is that is no regular file, in words; nil for a regular one.
  static func irregularKind(_ info: stat) -> String? {
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
  static func checkName(_ path: String) throws(FileError) {
    if path.utf8.contains(0) {
      let shown = path.split(separator: "\0", omittingEmptySubsequences: false)
      throw FileError(
        "open", shown.joined(separator: "\\u0000"), "The name holds the character NUL")
    }
    if path.isEmpty { throw FileError("open", path, "The name is empty") }
  }

  /// A descriptor from `open(2)`, closed in programs that this one starts.
  static func open(
    _ path: String, _ flags: Int32, mode: mode_t = 0o666, doing action: String = "open"
  ) throws(FileError) -> Int32 {
    while true {
      #if canImport(Darwin)
        let descriptor = Darwin.open(path, flags | O_CLOEXEC, mode)
      #elseif canImport(Musl)
        let descriptor = Musl.open(path, flags | O_CLOEXEC, mode)
      #else
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
      #endif
      if descriptor >= 0 { return descriptor }
      let code = errno
      if code != EINTR { throw failure(action, path, code) }
    }
  }

  /// Lets reads and writes wait again, after an opening that must not.
  static func makeBlocking(_ descriptor: Int32) {
    let flags = fcntl(descriptor, F_GETFL)
    if flags >= 0 { _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) }
  }

  /// The path with symbolic links followed, where something is there; else as it is.
  static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// Gives a new file the permissions of the one that it replaces, where there is one.
  static func copyMode(of path: String, to new: String) {
    var info = stat()
    if stat(path, &info) == 0 { chmod(new, info.st_mode & 0o7777) }
  }

  /// Makes a file appear at a second path, or a folder with all its files.
  static func link(_ path: String, to new: String) throws(FileError) {
    var info = stat()
    guard lstat(path, &info) == 0 else { throw failure("look at", path, errno) }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      #if canImport(Darwin)
        let result = Darwin.link(path, new)
      #elseif canImport(Musl)
        let result = Musl.link(path, new)
      #else
        let result = Glibc.link(path, new)
      #endif
      guard result == 0 else { throw failure("keep", path, errno) }
      return
    }
    try makeFolder(new)
    for name in try names(in: path) { try link("\(path)/\(name)", to: "\(new)/\(name)") }
  }

  static func makeFolder(_ path: String) throws(FileError) {
    guard mkdir(path, 0o777) == 0 else { throw failure("create the folder", path, errno) }
  }

  static func rename(_ from: String, to path: String) throws(FileError) {
    #if canImport(Darwin)
      let result = Darwin.rename(from, path)
    #elseif canImport(Musl)
      let result = Musl.rename(from, path)
    #else
      let result = Glibc.rename(from, path)
    #endif
    guard result == 0 else { throw failure("rename '\(from)' to", path, errno) }
  }

  /// Gives a finished file its name, where nothing has that name.
  ///
  /// A hard link fails where the name is taken, in one step; renaming would replace.
  static func installNew(_ from: String, at path: String) throws(FileError) {
    let taken = FileError("write", path, "A file of that name was made meanwhile")
    #if canImport(Darwin)
      let result = Darwin.link(from, path)
    #elseif canImport(Musl)
      let result = Musl.link(from, path)
    #else
      let result = Glibc.link(from, path)
    #endif
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
  static func remove(_ path: String) {
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
  static func names(in path: String) throws(FileError) -> [String] {
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

  /// Makes the entries of the folder at `path` survive a loss of power, where the file system can.
  static func syncFolder(_ path: String) {
    guard let descriptor = try? open(path, O_RDONLY | O_NONBLOCK) else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The folder of `path`, and the last part of it.
  static func split(_ path: String) -> (folder: String, name: String) {
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
  static func failure(_ action: String, _ path: String, _ code: Int32) -> FileError {
    let missing = action == "create" ? "There is no such folder" : "There is no such file"
    let reason = code == ENOENT ? missing : String(cString: strerror(code))
    return FileError(action, path, reason, code: code)
  }
}
