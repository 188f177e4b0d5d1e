import GraphModel

/// A place where a graph is not as its schema says.
public struct SchemaProblem: Hashable, Sendable {
  /// What kind of problem it is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case unknownLabel = "unknown label"
    case noLabel = "no label"
    case unknownType = "unknown relationship type"
    case wrongEnds = "wrong ends"
    case missingProperty = "missing property"
    case unknownProperty = "unknown property"
    case wrongType = "wrong type of value"
    case duplicateKey = "duplicate key"
  }

  /// What the problem is about.
  public enum Element: Hashable, Sendable {
    /// The node with the id.
    case node(Int)
    /// The relationship with the id.
    case relationship(Int)
  }

  /// What kind of problem it is.
  public var kind: Kind
  /// The node or relationship.
  public var element: Element
  /// What people call the element.
  public var name: String
  /// The problem in plain words: `Study 'harden-2015' has no year`.
  public var message: String
  /// What to do, where that can be said.
  public var hint: String?
}

extension SchemaProblem: CustomStringConvertible {
  /// The message and the hint.
  public var description: String { hint.map { "\(message). \($0)" } ?? message }
}
