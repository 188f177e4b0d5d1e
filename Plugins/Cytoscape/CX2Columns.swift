import ExchangeKit
import GraphModel
import PluginKit

/// The attributes of a file of CX2: each has one type, and a title of its own.
///
/// What a title stands for is kept in the attribute ``note`` of the network, where it is more than a
/// property of that name.
struct CX2Columns {
  /// The attribute of the network that says what titles stand for.
  static let note: Text = "dolen attributes"

  let columns: AttributeColumns
  let nodeTitles: [Text]
  let edgeTitles: [Text]
  /// Whether nodes get the attribute `name`; not where it is a property already.
  let hasCaptions: Bool

  init(of subject: ExportSubject) throws {
    columns = try AttributeColumns(of: subject) { AttributeType(of: $0, holdsAllFloats: false) }
    hasCaptions = !columns.nodes.columns.contains { $0.name == "name" }
    nodeTitles = columns.nodes.titles(besides: hasCaptions ? ["labels", "name"] : ["labels"])
      .map { Text($0) }
    edgeTitles = columns.relationships.titles(besides: ["interaction"]).map { Text($0) }
  }

  /// The declarations, as `attributeDeclarations` has them.
  var declarations: Value {
    var nodes: MapValue = ["labels": ["d": "list_of_string"]]
    if hasCaptions { nodes["name"] = ["d": "string"] }
    var edges: MapValue = ["interaction": ["d": "string"]]
    for (title, column) in zip(nodeTitles, columns.nodes.columns) {
      nodes[title] = ["d": Self.word(column.type)]
    }
    for (title, column) in zip(edgeTitles, columns.relationships.columns) {
      edges[title] = ["d": Self.word(column.type)]
    }
    return [
      "nodes": .map(nodes), "edges": .map(edges),
      "networkAttributes": .map([Self.note: ["d": "string"]]),
    ]
  }

  private static func word(_ type: AttributeType) -> Value {
    switch type {
    case .boolean: "boolean"
    case .integer: "long"
    case .float: "double"
    case .text, .json: "string"
    }
  }

  /// What the titles stand for, as the attribute of the network has it.
  var meanings: Value {
    func map(_ titles: [Text], _ list: AttributeColumns.List) -> Value {
      var map = MapValue()
      for (title, column) in zip(titles, list.columns)
      where title != column.name || column.type == .json {
        map[title] = [.text(column.name), .string(column.type.rawValue)]
      }
      return .map(map)
    }
    return [
      "nodes": map(nodeTitles, columns.nodes), "edges": map(edgeTitles, columns.relationships),
      "captions": .boolean(hasCaptions),
    ]
  }

  /// What ``meanings`` says of nodes or edges, read again.
  static func meanings(in value: Value?, of section: Text) -> [Text: (Text, AttributeType)] {
    guard case .map(let all)? = value, case .map(let titles)? = all[section] else { return [:] }
    var found: [Text: (Text, AttributeType)] = [:]
    for (title, meaning) in titles.entries {
      guard case .list(let pair) = meaning, pair.count == 2, case .text(let name) = pair[0],
        case .text(let word) = pair[1], let type = AttributeType(rawValue: word.string)
      else { continue }
      found[title] = (name, type)
    }
    return found
  }
}
