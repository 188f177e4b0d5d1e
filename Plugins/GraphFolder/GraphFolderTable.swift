import ExchangeKit
import GraphModel
import PluginKit

/// One CSV file in the making: its rows, then its columns, then its bytes.
struct GraphFolderTable {
  /// A node, or a relationship with the ids of its ends as its table's neighbours write them.
  struct Row {
    var identity: [Text]
    var properties: MapValue
    var moreLabels: [Text] = []
  }

  var contents: GraphFolderManifest.Contents
  var path = ""
  var rows: [Row] = []
  var plan = ColumnPlan()

  /// The columns that come first: identity or ends, and labels.
  var leading: [BulkColumn] = []
  /// The key that the identity column holds, so that it gets no column of its own.
  var identityKey: Text?

  /// The file as CSV, in the columns of `preferred` as far as they go.
  ///
  /// - Throws: `JSONError` where a value is nested too deeply.
  func bytes(preferring preferred: [BulkColumn]) throws -> [UInt8] {
    let columns = leading + plan.columns(preferring: preferred)
    var csv = CSVWriter()
    for column in columns { csv.field(column.text) }
    csv.endRecord()
    for row in rows {
      for identity in row.identity { csv.field(identity) }
      if let column = leading.first(where: { $0.role == .label }) {
        try Self.write(row.moreLabels, as: column, to: &csv)
      }
      for column in columns.dropFirst(leading.count) {
        if let value = row.properties[column.key] {
          try csv.field(value, as: column)
        } else {
          csv.absent()
        }
      }
      csv.endRecord()
    }
    return csv.bytes
  }

  private static func write(
    _ labels: [Text], as column: BulkColumn, to csv: inout CSVWriter
  ) throws {
    guard !labels.isEmpty else { return csv.absent() }
    if column.type == .json { return try csv.field(.list(labels.map(Value.text)), as: column) }
    csv.field(Text(labels.map(\.string).joined(separator: ";")))
  }
}
