import Foundation
import Testing

/// The commands that copy and shorten a graph's file, and the one that loads tables into it.
@Suite("Upkeep of a graph's file", .enabled(if: Program.path != nil, "the program is not built"))
struct UpkeepTests {
  private let program: Program

  init() throws {
    program = try Program()
    let result = try program.bash(
      "dolen g.dolen --create -c 'UNWIND range(1, 20000) AS i CREATE (:N {i: i, text: \"some text\"})'"
    )
    #expect(result.code == 0, "\(result.errors)")
  }

  private func count(_ file: String) throws -> String {
    try program.bash("dolen \(file) -c 'MATCH (n) RETURN count(*), sum(n.i), max(id(n))'").output
  }

  @Test("A backup is the same graph, and replaces a file only when told to")
  func backup() throws {
    let result = try program.bash("dolen backup g.dolen copy.dolen")
    #expect(result.code == 0 && result.output == "", "\(result.errors)")
    #expect(try count("copy.dolen") == count("g.dolen"))
    let again = try program.bash("dolen backup g.dolen copy.dolen")
    #expect(again.code == 4 && again.errors.contains("copy.dolen"), "\(again.errors)")
    #expect(again.errors.contains("--force"), "\(again.errors)")
    #expect(try program.bash("dolen backup g.dolen copy.dolen --force").code == 0)
    let shell = try program.bash(
      "printf ':backup shell.dolen\\n:backup shell.dolen\\n' | dolen g.dolen")
    #expect(shell.code == 4 && shell.errors.contains("shell.dolen: 20000 nodes"), "\(shell.errors)")
    #expect(try count("shell.dolen") == count("g.dolen"))
    let missing = try program.bash("dolen backup no.dolen other.dolen; ls")
    #expect(missing.errors.contains("no.dolen") && !missing.output.contains("other.dolen"))
  }

  @Test("What can be read of a damaged file is exported, and what was lost is told")
  func salvage() throws {
    let sound = try program.bash("dolen export g.dolen all.jsonl --salvage")
    #expect(sound.code == 0 && sound.errors.contains("nothing was lost"), "\(sound.errors)")
    let file = program.folder.appending(path: "g.dolen")
    var bytes = try Data(contentsOf: file)
    // A page in the middle, which holds rows.
    let page = bytes.count / 8192 * 4096
    bytes.replaceSubrange(page..<page + 4096, with: Data(repeating: 0xA5, count: 4096))
    try bytes.write(to: file)
    #expect(try program.bash("dolen check g.dolen").code == 4)
    let result = try program.bash("dolen export g.dolen part.jsonl --salvage")
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("lost: nodes with identifiers from "), "\(result.errors)")
    let rows = try program.text("part.jsonl").split(separator: "\n").count
    #expect((19_800..<20_000).contains(rows), "\(rows) rows")
    #expect(try Data(contentsOf: file) == bytes)
    let names = try program.bash("ls").output
    #expect(names == "all.jsonl\ng.dolen\npart.jsonl\n", "\(names)")
    let own = try program.bash("dolen export g.dolen -o ./g.dolen --format jsonl --salvage")
    #expect(own.code == 2)
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test("Compacting gives back the room of what was deleted, and identifiers stay")
  func compact() throws {
    _ = try program.bash("dolen g.dolen -c 'MATCH (n:N) WHERE n.i <> 19000 DELETE n'")
    let before = try count("g.dolen")
    let long = try #require(size("g.dolen"))
    let result = try program.bash("dolen compact g.dolen")
    #expect(
      result.code == 0 && result.output.hasPrefix("g.dolen: \(long) bytes before, "),
      "\(result.errors)")
    let short = try #require(size("g.dolen"))
    #expect(result.output.hasSuffix(", \(short) bytes now\n") && short < long / 10)
    #expect(try count("g.dolen") == before)
    #expect(try program.bash("dolen check g.dolen").code == 0)
    #expect(try program.bash("ls").output == "g.dolen\n")
  }

  @Test("Tables are loaded, and what is wrong with them is told")
  func tables() throws {
    let result = try program.bash(
      """
      printf 'id:ID(S){id-type:int},key\\n1,a\\n2,b\\n' > s.csv
      printf ':START_ID(S),:END_ID(S),n:int\\n' > h.csv
      printf '1,2,7\\n2,2,8\\n' > c.csv
      dolen import t.dolen --nodes Study:Thing=s.csv --relationships CITES=h.csv,c.csv &&
        dolen t.dolen -c 'MATCH (a:Thing)-[r:CITES]->(b:Study) RETURN a.key, r.n, b.id ORDER BY r.n'
      """)
    #expect(
      result.output == """
        4 records: 4 created (2 nodes, 2 relationships)
        a.key,r.n,b.id
        a,7,2
        b,8,2

        """, "\(result.errors)")
    let wrong = try program.bash(
      """
      printf '1,3,7\\n' >> c.csv
      dolen import u.dolen --nodes S=s.csv --relationships CITES=h.csv,c.csv; code=$?
      ls u.dolen; exit $code
      """)
    #expect(wrong.code == 3 && wrong.errors.contains("c.csv:3:3: "), "\(wrong.errors)")
    #expect(wrong.output == "")
    let skipped = try program.bash(
      "dolen import u.dolen --on-error skip --nodes S=s.csv --relationships CITES=h.csv,c.csv")
    #expect(skipped.code == 0 && skipped.output.contains("1 skipped"), "\(skipped.errors)")
    // The same by the names of the format's options, and in the shell.
    let named = "nodes=S=s.csv relationships=CITES=h.csv,c.csv on-error=skip"
    for command in [
      "dolen import w.dolen --format bulk-csv -O \(named.replacing(" ", with: " -O "))",
      "dolen x.dolen --create -c ':import bulk-csv \(named)' 2>&1",
      "dolen -c ':import bulk-csv \(named)' 2>&1",
    ] {
      let result = try program.bash(command)
      #expect(result.code == 0 && result.output == skipped.output, "\(command): \(result.errors)")
    }
    let own = try program.bash("dolen x.dolen -c ':import bulk-csv nodes=S=x.dolen'")
    #expect(own.code == 4 && own.errors.contains("the file of the open graph"))
    #expect(try program.bash("dolen check x.dolen").code == 0)
    #expect(try program.bash("dolen import v.dolen --format jsonl -O key=a").code == 2)
    #expect(try program.bash("dolen import v.dolen --nodes S=no.csv").code == 4)
    #expect(try program.bash("dolen import v.dolen").code == 2)
    #expect(try program.bash("dolen import v.dolen --nodes S= ").code == 2)
  }

  private func size(_ name: String) -> Int? {
    let path = program.folder.appending(path: name).path()
    return try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
  }

  @Test("A snapshot is restored, and what the graph was is kept")
  func restoredSnapshot() throws {
    func states() throws -> String {
      try program.bash(
        """
        dolen r.dolen --format csv -c "MATCH (n) OPTIONAL MATCH (n)-[r]->(m)
          RETURN labels(n) AS l, properties(n) AS n, type(r) AS t, properties(r) AS r, m.id AS m
          ORDER BY n.id, m"
        """
      ).output
    }
    func run(_ command: String) throws -> (code: Int32, text: String) {
      let result = try program.bash(command)
      return (result.code, result.output + result.errors)
    }
    let made = "CREATE (:S {id: 1, x: 'a'})-[:R {w: 1.5}]->(:S {id: 2}), (:S {id: 3})"
    #expect(try run("dolen r.dolen --create -c \"\(made)\"").code == 0)
    let may = try states()
    #expect(try run("dolen snapshot r.dolen make may").code == 0)
    let same = try run("dolen snapshot r.dolen restore may")
    #expect(same.code == 0 && same.text.contains("nothing was changed"))
    let change =
      "MATCH (a {id: 1}) DETACH DELETE a CREATE (:T {id: 4})-[:Q]->(:T {id: 5}) "
      + "WITH 1 AS x MATCH (s {id: 2}) SET s.id = 20, s.y = date('2026-05-01')"
    #expect(try run("dolen r.dolen -c \"\(change)\"").code == 0)
    let june = try states()
    let restored = try run("dolen snapshot r.dolen restore may")
    #expect(restored.code == 0 && restored.text.contains("'before-may'"), "\(restored.text)")
    #expect(try states() == may)
    #expect(try run("dolen r.dolen -c ':snapshot restore before-may'").code == 0)
    #expect(try states() == june)
    #expect(try run("dolen check r.dolen --integrity --rule duplicate-key").code == 0)
    let none = try run("dolen snapshot r.dolen restore mai")
    #expect(none.code == 1 && none.text.contains("'may'"), "\(none.text)")
  }
}
