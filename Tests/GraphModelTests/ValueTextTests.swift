import GraphModel
import Testing

@Suite struct ValueTextTests {
  @Test func scalarsAreShownAsLiterals() {
    #expect(Value.null.cypherText == "null")
    #expect(Value.boolean(true).cypherText == "true")
    #expect(Value.integer(-3).cypherText == "-3")
    #expect(Value.float(1).cypherText == "1.0")
    #expect(("it's \\ \n\u{1}\u{E9}" as Value).cypherText == "'it\\'s \\\\ \\n\\u0001\u{E9}'")
  }

  @Test func containersAreShownInFull() {
    #expect(([1, "a", [nil]] as Value).cypherText == "[1, 'a', [null]]")
    #expect((["k": 1, "a b": 2, "a`b": 3] as Value).cypherText == "{k: 1, `a b`: 2, `a``b`: 3}")
    #expect(Value.map([:]).cypherText == "{}")
    #expect(([.date(DateValue(epochDay: 0))] as Value).cypherText == "[1970-01-01]")
  }

  @Test func entitiesAreShownAsPatterns() {
    let a = Node(id: 1, contents: .init(labels: ["A", "B C"], properties: ["k": 1]))
    let b = Node(id: 2, contents: .init(labels: [], properties: ["k": 1]))
    let r = Relationship(id: 1, contents: .init(type: "R", start: 2, end: 1, properties: ["x": 1]))
    let s = Relationship(id: 2, contents: .init(type: "S", start: 2, end: 2, properties: [:]))
    #expect(Value.node(a).cypherText == "(:A:`B C` {k: 1})")
    #expect(Value.node(b).cypherText == "({k: 1})")
    #expect(Value.node(Node(id: 7)).cypherText == "(#7)")
    #expect(Value.relationship(r).cypherText == "[:R {x: 1}]")
    #expect(Value.relationship(Relationship(id: 7)).cypherText == "[#7]")
    #expect(
      Value.path(Path(nodes: [a, b, b], relationships: [r, s])).cypherText
        == "<(:A:`B C` {k: 1})<-[:R {x: 1}]-({k: 1})-[:S]->({k: 1})>")
  }

  @Test func deepNestingIsCutOff() {
    var value: Value = []
    for _ in 0..<500 { value = [value] }
    #expect(value.cypherText.contains("…"))
    #expect(value.cypherText.utf8.count < 500)
  }

  @Test func onlyScalarsHaveAScalarText() {
    #expect(("a'b" as Value).scalarText == "a'b")
    #expect(Value.float(1e10).scalarText == "1.0E10")
    for value: Value in [nil, [], [:], .node(Node(id: 1))] { #expect(value.scalarText == nil) }
  }

  @Test func namesAreQuotedWhereTheyMust() {
    #expect(Value.quotedName("abc_1") == "abc_1")
    #expect(Value.quotedName("\u{E9}t\u{E9}") == "\u{E9}t\u{E9}")
    #expect(Value.quotedName("1a") == "`1a`")
    #expect(Value.quotedName("") == "``")
  }
}
