import Foundation
import Testing

/// Files of every format that there has been, in `Tests/Cases/Formats`.
@Suite("Formats of the file", .enabled(if: Program.path != nil, "the program is not built"))
struct FormatTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Cases/Formats")

  private static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
    return (files ?? []).filter { $0.hasSuffix(".dolen") }.sorted()
  }()

  @Test("There is a file of the first format")
  func first() { #expect(Self.names.contains("format-1.dolen")) }

  @Test("An old file opens, is sound, answers as it did, and takes what is new", arguments: names)
  func old(_ name: String) throws {
    let program = try Program()
    let stored = try Data(contentsOf: Self.folder.appending(path: name))
    let file = program.folder.appending(path: "g.dolen")
    try stored.write(to: file)
    let questions = Self.folder.appending(
      path: name.replacing(".dolen", with: ".cypher")
    ).path()
    let answer = try String(
      contentsOf: Self.folder.appending(path: name.replacing(".dolen", with: ".csv")),
      encoding: .utf8)
    let read = try program.bash("dolen g.dolen --read-only -f '\(questions)'")
    #expect(read.code == 0 && read.output == answer, "\(read.errors)\(read.output)")
    #expect(try program.bash("dolen check g.dolen --rule duplicate-key").code == 0)
    #expect(try Data(contentsOf: file) == stored, "reading has changed the file")

    let written = try program.bash(
      "dolen g.dolen -c \"CREATE (:Late {key: 'new'})\" "
        + "&& dolen check g.dolen --rule duplicate-key && dolen compact g.dolen"
    )
    #expect(written.code == 0, "\(written.errors)")
    let refused = try program.bash("dolen g.dolen -c \"CREATE (:Study {key: 'b'})\"")
    #expect(refused.code == 1 && refused.errors.contains("one_key"))
    _ = try program.bash("dolen g.dolen -c \"MATCH (n {key: 'new'}) DELETE n\"")
    #expect(try program.bash("dolen g.dolen -f '\(questions)'").output == answer)
  }

  @Test("A file of a later format is refused with advice and left as it is")
  func newer() throws {
    let program = try Program()
    var bytes = try Data(contentsOf: Self.folder.appending(path: "format-1.dolen"))
    bytes[63] = 99
    try bytes.write(to: program.folder.appending(path: "g.dolen"))
    for command in ["dolen g.dolen -c 'RETURN 1'", "dolen export g.dolen x.jsonl --salvage"] {
      let result = try program.bash(command)
      #expect(result.code == 4 && result.output == "")
      #expect(result.errors.contains("format 99") && result.errors.contains("newer version"))
    }
    #expect(try Data(contentsOf: program.folder.appending(path: "g.dolen")) == bytes)
  }
}
