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
        + "\"target_cytoscapejs_version\":\"~3.0\",\"directed\":true,\"multigraph\":true,"
        + "\"data\":{},\n\"elements\":{\"nodes\":[")
    try subject.forEachNode { node, contents in
      // networkx knows a node by `value`, and both programs show `name`.
      let id = Value.string("n\(node.id)")
      var data: MapValue = ["id": id, "value": id]
      if let caption = contents.caption { data["shared name"] = .string(caption) }
      if case .text(let name)? = contents.properties["name"], !name.isEmpty {
      } else {
        data["name"] = contents.caption.map { .string($0) } ?? id
        data[CyJSName.property("name")] = .null
      }
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
        // By this networkx tells parallel edges apart.
        "key": .integer(relationship.id), CyJSName.property("key"): .null,
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
      data[CyJSName.written(name, besides: own)] = value
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

  /// The name under which a property stands beside data of the same name that are Cytoscape's or
  /// networkx's. Null there says that there is no such property.
  static func property(_ name: Text) -> Text { "\(prefix)\(name)" }

  /// The name of a property among those that mean something to Cytoscape, and the data of an element.
  static func written(_ name: Text, besides data: MapValue) -> Text {
    own.contains(name) || data[property(name)] != nil || name.string.hasPrefix(prefix)
      ? property(name) : name
  }

  /// The property that was written so by this program, in the data of an element; nil where it is
  /// none.
  static func read(_ name: Text, in data: MapValue) -> Text? {
    if name.string.hasPrefix(prefix) {
      return data[name] == .null ? nil : Text(String(name.string.dropFirst(prefix.count)))
    }
    return own.contains(name) || data[property(name)] != nil ? nil : name
  }
}
