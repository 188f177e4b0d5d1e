import Foundation
import GraphStore
import Testing

@Suite struct RefusedFileTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("g.dolen")
  }

  /// A graph of some pages.
  private func makeGraph() throws {
    let store = try GraphStore.open(path: path, mode: .create)
    try store.inTransaction {
      for _ in 0..<500 { try store.addNode("A", #"{"name":"a name of some length"}"#) }
    }
    try store.close()
  }

  /// Opens the file in both modes, expects `kind`, and expects that nothing has changed.
  private func expectRefusal(_ kind: StoreError.Kind, _ location: SourceLocation = #_sourceLocation)
    throws
  {
    let before = try bytes(of: path)
    let names = try folder.names
    for mode in [GraphStore.Mode.readOnly, .readWrite] {
      let error = try storeError { _ = try GraphStore.open(path: path, mode: mode) }
      #expect(error?.kind == kind, "\(String(describing: error))", sourceLocation: location)
      #expect(error?.hint != nil, sourceLocation: location)
      #expect(error?.path == path, sourceLocation: location)
    }
    #expect(try bytes(of: path) == before, sourceLocation: location)
    #expect(try folder.names == names, sourceLocation: location)
  }

  @Test func anEmptyFile() throws {
    try writeFile([], to: path)
    try expectRefusal(.notAGraph)
  }

  @Test func aTextFile() throws {
    try writeFile(Array("id,name\n1,Ŵyn\n".utf8), to: path)
    try expectRefusal(.notAGraph)
    let error = try storeError { _ = try GraphStore.open(path: path, mode: .readOnly) }
    #expect(error?.cause.contains("text file") == true)
  }

  @Test func randomBytes() throws {
    var generator = SystemRandomNumberGenerator()
    try writeFile((0..<20_000).map { _ in UInt8.random(in: 0...255, using: &generator) }, to: path)
    try expectRefusal(.notAGraph)
  }

  @Test func anotherProgramsDatabase() throws {
    try makeGraph()
    var content = try bytes(of: path)
    content.replaceSubrange(68..<72, with: [0, 0, 0, 0])
    try writeFile(content, to: path)
    try expectRefusal(.notAGraph)
    content.replaceSubrange(68..<72, with: [0xFF, 0x10, 0xF0, 0xFF])
    try writeFile(content, to: path)
    try expectRefusal(.notAGraph)
  }

  @Test func aNewerFormat() throws {
    try makeGraph()
    var content = try bytes(of: path)
    content[63] = 4
    try writeFile(content, to: path)
    try expectRefusal(.newerFormat)
    content[60] = 0x7F
    try writeFile(content, to: path)
    try expectRefusal(.newerFormat)
  }

  @Test func aHeaderThatWeNeverWrite() throws {
    try makeGraph()
    let content = try bytes(of: path)
    for (offset, value): (Int, [UInt8]) in [
      (60, [0, 0, 0, 0]), (60, [0xFF, 0xFF, 0xFF, 0xFF]), (56, [0, 0, 0, 2]), (16, [0, 0]),
      (16, [0x10, 1]),
    ] {
      var changed = content
      changed.replaceSubrange(offset..<offset + value.count, with: value)
      try writeFile(changed, to: path)
      try expectRefusal(.damaged)
    }
  }

  @Test func aTruncatedFile() throws {
    try makeGraph()
    let content = try bytes(of: path)
    for length in [20, 99, 100, 4095, 4096, content.count / 2, content.count - 1] {
      try writeFile(Array(content.prefix(length)), to: path)
      try expectRefusal(.damaged)
    }
    try writeFile(Array(content.prefix(15)), to: path)
    try expectRefusal(.notAGraph)
  }

  @Test func aFolderOrADevice() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(
      try storeError { _ = try GraphStore.open(path: path, mode: .readOnly) }?.kind == .notAGraph)
    #expect(
      try storeError { _ = try GraphStore.open(path: "/dev/null", mode: .readWrite) }?.kind
        == .notAGraph)
    let pipe = folder.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(
      try storeError { _ = try GraphStore.open(path: pipe, mode: .readOnly) }?.kind == .notAGraph)
  }

  @Test func nothing() throws {
    for mode in [GraphStore.Mode.readOnly, .readWrite] {
      let error = try storeError { _ = try GraphStore.open(path: path, mode: mode) }
      #expect(error?.kind == .missing)
    }
    #expect(try folder.names == [])
    for bad in ["", "a\u{0}b", folder.path + "/none/g.dolen", folder.path + "/"] {
      #expect(try storeError { _ = try GraphStore.open(path: bad, mode: .create) } != nil)
    }
    #expect(try folder.names == [])
  }

  @Test func creatingLeavesAnExistingFileAlone() throws {
    try writeFile([1, 2, 3], to: path)
    let error = try storeError { _ = try GraphStore.open(path: path, mode: .create) }
    #expect(error?.kind == .exists)
    #expect(try bytes(of: path) == [1, 2, 3])
    #expect(try folder.names == ["g.dolen"])
    // A link that leads nowhere is something, too.
    #expect(symlink("nowhere", folder.file("link")) == 0)
    #expect(
      try storeError { _ = try GraphStore.open(path: folder.file("link"), mode: .create) }?.kind
        == .exists)
    #expect(try folder.names == ["g.dolen", "link"])
  }

  @Test func filesOfAnEarlierDatabaseBesideANewOne() throws {
    for suffix in ["-wal", "-journal", "-shm"] {
      try writeFile([1, 2, 3], to: path + suffix)
      let error = try storeError { _ = try GraphStore.open(path: path, mode: .create) }
      #expect(error?.kind == .strayFiles)
      #expect(try folder.names == ["g.dolen" + suffix])
      try FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  @Test func aLogThatDoesNotBelongToTheFile() throws {
    try makeGraph()
    try writeFile([UInt8](repeating: 7, count: 5000), to: path + "-wal")
    try expectRefusal(.strayFiles)
  }

  @Test func aSideFileThatIsALink() throws {
    try makeGraph()
    let victim = folder.file("victim")
    try writeFile([1, 2, 3], to: victim)
    for suffix in ["-wal", "-journal", "-shm"] {
      #expect(symlink(victim, path + suffix) == 0)
      try expectRefusal(.strayFiles)
      #expect(try bytes(of: victim) == [1, 2, 3])
      #expect(unlink(path + suffix) == 0)
    }
  }

  @Test(.enabled(if: hasProgram("sqlite3"), "there is no sqlite3 program"))
  func tablesThatAreMissing() throws {
    try makeGraph()
    let result = try run("sqlite3", path, "ALTER TABLE node RENAME COLUMN labels TO x")
    #expect(result.status == 0)
    try expectRefusal(.damaged)
  }

  @Test(.enabled(if: hasProgram("sqlite3"), "there is no sqlite3 program"))
  func countersAndSymbolsThatCannotBeRead() throws {
    try makeGraph()
    let content = try bytes(of: path)
    for change in [
      "DELETE FROM meta WHERE key = 'next_node_id'", "UPDATE meta SET value = 'x'",
      "UPDATE meta SET value = -1", "UPDATE symbol SET id = 5", "UPDATE symbol SET kind = 9",
      "INSERT INTO schema_index VALUES ('i', 'range', 'node', 0, '[]', NULL)",
      "INSERT INTO schema_index VALUES ('i', 'range', 'node', 0, '[x]', NULL)",
      "INSERT INTO schema_index VALUES ('i', 'range', 'edge', 0, '[0]', NULL)",
    ] {
      try writeFile(content, to: path)
      let result = try run("sqlite3", path, change)
      #expect(result.status == 0, "\(result.output)")
      try expectRefusal(.damaged)
    }
  }
}
