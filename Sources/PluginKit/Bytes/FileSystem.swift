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
    var info = stat()
    guard stat(path, &info) == 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return .missing }
      throw failure("look at", path, code)
    }
    return info.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  /// What a file is opened for.
  enum Access {
    case read
    /// To write to what is there: a pipe, a device.
    case write
    /// To make a new file, which must not exist yet.
    case create
  }

  static func open(_ path: String, _ access: Access = .read) throws(FileError) -> Int32 {
    let flags =
      switch access {
      case .read: O_RDONLY
      case .write: O_WRONLY
      case .create: O_WRONLY | O_CREAT | O_EXCL
      }
    while true {
      #if canImport(Darwin)
        let descriptor = Darwin.open(path, flags | O_CLOEXEC, 0o666)
      #elseif canImport(Musl)
        let descriptor = Musl.open(path, flags | O_CLOEXEC, 0o666)
      #else
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o666)
      #endif
      if descriptor >= 0 { return descriptor }
      let code = errno
      if code != EINTR { throw failure(access == .create ? "create" : "open", path, code) }
    }
  }

  /// Whether a regular file stands at `path`, not a pipe or device.
  static func isRegular(_ path: String) throws(FileError) -> Bool {
    var info = stat()
    guard stat(path, &info) == 0 else { throw failure("look at", path, errno) }
    return info.st_mode & S_IFMT == S_IFREG
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
    guard let descriptor = try? open(path) else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// A part of a temporary name that no other export uses, in this process or another.
  static func uniqueSuffix() -> String {
    "\(getpid())-\(String(UInt32.random(in: 0...UInt32.max), radix: 16))"
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
    FileError(action, path, String(cString: strerror(code)), code: code)
  }
}
