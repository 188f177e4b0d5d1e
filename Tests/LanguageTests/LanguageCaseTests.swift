import GraphTestKit
import Testing

/// The cases of `Tests/Cases`, each a graph, a query and what must come of it.
@Suite("Cases")
struct LanguageCaseTests {
  @Test("Language", arguments: QueryCase.all(in: "Language"))
  func language(_ queryCase: QueryCase) throws { try queryCase.check() }

  @Test("Errors", arguments: QueryCase.all(in: "Errors"))
  func errors(_ queryCase: QueryCase) throws { try queryCase.check() }

  @Test("There are cases")
  func count() {
    #expect(QueryCase.all(in: "Language").count >= 200)
  }
}
