import GraphModel

/// A name that a graph uses: a label, a relationship type or a property key, with its number.
public struct Symbol: Hashable, Sendable {
  /// What a name is used for; the same name may be used for all three.
  public enum Kind: Int, Hashable, Sendable, CaseIterable {
    case label = 1
    case relationshipType = 2
    case propertyKey = 3
  }

  /// The number, from 0 in order of first use over all kinds; rows hold it in place of the name.
  public var id: Int
  /// What the name is used for.
  public var kind: Kind
  /// The name.
  public var name: Text

  /// A symbol of the given parts.
  public init(id: Int, kind: Kind, name: Text) {
    self.id = id
    self.kind = kind
    self.name = name
  }
}
