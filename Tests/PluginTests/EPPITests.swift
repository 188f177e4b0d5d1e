import GraphEngine
import GraphModel
import PluginKit
import ReviewsPlugin
import StandardPlugins
import Testing

/// Coding reports of EPPI-Reviewer: what becomes of codes, and of the words that were coded.
@Suite struct EPPITests {
  /// A report as the program writes it: two coding tools, one of which is nested, arms, words of a PDF on
  /// two pages, words of a text, a code without words.
  static let report = """
    {"CodeSets": [
      {"SetName": "Sectors", "SetId": 21, "ReviewSetId": 4, "SetDescription": "Who took part",
       "SetType": {"SetTypeName": "Standard", "SetTypeDescription": "…"},
       "Attributes": {"AttributesList": [
         {"AttributeId": 301, "AttributeSetId": 1, "AttributeType": "Not selectable (no checkbox)",
          "AttributeTypeId": 1, "AttributeName": "Public", "AttributeDescription": "", "ExtURL": "",
          "ExtType": "", "OriginalAttributeID": 0, "Attributes": {"AttributesList": [
            {"AttributeId": 302, "AttributeName": "Local government",
             "AttributeDescription": "Councils"}]}},
         {"AttributeId": 303, "AttributeName": "Community"}]}},
      {"SetName": "What helps", "SetId": 22, "Attributes": {"AttributesList": [
         {"AttributeId": 401, "AttributeName": "Trust"},
         {"AttributeId": 402, "AttributeName": "Never met"}]}}],
     "References": [
      {"Codes": [
         {"AttributeId": 302, "AdditionalText": "two councils", "ArmId": 0, "ArmTitle": "",
          "ItemAttributeFullTextDetails": []},
         {"AttributeId": 401, "AdditionalText": "", "ArmId": 7, "ArmTitle": "North",
          "ItemAttributeFullTextDetails": [
            {"ItemDocumentId": 90, "TextFrom": 0, "TextTo": 0, "IsFromPDF": true, "DocTitle": "a.pdf",
             "Text": "Page 2:\\n[¬s]\\"trust takes\\ntime\\"[¬e]\\n\\nPage 3:\\n[¬s]\\"it is lost fast\\"[¬e]\\n"},
            {"ItemDocumentId": 91, "TextFrom": 12, "TextTo": 30, "DocTitle": "b.txt",
             "Text": "\\"we\\" know each other"}]}],
       "Outcomes": [], "ItemId": 11, "Title": "Local voices", "ParentTitle": "Public Health",
       "ShortTitle": "Harden (2019)", "Year": "2019", "Authors": "Harden A; South J;",
       "DOI": "10.1000/A", "TypeName": "Journal, Article", "Abstract": "", "Keywords": "trust\\npower"},
      {"ItemId": 12, "Title": "Second", "Year": "n.d."}]}
    """

  private func graph(_ options: OptionSettings = [:]) throws -> (Graph, ImportReport) {
    let graph = Graph()
    let source = ImportSource(Array(Self.report.utf8), name: "report.json")
    let plugin = try StandardPlugins.registry.importer(for: source)
    #expect(plugin.name == "eppi")
    return (graph, try graph.importGraph(from: source, as: plugin, options: options))
  }

  private func rows(_ graph: Graph, _ query: String) throws -> [[Value]] {
    let rows = try graph.run(query)
    var all: [[Value]] = []
    while let row = try rows.next() { all.append(row.values) }
    return all
  }

  @Test func wordsKeepTheirPlaces() throws {
    let (graph, report) = try graph()
    #expect(report.nodes.skipped + report.relationships.skipped == 0)
    #expect(
      try rows(
        graph,
        """
        MATCH (s:Study)-[r:CODED]->(c:Code) RETURN s.short_title, c.name, r.quote, r.page, r.document,
          r.arm, r.comment, r.char_start, r.char_end ORDER BY r.id
        """) == [
          [
            "Harden (2019)", "Local government", .null, .null, .null, .null, "two councils", .null,
            .null,
          ],
          [
            "Harden (2019)", "Trust", "trust takes\ntime", 2, "a.pdf", "North", .null, .null, .null,
          ],
          [
            "Harden (2019)", "Trust", "it is lost fast", 3, "a.pdf", "North", .null, .null, .null,
          ],
          [
            "Harden (2019)", "Trust", "\"we\" know each other", .null, "b.txt", "North", .null, 12,
            30,
          ],
        ])
    #expect(
      try rows(
        graph, "MATCH (c:Code {id: 'code-302'})-[:PART_OF*]->(t) RETURN c.path, collect(t.name)")
        == [["Sectors > Public > Local government", ["Public", "Sectors"]]])
    #expect(
      try rows(graph, "MATCH (s:Study) RETURN s.authors, s.year, s.journal, s.doi, s.keywords") == [
        [["Harden A", "South J"], 2019, "Public Health", "10.1000/A", ["trust", "power"]],
        [.null, "n.d.", .null, .null, .null],
      ])
    // What the codes may mean is told, and not assumed.
    #expect(
      report.warnings.map(\.message).contains {
        $0.hasPrefix("The codes under 'Sectors' are nodes of the label Code")
      })
  }

  @Test func aPersonSaysWhatCodesMean() throws {
    let (graph, report) = try graph([
      "label": "sectors=Sector", "type": "Sectors=INVOLVES", "codes": "used",
    ])
    #expect(!report.warnings.contains { $0.message.contains("Sectors") })
    #expect(
      try rows(graph, "MATCH (:Study)-[:INVOLVES]->(s:Sector) RETURN s.name")
        == [["Local government"]])
    // Who has no study is left out, but not what lies above one that has.
    #expect(
      try rows(graph, "MATCH (c) WHERE c:Code OR c:Sector RETURN c.name ORDER BY c.name")
        == [["Local government"], ["Public"], ["Trust"]])
    #expect(throws: OptionError.self) { try self.graph(["label": "Sectors"]) }
    let (_, second) = try self.graph(["label": "Sektors=Sector"])
    #expect(second.warnings.contains { $0.message.contains("'Sektors=Sector'") })
  }

  @Test func aCorrectedReportComesBack() throws {
    let (graph, first) = try graph()
    let corrected = Self.report.replacing("Local voices", with: "Local voices, again")
    let source = ImportSource(Array(corrected.utf8), name: "report.json")
    let report = try graph.importGraph(
      from: source, as: StandardPlugins.registry.importer(named: "eppi"),
      options: ["existing": "update"])
    #expect(report.nodes.created == 0 && report.relationships.created == 0)
    #expect(report.nodes.read == first.nodes.read)
    #expect(
      try rows(graph, "MATCH (s:Study {id: 'item-11'}) RETURN s.title") == [
        ["Local voices, again"]
      ])
  }
}
