import Foundation
import GraphEngine
import GraphModel
import GraphStore
import Testing

/// The schema that lies in a graph's file, and where it goes along.
@Suite("The schema in the file")
struct KeptSchemaTests {
  private let file = TemporaryGraph()

  private static let papers = """
    {"format": "dolen-graph-schema", "version": 1,
     "labels": {"Paper": {"key": "doi", "source": true}}, "relationshipTypes": {}}
    """

  @Test("Where none is kept, sources are studies")
  func builtIn() throws {
    let graph = Graph()
    #expect(graph.schemaText == nil)
    #expect(graph.sourceSchema == .standard)
  }

  @Test("It is there after closing, in a backup, after compacting and in a snapshot")
  func kept() throws {
    let copy = file.path + ".copy"
    defer { Graph.removeFiles(at: copy) }
    let graph = try Graph.open(file.path, access: .create)
    _ = try graph.run("CREATE (:Paper {doi: '10.1'}), (:Paper {doi: '10.2'}), (:Study {id: 's'})")
    try graph.setSchema(json: Array(Self.papers.utf8))
    func left(_ graph: Graph) throws -> Value {
      try graph.run("WITHOUT STUDY '10.1' MATCH (n) RETURN count(*) AS n").all()[0]["n"]
    }
    #expect(try left(graph) == 2)
    #expect(try left(try graph.snapshot().reader()) == 2)
    try graph.backup(to: copy)
    _ = try graph.compact()
    try graph.close()
    for path in [file.path, copy] {
      let opened = try Graph.open(path, access: .readOnly)
      #expect(opened.schemaText == Self.papers)
      #expect(opened.sourceSchema.labels == [.init(name: "Paper", key: "doi")])
      #expect(try left(opened) == 2)
      try opened.close()
    }
  }

  @Test("One that cannot be read is said wherever sources are asked for")
  func unreadable() throws {
    for value in [MetaValue.text("{\"format\": \"dolen-graph-schema\""), .integer(7)] {
      Graph.removeFiles(at: file.path)
      let graph = try Graph.open(file.path, access: .create)
      _ = try graph.run("CREATE (:Study {id: 's'})-[:SUPPORTS]->(:Factor {id: 'f'})")
      try graph.close()
      let store = try GraphStore.open(path: file.path, mode: .readWrite)
      try store.begin()
      try store.setMeta("evidence_schema", to: value)
      try store.commit()
      try store.close()
      let opened = try Graph.open(file.path, access: .readOnly)
      #expect(opened.sourceSchema == .standard)
      #expect(opened.schemaFault?.detail == "UnreadableSchema")
      #expect(try opened.check().contains { $0.contains("is not used") })
      let inner = "MATCH (s:Study)-->(f) RETURN f.id AS f"
      for query in [
        "EVIDENCE \(inner)", "WITHOUT STUDY 's' \(inner)",
        "CALL evidence.restsOnOne('\(inner)')",
        "CALL { CALL evidence.restsOnOne('\(inner)') YIELD study RETURN study } RETURN study",
      ] {
        #expect(try opened.run(query).warnings.map(\.detail) == ["UnreadableSchema"], "\(query)")
      }
      #expect(try opened.run(inner).warnings.isEmpty)
      try opened.close()
    }
  }

  @Test("What is no schema, and what cannot be meant, is refused")
  func refused() throws {
    let graph = Graph()
    for text in [
      "{}", "nothing", Self.papers.replacing("true", with: "\"yes\""),
      Self.papers.replacing(
        "\"relationshipTypes\": {}",
        with:
          "\"relationshipTypes\": {\"DRAWS\": {\"sources\": {\"path\": [\"A>\", \"B>\", \"C>\"]}}}"),
    ] {
      #expect(throws: Diagnostic.self) { try graph.setSchema(json: Array(text.utf8)) }
    }
    #expect(graph.sourceSchema == .standard)
  }
}
