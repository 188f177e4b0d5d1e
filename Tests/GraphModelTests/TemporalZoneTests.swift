import Foundation
import Testing

@testable import GraphModel

@Suite struct TemporalZoneTests {
  /// The bytes of a zone file of version 2 with one change.
  private func zoneFile(
    changes: [Int], types: [UInt8], offsets: [Int], footer: String, leaps: Int = 0
  ) -> [UInt8] {
    func header(_ counts: [Int]) -> [UInt8] {
      Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
        + counts.flatMap { bytes(UInt64($0), 4) }
    }
    func bytes(_ number: UInt64, _ count: Int) -> [UInt8] {
      (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    var file = header([0, 0, 0, 0, 1, 1]) + [0, 0, 0, 0, 0, 0, 0]
    file += header([0, 0, leaps, changes.count, offsets.count, 4])
    for change in changes { file += bytes(UInt64(bitPattern: Int64(change)), 8) }
    file += types
    for offset in offsets {
      file += bytes(UInt64(UInt32(bitPattern: Int32(offset))), 4) + [0, 0]
    }
    file += Array("ABC\0".utf8) + [UInt8](repeating: 0, count: leaps * 12)
    return file + Array("\n\(footer)\n".utf8)
  }

  private func second(_ text: String) throws -> Int {
    try LocalDateTimeValue(parsing: text).second
  }

  @Test func aFileSaysWhenTheClocksChanged() throws {
    let file = zoneFile(
      changes: [-1_000, 5_000], types: [1, 2], offsets: [100, 3_600, 7_200],
      footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    let rules = try #require(ZoneRules(compiled: file))
    #expect(rules.offset(at: -1_001) == 100)
    #expect(rules.offset(at: -1_000) == 3_600)
    #expect(rules.offset(at: 4_999) == 3_600)
    // After the last change the footer's rule holds.
    #expect(try rules.offset(at: second("2050-03-27T00:59:59")) == 3_600)
    #expect(try rules.offset(at: second("2050-03-27T01:00:00")) == 7_200)
    #expect(try rules.offset(at: second("2050-10-30T00:59:59")) == 7_200)
    #expect(try rules.offset(at: second("2050-10-30T01:00:00")) == 3_600)
  }

  @Test func timesThatWereTwiceOrNever() throws {
    let rules = try #require(
      ZoneRules(
        compiled: zoneFile(
          changes: [], types: [], offsets: [3_600], footer: "CET-1CEST,M3.5.0,M10.5.0/3")))
    let never = try rules.resolve(local: second("2050-03-27T02:30"))
    #expect(try never.local == second("2050-03-27T03:30"))
    #expect(never.offset == 7_200)
    let twice = try second("2050-10-30T02:30")
    #expect(rules.resolve(local: twice).offset == 7_200)
    #expect(rules.resolve(local: twice, preferred: 3_600).offset == 3_600)
    #expect(rules.resolve(local: twice, preferred: 0).offset == 7_200)
    #expect(rules.resolve(local: twice).local == twice)
    for hour in -10_000...10_000 {
      let found = rules.resolve(local: twice + hour * 3_600)
      #expect(rules.offset(at: found.local - found.offset) == found.offset)
    }
  }

  @Test(arguments: [
    // Southern summer, a rule by days of the year, savings all year round, none at all.
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2030-01-15T00:00", 39_600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2030-07-15T00:00", 36_000),
    ("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "2030-07-15T00:00", -7_200),
    ("AAA5BBB,J60/0,J300/0", "2032-03-01T04:59", -18_000),
    ("AAA5BBB,J60/0,J300/0", "2032-03-01T05:00", -14_400),
    ("AAA5BBB,59/0,300/0", "2032-02-29T05:00", -14_400),
    ("XXX3EDT4,0/0,J365/23", "2030-06-01T00:00", -14_400),
    ("<+0545>-5:45", "2030-06-01T00:00", 20_700),
  ])
  func rulesInPOSIXForm(rule: String, at text: String, offset: Int) throws {
    let rule = try #require(ZoneRule(Array(rule.utf8)))
    #expect(try rule.offset(at: second(text)) == offset)
  }

  @Test(arguments: [
    "", "A", "AB-1", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J366",
    "CET-1CEST,M3.5.0,M10.5.0x", "<CET-1", "CET-99999999999999999999",
  ])
  func textsThatAreNoRule(text: String) {
    #expect(ZoneRule(Array(text.utf8)) == nil)
  }

  @Test func damagedFilesAreRefused() {
    let file = zoneFile(
      changes: [-1_000, 5_000], types: [1, 0], offsets: [100, 3_600], footer: "CET-1")
    #expect(ZoneRules(compiled: file) != nil)
    // What is cut off in the footer is a file without a rule.
    let footer = "\nCET-1\n".utf8.count
    for length in 0..<(file.count - footer) {
      #expect(ZoneRules(compiled: Array(file[..<length])) == nil)
    }
    var random = RepeatableNumbers(state: 4)
    for _ in 0..<2_000 {
      var damaged = file
      for _ in 0..<3 {
        damaged[Int.random(in: 0..<file.count, using: &random)] = UInt8(random.next() & 0xFF)
      }
      // Whatever it says now, it may not trap.
      let rules = ZoneRules(compiled: damaged)
      if let rules { #expect(abs(rules.offset(at: 0)) <= 93_600) }
    }
    let leaps = zoneFile(changes: [], types: [], offsets: [0], footer: "UTC0", leaps: 1)
    #expect(ZoneRules(compiled: leaps) == nil)
  }

  @Test(arguments: [
    "../etc/passwd", "/etc/passwd", "Europe//Paris", "Europe/", "", ".", "..", "Europe/Par is",
    "Europe/Pariſ", String(repeating: "A", count: 65),
  ])
  func namesThatAreNoZone(name: String) {
    #expect(!ZoneDatabase.isName(name))
    expectArgumentError { () throws(Diagnostic) in
      _ = try ZoneDatabase.shared.zone(named: name)
    }
  }

  @Test func unknownZonesHaveAHint() throws {
    let directory = try Directory(files: [
      "Europe/Paris": zoneFile(changes: [], types: [], offsets: [3_600], footer: "CET-1")
    ])
    let database = ZoneDatabase(directory: directory.path)
    #expect(try database.offset(at: 0, in: "Europe/Paris") == 3_600)
    for _ in 0..<2 {
      do throws(Diagnostic) {
        _ = try database.offset(at: 0, in: "Europe/Pariss")
        Issue.record("no error was raised")
      } catch {
        #expect(error.hint == "Did you mean 'Europe/Paris'?")
      }
    }
    expectArgumentError { () throws(Diagnostic) in
      _ = try ZoneDatabase(directory: nil).offset(at: 0, in: "Europe/Paris")
    }
  }

  @Test func zonesThatAgreeSince1970AreOneBefore() throws {
    let tables: [(String, String)] = [
      (
        "zone.tab",
        "# comment\nAA\t+0000+00000\tEurope/Alpha\nBB\t+0000+00000\tEurope/Beta\n"
          + "CC\t+0000+00000\tEurope/Gamma\n"
      ),
      ("zone1970.tab", "AA,BB,CC\t+0000+00000\tEurope/Alpha\tmost of it\n"),
    ]
    func history(_ early: Int, _ late: Int) -> [UInt8] {
      zoneFile(
        changes: [-2_000_000_000, 1_000], types: [1, 2], offsets: [early, 3_600, late],
        footer: "CET-1")
    }
    var files: [String: [UInt8]] = [
      "Europe/Alpha": history(100, 7_200), "Europe/Beta": history(200, 7_200),
      "Europe/Gamma": history(300, 10_800),
    ]
    for (name, text) in tables { files[name] = Array(text.utf8) }
    let directory = try Directory(files: files)
    let database = ZoneDatabase(directory: directory.path)
    let early = -3_000_000_000
    #expect(try database.offset(at: early, in: "Europe/Alpha") == 100)
    #expect(try database.offset(at: early, in: "Europe/Beta") == 100)
    #expect(try database.resolve(local: early, in: "Europe/Beta").offset == 100)
    // Its clocks differed after 1970, so that it stands for itself.
    #expect(try database.offset(at: early, in: "Europe/Gamma") == 300)
  }

  /// A folder of files that goes with the test.
  private final class Directory {
    let path: String

    init(files: [String: [UInt8]]) throws {
      let url = FileManager.default.temporaryDirectory.appending(path: "zones-\(UUID().uuidString)")
      path = url.path
      for (name, bytes) in files {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }
}
