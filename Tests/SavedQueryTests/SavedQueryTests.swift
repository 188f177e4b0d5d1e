import GraphEngine
import GraphModel
import GraphShell
import StandardPlugins
import Testing

/// The engine gives every saved query the answer that was worked out without it.
@Suite("Saved queries on the shipped graph")
struct SavedQueryTests {
  private static let library = QueryLibrary(folder: Repository.path("Queries"))
  private static let names = ((try? library.all()) ?? []).map(\.name)

  @Test("There are queries to ask")
  func someQueries() { #expect(Self.names.count >= 12) }

  @Test("The engine answers as stored", arguments: names)
  func answersAsStored(name: String) throws {
    let query = try Self.library.query(name)
    let graph = try Repository.shippedGraph()
    var parameters: [String: Value] = [:]
    for parameter in query.parameters {
      parameters[parameter.name] = try graph.evaluate(parameter.expression)
    }
    let rows = try graph.run(query.text, parameters: parameters)
    let stored = try StoredAnswer(path: query.path.replacingSuffix(".cypher", by: ".answer.csv"))
    #expect(rows.columns == stored.columns)
    #expect(rows.warnings.isEmpty, "\(rows.warnings)")
    let answer = try rows.all().map { $0.values.map(StoredAnswer.cell) }
    #expect(answer == stored.rows)
  }
}
