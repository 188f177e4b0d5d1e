import Foundation
import Testing

/// Files of the repository, by their path from its root.
enum Fixture {
  /// The repository's root.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  static func path(_ path: String) -> String {
    root.appending(path: path).path(percentEncoded: false)
  }

  /// Holds `text` against a file of the repository. With `RECORD=1` the file is written, and the test
  /// fails, so that what was recorded is looked at.
  static func expect(
    _ text: String, in path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = root.appending(path: path)
    let recorded = try? String(contentsOf: url, encoding: .utf8)
    if recorded == text { return }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      Issue.record("\(path) was recorded; look at it", sourceLocation: sourceLocation)
      return
    }
    let old = (recorded ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
      zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    Issue.record(
      """
      \(path) differs from line \(line + 1) on (RECORD=1 writes it):
      recorded: \(line < old.count ? String(old[line]) : "(end)")
      now:      \(line < new.count ? String(new[line]) : "(end)")
      """, sourceLocation: sourceLocation)
  }

  /// A new folder for one test, removed when `body` is done.
  static func withTemporaryFolder<R>(_ body: (String) throws -> R) throws -> R {
    let url = FileManager.default.temporaryDirectory.appending(path: "dolen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path(percentEncoded: false))
  }
}
