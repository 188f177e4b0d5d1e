import ExchangeKit
import GraphModel
import PluginKit

/// Writes GEXF 1.3 with typed attributes.
struct GEXFExporter: GraphExporter {
  init(options: NoOptions) {}

  /// Writes the attributes, then every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    let columns = try AttributeColumns(of: subject) {
      AttributeType(of: $0, holdsText: XMLText.holds)
    }
    var writing = GEXFWriting(columns)
    try output.write(writing.head)
    try output.write("<nodes>\n")
    try subject.forEachNode { node, contents in
      try output.write(try writing.node(node.id, contents))
    }
    try output.write("</nodes>\n<edges>\n")
    try subject.forEachRelationship { relationship, contents in
      try output.write(try writing.edge(relationship.id, contents))
    }
    try output.write("</edges>\n</graph>\n</gexf>\n")
    return writing.report
  }
}

/// The elements of a file of GEXF, one after the other.
private struct GEXFWriting {
  var report = ExportReport()
  private let columns: AttributeColumns
  private let nodeTitles: [String]
  private let edgeTitles: [String]

  init(_ columns: AttributeColumns) {
    self.columns = columns
    // Gephi takes two titles that differ in case alone for one, and has some of its own.
    nodeTitles = columns.nodes.titles(
      besides: ["id", "label", "labels", "interval", "timeset"], ignoringCase: true,
      written: XMLText.replaced)
    edgeTitles = columns.relationships.titles(
      besides: [
        // networkx has a parameter of its own called key.
        "id", "key", "label", "source", "target", "type", "kind", "weight", "interval", "timeset",
      ], ignoringCase: true, written: XMLText.replaced)
    for (list, titles) in [(columns.nodes, nodeTitles), (columns.relationships, edgeTitles)] {
      for (column, title) in zip(list.columns, titles) where title != column.name.string {
        let reason =
          XMLText.holds(column.name.string)
          ? "another column has its name" : "XML has no such characters"
        report.note("The property '\(column.name)' is called '\(title)', as \(reason)")
      }
      if list.hasJSON {
        report.note(
          "Values that GEXF has no type for are JSON texts, which this program reads back: lists, "
            + "dates, times, durations, points, and texts with control characters")
      }
    }
  }

  var head: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <gexf xmlns="\(GEXFName.namespace)" version="1.3" xmlns:dolen="\(GEXFName.marks)">
    <graph defaultedgetype="directed" mode="static">
    <attributes class="node" mode="static">
    <attribute id="labels" title="labels" type="string"/>
    \(attributes(columns.nodes, nodeTitles))</attributes>
    <attributes class="edge" mode="static">
    \(attributes(columns.relationships, edgeTitles))</attributes>

    """
  }

  private func attributes(_ list: AttributeColumns.List, _ titles: [String]) -> String {
    var text = ""
    for (number, column) in list.columns.enumerated() {
      let id = GEXFMark(column, number, titles).id
      let title = XMLText.escaped(titles[number])
      text += "<attribute id=\"\(XMLText.escaped(id))\" title=\"\(title)\" "
      text += "type=\"\(column.type.word)\"/>\n"
    }
    return text
  }

  mutating func node(_ id: Int, _ contents: Node.Contents) throws -> String {
    report.nodes += 1
    let caption = contents.caption ?? contents.labels.first.map { "\($0) \(id)" } ?? "\(id)"
    var text = "<node id=\"\(id)\" label=\"\(XMLText.escaped(caption))\">"
    var values = ""
    if !contents.labels.isEmpty {
      let labels = try LabelText.text(of: contents.labels)
      values += "<attvalue for=\"labels\" value=\"\(XMLText.escaped(labels))\"/>"
    }
    values += try self.values(contents.properties, columns.nodes, nodeTitles, of: "node \(id)")
    if !values.isEmpty { text += "<attvalues>\(values)</attvalues>" }
    return text + "</node>\n"
  }

  mutating func edge(_ id: Int, _ contents: Relationship.Contents) throws -> String {
    report.relationships += 1
    let type = XMLText.escaped(contents.type.string)
    report.noteReplaced(in: contents.type.string, example: "relationship \(id)")
    var text = "<edge id=\"\(id)\" source=\"\(contents.start)\" target=\"\(contents.end)\" "
    text += "kind=\"\(type)\" label=\"\(type)\""
    // What Gephi draws and computes by; a weight that it cannot take is an attribute only.
    switch contents.properties["weight"] {
    case .float(let weight)? where weight > 0 && weight.isFinite:
      text += " weight=\"\(Value.floatText(weight))\""
    case .integer(let weight)? where weight > 0: text += " weight=\"\(weight)\""
    default: break
    }
    let values = try self.values(
      contents.properties, columns.relationships, edgeTitles, of: "relationship \(id)")
    return text + (values.isEmpty ? "/>\n" : "><attvalues>\(values)</attvalues></edge>\n")
  }

  private func values(
    _ properties: MapValue, _ list: AttributeColumns.List, _ titles: [String], of element: String
  ) throws -> String {
    var text = ""
    try list.forEach(of: properties) { number, column, value in
      let value = XMLText.escaped(try column.text(of: value, in: element))
      let id = XMLText.escaped(GEXFMark(column, number, titles).id)
      text += "<attvalue for=\"\(id)\" value=\"\(value)\"/>"
    }
    return text
  }
}
