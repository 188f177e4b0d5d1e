import GraphModel
import WordCatalog

/// A way to write rows as text, such as `csv`.
///
/// A format is one file and one line in ``RowFormats/all``.
public protocol RowFormat: Sendable {
  /// The name by which it is chosen, such as `csv`.
  var name: String { get }
  /// What it is good for, in one sentence.
  var summary: String { get }
  /// A writer of one answer into `output`.
  func writer(into output: any ByteOutput, layout: RowLayout) -> any RowWriter
}

/// Writes one answer, row by row.
///
/// The order of calls is `begin` once, `write` for each row, `end` once, or `stop` where the answer ends
/// before its last row. A writer may hold rows back until then; what an answer needs of memory is the
/// format's affair, and bounded: also of a value that is longer than memory, by writing it in pieces.
public protocol RowWriter {
  /// Begins an answer of the given columns; of none where the statement returns nothing.
  mutating func begin(_ columns: [String]) throws
  /// Writes one row, which has as many values as there are columns.
  mutating func write(_ row: [Value]) throws
  /// Ends the answer and hands over all that was held back.
  mutating func end(_ summary: Summary) throws
  /// Ends an answer that was stopped by what the output or the query has thrown, and shows, as far as the
  /// format can, that rows are missing. It writes little, since nobody waits any longer.
  mutating func stop() throws
}

extension RowWriter {
  /// Writes nothing more.
  public mutating func stop() throws {}
}

/// What a format may know of the place where its text is shown.
public struct RowLayout: Sendable, Hashable {
  /// The number of columns of the terminal; nil off a terminal, where nothing is ever cut.
  public var width: Int?
  /// Whether colours are wanted.
  public var color: Bool
  /// Whether what does not fit a cell goes on in the next line instead of being cut.
  public var wraps: Bool
  /// The language in which people are told how many rows there are.
  public var words: Words
  /// What stands for null where people read.
  public var nullText: String
  /// Whether rows that are wider than the place are shown as lines of column and value.
  public var showsWideRowsAsLines: Bool
  /// How many rows are shown to people; nil for all. The others are counted.
  public var mostRows: Int?
  /// Whether nothing is drawn, for ears and braille.
  public var isPlain: Bool
  /// What is said behind the number of cells that were cut: how the reader sees all of them.
  public var wholeAnswer: String

  /// A layout for a terminal of `width` columns, or for a file.
  public init(
    width: Int? = nil, color: Bool = false, wraps: Bool = false, words: Words = .english
  ) {
    self.width = width
    self.color = color
    self.wraps = wraps
    self.words = words
    nullText = "null"
    showsWideRowsAsLines = true
    mostRows = nil
    isPlain = false
    wholeAnswer = words.csvShowsAll
  }
}

extension Rows {
  /// Writes the rows that are left as `format` says, each shown to `looking` before it is written.
  ///
  ///     try graph.run("MATCH (f:Factor) RETURN f.id").write(as: .csv, to: output)
  ///
  /// The limits of the query hold for the writing, too. Where one is reached, or the query fails, what
  /// was written stays, and the format says where it can that rows are missing.
  ///
  /// - Parameter looking: Is shown the values of each row before they are written.
  /// - Returns: The number of rows.
  /// - Throws: As ``next()`` and the output; `JSONError` where a value is nested too deeply for JSON.
  @discardableResult
  public func write(
    as format: some RowFormat, to output: any ByteOutput, layout: RowLayout = RowLayout(),
    looking: ((_ row: [Value]) -> Void)? = nil
  ) throws -> Int {
    let paced = PacedOutput(output, limits: limits)
    var writer = format.writer(into: paced, layout: layout)
    var count = 0
    do {
      try writer.begin(columns)
      while let row = try next() {
        looking?(row.values)
        try writer.write(row.values)
        count += 1
      }
      try writer.end(summary)
    } catch let reason where reason is Diagnostic || reason is JSONError {
      paced.limits = nil
      try writer.stop()
      throw reason
    }
    return count
  }
}

extension RowFormat {
  /// Writes rows that are at hand.
  ///
  /// - Throws: As the output; `JSONError` where a value is nested too deeply for JSON.
  package func write(
    _ columns: [String], _ rows: [[Value]], to output: any ByteOutput,
    layout: RowLayout = RowLayout()
  ) throws {
    var writer = writer(into: output, layout: layout)
    try writer.begin(columns)
    for row in rows { try writer.write(row) }
    try writer.end(Summary())
  }
  /// Writes rows as they come, so that nobody has to hold all of them.
  ///
  /// - Parameter rows: Calls what it is given with each row.
  /// - Throws: As the output, and what `rows` throws; what was written then says, where it can, that rows are missing.
  package func write(
    _ columns: [String], to output: any ByteOutput, layout: RowLayout = RowLayout(),
    rows: ((_ row: [Value]) throws -> Void) throws -> Void
  ) throws {
    var writer = writer(into: output, layout: layout)
    do {
      try writer.begin(columns)
      try rows { try writer.write($0) }
      try writer.end(Summary())
    } catch let reason where reason is Diagnostic || reason is JSONError {
      try writer.stop()
      throw reason
    }
  }
}
