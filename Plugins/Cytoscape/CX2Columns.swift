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
      nodes[title] = ["d": .string(column.type.word)]
    }
    for (title, column) in zip(edgeTitles, columns.relationships.columns) {
      edges[title] = ["d": .string(column.type.word)]
    }
    return [
      "nodes": .map(nodes), "edges": .map(edges),
      "networkAttributes": .map([Self.note: ["d": "string"]]),
    ]
  }

  /// What the titles stand for, as the attribute of the network has it; ``AttributeColumns`` reads it
  /// again.
  var meanings: Value {
    func map(_ titles: [Text], _ list: AttributeColumns.List) -> Value {
      var map = MapValue()
      for (title, column) in zip(titles, list.columns)
      where title != column.name || column.type == .json {
        map[title] = column.meaning
      }
      return .map(map)
    }
    return [
      "nodes": map(nodeTitles, columns.nodes), "edges": map(edgeTitles, columns.relationships),
      "captions": .boolean(hasCaptions),
    ]
  }
}
