import GraphModel
import PluginKit

/// The nodes of the same labels, or the relationships of a type, as a table for people.
///
///     for table in try ElementTable.tables(of: subject) {
///       table.title        // Study
///       table.columns      // node, id, title, year
///     }
///
/// A node is known by its number in the graph, which the tables of relationships name beside what people
/// call it.
public struct ElementTable {
  /// The labels, or the type.
  public let title: String
  /// Whether the rows are nodes.
  public let isOfNodes: Bool
  /// The properties in the order in which they were met.
  private var keys: [Text] = []
  private var known: Set<Text> = []
  private var elements: [(leading: [Value], properties: MapValue)] = []

  private init(title: String, isOfNodes: Bool) {
    self.title = title
    self.isOfNodes = isOfNodes
  }

  /// The names of the columns, all different.
  public var columns: [String] {
    var taken = Set(keys.map(\.string))
    let leading = isOfNodes ? ["node"] : ["from", "from name", "to", "to name"]
    return leading.map { name in
      var title = name
      while !taken.insert(title).inserted { title += "_" }
      return title
    } + keys.map(\.string)
  }

  /// The number of rows.
  public var count: Int { elements.count }

  /// The values of a row, one for each column; null where there is none.
  public func row(_ index: Int) -> [Value] {
    elements[index].leading + keys.map { elements[index].properties[$0] ?? .null }
  }

  private mutating func add(_ leading: [Value], _ properties: MapValue) {
    for key in properties.entries.keys where known.insert(key).inserted { keys.append(key) }
    elements.append((leading, properties))
  }

  /// The tables of what `subject` has: nodes by their labels, then relationships by their type, each by
  /// name, and rows by rising id.
  ///
  /// - Complexity: O(*n*) in the number of properties, all of which are held.
  public static func tables(of subject: ExportSubject) throws -> [ElementTable] {
    var nodes: [String: ElementTable] = [:]
    var captions: [Int: Value] = [:]
    try subject.forEachNode { node, contents in
      captions[node.id] = contents.caption.map { .string($0) }
      let title = contents.labels.map(\.string).sorted().joined(separator: ", ")
      nodes[title, default: ElementTable(title: title, isOfNodes: true)]
        .add([.integer(node.id)], contents.properties)
    }
    var relationships: [String: ElementTable] = [:]
    try subject.forEachRelationship { _, contents in
      let type = contents.type.string
      relationships[type, default: ElementTable(title: type, isOfNodes: false)].add(
        [
          .integer(contents.start), captions[contents.start] ?? .null, .integer(contents.end),
          captions[contents.end] ?? .null,
        ], contents.properties)
    }
    return [nodes, relationships].flatMap { tables in
      tables.values.sorted { $0.title.utf8.lexicographicallyPrecedes($1.title.utf8) }
    }
  }
}
