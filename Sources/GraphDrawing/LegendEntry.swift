import GraphModel
import WordCatalog

/// A line of a legend: what a look of lines means.
public struct LegendEntry: Hashable, Sendable {
  /// What it means.
  public var name: String
  /// The look.
  public var style: EdgeStyle
  /// How many relationships the line of the sample stands for.
  public var count = 1

  /// The entry of a look.
  public init(name: String, style: EdgeStyle, count: Int = 1) {
    self.name = name
    self.style = style
    self.count = count
  }

  /// What every legend adds to its types: what a wider line means, and a dashed one.
  ///
  /// - Parameters:
  ///   - largestCount: The largest number of relationships that one line stands for.
  ///   - hasHedged: Whether some line is dashed because its statement is hedged.
  public static func common(
    largestCount: Int, hasHedged: Bool, words: Words
  ) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    if largestCount > 1 {
      entries.append(
        LegendEntry(
          name: words.relationships(largestCount), style: EdgeStyle("#000000"),
          count: largestCount))
    }
    if hasHedged {
      entries.append(
        LegendEntry(name: words.onlyExpected, style: EdgeStyle("#000000", .dashed)))
    }
    return entries
  }
}
