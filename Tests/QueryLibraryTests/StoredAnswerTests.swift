import Foundation
import Testing

/// Every saved query has a stored answer, and a plain loop over `Graph/` comes to the same one.
@Suite("Saved queries")
struct StoredAnswerTests {
  private static let names = ((try? SavedQuery.all()) ?? []).map(\.name)

  @Test("The stored answer is what a plain loop finds", arguments: names)
  func recomputed(name: String) throws {
    let query = try #require(try SavedQuery.all().first { $0.name == name })
    let recompute = try #require(Recomputation.all[name], "\(name) has no recomputation")
    let lines = try recompute(try Evidence.read(), query).lines()
    let stored = try query.storedLines()
    #expect(stored.first == query.columns.joined(separator: ","))
    #expect(Array(stored.dropFirst()) == lines)
    #expect(Set(lines).count == lines.count, "two rows are the same, so their order is not fixed")
  }

  @Test("Queries, answers and recomputations go together, and names are unique")
  func partners() throws {
    let queries = try SavedQuery.all()
    let answers = try Repository.files(below: Repository.queries, suffix: ".answer.csv")
    #expect(queries.count >= 16)
    #expect(Set(queries.map(\.name)).count == queries.count)
    #expect(
      Set(answers.map { $0.standardizedFileURL.path() })
        == Set(queries.map { $0.answerFile.standardizedFileURL.path() }))
    #expect(Set(Recomputation.all.keys) == Set(queries.map(\.name)))
  }

  @Test("Each query says what it asks, sorts its rows and uses the parameters it names")
  func headers() throws {
    for query in try SavedQuery.all() {
      #expect(query.question.hasSuffix("?") && query.welshQuestion.hasSuffix("?"), "\(query.name)")
      #expect(!query.obtained.isEmpty && !query.columns.isEmpty, "\(query.name)")
      #expect(query.text.contains("\nORDER BY "), "\(query.name) does not sort its rows")
      let used = Set(query.text.matches(of: /\$(\w+)/).map { String($0.output.1) })
      #expect(used == Set(query.parameters.keys), "\(query.name)")
    }
  }

  @Test("The index lists every query with its question")
  func index() throws {
    let index = try Repository.text(of: Repository.queries.appending(path: "README.md"))
    for query in try SavedQuery.all() {
      let link = "[`\(query.name)`](\(query.topic)/\(query.name).cypher)"
      #expect(index.contains("| \(link) | \(query.question)<br>*\(query.welshQuestion)* |"))
    }
  }
}
