/// Why a file that no format claims by its name or its first bytes may be of one all the same.
///
///     Likeness("two names on each line", .certain)
///
/// A file is taken for what it looks like where that is beyond doubt, and the report of the import says so;
/// else the user is asked.
public struct Likeness: Hashable, Sendable {
  /// What the file has of the format, as it stands in a message: `two names on each line`.
  public var reason: String
  /// How much that says.
  public var certainty: Certainty

  /// How much a likeness says.
  public enum Certainty: Hashable, Sendable {
    /// It is one thing that the file may be.
    case possible
    /// The file is of the format unless it looks like another as well.
    case likely
    /// What looks like the format so much is of no other.
    case certain
  }

  /// The given likeness.
  public init(_ reason: String, _ certainty: Certainty) {
    self.reason = reason
    self.certainty = certainty
  }
}
