import Foundation
import Testing

/// Files that are not what their names say: pipes, devices, graphs where a text is to be written.
@Suite("Hostile files", .enabled(if: Program.path != nil, "the program is not built"))
struct HostileFileTests {
  private let program: Program

  init() throws {
    program = try Program()
    _ = try program.bash("dolen g.dolen --create -c 'CREATE (:A {n: 1})'")
    _ = try program.bash("dolen other.dolen --create -c 'CREATE (:B)'")
  }

  @Test("Nothing waits at a pipe or reads a device that never ends")
  func endless() throws {
    _ = try program.bash("mkfifo pipe; mkdir Q; mkfifo Q/q.cypher")
    for command in [
      "dolen -f /dev/zero", "dolen -f pipe", "dolen check g.dolen --schema /dev/zero",
      "dolen check g.dolen --schema pipe", "dolen import g.dolen pipe --format jsonl",
      "dolen import g.dolen --nodes A=pipe", "dolen import g.dolen --nodes A=/dev/zero",
      "dolen export g.dolen pipe --format jsonl",
      "dolen export g.dolen pipe --format jsonl --force",
      "dolen run g.dolen q --queries Q", "dolen pipe -c 'RETURN 1'",
      "dolen g.dolen -c ':read pipe'",
      "dolen g.dolen -c ':once pipe' -c 'RETURN 1'", "dolen export g.dolen /dev/full --format dot",
    ] {
      let result = try program.bash("timeout 20 \"$DOLEN\" \(command.dropFirst(6))")
      #expect([1, 2, 3, 4].contains(result.code), "\(command): \(result.code)")
      #expect(!result.errors.isEmpty, "\(command)")
    }
    let endless = try program.bash("head -c 100000000 /dev/zero | dolen --memory 100")
    #expect(endless.code == 1 && endless.errors.contains("longer than"))
  }

  @Test("No importer falls over files that were made to break it")
  func importers() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scripts/try-hostile").path()
    let result = try program.bash(
      "timeout 600 python3 '\(script)' \"$DOLEN\" --short --seed 7 --keep kept", seconds: 620)
    #expect(result.code == 0, "\(result.output.suffix(3_000))\(result.errors.suffix(1_000))")
    #expect(result.output.contains("no failure"))
  }

  @Test("What the shell hands over is read and written")
  func handedOver() throws {
    #expect(try program.bash("dolen -f <(echo 'RETURN 1 AS n')").output == "n\n1\n")
    #expect(try program.bash("echo 'RETURN 2 AS n' | dolen -f /dev/stdin").output == "n\n2\n")
    let nodes = "printf 'id:ID\\nx\\n'"
    #expect(try program.bash("dolen import h.dolen --nodes A=<(\(nodes))").code == 0)
    let out = try program.bash("dolen export g.dolen /dev/stdout --format jsonl 2>/dev/null")
    #expect(out.output.hasPrefix("{\"type\":\"node\""))
    #expect(try program.bash("dolen export g.dolen /dev/null --format jsonl").code == 0)
  }

  @Test("A file is replaced only on demand, a graph never")
  func replaced() throws {
    for (command, force) in [
      ("export g.dolen out.txt --format jsonl", "--force"),
      ("g.dolen -c ':once out.txt' -c 'RETURN 1 AS n'", ""),
      ("g.dolen -c ':export csv out.txt RETURN 1 AS n'", ""),
      ("g.dolen -c ':export jsonl out.txt'", ""),
    ] {
      try program.write("mine\n", to: "out.txt")
      let result = try program.bash("dolen \(command)")
      #expect(result.code == 4 && result.errors.contains("--force"), "\(command)")
      #expect(try program.text("out.txt") == "mine\n")
      let forced =
        force.isEmpty
        ? command.replacingOccurrences(of: "out.txt", with: "out.txt --force")
        : "\(command) \(force)"
      #expect(try program.bash("dolen \(forced)").code == 0, "\(forced)")
      #expect(try program.text("out.txt") != "mine\n", "\(forced)")
      for name in ["other.dolen", "g.dolen"] {
        let graph = forced.replacingOccurrences(of: "out.txt", with: name)
        #expect(try program.bash("dolen \(graph)").code == 4, "\(graph)")
      }
    }
    let left = try program.bash("dolen other.dolen -c 'MATCH (n:B) RETURN count(n) AS n'; ls -A")
    #expect(left.output.hasPrefix("n\n1\n") && !left.output.contains(".tmp"))
  }

  @Test("A damaged graph is not replaced either, whatever it is called")
  func damagedGraph() throws {
    for name in ["damaged.dolen", "damaged.bin"] {
      for damage in ["conv=notrunc bs=1 count=100", "conv=notrunc bs=4096 count=1"] {
        _ = try program.bash(
          """
          cp g.dolen \(name); dd if=/dev/urandom of=\(name) \(damage) 2>/dev/null; cp \(name) kept
          """)
        let result = try program.bash("dolen export other.dolen \(name) --format jsonl --force")
        #expect(result.code == 4, "\(result.errors)")
        #expect(result.errors.contains("no export replaces"), "\(result.errors)")
        #expect(try program.bash("cmp \(name) kept").code == 0)
      }
    }
  }

  @Test("A file of a folder that is far too long can be interrupted while its digest is made")
  func longFile() throws {
    _ = try program.bash("dolen export g.dolen folder --format graph-folder")
    let result = try program.bash(
      """
      set -m; truncate -s 1T folder/nodes/A.csv
      "$DOLEN" import new.dolen folder & sleep 2; kill -INT $!; wait $!; echo $?
      """)
    #expect(result.output.hasSuffix("130\n") || result.output.hasSuffix("1\n"), "\(result)")
    #expect(!program.has("new.dolen"))
  }

  @Test("A command is no file's name")
  func piped() throws {
    for command in [
      ":backup |cat", ":export dot |cat", ":export csv |cat RETURN 1 AS n",
    ] {
      let result = try program.bash("dolen g.dolen -c '\(command)' -c 'RETURN 1'")
      #expect(result.code == 1 && result.errors.contains("is no name of a file"), "\(command)")
    }
    #expect(!program.has("|cmd") && !program.has("|cat"))
  }

  @Test("What killed loads and exports have left goes with the next one")
  func leftovers() throws {
    try program.write("x", to: ".new.dolen.000a1b2c3d4e5f67.tmp")
    try program.write("x", to: ".new.dolen.000a1b2c3d4e5f67.tmp-journal")
    try program.write("x", to: ".out.jsonl.0123456789abcdef.tmp")
    try program.write("x", to: ".out.jsonl.of mine.tmp")
    try program.write("id:ID\nx\n", to: "a.csv")
    #expect(try program.bash("dolen import new.dolen --nodes A=a.csv").code == 0)
    #expect(try program.bash("dolen export new.dolen out.jsonl").code == 0)
    let left = try program.bash("ls -A | grep tmp")
    #expect(left.output == ".out.jsonl.of mine.tmp\n")
  }

  @Test("A full disk leaves nothing and says so")
  func fullDisk() throws {
    let result = try program.bash("dolen export g.dolen /dev/full --format jsonl --force")
    #expect(result.code == 4 && result.errors.contains("No space left on device"))
  }
}
