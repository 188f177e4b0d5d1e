// A format of one's own as a value: put together, written to a file, recognised again and read.
import GraphEngine
import GraphModel
import PluginKit

let edgeList = FormatPlugin(
  FormatInfo(
    name: "edge-list", title: "Edge list", summary: "Two ids on each line",
    extensions: ["edges"], signature: { $0.begins(with: "%edges") }, holds: []),
  importing: FormatAbility(EdgeListImporter.init), exporting: FormatAbility(EdgeListExporter.init))

struct EdgeListExporter: GraphExporter {
  init(options: NoOptions) {}

  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    try output.write("%edges\n")
    var names: [Int: Text] = [:]
    try subject.forEachNode { node, contents in
      guard case .text(let id)? = contents.properties["id"] else {
        report.noteLoss("nodes without an id", example: "node \(node.id)")
        return
      }
      names[node.id] = id
      report.nodes += 1
      report.noteLoss("labels and other properties", example: "node \(node.id)")
    }
    try subject.forEachRelationship { relationship, contents in
      guard let start = names[contents.start], let end = names[contents.end] else { return }
      try output.write("\(start) \(end)\n")
      report.relationships += 1
    }
    return report
  }
}

struct EdgeListImporter: GraphImporter {
  init(options: NoOptions) {}

  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let lines = LineReader(try source.stream())
    var seen: Set<Text> = []
    _ = try lines.next()
    while try lines.next() {
      let ids = lines.withLine { line in
        line.split(separator: UInt8(ascii: " ")).map { Text(String(decoding: $0, as: UTF8.self)) }
      }
      guard ids.count == 2 else {
        throw ImportError("The line has \(ids.count) ids", at: lines.place, hint: "Write two")
      }
      for id in ids where seen.insert(id).inserted {
        try sink.add(
          ImportedNode(
            NodeReference(id), labels: ["Thing"], properties: ["id": .text(id)], at: lines.place))
      }
      try sink.add(
        ImportedRelationship(
          "LINKS_TO", from: NodeReference(ids[0]), to: NodeReference(ids[1]), properties: [:],
          at: lines.place))
    }
  }
}

let graph = Graph()
_ = try graph.run(
  "CREATE (a:Factor {id: 'F1'})-[:HELPS]->(:Factor {id: 'F2'}), (a)-[:HELPS]->(:Factor {id: 'F3'})"
)

let plugins = PluginRegistry([edgeList])
let written = try plugins.export(ExportSubject(graph), to: "links.edges", replacing: true)
print(written)
let copy = Graph()
let read = try plugins.importGraph(into: copy, from: "links.edges")
print(read)
let rows = try copy.run("MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS r, b.id AS b ORDER BY b")
while let row = try rows.next() { print(row.values.map(\.cypherText).joined(separator: " ")) }
