import ExchangeKit
import GraphModel
import PluginKit

/// Writes a table for the nodes of each set of labels and for the relationships of each type, as Neo4j's
/// bulk import and this one take them, and a file that names them all.
struct BulkCSVExporter: GraphExporter {
  /// How tables are written.
  struct Options: FormatOptions {
    /// Whether only types are used that Neo4j has.
    var portable = false

    static let list: [FormatOption<Options>] = [
      .flag(
        "portable", \.portable,
        "Only types that Neo4j has: what else there is becomes JSON in a column of text")
    ]
  }

  /// The file that names the tables, by the options of both imports.
  static let arguments = "import.args"

  private let options: Options

  init(options: Options) { self.options = options }

  /// Writes every node and relationship of `subject`.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    var nodes = BulkCSVTables(folder: "nodes", option: "nodes")
    try subject.forEachNode { node, contents in
      report.nodes += 1
      let labels = contents.labels.map { label in
        guard label.string.utf8.contains(UInt8(ascii: ";")) else { return label.string }
        report.noteLoss("labels with a semicolon, which has become _", example: "node \(node.id)")
        return label.string.replacing(";", with: "_")
      }
      nodes.add(
        [String(node.id), labels.isEmpty ? nil : labels.joined(separator: ";")],
        contents.properties, to: labels.sorted().joined(separator: "+"))
    }
    var relationships = BulkCSVTables(folder: "relationships", option: "relationships")
    try subject.forEachRelationship { _, contents in
      report.relationships += 1
      let type = contents.type.string
      relationships.add(
        [String(contents.start), String(contents.end), type], contents.properties, to: type)
    }
    let group = Text("")
    var arguments = try nodes.write(
      [BulkColumn("", role: .id(group: group)), BulkColumn("", role: .label)], to: output,
      options, &report)
    arguments += try relationships.write(
      [
        BulkColumn("", role: .start(group: group)), BulkColumn("", role: .end(group: group)),
        BulkColumn("", role: .type),
      ], to: output, options, &report)
    try output.beginFile(Self.arguments)
    try output.write(arguments)
    var formulas = nodes.formulas
    formulas.add(relationships.formulas)
    formulas.tell(in: &report, cure: FormulaTexts.cureOfTables)
    report.note(
      "\(Self.arguments) names the tables: in their folder, 'neo4j-admin database import full "
        + "@\(Self.arguments)', or 'dolen import NEW.dolen $(cat \(Self.arguments))'")
    return report
  }
}

/// Tables in the making, by what their rows have in common.
private struct BulkCSVTables {
  private struct Table {
    var rows: [(leading: [String?], properties: MapValue)] = []
    var plan = ColumnPlan()
  }

  private let folder: String
  private let option: String
  private var tables: [String: Table] = [:]
  /// The texts of the tables that a spreadsheet would run.
  private(set) var formulas = FormulaTexts()

  init(folder: String, option: String) {
    self.folder = folder
    self.option = option
  }

  mutating func add(_ leading: [String?], _ properties: MapValue, to name: String) {
    tables[name, default: Table()].plan.note(properties)
    tables[name]?.rows.append((leading, properties))
    for value in properties.entries.values { formulas.note(value) }
  }

  /// Writes the tables, and returns the lines that name them.
  func write(
    _ leading: [BulkColumn], to output: some ExportSink, _ options: BulkCSVExporter.Options,
    _ report: inout ExportReport
  ) throws -> String {
    var arguments = ""
    var taken: Set<String> = []
    for (name, table) in tables.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let file = "\(folder)/\(Self.free(name, &taken)).csv"
      arguments += "--\(option)=\(file)\n"
      let columns = table.plan.columns().filter { column in
        // A header cannot say every name.
        if (try? BulkColumn(parsing: column.text.string)) == column { return true }
        report.noteLoss(
          "properties whose names no header can say", example: "\(file), \(column.key)")
        return false
      }
      try output.beginFile(file)
      var csv = CSVWriter()
      for column in leading { csv.field(column.text) }
      for column in columns { csv.field(shown(column, options).text) }
      csv.endRecord()
      for row in table.rows {
        for field in row.leading {
          if let field { csv.field(Text(field)) } else { csv.absent() }
        }
        for column in columns {
          guard let value = row.properties[column.key] else {
            csv.absent()
            continue
          }
          if options.portable, column.type == .json {
            report.noteLoss(
              "values written as JSON in columns of text", example: "\(file), \(column.key)")
          }
          do {
            try csv.field(value, as: column)
          } catch {
            throw ExportError("'\(column.key)' cannot be written to \(file): \(error.message)")
          }
        }
        csv.endRecord()
        if csv.bytes.count > 1 << 16 {
          try output.write(csv.bytes)
          csv.removeAll()
        }
      }
      try output.write(csv.bytes)
    }
    return arguments
  }

  private func shown(_ column: BulkColumn, _ options: BulkCSVExporter.Options) -> BulkColumn {
    options.portable && column.type == .json ? BulkColumn(column.key, type: .string) : column
  }

  /// A name of a file for labels or a type, which is no other's on any system, and needs no quotes.
  private static func free(_ name: String, _ taken: inout Set<String>) -> String {
    var plain = ""
    for byte in name.utf8.prefix(100) {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || [0x2B, 0x2D, 0x5F].contains(byte)
      plain.unicodeScalars.append(isPlain ? Unicode.Scalar(byte) : "_")
    }
    if plain.isEmpty { plain = "unlabelled" }
    var result = plain
    var number = 2
    while !taken.insert(result.lowercased()).inserted {
      result = "\(plain)~\(number)"
      number += 1
    }
    return result
  }
}
