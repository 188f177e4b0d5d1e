import GraphModel
import PluginKit

/// Sorts nodes and relationships into tables: a table for each label, and for each type with the
/// labels of its ends.
struct GraphFolderBuilder {
  private(set) var report = ExportReport()
  private let key: Text
  private let model: GraphFolderModel?
  private var nodeTables: [GraphFolderTable] = []
  private var relationshipTables: [GraphFolderTable] = []
  private var tableOfLabel: [Text?: Int] = [:]
  private var tableOfContents: [GraphFolderManifest.Contents: Int] = [:]
  /// Where each node stands: its table and row.
  private var nodes: [Int: (table: Int, row: Int)] = [:]
  private var ids: [[Int]] = []
  private var groups: [Text] = []

  init(key: Text, model: GraphFolderModel?) {
    self.key = key
    self.model = model
    // Files that the model has stay, even where they have no rows any more.
    for file in model?.manifest.files ?? [] {
      if case .nodes(let label) = file.contents { _ = nodeTable(for: label) }
    }
  }

  private mutating func nodeTable(for label: Text?) -> Int {
    if let table = tableOfLabel[label] { return table }
    tableOfLabel[label] = nodeTables.count
    nodeTables.append(GraphFolderTable(contents: .nodes(label: label)))
    ids.append([])
    return nodeTables.count - 1
  }

  /// Takes a node into the table of its first label.
  mutating func add(_ id: Int, _ contents: Node.Contents) {
    report.nodes += 1
    let table = nodeTable(for: contents.labels.first)
    nodes[id] = (table, nodeTables[table].rows.count)
    ids[table].append(id)
    let properties = writable(contents.properties, of: "node \(id)")
    nodeTables[table].rows.append(
      GraphFolderTable.Row(
        identity: [], properties: properties, moreLabels: Array(contents.labels.dropFirst())))
  }

  /// Decides, once all nodes are there, what identifies those of each table.
  mutating func identify() {
    for index in nodeTables.indices {
      let group = freeGroup(for: nodeTables[index].contents)
      groups.append(group)
      var identityType: BulkType?
      if let type = keyType(of: nodeTables[index]) {
        identityType = type
        nodeTables[index].identityKey = key
      }
      nodeTables[index].leading = [
        BulkColumn(
          nodeTables[index].identityKey ?? "", role: .id(group: group),
          type: identityType ?? .string)
      ]
      let more = nodeTables[index].rows.lazy.flatMap(\.moreLabels)
      if more.contains(where: Self.partsLabels) {
        nodeTables[index].leading.append(BulkColumn("", role: .label, type: .json))
      } else if !more.isEmpty {
        nodeTables[index].leading.append(BulkColumn("", role: .label, isList: true))
      }
      for row in nodeTables[index].rows.indices {
        var properties = nodeTables[index].rows[row].properties
        let identity: Text
        if identityType != nil, let value = properties[key] {
          identity = Self.identity(value)
          properties[key] = nil
        } else {
          identity = Text("n\(ids[index][row])")
        }
        nodeTables[index].rows[row].identity = [identity]
        nodeTables[index].rows[row].properties = properties
        nodeTables[index].plan.note(properties)
      }
    }
  }

  /// Whether a label cannot stand among others that semicolons part.
  private static func partsLabels(_ label: Text) -> Bool {
    label.isEmpty || label.string.utf8.contains(BulkColumn.itemSeparator)
  }

  /// Takes a relationship, after ``identify()``.
  mutating func add(_ id: Int, _ contents: Relationship.Contents) throws {
    guard let start = nodes[contents.start], let end = nodes[contents.end] else {
      throw ExportError("The relationship \(id) has an end that is not exported")
    }
    report.relationships += 1
    let kind = GraphFolderManifest.Contents.relationships(
      type: contents.type, start: groups[start.table], end: groups[end.table])
    let table: Int
    if let found = tableOfContents[kind] {
      table = found
    } else {
      table = relationshipTables.count
      tableOfContents[kind] = table
      var made = GraphFolderTable(contents: kind)
      made.leading = [
        BulkColumn("", role: .start(group: groups[start.table])),
        BulkColumn("", role: .end(group: groups[end.table])),
      ]
      relationshipTables.append(made)
    }
    let properties = writable(contents.properties, of: "relationship \(id)")
    relationshipTables[table].plan.note(properties)
    relationshipTables[table].rows.append(
      GraphFolderTable.Row(
        identity: [
          nodeTables[start.table].rows[start.row].identity[0],
          nodeTables[end.table].rows[end.row].identity[0],
        ], properties: properties))
  }

  /// The tables with their paths, in the order in which to load them.
  mutating func finished() -> [GraphFolderTable] {
    for file in model?.manifest.files ?? [] {
      guard case .relationships(_, let start, let end) = file.contents,
        tableOfContents[file.contents] == nil
      else { continue }
      var made = GraphFolderTable(contents: file.contents)
      made.leading = [
        BulkColumn("", role: .start(group: start)), BulkColumn("", role: .end(group: end)),
      ]
      tableOfContents[file.contents] = relationshipTables.count
      relationshipTables.append(made)
    }
    var tables = nodeTables + relationshipTables
    var names = FileNames(taken: (model?.manifest.files ?? []).map(\.path))
    for index in tables.indices {
      tables[index].path =
        model?.path(of: tables[index].contents)
        ?? names.path(of: tables[index].contents, among: relationshipTables.map(\.contents))
    }
    let order = model.map { model in
      Dictionary(uniqueKeysWithValues: model.manifest.files.enumerated().map { ($1.path, $0) })
    }
    guard let order else { return tables }
    return tables.enumerated().sorted {
      (order[$0.element.path] ?? Int.max, $0.offset)
        < (order[$1.element.path] ?? Int.max, $1.offset)
    }.map(\.element)
  }

  /// The type of the key where every node of the table has one, all different; nil otherwise.
  private func keyType(of table: GraphFolderTable) -> BulkType? {
    if table.rows.isEmpty {
      let column = model?.columns[table.contents]?.first { $0.key == key }
      return column?.type ?? .string
    }
    var seen: Set<Text> = []
    var type: BulkType?
    for row in table.rows {
      let ownType: BulkType
      switch row.properties[key] {
      case .text(let text)? where !text.isEmpty: ownType = .string
      case .integer?: ownType = .int
      default: return nil
      }
      guard type == nil || type == ownType, let value = row.properties[key],
        seen.insert(Self.identity(value)).inserted
      else { return nil }
      type = ownType
    }
    return type
  }

  private static func identity(_ value: Value) -> Text {
    switch value {
    case .text(let text): text
    case .integer(let integer): Text(String(integer))
    default: ""
    }
  }

  /// A group named after the label, without the characters that a header gives a meaning.
  private func freeGroup(for contents: GraphFolderManifest.Contents) -> Text {
    guard case .nodes(let label?) = contents else { return freeGroup("") }
    let plain = label.string.unicodeScalars.map { scalar -> Character in
      let isSpecial = "(){}:,;\"'".unicodeScalars.contains(scalar) || scalar.value < 0x20
      return isSpecial || scalar.properties.generalCategory == .control
        || scalar.properties.isWhitespace && scalar != " " ? "_" : Character(scalar)
    }
    return freeGroup(String(plain))
  }

  private func freeGroup(_ name: String) -> Text {
    var candidate = Text(name)
    var number = 2
    while groups.contains(candidate) {
      candidate = Text("\(name)-\(number)")
      number += 1
    }
    return candidate
  }

  private mutating func writable(_ properties: MapValue, of place: String) -> MapValue {
    guard properties[""] != nil else { return properties }
    report.noteLoss("properties without a name left out", example: place)
    var copy = properties
    copy[""] = nil
    return copy
  }
}
