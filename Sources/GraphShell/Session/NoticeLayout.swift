import GraphEngine

/// Messages as they fit a terminal: broken between words, with a caret under what it is about.
package enum NoticeLayout {
  /// `text` in lines of at most `width` columns.
  package static func fitted(_ text: String, to width: Int) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var result: [String] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if index + 1 < lines.count, let pair = source(line, lines[index + 1], to: width) {
        result += pair
        index += 2
        continue
      }
      result.append(wrapped(line, to: width))
      index += 1
    }
    return result.joined(separator: "\n")
  }

  private static func wrapped(_ line: String, to width: Int) -> String {
    if DisplayText.width(of: line) <= width { return line }
    let indent = String(line.prefix { $0 == " " })
    let room = width - indent.count
    guard room >= 20 else { return line }
    // What stands at the end, such as the blank behind a question, is no word.
    let ending = line.hasSuffix(" ") ? " " : ""
    return DisplayText.wrapped(String(line.dropFirst(indent.count)), to: room)
      .map { indent + $0 }.joined(separator: "\n") + ending
  }

  /// A line of a statement and the carets below it; nil where the two are none.
  private static func source(_ line: String, _ marks: String, to width: Int) -> [String]? {
    guard let bar = line.range(of: " | "), let caret = marks.firstIndex(of: "^"),
      marks.allSatisfy({ $0 == " " || $0 == "|" || $0 == "^" })
    else { return nil }
    let head = String(line[..<bar.upperBound])
    let body = Array(line[bar.upperBound...])
    let start = marks.distance(from: marks.startIndex, to: caret) - head.count
    guard start >= 0 else { return nil }
    let room = width - head.count
    let count = marks.count { $0 == "^" }
    guard body.count > room, room >= 12 else { return [line, marks] }
    // The place with what stands around it, cut at both ends where there is more.
    let from = max(0, min(start - room / 3, body.count - room))
    let to = min(body.count, from + room)
    var shown = Array(body[from..<to])
    if from > 0 { shown[0] = "…" }
    if to < body.count { shown[shown.count - 1] = "…" }
    let gutter = String(repeating: " ", count: max(0, head.count - 2)) + "| "
    let place = min(start - from, room - 1)
    return [
      head + String(shown),
      gutter + String(repeating: " ", count: max(0, place))
        + String(repeating: "^", count: max(1, min(count, room - place))),
    ]
  }
}

extension String {
  /// Where `text` stands first; nil where it does not.
  fileprivate func range(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
