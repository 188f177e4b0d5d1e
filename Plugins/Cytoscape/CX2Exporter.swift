import ExchangeKit
import GraphModel
import PluginKit

/// Writes CX2: the descriptor first, every attribute declared before its use, the status last.
struct CX2Exporter: GraphExporter {
  init(options: NoOptions) {}

  /// Writes every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    let columns = try CX2Columns(of: subject)
    let meanings = try Self.json(columns.meanings)
    try output.write(
      "[{\"CXVersion\":\"2.0\",\"hasFragments\":false},\n"
        + "{\"metaData\":[{\"name\":\"attributeDeclarations\",\"elementCount\":1},"
        + "{\"name\":\"networkAttributes\",\"elementCount\":1},"
        + "{\"name\":\"nodes\",\"elementCount\":\(subject.nodeCount)},"
        + "{\"name\":\"edges\",\"elementCount\":\(subject.relationshipCount)}]},\n"
        + "{\"attributeDeclarations\":[\(try Self.json(columns.declarations))]},\n"
        + "{\"networkAttributes\":[\(try Self.json(.map([CX2Columns.note: .string(meanings)])))]},\n"
        + "{\"nodes\":[")
    try subject.forEachNode { node, contents in
      var values = try self.values(
        contents.properties, columns.columns.nodes, columns.nodeTitles, "node \(node.id)", &report)
      values["labels"] = .list(contents.labels.map(Value.text))
      if columns.hasCaptions, let caption = contents.caption { values["name"] = .string(caption) }
      try output.write(
        (report.nodes == 0 ? "\n" : ",\n")
          + (try Self.json(["id": .integer(node.id), "v": .map(values)])))
      report.nodes += 1
    }
    try output.write("\n]},\n{\"edges\":[")
    try subject.forEachRelationship { relationship, contents in
      var values = try self.values(
        contents.properties, columns.columns.relationships, columns.edgeTitles,
        "relationship \(relationship.id)", &report)
      values["interaction"] = .text(contents.type)
      try output.write(
        (report.relationships == 0 ? "\n" : ",\n")
          + (try Self.json([
            "id": .integer(relationship.id), "s": .integer(contents.start),
            "t": .integer(contents.end), "v": .map(values),
          ])))
      report.relationships += 1
    }
    try output.write("\n]},\n{\"status\":[{\"success\":true}]}]\n")
    return report
  }

  private func values(
    _ properties: MapValue, _ list: AttributeColumns.List, _ titles: [Text], _ element: String,
    _ report: inout ExportReport
  ) throws -> MapValue {
    var values = MapValue()
    try list.forEach(of: properties) { number, column, value in
      if column.type == .json {
        report.note(
          "Values that CX2 has no type for are JSON texts, which this program reads back: lists, "
            + "dates, times, durations, points, NaN and the infinities")
        values[titles[number]] = .string(try column.text(of: value, in: element))
      } else {
        values[titles[number]] = value
      }
    }
    return values
  }

  private static func json(_ value: Value) throws -> String {
    var writer = JSONWriter(mode: .plain)
    do {
      try writer.write(value)
    } catch {
      throw ExportError("An element cannot be written: \(error.message)")
    }
    return writer.text
  }
}
