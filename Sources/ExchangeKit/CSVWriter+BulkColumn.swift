import GraphModel
import PluginKit

extension CSVWriter {
  /// Writes a value as a field of a column that holds it, as ``ColumnPlan`` plans columns.
  ///
  /// - Throws: `JSONError` where a value is nested too deeply.
  public mutating func field(_ value: Value, as column: BulkColumn) throws(JSONError) {
    if column.type == .json, !column.isList {
      var writer = JSONWriter()
      try writer.write(value)
      field(writer.bytes)
    } else if case .list(let items) = value {
      field(Text(items.map(Self.text).joined(separator: ";")))
    } else {
      field(Text(Self.text(value)))
    }
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): text.string
    case .integer(let integer): String(integer)
    case .boolean(let boolean): boolean ? "true" : "false"
    case .float(let float):
      float.isFinite ? float.description : Value.floatText(float)
    default: value.isoText ?? ""
    }
  }
}
