import Foundation
import GraphEngine
import GraphModel

/// A graph's file in a folder of its own, which goes with it.
final class TemporaryGraph: Sendable {
  let path: String
  private let folder: URL

  init() {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "dolen-session-\(UUID().uuidString)")
    path = folder.appending(path: "g.dolen").path()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A database of so many studies, of which each cites two; its index lies in the file.
  func database(studies: Int) throws -> GraphDatabase {
    let graph = try Graph.open(path, access: .create)
    try graph.load { loader in
      let ids = try (0..<studies).map { id in
        try loader.addNode(
          labels: ["Study"],
          properties: [
            "id": .integer(id), "year": .integer(2_000), "title": .string("number \(id)"),
          ])
      }
      for (place, id) in ids.enumerated() {
        for step in [1, 7] {
          _ = try loader.addRelationship(
            type: "CITES", start: id, end: ids[(place + step) % ids.count], properties: [:])
        }
      }
    }
    try graph.close()
    return try GraphDatabase.open(path)
  }
}
