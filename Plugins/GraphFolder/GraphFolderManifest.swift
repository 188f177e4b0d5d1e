import GraphModel
import PluginKit

/// The `manifest.json` of a graph folder: every file in the order in which to load it.
struct GraphFolderManifest {
  /// A file of nodes or relationships.
  struct File {
    var path: String
    var contents: Contents
    var rows: Int?
    var sha256: String?
  }

  /// What a file holds.
  enum Contents: Hashable {
    /// Nodes with the label; without one, or with labels of their own, where it is nil.
    case nodes(label: Text?)
    /// Relationships of the type between two groups of nodes.
    case relationships(type: Text, start: Text, end: Text)
  }

  var files: [File]
  /// The whole object, to keep what is said besides the files.
  var object: MapValue

  init(_ source: ImportSource) throws {
    let name = "\(source.name)/\(GraphFolderFormat.manifest)"
    let stream = try source.entry(GraphFolderFormat.manifest).stream()
    let bytes = try stream.readAll(limit: GraphFolderFormat.manifestLimit)
    let value: Value
    do {
      value = try JSONReader(tags: .ignore).value(of: bytes)
    } catch {
      throw ImportError(
        error.message, at: SourcePlace(name, line: error.line, column: error.column))
    }
    guard case .map(let object) = value, case .text(let format) = object["format"],
      format.string == GraphFolderFormat.name
    else {
      throw ImportError(
        "This is no manifest of a graph folder", in: name,
        hint: "It begins {\"format\": \"\(GraphFolderFormat.name)\", \"version\": 1, …}")
    }
    guard case .integer(GraphFolderFormat.version) = object["version"] else {
      throw ImportError(
        "The folder has a version that this program does not know", in: name,
        hint: "It knows version \(GraphFolderFormat.version)")
    }
    guard case .list(let list) = object["files"] else {
      throw ImportError("The manifest has no list 'files'", in: name)
    }
    self.object = object
    files = []
    for (index, entry) in list.enumerated() {
      files.append(try Self.file(entry, number: index + 1, in: name))
    }
    var paths: Set<String> = []
    if let twice = files.first(where: { !paths.insert($0.path).inserted }) {
      throw ImportError("The file '\(twice.path)' is listed twice", in: name)
    }
  }

  private static func file(_ entry: Value, number: Int, in name: String) throws -> File {
    func failure(_ what: String) -> ImportError {
      ImportError("Entry \(number) of 'files' \(what)", in: name)
    }
    guard case .map(let entry) = entry, let path = entry.text("path") else {
      throw failure("has no path")
    }
    let contents: Contents
    if let type = entry.text("type") {
      guard let start = entry.text("start"), let end = entry.text("end") else {
        throw failure("has a type, but not both start and end")
      }
      contents = .relationships(type: type, start: start, end: end)
    } else if entry["label"] == .null {
      contents = .nodes(label: nil)
    } else if let label = entry.text("label") {
      contents = .nodes(label: label)
    } else {
      throw failure("has neither a label nor a type")
    }
    var rows: Int?
    if let value = entry["rows"] {
      guard case .integer(let count) = value else { throw failure("has rows that are no integer") }
      rows = count
    }
    return File(
      path: path.string, contents: contents, rows: rows, sha256: entry.text("sha256")?.string)
  }
}

extension MapValue {
  fileprivate func text(_ key: Text) -> Text? {
    if case .text(let text) = self[key] { text } else { nil }
  }
}
