import GraphModel

/// Writes `manifest.json` for people: indented, but each file on one line.
enum ManifestWriter {
  struct Entry {
    var path: String
    var contents: GraphFolderManifest.Contents
    var rows: Int
    var sha256: String
  }

  /// The manifest of `entries`, with all that `model` says besides its files.
  static func text(_ entries: [Entry], like model: MapValue?, title: String?) throws -> String {
    var members: [String] = []
    let object =
      model ?? [
        "format": .string(GraphFolderFormat.name), "version": .integer(GraphFolderFormat.version),
      ]
    for (key, value) in object.entries where key != "files" {
      members.append("\(try json(.text(key))): \(try indented(value, by: 2))")
    }
    if model == nil, let title {
      members.append("\"title\": \(try json(.string(title)))")
    }
    let files = try entries.map { "    " + (try line($0)) }
    members.append("\"files\": [\n\(files.joined(separator: ",\n"))\n  ]")
    return "{\n" + members.map { "  \($0)" }.joined(separator: ",\n") + "\n}\n"
  }

  private static func line(_ entry: Entry) throws -> String {
    var members = ["\"path\": \(try json(.string(entry.path)))"]
    switch entry.contents {
    case .nodes(let label):
      members.append("\"label\": \(try json(label.map(Value.text) ?? .null))")
    case .relationships(let type, let start, let end):
      members.append("\"type\": \(try json(.text(type)))")
      members.append("\"start\": \(try json(.text(start)))")
      members.append("\"end\": \(try json(.text(end)))")
    }
    members.append("\"rows\": \(entry.rows)")
    members.append("\"sha256\": \"\(entry.sha256)\"")
    return "{\(members.joined(separator: ", "))}"
  }

  /// A value over several lines, its members `depth` + 2 spaces deep.
  private static func indented(_ value: Value, by depth: Int) throws -> String {
    let outer = String(repeating: " ", count: depth)
    let inner = outer + "  "
    switch value {
    case .list(let items) where !items.isEmpty:
      let lines = try items.map { inner + (try indented($0, by: depth + 2)) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(outer)]"
    case .map(let map) where !map.isEmpty:
      let lines = try map.entries.map { key, value in
        "\(inner)\(try json(.text(key))): \(try indented(value, by: depth + 2))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(outer)}"
    default: return try json(value)
    }
  }

  private static func json(_ value: Value) throws -> String {
    var writer = JSONWriter(mode: .plain)
    try writer.write(value)
    return writer.text
  }
}
