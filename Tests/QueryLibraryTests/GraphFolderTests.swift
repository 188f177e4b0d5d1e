import Foundation
import Testing

/// The files of `Graph/` agree with the manifest, with the schema and with each other.
@Suite("The evidence graph")
struct GraphFolderTests {
  private static let citationTypes = Evidence.stances + ["DESCRIBES", "CITED_IN"]

  @Test("The manifest lists every file with its rows, nodes first")
  func manifest() throws {
    let manifest = try Manifest.read()
    #expect(manifest.format == "dolen-graph-folder" && manifest.version == 1)
    for file in manifest.files {
      let table = try CSVTable(
        parsing: Repository.text(of: Repository.graph.appending(path: file.path)))
      #expect(table.rows.count == file.rows, "\(file.path)")
      #expect((file.label == nil) != (file.type == nil), "\(file.path)")
    }
    let firstLink = manifest.files.firstIndex { $0.type != nil } ?? 0
    #expect(manifest.files[firstLink...].allSatisfy { $0.type != nil })
    let found = try Repository.files(below: Repository.graph, suffix: ".csv")
      .map { $0.pathComponents.suffix(2).joined(separator: "/") }
    #expect(Set(found) == Set(manifest.files.map(\.path)))
  }

  @Test("Ids are unique within their label, and both ends of every relationship exist")
  func ends() throws {
    let evidence = try Evidence.read()
    var ids: [String: Set<String>] = [:]
    for (label, nodes) in evidence.nodes {
      ids[label] = Set(nodes.map(\.id))
      #expect(ids[label]?.count == nodes.count, "\(label)")
    }
    for link in evidence.links {
      #expect(ids[link.startLabel]?.contains(link.start) == true, "\(link)")
      #expect(ids[link.endLabel]?.contains(link.end) == true, "\(link)")
    }
  }

  @Test("The labels have as many nodes as the review has facts")
  func labels() throws {
    let evidence = try Evidence.read()
    let expected = [
      "Review": 1, "Study": 48, "Factor": 10, "Theme": 46, "Model": 14, "Category": 4,
      "Sector": 23, "Outcome": 36, "Barrier": 45, "Action": 21, "Step": 7, "Programme": 20,
      "Place": 16, "Organisation": 31, "Person": 7, "Question": 9, "Database": 7, "Website": 15,
      "SearchBlock": 21, "SearchTerm": 501, "Criterion": 11, "ExtractionField": 12,
      "FlowStage": 7, "Section": 10,
    ]
    #expect(evidence.nodes.mapValues(\.count) == expected)
  }

  @Test("The 194 citations: 132 to factors, 42 to models, 3 to categories, 17 to sections")
  func citations() throws {
    let evidence = try Evidence.read()
    let citations = evidence.links(Self.citationTypes)
    let ids = try citations.map { try $0.properties.text("id") }
    #expect(ids.count == 194 && Set(ids).count == 194)
    #expect(evidence.links(Evidence.stances, from: "Study", to: "Factor").count == 132)
    #expect(evidence.links("DESCRIBES", to: "Model").count == 42)
    #expect(evidence.links("DESCRIBES", to: "Category").count == 3)
    #expect(evidence.links("CITED_IN", to: "Section").count == 17)
    let byStance = Evidence.stances.map { evidence.links($0).count }
    #expect(byStance == [102, 21, 2, 7])
  }

  @Test("The 20 ALSO_DESCRIBES repeat a citation")
  func alsoDescribes() throws {
    let evidence = try Evidence.read()
    let also = evidence.links("ALSO_DESCRIBES", from: "Study", to: "Model")
    #expect(also.count == 20)
    let citations = evidence.links(Self.citationTypes)
    for link in also {
      let original = citations.filter { $0.properties["id"] == link.properties["id"] }
      #expect(original.map(\.start) == [link.start])
      #expect(original.first?.properties.values == link.properties.values)
    }
  }

  @Test("The type of a citation follows from its stance, and every citation has its place")
  func provenance() throws {
    let evidence = try Evidence.read()
    let types = [
      "supports": "SUPPORTS", "barrier": "REPORTS_BARRIER", "mixed": "REPORTS_MIXED",
      "neutral": "DISCUSSES",
    ]
    for link in evidence.links(Evidence.stances) {
      #expect(types[try link.properties.text("stance")] == link.type)
      #expect(try link.properties.text("theme").hasPrefix("\(link.end)."))
    }
    var last = -1
    let citations = try evidence.links(Self.citationTypes).sorted {
      try $0.properties.text("id") < $1.properties.text("id")
    }
    for link in citations {
      let start = try link.properties.int("char_start")
      #expect(start > last, "citations are numbered in reading order")
      last = start
      #expect(try link.properties.int("char_end") > start)
      #expect(
        try link.properties.int("line_start") <= link.properties.int("line_end"))
      #expect(try !link.properties.text("printed").isEmpty)
    }
  }

  @Test("Pairs of labels that may be one work are stated once")
  func identities() throws {
    let pairs = try Evidence.read().links("POSSIBLY_SAME_AS", from: "Study", to: "Study")
    #expect(pairs.count == 8)
    #expect(Set(pairs.map { Set([$0.start, $0.end]) }).count == 8)
    for pair in pairs {
      let confidence = try #require(Double(try pair.properties.text("confidence")))
      #expect(confidence > 0 && confidence < 1)
    }
  }
}
