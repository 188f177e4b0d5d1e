import GraphModel
import Platform
import PluginKit

/// A file with all that passes between Dolen and a plugin, a line each: `>` to it, `<` from it, `!` its
/// standard error, `#` what is said about it.
final class PluginTrace {
  private let descriptor: Int32
  private let path: String

  /// Adds to the file at `path`, which is made where it is missing.
  ///
  /// - Throws: `FileError` where that is a graph, or cannot be written.
  init(_ path: String) throws(FileError) {
    try AtomicFile.check(path, replacing: true)
    try InputFile.makeAppendable(path)
    self.path = path
    descriptor = try FileSystem.open(path, O_WRONLY | O_APPEND | O_NOCTTY)
  }

  deinit { close(descriptor) }

  /// Writes a line.
  func write(_ mark: Character, _ bytes: some Collection<UInt8>) throws(FileError) {
    var line = Array("\(mark) ".utf8)
    line += bytes
    if line.last != 0x0A { line.append(0x0A) }
    let code = line.withUnsafeBytes { writeBytes(descriptor, $0) }
    if code != 0 { throw FileSystem.failure("write", path, code) }
  }
}
