import Platform

/// The one door through which a file that a user, a script or a manifest names is opened for reading.
///
/// It opens regular files, and what the process was handed as a descriptor: `/dev/stdin`, and the
/// `/dev/fd/63` that a shell makes of `<(…)`. Named pipes, devices and sockets are refused, since
/// they may keep a reader waiting for ever or never end.
///
///     let bytes = try InputFile.bytes(of: "schema.json")
public enum InputFile {
  /// The most bytes of a file that is read as a whole: a script, a saved query, a schema.
  public static let wholeLimit = 64 << 20

  /// All bytes of the file at `path`.
  ///
  /// - Parameter limit: A longer file is an error, found before memory is filled.
  /// - Throws: ``FileError`` where it cannot be read, is no regular file, or is too long.
  /// - Complexity: O(*n*) in the length of the file.
  public static func bytes(of path: String, limit: Int = wholeLimit) throws(FileError) -> [UInt8] {
    try ByteStream(
      descriptor: try open(path), closes: true, memory: [], name: path, finished: nil
    ).readAll(limit: limit)
  }

  /// The text of the file at `path`: UTF-8, whose byte order mark is no part of it.
  ///
  /// - Throws: ``FileError`` as ``bytes(of:limit:)``, and where it is no text in UTF-8.
  public static func text(of path: String, limit: Int = wholeLimit) throws(FileError) -> String {
    let bytes = try bytes(of: path, limit: limit)
    let encoding = bytes.withUnsafeBufferPointer { TextEncoding(of: $0) }
    if let refusal = encoding.refusal { throw FileError("read", path, refusal.full) }
    guard let text = String(validating: bytes.dropFirst(encoding.markLength), as: UTF8.self) else {
      throw FileError("read", path, "It is not valid UTF-8; \(TextEncoding.conversion)")
    }
    return text
  }

  /// Makes sure that a regular file stands at `path`, for its owner alone where it is new, which can
  /// be read and added to.
  ///
  /// - Throws: ``FileError`` where that is not so.
  public static func makeAppendable(_ path: String) throws(FileError) {
    try FileSystem.checkName(path)
    let flags = O_RDWR | O_CREAT | O_APPEND | O_NONBLOCK | O_NOCTTY
    let descriptor = try FileSystem.open(path, flags, mode: 0o600)
    defer { close(descriptor) }
    try checkKind(try FileSystem.status(of: descriptor, path), path)
  }

  /// A descriptor of the file at `path`, to be closed by the caller.
  static func open(_ path: String) throws(FileError) -> Int32 {
    if let descriptor = try HandedDescriptor.copy(of: path) { return descriptor }
    try FileSystem.checkName(path)
    try checkKind(try FileSystem.status(of: path), path)
    // Should another file have taken its place meanwhile, opening it must not wait either.
    let descriptor = try FileSystem.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    do throws(FileError) {
      try checkKind(try FileSystem.status(of: descriptor, path), path)
    } catch {
      close(descriptor)
      throw error
    }
    FileSystem.makeBlocking(descriptor)
    return descriptor
  }

  private static func checkKind(_ info: stat, _ path: String) throws(FileError) {
    if let kind = FileSystem.irregularKind(info) {
      let hint =
        info.st_mode & S_IFMT == S_IFDIR
        ? "" : ", not a regular file; pipe it into standard input instead"
      throw FileError("read", path, "It is \(kind)\(hint)")
    }
  }
}

/// The names by which a shell hands a process its open descriptors.
enum HandedDescriptor {
  /// The number in `/dev/stdin`, `/dev/fd/63` and the like; nil for any other path.
  static func number(in path: String) -> Int32? {
    switch path {
    case "/dev/stdin": return 0
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default: break
    }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.utf8.count))
    }
    return nil
  }

  /// A copy of the descriptor that `path` names; nil where it names none.
  ///
  /// A copy, because to open the path anew would begin at the start of a file, and wait at a pipe.
  static func copy(of path: String) throws(FileError) -> Int32? {
    guard let number = number(in: path) else { return nil }
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw FileSystem.failure("open", path, errno) }
    return copy
  }
}
