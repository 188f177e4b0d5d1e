import CypherSyntax
import GraphEngine
import Testing

/// The catalog of the language shows what really runs.
@Suite("Language page")
struct LanguagePageTests {
  @Test("Every example runs on an empty graph", arguments: LanguageFeature.all.map(\.example))
  func examples(_ example: String) throws {
    _ = try Graph().run(example).all()
  }

  @Test("Every keyword that begins a clause is in the catalog")
  func clauses() {
    let forms = LanguageFeature.all.map(\.form).joined(separator: "\n")
    for keyword in Keyword.clauseStarts where keyword != .noDetach {
      #expect(forms.contains(keyword.rawValue), "\(keyword.rawValue)")
    }
  }

  @Test("What is not supported says what to write instead", arguments: UnsupportedSyntax.all)
  func unsupported(_ syntax: UnsupportedSyntax) {
    #expect(syntax.hint?.isEmpty == false)
  }
}
