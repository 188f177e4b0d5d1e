import Foundation

/// A folder of a test's own.
enum Folder {
  /// Runs `body` with a new folder, which is removed afterwards.
  static func temporary<R>(_ body: (String) throws -> R) throws -> R {
    let url = FileManager.default.temporaryDirectory.appending(path: "dolen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path(percentEncoded: false))
  }
}
