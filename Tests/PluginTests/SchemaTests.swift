import EvidenceKit
import Testing

@Suite struct SchemaTests {
  @Test func standardSchema() throws {
    let file = try EvidenceSchema(json: Fixture.bytes("Graph/schema.json"))
    let path = "Sources/EvidenceKit/Schema/Generated/EvidenceSchema+Standard.swift"
    try Fixture.expect(SchemaSource(file).text, in: path)
    let isEqual = EvidenceSchema.standard == file
    #expect(isEqual)
  }
}
