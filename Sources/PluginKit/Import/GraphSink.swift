/// Where an importer puts what it reads.
///
/// A sink may check, count, batch or cancel: an importer passes on whatever it throws. Every record
/// of the source ends in exactly one call of ``add(_:)-(ImportedNode)``,
/// ``add(_:)-(ImportedRelationship)`` or ``skip(_:_:at:)``, so that the report can account for all.
public protocol GraphSink {
  /// Takes a node.
  mutating func add(_ node: ImportedNode) throws

  /// Takes a relationship, whose nodes may still be to come.
  mutating func add(_ relationship: ImportedRelationship) throws

  /// Notes a record that is left out, and why, in words that are the same for the same reason.
  mutating func skip(_ record: RecordKind, _ reason: String, at place: SourcePlace) throws

  /// Notes something that the user should look at, though the import goes on.
  mutating func warn(_ message: String, at place: SourcePlace)
}
