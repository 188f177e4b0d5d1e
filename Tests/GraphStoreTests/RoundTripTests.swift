import GraphModel
import GraphStore
import Testing

@Suite struct RoundTripTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("g.dolen")
  }

  @Test func rowsComeBackAsTheyWereWritten() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      let study = try store.addNode("Study", #"{"name":"Iechyd ŵ","year":2015}"#)
      let factor = try store.addNode("Factor")
      try store.addRelationship("SUPPORTS", study, factor)
      try store.addRelationship("SUPPORTS", study, study)
    }
    try store.close()

    let again = try GraphStore.open(path: path, mode: .readOnly)
    #expect(try again.nodeTexts() == [#"0:Study{"name":"Iechyd ŵ","year":2015}"#, "1:Factor"])
    #expect(try again.relationshipTexts() == ["0:0-SUPPORTS->1", "1:0-SUPPORTS->0"])
    #expect(again.nodeCount == 2)
    #expect(again.relationshipCount == 2)
    #expect(again.generation == 1)
  }

  @Test func labelsAreKeptOnceAndInOrderOfFirstUse() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      let numbers = try ["A", "B", "C"].map { try store.internSymbol(kind: .label, name: Text($0)) }
      _ = try store.allocateNodeIDs(3)
      try store.insertNode(id: 0, labels: [numbers[2], numbers[0]], properties: nil)
      try store.insertNode(id: 1, labels: [], properties: [])
      try store.insertNode(id: 2, labels: [numbers[1], numbers[1]], properties: nil)
    }
    #expect(try store.nodeTexts() == ["0:A&C", "1:", "2:B"])
  }

  @Test func rowsAreUpdatedAndDeleted() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      let a = try store.addNode("A", "{}")
      let b = try store.addNode("B")
      let link = try store.addRelationship("R", a, b)
      let loose = try store.addRelationship("R", b, b)
      try store.updateNode(id: a, labels: [], properties: Array(#"{"x":1}"#.utf8))
      try store.updateRelationshipProperties(id: link, properties: Array(#"{"y":2}"#.utf8))
      try store.deleteRelationship(id: loose)
    }
    #expect(try store.nodeTexts() == [#"0:{"x":1}"#, "1:B"])
    #expect(try store.relationshipTexts() == [#"0:0-R->1{"y":2}"#])
    try store.inTransaction {
      try store.updateRelationshipProperties(id: 0, properties: nil)
      try store.updateNode(id: 0, labels: [], properties: nil)
    }
    #expect(try store.nodeTexts() == ["0:", "1:B"])
    #expect(try store.relationshipTexts() == ["0:0-R->1"])
    #expect(store.relationshipCount == 1)
  }

  @Test func namesAreToldApartByBytes() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      let composed = try store.internSymbol(kind: .propertyKey, name: "\u{E9}")
      let decomposed = try store.internSymbol(kind: .propertyKey, name: "e\u{301}")
      let label = try store.internSymbol(kind: .label, name: "\u{E9}")
      #expect(Set([composed, decomposed, label]).count == 3)
      #expect(try store.internSymbol(kind: .propertyKey, name: "\u{E9}") == composed)
      _ = try store.internSymbol(kind: .propertyKey, name: "a\u{0}b")
      _ = try store.internSymbol(kind: .propertyKey, name: "")
    }
    try store.close()
    let again = try GraphStore.open(path: path, mode: .readOnly)
    #expect(again.symbols.map(\.id) == [0, 1, 2, 3, 4])
    #expect(again.symbols.map(\.name) == ["\u{E9}", "e\u{301}", "\u{E9}", "a\u{0}b", ""])
    #expect(again.symbolID(kind: .label, name: "\u{E9}") == 2)
    #expect(again.symbolID(kind: .label, name: "e\u{301}") == nil)
  }

  @Test func settingsKeepTheirTypes() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    let values: [Text: MetaValue] = [
      "number": .integer(.min), "text": .text("ŵ"), "bytes": .bytes([0, 255]), "none": .bytes([]),
    ]
    try store.inTransaction {
      for (key, value) in values { try store.setMeta(key, to: value) }
      try store.setMeta("gone", to: .integer(1))
      try store.setMeta("gone", to: nil)
    }
    try store.close()
    let again = try GraphStore.open(path: path, mode: .readOnly)
    for (key, value) in values { #expect(try again.meta(key) == value) }
    #expect(try again.meta("gone") == nil)
  }

  @Test func theStoresOwnSettingsCannotBeChanged() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.begin()
    let error = try storeError { try store.setMeta("next_node_id", to: .integer(0)) }
    #expect(error?.kind == .misuse)
  }

  @Test func indexDefinitionsComeBack() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    let index = try store.inTransaction {
      let index = StoredIndex(
        name: "byId", kind: .unique, entity: .node,
        symbol: try store.internSymbol(kind: .label, name: "Study"),
        keys: [
          try store.internSymbol(kind: .propertyKey, name: "id"),
          try store.internSymbol(kind: .propertyKey, name: "year"),
        ], options: #"{"a":1}"#)
      try store.addIndex(index)
      var other = index
      other.name = "other"
      other.kind = .range
      other.options = nil
      try store.addIndex(other)
      try store.dropIndex(named: "other")
      return index
    }
    try store.close()
    let again = try GraphStore.open(path: path, mode: .readOnly)
    #expect(again.indexes == [index])
    #expect(again.index(named: "byId") == index)
    #expect(again.index(named: "other") == nil)
  }

  @Test func indexDefinitionsAreChecked() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.begin()
    let label = try store.internSymbol(kind: .label, name: "Study")
    let key = try store.internSymbol(kind: .propertyKey, name: "id")
    func kind(_ symbol: Int, _ keys: [Int]) throws -> StoreError.Kind? {
      try storeError {
        try store.addIndex(
          StoredIndex(name: "i", kind: .range, entity: .node, symbol: symbol, keys: keys))
      }?.kind
    }
    #expect(try kind(key, [key]) == .misuse)
    #expect(try kind(label, []) == .misuse)
    #expect(try kind(label, [label]) == .misuse)
    #expect(try kind(label, [key]) == nil)
    #expect(try kind(label, [key]) == .duplicate)
    #expect(try storeError { try store.dropIndex(named: "j") }?.kind == .notFound)
  }

  @Test func identifiersAreNeverUsedAgain() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      let a = try store.addNode("A")
      try store.addRelationship("R", a, a)
      try store.deleteRelationship(id: 0)
      try store.deleteNode(id: a)
    }
    try store.close()
    let again = try GraphStore.open(path: path, mode: .readWrite)
    try again.inTransaction { () throws in
      #expect(try again.addNode("A") == 1)
      #expect(try again.addRelationship("R", 1, 1) == 1)
      #expect(try again.allocateNodeIDs(3) == 2..<5)
      #expect(try again.allocateNodeIDs(0) == 5..<5)
    }
    #expect(again.nextNodeID == 5)
    #expect(again.nextRelationshipID == 2)
  }

  @Test func identifiersEndBeforeTheyOverflow() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.begin()
    _ = try store.allocateNodeIDs(.max - 1)
    #expect(try storeError { _ = try store.allocateNodeIDs(2) }?.kind == .tooLarge)
    #expect(try storeError { _ = try store.allocateNodeIDs(-1) }?.kind == .misuse)
    #expect(try store.allocateNodeIDs(1) == (.max - 1)..<Int.max)
  }

  @Test func whatWasNotGivenOutIsRefused() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.begin()
    let node = try store.addNode("A")
    let type = try store.internSymbol(kind: .relationshipType, name: "R")
    func kind(_ body: () throws -> Void) throws -> StoreError.Kind? { try storeError(body)?.kind }
    #expect(try kind { try store.insertNode(id: 7, labels: [], properties: nil) } == .misuse)
    #expect(try kind { try store.insertNode(id: -1, labels: [], properties: nil) } == .misuse)
    #expect(try kind { try store.insertNode(id: node, labels: [], properties: nil) } == .duplicate)
    #expect(try kind { try store.updateNode(id: node, labels: [type], properties: nil) } == .misuse)
    #expect(try kind { try store.updateNode(id: 7, labels: [], properties: nil) } == .notFound)
    #expect(try kind { try store.deleteNode(id: 7) } == .notFound)
    #expect(try kind { try store.deleteRelationship(id: 0) } == .notFound)
    #expect(
      try kind { try store.updateRelationshipProperties(id: 0, properties: nil) } == .notFound)
    #expect(
      try kind {
        try store.insertRelationship(id: 0, type: type, start: 0, end: 0, properties: nil)
      } == .misuse)
    // None of these ended the transaction.
    try store.commit()
    #expect(try store.nodeTexts() == ["0:A"])
  }

  @Test func readingCanBeCancelled() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      for _ in 0..<20_000 { try store.addNode("A") }
    }
    store.isCancelled = { true }
    #expect(try storeError { try store.forEachNode { _ in } }?.kind == .interrupted)
    #expect(try storeError { _ = try store.check() }?.kind == .interrupted)
    // Writing is not cancelled.
    try store.inTransaction { _ = try store.addNode("A") }
    store.isCancelled = nil
    #expect(try store.nodeTexts().count == 20_001)
  }

  @Test func anErrorOfTheReaderEndsTheReading() throws {
    struct Enough: Error {}
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction { for _ in 0..<3 { try store.addNode("A") } }
    var seen = 0
    #expect(throws: Enough.self) {
      try store.forEachNode { _ in
        seen += 1
        throw Enough()
      }
    }
    #expect(seen == 1)
    try store.inTransaction { _ = try store.addNode("A") }
  }

  @Test(.enabled(if: hasProgram("sqlite3"), "there is no sqlite3 program"))
  func anOrdinaryClientCanReadIt() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      let study = try store.addNode("Study", #"{"year":2015}"#)
      try store.addRelationship("CITES", study, study)
    }
    try store.close()
    let query = """
      SELECT * FROM readable_node; SELECT * FROM readable_relationship;
      SELECT properties ->> 'year' FROM node; PRAGMA journal_mode;
      """
    let result = try run("sqlite3", path, query)
    #expect(result.status == 0)
    #expect(result.output == "0|[\"Study\"]|{\"year\":2015}\n0|CITES|0|0|\n2015\ndelete\n")
  }
}
