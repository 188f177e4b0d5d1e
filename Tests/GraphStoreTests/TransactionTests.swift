import GraphModel
import GraphStore
import Testing

@Suite struct TransactionTests {
  let folder: TemporaryFolder
  let store: GraphStore

  init() throws {
    folder = try TemporaryFolder()
    store = try GraphStore.open(path: folder.file("g.dolen"), mode: .create)
  }

  @Test func rollbackTakesEverythingBack() throws {
    try store.inTransaction { _ = try store.addNode("A") }
    try store.begin()
    try store.addNode("B")
    try store.setMeta("x", to: .integer(1))
    let index = StoredIndex(
      name: "i", kind: .range, entity: .node, symbol: 0,
      keys: [try store.internSymbol(kind: .propertyKey, name: "k")])
    try store.addIndex(index)
    try store.deleteNode(id: 0)
    try store.rollback()

    #expect(!store.isInTransaction)
    #expect(try store.nodeTexts() == ["0:A"])
    #expect(store.symbols.map(\.name) == ["A"])
    #expect(store.indexes.isEmpty)
    #expect(try store.meta("x") == nil)
    #expect(store.nodeCount == 1)
    // What was never committed may be given out again.
    #expect(store.nextNodeID == 1)
    #expect(store.generation == 1)
  }

  @Test func savepointsNest() throws {
    try store.begin()
    try store.addNode("A")
    let outer = try store.savepoint()
    try store.addNode("B")
    let inner = try store.savepoint()
    try store.addNode("C")
    try store.rollback(to: inner)
    #expect(try store.nodeTexts() == ["0:A", "1:B"])
    #expect(store.symbols.map(\.name) == ["A", "B"])
    try store.addNode("D")
    try store.rollback(to: outer)
    #expect(try store.nodeTexts() == ["0:A"])
    try store.addNode("E")
    try store.commit()
    #expect(try store.nodeTexts() == ["0:A", "1:E"])
    #expect(store.symbols.map(\.name) == ["A", "E"])
    #expect(store.nodeCount == 2)
  }

  @Test func goingBackToAnOuterSavepointEndsTheInnerOnes() throws {
    try store.begin()
    let outer = try store.savepoint()
    try store.addNode("A")
    let inner = try store.savepoint()
    try store.addNode("B")
    try store.rollback(to: outer)
    #expect(try store.nodeTexts() == [])
    #expect(try storeError { try store.rollback(to: inner) }?.kind == .misuse)
    #expect(try storeError { try store.release(outer) }?.kind == .misuse)
    try store.commit()
  }

  @Test func releasedSavepointsStayInTheTransaction() throws {
    try store.begin()
    let outer = try store.savepoint()
    try store.addNode("A")
    _ = try store.savepoint()
    try store.addNode("B")
    try store.release(outer)
    try store.commit()
    #expect(try store.nodeTexts() == ["0:A", "1:B"])
  }

  @Test func aLabelOfARolledBackStatementIsRefusedAfterwards() throws {
    try store.begin()
    let point = try store.savepoint()
    let label = try store.internSymbol(kind: .label, name: "A")
    try store.insertNode(
      id: try store.allocateNodeIDs(1).lowerBound, labels: [label], properties: nil)
    try store.rollback(to: point)
    let id = try store.allocateNodeIDs(1).lowerBound
    let error = try storeError { try store.insertNode(id: id, labels: [label], properties: nil) }
    #expect(error?.kind == .misuse)
  }

  @Test func onlyCommitsThatChangeSomethingAreCounted() throws {
    try store.inTransaction {}
    #expect(store.generation == 0)
    try store.inTransaction { try store.setMeta("x", to: .integer(1)) }
    #expect(store.generation == 1)
    try store.inTransaction { _ = try store.meta("x") }
    #expect(store.generation == 1)
  }

  @Test func identifiersThatWereOnlyGivenOutAreKeptWithTheCommit() throws {
    try store.inTransaction {
      _ = try store.allocateNodeIDs(5)
      try store.addNode("A")
    }
    #expect(store.nextNodeID == 6)
    try store.close()
    let again = try GraphStore.open(path: store.path, mode: .readOnly)
    #expect(again.nextNodeID == 6)
  }

  @Test func whatTheStateForbidsIsRefused() throws {
    func kind(_ body: () throws -> Void) throws -> StoreError.Kind? { try storeError(body)?.kind }
    #expect(try kind { try store.commit() } == .misuse)
    #expect(try kind { try store.rollback() } == .misuse)
    #expect(try kind { _ = try store.savepoint() } == .misuse)
    #expect(try kind { _ = try store.allocateNodeIDs(1) } == .misuse)
    #expect(try kind { _ = try store.internSymbol(kind: .label, name: "A") } == .misuse)
    try store.begin()
    #expect(try kind { try store.begin() } == .misuse)
    #expect(try kind { _ = try store.check() } == .misuse)
    #expect(try kind { try store.backup(to: folder.file("b.dolen")) } == .misuse)
    try store.close()
    #expect(store.isClosed)
    try store.close()
    #expect(try kind { try store.begin() } == .misuse)
    #expect(try kind { try store.forEachNode { _ in } } == .misuse)
  }

  @Test func closingTakesBackAnOpenTransaction() throws {
    try store.inTransaction { _ = try store.addNode("A") }
    try store.begin()
    try store.addNode("B")
    try store.close()
    let again = try GraphStore.open(path: store.path, mode: .readOnly)
    #expect(try again.nodeTexts() == ["0:A"])
    #expect(again.nextNodeID == 1)
  }

  @Test func aCleanCloseLeavesOneFile() throws {
    #expect(try folder.names == ["g.dolen"])
    try store.inTransaction { _ = try store.addNode("A") }
    #expect(try folder.names == ["g.dolen", "g.dolen-wal"])
    try store.close()
    #expect(try folder.names == ["g.dolen"])
    // Without any writing, too, and in reading.
    for mode in [GraphStore.Mode.readWrite, .readOnly] {
      let again = try GraphStore.open(path: store.path, mode: mode)
      #expect(try again.nodeTexts() == ["0:A"])
      #expect(try folder.names == ["g.dolen"])
      try again.close()
      #expect(try folder.names == ["g.dolen"])
    }
  }

  @Test func readingIsAllowedInATransaction() throws {
    try store.begin()
    try store.addNode("A")
    #expect(try store.nodeTexts() == ["0:A"])
    #expect(store.nodeCount == 1)
    try store.rollback()
    #expect(try store.nodeTexts() == [])
    #expect(store.nodeCount == 0)
  }
}
