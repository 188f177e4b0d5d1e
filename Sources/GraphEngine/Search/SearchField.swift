import GraphModel

/// What of an element a search looks into, by the properties that say it.
///
/// The keys are those of the evidence vocabulary and of the formats that are imported; a language may stand
/// behind them: `name_cy`, `claim_en`.
enum SearchField: Int, CaseIterable, Sendable {
  case names, aliases, claims, printed

  /// How much a match is worth.
  var weight: Float {
    switch self {
    case .names: 1
    case .aliases: 0.95
    case .claims: 0.8
    case .printed: 0.75
    }
  }

  /// What options call it.
  var word: Text {
    switch self {
    case .names: "names"
    case .aliases: "aliases"
    case .claims: "claims"
    case .printed: "printed"
    }
  }

  private var keys: [String] {
    switch self {
    case .names: ["name", "title", "label", "term", "authors", "author", "text"]
    case .aliases:
      [
        "alias", "aliases", "alternative_name", "alternative_names", "variants", "acronym",
        "abbreviation", "synonyms", "slug", "id", "other_names",
      ]
    case .claims:
      [
        "claim", "general_claim", "meaning", "summary", "about", "remedy", "items", "needs",
        "abstract", "explanation",
      ]
    case .printed:
      ["printed", "heading_printed", "quote", "sentence", "reference", "print", "explainer"]
    }
  }

  /// What a property is searched as; nil where it is not.
  init?(key: Text) {
    let name = key.string.lowercased()
    var stem = Substring(name)
    // A language behind the name: two or three letters.
    if let line = name.lastIndex(of: "_"),
      (2...3).contains(name.distance(from: line, to: name.endIndex) - 1)
    {
      stem = name[..<line]
    }
    guard
      let field = Self.allCases.first(where: { field in
        field.keys.contains(name) || field.keys.contains(String(stem))
      })
    else { return nil }
    self = field
  }
}
