import Platform
import PluginKit

/// All files of a plugin's folder, and their digests: what trust is pinned to.
///
/// Every file counts, hidden ones too. A symbolic link stands for the file that it leads to, which must
/// lie in the folder; links to folders, pipes, sockets and devices are refused.
struct FolderContents: Hashable, Sendable {
  /// One file.
  struct File: Hashable, Sendable {
    /// Its path within the folder.
    var path: String
    /// The SHA-256 of its bytes, in hexadecimal digits.
    var sha256: String
    /// Whether its owner may run it.
    var isExecutable: Bool
  }

  /// The files, sorted by the bytes of their paths.
  private(set) var files: [File] = []

  private static let fileLimit = 5_000
  private static let sizeLimit = 512 << 20
  private static let depthLimit = 32

  init(files: [File]) { self.files = files }

  /// Reads the folder at `folder`.
  ///
  /// - Parameter copy: A folder, empty, that gets the same bytes as were read, so that what is run from
  ///   there is what was looked at; nil for none.
  /// - Throws: `FileError` where a file cannot be read, is no plain file, or leads out of the folder.
  init(of folder: String, copyingTo copy: String? = nil) throws(FileError) {
    var size = 0
    try add(folder, "", FileSystem.resolved(folder), copy, &size, depth: 0)
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func add(
    _ root: String, _ path: String, _ resolvedRoot: String, _ copy: String?, _ size: inout Int,
    depth: Int
  ) throws(FileError) {
    let folder = path.isEmpty ? root : "\(root)/\(path)"
    guard depth <= Self.depthLimit else {
      throw FileError("read", folder, "Its folders are nested more than \(Self.depthLimit) deep")
    }
    for name in try FileSystem.names(in: folder) {
      let inner = path.isEmpty ? name : "\(path)/\(name)"
      let full = "\(root)/\(inner)"
      var info = stat()
      guard lstat(full, &info) == 0 else {
        throw FileSystem.failure("look at", full, errno)
      }
      switch info.st_mode & S_IFMT {
      case S_IFDIR:
        if let copy { try FileSystem.makeFolder("\(copy)/\(inner)") }
        try add(root, inner, resolvedRoot, copy, &size, depth: depth + 1)
        continue
      case S_IFLNK:
        let target = FileSystem.resolved(full)
        guard target.hasPrefix("\(resolvedRoot)/"), stat(full, &info) == 0,
          info.st_mode & S_IFMT == S_IFREG
        else {
          throw FileError(
            "read", full,
            "It is a symbolic link that leads to no file of the plugin's folder; "
              + "copy the file into the folder instead")
        }
      case S_IFREG: break
      default:
        throw FileError("read", full, "It is \(FileSystem.irregularKind(info) ?? "no file")")
      }
      size += Int(info.st_size)
      guard files.count < Self.fileLimit, size <= Self.sizeLimit else {
        throw FileError(
          "read", root,
          "A plugin has at most \(Self.fileLimit) files and \(Self.sizeLimit >> 20) MB")
      }
      let isExecutable = info.st_mode & S_IXUSR != 0
      let bytes = try InputFile.bytes(of: full, limit: Self.sizeLimit)
      files.append(
        File(path: inner, sha256: SHA256.hexadecimal(of: bytes), isExecutable: isExecutable))
      if let copy {
        try FileSystem.makeFile("\(copy)/\(inner)", bytes, mode: isExecutable ? 0o700 : 0o600)
      }
    }
  }

  /// One digest for all: that of the list of paths, rights and digests.
  var sha256: String {
    var list = ""
    for file in files {
      // A path may hold a line end, so that its length comes before it.
      list +=
        "\(file.path.utf8.count) \(file.path) \(file.isExecutable ? "x" : "-") \(file.sha256)\n"
    }
    return SHA256.hexadecimal(of: Array(list.utf8))
  }

  /// What differs from `old`, a line for each file: `main.py was changed`.
  func changes(since old: FolderContents) -> [String] {
    let before = Dictionary(old.files.map { ($0.path, $0) }) { first, _ in first }
    let now = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    var lines: [String] = []
    for path in Set(before.keys).union(now.keys).sorted() {
      switch (before[path], now[path]) {
      case (nil, _): lines.append("\(path) was added")
      case (_, nil): lines.append("\(path) was removed")
      case (let old?, let new?) where old.sha256 != new.sha256: lines.append("\(path) was changed")
      case (let old?, let new?) where old.isExecutable != new.isExecutable:
        lines.append("\(path) was made \(new.isExecutable ? "" : "not ")executable")
      default: break
      }
    }
    return lines
  }
}

extension FileSystem {
  /// Makes a file of `bytes` where nothing is.
  ///
  /// - Throws: `FileError`.
  static func makeFile(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(FileError) {
    let descriptor = try open(path, O_WRONLY | O_CREAT | O_EXCL, mode: mode, doing: "create")
    let code = bytes.withUnsafeBytes { writeBytes(descriptor, $0) }
    close(descriptor)
    if code != 0 { throw failure("write", path, code) }
  }
}
