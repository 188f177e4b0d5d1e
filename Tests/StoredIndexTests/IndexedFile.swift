import Foundation
import GraphStore

@testable import GraphEngine

/// A graph's file in a folder of its own, which goes with it.
final class IndexedFile {
  let path: String
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "dolen-index-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "g.dolen").path()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Opens the graph, hands it to `body`, and closes it.
  func open<R>(
    _ access: Graph.Access = .create, _ body: (Graph) throws -> R
  ) throws -> R {
    let graph = try Graph.open(path, access: access)
    let result = try body(graph)
    try graph.close()
    return result
  }

  /// Runs statements in the file as any SQLite client could.
  func sql<R>(_ body: (SQLiteConnection) throws -> R) throws -> R {
    try body(try SQLiteConnection(path, access: .readWrite))
  }

  /// A graph with `studies` studies and ten relationships each, loaded at once and its index written.
  func fill(studies: Int) throws {
    try open { graph in
      try graph.load { loader in
        for id in 0..<studies {
          _ = try loader.addNode(
            labels: ["Study"],
            properties: [
              "id": .integer(id), "key": .text("S\(id)"), "year": .integer(1990 + id % 30),
              "open": .boolean(id % 3 == 0), "weight": .float(Double(id) / 8),
              "places": .list([.integer(id % 5)]),
            ])
        }
        for id in 0..<studies {
          for step in 1...10 {
            _ = try loader.addRelationship(
              type: step.isMultiple(of: 2) ? "CITES" : "SUPPORTS", start: id,
              end: (id * 7 + step * step * 31) % studies,
              properties: ["strength": .integer((id + step) % 100)])
          }
        }
      }
      _ = try graph.run("CREATE INDEX study_id FOR (n:Study) ON (n.id)")
    }
  }
}
