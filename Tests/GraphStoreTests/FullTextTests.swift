import Foundation
import GraphModel
import GraphStore
import Testing

/// Full-text indexes in a file: what is found, and that every way of writing keeps them true.
@Suite struct FullTextTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("g.dolen")
  }

  private func makeGraph() throws -> GraphStore {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      let study = try store.internSymbol(kind: .label, name: "Study")
      let key = try store.internSymbol(kind: .propertyKey, name: "it's \"title\"")
      try store.addNode("Study", #"{"it's \"title\"":"Gŵyl y tŷ"}"#)
      try store.addNode("Other", #"{"it's \"title\"":"gwyl"}"#)
      try store.addIndex(
        .fullText(
          name: "words", entity: .node, symbols: [study], keys: [key],
          table: store.nextFullTextTable))
      try store.addNode("Study", #"{"it's \"title\"":["Tŷ","mawr"]}"#)
      try store.addNode("Study", nil)
    }
    return store
  }

  private func found(_ store: GraphStore, _ expression: Text) throws -> [Int] {
    try store.search(fullText: "words", matching: expression).map(\.id).sorted()
  }

  @Test func itIsTrueAfterEveryWrite() throws {
    let store = try makeGraph()
    #expect(try found(store, "gwyl") == [0])
    #expect(try found(store, "ty") == [0, 2])
    let study = try #require(store.symbolID(kind: .label, name: "Study"))
    let other = try #require(store.symbolID(kind: .label, name: "Other"))
    try store.inTransaction {
      let point = try store.savepoint()
      try store.updateNode(id: 0, labels: [other], properties: [])
      #expect(try found(store, "ty") == [2])
      try store.rollback(to: point)
      #expect(try found(store, "ty") == [0, 2])
      try store.updateNode(
        id: 1, labels: [study], properties: Array(#"{"it's \"title\"":"ty bach"}"#.utf8))
      try store.deleteNode(id: 2)
    }
    #expect(try found(store, "ty") == [0, 1])
    try store.begin()
    try store.deleteNode(id: 0)
    try store.dropIndex(named: "words")
    try store.rollback()
    #expect(try found(store, "ty") == [0, 1])
    #expect(try store.check(.full) == [])
    try store.backup(to: folder.file("copy.dolen"))
    _ = try store.compact()
    try store.close()
    for name in ["g.dolen", "copy.dolen"] {
      let again = try GraphStore.open(path: folder.file(name), mode: .readOnly)
      #expect(try found(again, "ty") == [0, 1])
      #expect(try again.check(.full) == [])
      try again.close()
    }
  }

  @Test func aCheckFindsWhatItLacksAndWhatItHasTooMuch() throws {
    try makeGraph().close()
    for (change, message) in [
      ("INSERT INTO fulltext_1(rowid, c0) VALUES (77, 'ghost')", "of node 77 that are not there"),
      ("INSERT INTO fulltext_1(fulltext_1, rowid, c0) VALUES ('delete', 77, 'ghost')", ""),
      ("UPDATE node SET properties = NULL WHERE id = 0", "of node 0 that are not there"),
      ("UPDATE node SET properties = '{\"it''s \\\"title\\\"\":\"Gŵyl y tŷ\"}' WHERE id = 0", ""),
      (
        "INSERT INTO fulltext_1(fulltext_1, rowid, c0) VALUES ('delete', 0, 'Gŵyl y tŷ')", "lacks 3"
      ),
    ] {
      let connection = try SQLiteConnection(path, access: .readWrite)
      try connection.run(change, operation: "test")
      let problems = try {
        let store = try GraphStore.open(path: path, mode: .readOnly)
        defer { try? store.close() }
        return try store.check(.full).filter { $0.kind == .fullText }.map(\.message)
      }()
      #expect(problems.isEmpty == message.isEmpty && problems.allSatisfy { $0.contains(message) })
    }
  }

  /// Two stores, one with the index from the beginning and one that builds it in the end.
  @Test func anIndexThatGrewIsTheOneThatIsBuiltAtOnce() throws {
    let words = ["sleep", "shift", "gŵyl", "tŷ", "nos", "Câr", "work-load", "7"]
    var random = SystemRandomNumberGenerator()
    let store = try makeGraph()
    let study = try #require(store.symbolID(kind: .label, name: "Study"))
    func properties() -> [UInt8] {
      let text = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }.joined(separator: " ")
      return Array("{\"it's \\\"title\\\"\":\"\(text)\",\"x\":1}".utf8)
    }
    var alive: Set<Int> = [0, 1, 2, 3]
    for _ in 0..<60 {
      try store.begin()
      let before = alive
      for _ in 0..<Int.random(in: 1..<12, using: &random) {
        let labels = Bool.random(using: &random) ? [study] : []
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
          let id = try store.allocateNodeIDs(1).lowerBound
          try store.insertNode(id: id, labels: labels, properties: properties())
          alive.insert(id)
        case 1:
          if let id = alive.randomElement(using: &random) {
            try store.updateNode(id: id, labels: labels, properties: properties())
          }
        default:
          if let id = alive.randomElement(using: &random) {
            try store.deleteNode(id: id)
            alive.remove(id)
          }
        }
      }
      if Bool.random(using: &random) {
        try store.commit()
      } else {
        try store.rollback()
        alive = before
      }
    }
    // Whatever chance has deleted, there is something to be found.
    try store.inTransaction {
      let id = try store.allocateNodeIDs(1).lowerBound
      let text = words.joined(separator: " ")
      try store.insertNode(
        id: id, labels: [study], properties: Array("{\"it's \\\"title\\\"\":\"\(text)\"}".utf8))
    }
    #expect(try store.check(.full) == [])
    let grown = try words.map { try store.search(fullText: "words", matching: "\"\(Text($0))\"") }
    let index = try #require(store.index(named: "words"))
    try store.inTransaction {
      try store.dropIndex(named: "words")
      try store.addIndex(index)
    }
    let built = try words.map { try store.search(fullText: "words", matching: "\"\(Text($0))\"") }
    #expect(grown == built)
    #expect(grown.allSatisfy { !$0.isEmpty })
  }
}
