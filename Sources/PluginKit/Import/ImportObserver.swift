/// Follows an import while it runs: how far it is, what it leaves out, what it changes.
///
/// The report has the same at the end, but of long lists only the beginning; an observer is told of
/// each, so that a file can hold them all.
///
///     var observer = ImportObserver()
///     observer.progress = { print($0.records) }
///     try graph.importGraph(from: source, as: .jsonLines, observer: observer)
public struct ImportObserver {
  /// Called every 4,096 records, and while a source is read without any; what it throws ends the import, and the graph is as before.
  public var progress: ((ImportProgress) throws -> Void)?
  /// Called for each record that is left out.
  public var skipped: ((ImportReport.Skipped) throws -> Void)?
  /// Called for each change to what the graph had.
  public var changed: ((ImportReport.Change) throws -> Void)?

  /// Nobody follows.
  public init() {}
}

/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
  /// Records so far.
  public var records: Int
  /// Bytes of the source so far.
  public var bytes: Int
  /// Bytes of the whole source; nil where it is a pipe or a folder.
  public var totalBytes: Int?

  /// How many records go by between two reports.
  static let interval = 4_096

  /// So many records and bytes.
  public init(records: Int, bytes: Int = 0, totalBytes: Int? = nil) {
    self.records = records
    self.bytes = bytes
    self.totalBytes = totalBytes
  }
}
