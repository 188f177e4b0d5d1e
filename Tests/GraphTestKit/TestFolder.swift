import Foundation

/// The places of the checkout in which the tests stand.
public enum TestFolder {
  /// The root of the checkout, found from the place of this file.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// `Tests/Cases`, where behaviour is written down as data.
  public static let cases = root.appending(path: "Tests/Cases")

  /// The files below `folder` whose names end in `suffix`, in the order of their paths.
  public static func files(below folder: URL, suffix: String) -> [URL] {
    let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (walk?.compactMap { $0 as? URL } ?? [])
      .filter { $0.lastPathComponent.hasSuffix(suffix) }
      .sorted { $0.path() < $1.path() }
  }

  /// Whether `file` stands below ``root``.
  static func contains(_ file: URL) -> Bool {
    file.standardizedFileURL.path().hasPrefix(root.standardizedFileURL.path())
  }

  /// The path of `file` as it is written from the root of the checkout.
  public static func name(of file: URL) -> String {
    let prefix = root.standardizedFileURL.path()
    let path = file.standardizedFileURL.path()
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
