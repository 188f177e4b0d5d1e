import GraphModel
import WordCatalog

/// Where a text states something: lines of the report or of its explainer, and a page.
///
/// In properties the lines are ranges parted by semicolons; `doc2` is the explainer:
///
///     Locator(lines: "178-180;doc2:25")?.description   // lines 178–180; explainer, line 25
public struct Locator: Hashable, Sendable {
  /// The passages, in the order in which they are stated.
  public var passages: [Passage]
  /// The page, counted by the page breaks of the plain text.
  public var page: Int?
  /// The characters, in code points of the plain text from 0, the end not included.
  public var characters: Range<Int>?

  /// Some lines of one of the texts.
  public struct Passage: Hashable, Sendable {
    /// The text.
    public var document: Document
    /// The lines from 1; nil for the text as a whole.
    public var lines: ClosedRange<Int>?

    /// The given lines of a text.
    public init(_ document: Document, _ lines: ClosedRange<Int>?) {
      self.document = document
      self.lines = lines
    }
  }

  /// The texts that a locator can point into.
  public enum Document: Int, Hashable, Sendable {
    /// The report.
    case report = 1
    /// The explainer that goes with it.
    case explainer = 2
  }

  /// The given passages.
  public init(passages: [Passage], page: Int? = nil, characters: Range<Int>? = nil) {
    self.passages = passages
    self.page = page
    self.characters = characters
  }

  /// Reads ranges of lines as properties hold them; nil where the text is none.
  public init?(lines text: String) {
    passages = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      var range = part
      var document = Document.report
      if part == "doc2" {
        passages.append(Passage(.explainer, nil))
        continue
      }
      if part.hasPrefix("doc2:") {
        document = .explainer
        range = part.dropFirst(5)
      }
      let ends = range.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends[0], let last = ends[ends.count - 1], ends.count <= 2, first >= 1,
        last >= first
      else { return nil }
      passages.append(Passage(document, first...last))
    }
  }

  /// The place that a node's or relationship's properties state; nil where they state none.
  ///
  /// Read are `line_start` and `line_end`, or else `lines`; with them `page` (or `page_from`) and
  /// `char_start`, `char_end`.
  public init?(_ properties: MapValue) {
    func integer(_ key: Text) -> Int? {
      if case .integer(let value)? = properties[key] { value } else { nil }
    }
    if let start = integer("line_start") {
      let end = max(start, integer("line_end") ?? start)
      self.init(passages: [Passage(.report, start...end)])
    } else if case .text(let lines)? = properties["lines"] {
      self.init(lines: lines.string)
    } else {
      return nil
    }
    page = integer("page") ?? integer("page_from")
    if let start = integer("char_start"), let end = integer("char_end"), start <= end {
      characters = start..<end
    }
  }
}

extension Locator {
  /// The properties that the words of a place tell, where `properties` state one.
  public static func keys(in properties: MapValue) -> Set<Text> {
    guard Locator(properties) != nil else { return [] }
    func isInteger(_ key: Text) -> Bool {
      if case .integer? = properties[key] { true } else { false }
    }
    var keys: Set<Text> =
      isInteger("line_start") ? ["line_start", "line_end"] : ["lines"]
    if let page = (["page", "page_from"] as [Text]).first(where: isInteger) { keys.insert(page) }
    return keys
  }
}

extension Locator: CustomStringConvertible {
  /// The place in words: `lines 178–180; explainer, line 25; page 4`.
  public var description: String { text(in: .english) }

  /// The place in the words of a language.
  public func text(in words: Words) -> String {
    var parts = passages.map { passage in
      var place = passage.lines.map { words.lines($0.lowerBound, $0.upperBound) }
      if passage.document == .explainer {
        place = words.explainer + (place.map { ", \($0)" } ?? "")
      }
      return place ?? words.report
    }
    if let page { parts.append(words.page(page)) }
    return parts.joined(separator: "; ")
  }
}
