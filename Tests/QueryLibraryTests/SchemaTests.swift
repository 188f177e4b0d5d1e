import Foundation
import Testing

/// `Graph/schema.json`: what each label and each relationship type may hold.
private struct Schema: Decodable {
  struct Property: Decodable {
    let name: String
    let type: String
    let required: Bool
    let description: String
  }
  struct Label: Decodable {
    let key: String
    let properties: [Property]
  }
  struct RelationshipType: Decodable {
    let ends: [[String]]
    let properties: [Property]
  }
  let labels: [String: Label]
  let relationshipTypes: [String: RelationshipType]
}

/// Every node and relationship is what the schema allows.
@Suite("The schema of the evidence graph")
struct SchemaTests {
  private func schema() throws -> Schema {
    let data = try Data(contentsOf: Repository.graph.appending(path: "schema.json"))
    return try JSONDecoder().decode(Schema.self, from: data)
  }

  @Test("Labels, keys and properties of nodes")
  func nodes() throws {
    let schema = try schema()
    let evidence = try Evidence.read()
    // What other graphs of the vocabulary have: findings, search terms that are arranged, and, of a review
    // that a program reads, citations of works that no list names.
    let others: Set<String> = ["Finding", "SearchGroup", "UnresolvedCitation"]
    #expect(Set(schema.labels.keys).subtracting(others) == Set(evidence.nodes.keys))
    for (label, nodes) in evidence.nodes {
      let allowed = try #require(schema.labels[label])
      #expect(allowed.key == "id")
      for node in nodes {
        try check(node.properties, against: allowed.properties, "\(label) \(node.id)")
      }
    }
  }

  @Test("Types, ends and properties of relationships")
  func relationships() throws {
    let schema = try schema()
    let evidence = try Evidence.read()
    #expect(
      Set(schema.relationshipTypes.keys)
        == Set(evidence.links.map(\.type)).union(["NOT_A_CITATION"]))
    for link in evidence.links {
      let allowed = try #require(schema.relationshipTypes[link.type])
      #expect(allowed.ends.contains([link.startLabel, link.endLabel]), "\(link)")
      let name = "\(link.type) \(link.start) \(link.end)"
      try check(link.properties, against: allowed.properties, name)
    }
  }

  private func check(
    _ properties: Properties, against allowed: [Schema.Property], _ name: String
  ) throws {
    for property in allowed where property.required {
      #expect(properties[property.name] != nil, "\(name) has no \(property.name)")
    }
    for (key, value) in properties.values {
      let property = try #require(
        allowed.first { $0.name == key }, "\(name) has \(key), which the schema does not know")
      #expect(holds(value, property.type), "\(name): \(key) = \(value) is no \(property.type)")
    }
  }

  private func holds(_ value: String, _ type: String) -> Bool {
    switch type {
    case "int": return Int(value) != nil
    case "float": return Double(value) != nil
    case "boolean": return value == "true" || value == "false"
    case "string[]":
      return !value.split(separator: ";", omittingEmptySubsequences: false).contains("")
    default: return ["string", "string|string[]"].contains(type) && !value.isEmpty
    }
  }
}
