import GraphEngine
import Platform

/// The one door through which a file is made: it appears whole or not at all, and takes the place of
/// another only where that was asked for.
///
/// The bytes go to a hidden file in the same folder; ``commit()`` brings it to the disk and gives it
/// its name. A file that goes away without a commit leaves nothing. What is there already is never
/// replaced where it is a graph or another SQLite database, and otherwise only where `replacing` says
/// so. Descriptors that the process was handed (`/dev/stdout`, `/dev/fd/63`) and `/dev/null` are
/// written to directly; other pipes and devices only where `replacing` says so.
///
///     let file = try AtomicFile("factors.json")
///     try file.write(bytes)
///     try file.commit()
public final class AtomicFile: ByteOutput {
  private let output: OutputFile
  private let path: String
  /// The file under construction; nil where the bytes go straight to a pipe or a device.
  private let file: NewFile?
  private let replacing: Bool
  private let advice: String

  /// What to do about a file that is there, where a command can be told to replace it.
  public static let force = "--force replaces it"
  /// What to do about one, where none is ever replaced.
  public static let removal = "remove it, or choose another name"

  /// Begins the file that will be at `path`, in a folder that exists.
  ///
  /// - Parameter advice: What to do about a file that is there.
  /// - Throws: ``FileError`` where it may not or cannot be made.
  public init(
    _ path: String, replacing: Bool = false, advice: String = AtomicFile.force
  ) throws(FileError) {
    self.replacing = replacing
    self.advice = advice
    if let descriptor = try HandedDescriptor.copy(of: path) {
      (self.path, file) = (path, nil)
      output = OutputFile(descriptor, name: path, closes: true)
      return
    }
    let target = FileSystem.resolved(path)
    self.path = target
    switch try Self.occupant(of: path, replacing: replacing, advice) {
    case .stream:
      file = nil
      // Nobody may be there to read from a pipe; opening it must not wait for somebody.
      let descriptor: Int32
      do {
        descriptor = try FileSystem.open(target, O_WRONLY | O_NONBLOCK | O_NOCTTY)
      } catch  where error.code == ENXIO {
        throw FileError("write", path, "Nobody reads from it", code: ENXIO)
      }
      FileSystem.makeBlocking(descriptor)
      output = OutputFile(descriptor, name: path, closes: true)
    case .nothing, .file:
      do {
        let file = try NewFile(for: target)
        output = OutputFile(descriptor: file.descriptor, name: file.path)
        self.file = file
      } catch {
        throw FileError(error.action, path, error.reason, code: error.code)
      }
    }
  }

  /// Whether a file may be made at `path`: what ``init(_:replacing:)`` would say, before any work.
  ///
  /// - Throws: ``FileError`` where it may not.
  public static func check(
    _ path: String, replacing: Bool = false, advice: String = AtomicFile.force
  ) throws(FileError) {
    if HandedDescriptor.number(in: path) == nil {
      _ = try occupant(of: path, replacing: replacing, advice)
    }
  }

  /// Takes in `bytes`.
  public func write(_ bytes: UnsafeRawBufferPointer) throws { try output.write(bytes) }

  /// Takes in a style, which only a terminal shows.
  public func write(_ style: TextStyle) throws { try output.write(style) }

  /// Puts the file in its place.
  ///
  /// - Throws: ``FileError``; there is nothing of it then, and what was there is as it was. Only where
  ///   the error says so is the file in its place, and its name not yet on the disk.
  public func commit() throws(FileError) {
    guard let file else { return try output.finish(syncing: false) }
    try output.flush()
    if replacing { FileSystem.copyMode(of: path, to: file.path) }
    try output.sync()
    // What is there now need not be what was there before.
    if replacing { _ = try Self.occupant(of: path, replacing: true, advice) }
    try file.install(replacing: replacing)
    do throws(FileError) {
      try FileSystem.syncFolder(FileSystem.split(path).folder)
    } catch {
      throw FileError(
        "finish", path,
        "It is there, whole, but its name might not survive a loss of power: \(error.reason)",
        code: error.code)
    }
  }

  // MARK: What is there

  private enum Occupant {
    case nothing
    case file
    /// A pipe or a device.
    case stream
  }

  private static func occupant(
    of path: String, replacing: Bool, _ advice: String
  ) throws(FileError) -> Occupant {
    try FileSystem.checkName(path)
    var link = stat()
    guard lstat(path, &link) == 0 else {
      let code = errno
      if code == ENOENT { return .nothing }
      throw FileSystem.failure("write", path, code)
    }
    var info = stat()
    guard stat(path, &info) == 0 else {
      let code = errno
      if code == ENOENT {
        throw FileError("write", path, "It is a symbolic link to a file that is not there")
      }
      throw FileSystem.failure("write", path, code)
    }
    if let kind = FileSystem.irregularKind(info) {
      if info.st_mode & S_IFMT == S_IFDIR { throw FileError("write", path, "It is a folder") }
      if replacing || FileSystem.resolved(path) == "/dev/null" { return .stream }
      throw FileError(
        "write", path,
        "It is \(kind), not a regular file"
          + (advice == force ? "; --force writes into it" : ""))
    }
    if try SQLiteFile.isAt(path) {
      throw FileError(
        "write", path,
        "It is a graph or another SQLite database, which no export replaces; remove it yourself, "
          + "or choose another name")
    }
    guard replacing else {
      throw FileError("write", path, "There is a file of that name; \(advice)")
    }
    return .file
  }
}

/// Tells SQLite's files, among them every graph, from others.
private enum SQLiteFile {
  /// Whether the regular file at `path` is a database, however damaged, or a log or journal beside one.
  static func isAt(_ path: String) throws(FileError) -> Bool {
    if try isDatabase(path) { return true }
    for suffix in Graph.sideSuffixes where path.hasSuffix(suffix) {
      let database = String(path.dropLast(suffix.utf8.count))
      var info = stat()
      if stat(database, &info) == 0, info.st_mode & S_IFMT == S_IFREG {
        return try isDatabase(database)
      }
    }
    return false
  }

  private static func isDatabase(_ path: String) throws(FileError) -> Bool {
    let descriptor = try FileSystem.open(path, O_RDONLY | O_NONBLOCK, doing: "look at")
    defer { close(descriptor) }
    let head = [UInt8](unsafeUninitializedCapacity: Graph.headLength) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
    }
    return Graph.isGraph(path, beginning: head)
  }
}
