import Foundation
import GraphEngine
import GraphFolderPlugin
import GraphModel
import HTMLPagePlugin
import PluginKit
import SVGPlugin
import Testing
import XMLParsing

/// What a program for XML finds in SVG: which texts, which titles, which elements.
private struct DrawnSVG {
  private(set) var attributes: [String: String] = [:]
  private(set) var texts: [String: [String]] = [:]
  private(set) var titles: [String: String] = [:]
  private(set) var elements: Set<String> = []
  private(set) var names: Set<String> = []

  /// Throws where the document is not well-formed.
  init(_ svg: String) throws {
    let reader = XMLPullReader(ByteStream([UInt8](svg.utf8), name: "picture.svg"))
    var group = ""
    var text = ""
    while true {
      switch try reader.next() {
      case .start(let start):
        elements.insert(start.name)
        names.formUnion(start.attributes.map(\.name))
        if start.name == "svg" {
          for (name, value) in start.attributes { attributes[name] = value }
        }
        if start.name == "g", let id = start["id"] { group = id }
        text = ""
      case .text(let part): text += part
      case .end(let name):
        if name == "text" { texts[group, default: []].append(text) }
        if name == "title" { titles[group] = text }
      case .done: return
      }
    }
  }
}

@Suite struct PictureTests {
  private func written(
    _ subject: ExportSubject, _ plugin: FormatPlugin, _ options: OptionSettings = [:]
  ) throws -> (text: String, report: ExportReport) {
    let written = try subject.written(as: plugin, options)
    return (String(decoding: written.sink.bytes, as: UTF8.self), written.report)
  }

  private func shipped() throws -> Graph {
    let graph = Graph()
    _ = try graph.read(try ImportSource(path: Fixture.path("Graph")), as: .graphFolder)
    return graph
  }

  /// Texts that mean something to HTML, to scripts, or to whoever reads from right to left.
  private static let hostile = [
    "</script><script>alert(1)</script>", "<!--<script>", "-->", "]]>", "&lt;b&gt;", "\"'`",
    "<img src=x onerror=alert(1)>", "javascript:alert(1)", "{{x}}", "${x}", "__proto__",
    "ŵŷ Môn", "שלום עולם", "知识图谱 👩‍👩‍👧", "=1+1", "a\\u003cb", "😀",
  ]

  @Test func aSmallPicture() throws {
    let english = try written(smallSubject(), .svg)
    try Fixture.expect(english.text, in: "Tests/PluginTests/Golden/small.svg")
    #expect(english.report.nodes == 3 && english.report.relationships == 3)
    #expect(
      english.report.losses.map(\.what) == ["values of 'id', which the drawing does not show"])
    let drawn = try DrawnSVG(english.text)
    #expect(drawn.attributes["role"] == "img" && drawn.attributes["lang"] == "en")
    #expect(drawn.texts["node-1"] == ["Trust"])
    #expect(drawn.titles["relationship-0"]?.contains("“Ada, 2019” (lines 7–8; page 3)") == true)
    #expect(drawn.texts["legend"]?.contains("SUPPORTS") == true)
    let welsh = try written(
      smallSubject(), .svg, ["language": "cy", "title": "Llun", "width": "170"])
    let cymraeg = try DrawnSVG(welsh.text)
    #expect(cymraeg.texts["node-1"] == ["Ymddiriedaeth"])
    #expect(cymraeg.attributes["width"] == "170mm")
    #expect(cymraeg.texts["legend"]?.first == "Allwedd")
  }

  @Test func theSameGraphGivesTheSameBytes() throws {
    let subject = ExportSubject(try shipped())
    for plugin in [FormatPlugin.svg, .htmlPage] {
      #expect(try written(subject, plugin).text == (try written(subject, plugin).text))
    }
  }

  @Test(
    arguments: [[:], ["color": "stance"], ["layout": "force"], ["legend": "no"]]
      as [OptionSettings])
  func hostileTextsAreDrawnAsThemselves(_ options: OptionSettings) throws {
    var nodes: [(labels: [Text], properties: MapValue)] = Self.hostile.map { text in
      ([Text(text)], ["name": .string(text), "id": .string(text)])
    }
    nodes.append((["Control"], ["name": "a\u{0}b\u{202E}c\u{2028}d\u{FFFF}"]))
    nodes.append((["Empty"], ["name": "", "id": " "]))
    let subject = ExportSubject(
      try graph(
        nodes, Self.hostile.enumerated().map { (Text($1), $0, 0, [Text($1): .string($1)]) }))
    let title = OptionSettings(options.entries + [("title", Self.hostile.joined())])
    let drawn = try DrawnSVG(written(subject, .svg, title).text)
    for (index, text) in Self.hostile.enumerated() {
      let shown = drawn.texts["node-\(index)"]?.joined()
      #expect(shown?.replacing(" ", with: "") == text.replacing(" ", with: ""), "\(text)")
      #expect(drawn.titles["node-\(index)"]?.contains(text) == true, "\(text)")
    }
    #expect(
      drawn.texts["node-\(Self.hostile.count)"]?.joined() == "a␀b⟨U+202E⟩cd\u{FFFD}",
      "a line ends there")
    #expect(drawn.elements.isSubset(of: ["svg", "title", "desc", "rect", "g", "path", "text"]))
    #expect(!drawn.names.contains { $0.hasPrefix("on") || $0.contains("href") })
  }

  @Test func hostileTextsStayWithinTheFactsOfAPage() throws {
    var nodes: [(labels: [Text], properties: MapValue)] = []
    for text in Self.hostile { nodes.append(([Text(text)], ["name": .string(text)])) }
    nodes.append((["L"], ["name": "a\u{0}b\u{202E}c\u{2028}d"]))
    let subject = ExportSubject(
      try graph(nodes, Self.hostile.enumerated().map { (Text($1), $0, 0, [:]) }))
    let page = try written(subject, .htmlPage, ["title": Self.hostile.joined()]).text
    // Two scripts: the facts and the page's own.
    #expect(page.split(separator: "<script").count == 3)
    #expect(page.split(separator: "</script>").count == 3)
    let facts = try #require(
      page.firstMatch(of: /<script type="application\/json" id="graph">(.*)<\/script>/)?.1)
    #expect(!facts.contains("<") && !facts.contains(">") && !facts.contains("\u{2028}"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(facts.utf8)) as? [String: Any])
    let names = (json["nodes"] as? [[String: Any]])?.map { $0["n"] as? String }
    #expect(names?.prefix(Self.hostile.count).elementsEqual(Self.hostile) == true)
    #expect(names?.last == "a␀b⟨U+202E⟩c⟨U+2028⟩d")
  }

  @Test func aPageHoldsAllThatIsKnown() throws {
    let page = try written(smallSubject(), .htmlPage)
    let facts = try #require(
      page.text.firstMatch(of: /<script type="application\/json" id="graph">(.*)<\/script>/)?.1)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(facts.utf8)) as? [String: Any])
    let claims = try #require(json["relationships"] as? [[String: Any]])
    #expect(claims[0]["q"] as? String == "Ada, 2019" && claims[0]["m"] as? Int == 1)
    #expect((claims[0]["w"] as? [String: String])?["cy"] == "llinellau 7–8; tudalen 3")
    #expect(claims[0]["c"] as? String == "trust helps")
    let lines = try #require(json["lines"] as? [[String: Any]])
    #expect(lines.map { $0["r"] as? [Int] } == [[0, 1], [2]])
    let words = try #require(json["words"] as? [String: [String: String]])
    for (key, texts) in words {
      #expect(texts["en"]?.isEmpty == false && texts["cy"]?.isEmpty == false, "\(key)")
    }
    // Nothing is fetched, and the policy says so.
    #expect(page.text.contains("default-src 'none'; script-src 'sha256-"))
    #expect(!page.text.contains("unsafe-inline"))
    for forbidden in [
      "fetch(", "XMLHttpRequest", "import(", "innerHTML", "eval(", "document.write",
    ] {
      #expect(!page.text.contains(forbidden), "\(forbidden)")
    }
    for link in page.text.matches(of: /(src|href)\s*=\s*["']?http/) { Issue.record("\(link.0)") }
  }

  /// The words that the script asks for are those that the page brings.
  @Test func everyWordOfTheScriptIsThere() throws {
    let page = try written(smallSubject(), .htmlPage).text
    let facts = try #require(
      page.firstMatch(of: /<script type="application\/json" id="graph">(.*)<\/script>/)?.1)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(facts.utf8)) as? [String: Any])
    let known = Set((json["words"] as? [String: Any] ?? [:]).keys)
    var asked: Set<String> = []
    for match in page.matches(of: /word\('(\w+)'\)/) { asked.insert(String(match.1)) }
    for match in page.matches(of: /data-(?:word|label)="(\w+)"/) { asked.insert(String(match.1)) }
    #expect(asked.count > 20)
    #expect(asked.isSubset(of: known), "\(asked.subtracting(known))")
  }

  @Test func whatIsTooLargeIsCutAndSaid() throws {
    let star = try graph(
      (0..<50).map { (["A"], ["id": .integer($0)]) }, (1..<50).map { ("T", 0, $0, [:]) })
    for plugin in [FormatPlugin.svg, .htmlPage] {
      let cut = try written(ExportSubject(star), plugin, ["max-nodes": "10"])
      #expect(cut.report.nodes == 10 && cut.report.relationships == 9)
      #expect(
        cut.report.losses.map(\.count) == [40, 40] && cut.report.losses[0].example == "node 10")
      #expect(cut.text.contains("10 of 50 nodes"))
    }
    let long = try graph([(["A"], ["name": .string(String(repeating: "long ", count: 400))])])
    let shortened = try written(ExportSubject(long), .svg)
    #expect(shortened.report.losses.map(\.count) == [1])
  }

  /// The pictures of the manual, drawn from the graph that is shipped.
  @Test func theExamplesAreCurrent() throws {
    let graph = try shipped()
    for (name, query, options) in [
      (
        "factors-8-and-9",
        "MATCH p = (:Study)-[:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED]->(f:Factor) "
          + "WHERE f.id IN ['F8', 'F9'] RETURN p",
        ["title": "What studies say of two factors"]
      ),
      (
        "stances",
        "MATCH p = (:Study)-[:SUPPORTS|REPORTS_BARRIER|REPORTS_MIXED|DISCUSSES]->(:Factor) RETURN p",
        ["color": "stance", "layout": "force", "language": "cy"]
      ),
    ] as [(String, String, OptionSettings)] {
      var subject = try ExportSubject(try graph.run(query), of: graph)
      subject.query = query
      let drawn = try written(subject, .svg, options)
      try Fixture.expect(drawn.text, in: "docs/pictures/\(name).svg")
    }
  }

  @Test func emptyGraphsAndAnswers() throws {
    for plugin in [FormatPlugin.svg, .htmlPage] {
      let nothing = try written(ExportSubject(Graph()), plugin)
      #expect(nothing.report.nodes == 0 && nothing.report.losses.isEmpty)
    }
    let graph = try shipped()
    let rows = try graph.run("MATCH (s:Study)-[r:REPORTS_MIXED]->(f:Factor) RETURN s, r, f")
    let drawn = try written(ExportSubject(rows, of: graph), .svg, ["color": "stance"])
    #expect(drawn.report.relationships == 2)
    let svg = try DrawnSVG(drawn.text)
    #expect(svg.texts["legend"]?.contains("mixed") == true)
    #expect(svg.titles.values.contains { $0.contains("mixed, quoted:") })
  }

  @Test func theShippedGraphIsDrawnWhole() throws {
    let subject = ExportSubject(try shipped())
    let drawn = try written(subject, .svg)
    #expect(drawn.report.nodes == subject.nodeCount)
    #expect(drawn.report.relationships == subject.relationshipCount)
    let svg = try DrawnSVG(drawn.text)
    #expect(svg.texts.keys.filter { $0.hasPrefix("node-") }.count == subject.nodeCount)
  }
}
