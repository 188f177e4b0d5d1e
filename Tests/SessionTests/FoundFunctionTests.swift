import CypherFunctions
import GraphEngine
import GraphModel
import Synchronization
import Testing

/// What is found at run time, such as plugins in folders, is looked for once a statement: each look reads
/// every folder.
@Suite struct FoundFunctionTests {
  @Test(arguments: [
    ("RETURN mine.same(1) + mine.same(mine.same(2)) AS x", 1),
    ("UNWIND [1, 2] AS n WITH mine.same(n) AS n WHERE mine.same(n) > 1 RETURN n", 1),
    ("RETURN toUpper('a') AS x", 0),
    ("RETURN mine.smae(1) AS x", 1),
    ("CALL mine.none(1) YIELD x RETURN x, mine.same(x) AS y", 1),
  ])
  func isLookedForOnceAStatement(_ query: String, _ expected: Int) throws {
    let count = Mutex(0)
    let graph = Graph()
    graph.lookForFunctions {
      count.withLock { $0 += 1 }
      var found = FoundFunctions()
      found.functions = [
        ScalarFunction(
          "mine.same", [.init("x", .any)], returns: .any, summary: "Nothing.",
          examples: [], .unary { (value) throws(Diagnostic) in value })
      ]
      return found
    }
    do {
      let rows = try graph.run(query)
      while try rows.next() != nil {}
    } catch let error as Diagnostic {
      #expect(["UnknownFunction", "ProcedureNotFound"].contains(error.detail))
    }
    #expect(count.withLock { $0 } == expected)
  }
}
