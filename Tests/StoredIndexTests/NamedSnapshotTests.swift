import Foundation
import GraphModel
import GraphStore
import GraphTestKit
import Testing

@testable import GraphEngine

/// Snapshots in the file, against what the graph was when each was made.
@Suite("Named snapshots")
struct NamedSnapshotTests {
  private let file: IndexedFile

  init() throws { file = try IndexedFile() }

  /// What happens between two looks at the snapshots.
  private static let changes: [String] = [
    "CREATE (:Study {id: toInteger(rand() * 1000000), year: 2000, name: 'Trefor'})",
    "MATCH (s:Study) WHERE s.id % 7 = $n SET s.year = s.year + 1, s.note = 'nodyn'",
    "MATCH (s:Study) WHERE s.id % 11 = $n SET s:Seen REMOVE s.year",
    "MATCH (s:Study) WHERE s.id % 13 = $n DETACH DELETE s",
    "MATCH (:Study)-[r:CITES]->() WHERE r.strength % 5 = $n SET r.strength = r.strength + 100",
    "MATCH (a:Study)-[r:CITES]->(b) WHERE a.id % 9 = $n DELETE r",
    "MATCH (a:Study), (b:Study) WHERE a.id % 17 = $n AND b.id = a.id + 1 CREATE (a)-[:CITES {strength: 1}]->(b)",
    "MATCH (a:Seen) REMOVE a:Seen SET a.seen = date('2026-05-01')",
    "MATCH (a:Study) WHERE a.id % 19 = $n CREATE (a)-[:ABOUT]->(:Topic {name: 'pwnc', list: [1, 2]})",
  ]

  @Test("Whatever happens, each is as it was made", arguments: 1...8 as ClosedRange<UInt64>)
  func random(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try file.fill(studies: 300)
    var graph = try Graph.open(file.path)
    var expected: [(name: String, digest: IndexDigest)] = []
    func check() throws {
      #expect(try graph.snapshots().map(\.name) == expected.map(\.name))
      for (name, digest) in expected {
        let reader = try graph.reader(at: name)
        #expect(IndexDigest(reader.view).differences(from: digest) == [], "\(name), seed \(seed)")
        let counts = try reader.run("MATCH (n) RETURN count(n) AS n").all()[0]["n", as: Int.self]
        #expect(try graph.snapshots().first { $0.name == name }?.nodes == counts)
      }
    }
    for step in 0..<40 {
      switch Int.random(in: 0..<12, using: &random) {
      case 0, 1:
        let name = "snapshot \(step)"
        try graph.makeSnapshot(named: name, note: step % 2 == 0 ? "nodyn" : nil)
        expected.append((name, IndexDigest(graph.view)))
      case 2 where !expected.isEmpty:
        let place = Int.random(in: 0..<expected.count, using: &random)
        try graph.dropSnapshot(named: expected.remove(at: place).name)
      case 3:
        try graph.close()
        graph = try Graph.open(file.path)
      case 4: _ = try graph.compact()
      case 5:
        try graph.begin()
        _ = try graph.run("MATCH (s:Study) WHERE s.id % 3 = 0 DETACH DELETE s")
        _ = try graph.run("MATCH (s:Study) SET s.year = 1")
        try graph.rollback()
      case 6:
        try graph.begin()
        _ = try graph.run("MATCH (s:Study) SET s.mark = 1")
        _ = try graph.run("MATCH (s:Study) WHERE s.id % 23 = 1 DETACH DELETE s")
        try graph.commit()
      default:
        let change = Self.changes.randomElement(using: &random) ?? Self.changes[0]
        _ = try graph.run(
          change, parameters: ["n": .integer(Int.random(in: 0..<5, using: &random))])
      }
      if step % 8 == 7 { try check() }
    }
    try check()
    #expect(try graph.checkIndex() == [])
    try graph.close()
    let store = try GraphStore.open(path: file.path, mode: .readOnly)
    #expect(try store.check(.full) == [])
    try store.close()
  }

  @Test("It asks for nothing until something changes, and gives the room back")
  func room() throws {
    try file.fill(studies: 2_000)
    func size() throws -> Int {
      let store = try GraphStore.open(path: file.path, mode: .readOnly)
      defer { try? store.close() }
      return try store.size()
    }
    let before = try file.open { try $0.compact().after }
    try file.open { (graph: Graph) throws in try graph.makeSnapshot(named: "s") }
    #expect(try size() - before <= 1 << 16)
    try file.open { (graph: Graph) throws in
      _ = try graph.run("MATCH (s:Study) SET s.text = 'gair' + toString(s.id)")
      try graph.dropSnapshot(named: "s")
      _ = try graph.run("MATCH (s:Study) REMOVE s.text")
      #expect(try graph.compact().after <= before + 1 << 16)
    }
  }

  @Test("An older program is told what it does not know, and only while there is a snapshot")
  func feature() throws {
    try file.fill(studies: 10)
    func features() throws -> [String] {
      let connection = try SQLiteConnection(file.path, path: file.path, access: .readOnly)
      let statement = try connection.prepare(
        "SELECT key FROM meta WHERE key LIKE 'feature%' ORDER BY key", operation: "test")
      var names: [String] = []
      while try statement.step("test") { names.append(statement.text(at: 0) ?? "") }
      return names
    }
    try file.open { (graph: Graph) throws in try graph.makeSnapshot(named: "s") }
    #expect(try features() == ["feature_page_checksums", "feature_snapshots"])
    try file.open { (graph: Graph) throws in try graph.dropSnapshot(named: "s") }
    #expect(try features() == ["feature_page_checksums"])
  }

  @Test(
    "What another program changes is kept as well",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")))
  func foreign() throws {
    try file.fill(studies: 50)
    var digest: IndexDigest?
    try file.open { (graph: Graph) throws in
      try graph.makeSnapshot(named: "s")
      digest = IndexDigest(graph.view)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [
      file.path,
      """
      UPDATE node SET properties = '{"id":1}' WHERE id < 5;
      DELETE FROM relationship WHERE id % 2 = 0;
      UPDATE relationship SET properties = NULL;
      """,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    try file.open { (graph: Graph) throws in
      let reader = try graph.reader(at: "s")
      #expect(digest.map { IndexDigest(reader.view).differences(from: $0) } == [])
      #expect(IndexDigest(reader.view) != IndexDigest(graph.view))
    }
  }

  @Test("Mistakes are told, and change nothing")
  func mistakes() throws {
    #expect(throws: Diagnostic.self) { try Graph().makeSnapshot(named: "s") }
    try file.fill(studies: 10)
    try file.open { (graph: Graph) throws in
      try graph.makeSnapshot(named: "mai")
      for name in ["mai", "", "a\nb", String(repeating: "x", count: 201)] {
        #expect(throws: Diagnostic.self) { try graph.makeSnapshot(named: name) }
      }
      let failure = #expect(throws: Diagnostic.self) { try graph.reader(at: "nai") }
      #expect(failure?.hint == "Did you mean 'mai'?")
      #expect(throws: Diagnostic.self) { try graph.dropSnapshot(named: "mehefin") }
      try graph.begin()
      #expect(throws: Diagnostic.self) { try graph.makeSnapshot(named: "other") }
      try graph.rollback()
      let reader = try graph.reader(at: "mai")
      #expect(throws: Diagnostic.self) { try reader.run("CREATE (:Study)") }
      #expect(try graph.snapshots().map(\.name) == ["mai"])
    }
    try file.open(.readOnly) { (graph: Graph) throws in
      #expect(throws: Diagnostic.self) { try graph.makeSnapshot(named: "other") }
      #expect(try graph.reader(at: "mai").run("MATCH (s:Study) RETURN s").all().count == 10)
    }
  }
}
