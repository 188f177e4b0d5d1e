import Foundation
import PluginKit

/// The files that these tests read.
enum TestFiles {
  /// The folder of these tests.
  static let folder = String(#filePath.split(separator: "/").dropLast().joined(separator: "/"))
    .withLeadingSlash
  /// The folder of the package.
  static let package = String(#filePath.split(separator: "/").dropLast(3).joined(separator: "/"))
    .withLeadingSlash

  /// Calls `body` with the path of a file that holds `text`, and removes it afterwards.
  static func temporary<R>(_ text: String, _ body: (String) throws -> R) throws -> R {
    let url = FileManager.default.temporaryDirectory.appending(path: "dolen-\(UUID().uuidString)")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path(percentEncoded: false))
  }

  static func bytes(_ path: String) throws -> [UInt8] { try InputFile.bytes(of: path) }
}

extension String {
  fileprivate var withLeadingSlash: String { "/" + self }
}
