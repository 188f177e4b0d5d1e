import GraphModel

/// How merges and doubtful pairs stand in a graph; the names are a promise to queries and exports.
///
/// A record that was merged stays a node, with all it says: it loses its labels, which it remembers in
/// `merged_labels`, is a `MergedRecord` instead, and leads by `MERGED_INTO` to the record that stands for
/// both. So nothing of any source is lost, `MATCH (s:Study)` finds each work once, and an export carries all
/// that ``RecordMerger/undo(_:)`` needs.
///
///     MATCH (s:Study)<-[:MERGED_INTO]-(r:MergedRecord) RETURN s.id, collect(r.database)
public enum MergedRecord {
  /// The label of a record that was merged into another.
  public static let label: Text = "MergedRecord"
  /// The labels that it had.
  public static let labels: Text = "merged_labels"
  /// The type from a merged record to the one that stands for it.
  public static let type: Text = "MERGED_INTO"
  /// The numbers of the merges that have moved a relationship.
  public static let movedBy: Text = "merged_from"
  /// The type between two records that may be one work, from the later to the earlier.
  public static let pair: Text = "POSSIBLY_SAME_AS"

  /// The number of a pair or a merge, by which a person names it.
  static let number: Text = "number"
  /// How likely it is one work.
  static let score: Text = "score"
  /// What the comparison found.
  static let reasons: Text = "reasons"
  /// What the rules say of a pair: `certain` or `doubtful`.
  static let verdict: Text = "verdict"
  /// What a person says of a pair: `rejected`.
  static let status: Text = "status"
  static let rejected: Value = "rejected"
  /// The properties that the staying record got from the merged one.
  static let filled: Text = "filled"
  /// The properties of which both have one, and not the same.
  static let differing: Text = "differing"

  /// Whether a node was merged into another.
  static func isMerged(_ contents: Node.Contents?) -> Bool {
    contents?.labels.contains(label) ?? false
  }

  /// What a node said before it was merged into another; of one that was not, what it says.
  public static func original(_ contents: Node.Contents) -> Node.Contents {
    guard isMerged(contents) else { return contents }
    return Node.Contents(
      labels: (contents.properties[labels]?.items ?? []).compactMap(\.textValue),
      properties: unmarked(contents.properties))
  }

  /// The properties without the marks that merging leaves on them.
  public static func unmarked(_ properties: MapValue) -> MapValue {
    guard properties[movedBy] != nil || properties[labels] != nil else { return properties }
    var plain = properties
    plain[movedBy] = nil
    plain[labels] = nil
    return plain
  }
}
