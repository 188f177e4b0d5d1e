import Foundation
import GraphEngine
import JSONLinesPlugin
import Platform
import Testing

@testable import PluginKit

/// Paths that a user, a script or a manifest names, as what stands there is not what it should be.
@Suite struct FileDoorTests {
  private static func pipe(_ path: String) { #expect(mkfifo(path, 0o600) == 0) }

  @Test func onlyRegularFilesAreRead() throws {
    try Fixture.withTemporaryFolder { folder in
      Self.pipe("\(folder)/pipe")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/zero", withDestinationPath: "/dev/zero")
      for (path, reason) in [
        ("\(folder)/pipe", "It is a named pipe"), ("/dev/zero", "It is a device"),
        ("\(folder)/zero", "It is a device"), (folder, "It is a folder"),
        ("\(folder)/none", "There is no such file"), ("", "The name is empty"),
        ("\(folder)/a\0.csv", "The name holds the character NUL"),
      ] {
        let error = #expect(throws: FileError.self, "\(path)") { try InputFile.bytes(of: path) }
        #expect(error?.reason.hasPrefix(reason) == true, "\(path): \(error?.reason ?? "")")
        #expect(error?.path.utf8.contains(0) == false)
      }
    }
  }

  @Test func whatIsReadAsAWholeIsBounded() throws {
    try Fixture.withTemporaryFolder { folder in
      let path = "\(folder)/long"
      try Data(repeating: 0x20, count: 1_000).write(to: URL(filePath: path))
      #expect(try InputFile.bytes(of: path, limit: 1_000).count == 1_000)
      #expect(throws: FileError.self) { try InputFile.bytes(of: path, limit: 999) }
    }
  }

  @Test func textIsUTF8() throws {
    try Fixture.withTemporaryFolder { folder in
      let path = "\(folder)/text"
      try Data([0xEF, 0xBB, 0xBF, 0x61]).write(to: URL(filePath: path))
      #expect(try InputFile.text(of: path) == "a")
      try Data([0xE9]).write(to: URL(filePath: path))
      #expect(throws: FileError.self) { try InputFile.text(of: path) }
      try #require("RETURN 1".data(using: .utf16LittleEndian)).write(to: URL(filePath: path))
      let error = #expect(throws: FileError.self) { try InputFile.text(of: path) }
      #expect(error?.reason.contains("UTF-16LE") == true)
    }
  }

  @Test func aFileIsReplacedOnlyOnDemand() throws {
    try Fixture.withTemporaryFolder { folder in
      let path = "\(folder)/out"
      func write(_ text: String, replacing: Bool) throws {
        let file = try AtomicFile(path, replacing: replacing)
        try file.write(text)
        try file.commit()
      }
      try write("one", replacing: false)
      let error = #expect(throws: FileError.self) { try write("two", replacing: false) }
      #expect(error?.reason == "There is a file of that name; --force replaces it")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "one")
      #expect(chmod(path, 0o640) == 0)
      try write("three", replacing: true)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "three")
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o640)
      // A file that appears while another is written is not replaced either.
      let late = try AtomicFile("\(folder)/late")
      try Data("first".utf8).write(to: URL(filePath: "\(folder)/late"))
      #expect(throws: FileError.self) { try late.commit() }
      #expect(try String(contentsOfFile: "\(folder)/late", encoding: .utf8) == "first")
    }
  }

  @Test func aGraphIsNeverReplaced() throws {
    try Fixture.withTemporaryFolder { folder in
      let path = "\(folder)/g.dolen"
      try Graph.open(path, access: .create).close()
      try Data("log".utf8).write(to: URL(filePath: "\(path)-wal"))
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: path)
      for name in [path, "\(path)-wal", "\(folder)/link"] {
        for replacing in [false, true] {
          let error = #expect(throws: FileError.self) {
            try AtomicFile(name, replacing: replacing)
          }
          #expect(error?.reason.hasPrefix("It is a graph or another SQLite database") == true)
        }
      }
    }
  }

  @Test func pipesDevicesAndLinksAreNotWrittenTo() throws {
    try Fixture.withTemporaryFolder { folder in
      Self.pipe("\(folder)/pipe")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/dangling", withDestinationPath: "none")
      for (path, reason) in [
        ("\(folder)/pipe", "It is a named pipe"), ("/dev/full", "It is a device"),
        ("\(folder)/dangling", "It is a symbolic link to a file that is not there"),
        (folder, "It is a folder"), ("\(folder)/a\0", "The name holds the character NUL"),
      ] {
        let error = #expect(throws: FileError.self, "\(path)") { try AtomicFile(path) }
        #expect(error?.reason.hasPrefix(reason) == true, "\(path): \(error?.reason ?? "")")
      }
      // Nobody reads from it: that is said, and nothing waits.
      let error = #expect(throws: FileError.self) {
        try AtomicFile("\(folder)/pipe", replacing: true)
      }
      #expect(error?.reason == "Nobody reads from it")
      let null = try AtomicFile("/dev/null")
      try null.write("x")
      try null.commit()
    }
  }

  @Test func aPipeThatNobodyReadsIsAnErrorAndNotTheEnd() async {
    await #expect(processExitsWith: .success) {
      signal(SIGPIPE, SIG_DFL)
      var ends: [Int32] = [0, 0]
      guard Glibc.pipe(&ends) == 0 else { exit(2) }
      close(ends[0])
      let output = OutputFile(descriptor: ends[1], name: "pipe")
      do {
        try output.write("x")
        try output.flush()
        exit(3)
      } catch let error as FileError where error.code == EPIPE {
        exit(0)
      }
    }
  }

  @Test func leftoversGoAndLiveFilesStay() throws {
    try Fixture.withTemporaryFolder { folder in
      let target = "\(folder)/out"
      let left = HiddenName.new(for: target)
      try Data("left".utf8).write(to: URL(filePath: left))
      let other = "\(folder)/.out.notes.tmp"
      try Data("a user's".utf8).write(to: URL(filePath: other))
      let live = try AtomicFile(target)
      #expect(!FileManager.default.fileExists(atPath: left))
      let second = try AtomicFile(target)
      try live.write("live")
      try live.commit()
      #expect(try String(contentsOfFile: target, encoding: .utf8) == "live")
      withExtendedLifetime(second) {}
      #expect(FileManager.default.fileExists(atPath: other))
    }
  }

  @Test func aFolderHoldsAllThatItSays() throws {
    try Fixture.withTemporaryFolder { folder in
      let manager = FileManager.default
      try manager.createDirectory(atPath: "\(folder)/g/nodes", withIntermediateDirectories: true)
      try Data("secret".utf8).write(to: URL(filePath: "\(folder)/secret"))
      try Data("inside".utf8).write(to: URL(filePath: "\(folder)/g/inside"))
      try manager.createSymbolicLink(
        atPath: "\(folder)/g/nodes/out.csv", withDestinationPath: "../../secret")
      try manager.createSymbolicLink(
        atPath: "\(folder)/g/nodes/in.csv", withDestinationPath: "../inside")
      try manager.createSymbolicLink(atPath: "\(folder)/g/away", withDestinationPath: "..")
      let source = try ImportSource(path: "\(folder)/g")
      #expect(try source.entry("nodes/in.csv").stream().readAll() == Array("inside".utf8))
      for path in ["nodes/out.csv", "away/secret"] {
        let error = #expect(throws: ImportError.self) { try source.entry(path) }
        #expect(error?.message.contains("leads out of the folder") == true)
      }
      for path in ["../secret", "nodes/in.csv\0", "nodes//in.csv", "/etc/passwd"] {
        let error = #expect(throws: ImportError.self) { try source.entry(path) }
        #expect(error?.message.hasSuffix("is no path inside the folder") == true)
      }
    }
  }

  @Test func anExportAsksForTheSame() throws {
    try Fixture.withTemporaryFolder { folder in
      let subject = ExportSubject(Graph())
      func export(_ path: String, replacing: Bool = false) throws {
        _ = try subject.export(
          as: .jsonLines, to: path, replacing: replacing)
      }
      try export("\(folder)/a.jsonl")
      #expect(throws: FileError.self) { try export("\(folder)/a.jsonl") }
      try export("\(folder)/a.jsonl", replacing: true)
    }
  }
}
