import Foundation
import GraphTestKit

/// A fenced block of a Markdown page.
struct MarkdownBlock: Sendable, CustomStringConvertible {
  /// The page, from the root of the checkout.
  let page: String
  /// The line of the fence, from 1.
  let line: Int
  /// The word after the fence.
  let language: String
  /// The lines between the fences.
  let lines: [String]

  /// The lines as one text.
  var text: String { lines.joined(separator: "\n") }

  /// Page and line.
  var description: String { "\(page):\(line)" }

  /// The blocks of `page`, in order.
  static func all(of page: String) throws -> [MarkdownBlock] {
    let text = try String(contentsOf: TestFolder.root.appending(path: page), encoding: .utf8)
    var blocks: [MarkdownBlock] = []
    var open: (line: Int, language: String, lines: [String])?
    for (number, line) in text.components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(
            MarkdownBlock(
              page: page, line: block.line, language: block.language, lines: block.lines))
          open = nil
        } else {
          open = (number + 1, String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    guard open == nil else { throw CaseFailure("\(page): a block is never closed") }
    return blocks
  }
}
