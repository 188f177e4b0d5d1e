/// Why a pair or a merge cannot be dealt with as it was asked.
public enum DuplicateError: Error, Hashable, Sendable {
  /// No pair and no merge has the number.
  case unknown(String)
  /// The number is that of a merge; a pair was wanted.
  case isMerged(String)
  /// The number is that of a pair; a merge was wanted.
  case isNotMerged(String)
  /// A record of the pair is part of another already, by the merge of that number.
  case recordMerged(String, by: Int)
  /// The record that stands for both was itself merged later; that merge has to be undone first.
  case laterMerge(String, Int)
}
