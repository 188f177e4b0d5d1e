import ExchangeKit
import GraphModel
import PluginKit

/// Writes the elements of Cytoscape.js.
struct CyJSExporter: GraphExporter {
  init(options: NoOptions) {}

  /// Writes every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    try output.write(
      "{\"format_version\":\"1.0\",\"generated_by\":\"\(CyJSName.program)\","
        + "\"target_cytoscapejs_version\":\"~3.0\",\"data\":{},\n\"elements\":{\"nodes\":[")
    try subject.forEachNode { node, contents in
      // networkx takes the node's name from `value`, and its caption from `name`.
      var data: MapValue = ["id": .string("n\(node.id)"), "value": .string("n\(node.id)")]
      if let caption = contents.caption { data["shared name"] = .string(caption) }
      data["labels"] = .list(contents.labels.map(Value.text))
      try output.write(
        try element(data, contents.properties, isFirst: report.nodes == 0, &report))
      report.nodes += 1
    }
    try output.write("\n],\"edges\":[")
    try subject.forEachRelationship { relationship, contents in
      let type = Value.text(contents.type)
      let data: MapValue = [
        "id": .string("e\(relationship.id)"), "source": .string("n\(contents.start)"),
        "target": .string("n\(contents.end)"), "interaction": type, "shared interaction": type,
      ]
      try output.write(
        try element(data, contents.properties, isFirst: report.relationships == 0, &report))
      report.relationships += 1
    }
    try output.write("\n]}}\n")
    return report
  }

  private func element(
    _ own: MapValue, _ properties: MapValue, isFirst: Bool, _ report: inout ExportReport
  ) throws -> String {
    var data = own
    for (name, value) in properties.entries {
      data[CyJSName.written(name)] = value
      switch value {
      case .boolean, .integer, .float, .text, .list: break
      default:
        report.note(
          "Values that JSON cannot say are objects such as {\"$date\":\"2020-01-31\"}, which this "
            + "program reads back")
      }
    }
    var writer = JSONWriter()
    do {
      try writer.write(Value.map(["data": .map(data)]))
    } catch {
      throw ExportError("An element cannot be written: \(error.message)")
    }
    return (isFirst ? "\n" : ",\n") + writer.text
  }
}

/// The names that Cytoscape gives a meaning.
enum CyJSName {
  static let program = "dolen"
  private static let prefix = "property "
  private static let own: Set<Text> = [
    "id", "source", "target", "parent", "labels", "interaction", "shared name",
    "shared interaction", "group", "value",
  ]

  /// The name of a property among those that mean something to Cytoscape.
  static func written(_ name: Text) -> Text {
    own.contains(name) || name.string.hasPrefix(prefix) ? "\(prefix)\(name)" : name
  }

  /// The property that was written so by this program; nil where it is Cytoscape's.
  static func read(_ name: Text) -> Text? {
    if name.string.hasPrefix(prefix) { return Text(String(name.string.dropFirst(prefix.count))) }
    return own.contains(name) ? nil : name
  }
}
