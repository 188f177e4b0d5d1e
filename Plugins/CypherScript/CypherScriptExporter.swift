import ExchangeKit
import GraphModel
import PluginKit

/// Writes a script of statements that make the graph again.
///
/// While it runs, each node has a label and a number of its own, which the last statement takes away.
struct CypherScriptExporter: GraphExporter {
  init(options: NoOptions) {}

  /// Writes every node, then every relationship, by rising id, many in a statement.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var report = ExportReport()
    let mark = try Mark(for: subject)
    var batch = Batch(separator: ",\n  ")
    try subject.forEachNode { node, contents in
      if report.nodes == 0 {
        try output.write("CREATE INDEX \(mark.label) FOR (n:\(mark.label)) ON (n.\(mark.key));\n")
      }
      report.nodes += 1
      Self.note(contents.labels + contents.properties.keys, of: "node \(node.id)", &report)
      let labels = contents.labels.map { ":\(CypherLiteral.name($0))" }.joined()
      let properties = Self.storable(contents.properties, of: "node \(node.id)", &report)
      let map = try CypherLiteral.map(properties, and: "\(mark.key): \(node.id)")
      if batch.isFull { try output.write("CREATE\n  \(batch.take());\n") }
      batch.add("(\(labels):\(mark.label) \(map))")
    }
    if !batch.isEmpty { try output.write("CREATE\n  \(batch.take());\n") }
    var type: Text?
    func statement(_ rows: String, _ type: Text) -> String {
      "UNWIND [\n  \(rows)\n] AS row\n"
        + "MATCH (a:\(mark.label) {\(mark.key): row[0]}), (b:\(mark.label) {\(mark.key): row[1]})\n"
        + "CREATE (a)-[r:\(CypherLiteral.name(type))]->(b) SET r = row[2];\n"
    }
    try subject.forEachRelationship { relationship, contents in
      report.relationships += 1
      if let type, batch.isFull || type != contents.type {
        try output.write(statement(batch.take(), type))
      }
      type = contents.type
      Self.note(
        [contents.type] + contents.properties.keys, of: "relationship \(relationship.id)", &report)
      let properties = Self.storable(
        contents.properties, of: "relationship \(relationship.id)", &report)
      let map = try CypherLiteral.map(properties)
      batch.add("[\(contents.start), \(contents.end), \(map)]")
    }
    if let type { try output.write(statement(batch.take(), type)) }
    if report.nodes > 0 {
      try output.write("MATCH (n:\(mark.label)) REMOVE n:\(mark.label), n.\(mark.key);\n")
      try output.write("DROP INDEX \(mark.label);\n")
    }
    return report
  }

  /// Counts the names that a script cannot hold as they are.
  private static func note(_ names: [Text], of element: String, _ report: inout ExportReport) {
    for name in names where name.string.utf8.contains(0) {
      report.noteLoss("names with the character NUL, written as U+FFFD", example: element)
    }
  }

  /// The properties as the language can store them: lists that hold lists become texts of JSON.
  private static func storable(
    _ properties: MapValue, of element: String, _ report: inout ExportReport
  ) -> MapValue {
    var storable = properties
    for (name, value) in properties.entries {
      guard case .list(let items) = value,
        items.contains(where: { if case .list = $0 { true } else { false } })
      else { continue }
      storable[name] = (try? AttributeType.json.text(of: value)).map(Value.string)
      report.noteLoss(
        "lists within lists written as texts of JSON", example: "\(element), \(name)")
    }
    return storable
  }

  /// Elements that go into one statement.
  private struct Batch {
    let separator: String
    private var elements: [String] = []
    private var bytes = 0

    init(separator: String) { self.separator = separator }

    var isEmpty: Bool { elements.isEmpty }

    /// Whether a statement is long enough: engines bound its length, and plan long ones slowly.
    var isFull: Bool { elements.count >= 500 || bytes >= 1 << 16 }

    mutating func add(_ element: String) {
      elements.append(element)
      bytes += element.utf8.count
    }

    mutating func take() -> String {
      defer { (elements, bytes) = ([], 0) }
      return elements.joined(separator: separator)
    }
  }

  /// The label and the property that are there while the script runs, which the graph does not have.
  private struct Mark {
    var label: String
    var key: String

    init(for subject: ExportSubject) throws {
      var (label, key): (Text, Text) = ("dolen import", "dolen id")
      var (labels, keys): (Set<Text>, Set<Text>) = ([], [])
      try subject.forEachNode { _, contents in
        labels.formUnion(contents.labels)
        keys.formUnion(contents.properties.keys)
      }
      while labels.contains(label) { label = "\(label.string)_" }
      while keys.contains(key) { key = "\(key.string)_" }
      self.label = CypherLiteral.name(label)
      self.key = CypherLiteral.name(key)
    }
  }
}
