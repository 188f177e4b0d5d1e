/// Something in a graph's file that is not as it should be.
public struct IntegrityProblem: Hashable, Sendable {
  /// The families of problem.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// SQLite finds its own structures damaged.
    case database
    /// A relationship starts or ends at a node that is not there.
    case missingNode
    /// A row has a label, a type or an index key that is not among the symbols.
    case unknownSymbol
    /// The properties of a row are not what they should be.
    case properties
    /// A row has a value of the wrong kind in some column.
    case malformedRow
    /// A counter does not agree with the rows.
    case counter
    /// A full-text index does not agree with the rows.
    case fullText
  }

  /// The family.
  public var kind: Kind
  /// What is wrong, in one line.
  public var message: String

  /// A problem of the given parts.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}

extension IntegrityProblem: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
