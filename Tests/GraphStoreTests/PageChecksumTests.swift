import Foundation
import GraphStore
import Testing

/// Pages that are not as they were written, wherever they lie.
@Suite struct PageChecksumTests {
  let folder: TemporaryFolder
  let path: String
  let length = 4096

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("g.dolen")
  }

  /// A graph with long and short rows, a full-text index, an index segment and free pages.
  private func makeGraph() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      for number in 0..<300 {
        let text = String(repeating: "gair\(number) ", count: number % 50 == 0 ? 2_000 : 12)
        try store.addNode("A", "{\"text\":\"\(text)\"}")
      }
      // The nodes that are deleted below have none.
      for number in 0..<600 { try store.addRelationship("R", number % 250, (number * 7) % 250) }
      let label = try store.internSymbol(kind: .label, name: "A")
      let key = try store.internSymbol(kind: .propertyKey, name: "text")
      try store.addIndex(
        .fullText(name: "words", entity: .node, symbols: [label], keys: [key], table: 0))
      let bytes = [UInt8](repeating: 7, count: 20_000)
      let list = try bytes.withUnsafeBytes { try store.insertSegment(part: "x", $0) }
      try store.finishSegments(list: list, keeping: [])
    }
    try store.inTransaction { for id in 250..<300 { try store.deleteNode(id: id) } }
    try store.close()
  }

  /// All that the file says, by reading it and by reading a copy of it.
  private func content() throws -> [String] {
    let store = try GraphStore.open(path: path, mode: .readOnly)
    defer { try? store.close() }
    let copy = folder.file("copy.dolen")
    try? FileManager.default.removeItem(atPath: copy)
    try store.backup(to: copy)
    let copied = try GraphStore.open(path: copy, mode: .readOnly)
    defer { try? copied.close() }
    let rows = try store.nodeTexts() + store.relationshipTexts()
    #expect(try copied.nodeTexts() + copied.relationshipTexts() == rows)
    return rows
  }

  @Test func thereAreChecksums() throws {
    try makeGraph()
    let store = try GraphStore.open(path: path, mode: .readOnly)
    #expect(store.hasPageChecksums && !store.isChangedByOthers)
    #expect(try store.check(.full) == [])
    let copy = folder.file("copy.dolen")
    try store.backup(to: copy)
    let file = try bytes(of: copy)
    #expect(file[20] == 8 && file[63] == 3)
  }

  @Test func everyPageZeroedInTurnIsRefusedAndNamed() throws {
    try makeGraph()
    let whole = try bytes(of: path)
    for page in 0..<(whole.count / length) {
      var damaged = whole
      damaged.replaceSubrange(
        page * length..<(page + 1) * length, with: [UInt8](repeating: 0, count: length))
      try writeFile(damaged, to: path)
      // The copy takes every page, so that none is missed.
      let error = try storeError { _ = try content() }
      #expect(error?.kind == (page == 0 ? .notAGraph : .damaged), "page \(page + 1)")
      if page > 0 {
        #expect(error?.cause.contains("page \(page + 1) ") == true, "\(String(describing: error))")
        try expectCheckNames(page + 1)
      }
    }
  }

  /// Where the file opens at all, a check says which page it is.
  private func expectCheckNames(_ page: Int) throws {
    let opened = Result { try GraphStore.open(path: path, mode: .readOnly) }
    if case .failure(let error as StoreError) = opened {
      #expect(error.cause.contains("page \(page) "))
      return
    }
    let store = try opened.get()
    let problems = try store.check(.quick)
    #expect(problems.contains { $0.message.hasPrefix("page \(page)") }, "\(problems)")
    try store.close()
  }

  @Test func aByteChangedAnywhereIsRefused() throws {
    try makeGraph()
    let whole = try bytes(of: path)
    let rows = try content()
    for _ in 0..<400 {
      var damaged = whole
      let place = Int.random(in: 0..<whole.count)
      damaged[place] ^= UInt8.random(in: 1...255)
      try writeFile(damaged, to: path)
      do {
        #expect(try content() == rows, "the byte \(place)")
      } catch is StoreError {}
    }
  }

  @Test func aPageInThePlaceOfAnotherIsRefused() throws {
    try makeGraph()
    var moved = try bytes(of: path)
    moved.replaceSubrange(2 * length..<3 * length, with: Array(moved[3 * length..<4 * length]))
    try writeFile(moved, to: path)
    #expect(try storeError { _ = try content() }?.cause.contains("page 3 ") == true)
  }

  @Test func checksumsThatTheHeaderDeniesAreRefused() throws {
    try makeGraph()
    let whole = try bytes(of: path)
    for (place, value): (Int, UInt8) in [(20, 0), (20, 12), (63, 2), (63, 1)] {
      var denied = whole
      denied[place] = value
      try writeFile(denied, to: path)
      #expect(
        try storeError { _ = try GraphStore.open(path: path, mode: .readOnly) }?.kind == .damaged)
      #expect(try bytes(of: path) == denied)
    }
  }

  @Test func salvageSaysWhichPagesCannotBeTrusted() throws {
    try makeGraph()
    var damaged = try bytes(of: path)
    damaged[10 * length + 2_000] ^= 1
    try writeFile(damaged, to: path)
    let salvage = try Salvage(path: path)
    var count = 0
    try salvage.forEachNode { _ in
      count += 1
      return true
    }
    #expect(count >= 200)
    #expect(salvage.losses.contains { $0.contains("page 11 is not as written") })
  }

  @Test func aFeatureOfALaterProgramIsRefusedByName() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction { try store.setMeta("feature_packed_rows", to: .integer(1)) }
    try store.close()
    let before = try bytes(of: path)
    let error = try storeError { _ = try GraphStore.open(path: path, mode: .readWrite) }
    #expect(error?.kind == .newerFormat && error?.cause.contains("'packed_rows'") == true)
    #expect(try bytes(of: path) == before)
  }
}
