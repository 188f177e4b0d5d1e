import Foundation

/// The checkout in which these tests stand, found from the place of this file.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let graph = root.appending(path: "Graph")
  static let queries = root.appending(path: "Queries")

  /// Reads a file as strict UTF-8.
  static func text(of file: URL) throws -> String {
    guard let text = String(validating: try Data(contentsOf: file), as: UTF8.self) else {
      throw LibraryError("\(file.lastPathComponent) is not UTF-8")
    }
    return text
  }

  /// The files below `folder` whose names end in `suffix`, in the order of their paths.
  static func files(below folder: URL, suffix: String) throws -> [URL] {
    guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    else { throw LibraryError("\(folder.path()) cannot be listed") }
    return walk.compactMap { $0 as? URL }
      .filter { $0.lastPathComponent.hasSuffix(suffix) }
      .sorted { $0.path() < $1.path() }
  }
}

/// A fault in the files of `Graph/` or `Queries/`, said in one sentence.
struct LibraryError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
