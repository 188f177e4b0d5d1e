import ExchangeKit
import GraphModel
import PluginKit

/// Writes GraphML with typed keys, labels and types under the names that Neo4j uses.
struct GraphMLExporter: GraphExporter {
  /// How to write GraphML.
  struct Options: FormatOptions {
    /// Whether to add the labels that yEd shows.
    var yEd = false
    /// Whether labels and types are attributes as well.
    var apoc = false

    static let list: [FormatOption<Options>] = [
      .flag("yed", \.yEd, "Also write the labels that yEd shows on nodes and edges"),
      .flag(
        "apoc", \.apoc,
        "Also write labels and types as attributes, for Neo4j's APOC; GraphML's schema has none"),
    ]
  }

  private let options: Options

  init(options: Options) { self.options = options }

  /// Writes the keys, then every node, then every relationship, by rising id.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    let columns = try AttributeColumns(of: subject) {
      AttributeType(of: $0, holdsText: XMLText.holds)
    }
    var writing = GraphMLWriting(columns, options)
    try output.write(writing.head)
    try subject.forEachNode { node, contents in
      try output.write(try writing.node(node.id, contents))
    }
    try subject.forEachRelationship { relationship, contents in
      try output.write(try writing.edge(relationship.id, contents))
    }
    try output.write("</graph>\n</graphml>\n")
    return writing.report
  }
}

/// The elements of a file of GraphML, one after the other.
private struct GraphMLWriting {
  var report = ExportReport()
  private let columns: AttributeColumns
  private let isForYEd: Bool
  private let isForAPOC: Bool
  /// Whether nodes get the label that Gephi and igraph show; not where `label` is a property already.
  private let hasCaptions: Bool
  private let nodeTitles: [String]
  private let edgeTitles: [String]

  init(_ columns: AttributeColumns, _ options: GraphMLExporter.Options) {
    self.columns = columns
    isForYEd = options.yEd
    isForAPOC = options.apoc
    hasCaptions = !columns.nodes.columns.contains { $0.name == "label" }
    // igraph refuses two keys of one name.
    nodeTitles = columns.nodes.titles(
      besides: hasCaptions ? ["labels", "label"] : ["labels"], written: XMLText.replaced)
    edgeTitles = columns.relationships.titles(besides: ["label"], written: XMLText.replaced)
    for (list, titles) in [(columns.nodes, nodeTitles), (columns.relationships, edgeTitles)] {
      for (column, title) in zip(list.columns, titles) where title != column.name.string {
        let reason =
          XMLText.holds(column.name.string)
          ? "another key has its name" : "XML has no such characters"
        report.note("The property '\(column.name)' is called '\(title)', as \(reason)")
      }
      if list.hasJSON {
        report.note(
          "Values that GraphML has no type for are JSON texts, which this program reads back: "
            + "lists, dates, times, durations, points, and texts with control characters")
      }
    }
  }

  var head: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="\(GraphMLName.namespace)" xmlns:dolen="\(GraphMLName.marks)"
      """
    if isForYEd { text += " xmlns:y=\"\(GraphMLName.yFiles)\"" }
    text += ">\n"
    text += key("labels", "node", "labels", role: "labels")
    if hasCaptions { text += key("caption", "node", "label", role: "caption") }
    text += key("type", "edge", "label", role: "type")
    for (number, column) in columns.nodes.columns.enumerated() {
      text += key("n\(number)", "node", nodeTitles[number], column)
    }
    for (number, column) in columns.relationships.columns.enumerated() {
      text += key("e\(number)", "edge", edgeTitles[number], column)
    }
    if isForYEd {
      text += "<key id=\"nodegraphics\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n"
      text += "<key id=\"edgegraphics\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n"
    }
    return text + "<graph id=\"G\" edgedefault=\"directed\">\n"
  }

  private func key(_ id: String, _ domain: String, _ name: String, role: String) -> String {
    "<key id=\"\(id)\" for=\"\(domain)\" attr.name=\"\(name)\" attr.type=\"string\">"
      + GraphMLMark(role: role).element + "</key>\n"
  }

  private func key(
    _ id: String, _ domain: String, _ title: String, _ column: AttributeColumns.Column
  ) -> String {
    let text =
      "<key id=\"\(id)\" for=\"\(domain)\" attr.name=\"\(XMLText.escaped(title))\" "
      + "attr.type=\"\(column.type.word)\""
    let mark = GraphMLMark(
      name: title != column.name.string ? column.name.string : nil,
      type: column.type == .json ? "json" : nil)
    return text + (mark.isEmpty ? "/>\n" : ">\(mark.element)</key>\n")
  }

  mutating func node(_ id: Int, _ contents: Node.Contents) throws -> String {
    report.nodes += 1
    var text = "<node id=\"n\(id)\""
    if !contents.labels.isEmpty {
      let labels = try LabelText.text(of: contents.labels)
      if isForAPOC { text += " labels=\"\(XMLText.escaped(labels))\"" }
      text += ">" + data("labels", labels)
    } else {
      text += ">"
    }
    let caption = contents.caption
    if hasCaptions, let caption { text += data("caption", caption) }
    text += try self.data(contents.properties, columns.nodes, "n", of: "node \(id)")
    if isForYEd, let caption = caption ?? contents.labels.first?.string {
      text +=
        "<data key=\"nodegraphics\"><y:ShapeNode><y:NodeLabel>\(XMLText.escaped(caption))"
        + "</y:NodeLabel></y:ShapeNode></data>"
    }
    return text + "</node>\n"
  }

  mutating func edge(_ id: Int, _ contents: Relationship.Contents) throws -> String {
    report.relationships += 1
    let type = contents.type.string
    report.noteReplaced(in: type, example: "relationship \(id)")
    let label = XMLText.escaped(type)
    var text = "<edge id=\"e\(id)\" source=\"n\(contents.start)\" target=\"n\(contents.end)\""
    if isForAPOC { text += " label=\"\(label)\"" }
    text += ">" + data("type", type)
    text += try data(
      contents.properties, columns.relationships, "e", of: "relationship \(id)")
    if isForYEd {
      text +=
        "<data key=\"edgegraphics\"><y:PolyLineEdge><y:Arrows source=\"none\" "
        + "target=\"standard\"/><y:EdgeLabel>\(label)</y:EdgeLabel></y:PolyLineEdge></data>"
    }
    return text + "</edge>\n"
  }

  private func data(_ key: String, _ text: String) -> String {
    "<data key=\"\(key)\">\(XMLText.escaped(text))</data>"
  }

  private func data(
    _ properties: MapValue, _ list: AttributeColumns.List, _ prefix: String, of element: String
  ) throws -> String {
    var text = ""
    try list.forEach(of: properties) { number, column, value in
      text += data("\(prefix)\(number)", try column.text(of: value, in: element))
    }
    return text
  }
}
