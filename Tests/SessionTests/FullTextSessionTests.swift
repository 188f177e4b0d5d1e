import Foundation
import GraphEngine
import GraphModel
import Testing

/// Searches of the words of the last commit while another session changes them.
@Suite("Searching beside a writer")
struct FullTextSessionTests {
  private let file = TemporaryGraph()

  private func found(_ session: GraphSession, _ words: String) throws -> Int {
    try session.run(
      "CALL db.index.fulltext.queryNodes('titles', $words) YIELD node RETURN node.id",
      parameters: ["words": .string(words)]
    ).all().count
  }

  private func scores(_ session: GraphSession, _ words: String) throws -> [[Value]] {
    try session.run(
      "CALL db.index.fulltext.queryNodes('titles', $words) YIELD node, score RETURN node.id, score",
      parameters: ["words": .string(words)]
    ).all().map(\.values)
  }

  @Test("Readers search the last commit, the writer its own changes, in transaction and savepoint")
  func searches() throws {
    let database = try file.database(studies: 200)
    let (writer, reader) = (database.session(), database.session())
    _ = try writer.run("CREATE FULLTEXT INDEX titles FOR (s:Study) ON EACH [s.title]")
    try writer.begin()
    _ = try writer.run("MATCH (s:Study) WHERE s.id < 50 SET s.title = 'moved ' + s.id")
    _ = try writer.run("MATCH (s:Study) WHERE s.id >= 190 DETACH DELETE s")
    _ = try writer.run("CREATE (:Study {id: -1, title: 'new number'})")
    #expect(try found(reader, "number") == 200)
    #expect(try found(reader, "moved OR new") == 0)
    #expect(try found(writer, "number") == 141)
    #expect(try found(writer, "moved") == 50)
    // What a statement has changed that is then taken back, nobody finds.
    #expect(throws: Diagnostic.self) {
      _ = try writer.run("MATCH (s:Study) SET s.title = 'gone ' + 1 / (s.id - 60)")
    }
    #expect(try found(writer, "gone") == 0)
    #expect(try found(writer, "number") == 141)
    #expect(try found(reader, "number") == 200)
    let before = try scores(writer, "new OR number OR moved")
    try writer.commit()
    // The order and the scores within the transaction were those of the commit.
    #expect(try scores(writer, "new OR number OR moved") == before)
    #expect(try scores(reader, "new OR number OR moved") == before)
    try writer.begin()
    _ = try writer.run("MATCH (s:Study) SET s.title = 'all'")
    #expect(try found(writer, "all") == 191)
    try writer.rollback()
    #expect(try found(writer, "all") == 0)
    #expect(try found(writer, "number") == 141)
    #expect(try writer.check() == [])
    try database.close()
  }
}
