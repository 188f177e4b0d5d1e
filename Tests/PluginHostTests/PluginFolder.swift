import Foundation
import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

/// A plugin in a folder of its own for one test, in the language of `command`.
struct PluginFolder {
  let root: String
  var environment: PluginEnvironment
  var limits = PluginLimits()

  /// A manifest with one import and one export of the format `trial`.
  static func manifest(
    command: [String], protocols: String = "[1]", more: String = ""
  ) -> String {
    let words = command.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      {"name": "trial", "version": "1.2", "protocol": \(protocols), "command": [\(words)], \(more)
       "kinds": [
         {"kind": "import", "summary": "For tests", "extensions": ["trial"], "sniff": [{"begins": "%trial"}],
          "options": [{"name": "label", "type": "text", "default": "Thing", "summary": "A label"},
                      {"name": "deep", "type": "flag", "default": true, "summary": "A flag"},
                      {"name": "most", "type": "integer", "default": 7, "minimum": 1, "maximum": 9,
                       "summary": "A number"}]},
         {"kind": "export", "summary": "For tests", "extensions": ["trial"]}
       ]}
      """
  }

  /// A new folder with files, which is removed when `body` is done; the plugin lies in `plugins/trial`.
  static func with<R>(
    _ files: [String: String], trusted: Bool = true, _ body: (PluginFolder) throws -> R
  ) throws -> R {
    let url = FileManager.default.temporaryDirectory.appending(path: "dolen-\(UUID().uuidString)")
    let root = url.path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(at: url) }
    for folder in ["plugins/trial", "data", "tmp"] {
      try FileManager.default.createDirectory(
        at: url.appending(path: folder), withIntermediateDirectories: true)
    }
    var variables = ["XDG_DATA_HOME": "\(root)/data", "TMPDIR": "\(root)/tmp", "HOME": root]
    variables["PATH"] = ProcessInfo.processInfo.environment["PATH"]
    var environment = PluginEnvironment(variables: variables, workingFolder: root)
    environment.extraFolders = ["\(root)/plugins"]
    var folder = PluginFolder(root: root, environment: environment)
    folder.limits.idleSeconds = 20
    folder.limits.graceSeconds = 2
    for (path, text) in files { try folder.write(text, to: path) }
    if trusted { try folder.trust() }
    return try body(folder)
  }

  /// A plugin whose program is a script of Bash.
  static func bash<R>(_ script: String, _ body: (PluginFolder) throws -> R) throws -> R {
    try with(
      ["plugin.json": manifest(command: ["bash", "main.sh"]), "main.sh": script], body)
  }

  /// A plugin whose program is a script of Python.
  static func python<R>(_ script: String, _ body: (PluginFolder) throws -> R) throws -> R {
    try with(
      ["plugin.json": manifest(command: ["python3", "main.py"]), "main.py": script], body)
  }

  var path: String { "\(root)/plugins/trial" }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(self.path)/\(path)"))
  }

  var host: PluginHost {
    var host = PluginHost(environment)
    host.limits = limits
    return host
  }

  var plugin: FoundPlugin {
    get throws { try PluginCatalog(environment).plugin(called: "trial", environment) }
  }

  func trust(isUnderWork: Bool = false) throws {
    var store = try TrustStore(environment)
    try store.trust(plugin, version: "1.2", isUnderWork: isUnderWork)
  }

  var registry: PluginRegistry {
    let host = host
    return PluginRegistry([]) { host.formats(besides: $0) }
  }

  /// Imports `text` into `graph`.
  @discardableResult func importing(
    _ text: String = "%trial\n", into graph: Graph = Graph(), _ options: OptionSettings = [:]
  ) throws -> ImportReport {
    let plugin = try registry.importer(named: "trial")
    return try graph.importGraph(
      from: ImportSource(Array(text.utf8), name: "a.trial"), as: plugin, options: options)
  }

  /// Exports `graph`.
  func exporting(_ graph: Graph) throws -> (text: String, report: ExportReport) {
    let sink = MemorySink()
    let ability = try #require(try registry.exporter(named: "trial").exporting)
    let report = try ability.prepared().worker.write(ExportSubject(graph), to: sink)
    return (String(decoding: sink.bytes, as: UTF8.self), report)
  }

  /// What importing `text` throws, as it is shown; the graph must stay empty, and nothing of the run be
  /// left.
  func failure(of text: String = "%trial\n") throws -> String {
    let graph = Graph()
    var shown = "(nothing was thrown)"
    do {
      try importing(text, into: graph)
    } catch {
      shown = "\(error)"
    }
    #expect(graph.statistics.nodeCount == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(root)/tmp") == [])
    return shown
  }
}

/// Programs that tests need, and may not find.
enum Interpreter {
  static let python = isThere("python3")
  static let bash = isThere("bash")
  static let r = isThere("Rscript")

  private static func isThere(_ name: String) -> Bool {
    let found = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    if !found { print("SKIPPED: plugins in \(name), which is not installed") }
    return found
  }
}
