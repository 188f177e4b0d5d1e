import EvidenceKit
import GraphEngine
import GraphFolderPlugin
import GraphModel
import PluginKit
import Testing
import WordCatalog

@Suite struct EvidenceTests {
  private func shipped() throws -> Graph {
    let graph = Graph()
    _ = try graph.read(
      try ImportSource(path: Fixture.path("Graph")), as: .graphFolder)
    return graph
  }

  @Test func theShippedGraphKeepsItsSchema() throws {
    let problems = try EvidenceSchema.standard.problems(in: try shipped())
    #expect(problems.isEmpty, "\(problems.prefix(3))")
  }

  @Test func recordedRunsAreNoProblem() throws {
    let graph = Graph()
    _ = try graph.read(
      try ImportSource(path: Fixture.path("Graph")), as: .graphFolder,
      ["record": "yes"])
    #expect(try EvidenceSchema.standard.problems(in: graph).isEmpty)
  }

  @Test func everyKindOfProblem() throws {
    let graph = try graph(
      [
        (["Sector"], ["id": "s", "name_en": "S", "name_cy": "S", "scope": "core"]),
        (["Sector"], ["name_en": "Nobody", "name_cy": "Neb", "scope": "core"]),
        (["Sector"], ["id": "s", "name_en": "S", "name_cy": "S", "scope": 7, "scpoe": "x"]),
        (["Setcor"], ["id": "t"]), ([], [:]),
      ],
      [("PART_OF", 0, 3, [:]), ("PART_FO", 0, 1, [:]), ("PART_OF", 0, 1, [:])])
    let problems = try EvidenceSchema.standard.problems(in: graph)
    #expect(
      problems.map(\.message) == [
        "Sector 'Nobody' has no id",
        "Sector 's': scope is an Integer, not a text",
        "Sector 's' occurs twice: nodes 0 and 2",
        "Sector 's' has a property 'scpoe', which the schema does not know",
        "Setcor 't' has the label 'Setcor', which the schema does not know",
        "Node (node 4) has no label",
        "PART_OF from Sector 's' to Setcor 't': the type does not join these",
        "PART_FO from Sector 's' to Sector 'Nobody': the schema does not know this type",
      ])
    #expect(problems.map(\.hint)[3] == "Did you mean 'scope'?")
    #expect(problems.map(\.hint)[4] == "Did you mean 'Sector'?")
    #expect(problems.map(\.hint)[7] == "Did you mean 'PART_OF'?")
    #expect(Set(problems.map(\.kind)) == Set(SchemaProblem.Kind.allCases))
    #expect(try EvidenceSchema.standard.problems(in: graph, limit: 2).count == 2)
    let welsh = try EvidenceSchema.standard.problems(in: graph, words: Words(.cy))
    #expect(welsh.map(\.kind) == problems.map(\.kind))
    #expect(welsh[0].message == "Nid oes id gan Sector 'Nobody'")
    #expect(welsh[3].hint == "Ai 'scope' oedd gennych mewn golwg?")
  }

  @Test(arguments: [
    ("{", "The schema is not valid JSON"), ("[]", "In the schema, the schema has no text 'format'"),
    ("{\"format\":\"x\"}", "The file is no schema"),
    ("{\"format\":\"dolen-graph-schema\",\"version\":2}", "The schema has a version"),
    (
      "{\"format\":\"dolen-graph-schema\",\"version\":1,\"labels\":{\"A\":{\"description\":\"\"}}}",
      "In the schema, 'A' has no text 'key'"
    ),
    (
      """
      {"format":"dolen-graph-schema","version":1,"labels":{"A":{"description":"","key":"id",
      "properties":[{"name":"id","type":"uuid","required":true,"description":""}]}}}
      """, "In the schema, 'A' has a property 'id' of the unknown type 'uuid'"
    ),
  ])
  func schemasThatAreNone(_ text: String, _ message: String) {
    let error = #expect(throws: EvidenceSchema.ReadingError.self) {
      try EvidenceSchema(json: Array(text.utf8))
    }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }

  @Test func everyCitationIsRead() throws {
    var stances: [Stance: Int] = [:]
    var ids: Set<Text> = []
    var unreadable: [Text] = []
    try shipped().forEachRelationship { relationship in
      guard let contents = relationship.contents, contents.properties["printed"] != nil else {
        return
      }
      guard let citation = Citation(contents) else {
        unreadable.append(contents.type)
        return
      }
      if ids.insert(citation.id).inserted { stances[citation.stance, default: 0] += 1 }
      if let stance = Stance(relationshipType: contents.type) {
        #expect(citation.stance == stance)
      }
      #expect(citation.locator.page != nil && citation.locator.characters != nil)
    }
    #expect(unreadable.isEmpty)
    #expect(ids.count == 194)
    #expect(stances.values.reduce(0, +) == 194)
  }

  @Test func everyLocatorIsRead() throws {
    let graph = try shipped()
    try graph.forEachNode { node in
      if let properties = node.contents?.properties, properties["lines"] != nil {
        #expect(Locator(properties) != nil, "node \(node.id)")
      }
    }
    try graph.forEachRelationship { relationship in
      if let properties = relationship.contents?.properties, properties["lines"] != nil {
        #expect(Locator(properties) != nil, "relationship \(relationship.id)")
      }
    }
  }

  @Test(
    arguments: [
      ("178-180;400-401", "lines 178–180; lines 400–401"), ("7", "line 7"),
      ("doc2:25", "explainer, line 25"), ("doc2", "explainer"),
      ("626;doc2", "line 626; explainer"), ("", nil), ("a", nil), ("7-", nil), ("9-7", nil),
      ("1-2-3", nil), ("0", nil), ("-1", nil), ("doc3:1", nil), ("1;", nil),
    ] as [(String, String?)])
  func locators(_ lines: String, _ description: String?) {
    #expect(Locator(lines: lines)?.description == description)
  }

  @Test func aCitationInWords() throws {
    let contents = Relationship.Contents(
      type: "REPORTS_BARRIER", start: 0, end: 1,
      properties: [
        "id": "c001", "stance": "barrier", "mode": "paraphrase", "printed": "Harden et al., 2015",
        "line_start": 179, "line_end": 179, "page": 4, "claim_en": "bad history breeds cynicism",
      ])
    #expect(
      Citation(contents)?.description
        == "c001 “Harden et al., 2015” (line 179; page 4), barrier: bad history breeds cynicism")
    #expect(
      Citation(contents)?.text(in: Words(.cy))
        == "c001 “Harden et al., 2015” (llinell 179; tudalen 4), rhwystr: bad history breeds "
        + "cynicism")
    let plain = Relationship.Contents(type: "NEXT", start: 0, end: 1, properties: [:])
    #expect(Citation(plain) == nil && Stance(plain) == nil)
    let untold = Relationship.Contents(type: "SUPPORTS", start: 0, end: 1, properties: [:])
    #expect(Stance(untold) == .supports)
  }
}
