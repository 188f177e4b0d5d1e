import ExchangeKit
import GraphModel
import PluginKit

/// Writes GML in ASCII, as its authors have it.
struct GMLExporter: GraphExporter {
  /// The key of the graph that says what keys stand for.
  static let note = "dolenKeys"

  init(options: NoOptions) {}

  /// Writes every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    let columns = try AttributeColumns(of: subject, type: Self.type)
    let nodeKeys = Self.keys(columns.nodes, "n")
    let edgeKeys = Self.keys(columns.relationships, "e")
    let note = try Self.json([
      "nodes": Self.meanings(columns.nodes, nodeKeys),
      "edges": Self.meanings(columns.relationships, edgeKeys),
    ])
    if columns.nodes.hasJSON || columns.relationships.hasJSON {
      report.note(
        "Values that GML has no type for are JSON texts, which this program reads back: lists, "
          + "dates, times, durations, points and NaN")
    }
    try output.write(
      "graph [\n  directed 1\n  multigraph 1\n  \(Self.note) \(GMLText.quoted(note))\n")
    var captions: Set<String> = []
    try subject.forEachNode { node, contents in
      report.nodes += 1
      var caption = contents.caption ?? "\(node.id)"
      // networkx takes nodes by their labels, which must differ.
      while !captions.insert(caption).inserted { caption += " (\(node.id))" }
      var text = "  node [\n    id \(node.id)\n    label \(GMLText.quoted(caption))\n"
      if !contents.labels.isEmpty {
        text += "    labels \(GMLText.quoted(try LabelText.text(of: contents.labels)))\n"
      }
      text += try Self.lines(contents.properties, columns.nodes, nodeKeys, of: "node \(node.id)")
      try output.write(text + "  ]\n")
    }
    try subject.forEachRelationship { relationship, contents in
      report.relationships += 1
      var text = "  edge [\n    source \(contents.start)\n    target \(contents.end)\n"
      text += "    label \(GMLText.quoted(contents.type.string))\n"
      text += try Self.lines(
        contents.properties, columns.relationships, edgeKeys, of: "relationship \(relationship.id)")
      try output.write(text + "  ]\n")
    }
    try output.write("]\n")
    return report
  }

  /// NaN is JSON, as readers do not agree on a word for it.
  private static func type(_ value: Value) -> AttributeType {
    if case .float(let float) = value, float.isNaN { return .json }
    return AttributeType(of: value)
  }

  /// A key for each column: the property's name where it is a word, else a letter and a number.
  private static func keys(_ list: AttributeColumns.List, _ prefix: String) -> [String] {
    let own: Set<String> = [
      "id", "label", "labels", "source", "target", "graph", "node", "edge", "graphics", "key",
      "LabelGraphics",
    ]
    var taken = own
    return list.titles(besides: own).enumerated().map { number, title in
      let isWord =
        !title.isEmpty && title.utf8.count < 200
        && title.utf8.enumerated().allSatisfy { index, byte in
          (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || index > 0 && ((0x30...0x39).contains(byte) || byte == 0x5F)
        }
      var key = isWord ? title : "\(prefix)\(number)"
      while !taken.insert(key).inserted { key += "x" }
      return key
    }
  }

  private static func meanings(_ list: AttributeColumns.List, _ keys: [String]) -> Value {
    .map(MapValue(zip(keys, list.columns).map { key, column in (Text(key), column.meaning) }))
  }

  private static func lines(
    _ properties: MapValue, _ list: AttributeColumns.List, _ keys: [String], of element: String
  ) throws -> String {
    var text = ""
    try list.forEach(of: properties) { number, column, value in
      text += "    \(keys[number]) \(try Self.written(value, column, in: element))\n"
    }
    return text
  }

  private static func written(
    _ value: Value, _ column: AttributeColumns.Column, in element: String
  ) throws -> String {
    switch value {
    case .boolean(let boolean): return boolean ? "1" : "0"
    case .float(let float) where float.isInfinite: return float < 0 ? "-INF" : "+INF"
    default: break
    }
    let text = try column.text(of: value, in: element)
    return column.type == .text || column.type == .json ? GMLText.quoted(text) : text
  }

  private static func json(_ value: Value) throws -> String {
    var writer = JSONWriter(mode: .plain)
    do {
      try writer.write(value)
    } catch {
      throw ExportError("The keys cannot be written: \(error.message)")
    }
    return writer.text
  }
}
