/// Where an importer puts what it reads.
///
/// A sink may check, count, batch or cancel: an importer passes on whatever it throws. Every record
/// of the source ends in exactly one call of ``add(_:)-(ImportedNode)``,
/// ``add(_:)-(ImportedRelationship)``, ``skip(_:_:at:)`` or ``reject(_:_:text:)``, or is part of one of
/// ``add(_:)-(RelationshipRun)``, so that the report can account for all.
public protocol GraphSink {
  /// Takes a node.
  mutating func add(_ node: ImportedNode) throws

  /// Takes a relationship, whose nodes may still be to come.
  mutating func add(_ relationship: ImportedRelationship) throws

  /// Takes relationships together; each is a record of its own.
  mutating func add(_ run: RelationshipRun) throws

  /// Notes further records of the source that are part of a node that an earlier one has made.
  mutating func fold(_ count: Int)

  /// Notes that the source states all relationships of a kind that its nodes have, before the first record.
  ///
  /// - Throws: What reading the graph throws.
  mutating func state(all relationships: StatedRelationships) throws

  /// Notes a record that is left out, and why, in words that are the same for the same reason.
  mutating func skip(_ record: RecordKind, _ reason: String, at place: SourcePlace) throws

  /// Leaves out a record that cannot be read, where the import goes on in spite of `error`; an importer
  /// calls it (or ``reading(_:text:_:)``) wherever it can go on behind a faulty record.
  ///
  /// - Parameter text: The record as it stands in the source, for the list of what was left out; nil
  ///   where it has no text of its own.
  /// - Throws: `error`, where the import is to stop at it.
  mutating func reject(_ record: RecordKind, _ error: ImportError, text: String?) throws

  /// Notes something that the user should look at, though the import goes on.
  mutating func warn(_ message: String, at place: SourcePlace)

  /// Takes the text of the schema that goes with the records; it is kept in the graph once they are.
  ///
  /// - Throws: `Diagnostic` where it is no schema.
  mutating func keep(schema bytes: [UInt8], at place: SourcePlace) throws

  /// Notes that the source is being read without a record coming of it, for a digest, say; an importer
  /// calls it every few megabytes.
  ///
  /// - Throws: Whatever is to end the import.
  func noteReading() throws
}

extension GraphSink {
  /// Takes the relationships one by one.
  public mutating func add(_ run: RelationshipRun) throws {
    for element in run.elements { try add(run.relationship(element)) }
  }

  /// Does nothing.
  public func noteReading() throws {}

  /// Does nothing: a sink that counts no records has none to count.
  public mutating func fold(_ count: Int) {}

  /// Does nothing: a sink that keeps no graph has none to compare.
  public mutating func state(all relationships: StatedRelationships) throws {}

  /// Does nothing: a sink that keeps no graph keeps no schema.
  public mutating func keep(schema bytes: [UInt8], at place: SourcePlace) throws {}

  /// What `body` makes of a record; nil where that fails and the import goes on without the record.
  ///
  ///     guard let node = try sink.reading(.node, text: line, { try node(from: fields) }) else {
  ///       continue
  ///     }
  ///
  /// - Parameter text: The record as it stands in the source.
  /// - Throws: What `body` throws, where the import is to stop at it.
  public mutating func reading<Record>(
    _ record: RecordKind, text: @autoclosure () -> String?, _ body: () throws -> Record
  ) throws -> Record? {
    do {
      return try body()
    } catch let error as ImportError {
      try reject(record, error, text: text())
      return nil
    }
  }
}
