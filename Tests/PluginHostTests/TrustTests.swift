import Foundation
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

@Suite(.enabled(if: Interpreter.bash)) struct TrustTests {
  static let files = [
    "plugin.json": PluginFolder.manifest(command: ["bash", "main.sh"]),
    "main.sh": """
    read -r hello
    echo ran >> "$HOME/ran"
    echo '{"type":"hello","protocol":1}'
    echo '{"type":"node","id":1,"labels":["A"]}'
    echo '{"type":"done","nodes":1,"relationships":0}'
    """,
  ]

  private func hasRun(_ folder: PluginFolder) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder.root)/ran")
  }

  @Test func whatNobodyTrustsDoesNotRun() throws {
    try PluginFolder.with(Self.files, trusted: false) { folder throws in
      #expect(
        try folder.failure().hasPrefix(
          "The plugin 'trial 1.2' is not trusted, and was not run\nhint: Look at what is in "))
      #expect(folder.registry.plugins.map(\.name) == ["trial"])
      #expect(!hasRun(folder))
    }
  }

  @Test func whatIsTrustedRunsUntilItIsNot() throws {
    try PluginFolder.with(Self.files) { folder throws in
      #expect(try folder.importing().nodes.created == 1)
      var store = try TrustStore(folder.environment)
      #expect(try store.untrust(folder.plugin.folder))
      #expect(try folder.failure().contains("is not trusted"))
    }
  }

  @Test(
    "A plugin that was changed is refused, with what changed",
    arguments: ["main.sh was changed", "new.sh was added", "samples was removed", "hidden"])
  func changed(_ change: String) throws {
    var files = Self.files
    files["samples"] = "x"
    try PluginFolder.with(files) { folder throws in
      switch change {
      case "main.sh was changed": try folder.write(Self.files["main.sh"]! + "\n", to: "main.sh")
      case "new.sh was added": try folder.write("", to: "new.sh")
      case "hidden": try folder.write("", to: ".hidden")
      default: try FileManager.default.removeItem(atPath: "\(folder.path)/samples")
      }
      let shown = try folder.failure()
      #expect(shown.contains("was changed since it was trusted, and was not run: "), "\(shown)")
      #expect(shown.contains(change), "\(shown)")
      #expect(!hasRun(folder))
      let state = try TrustStore(folder.environment).state(of: folder.plugin.folder)
      #expect(state.word == "changed")
      try folder.trust()
      #expect(try folder.importing().nodes.created == 1)
    }
  }

  @Test func nothingIsLostWhereManyTrustAtOnce() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      let root = FileManager.default.temporaryDirectory.appending(
        path: "dolen-trust-\(UUID().uuidString)"
      ).path()
      defer { try? FileManager.default.removeItem(atPath: root) }
      var environment = PluginEnvironment(
        variables: ["HOME": root, "XDG_DATA_HOME": "\(root)/data"], workingFolder: root)
      environment.extraFolders = ["\(root)/plugins"]
      let names = (0..<12).map { "trial-\($0)" }
      for name in names {
        let folder = "\(root)/plugins/\(name)"
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        for (file, text) in Self.files {
          let own = text.replacingOccurrences(
            of: "\"name\": \"trial\"", with: "\"name\": \"\(name)\"")
          try own.write(toFile: "\(folder)/\(file)", atomically: false, encoding: .utf8)
        }
      }
      for name in names {
        group.addTask { [environment] in
          let plugin = try PluginCatalog(environment).plugin(called: name, environment)
          var store = try TrustStore(environment)
          try store.trust(plugin, version: "1.2")
        }
      }
      try await group.waitForAll()
      #expect(try TrustStore(environment).entries.map(\.name).sorted() == names.sorted())
    }
  }

  @Test func whatIsUnderWorkRunsWhateverChanges() throws {
    try PluginFolder.with(Self.files, trusted: false) { folder throws in
      try folder.trust(isUnderWork: true)
      try folder.write("", to: "new.sh")
      #expect(try folder.importing().nodes.created == 1)
      // It is found wherever it lies.
      var environment = folder.environment
      environment.extraFolders = []
      #expect(PluginCatalog(environment).plugins.map(\.origin) == ["under work"])
    }
  }

  @Test(
    "What is no plain file of the folder is refused",
    arguments: [
      ("/etc/hostname", "It is a symbolic link that leads to no file of the plugin's folder"),
      ("..", "It is a symbolic link that leads to no file"),
      ("nowhere", "It is a symbolic link that leads to no file"),
      ("fifo", "It is a named pipe"),
    ])
  func links(_ target: String, _ expected: String) throws {
    try PluginFolder.with(Self.files) { folder throws in
      if target == "fifo" {
        #expect(mkfifo("\(folder.path)/x", 0o600) == 0)
      } else {
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder.path)/x", withDestinationPath: target)
      }
      #expect(try folder.failure().contains(expected))
      #expect(!hasRun(folder))
      #expect(throws: (any Error).self) { try folder.trust() }
    }
  }

  @Test func aLinkWithinTheFolderIsItsFile() throws {
    try PluginFolder.with(Self.files, trusted: false) { folder throws in
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/again.sh", withDestinationPath: "main.sh")
      try folder.trust()
      #expect(try folder.importing().nodes.created == 1)
    }
  }

  @Test func whatARunLeavesBehindDoesNotChangeThePlugin() throws {
    var files = Self.files
    files["main.sh"]! += "\necho x > new; rm plugin.json; echo x > $TMPDIR/new"
    try PluginFolder.with(files) { folder throws in
      for _ in 0..<2 { #expect(try folder.importing().nodes.created == 1) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }
  }

  @Test func anInstalledPluginIsACopy() throws {
    try PluginFolder.with(Self.files, trusted: false) { folder throws in
      let shelf = PluginShelf(folder.environment)
      let installed = try shelf.install(shelf.withCandidate(at: folder.path) { $0 })
      #expect(installed.folder == "\(folder.root)/data/dolen/plugins/trial")
      #expect(throws: FileError.self) {
        try shelf.install(shelf.withCandidate(at: folder.path) { $0 })
      }
      _ = try shelf.install(shelf.withCandidate(at: folder.path) { $0 }, replacing: true)
      let names = try FileManager.default.contentsOfDirectory(
        atPath: "\(folder.root)/data/dolen/plugins")
      #expect(names == ["trial"])
      #expect(throws: FileError.self) { try shelf.withCandidate(at: "x.tar.gz") { $0 } }
    }
  }
}
