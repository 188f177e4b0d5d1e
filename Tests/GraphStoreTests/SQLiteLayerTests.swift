import GraphModel
import GraphStore
import Testing

@Suite struct SQLiteLayerTests {
  let folder: TemporaryFolder
  let connection: SQLiteConnection

  init() throws {
    folder = try TemporaryFolder()
    connection = try SQLiteConnection(folder.file("x.db"), access: .create)
    try connection.runScript("CREATE TABLE t(id INTEGER PRIMARY KEY, v)", operation: "test")
  }

  /// What `typeof` says of a value after it was bound and stored, and its bytes.
  private func stored(_ bind: (SQLiteStatement) -> Void) throws -> (String?, [UInt8]?) {
    let insert = try connection.prepare(
      "INSERT OR REPLACE INTO t VALUES (1, ?)", operation: "test")
    bind(insert)
    try insert.run("test")
    let select = try connection.prepare("SELECT typeof(v), v FROM t", operation: "test")
    #expect(try select.step("test"))
    return (select.text(at: 0), select.bytes(at: 1).map { Array($0) })
  }

  @Test func valuesKeepTheirTypes() throws {
    #expect(try stored { $0.bind(Int.min, at: 1) }.0 == "integer")
    #expect(try stored { $0.bind(0.5, at: 1) }.0 == "real")
    #expect(try stored { $0.bindNull(at: 1) } == ("null", nil))
    #expect(try stored { $0.bind(Text("ŵ\u{0}x"), at: 1) } == ("text", [0xC5, 0xB5, 0, 0x78]))
    #expect(try stored { $0.bind(Text(""), at: 1) } == ("text", []))
    let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    #expect(try stored { $0.bind(borrowedText: none, at: 1) } == ("text", []))
    #expect(try stored { $0.bind(borrowedText: nil, at: 1) } == ("null", nil))
    #expect(
      try stored { $0.bind(borrowedBlob: UnsafeRawBufferPointer(none), at: 1) } == ("blob", []))
    #expect(try stored { $0.bind(zeroBlobOf: 3, at: 1) } == ("blob", [0, 0, 0]))
  }

  @Test func aBindingThatFailsIsReportedByTheNextStep() throws {
    let statement = try connection.prepare("SELECT ?", operation: "test")
    statement.bind(1, at: 2)
    #expect(try storeError { _ = try statement.step("test") } != nil)
    statement.bind(7, at: 1)
    #expect(try statement.step("test"))
    #expect(statement.integer(at: 0) == 7)
  }

  @Test func errorsNameTheOperationAndTheCode() throws {
    let error = try storeError { try connection.run("SELECT * FROM absent", operation: "look") }
    #expect(error?.code == 1)
    #expect(error?.cause == "no such table: absent")
    #expect(error?.message == "Cannot look (\(folder.file("x.db"))): no such table: absent")
    #expect(try storeError { try connection.run("", operation: "look") }?.kind == .other)
    try connection.run("INSERT INTO t VALUES (1, 1)", operation: "test")
    let twice = try storeError { try connection.run("INSERT INTO t VALUES (1, 1)", operation: "x") }
    #expect(twice?.kind == .duplicate)
    #expect(twice?.extendedCode == 1555)
  }

  @Test func blobsAreReadAndWrittenInPieces() throws {
    try connection.run(
      "INSERT INTO t VALUES (1, zeroblob(10)), (2, zeroblob(4))", operation: "test")
    let blob = try SQLiteBlob(
      table: "t", column: "v", row: 1, writable: true, on: connection, operation: "test")
    #expect(blob.count == 10)
    try ([1, 2, 3] as [UInt8]).withUnsafeBytes { try blob.write($0, at: 7, operation: "test") }
    var bytes = [UInt8](repeating: 9, count: 4)
    try bytes.withUnsafeMutableBytes { try blob.read(into: $0, from: 6, operation: "test") }
    #expect(bytes == [0, 1, 2, 3])
    for (offset, count) in [(-1, 1), (10, 1), (7, 4), (Int.max, 1), (0, 11)] {
      var buffer = [UInt8](repeating: 0, count: count)
      let error = try storeError {
        try buffer.withUnsafeMutableBytes { try blob.read(into: $0, from: offset, operation: "x") }
      }
      #expect(error?.kind == .other)
    }
    try blob.move(toRow: 2, operation: "test")
    #expect(blob.count == 4)
    #expect(try storeError { try blob.move(toRow: 3, operation: "test") } != nil)
  }

  @Test func aConnectionOutlivesItsStatements() throws {
    var other: SQLiteConnection? = try SQLiteConnection(folder.file("y.db"), access: .create)
    let statement = try other?.prepare("SELECT 5", operation: "test")
    other = nil
    #expect(try statement?.step("test") == true)
    #expect(statement?.integer(at: 0) == 5)
  }

  @Test func versionsWithTheRaceAreKnown() {
    for version in [3_007_000, 3_040_001, 3_044_005, 3_050_006, 3_051_002, 3_049_000] {
      #expect(SQLiteLibrary.hasWALResetRace(in: version), "\(version)")
    }
    for version in [3_006_999, 3_044_006, 3_050_007, 3_051_003, 3_052_000] {
      #expect(!SQLiteLibrary.hasWALResetRace(in: version), "\(version)")
    }
    #expect(SQLiteLibrary.version >= SQLiteLibrary.oldestVersion)
  }
}
