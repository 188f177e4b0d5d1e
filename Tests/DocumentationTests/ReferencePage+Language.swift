import CypherSyntax
import GraphEngine
import GraphModel
import GraphTestKit

extension ReferencePage {
  static var language: ReferencePage {
    let sections = LanguageFeature.Section.allCases.map { section in
      let rows = LanguageFeature.all.filter { $0.section == section }.map {
        ["`\($0.form)`", $0.summary, "`\($0.example)`"]
      }
      return "## \(section.rawValue)\n\n" + table(["form", "what it does", "example"], rows)
    }
    let deviations = LanguageDeviation.all.map { deviation in
      """
      ### \(deviation.here)

      In Neo4j: \(deviation.there). Here so because \(deviation.reason).

      ```cypher
      \(deviation.example)
      // \(answer(to: deviation.example).joined(separator: "\n// "))
      ```
      """
    }
    let unsupported = UnsupportedSyntax.all.map { [$0.name, $0.hint ?? ""] }
    return ReferencePage(
      "docs/reference/language.md", title: "The language",
      body: """
        Dolen speaks openCypher: every scenario of its technology compatibility kit passes
        ([status](../status.md)). Beyond it, Neo4j is the guide. Keywords are written in any letter
        case, and none is reserved: wherever a name is expected, a keyword is a name. The examples are
        tests. [Functions](functions.md), [aggregates](aggregates.md), [procedures](procedures.md) and
        [errors](errors.md) have pages of their own.

        \(sections.joined(separator: "\n\n"))

        ## What differs from Neo4j

        \(deviations.joined(separator: "\n\n"))

        ## What is not there

        Each of these is recognized and refused with what to write instead. The functions and
        procedures of APOC are unknown names; list comprehensions, subqueries and the importers do
        much of what they are used for.

        \(table(["syntax", "instead"], unsupported))
        """)
  }

  /// The rows, warnings or error that come of a statement on a graph of one node.
  private static func answer(to statement: String) -> [String] {
    do {
      let graph = Graph()
      _ = try graph.run("CREATE (:Study {id: 'a'})").all()
      let answer = try graph.run(statement)
      let rows = try answer.all().map { row in
        row.values.map(\.cypherText).joined(separator: " | ")
      }
      return rows + answer.warnings.map { "\($0.message). \($0.hint ?? "")" }
    } catch let error as Diagnostic {
      return ["\(error.detail): \(error.message)"]
    } catch {
      return ["\(error)"]
    }
  }
}
