import Platform

/// Writes a folder, which appears whole or not at all.
///
/// The files go to a temporary folder beside the target; ``commit()`` puts it in its place. A folder
/// that is there already is replaced where it is empty, or where it has the format's marker file and
/// that was asked for. Of its files those stay that the format does not own, such as a README; they
/// are linked, not copied.
final class FolderSink: ExportSink {
  private(set) var count = 0
  private let path: String
  private let temporary: String
  private let old: String
  private let replaces: Bool
  private let owned: [String]
  /// Keeps others from taking the temporary folder for one that was left behind.
  private let lock: FolderLock
  private let leftover: Leftovers.Entry
  private var output: OutputFile?
  private var folders: Set<String> = []

  /// A sink for the folder at `path`, of a format that is known by the file `marker` and owns the
  /// files and folders named in `owned`.
  init(path: String, marker: String, owned: [String], replacing: Bool) throws {
    let target = FileSystem.resolved(path)
    self.path = target
    self.owned = owned + [marker]
    temporary = HiddenName.new(for: target)
    old = HiddenName.new(for: target, suffix: "old")
    try Self.restore(target)
    switch try FileSystem.kind(of: target) {
    case .missing: replaces = false
    case .file: throw FileError("write the folder", path, "There is a file of that name")
    case .folder:
      let names = try FileSystem.names(in: target)
      guard names.isEmpty || names.contains(marker) else {
        throw FileError(
          "write the folder", path,
          "It has files in it but no \(marker), so that it is not a folder of this format")
      }
      guard names.isEmpty || replacing else {
        throw FileError(
          "write the folder", path, "There is a folder of that name; --force replaces it")
      }
      replaces = true
    }
    HiddenName.clear(besides: target)
    leftover = Leftovers.add { [temporary] in
      FileSystem.remove(temporary)
      try? Self.restore(target)
    }
    do {
      try FileSystem.makeFolder(temporary)
    } catch {
      Leftovers.drop(leftover)
      throw error
    }
    lock = FolderLock(temporary)
  }

  deinit { Leftovers.drop(leftover) }

  /// Ends what a process that was killed between the two renames of ``commit()`` has begun.
  private static func restore(_ target: String) throws(FileError) {
    for old in HiddenName.left(besides: target, suffix: "old") {
      if try FileSystem.kind(of: target) == .missing {
        try FileSystem.rename(old, to: target)
      } else {
        FileSystem.remove(old)
      }
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard let output else { throw ExportError("A folder needs a file name before its first byte") }
    count += bytes.count
    try output.write(bytes)
  }

  func beginFile(_ path: String) throws {
    try output?.finish(syncing: true)
    output = nil
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      throw ExportError("'\(path)' is no path inside the folder")
    }
    var folder = temporary
    for part in parts.dropLast() {
      folder += "/\(part)"
      if folders.insert(folder).inserted { try FileSystem.makeFolder(folder) }
    }
    let name = "\(temporary)/\(path)"
    let flags = O_WRONLY | O_CREAT | O_EXCL
    output = OutputFile(
      try FileSystem.open(name, flags, doing: "create"), name: name, closes: true)
  }

  /// Puts the folder in its place.
  func commit() throws {
    try output?.finish(syncing: true)
    output = nil
    for folder in folders { try FileSystem.syncFolder(folder) }
    guard replaces else {
      try FileSystem.rename(temporary, to: path)
      return try FileSystem.syncFolder(FileSystem.split(path).folder)
    }
    for name in try FileSystem.names(in: path) where !owned.contains(name) {
      try FileSystem.link("\(path)/\(name)", to: "\(temporary)/\(name)")
    }
    try FileSystem.syncFolder(temporary)
    // No portable call exchanges two folders: between these two renames there is none at `path`.
    try FileSystem.rename(path, to: old)
    do {
      try FileSystem.rename(temporary, to: path)
    } catch {
      try FileSystem.rename(old, to: path)
      throw error
    }
    try FileSystem.syncFolder(FileSystem.split(path).folder)
    FileSystem.remove(old)
  }

  /// Removes what was written.
  func abandon() { FileSystem.remove(temporary) }
}

/// A lock on a folder, for as long as somebody refers to it.
private final class FolderLock {
  private let descriptor: Int32

  init(_ path: String) {
    descriptor = (try? FileSystem.open(path, O_RDONLY)) ?? -1
    if descriptor >= 0 { _ = flock(descriptor, LOCK_EX | LOCK_NB) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
