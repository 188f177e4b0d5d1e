import EvidenceChecks
import EvidenceFigures
import EvidenceKit
import GraphEngine
import GraphModel
import GraphTestKit
import PluginKit
import StandardPlugins
import Testing
import WordCatalog

/// The rules of `dolen check`: what they find in the shipped graph, and in graphs with one fault each.
@Suite("Check rules")
struct CheckRuleTests {
  private static func graph() throws -> Graph {
    let graph = Graph()
    _ = try StandardPlugins.registry.importGraph(
      into: graph, from: TestFolder.root.appending(path: "Graph").path())
    return graph
  }

  private struct Found: Hashable {
    var code: String
    var message: String
  }

  private static func findings(
    _ graph: Graph, since before: GraphSession? = nil
  ) throws -> [Found] {
    try CheckRule.findings(in: checked(graph, since: before)).map {
      Found(code: $0.rule.code, message: $0.finding.message)
    }
  }

  /// The shipped graph with a fault, and as it was before; for a fault of an update, its template
  /// is asked about what is new.
  private static func seeded(_ fault: SeededFault) throws -> (graph: Graph, before: GraphSession?) {
    let graph = try graph()
    let isOfTemplate = CheckRule.named(fault.code)?.isOfTemplate ?? false
    let before = isOfTemplate ? try graph.snapshot().reader() : nil
    _ = try graph.run(fault.statement)
    return (graph, before)
  }

  private static func checked(
    _ graph: Graph, since before: GraphSession?, _ words: Words = .english
  ) throws -> CheckedGraph {
    try CheckedGraph(
      graph, template: before.map { _ in try UpdateTemplate(text: SeededFault.template) },
      since: before, words: words)
  }

  private static let clean = Result { try findings(graph()) }

  @Test("Every rule has a fault that is seeded, and no two have one code")
  func complete() {
    let codes = CheckRule.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(Set(SeededFault.all.map(\.code)) == Set(codes))
    #expect(SeededFault.all.count == codes.count)
  }

  @Test(
    "A seeded fault is found, and nothing else that the graph has not", arguments: SeededFault.all)
  func seeded(_ fault: SeededFault) throws {
    let (graph, start) = try Self.seeded(fault)
    let before = Set(try Self.clean.get())
    let after = try Self.findings(graph, since: start)
    let new = after.filter { !before.contains($0) }
    let lost = before.subtracting(after)
    #expect(new.contains { $0.code == fault.code }, "\(new)")
    #expect(new.allSatisfy { $0.code == fault.code || fault.also.contains($0.code) }, "\(new)")
    #expect(lost.isEmpty, "\(lost)")
  }

  @Test(
    "What a rule mends it no longer finds, and nothing is lost without a word",
    arguments: SeededFault.all.filter { CheckRule.named($0.code)?.canMend ?? false })
  func mended(_ fault: SeededFault) throws {
    let graph = try Self.graph()
    _ = try graph.run(fault.statement)
    let (nodes, relationships) = (
      graph.statistics.nodeCount, graph.statistics.relationshipCount
    )
    func values() throws -> Set<String> {
      let rows = try graph.run(
        "MATCH (n) UNWIND keys(n) AS k RETURN id(n) AS id, k, n[k] AS v "
          + "UNION ALL MATCH ()-[r]->() UNWIND keys(r) AS k RETURN -id(r) - 1 AS id, k, r[k] AS v")
      var found: Set<String> = []
      while let row = try rows.next() {
        found.insert(row.values.map(\.cypherText).joined(separator: " "))
      }
      return found
    }
    let before = try values()
    let rule = try #require(CheckRule.named(fault.code))
    let checked = try CheckedGraph(graph)
    let findings = try rule.findings(in: checked)
    let said = try rule.mend(findings, in: checked)
    #expect(try rule.findings(in: checked).isEmpty)
    #expect(said.count == findings.count, "\(said)")
    #expect(graph.statistics.nodeCount == nodes)
    #expect(graph.statistics.relationshipCount >= relationships)
    // What is no longer as it was is told with its former value, or stands in the sentence of the new one.
    for gone in try before.subtracting(values()) {
      let value = gone.split(separator: " ").last.map {
        $0.trimmingPrefix("'").prefix { $0 != "'" }
      }
      #expect(said.contains { $0.contains(value ?? "-") }, "\(gone): \(said)")
    }
    let clean = Set(try Self.clean.get())
    let others = try Self.findings(graph).filter { !clean.contains($0) && $0.code == fault.code }
    #expect(others.isEmpty)
  }

  @Test("Rules speak both languages, and every finding has a place and an advice")
  func languages() throws {
    for fault in SeededFault.all {
      let (graph, before) = try Self.seeded(fault)
      let rule = try #require(CheckRule.named(fault.code))
      let english = try rule.findings(in: Self.checked(graph, since: before))
      let welsh = try rule.findings(in: Self.checked(graph, since: before, Words(.cy)))
      #expect(english.count == welsh.count && !english.isEmpty, "\(fault)")
      for (one, other) in zip(english, welsh) {
        #expect(one.message != other.message, "\(fault)")
        #expect(!one.advice.isEmpty && !one.place.name.isEmpty, "\(fault)")
      }
      #expect(rule.summary(.english) != rule.summary(Words(.cy)))
    }
  }

  @Test("A graph that is none of evidence has nothing to be found")
  func plain() throws {
    let graph = Graph()
    _ = try graph.run("CREATE (:N {i: 1})-[:R]->(:N {i: 2}), ({j: 3})")
    #expect(try Self.findings(graph).isEmpty)
  }

  @Test("Contradictions are those of the claims of factors")
  func contradictions() throws {
    let graph = try Self.graph()
    let rule = try #require(CheckRule.named("contradictory-claims"))
    let found = try rule.findings(in: CheckedGraph(graph)).map(\.place.name)
      .filter { $0.hasPrefix("Factor") }
    let told = try ClaimSet(of: "Factor", in: graph).contradictions(in: .english).rows
    #expect(found.count == told.count && !found.isEmpty)
  }
}
