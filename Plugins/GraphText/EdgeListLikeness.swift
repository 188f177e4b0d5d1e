import PluginKit

/// Whether a plain text looks like a list of edges: two names on each line, and a weight or data behind them.
///
/// That its first line is an edge, and not the header of a table, is certain where it has two numbers, where
/// one of its names comes again, or where a line ends with data as networkx writes them.
enum EdgeListLikeness {
  /// As many lines are looked at.
  private static let limit = 200

  static func of(_ head: FileHead) -> Likeness? {
    guard head.json == nil, !head.begins(with: "<") else { return nil }
    let lines = head.lines.filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("%") }
      .prefix(limit)
    guard lines.count > 1 else { return nil }
    var edges: [Edge] = []
    for line in lines {
      guard let edge = Edge(line), edge.count == (edges.first ?? edge).count else { return nil }
      edges.append(edge)
    }
    let first = edges[0]
    let isNumbers = Int(first.start) != nil && Int(first.end) != nil
    let comesAgain = edges.dropFirst().contains { edge in
      [edge.start, edge.end].contains { $0 == first.start || $0 == first.end }
    }
    let isCertain = isNumbers || comesAgain || edges.contains { $0.hasData }
    return Likeness("two names on each line", isCertain ? .certain : .possible)
  }

  /// What a line says.
  private struct Edge {
    var start: String
    var end: String
    /// How many words there are.
    var count: Int
    var hasData = false

    /// Nil where the line is none.
    init?(_ line: String) {
      var line = Substring(line)
      if line.hasSuffix("}"), let brace = line.firstIndex(of: "{") {
        line = line[..<brace]
        hasData = true
      }
      var words = line.split { $0 == " " || $0 == "\t" }
      if words.count == 1, let sign = ([",", ";"] as [Character]).first(where: words[0].contains) {
        words = words[0].split(separator: sign, omittingEmptySubsequences: false)
      }
      guard words.count == 2 || words.count == 3 && Double(words[2]) != nil,
        Self.isName(words[0]), Self.isName(words[1])
      else { return nil }
      count = words.count
      (start, end) = (String(words[0]), String(words[1]))
    }

    /// Fractions are measurements.
    private static func isName(_ word: Substring) -> Bool {
      !word.isEmpty && (Double(word) == nil || Int(word) != nil)
    }
  }
}
