import GraphModel
import WordCatalog

/// How grave a finding is.
public enum CheckSeverity: String, CaseIterable, Sendable {
  /// The graph says what cannot be, or lacks what it must have.
  case error
  /// An answer may mislead.
  case warning
  /// Worth knowing before anything is reported.
  case note

  /// The severity in words.
  public func text(in words: Words) -> String {
    switch self {
    case .error: words.checkError
    case .warning: words.checkWarning
    case .note: words.checkNote
    }
  }
}

/// Something that a rule has found in a graph.
public struct CheckFinding: Hashable, Sendable {
  /// Where it was found.
  public struct Place: Hashable, Sendable {
    /// The node; nil where it is a relationship's.
    public var node: Int?
    /// The relationship; nil where it is a node's.
    public var relationship: Int?
    /// What people call the element.
    public var name: String
    /// The studies behind it, by their names.
    public var studies: [String] = []
    /// Where a text states it.
    public var locator: String?
  }

  /// The element.
  public var place: Place
  /// What is wrong with it.
  public var message: String
  /// What to do about it.
  public var advice: String
  /// A statement that mends it, with `…` for what only a person knows; nil where none does.
  public var statement: String?
}

extension CheckFinding {
  /// The finding as programs read it.
  ///
  /// - Parameter rule: The rule that found it.
  public func value(of rule: CheckRule) -> Value {
    func optional(_ text: String?) -> Value { text.map { .string($0) } ?? .null }
    return .map([
      "code": .string(rule.code), "severity": .string(rule.severity.rawValue),
      "message": .string(message),
      "place": .map([
        "kind": .string(
          place.node != nil ? "node" : place.relationship != nil ? "relationship" : "graph"),
        "id": (place.node ?? place.relationship).map { .integer($0) } ?? .null,
        "name": .string(place.name), "studies": .list(place.studies.map { .string($0) }),
        "locator": optional(place.locator),
      ]),
      "fix": .string(advice), "statement": optional(statement),
    ])
  }
}
