import Foundation
import GraphTestKit
import Testing

/// The folder of the openCypher Technology Compatibility Kit, which is no part of the checkout.
///
/// It is that of `DOLEN_TCK`, or `../shared/tck` beside the checkout.
enum TCKFolder {
  static let url =
    ProcessInfo.processInfo.environment["DOLEN_TCK"].map { URL(filePath: $0) }
    ?? TestFolder.root.appending(path: "../shared/tck").standardizedFileURL

  /// The folder of the named graphs.
  static let graphs = url.appending(path: "graphs")

  /// A feature file and the name of its feature, such as `clauses/match/Match1`.
  struct Feature: Sendable, CustomTestStringConvertible {
    var file: URL
    var name: String

    var testDescription: String { name }

    /// The scenarios of the file, outlines expanded.
    func scenarios() throws -> [Scenario] {
      try FeatureReader.scenarios(
        of: try String(contentsOf: file, encoding: .utf8), file: file.path(), feature: name)
    }
  }

  /// The feature files; none where the folder is absent, which is said aloud.
  static let features: [Feature] = {
    let folder = url.appending(path: "features")
    let files = TestFolder.files(below: folder, suffix: ".feature")
    if files.isEmpty {
      print(
        """
        WARNING: the openCypher TCK was NOT run: there is no feature file in \(folder.path()).
        Set DOLEN_TCK to the folder that holds 'features' and 'graphs'.
        """)
    }
    let prefix = folder.standardizedFileURL.path().count
    return files.map { file in
      let path = file.standardizedFileURL.path().dropFirst(prefix).drop { $0 == "/" }
      return Feature(file: file, name: String(path.dropLast(".feature".count)))
    }
  }()
}
