import Foundation
import GraphEngine
import GraphModel
import PluginKit
import Testing

/// A folder with tables and the graph that is loaded from them.
final class LoadFolder {
  let folder: URL
  /// The graph's file.
  let graph: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "dolen-bulk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    graph = folder.appending(path: "g.dolen").path()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path()
  }

  /// A table of nodes in one file.
  func nodes(_ labels: [Text], _ text: String, _ name: String = "nodes.csv") throws -> BulkTable {
    BulkTable(.nodes(labels: labels), files: [try write(text, to: name)])
  }

  /// A table of relationships in one file.
  func relationships(
    _ type: Text?, _ text: String, _ name: String = "rels.csv"
  ) throws -> BulkTable {
    BulkTable(.relationships(type: type), files: [try write(text, to: name)])
  }

  /// Loads the tables into the file, and first into an open copy of it: what comes of them and what is
  /// said of them must be the same.
  func load(_ tables: [BulkTable], _ policy: BulkPolicy = BulkPolicy()) throws -> ImportReport {
    let load = BulkImport(tables, policy: policy)
    let open = try outcomeInOpenCopy(load)
    let report: ImportReport
    do {
      report = try load.run(into: graph)
    } catch {
      if let open { #expect(open == plain("\(error)")) }
      throw error
    }
    if let open { #expect(try open == "\(report)\n" + contents().joined(separator: "\n")) }
    return report
  }

  /// What is said and what there is after a load into a copy of the graph, which is open; nil where the
  /// file is no graph.
  private func outcomeInOpenCopy(_ load: BulkImport) throws -> String? {
    let place = FileManager.default.temporaryDirectory.appending(
      path: "dolen-open-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let copy = place.appending(path: "g.dolen").path()
    if FileManager.default.fileExists(atPath: graph) {
      try FileManager.default.copyItem(atPath: graph, toPath: copy)
    }
    guard let open = try? Graph.open(copy, access: .create) else { return nil }
    defer { try? open.close() }
    do {
      return try "\(load.run(into: open))\n" + Self.contents(of: open).joined(separator: "\n")
    } catch {
      #expect(!open.isInTransaction)
      // In an open graph a constraint is broken by what its session does, not by a load.
      return plain("\(error)".replacingOccurrences(of: copy, with: graph))
        .replacingOccurrences(of: "the statement would", with: "the load would")
    }
  }

  /// What a load that fails says, without the folder's name.
  func failure(_ tables: [BulkTable], _ policy: BulkPolicy = BulkPolicy()) -> String {
    do {
      let report = try load(tables, policy)
      return "no error: \(report)"
    } catch {
      return plain("\(error)")
    }
  }

  /// `text` without the folder's name.
  func plain(_ text: String) -> String {
    text.replacingOccurrences(of: folder.path() + "/", with: "")
      .replacingOccurrences(of: folder.path(), with: "")
  }

  /// The names of the files in the folder.
  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() }
  }

  /// The rows that a query gives.
  func rows(_ query: String) throws -> [[Value]] {
    let graph = try Graph.open(graph)
    let rows = try graph.run(query)
    var all: [[Value]] = []
    while let row = try rows.next() { all.append(row.values) }
    try graph.close()
    return all
  }

  /// Everything that the graph in a file holds, a line for each node and relationship.
  func contents() throws -> [String] {
    let graph = try Graph.open(graph, access: .readOnly)
    defer { try? graph.close() }
    return try Self.contents(of: graph)
  }

  /// Everything that a graph holds.
  static func contents(of graph: Graph) throws -> [String] {
    var lines: [String] = []
    func text(_ map: MapValue) throws -> String {
      var writer = JSONWriter()
      try writer.write(MapValue(map.sorted.map { ($0.key, $0.value) }))
      return writer.text
    }
    try graph.forEachNode { node in
      guard let contents = node.contents else { return }
      let labels = contents.labels.map(\.string).sorted().joined(separator: ":")
      lines.append("(\(node.id):\(labels) \(try text(contents.properties)))")
    }
    try graph.forEachRelationship { relationship in
      guard let contents = relationship.contents else { return }
      lines.append(
        "\(relationship.id): (\(contents.start))-[:\(contents.type) "
          + "\(try text(contents.properties))]->(\(contents.end))")
    }
    return lines
  }
}
