import GraphEngine
import GraphModel
import WordCatalog

/// The numbers of a figure as rows, to be read by people and programs.
///
///     FigureTable(columns: ["stage", "n"], rows: [["screened", 718]]).text(as: .csv)
public struct FigureTable: Hashable, Sendable {
  /// The headings.
  public var columns: [String]
  /// The rows, each with a value for each column.
  public var rows: [[Value]]

  /// A table of the given rows.
  public init(columns: [String], rows: [[Value]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// Writes it as `format` says.
  ///
  /// - Throws: What the output throws; `JSONError` where a value is nested too deep.
  public func write(
    as format: any RowFormat, to output: any ByteOutput, layout: RowLayout = RowLayout()
  ) throws {
    try format.write(columns, rows, to: output, layout: layout)
  }

  /// The text of ``write(as:to:layout:)``.
  ///
  /// - Throws: `JSONError` where a value is nested too deep.
  public func text(as format: any RowFormat, words: Words = .english) throws -> String {
    let output = MemoryOutput()
    try write(as: format, to: output, layout: RowLayout(words: words))
    return output.text
  }
}
