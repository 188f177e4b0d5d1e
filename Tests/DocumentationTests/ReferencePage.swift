import Foundation
import GraphTestKit

/// A page of the manual that is written from the catalogs.
struct ReferencePage: Sendable, CustomStringConvertible {
  /// The path from the root of the checkout.
  let path: String
  /// The text that the catalogs give.
  let text: String

  /// The path.
  var description: String { path }

  /// The file.
  var file: URL { TestFolder.root.appending(path: path) }

  /// A page that says at its top where it comes from.
  init(_ path: String, title: String, body: String) {
    self.path = path
    text = """
      # \(title)

      <!-- Written by the tests from the catalogs; see CONTRIBUTING.md. Do not edit by hand. -->

      \(body.trimmingCharacters(in: .whitespacesAndNewlines))

      """
  }

  /// A page as it was written.
  init(_ path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// Every page.
  static func all() throws -> [ReferencePage] {
    [
      functions, aggregates, procedures, algorithms, checks, formats, shellCommands, try program(),
      try manual(),
      language, try errors(), try status(),
    ]
  }

  /// A table of the given rows.
  static func table(_ head: [String], _ rows: [[String]]) -> String {
    let lines = [head, head.map { _ in "---" }] + rows
    return lines.map { row in
      "| "
        + row.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }
        .joined(separator: " | ") + " |"
    }.joined(separator: "\n")
  }
}
