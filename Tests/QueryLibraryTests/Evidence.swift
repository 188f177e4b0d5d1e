import Foundation

/// What `Graph/manifest.json` says of a file.
struct ManifestFile: Decodable {
  let path: String
  let label: String?
  let type: String?
  let rows: Int
}

/// `Graph/manifest.json`, as far as these tests read it.
struct Manifest: Decodable {
  let format: String
  let version: Int
  let files: [ManifestFile]

  static func read() throws -> Manifest {
    let data = try Data(contentsOf: Repository.graph.appending(path: "manifest.json"))
    return try JSONDecoder().decode(Manifest.self, from: data)
  }
}

/// The properties of a node or a relationship; an absent one has no entry.
struct Properties {
  let values: [String: String]

  subscript(_ name: String) -> String? { values[name] }

  /// An integer property; a fault in the file where it is absent or none.
  func int(_ name: String) throws -> Int {
    guard let text = values[name], let number = Int(text) else {
      throw LibraryError("\(name) is no integer: \(values[name] ?? "absent")")
    }
    return number
  }

  /// A property that must be there.
  func text(_ name: String) throws -> String {
    guard let text = values[name] else { throw LibraryError("\(name) is absent") }
    return text
  }

  /// The items of a list property; none where it is absent.
  func list(_ name: String) -> [String] {
    values[name]?.split(separator: ";").map(String.init) ?? []
  }
}

/// A row of a file of nodes.
struct Node {
  let label: String
  let id: String
  let properties: Properties
}

/// A row of a file of relationships.
struct Link {
  let type: String
  let startLabel: String
  let start: String
  let endLabel: String
  let end: String
  let properties: Properties
}

/// All of `Graph/`, read by plain loops: no engine, no index, rows in the order of the files.
struct Evidence {
  private(set) var nodes: [String: [Node]] = [:]
  private(set) var links: [Link] = []

  static func read() throws -> Evidence {
    var evidence = Evidence()
    for file in try Manifest.read().files {
      let table = try CSVTable(
        parsing: Repository.text(of: Repository.graph.appending(path: file.path)))
      if let label = file.label {
        evidence.nodes[label, default: []] += try nodes(of: table, label: label)
      } else if let type = file.type {
        evidence.links += try links(of: table, type: type)
      }
    }
    return evidence
  }

  private static func nodes(of table: CSVTable, label: String) throws -> [Node] {
    guard table.header.first == "id:ID(\(label))" else {
      throw LibraryError("the file of \(label) does not begin with its id")
    }
    return try table.rows.map { row in
      guard let id = row[0].value else { throw LibraryError("a \(label) has no id") }
      return Node(label: label, id: id, properties: properties(of: row, table.header))
    }
  }

  private static func links(of table: CSVTable, type: String) throws -> [Link] {
    guard let startLabel = label(in: table.header[0], prefix: ":START_ID("),
      let endLabel = label(in: table.header[1], prefix: ":END_ID(")
    else { throw LibraryError("a file of \(type) does not begin with its ends") }
    return table.rows.map { row in
      Link(
        type: type, startLabel: startLabel, start: row[0].text, endLabel: endLabel,
        end: row[1].text, properties: properties(of: row, table.header))
    }
  }

  private static func label(in column: String, prefix: String) -> String? {
    guard column.hasPrefix(prefix), column.hasSuffix(")") else { return nil }
    return String(column.dropFirst(prefix.count).dropLast())
  }

  private static func properties(of row: [CSVField], _ header: [String]) -> Properties {
    var values: [String: String] = [:]
    for (column, field) in zip(header, row) where !column.hasPrefix(":") {
      let name = column.prefix { $0 != ":" }
      values[String(name)] = field.value
    }
    return Properties(values: values)
  }
}

/// The selections that the recomputations share.
extension Evidence {
  /// The four types of a citation to a factor.
  static let stances = ["SUPPORTS", "REPORTS_BARRIER", "REPORTS_MIXED", "DISCUSSES"]

  func all(_ label: String) -> [Node] { nodes[label] ?? [] }

  func node(_ label: String, _ id: String) throws -> Node {
    guard let node = all(label).first(where: { $0.id == id }) else {
      throw LibraryError("there is no \(label) \(id)")
    }
    return node
  }

  /// The nodes of a label by their property `number`.
  func numbered(_ label: String) throws -> [(number: Int, node: Node)] {
    try all(label).map { (try $0.properties.int("number"), $0) }.sorted { $0.0 < $1.0 }
  }

  func links(_ types: [String], from start: String? = nil, to end: String? = nil) -> [Link] {
    links.filter { link in
      types.contains(link.type) && (start == nil || link.startLabel == start)
        && (end == nil || link.endLabel == end)
    }
  }

  func links(_ type: String, from start: String? = nil, to end: String? = nil) -> [Link] {
    links([type], from: start, to: end)
  }

  /// The citations to a factor.
  func citations(ofFactor id: String) -> [Link] {
    links(Self.stances).filter { $0.end == id }
  }

  /// The studies cited for a factor, each once.
  func studies(ofFactor id: String) -> Set<String> {
    Set(citations(ofFactor: id).map(\.start))
  }

  /// The studies cited for a model, in its section or elsewhere, each once.
  func studies(ofModel id: String) -> Set<String> {
    let links = links(["DESCRIBES", "ALSO_DESCRIBES"], to: "Model")
    return Set(links.filter { $0.end == id }.map(\.start))
  }
}
