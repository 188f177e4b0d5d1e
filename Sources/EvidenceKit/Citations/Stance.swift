import GraphModel
import WordCatalog

/// What a cited study says of a factor or model, as a reader judged it.
public enum Stance: String, CaseIterable, Hashable, Sendable {
  /// It speaks for it.
  case supports
  /// It reports what hinders it.
  case barrier
  /// It says both.
  case mixed
  /// It is cited for a definition, an example, or in a bare list.
  case neutral

  /// The stance in the words of a language.
  public func text(in words: Words) -> String {
    switch self {
    case .supports: words.supports
    case .barrier: words.barrier
    case .mixed: words.mixed
    case .neutral: words.neutral
    }
  }

  /// The type of a citation of a factor with this stance.
  public var relationshipType: Text {
    switch self {
    case .supports: "SUPPORTS"
    case .barrier: "REPORTS_BARRIER"
    case .mixed: "REPORTS_MIXED"
    case .neutral: "DISCUSSES"
    }
  }

  /// The stance that a relationship's type tells; nil for types that tell none.
  public init?(relationshipType type: Text) {
    guard let stance = Stance.allCases.first(where: { $0.relationshipType == type }) else {
      return nil
    }
    self = stance
  }

  /// The stance of a relationship: its own property, else what its type tells.
  public init?(_ relationship: Relationship.Contents) {
    if case .text(let word)? = relationship.properties["stance"],
      let stance = Stance(rawValue: word.string)
    {
      self = stance
    } else {
      self.init(relationshipType: relationship.type)
    }
  }
}
