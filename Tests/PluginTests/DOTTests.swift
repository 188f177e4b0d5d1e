import DOTPlugin
import Foundation
import GraphEngine
import GraphFolderPlugin
import GraphModel
import PluginKit
import Testing

@Suite struct DOTTests {
  private func dot(
    _ subject: ExportSubject, _ options: OptionSettings = [:]
  ) throws -> (text: String, report: ExportReport) {
    let written = try subject.written(as: .dot, options)
    return (String(decoding: written.sink.bytes, as: UTF8.self), written.report)
  }

  private func shipped() throws -> Graph {
    let graph = Graph()
    _ = try graph.read(
      try ImportSource(path: Fixture.path("Graph")), as: .graphFolder)
    return graph
  }

  /// Texts that mean something to Graphviz, to a shell or to XML.
  static let hostile: [String] = [
    "\"", "\\", "\\N", "\\G\\E\\T\\H\\L", "\\n\\l\\r", "trailing \\", "\\\"", "\"];}",
    "<b>bold</b>",
    "<table>", "&lt;", "&amp;", "&#65;", "&", "]", "}", "%", "%3", "{a|b}", "node", "graph",
    "strict digraph", "a-b", "a:b", "1a", "-", "ŵŷâ Môn", "😀 👩‍👩‍👧", "שלום", "e\u{301}",
    "/* c */", "// c", "#c", "$HOME `id`", "'", ";", "a,b", "=", "\u{FEFF}x",
  ]

  @Test func smallDrawing() throws {
    let subject = try smallSubject()
    let english = try dot(subject)
    try Fixture.expect(english.text, in: "Tests/PluginTests/Golden/small.dot")
    let welsh = try dot(
      subject,
      ["language": "cy", "cluster": "no", "rankdir": "tb", "merge": "no", "title": "Llun"])
    try Fixture.expect(welsh.text, in: "Tests/PluginTests/Golden/small-cy.dot")
    #expect(english.report.nodes == 3 && english.report.relationships == 3)
    #expect(english.report.notes.first?.hasPrefix("2 relationships are drawn as 1 wider") == true)
    #expect(welsh.report.notes.isEmpty)
    #expect(
      english.report.losses.map(\.what) == ["values of 'id', which the drawing does not show"])
  }

  @Test func theSameGraphGivesTheSameBytes() throws {
    let subject = ExportSubject(try shipped())
    let (first, second) = (try dot(subject).text, try dot(subject).text)
    #expect(first == second)
  }

  @Test func longTextsAreCutAndDisclosed() throws {
    let long = String(repeating: "long \"text\" \\ & ", count: 1_500)
    let subject = ExportSubject(try graph([(["A"], ["name_en": .string(long)])]))
    let drawn = try dot(subject, ["max-label": "4000"])
    #expect(
      drawn.report.losses.map(\.what) == [
        "labels shortened to 4000 characters; the tooltip has the whole",
        "texts cut at 16000 bytes, which is all that Graphviz takes",
      ])
    // The limit of Graphviz 2.43 is 16,381 bytes between the quotes.
    for string in drawn.text.split(separator: "\n") {
      #expect(string.utf8.count < 3 * 16_381)
    }
  }

  @Test func answersAndEmptyGraphs() throws {
    #expect(try dot(ExportSubject(Graph())).text.hasSuffix("}\n"))
    let graph = try shipped()
    let rows = try graph.run(
      "MATCH (s:Study)-[r:REPORTS_MIXED]->(f:Factor) RETURN s, r, f")
    let drawn = try dot(ExportSubject(rows, of: graph))
    #expect(drawn.report.relationships == 2)
    #expect(drawn.text.contains("arrowhead=diamond"))
    // Provenance: the study, the printed citation, its lines and the claim.
    #expect(drawn.text.contains("c081 “Baker et al. (2022)” (line 480; page 11), mixed, quoted:"))
  }

  @Test(.enabled(if: Graphviz.isPresent, "Graphviz is not installed: no drawing was rendered"))
  func hostileTextsRenderAsThemselves() throws {
    var nodes: [(labels: [Text], properties: MapValue)] = []
    for text in Self.hostile {
      nodes.append(([Text(text)], ["name_en": .string(text), "id": .string(text)]))
    }
    nodes.append((["Lines"], ["name_en": "one\ntwo\r\nthree\rfour"]))
    nodes.append((["Control"], ["name_en": "a\u{0}b\u{1B}[31mc\u{7F}d\u{85}e\u{FFFF}f\tg\u{90}h"]))
    nodes.append((["Empty"], ["name_en": "", "id": " "]))
    let count = nodes.count
    let subject = ExportSubject(
      try graph(
        nodes, (0..<count).map { (Text(Self.hostile[$0 % 40 % Self.hostile.count]), $0, 0, [:]) }))
    for more in [[:], ["cluster": "no", "rankdir": "tb"], ["legend": "no"]] as [OptionSettings] {
      let drawn = try dot(subject, more.adding("title", Self.hostile.joined()))
      let result = try Graphviz.run(["-Tsvg"], input: drawn.text)
      #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
      let texts = DrawnTexts(svg: result.output)
      for (index, text) in Self.hostile.enumerated() {
        #expect(texts.labels["node-\(index)"]?.joined(separator: " ") == text, "\(text)")
        #expect(texts.tooltips["node-\(index)"]?.contains(text) == true, "\(text)")
      }
      #expect(texts.labels["node-\(count - 3)"] == ["one", "two", "three", "four"])
      #expect(
        texts.labels["node-\(count - 2)"]?.joined(separator: "\n")
          == "a␀b␛[31mc␡d\ne\u{FFFD}f g⟨U+0090⟩h")
      #expect(texts.labels["node-\(count - 1)"] == ["Empty \(count - 1)"])
    }
  }

  @Test(
    .enabled(if: Graphviz.isPresent, "Graphviz is not installed: no drawing was rendered"),
    arguments: DOTOptions.Layout.allCases)
  func everyLayout(_ layout: DOTOptions.Layout) throws {
    let graph = try shipped()
    var nodes: Set<Int> = []
    try graph.forEachNode { node in
      if node.contents?.properties["id"] == "F4" { nodes.insert(node.id) }
    }
    for options in [[:], ["cluster": "no"], ["edge-labels": "always", "rankdir": "bt"]]
      as [OptionSettings]
    {
      let subject = try ExportSubject(around: nodes, distance: 1, in: graph)
      let drawn = try dot(subject, options.adding("layout", layout.rawValue))
      let result = try Graphviz.run(["-Tsvg"], input: drawn.text)
      #expect(result.status == 0, "\(options): \(result.errors)")
      let texts = DrawnTexts(svg: result.output)
      #expect(texts.labels.keys.filter { $0.hasPrefix("node-") }.count == subject.nodeCount)
    }
  }

  @Test(.enabled(if: Graphviz.isPresent, "Graphviz is not installed: no drawing was rendered"))
  func theLongestStrings() throws {
    let long = String(repeating: "\\\"&€", count: 20_000)
    let subject = ExportSubject(
      try graph(
        [([Text(long)], ["name_en": .string(long), "summary_en": .string(long)])],
        [(Text(long), 0, 0, ["claim_en": .string(long)])]))
    for options in [["max-label": "4000"], ["edge-labels": "always", "max-label": "4000"]]
      as [OptionSettings]
    {
      let drawn = try dot(subject, options.adding("title", long))
      let result = try Graphviz.run(["-Tsvg"], input: drawn.text)
      #expect(result.status == 0, "\(result.errors.prefix(300))")
    }
  }
}

extension OptionSettings {
  fileprivate func adding(_ name: String, _ text: String) -> OptionSettings {
    var copy = self
    copy.add(name, text)
    return copy
  }
}
