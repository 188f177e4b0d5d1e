import Platform
import PluginKit
import Subprocesses

/// A plugin that somebody has packed: a `.zip`, `.tar`, `.tar.gz` or `.tgz`, unpacked within bounds into
/// a new folder, so that it can be looked at before anything of it is trusted.
struct PluginArchive {
  /// How much an archive may hold.
  struct Limits {
    /// Bytes of the archive.
    var archive = 128 << 20
    /// Bytes of all files.
    var size = 256 << 20
    /// Files.
    var files = 5_000
    /// Bytes of a path.
    var path = 1_000
  }

  private struct File {
    var path: String
    var isExecutable: Bool
    var bytes: () throws -> [UInt8]
  }

  private static let endings = [".zip", ".tar", ".tar.gz", ".tgz"]
  private static let otherEndings = [".tar.xz", ".tar.bz2", ".tar.zst", ".7z", ".rar"]

  private let path: String
  private let limits: Limits

  /// The archive at `path`, unless that is no name of one.
  ///
  /// - Throws: `OptionError` where it is packed in a way that is not read.
  init?(_ path: String, limits: Limits = Limits()) throws(OptionError) {
    let name = path.lowercased()
    for ending in Self.otherEndings where name.hasSuffix(ending) {
      throw OptionError(
        "'\(path)' is packed in a way that is not read",
        hint: "Archives of plugins are \(Self.endings.joined(separator: ", ")); "
          + "unpack it, and install the folder")
    }
    guard Self.endings.contains(where: { name.hasSuffix($0) }) else { return nil }
    self.path = path
    self.limits = limits
  }

  /// Unpacks all files into `folder`, which is there and empty, and returns the folder of the plugin in
  /// it: itself, or the only one in it.
  ///
  /// - Throws: `ImportError` where the archive is damaged or refused; `FileError`.
  func unpack(into folder: String) throws -> String {
    // Of what gzip has packed, what comes of it; it is broken off where it grows beyond measure.
    let isPacked = path.lowercased().hasSuffix("gz")
    let bytes =
      isPacked
      ? try ByteStream.unpacked(path).readAll(limit: limits.size + (16 << 20))
      : try InputFile.bytes(of: path, limit: limits.archive)
    let files = try files(bytes)
    var size = 0
    var seen: Set<String> = []
    for var file in files {
      try check(file.path)
      file.path = file.path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
      guard !file.path.isEmpty, seen.insert(file.path).inserted else {
        throw refusal("has two files '\(file.path)'")
      }
      let contents = try file.bytes()
      size += contents.count
      guard size <= limits.size else {
        throw refusal("holds more than \(limits.size >> 20) MB")
      }
      let target = "\(folder)/\(file.path)"
      if let slash = target.lastIndex(of: "/") {
        try FileSystem.makeFolders(String(target[..<slash]))
      }
      try FileSystem.makeFile(target, contents, mode: file.isExecutable ? 0o700 : 0o600)
    }
    let names = try FileSystem.names(in: folder)
    if names.count == 1, try FileSystem.kind(of: "\(folder)/\(names[0])") == .folder {
      return "\(folder)/\(names[0])"
    }
    return folder
  }

  private func refusal(_ deed: String) -> ImportError {
    ImportError(
      "The archive \(deed), and is not unpacked", in: path,
      hint: "Ask who has packed it; a plugin is a folder with a plugin.json and a program")
  }

  private func files(_ bytes: [UInt8]) throws -> [File] {
    if path.lowercased().hasSuffix(".zip") { return try zipped(bytes) }
    let archive = try TARArchive(bytes, name: path, most: limits.files)
    return archive.members.map { member in
      File(path: member.path, isExecutable: member.isExecutable) {
        Array(archive.contents(of: member))
      }
    }
  }

  private func zipped(_ bytes: [UInt8]) throws -> [File] {
    let archive = try ZIPArchive(bytes, name: path)
    let size = archive.paths.reduce(0) { $0 + (archive.size(of: $1) ?? 0) }
    guard archive.paths.count <= limits.files, size <= limits.size else {
      throw refusal("holds more than \(limits.files) files, or \(limits.size >> 20) MB")
    }
    var files: [File] = []
    for member in archive.paths where !member.hasSuffix("/") {
      let mode = mode_t(truncatingIfNeeded: archive.mode(of: member))
      switch mode & S_IFMT {
      case 0, S_IFREG: break
      case S_IFDIR: continue
      default: throw refusal("has '\(member)', which is a link, a device or a pipe")
      }
      files.append(
        File(path: member, isExecutable: mode & S_IXUSR != 0) { try archive.member(member) })
    }
    return files
  }

  /// Makes sure that a path leads to a place within the folder.
  private func check(_ path: String) throws(ImportError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = !path.unicodeScalars.contains {
      $0.value < 0x20 || $0.value == 0x7F || $0 == "\\" || $0.value == 0xFFFD
    }
    guard !path.isEmpty, path.utf8.count <= limits.path, isPlain,
      !parts.contains(".."), !parts.contains("")
    else {
      let shown = EscapedLine.text(of: path.utf8)
      throw refusal("has a file '\(shown)', whose path leads out of it or is none")
    }
  }
}
