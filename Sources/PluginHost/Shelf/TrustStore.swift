import GraphModel
import Platform
import PluginKit
import WordCatalog

/// Which plugins the user trusts, each pinned to the bytes of all files of its folder.
///
/// Kept as `trusted.json` in the folder of the user's data. A plugin is trusted where it lies: a copy at
/// another place is another plugin.
public struct TrustStore: Sendable {
  /// One plugin that is trusted.
  public struct Entry: Sendable {
    /// The plugin's folder, its links resolved.
    public var folder: String
    /// Its name, as it was then.
    public var name: String
    /// Its version, as it was then.
    public var version: String
    /// Whether edits need no new trust: the plugin is under work.
    public var isUnderWork: Bool
    var contents: FolderContents

    /// What was trusted, in a few words.
    public var summary: String {
      "\(Words.counted(contents.files.count, "file", "files")), SHA-256 \(contents.sha256.prefix(16))…"
    }
  }

  /// What is known of a plugin.
  public enum State: Sendable {
    /// It is as it was when it was trusted.
    case trusted
    /// It is under work: whatever it is, it runs.
    case underWork
    /// Nobody said that it may run.
    case unknown
    /// It changed since; what did.
    case changed([String])

    /// The state as a word of a list.
    public var word: String {
      switch self {
      case .trusted: "trusted"
      case .underWork: "under work"
      case .unknown: "not trusted"
      case .changed: "changed"
      }
    }
  }

  /// The entries, by folder.
  public private(set) var entries: [Entry] = []
  private let file: String?

  /// Reads what is kept for `environment`.
  ///
  /// - Throws: `FileError` where the file is there and cannot be read or understood.
  public init(_ environment: PluginEnvironment) throws(FileError) {
    file = environment.dataFolder.map { "\($0)/trusted.json" }
    if let file { entries = try Self.entries(in: file) }
  }

  /// The entries of the file at a path; none where there is no file.
  private static func entries(in file: String) throws(FileError) -> [Entry] {
    guard try FileSystem.kind(of: file) == .file else { return [] }
    guard let entries = entries(of: try InputFile.bytes(of: file)) else {
      throw FileError(
        "read", file, "It is no list of trusted plugins; remove it, and trust your plugins again")
    }
    return entries
  }

  /// The entries of a file; nil where one of them cannot be understood.
  private static func entries(of bytes: [UInt8]) -> [Entry]? {
    guard case .map(let map)? = try? JSONReader(tags: .ignore).value(of: bytes),
      case .list(let list)? = map["plugins"]
    else { return nil }
    let entries = list.compactMap { Entry($0) }
    return entries.count == list.count ? entries : nil
  }

  /// The entry of the plugin in `folder`.
  public func entry(of folder: String) -> Entry? { entries.first { $0.folder == folder } }

  /// What is known of the plugin in `folder`, whose files are `contents` now.
  func state(of folder: String, _ contents: FolderContents) -> State {
    guard let entry = entry(of: folder) else { return .unknown }
    if entry.isUnderWork { return .underWork }
    let changes = contents.changes(since: entry.contents)
    return changes.isEmpty ? .trusted : .changed(changes)
  }

  /// What is known of the plugin in `folder`, all of whose files are read for it.
  ///
  /// - Throws: `FileError`.
  public func state(of folder: String) throws(FileError) -> State {
    guard let entry = entry(of: folder) else { return .unknown }
    return entry.isUnderWork ? .underWork : state(of: folder, try FolderContents(of: folder))
  }

  /// Trusts the plugin in `folder` as it is now.
  ///
  /// - Parameter isUnderWork: Whether later edits need no new trust.
  /// - Throws: `FileError`.
  public mutating func trust(
    _ plugin: FoundPlugin, version: String, isUnderWork: Bool = false
  ) throws(FileError) {
    let contents = try FolderContents(of: plugin.folder)
    try change { entries in
      entries.removeAll { $0.folder == plugin.folder }
      entries.append(
        Entry(
          folder: plugin.folder, name: plugin.name, version: version, isUnderWork: isUnderWork,
          contents: contents))
      entries.sort { $0.folder.utf8.lexicographicallyPrecedes($1.folder.utf8) }
    }
  }

  /// Trusts the plugin in `folder` no more; whether it was trusted.
  ///
  /// - Throws: `FileError`.
  public mutating func untrust(_ folder: String) throws(FileError) -> Bool {
    guard file != nil, entry(of: folder) != nil else { return false }
    var wasTrusted = false
    try change { entries in
      let count = entries.count
      entries.removeAll { $0.folder == folder }
      wasTrusted = entries.count < count
    }
    return wasTrusted
  }

  /// Changes what is kept as it is now: another process may have changed it since it was read, and
  /// waits meanwhile if it is about to.
  private mutating func change(_ body: (inout [Entry]) -> Void) throws(FileError) {
    guard let file else {
      throw FileError(
        "write", "trusted.json", "Neither XDG_DATA_HOME nor HOME says where the user's data lies")
    }
    try FileSystem.makeFolders(FileSystem.split(file).folder)
    let lock = try FileSystem.open("\(file).lock", O_RDWR | O_CREAT, mode: 0o600, doing: "lock")
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0 {
      guard errno == EINTR else { throw FileSystem.failure("lock", file, errno) }
    }
    entries = try Self.entries(in: file)
    body(&entries)
    try save(in: file)
  }

  private func save(in file: String) throws(FileError) {
    var writer = JSONWriter(mode: .plain)
    do {
      try writer.write(
        .map(["version": 1, "plugins": .list(entries.map(\.value))]))
    } catch {
      throw FileError("write", file, error.message)
    }
    let new = try NewFile(for: file, mode: 0o600)
    let bytes = writer.bytes + [0x0A]
    let code = bytes.withUnsafeBytes { writeBytes(new.descriptor, $0) }
    if code != 0 { throw FileSystem.failure("write", file, code) }
    if fsync(new.descriptor) != 0 { throw FileSystem.failure("write", file, errno) }
    try new.install(replacing: true)
  }
}

extension TrustStore.Entry {
  fileprivate init?(_ value: Value) {
    guard case .map(let map) = value, case .text(let folder)? = map["folder"],
      case .text(let name)? = map["name"], case .text(let version)? = map["version"],
      case .boolean(let isUnderWork)? = map["under_work"], case .list(let list)? = map["files"]
    else { return nil }
    var files: [FolderContents.File] = []
    for item in list {
      guard case .map(let file) = item, case .text(let path)? = file["path"],
        case .text(let sha256)? = file["sha256"],
        case .boolean(let isExecutable)? = file["executable"]
      else { return nil }
      files.append(.init(path: path.string, sha256: sha256.string, isExecutable: isExecutable))
    }
    self.init(
      folder: folder.string, name: name.string, version: version.string,
      isUnderWork: isUnderWork, contents: FolderContents(files: files))
  }

  fileprivate var value: Value {
    .map([
      "folder": .string(folder), "name": .string(name), "version": .string(version),
      "under_work": .boolean(isUnderWork), "sha256": .string(contents.sha256),
      "files": .list(
        contents.files.map {
          .map([
            "path": .string($0.path), "sha256": .string($0.sha256),
            "executable": .boolean($0.isExecutable),
          ])
        }),
    ])
  }
}

extension FileSystem {
  /// Makes the folder at `path` and those above it, where they are missing.
  static func makeFolders(_ path: String) throws(FileError) {
    guard try kind(of: path) == .missing else { return }
    let above = split(path).folder
    if above != path { try makeFolders(above) }
    do {
      try makeFolder(path)
    } catch  where error.code == EEXIST {
      return
    }
  }
}
