import GraphModel

/// Every format of rows that is built in: one line each.
public enum RowFormats {
  /// The formats, in the order in which they are listed.
  public static let all: [any RowFormat] = [
    TableFormat(),
    ColumnFormat(),
    LineFormat(),
    CSVFormat(),
    TSVFormat(),
    JSONFormat(),
    JSONLinesFormat(),
    MarkdownFormat(),
    HTMLFormat(),
    LaTeXFormat(),
    ListFormat(),
    RawFormat(),
    DOTRowFormat(),
  ]

  /// The format called `name`, in any letter case, or nil.
  public static func named(_ name: String) -> (any RowFormat)? {
    all.first { $0.name == name.lowercased() }
  }
}
