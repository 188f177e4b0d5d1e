import CypherFunctions
import GraphEngine
import GraphModel
import Testing

/// The README's example of the library, as it stands there.
@Suite("Library example")
struct LibraryExample {
  @Test("It runs, and answers as the README says")
  func run() throws {
    var printed: [String] = []
    func print(_ text: String) { printed.append(text) }

    // README begins
    let graph = Graph()  // in memory; Graph.open("evidence.dolen") opens a file
    _ = try graph.run(
      """
      CREATE (f:Factor {id: 'F4', name: 'Deliberately building trust'}),
        (:Study {id: 'harden-2015'})-[:SUPPORTS {page: 12}]->(f),
        (:Study {id: 'alderwick-2021'})-[:SUPPORTS {page: 3}]->(f)
      """)

    let rows = try graph.run(
      """
      MATCH (s:Study)-[c:SUPPORTS]->(f:Factor {id: $factor})
      RETURN s.id AS study, c.page AS page ORDER BY page
      """, parameters: ["factor": "F4"])
    while let row = try rows.next() {
      print("\(try row["study", as: String.self]), page \(try row["page", as: Int.self])")
    }

    graph.register(
      ScalarFunction(
        "initials", [.init("text", .string)], returns: .string,
        summary: "The first letters of the words of a text.", examples: [],
        .unary { value throws(Diagnostic) in
          guard case .text(let text) = value else { return .null }
          return .string(String(text.string.split(separator: " ").compactMap(\.first)))
        }))
    let name = try graph.evaluate("initials('Deliberately building trust')")
    print("\(name)")
    // README ends

    #expect(printed == ["alderwick-2021, page 3", "harden-2015, page 12", "'Dbt'"])
  }
}
