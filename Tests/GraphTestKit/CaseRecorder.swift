import Foundation
import Synchronization

/// Rewrites case files, one case at a time.
final class CaseRecorder: Sendable {
  static let shared = CaseRecorder()
  private let turn = Mutex(())

  /// Puts `recordings` in the place of the sections of `queryCase`.
  ///
  /// Cases of one file run side by side, and each rewriting moves the lines of the others: the file
  /// is read again, and the sections are counted from the case's new place.
  func record(
    _ recordings: [(range: Range<Int>, lines: [String])], in queryCase: QueryCase
  ) throws {
    try turn.withLock { _ in
      let current = try CaseFile(queryCase.file)
      guard let place = current.cases.first(where: { $0.name == queryCase.name }) else { return }
      let shift = place.line - queryCase.line
      var lines = current.lines
      for (range, replacement) in recordings.reversed() {
        lines.replaceSubrange(
          (range.lowerBound + shift)..<(range.upperBound + shift), with: replacement)
      }
      try lines.joined(separator: "\n").write(to: queryCase.file, atomically: true, encoding: .utf8)
    }
  }
}
