import GraphEngine
import GraphModel
import WordCatalog

/// The answer to a query as it is exported: its columns, and its rows one by one.
///
///     let answer = ExportedAnswer(try graph.run("MATCH (s:Study) RETURN s.id AS id"), of: graph)
///     let report = try answer.export(as: .csv, to: "studies.csv")
///
/// Rows are computed as they are read, and can be read once.
public final class ExportedAnswer {
  /// A title for the table or document.
  public var title: String?
  /// The query, for formats that can say where their rows come from.
  public var query: String?
  /// The language of what is reported, which need not be that of what is written.
  public var words = Words.english
  /// The names of the columns.
  public let columns: [String]
  /// The graph that was asked.
  public let graph: Graph
  private let rows: Rows

  /// The rows that are left of an answer of `graph`.
  public init(_ rows: Rows, of graph: Graph) {
    self.rows = rows
    self.graph = graph
    columns = rows.columns
  }

  /// The values of the next row; nil after the last.
  ///
  /// - Throws: What running the query throws.
  public func next() throws -> [Value]? { try rows.next()?.values }

  /// Writes the rows that are left as text of a format of rows.
  ///
  /// - Parameter looking: Is shown the values of each row before they are written.
  /// - Returns: The number of rows.
  public func write(
    as format: some RowFormat, to output: any ExportSink,
    looking: ((_ row: [Value]) -> Void)? = nil
  ) throws -> Int {
    try rows.write(as: format, to: RowOutput(output), looking: looking)
  }

  /// Writes the rows that are left to the file at `path`, or to standard output (`-`), whole or not at
  /// all.
  ///
  /// - Parameter replacing: Whether a file that is there gives way; a graph never does.
  /// - Throws: ``OptionError``, ``ExportError``, ``FileError``, what running the query throws.
  public func export(
    as plugin: FormatPlugin, options: OptionSettings = [:], to path: String,
    replacing: Bool = false
  ) throws -> ExportReport {
    guard let ability = plugin.answering else {
      throw OptionError("The format '\(plugin.name)' writes graphs, not the rows of an answer")
    }
    let exporter = try ability.prepared(options).worker
    return try plugin.format.write(to: path, replacing: replacing) {
      try exporter.write(self, to: $0)
    }
  }
}

/// An export as the output of a format of rows, which is not looked at.
private final class RowOutput: ByteOutput {
  private let sink: any ExportSink

  init(_ sink: any ExportSink) { self.sink = sink }

  func write(_ bytes: UnsafeRawBufferPointer) throws { try sink.write(bytes) }
}
