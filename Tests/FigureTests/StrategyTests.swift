import EvidenceFigures
import Foundation
import GraphEngine
import GraphModel
import Testing
import WordCatalog

/// Search strategies: what is read, kept, printed and compared, with every loss said.
@Suite("Search strategies") struct StrategyTests {
  /// A printed block, its dialect, what it is printed as for another, and what must be said.
  private static let cases: [(String, SearchDialect, SearchDialect, String, [String])] = [
    (
      "(community N2 (manag* OR run))", .ebsco, .ovid, "(community adj3 (manag* OR run))", []
    ),
    ("(community N2 (manag* OR run))", .ebsco, .scopus, "(community W/2 (manag* OR run))", []),
    ("(community N2 (manag* OR run))", .ebsco, .wos, "(community NEAR/2 (manag* OR run))", []),
    (
      "(community N2 (manag* OR run))", .ebsco, .pubmed,
      "(\"community run\"[tiab:~2] OR (community[tiab] AND manag*[tiab])) [", ["AND"]
    ),
    ("a adj2 b", .ovid, .ebsco, "(a N1 b)", []),
    ("a adj b", .ovid, .ebsco, "(a W0 b)", []),
    ("a W3 b", .ebsco, .wos, "(a NEAR/3 b) [", ["order"]),
    ("a PRE/1 b", .scopus, .pubmed, "(\"a b\"[tiab:~1]) [", ["order"]),
    ("VCS* OR own* OR trust*", .ebsco, .pubmed, "VCS[tiab] [", ["'VCS*'", "'own*'"]),
    ("third sector OR \"joint working\"", .ebsco, .scopus, "\"third sector\" [", ["quotes"]),
    ("(a OR b", .ebsco, .ebsco, "a OR b", []),
    ("a) OR b", .ebsco, .ebsco, "a OR b", []),
    ("a OR b OR a", .ebsco, .ebsco, "a OR b [1]", ["twice"]),
    ("TI (a OR b)", .ebsco, .pubmed, "(a[ti] OR b[ti])", []),
    ("\"a b\"[tiab:~4]", .pubmed, .ebsco, "(TI ((a N4 b)) OR AB ((a N4 b)))", []),
    ("TITLE-ABS-KEY(a AND b)", .scopus, .wos, "TS=(a AND b)", []),
    ("(a AND b) N2 c", .ebsco, .wos, "((a AND b) AND c) [", ["AND"]),
  ]

  @Test(
    "A block is printed for another database, and what changes is said", arguments: cases.indices)
  func printed(_ index: Int) throws {
    let (text, source, target, expected, said) = Self.cases[index]
    let graph = Graph()
    _ = try SearchStrategy.store("# A: block\n\(text)\n", as: source.name, in: graph)
    let strategy = try SearchStrategy(of: graph)
    let printed = try strategy.printed(for: target, in: .english)
    #expect(printed.blocks[0].text.contains(expected), "\(printed.blocks[0].text)")
    let losses = printed.table(in: .english).rows.compactMap { $0[2].scalarText }.joined(
      separator: "\n")
    for part in said { #expect(losses.contains(part), "\(losses)") }
    // Each mark is in the text, and each number in the text is a mark.
    let count = printed.table(in: .english).rows.count
    for number in 1..<(count + 1) { #expect(printed.blocks[0].text.contains("[\(number)]")) }
  }

  @Test("Brackets that are wrong are counted, and the block is read all the same")
  func brackets() {
    let open = SearchReader("a OR ((b N2 (c OR d))", as: .ebsco)
    #expect(open.unclosed == 1 && open.stray == 0)
    #expect(open.expression?.terms.map(\.text) == ["a", "b", "c", "d"])
    let stray = SearchReader("a OR b) OR (c", as: .ebsco)
    #expect(stray.stray == 1 && stray.unclosed == 1)
    #expect(stray.expression?.terms.map(\.text) == ["a", "b", "c"])
    #expect(SearchReader("a OR b AND c", as: .ebsco).mixed == ["a, b, c"])
    #expect(SearchReader("", as: .ebsco).expression == nil)
    #expect(SearchReader(")))((", as: .ebsco).expression == nil)
    #expect(SearchReader("OR OR AND", as: .ebsco).expression == nil)
    let deep = String(repeating: "(", count: 200) + "a" + String(repeating: ")", count: 200)
    #expect(SearchReader(deep, as: .ebsco).expression?.terms.count == 1)
  }

  @Test("What is kept in the graph is what was read")
  func stored() throws {
    let graph = Graph()
    let text = """
      # A: one
      "x y" OR (a N2 (b OR c*)) OR NOT
      # B: two
      (p AND q) NOT r
      """
    let (blocks, terms) = try SearchStrategy.store(text, as: "EBSCO", in: graph)
    #expect(blocks == 2 && terms == 7)
    let strategy = try SearchStrategy(of: graph)
    for (block, text) in zip(
      strategy.blocks, ["\"x y\" OR (a N2 (b OR c*)) OR NOT", "(p AND q) NOT r"])
    {
      #expect(block.expression == SearchReader(text, as: .ebsco).expression)
    }
    // Read again, it takes the place of what was there.
    _ = try SearchStrategy.store("# A: one\nz\n", as: "EBSCO", in: graph)
    let again = try SearchStrategy(of: graph)
    #expect(again.blocks.count == 2)
    #expect(again.blocks.first { $0.letter == "A" }?.expression?.terms.map(\.text) == ["z"])
    #expect(try graph.run("MATCH (t:SearchTerm) RETURN count(t) AS n").all()[0]["n"] == 4)
  }

  @Test("What cannot be read is refused, and nothing is kept")
  func refused() throws {
    let graph = Graph()
    for text in ["a OR b", "# A\n\n", "# A\na\n# B\n()\n", "#\na"] {
      #expect(throws: FigureFailure.self) {
        try SearchStrategy.store(text, as: "EBSCO", in: graph)
      }
    }
    #expect(throws: FigureFailure.self) {
      try SearchStrategy.store("# A\na", as: "Gopher", in: graph)
    }
    let deep = String(repeating: "(", count: 100_000)
    let failure = #expect(throws: FigureFailure.self) {
      try SearchStrategy.store("# A\n\(deep)a", as: "EBSCO", in: graph)
    }
    #expect(failure?.text(in: .english).hasPrefix("line 1: In block 'A' more than 200") == true)
    #expect(graph.statistics.nodeCount == 0)
    // A group that is part of itself.
    _ = try graph.run(
      "CREATE (b:SearchBlock {id: 'b', dialect: 'EBSCO', letter: 'A'})<-[:PART_OF]-"
        + "(g:SearchGroup {id: 'g', operator: 'OR', position: 1}), (g)-[:PART_OF]->(g)")
    #expect(try SearchStrategy(of: graph).blocks[0].expression == nil)
    _ = try graph.run("MATCH (n) DETACH DELETE n")
    #expect(throws: FigureFailure.nothing(label: "SearchBlock")) { try SearchStrategy(of: graph) }
  }

  @Test("The graph of the repository has the blocks A to G in three dialects")
  func shipped() throws {
    let strategy = try SearchStrategy(of: Shipped.reader())
    #expect(strategy.dialects == ["EBSCO", "SPP", "SCOPUS"] && strategy.blocks.count == 21)
    for target in SearchDialect.allCases {
      for dialect in strategy.dialects {
        let printed = try strategy.printed(for: target, from: dialect, in: .english)
        #expect(printed.blocks.map(\.letter).joined() == "ABCDEFG")
        let text = try strategy.text(for: target, from: dialect, in: Words(.cy))
        for row in printed.table(in: .english).rows {
          guard case .integer(let number) = row[0] else { continue }
          #expect(text.contains("# [\(number)]"))
          #expect(printed.blocks.contains { $0.text.contains("[\(number)]") })
        }
      }
    }
    let pubmed = try strategy.printed(for: .pubmed, from: "EBSCO", in: .english)
    #expect(pubmed.combined == "#1 AND (#2 OR #3) AND #4 AND (#5 OR #6) AND #7")
    let losses = pubmed.table(in: .english).rows.compactMap { $0[2].scalarText }
    #expect(losses.contains { $0.contains("leaves open: 1") })
    #expect(losses.contains { $0.contains("'third sector'") })
    #expect(losses.contains { $0.contains("'VCS*'") })
    #expect(throws: FigureFailure.unknown(name: "EBSC", nearest: "EBSCO")) {
      try strategy.blocks(of: "EBSC")
    }
  }

  @Test("Its distances are in the tree, and PubMed gets what it can take")
  func shippedDistances() throws {
    let strategy = try SearchStrategy(of: Shipped.reader())
    #expect(strategy.blocks.allSatisfy { !$0.isFlat })
    let scopus = try strategy.printed(for: .scopus, from: "EBSCO", in: .english)
    let c = try #require(scopus.blocks.first { $0.letter == "C" }).text
    #expect(
      c.hasPrefix(
        "TITLE-ABS-KEY(((local OR city OR regional OR town OR parish OR municip* OR state) W/2 "))
    let pubmed = try strategy.printed(for: .pubmed, from: "EBSCO", in: .english)
    let d = try #require(pubmed.blocks.first { $0.letter == "D" }).text
    #expect(d.contains("\"community action\"[tiab:~2]") && d.contains("AND"))
  }

  @Test("Where the printed translations change meaning")
  func comparison() throws {
    let rows = try SearchStrategy(of: Shipped.reader()).comparison(in: .english).rows
    func find(_ block: String, _ to: String, _ text: String) -> [Value]? {
      rows.first { row in
        row[0] == .string(block) && row[2] == .string(to)
          && row[3].scalarText?.contains(text) == true
      }
    }
    // ADJ2 lets one word stand between, N2 two.
    #expect(find("B", "SPP", "adj2 (1 word between)")?[4] == "finds less")
    for block in ["C", "D", "E", "F"] {
      #expect(find(block, "SPP", "AND")?[4] == "finds more", "\(block)")
    }
    for block in ["E", "F"] {
      #expect(find(block, "SCOPUS", "W/2")?[4] == "finds less", "\(block)")
    }
    for block in ["B", "C", "D"] { #expect(find(block, "SCOPUS", "W/2") == nil, "\(block)") }
    #expect(find("A", "SPP", "'codalition' is missing")?[4] == "finds less")
    #expect(find("A", "SCOPUS", "'coalition' is added")?[4] == .null)
    #expect(find("B", "SCOPUS", "brackets")?[4] == "may find other things")
    #expect(rows.allSatisfy { $0[0] != "G" }, "G is the same everywhere")
  }

  @Test("The blocks of the review, read from their print, have the terms that its tables list")
  func verbatim() throws {
    guard let blocks = try Shipped.table("search_blocks"),
      let terms = try Shipped.table("search_terms")
    else { return }
    let shipped = try SearchStrategy(of: Shipped.reader())
    for block in blocks {
      let dialect = try #require(SearchDialect(named: block["dialect"] ?? ""))
      let reader = SearchReader(block["text_verbatim"] ?? "", as: dialect)
      let expected = terms.filter {
        $0["dialect"] == block["dialect"] && $0["block"] == block["block"]
      }.map { ($0["term"] ?? "").filter { !"“”".contains($0) } }
      let found = reader.expression?.terms.map(\.text) ?? []
      #expect(found == expected, "\(block["dialect"] ?? "") \(block["block"] ?? "")")
      #expect(reader.unclosed == Int(block["unclosed_parentheses"] ?? ""))
      let kept = shipped.blocks.first {
        $0.dialect == block["dialect"] && $0.letter == block["block"]
      }
      #expect(
        kept?.expression == reader.expression, "\(block["dialect"] ?? "") \(block["block"] ?? "")")
    }
  }
}
