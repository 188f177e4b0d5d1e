/// What a work is, in the words of the Citation Style Language (1.0.2), which other formats' types are
/// brought to.
struct ReferenceKind: Hashable, Sendable, RawRepresentable {
  let rawValue: String

  init(rawValue: String) { self.rawValue = rawValue }

  /// Whether `name` is a type of the Citation Style Language.
  static func isKnown(_ name: String) -> Bool { all.contains(name) }

  /// Whether numbers of pages of it, stated alone, count its pages.
  var isWhole: Bool {
    ["book", "thesis", "report", "pamphlet", "manuscript", "software", "standard"]
      .contains(rawValue)
  }

  /// Whether it comes out in a journal, magazine or newspaper.
  var isInSerial: Bool { rawValue.hasPrefix("article-") || rawValue.hasPrefix("review") }

  /// Whether it is a part of a book or of proceedings.
  var isPart: Bool {
    ["chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"]
      .contains(rawValue)
  }

  private static let all: Set<String> = [
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score",
    "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
  ]
}

extension ReferenceKind: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self.init(rawValue: value) }
}

/// The types of a format and what they mean.
struct TypeTable: Sendable {
  /// The words of the format, the usual one for a kind before others of the same kind.
  let types: [(type: String, kind: ReferenceKind)]

  /// The kind of the type `type`, whatever its case.
  func kind(of type: String) -> ReferenceKind? {
    let wanted = type.lowercased()
    return types.first { $0.type.lowercased() == wanted }?.kind
  }

  /// The type of `reference`: its own, where the format has that, otherwise that of its kind.
  func type(of reference: Reference) -> String? {
    if let own = reference.type,
      let entry = types.first(where: { $0.type == own }),
      reference.kind == nil || entry.kind == reference.kind
    {
      return entry.type
    }
    guard let kind = reference.kind else { return nil }
    return types.first { $0.kind == kind }?.type
  }
}
