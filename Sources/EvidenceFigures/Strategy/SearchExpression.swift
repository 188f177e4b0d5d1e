import WordCatalog

/// A part of a search strategy as a tree, whatever database it was written for.
public indirect enum SearchExpression: Hashable, Sendable {
  /// One word or phrase.
  case term(SearchWords)
  /// Any of these: OR.
  case any([SearchExpression])
  /// All of these: AND.
  case all([SearchExpression])
  /// The first without the second: NOT.
  case without(SearchExpression, SearchExpression)
  /// Both near each other.
  case near(Nearness, SearchExpression, SearchExpression)
  /// Only in some fields.
  case field(SearchField, SearchExpression)

  /// A word or a phrase that is looked for.
  public struct SearchWords: Hashable, Sendable {
    /// The words, without quotes; `*` stands for any ending.
    public var text: String
    /// Whether they stand in quotes.
    public var isPhrase: Bool

    /// The given words.
    public init(_ text: String, isPhrase: Bool = false) {
      self.text = text
      self.isPhrase = isPhrase
    }

    /// Whether several words stand without quotes, of which databases make different things.
    public var isUnquotedPhrase: Bool { !isPhrase && text.contains(" ") }
    /// Whether any ending is meant somewhere.
    public var isTruncated: Bool { text.contains("*") }
  }

  /// How near two things must be.
  public struct Nearness: Hashable, Sendable {
    /// The most words that may stand between them.
    public var between: Int
    /// Whether the first must come first.
    public var isOrdered: Bool

    /// The given distance.
    public init(between: Int, isOrdered: Bool = false) {
      self.between = between
      self.isOrdered = isOrdered
    }
  }

  /// Its terms, from left to right.
  public var terms: [SearchWords] {
    switch self {
    case .term(let words): [words]
    case .any(let parts), .all(let parts): parts.flatMap(\.terms)
    case .without(let a, let b), .near(_, let a, let b): a.terms + b.terms
    case .field(_, let part): part.terms
    }
  }

  /// Its distances and conjunctions, from left to right: what a translation may lose.
  var joints: [Joint] {
    switch self {
    case .term: []
    case .any(let parts): parts.flatMap(\.joints)
    case .all(let parts): [.and] + parts.flatMap(\.joints)
    case .without(let a, let b): [.not] + a.joints + b.joints
    case .near(let nearness, let a, let b): [.near(nearness)] + a.joints + b.joints
    case .field(_, let part): part.joints
    }
  }

  /// Something that joins two parts, and is no OR.
  enum Joint: Hashable {
    case and
    case not
    case near(Nearness)
  }
}

/// Where a database looks.
public enum SearchField: String, CaseIterable, Hashable, Sendable {
  case title
  case abstract
  case titleAbstract = "title, abstract"
  /// Title, abstract and keywords.
  case topic
}

/// A database's language of searches.
public enum SearchDialect: String, CaseIterable, Hashable, Sendable {
  case ebsco
  case ovid
  case scopus
  case wos
  case pubmed

  /// The dialect that a printed strategy names; nil for none that is known.
  public init?(named name: String) {
    let name = name.lowercased()
    func holds(_ parts: String...) -> Bool { parts.contains { name.contains($0) } }
    if holds("ebsco", "cinahl") {
      self = .ebsco
    } else if name == "spp" || holds("ovid", "social policy") {
      self = .ovid
    } else if holds("scopus") {
      self = .scopus
    } else if name == "wos" || holds("web of science") {
      self = .wos
    } else if holds("pubmed") {
      self = .pubmed
    } else {
      return nil
    }
  }

  /// What people call it.
  public var name: String {
    switch self {
    case .ebsco: "EBSCOhost"
    case .ovid: "Ovid"
    case .scopus: "Scopus"
    case .wos: "Web of Science"
    case .pubmed: "PubMed"
    }
  }

  /// The distance that a word of the dialect asks for; nil where it is none.
  ///
  /// Ovid counts the steps from word to word, so that ADJ2 lets one word stand between; all others count the
  /// words between.
  public func nearness(_ word: String) -> SearchExpression.Nearness? {
    let word = word.uppercased()
    func number(after prefix: String) -> Int? {
      guard word.hasPrefix(prefix) else { return nil }
      return Int(word.dropFirst(prefix.count))
    }
    switch self {
    case .ebsco:
      if let n = number(after: "N") { return .init(between: n) }
      if let n = number(after: "W") { return .init(between: n, isOrdered: true) }
    case .ovid:
      if word == "ADJ" { return .init(between: 0, isOrdered: true) }
      if let n = number(after: "ADJ"), n > 0 { return .init(between: n - 1) }
    case .scopus:
      if let n = number(after: "W/") { return .init(between: n) }
      if let n = number(after: "PRE/") { return .init(between: n, isOrdered: true) }
    case .wos:
      if word == "NEAR" { return .init(between: 15) }
      if let n = number(after: "NEAR/") { return .init(between: n) }
    case .pubmed: break
    }
    return nil
  }

  /// The word for a distance, and whether it keeps the order; nil where the dialect has none between sets.
  func word(for nearness: SearchExpression.Nearness) -> (text: String, keepsOrder: Bool)? {
    let n = nearness.between
    switch self {
    case .ebsco: return (nearness.isOrdered ? "W\(n)" : "N\(n)", true)
    case .ovid:
      if nearness.isOrdered, n == 0 { return ("adj", true) }
      return ("adj\(n + 1)", !nearness.isOrdered)
    case .scopus: return (nearness.isOrdered ? "PRE/\(n)" : "W/\(n)", true)
    case .wos: return ("NEAR/\(n)", !nearness.isOrdered)
    case .pubmed: return nil
    }
  }

  /// How few letters may stand before a `*`.
  var leastBeforeStar: Int {
    switch self {
    case .pubmed: 4
    case .wos: 3
    case .ebsco, .ovid, .scopus: 1
    }
  }
}
