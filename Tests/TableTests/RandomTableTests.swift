import Foundation
import GraphEngine
import GraphModel
import GraphTestKit
import PluginKit
import Testing

@testable import TablesPlugin

/// Mapped tables drawn at random, into a file and into an open graph, against a plain reading of the same
/// rows.
@Suite("Random mapped tables")
struct RandomTableTests {
  private struct Row {
    var study: String
    var factors: [String]
    var stance: String
    var page: String

    var isWrong: Bool { page == "x" }
    var line: String { "\(study),\(factors.joined(separator: "|")),\(stance),\(page)" }
  }

  private static let mapping = """
    node Study: id = study
    node Factor: name = factor split "|"
    rel Study-[:{stance} {page:int = page}]->Factor

    """

  private static let header = "study,factor,stance,page"

  private static func rows(_ random: inout SeededGenerator) -> [Row] {
    (0..<random.number(1...1_200)).map { _ in
      Row(
        study: "study-\(random.number(0...39))",
        factors: (0..<random.number(1...3)).map { _ in "f\(random.number(0...8))" },
        stance: random.pick(["HELPS", "HINDERS"]),
        page: random.chance(0.03) ? "x" : random.chance(0.5) ? "\(random.number(0...98))" : "")
    }
  }

  private struct Contents: Equatable {
    /// A line for each relationship.
    var links: [String] = []
    var nodes: Set<String> = []
  }

  /// What the rows say.
  private static func expected(_ rows: [Row], isOnce: Bool) -> Contents {
    var contents = Contents()
    var joined: Set<String> = []
    for row in rows where !row.isWrong {
      contents.nodes.insert(row.study)
      var named: Set<String> = []
      for factor in row.factors where named.insert(factor).inserted {
        contents.nodes.insert(factor)
        let link = "\(row.study) \(row.stance) \(factor)"
        if isOnce, !joined.insert(link).inserted { continue }
        contents.links.append("\(link) \(row.page.isEmpty ? "null" : row.page)")
      }
    }
    return contents
  }

  private static func contents(of graph: Graph) throws -> Contents {
    var contents = Contents()
    try graph.forEachNode { node in
      let properties = node.contents?.properties ?? MapValue()
      contents.nodes.insert("\((properties["id"] ?? properties["name"])?.cellText ?? "")")
    }
    let result = try graph.run(
      "MATCH (s:Study)-[r]->(f:Factor) RETURN s.id, type(r), f.name, r.page ORDER BY id(r)")
    for row in try result.all() {
      contents.links.append(
        row.values.map { $0.isNull ? "null" : $0.cellText }.joined(separator: " "))
    }
    return contents
  }

  @Test("Rows in any order, with repeats, faults and types by a column")
  func tables() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "dolen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = url.path(percentEncoded: false)
    for number in 0..<TestSettings.count(12) {
      var random = SeededGenerator(seed: TestSettings.seed, stream: UInt64(4_100 + number))
      let rows = Self.rows(&random)
      let isOnce = number.isMultiple(of: 3)
      // A further property makes nodes that are gathered from all rows before one is handed on.
      let isGathered = number.isMultiple(of: 2)
      var mapping = Self.mapping
      if isGathered { mapping.replace("id = study", with: "id = study, kind = 'review'") }
      if isOnce { mapping.replace("->Factor", with: "->Factor once") }
      try Data(mapping.utf8).write(to: url.appending(path: "rows.map"))
      let text = ([Self.header] + rows.map(\.line)).joined(separator: "\n") + "\n"
      func source() -> ImportSource { ImportSource(Array(text.utf8), name: "rows.csv") }
      let options: OptionSettings = ["map": "\(folder)/rows.map", "on-error": "skip"]
      let expected = Self.expected(rows, isOnce: isOnce)

      let open = Graph()
      let first = try open.importGraph(from: source(), as: .table, options: options)
      #expect(try Self.contents(of: open) == expected, "seed \(TestSettings.seed), \(number)")
      let wrong = rows.count(where: \.isWrong)
      #expect(first.nodes.skipped + first.relationships.skipped == wrong)

      let path = "\(folder)/\(number).dolen"
      let second = try GraphFile(path).importAtOnce(from: source(), as: .table, options: options)
      let file = try Graph.open(path)
      #expect(try Self.contents(of: file) == expected, "seed \(TestSettings.seed), \(number)")
      try file.close()
      #expect(first.description == second.description)
    }
  }
}
