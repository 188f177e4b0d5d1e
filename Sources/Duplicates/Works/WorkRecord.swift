import GraphModel

/// A node that describes a work, as far as it can be compared with another.
public struct WorkRecord: Sendable {
  /// The node's identifier; a smaller one was there earlier.
  public let node: Int
  let labels: [Text]
  let key: Text?
  let doi: String?
  let pmid: String?
  let title: WorkTitle?
  let authors: [WorkAuthor]
  let year: Int?
  let firstPage: [UInt8]?
  let volume: [UInt8]?
  let edition: [UInt8]?
  let container: [UInt8]?
  let kind: Kind?
  /// What the type says that the title need not: that it is a correction or a retraction.
  let notices: Set<WorkTitle.Notice>
  /// All that the node states besides its key, as a number.
  let contents: Int

  /// Kinds that no one work is of two of, whatever databases call it.
  enum Kind: Sendable {
    case article, chapter, book, conference, thesis, report, dataset
  }

  /// The record of a node; nil where the node states neither title nor identifier of a work.
  ///
  /// Properties are named as importers of references name them: `title`, `doi`, `pmid`, `authors`, `year`,
  /// `pages`, `volume`, `edition`, `container_title`, `kind`.
  ///
  /// - Parameter authors: Authors that are nodes of their own, in order.
  public init?(node: Int, _ contents: Node.Contents, authors names: [String] = []) {
    let properties = contents.properties
    func text(_ key: Text) -> String? {
      switch properties[key] {
      case .text(let text): text.isEmpty ? nil : text.string
      case .integer(let number): String(number)
      default: nil
      }
    }
    title = text("title").flatMap { WorkTitle($0) }
    doi = text("doi").flatMap(WorkIdentifier.doi)
    pmid = text("pmid").flatMap(WorkIdentifier.pmid)
    guard title != nil || doi != nil || pmid != nil else { return nil }
    self.node = node
    labels = contents.labels
    key = text("id").map { Text($0) }
    authors = WorkAuthor.list(names.isEmpty ? Self.texts(properties["authors"]) : names)
    year = (text("year") ?? text("date")).flatMap(Self.year)
    firstPage = (text("pages") ?? text("article_number")).flatMap(Self.firstPage)
    volume = text("volume").flatMap(WorkTitle.number)
    edition = text("edition").flatMap(WorkTitle.number)
    container = text("container_title").map { FoldedText.words($0).flatMap { $0 } }
    kind = text("kind").flatMap { Self.kinds[$0] }
    let says = [text("type"), text("genre")].compactMap { $0 }.flatMap(FoldedText.words)
    notices =
      (title?.notices ?? []).union(
        WorkTitle.notices(in: says).intersection([.correction, .retraction, .concern]))
    var stated = properties
    for name in Self.namesOfRecord { stated[name] = nil }
    self.contents = Set(contents.labels).hashValue ^ stated.hashValue
  }

  /// Properties that say which record it is, not which work.
  private static let namesOfRecord: [Text] = ["id", "import_run"]

  private static func texts(_ value: Value?) -> [String] {
    switch value {
    case .text(let text)?: [text.string]
    case .list(let items)?:
      items.compactMap { if case .text(let text) = $0 { text.string } else { nil } }
    default: []
    }
  }

  /// The first four digits that can be a year.
  private static func year(_ text: String) -> Int? {
    let parts = text.split { !$0.isASCIIDigit }
    return parts.first { $0.count == 4 }.flatMap { Int($0) }
  }

  /// The page at which it begins, or its number where it has no pages: `345`, `e12`, `s4`.
  private static func firstPage(_ text: String) -> [UInt8]? {
    let word = FoldedText.words(text).first { $0 != Array("p".utf8) && $0 != Array("pp".utf8) }
    let plain = word?.drop { $0 == UInt8(ascii: "0") } ?? []
    return plain.isEmpty ? nil : Array(plain)
  }

  private static let kinds: [String: Kind] = [
    "article-journal": .article, "article-magazine": .article, "article-newspaper": .article,
    "review": .article, "review-book": .article, "chapter": .chapter, "entry": .chapter,
    "entry-encyclopedia": .chapter, "entry-dictionary": .chapter, "book": .book,
    "collection": .book, "paper-conference": .conference, "thesis": .thesis, "report": .report,
    "dataset": .dataset,
  ]
}
