import GraphModel

/// The definition of an index or a unique constraint, as a graph's file keeps it.
public struct StoredIndex: Hashable, Sendable {
  /// What the definition asks for.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// An index that finds equal and ordered values.
    case range
    /// The same, and no two entities may agree on all keys.
    case unique
    /// An index of the words in texts.
    case fullText = "fulltext"
  }

  /// What is covered.
  public enum Entity: String, Hashable, Sendable, CaseIterable {
    case node
    case relationship
  }

  /// The name, unique in the graph.
  public var name: Text
  /// What the definition asks for.
  public var kind: Kind
  /// Whether nodes or relationships are covered.
  public var entity: Entity
  /// The number of the label or relationship type.
  public var symbol: Int
  /// The numbers of the property keys, at least one.
  public var keys: [Int]
  /// Settings as a JSON object, where the kind has any.
  public var options: Text?

  /// A definition of the given parts.
  public init(
    name: Text, kind: Kind, entity: Entity, symbol: Int, keys: [Int], options: Text? = nil
  ) {
    self.name = name
    self.kind = kind
    self.entity = entity
    self.symbol = symbol
    self.keys = keys
    self.options = options
  }
}
