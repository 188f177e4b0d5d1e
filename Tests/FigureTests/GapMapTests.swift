import EvidenceFigures
import EvidenceKit
import Foundation
import GraphEngine
import GraphModel
import GraphTestKit
import Testing
import WordCatalog

/// Every cell of a gap map is what the tables of the review say, what its own claims add up to, and what the
/// picture, the page and the tables show.
@Suite("Gap maps") struct GapMapTests {
  private static let date = 1_700_000_000

  private static func shipped() throws -> GapMap {
    try GapMap(.standard, of: Shipped.reader(), epoch: date)
  }

  @Test("The graph of the repository: 140 cells, 75 of them empty")
  func shippedNumbers() throws {
    let map = try Self.shipped()
    #expect(map.rows.count == 14 && map.columns.count == 10 && map.cells.count == 140)
    #expect(map.cells.count { $0.gap == .absolute } == 75)
    let time = try #require(map.rows.firstIndex { $0.id == "time-banks" })
    let funding = try #require(map.columns.firstIndex { $0.id == "F7" })
    #expect(map[time, funding].studies == 1)
    #expect(map.columns[funding].names[.cy] != map.columns[funding].names[.en])
    #expect(map.origin.date == "2023-11-14T22:13:20Z" && map.origin.digest.count == 64)
  }

  @Test("The cells are those of the tables of the review")
  func tables() throws {
    guard let stated = try Shipped.table("gap_map_stated"),
      let cocited = try Shipped.table("gap_map_cocitation")
    else { return }
    let map = try Self.shipped()
    for (row, heading) in map.rows.enumerated() {
      let said = try #require(stated.first { $0["model_id"] == heading.id })
      let together = try #require(cocited.first { $0["model_id"] == heading.id })
      for (column, factor) in map.columns.enumerated() {
        let layers = map[row, column].layers
        let isStated = layers[0].claims + layers[1].claims > 0
        #expect(isStated == (said[factor.id] != "-"), "\(heading.id) \(factor.id)")
        #expect(layers[2].studies == Int(together[factor.id] ?? ""), "\(heading.id) \(factor.id)")
      }
    }
  }

  @Test("The claims of a cell add up to its numbers, by hand")
  func claimsAddUp() throws {
    let maps = [try Self.shipped(), try GapMap(Self.hostileQuestion, of: Self.hostile())]
    for map in maps {
      for cell in map.cells {
        let claims = map.claims.filter { $0.row == cell.row && $0.column == cell.column }
        #expect(Set(claims.flatMap(\.sources)).count == cell.studies)
        #expect(claims.count(where: \.isClaim) == cell.claims)
        for (layer, count) in cell.layers.enumerated() {
          let own = claims.filter { $0.layer == layer }
          #expect(Set(own.flatMap(\.sources)).count == count.studies)
          #expect(own.count(where: \.isClaim) == count.claims)
        }
        let kinds = Set(claims.flatMap(\.sources)).map { map.sources[$0] }.filter { $0.kind != nil }
        let isSynthesis = !kinds.isEmpty && !kinds.contains(where: \.isSynthesis)
        let gap: GapMap.Gap? =
          cell.studies == 0 && cell.claims == 0 ? .absolute : isSynthesis ? .synthesis : nil
        #expect(cell.gap == gap)
        let stances = Set(claims.filter(\.isClaim).compactMap(\.stance))
        #expect(cell.conflict == stances.isSuperset(of: [.supports, .barrier]))
      }
    }
  }

  @Test("The picture has the numbers of the table, in both languages", arguments: Language.allCases)
  func picture(_ language: Language) throws {
    let map = try Self.shipped()
    let words = Words(language)
    let svg = map.svg(in: words).text
    try SVGCheck.check(svg)
    for cell in map.cells {
      let id = "id=\"cell-\(cell.row + 1)-\(cell.column + 1)\">"
      let start = try #require(svg.range(of: id)?.upperBound)
      let end = try #require(svg[start...].range(of: "</g>")?.lowerBound)
      let shown = svg[start..<end].matches(of: /<text [^>]*>(\d+)<\/text>/).map { $0.1 }
      let number = cell.studies > 0 ? cell.studies : cell.claims
      #expect(shown == (number > 0 ? ["\(number)", "\(number)"] : []), "\(cell)")
    }
    for other in Language.allCases {
      #expect(svg.contains("Asset") || other == .en)
    }
    #expect(svg.contains(map.origin.digest) && svg.contains("evidence.gapMap") == false)
    #expect(svg.contains("MATCH (m:Model) RETURN m ORDER BY m.number"))
    #expect(svg == map.svg(in: words).text, "the same in every run")
    #expect(svg.contains("id=\"fill-2\"") && svg.contains("url(#fill-3)"), "hatched")
  }

  @Test("A width in millimetres is that of the file, and small type is said")
  func width() throws {
    let map = try Self.shipped()
    var style = GapMapStyle()
    style.width = 85
    let (svg, type) = map.svg(style, in: .english)
    #expect(svg.contains("width=\"85mm\"") && type < 7)
    #expect(map.svg(in: .english).smallestType == 7.5)
  }

  /// The stances that the claims of a cell state, and what the cell has: any two make it mixed.
  private static let sharedStances: [(claims: [String], stance: Stance?)] = [
    (["supports"], .supports), (["for", "supports"], .supports), (["barrier"], .barrier),
    (["against", "barrier"], .barrier), (["mixed"], .mixed), (["neutral"], .neutral),
    (["supports", "barrier"], .mixed), (["supports", "mixed"], .mixed),
    (["barrier", "mixed"], .mixed), (["mixed", "neutral"], .mixed),
    (["supports", "neutral"], .mixed), (["barrier", "neutral"], .mixed),
    (["supports", "barrier", "mixed", "neutral"], .mixed), ([], nil), (["unheard of"], nil),
    (["unheard of", "barrier"], .barrier),
  ]

  @Test("A cell has the stance that its claims share", arguments: sharedStances.indices)
  func sharedStance(_ index: Int) throws {
    let (claims, stance) = Self.sharedStances[index]
    let graph = Graph()
    _ = try graph.run(
      """
      CREATE (m:Model {id: 'm', name_en: 'm'}), (f:Factor {id: 'f', name_en: 'f'})
      WITH m, f UNWIND range(0, size($claims)) AS n
      CREATE (m)<-[:DESCRIBES]-(s:Study {id: 's' + toString(n)})
      FOREACH (word IN [w IN [$claims[n]] WHERE w IS NOT NULL] |
        CREATE (s)-[:SPEAKS_OF {stance: word}]->(f))
      """, parameters: ["claims": .list(claims.map { .string($0) })])
    let question = GapMapQuestion(
      rows: "MATCH (m:Model) RETURN m", columns: "MATCH (f:Factor) RETURN f",
      layers: [
        .init(
          "stated",
          query: "MATCH (m:Model)<--(s:Study)-[r]->(f:Factor) "
            + "RETURN m AS row, f AS column, s AS source, r AS claim, r.stance AS stance")
      ])
    let map = try GapMap(question, of: graph)
    #expect(map.cells.map(\.stance) == [stance])
    guard !claims.isEmpty else { return }
    var style = GapMapStyle()
    style.color = .stance
    let svg = map.svg(style, in: .english).text
    try SVGCheck.check(svg)
    let legend = stance?.text(in: .english) ?? "no stance stated"
    #expect(svg.contains(">\(legend)<"))
  }

  @Test("Colours of stances")
  func stances() throws {
    var style = GapMapStyle()
    style.color = .stance
    let svg = try Self.shipped().svg(style, in: .english).text
    try SVGCheck.check(svg)
    #expect(svg.contains(">no stance stated<") && svg.contains(">supports<"))
  }

  @Test("Tables and the document have every cell")
  func written() throws {
    let map = try Self.shipped()
    let csv = try map.cellTable(in: .english).text(as: .csv)
    #expect(csv.split(separator: "\n").count == 141)
    #expect(csv.hasPrefix("row_id,row,column_id,column,studies,claims,gap,conflict,supports,"))
    let markdown = try map.markdown(title: "Gaps | *here*", in: .english)
    #expect(markdown.hasPrefix("# Gaps \\| \\*here\\*\n"))
    #expect(markdown.contains("## Gaps (\(map.gapTable(in: .english).rows.count))"))
    #expect(markdown.contains("no evidence in 75 of 140 cells"))
  }

  // MARK: Hostile labels

  private static let hostileQuestion = GapMapQuestion(
    rows: "MATCH (m:Model) RETURN m ORDER BY m.number",
    columns: "MATCH (f:Factor) RETURN f ORDER BY f.number",
    layers: [
      .init(
        "</script>'\"&",
        query: "MATCH (m:Model)<--(s:Study)-[r]->(f:Factor) "
          + "RETURN m AS row, f AS column, s AS source, r AS claim, r.stance AS stance"),
      .init(
        "no claim",
        query: "MATCH (m:Model)<--(s:Study)-[r]->(f:Factor) WHERE r.stance = 'barrier' "
          + "RETURN m AS row, f AS column, s AS source"),
    ])

  private static func hostile() throws -> Graph {
    let graph = Graph()
    for (number, text) in Shipped.hostile.enumerated() {
      _ = try graph.run(
        """
        CREATE (m:Model {id: 'm' + $n, number: $n, name_en: $text, name_cy: 'cy ' + $text})
        CREATE (f:Factor {id: $text, number: $n, name_en: $text})
        CREATE (s:Study {id: 's' + $n, name_en: $text, kind: $text, year: 2000 + $n})
        CREATE (s)-[:DESCRIBES]->(m)
        CREATE (s)-[:SUPPORTS {stance: CASE $n % 2 WHEN 0 THEN 'supports' ELSE 'barrier' END,
          claim_en: $text, quote: $text, lines: '1-2'}]->(f)
        """, parameters: ["n": .integer(number), "text": .string(text)])
    }
    return graph
  }

  @Test("Labels stay text in the picture and on the page", arguments: Language.allCases)
  func hostileLabels(_ language: Language) throws {
    let map = try GapMap(Self.hostileQuestion, of: Self.hostile())
    let words = Words(language)
    var style = GapMapStyle()
    style.title = Shipped.hostile[0]
    try SVGCheck.check(map.svg(style, in: words).text)
    let page = try map.page(title: Shipped.hostile[0], in: words)
    #expect(page.components(separatedBy: "<script").count == 3, "the facts and the script")
    #expect(page.components(separatedBy: "</script").count == 3)
    #expect(!page.contains("<!--") && !page.contains("\u{202E}"))
    let facts = try #require(page.firstMatch(of: /id="graph">([^\n]*)<\/script>/)).1
    let read = try JSONSerialization.jsonObject(with: Data(facts.utf8)) as? [String: Any]
    let rows = try #require(read?["rows"] as? [[String: Any]])
    #expect(rows.count == Shipped.hostile.count)
    #expect(((rows[0]["n"] as? [String: String])?["en"]) == Shipped.hostile[0])
  }

  @Test("The page lets nothing run but its own script, and loads nothing")
  func policy() throws {
    let page = try Self.shipped().page(title: "", in: .english)
    let policy = try #require(page.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
    #expect(!page.contains(" src=") && !page.contains("url(http") && !page.contains("@import"))
    #expect(!page.contains(" style=\"") && !page.contains(" onclick"))
    #expect(!page.contains("innerHTML") && !page.contains("eval("))
    #expect(page.contains("\"digest\"") && page.contains("MATCH (m:Model)"))
  }

  @Test("The page counts as the engine does")
  func pageCounts() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "dolen-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, map) in [
      ("shipped", try Self.shipped()),
      ("hostile", try GapMap(Self.hostileQuestion, of: Self.hostile())),
    ] {
      let page = try map.page(title: "", in: .english)
      let facts = try #require(page.firstMatch(of: /id="graph">([^\n]*)<\/script>/)).1
      let data = try String(
        contentsOf: TestFolder.root.appending(path: "Sources/EvidenceFigures/Page/data.js"),
        encoding: .utf8)
      let script = """
        const document = { getElementById: () => ({ textContent: require('fs').readFileSync(0, 'utf8') }) };
        \(data)
        console.log(JSON.stringify(cellsShown().flat().map((c) =>
          [c.row, c.column, c.sources.size, c.claims, c.gap, c.conflict])));
        """
      let (file, input) = (folder.appending(path: "count.js"), folder.appending(path: name))
      try script.write(to: file, atomically: false, encoding: .utf8)
      try facts.write(to: input, atomically: false, encoding: .utf8)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["node", file.path()]
      process.standardInput = try FileHandle(forReadingFrom: input)
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      try process.run()
      let output = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      if process.terminationStatus == 127 {
        print("SKIPPED: there is no node; how the page counts was NOT tested in this run.")
        return
      }
      let read = try #require(try JSONSerialization.jsonObject(with: output) as? [[Any]])
      #expect(read.count == map.cells.count)
      for (cell, shown) in zip(map.cells, read) {
        #expect(shown[0] as? Int == cell.row && shown[1] as? Int == cell.column)
        #expect(
          shown[2] as? Int == cell.studies && shown[3] as? Int == cell.claims,
          "\(name)")
        #expect(shown[4] as? String == cell.gap?.rawValue && shown[5] as? Bool == cell.conflict)
      }
    }
  }

  @Test("Rows that are none are said, with what to write")
  func empty() throws {
    let graph = Graph()
    #expect(throws: FigureFailure.emptyAxis(isRows: true, query: GapMapQuestion.standard.rows)) {
      try GapMap(.standard, of: graph)
    }
    _ = try graph.run("CREATE (:Model {id: 'm'})")
    let failure = #expect(throws: FigureFailure.self) { try GapMap(.standard, of: graph) }
    #expect(failure?.text(in: .english).contains("--columns") == true)
    #expect(failure?.text(in: Words(.cy)).contains("colofnau") == true)
  }
}
