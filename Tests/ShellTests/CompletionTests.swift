import GraphEngine
import GraphShell
import StandardPlugins
import Synchronization
import Testing

/// Completion as a function of the text and the cursor, which `‸` marks.
@Suite("Completion")
struct CompletionTests {
  private static var context: CompletionContext {
    var context = CompletionContext()
    context.labels = ["Study", "Step", "Factor", "`Two words`"]
    context.types = ["SUPPORTS", "STEERS", "CITED_IN"]
    context.keys = ["id", "name_en", "number"]
    context.functions = [
      "toUpper", "toLower", "count", "date", "date.truncate", "duration.between",
    ]
    context.procedures = ["db.labels", "db.indexes", "db.index.fulltext.query"]
    context.parameters = ["study", "factor"]
    context.queries = ["thinnest-factors", "gap-matrix"]
    context.importFormats = ["graph-folder", "jsonl"]
    context.exportFormats = ["dot", "graph-folder"]
    context.files = { prefix in
      ["data/", "data.csv", "script.cypher"].filter { $0.hasPrefix(prefix) }
    }
    context.keysOf = { labels, types in
      (labels.contains("Study") ? ["doi", "year"] : []) + (types == ["SUPPORTS"] ? ["page"] : [])
    }
    context.exportOptions = { $0 == "dot" ? ["rankdir=", "merge="] : [] }
    context.settings = [("guard", ["off"]), ("pager", ["on", "off"])]
    return context
  }

  @Test("What plugins offer is looked for once a word, though functions and procedures are named")
  func looksOnce() {
    let count = Mutex(0)
    let graph = Graph()
    graph.lookForFunctions {
      count.withLock { $0 += 1 }
      return .init()
    }
    let state = ShellState(
      graph: graph, plugins: StandardPlugins.registry, format: .table,
      library: QueryLibrary(folder: "no-such-folder"))
    let context = CompletionContext(state)
    #expect(context.functions.contains("toUpper") && context.procedures.contains("db.labels"))
    #expect(count.withLock { $0 } == 1)
  }

  private func texts(_ marked: String) -> [String] {
    found(marked).map(\.text)
  }

  private func found(_ marked: String) -> [Completion] {
    let parts = marked.split(separator: "‸", omittingEmptySubsequences: false)
    return completions(
      for: parts.joined(), cursor: parts[0].utf8.count, in: CompletionTests.context)
  }

  @Test(
    "One word fits",
    arguments: [
      ("a keyword in lower case", "mat‸", "match"),
      ("a keyword in upper case", "MAT‸", "MATCH"),
      ("a keyword with a capital", "Mat‸", "Match"),
      ("a keyword in the middle of a line", "MATCH (n) ret‸ n", "return"),
      ("a keyword of two cases keeps its own", "MATCH p = shortestP‸", "shortestPath"),
      ("a label of a node", "MATCH (s:Fa‸)", "Factor"),
      ("a label in any letter case", "MATCH (s:fa‸)", "Factor"),
      ("a second label", "MATCH (s:Study:Fa‸)", "Factor"),
      ("a label of an alternative", "MATCH (s:Study|Fa‸)", "Factor"),
      ("a label in a predicate", "MATCH (s) WHERE s:Fa‸", "Factor"),
      ("a type", "MATCH (a)-[r:CIT‸]->(b)", "CITED_IN"),
      ("a type without a variable", "MATCH (a)-[:CIT‸", "CITED_IN"),
      ("a type that points backwards", "MATCH (a)<-[r:CIT‸", "CITED_IN"),
      ("a type of an alternative", "MATCH (a)-[:SUPPORTS|CIT‸", "CITED_IN"),
      ("a key of a variable", "MATCH (s) RETURN s.nam‸", "name_en"),
      ("a key in a pattern", "MATCH (s:Step {i‸", "id"),
      ("a second key in a pattern", "MATCH (s:Step {id: 'x', nu‸", "number"),
      ("a key of a projection", "RETURN s {.nu‸", "number"),
      ("a parameter", "MATCH (s {id: $stu‸", "study"),
      ("a function", "RETURN toU‸", "toUpper("),
      ("a function after its namespace", "RETURN date.tr‸", "truncate("),
      ("a variable", "MATCH (study:Study) RETURN stud‸", "study"),
      ("a procedure", "CALL db.la‸", "labels("),
      ("a part of a procedure's name", "CALL db.ind‸", "index."),
      ("a clause in a subquery", "MATCH (n) WHERE EXISTS { mat‸", "match"),
      ("a clause in a called subquery", "CALL (n) { mat‸", "match"),
      ("a statement after EXPLAIN", "EXPLAIN mat‸", "match"),
      ("a statement after a semicolon", "RETURN 1; unw‸", "unwind"),
      ("after a text with a bracket", "RETURN '(' + toU‸", "toUpper("),
      ("after a comment", "/* MATCH (s: */ RETURN toU‸", "toUpper("),
      ("a command", ":sch‸", "schema"),
      ("a command after a dot", ".sch‸", "schema"),
      ("a format of rows", ":format jsonl‸", "jsonl"),
      ("on or off", ":timer of‸", "off"),
      ("a command to explain", ":help stat‸", "stats"),
      ("a saved query", ":run thin‸", "thinnest-factors"),
      ("a file", ":read scr‸", "script.cypher"),
      ("a file after a format", ":export csv scr‸", "script.cypher"),
      ("a graph's format", ":export do‸", "dot"),
      ("Cypher after the file", ":export csv out.csv MATCH (f:Fa‸", "Factor"),
      ("an expression of a parameter", ":param x toU‸", "toUpper("),
    ])
  func one(_ name: String, _ text: String, _ expected: String) {
    // The one, or the first of several that go on with what is typed.
    #expect(texts(text).contains(expected), "\(name): \(texts(text))")
    #expect(texts(text).count <= 2, "\(name): \(texts(text))")
  }

  @Test(
    "Exactly these fit",
    arguments: [
      ("keys of the label at hand", "MATCH (s:Study) RETURN s.‸", "doi year"),
      ("keys in the braces of a node", "MATCH (s:Study {‸", "doi year"),
      ("keys in braces without a variable", "MATCH (:Study {‸", "doi year"),
      ("keys of the type at hand", "MATCH ()-[c:SUPPORTS]->() RETURN c.‸", "page"),
      ("keys of anything", "MATCH (n) RETURN n.‸", "id name_en number"),
      ("what is set", ":set g‸", "guard"), ("its values", ":set pager ‸", "off on"),
      ("options of a format", ":export dot x.dot rank‸", "rankdir="),
      ("a folder before a format", ":import d‸", "data/ data.csv"),
    ])
  func exactly(_ name: String, _ text: String, _ expected: String) {
    #expect(texts(text).joined(separator: " ") == expected, "\(name)")
  }

  @Test(
    "Nothing is offered",
    arguments: [
      "RETURN 'mat‸", "RETURN \"mat‸", "// mat‸", "/* mat‸", "MATCH (s:`Two‸", "RETURN 12‸",
      "RETURN 'it\\'s mat‸", ":timer on mat‸", ":unknown mat‸", ":quit mat‸",
    ])
  func nothing(_ text: String) {
    #expect(texts(text) == [], "\(text)")
  }

  @Test("Several words fit, in the order of their names")
  func several() {
    #expect(texts("MATCH (s:St‸") == ["Step", "Study"])
    #expect(texts("MATCH ()-[:S‸") == ["STEERS", "SUPPORTS"])
    #expect(texts("RETURN s.n‸") == ["name_en", "number"])
    #expect(
      texts(":read da‸") == ["data.csv", "data/"] || texts(":read da‸") == ["data/", "data.csv"])
  }

  @Test("The word is replaced from its beginning")
  func starts() {
    #expect(found("MATCH (s:Fa‸)").first?.start == 9)
    #expect(found("MATCH (ŵ:Fa‸)").first?.start == 10)
    #expect(found("RETURN $stu‸").first?.start == 8)
    #expect(found(":export csv data‸").first?.start == 12)
  }

  @Test("A label that is no plain word comes in backticks")
  func quoted() {
    #expect(texts("MATCH (s:‸").contains("`Two words`"))
  }

  @Test("Without a letter, functions are not in the way")
  func empty() {
    #expect(texts("‸").contains("MATCH"))
    #expect(!texts("RETURN ‸").contains("toUpper("))
    #expect(texts("RETURN ‸").contains("NOT"))
  }
}
