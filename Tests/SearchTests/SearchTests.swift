import Foundation
import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// `evidence.search`: printed variants, Welsh forms, misprints, marks and order.
@Suite("Search of words")
struct SearchTests {
  /// A word as it is met, and the name that is meant.
  struct Pair: Sendable, CustomStringConvertible {
    let written: String
    let meant: String
    var description: String { "\(written) → \(meant)" }
  }

  /// Initial mutations: soft, nasal, aspirate and h, and plain forms where the graph has a mutated one.
  static let mutations: [Pair] = [
    ("gymuned", "cymuned"), ("nghymuned", "cymuned"), ("chymuned", "cymuned"),
    ("gydweithrediad", "cydweithrediad"), ("chydweithrediad", "cydweithrediad"),
    ("nghydweithrediad", "cydweithrediad"), ("bartneriaeth", "partneriaeth"),
    ("mhartneriaeth", "partneriaeth"), ("phartneriaeth", "partneriaeth"),
    ("dystiolaeth", "tystiolaeth"), ("nhystiolaeth", "tystiolaeth"),
    ("thystiolaeth", "tystiolaeth"), ("ofal", "gofal"), ("ngofal", "gofal"),
    ("wasanaeth", "gwasanaeth"), ("ngwasanaeth", "gwasanaeth"), ("fwrdd", "bwrdd"),
    ("mwrdd", "bwrdd"), ("ddatblygiad", "datblygiad"), ("natblygiad", "datblygiad"),
    ("fodel", "model"), ("fudiad", "mudiad"), ("lywodraeth", "llywodraeth"),
    ("leoliad", "lleoliad"), ("raglen", "rhaglen"), ("rwydwaith", "rhwydwaith"),
    ("hysgol", "ysgol"), ("hadnoddau", "adnoddau"), ("hiechyd", "iechyd"),
    ("hymchwil", "ymchwil"), ("brosiect", "prosiect"), ("mhrosiect", "prosiect"),
    ("phrosiect", "prosiect"), ("drefnydd", "trefnydd"), ("nhrefnydd", "trefnydd"),
    ("threfnydd", "trefnydd"), ("faethu", "maethu"), ("cynllun", "gynllun"),
    ("chynllun", "gynllun"), ("gwirfoddolwyr", "wirfoddolwyr"), ("prifysgol", "mhrifysgol"),
  ].map { Pair(written: $0.0, meant: $0.1) }

  /// Letters dropped, doubled, swapped and wrong, and what scans take for each other.
  static let misprints: [Pair] = [
    ("partnrship", "partnership"), ("collaboratoin", "collaboration"),
    ("commmunity", "community"), ("organisatiom", "organisation"),
    ("Hatzidimitrou", "Hatzidimitriou"), ("goverrnent", "government"),
    ("govemment", "government"), ("rnodern", "modern"), ("capabi1ity", "capability"),
    ("IocaIity", "locality"), ("eﬀectiveness", "effectiveness"), ("diferent", "different"),
    ("ststainability", "sustainability"), ("neigbourhood", "neighbourhood"),
    ("volunter", "volunteer"), ("empowernent", "empowerment"), ("leadcrship", "leadership"),
    ("resilence", "resilience"), ("well-bieng", "wellbeing"), ("infrastrucutre", "infrastructure"),
    ("cyrnunedol", "cymunedol"), ("gwasanaelhau", "gwasanaethau"),
    ("cydweithredaid", "cydweithrediad"),
    ("clernocratic", "democratic"),
  ].map { Pair(written: $0.0, meant: $0.1) }

  private static let words = (mutations + misprints).map(\.meant)
  private static let alone = Result {
    try SearchTrial.graph(with: Set(words).sorted(), shipped: false).snapshot()
  }
  private static let among = Result {
    try SearchTrial.graph(with: Set(words).sorted(), shipped: true).snapshot()
  }

  private func expect(_ pair: Pair) throws {
    let found = try SearchTrial.first(3, pair.written, in: Self.alone.get().reader())
    #expect(found.contains(pair.meant), "\(found)")
    // Nodes of the shipped graph may say the word too.
    let texts = try SearchTrial.firstTexts(3, pair.written, in: Self.among.get().reader())
    let meant = pair.meant.lowercased()
    #expect(
      texts.contains { $0.contains(meant) || $0.filter(\.isLetter).contains(meant) }, "\(texts)")
  }

  @Test("A mutated form finds its word", arguments: mutations)
  func mutated(_ pair: Pair) throws { try expect(pair) }

  @Test("A misprint finds its word", arguments: misprints)
  func misprint(_ pair: Pair) throws { try expect(pair) }

  @Test("Every printed variant finds what is meant")
  func variants() throws {
    let file = TestFolder.root.deletingLastPathComponent()
      .appending(path: "shared/evidence/ocr_variants.tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      print("SKIPPED: \(file.lastPathComponent) is not beside the checkout; NOT compared.")
      return
    }
    let pairs = text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      // Remarks stand in brackets; of two that it may be, either will do.
      var meant = cells[1].split(separator: "(")[0].trimmingCharacters(in: .whitespaces)
      if meant.hasPrefix("2022 +") { meant = "2022" }
      if meant == "unresolved" { meant = "2021" }
      return Pair(written: cells[0], meant: meant)
    }
    #expect(pairs.count == 70)
    let words = Set(pairs.map(\.meant)).sorted()
    let alone = try SearchTrial.graph(with: words, shipped: false)
    let among = try SearchTrial.graph(with: words, shipped: true)
    for pair in pairs {
      // What year 2027 is a misprint of, nobody knows.
      if pair.written != "2027" {
        let found = try SearchTrial.first(3, pair.written, in: alone)
        #expect(found.contains(pair.meant), "\(pair): \(found)")
      }
      // The shipped graph has some of them as they were printed, which is their node.
      let texts = try SearchTrial.firstTexts(3, pair.written, in: among)
      let either = [pair.meant, pair.written].map { $0.lowercased() }
      #expect(texts.contains { text in either.contains { text.contains($0) } }, "\(pair): \(texts)")
    }
  }

  @Test("An exact form ranks above a mutated one, and words are marked")
  func order() throws {
    let graph = Graph()
    _ = try graph.run(
      """
      CREATE (:Entry {name: 'Yn y gymuned'}), (:Entry {name_cy: 'Cymuned gref'}),
        (:Study {id: 's', name: 'Other'})-[:SUPPORTS {claim_en: 'a cymuned claim'}]->(:Factor {name: 'F'})
      """)
    let rows = try graph.run(
      """
      CALL evidence.search('cymuned') YIELD node, field, marked, relationship, score
      RETURN field, marked, relationship IS NOT NULL AS isClaim, score > 0 AS positive
      """)
    var found: [[Value]] = []
    while let row = try rows.next() { found.append(row.values) }
    #expect(
      found == [
        ["name_cy", "**Cymuned** gref", .boolean(false), .boolean(true)],
        ["name", "Yn y **gymuned**", .boolean(false), .boolean(true)],
        ["claim_en", "a **cymuned** claim", .boolean(true), .boolean(true)],
      ])
  }

  @Test("The index is kept while the graph does not change, and follows it when it does")
  func changes() throws {
    let graph = Graph()
    _ = try graph.run("CREATE (:Entry {name: 'one'})")
    #expect(try SearchTrial.first(3, "one", in: graph) == ["one"])
    _ = try graph.run("CREATE (:Entry {name: 'another'})")
    #expect(try SearchTrial.first(3, "another", in: graph) == ["another"])
    _ = try graph.run("MATCH (n {name: 'one'}) SET n.name = 'changed'")
    #expect(try SearchTrial.first(3, "changed", in: graph) == ["changed"])
    try graph.begin()
    _ = try graph.run("MATCH (n {name: 'changed'}) SET n.name = 'uncommitted'")
    #expect(try SearchTrial.first(3, "uncommitted", in: graph) == ["uncommitted"])
    try graph.rollback()
    #expect(try SearchTrial.first(3, "uncommitted", in: graph).isEmpty)
    _ = try graph.run("MATCH (n {name: 'another'}) DELETE n")
    #expect(try SearchTrial.first(3, "another", in: graph).isEmpty)
    _ = try graph.run("CREATE (:Study {id: 'x', name: 'hidden'})")
    let rows = try graph.run(
      "WITHOUT STUDY 'x' CALL evidence.search('hidden') YIELD node RETURN count(node)")
    #expect(try rows.next()?.values == [.integer(0)])
    #expect(try SearchTrial.first(3, "hidden", in: graph) == ["hidden"])
  }

  @Test("Options are read, and refused where they are none")
  func options() throws {
    let graph = Graph()
    _ = try graph.run("CREATE (:Entry {name: 'alpha', aliases: ['beta gamma', 'delta']})")
    let rows = try graph.run(
      """
      CALL evidence.search('gamma', {fields: ['aliases'], marks: ['<', '>'], limit: 1})
      YIELD marked RETURN marked
      """)
    #expect(try rows.next()?.values == ["beta <gamma>"])
    for options in [
      "{limit: 0}", "{fields: ['nothing']}", "{marks: ['*']}", "{misprints: 1}", "{limits: 3}",
    ] {
      #expect(throws: Diagnostic.self, "\(options)") {
        let rows = try graph.run(
          "CALL evidence.search('a', \(options)) YIELD node RETURN count(node)")
        while try rows.next() != nil {}
      }
    }
  }
}
