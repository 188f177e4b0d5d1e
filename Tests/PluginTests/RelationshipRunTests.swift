import GraphModel
import Testing

@testable import PluginKit

/// Relationships that come together, and the numbers by which they name their ends.
@Suite("Runs of relationships")
struct RelationshipRunTests {
  /// Keeps what it is handed, one record after the other.
  private struct KeepingSink: GraphSink {
    var relationships: [ImportedRelationship] = []
    mutating func add(_ node: ImportedNode) {}
    mutating func add(_ relationship: ImportedRelationship) { relationships.append(relationship) }
    mutating func skip(_ record: RecordKind, _ reason: String, at place: SourcePlace) {}
    mutating func reject(_ record: RecordKind, _ error: ImportError, text: String?) throws {
      throw error
    }
    mutating func warn(_ message: String, at place: SourcePlace) {}
  }

  private static func run() -> (run: RelationshipRun, shapes: [Int]) {
    let (studies, factors) = (TextNumbers(), TextNumbers())
    for id in ["s0", "s1"] { _ = studies.number(of: Text(id)) }
    for id in ["f0", "a factor of more than eight bytes"] { _ = factors.number(of: Text(id)) }
    var run = RelationshipRun(file: "claims.csv")
    let about = run.addShape(
      .init(
        "ABOUT", from: .init("Study", studies), to: .init("Factor", factors),
        keys: ["page", "note"], key: "page"))
    let cites = run.addShape(
      .init("CITES", from: .init("Study", studies), to: .init("Study", studies), keys: []))
    run.add(about, from: 1, to: 1, line: 2, values: [.integer(7), .null])
    run.add(cites, from: 0, to: 1, line: 2, values: [])
    run.add(about, from: 0, to: 0, line: 3, values: [.null, "x"])
    return (run, [about, cites])
  }

  @Test("A sink that knows only records gets each, with the ids behind the numbers")
  func oneByOne() throws {
    var sink = KeepingSink()
    try sink.add(Self.run().run)
    #expect(sink.relationships.map(\.type) == ["ABOUT", "CITES", "ABOUT"])
    #expect(
      sink.relationships.map { "\($0.start) \($0.end)" } == [
        "Study 's1' Factor 'a factor of more than eight bytes'", "Study 's0' Study 's1'",
        "Study 's0' Factor 'f0'",
      ])
    #expect(sink.relationships.map(\.properties) == [["page": 7], [:], ["note": "x"]])
    #expect(sink.relationships.map(\.key) == ["page", nil, "page"])
    #expect(
      sink.relationships.map { "\($0.place)" } == [
        "claims.csv:2", "claims.csv:2", "claims.csv:3",
      ])
  }

  @Test("What is cut and left out is gone, with its values")
  func cutting() throws {
    var (run, shapes) = Self.run()
    run.leaveOut(behind: 1) { shape, _, _ in shape == shapes[1] }
    #expect(run.count == 2)
    run.add(shapes[0], from: 1, to: 0, line: 4, values: [.integer(9), "y"])
    var sink = KeepingSink()
    try sink.add(run)
    #expect(
      sink.relationships.map(\.properties) == [
        ["page": 7], ["note": "x"], ["page": 9, "note": "y"],
      ])
    run.cut(to: 1)
    run.add(shapes[0], from: 0, to: 0, line: 5, values: [.integer(1), .null])
    sink.relationships = []
    try sink.add(run)
    #expect(sink.relationships.map(\.properties) == [["page": 7], ["page": 1]])
    run.cut(to: 0)
    #expect(run.count == 0 && run.values.isEmpty)
  }

  @Test("Ids of every length, and those that differ in their last byte or a NUL, are told apart")
  func lengths() {
    let numbers = TextNumbers()
    var ids: [Text] = [""]
    for length in 1...20 {
      let stem = String(repeating: "a", count: length - 1)
      ids += [Text(stem + "a"), Text(stem + "b"), Text(stem + "\0")]
    }
    for (number, id) in ids.enumerated() {
      let (given, isNew) = numbers.number(of: id)
      #expect(given == number && isNew)
    }
    for (number, id) in ids.enumerated() {
      let (given, isNew) = numbers.number(of: id)
      #expect(given == number && !isNew && numbers.text(number) == id)
    }
  }
}
