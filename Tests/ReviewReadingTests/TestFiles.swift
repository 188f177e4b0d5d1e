import PluginKit

/// The files that these tests read.
enum TestFiles {
  /// The folder of these tests.
  static let folder = String(#filePath.split(separator: "/").dropLast().joined(separator: "/"))
    .withLeadingSlash
  /// The folder of the package.
  static let package = String(#filePath.split(separator: "/").dropLast(3).joined(separator: "/"))
    .withLeadingSlash

  static func bytes(_ path: String) throws -> [UInt8] { try InputFile.bytes(of: path) }
}

extension String {
  fileprivate var withLeadingSlash: String { "/" + self }
}
