import Foundation
import GraphEngine
import GraphModel

/// A graph's file in a folder of its own, on which the steps of a workload are done.
final class Session {
  let folder: String
  private let probes: [String]
  private(set) var graph: Graph?

  /// The file.
  var path: String { folder + "/g.dolen" }
  /// The copy that backups make.
  var copyPath: String { folder + "/copy.dolen" }

  init(folder: String, probes: [String]) {
    self.folder = folder
    self.probes = probes
  }

  /// The open graph; it is opened, and made where there is none, when it is first needed.
  func opened() throws -> Graph {
    if let graph { return graph }
    let new = try Graph.open(path, access: .create)
    // What is given back while nobody works would be a call of the system at another time each time.
    new.database.idleTime = nil
    graph = new
    return new
  }

  /// Brings the file to rest.
  func close() throws {
    let old = graph
    graph = nil
    try old?.close()
  }

  /// Does one step.
  func perform(_ step: Workload.Step) throws {
    switch step {
    case .query(let text): _ = try opened().run(text).all()
    case .transaction(let queries): try run(queries, commits: true)
    case .rolledBack(let queries): try run(queries, commits: false)
    case .bulkLoad(let rows):
      try close()
      try bulkLoad(rows)
    case .load(let rows):
      try opened().load { loader in
        let ids = try (0..<rows).map {
          try loader.addNode(labels: ["Row"], properties: ["i": .integer($0), "text": "llên"])
        }
        for (a, b) in zip(ids, ids.dropFirst()) {
          _ = try loader.addRelationship(type: "NEXT", start: a, end: b, properties: [:])
        }
      }
    case .backup: try opened().backup(to: copyPath, replacing: true)
    case .compact: _ = try opened().compact()
    case .reopen:
      try close()
      _ = try opened()
    }
  }

  private func run(_ queries: [String], commits: Bool) throws {
    let graph = try opened()
    try graph.begin()
    do {
      for query in queries { _ = try graph.run(query).all() }
      if commits { try graph.commit() } else { try graph.rollback() }
    } catch {
      if graph.isInTransaction { try graph.rollback() }
      throw error
    }
  }

  private func bulkLoad(_ rows: Int) throws {
    let loader = try BulkLoader(path: path)
    let labels = try loader.labels(["Row", "Bulk"])
    let type = try loader.type("NEXT")
    var ids: [Int] = []
    for number in 0..<rows {
      let json = Array("{\"text\":\"rhes \(number) o rai, yn ddigon hir i lenwi tudalen\"}".utf8)
      ids.append(
        try json.withUnsafeBufferPointer {
          try loader.addNode(labels: labels, properties: try loader.properties(json: $0))
        })
    }
    for (a, b) in zip(ids, ids.dropFirst()) {
      try loader.addRelationship(type: type, start: a, end: b, properties: nil)
    }
    try loader.finish()
  }

  /// What the open graph holds, or the file where none is open.
  func state() throws -> String { try "\(graphState())\n-- copy\n\(fileState(copyPath))" }

  private func graphState() throws -> String {
    if let graph { return try GraphDump.text(of: graph, probes: probes) }
    return try fileState(path)
  }

  /// What the file holds that is opened for this, to read; `none` where there is no file.
  private func fileState(_ path: String) throws -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "none" }
    let graph = try Graph.open(path, access: .readOnly)
    let text = try GraphDump.text(of: graph, probes: probes)
    let problems = try graph.check()
    try graph.close()
    return problems.isEmpty ? text : "damaged: \(problems)"
  }
}
