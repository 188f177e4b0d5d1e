import GraphEngine
import GraphShell
import PluginHost
import PluginKit

/// Does what `dolen plugin` asks for, and says what came of it.
struct PluginDesk {
  let host: PluginHost
  let console: TerminalConsole
  /// Whether questions are answered with yes.
  let isAssenting: Bool
  let replacing: Bool
  /// Whether a new plugin adds functions, and reads no format.
  var addsFunctions = false
  /// The formats that come with the program, which go before those of plugins.
  var known: Set<String> = []

  /// Does `deed` and returns the exit code.
  func perform(_ deed: PluginDeed, _ name: String, _ template: PluginTemplate?) throws -> Int32 {
    switch deed {
    case .list: try list()
    case .new: try makeNew(name, template ?? .python)
    case .dev: try trust(name, isUnderWork: true)
    case .trust: try trust(name, isUnderWork: false)
    case .untrust: return try untrust(name)
    case .verify: return try verify(name)
    case .install: return try install(name)
    case .test: return try test(name)
    }
    return 0
  }

  private var environment: PluginEnvironment { host.environment }

  /// Says a line, in which names and texts of plugins stand as what they are.
  private func say(_ text: String) throws {
    try console.output.write(DisplayText.escaped(text) + "\n")
  }

  /// Says what has lines of its own, each of which is escaped.
  private func sayLines(_ text: String) throws {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      try say(String(line))
    }
  }

  private func plugin(_ name: String) throws -> FoundPlugin {
    try PluginCatalog(environment).plugin(called: name, environment)
  }

  private func list() throws {
    let plugins = PluginCatalog(environment).plugins
    let store = try TrustStore(environment)
    if plugins.isEmpty {
      try say("There are no plugins in")
      return try environment.searchPath.forEach { try say("  \($0.folder) (\($0.origin))") }
    }
    for plugin in plugins {
      switch plugin.manifest {
      case .success(let manifest):
        let kinds = manifest.kinds.map { "\($0.operation.rawValue) \($0.format)" }
        let state = try store.state(of: plugin.folder)
        let head = [manifest.title, kinds.joined(separator: ", "), state.word]
        try say(head.filter { !$0.isEmpty }.joined(separator: "  "))
        for routine in manifest.routines {
          try say("  \(routine.kind.rawValue) \(manifest.signature(of: routine))")
        }
        if case .changed(let changes) = state { try changes.forEach { try say("  \($0)") } }
        for kind in manifest.unknownKinds { try say("  '\(kind)' is for a later Dolen") }
      case .failure(let error):
        try say("\(plugin.name)  cannot be used")
        try sayLines("  \(error)")
      }
      try say("  \(plugin.folder) (\(plugin.origin))")
      if let shadow = plugin.shadowedBy { try say("  not used: \(shadow) has the same name") }
    }
  }

  private func makeNew(_ name: String, _ template: PluginTemplate) throws {
    let files = try PluginShelf(environment).makePlugin(
      name, template, offering: addsFunctions ? .functions : .importer, in: ".")
    try files.forEach { try say($0) }
    if let preparation = template.preparation(name) { try say("compile it: \(preparation)") }
    try say("work on it: dolen plugin dev ./\(name)")
    try say("try it:     dolen plugin test ./\(name)")
  }

  /// A word of a command, in quotes where it would not be seen as one.
  private static func word(_ word: String) -> String {
    let isPlain = !word.isEmpty && !word.contains { $0.isWhitespace || "'\"\\".contains($0) }
    return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }

  /// What is to be known of a plugin before it is trusted.
  private func describe(
    _ plugin: FoundPlugin, _ manifest: PluginManifest, from path: String? = nil
  ) throws {
    try say("\(manifest.title): \(manifest.abilities.joined(separator: ", "))")
    try say("  \(path == nil ? "folder " : "from   ") \(path ?? plugin.folder)")
    try say("  command \(manifest.command.map(Self.word).joined(separator: " "))")
    let usual = PluginLimits()
    if manifest.limits != usual {
      let limits = manifest.limits
      try say(
        "  limits  idle \(limits.idleSeconds) s, in all \(limits.totalSeconds) s, "
          + "\(limits.memoryMegabytes) MB, \(limits.messages) lines")
    }
  }

  private func trust(_ name: String, isUnderWork: Bool) throws {
    let plugin = try plugin(name)
    let manifest = try plugin.manifest.get()
    try describe(plugin, manifest)
    var store = try TrustStore(environment)
    try store.trust(plugin, version: manifest.version, isUnderWork: isUnderWork)
    try say(
      isUnderWork
        ? "It runs from now on, whatever is changed in its folder. "
          + "'dolen plugin trust' ends that, when you are done."
        : "It is trusted as it is now, \(store.entry(of: plugin.folder)?.summary ?? "").")
  }

  private func untrust(_ name: String) throws -> Int32 {
    var store = try TrustStore(environment)
    // One whose folder is gone can be untrusted too.
    let known = store.entries.first { $0.name == name }?.folder
    let folder = try known ?? plugin(name).folder
    guard try store.untrust(folder) else {
      try say("'\(name)' was not trusted.")
      return 1
    }
    try say("\(folder) is not trusted any more.")
    return 0
  }

  private func verify(_ name: String) throws -> Int32 {
    let store = try TrustStore(environment)
    let folder = name.isEmpty ? nil : try plugin(name).folder
    var code: Int32 = 0
    if let folder, store.entry(of: folder) == nil {
      try say("'\(name)' is not trusted.")
      return 1
    }
    for entry in store.entries where folder == nil || entry.folder == folder {
      do {
        let state = try store.state(of: entry.folder)
        try say("\(entry.name) \(entry.version)  \(state.word)  \(entry.folder)")
        guard case .changed(let changes) = state else { continue }
        try changes.forEach { try say("  \($0)") }
      } catch let error as FileError {
        try say("\(entry.name) \(entry.version)  \(error)")
      }
      code = 1
    }
    return code
  }

  private func install(_ path: String) throws -> Int32 {
    let shelf = PluginShelf(environment)
    return try shelf.withCandidate(at: path) { try install($0, from: path, shelf) }
  }

  private func install(
    _ candidate: FoundPlugin, from path: String, _ shelf: PluginShelf
  ) throws -> Int32 {
    let manifest = try candidate.manifest.get()
    try describe(candidate, manifest, from: path)
    for line in try shelf.contents(of: candidate) { try say("  \(line)") }
    if !isAssenting {
      try console.flush()
      switch try console.confirms("Copy it to your plugins and trust it? [y/N] ") {
      case true?: break
      case false?: return 1
      case nil:
        throw OptionError(
          "There is nobody to ask whether it is to be trusted", hint: "Say so with --yes")
      }
    }
    let installed = try shelf.install(candidate, replacing: replacing)
    var store = try TrustStore(environment)
    try store.trust(installed, version: manifest.version)
    for format in manifest.formats where known.contains(format) {
      try say(
        "The format '\(format)' of the program goes before that of this plugin, which is not used.")
    }
    try say("It is installed in \(installed.folder), and trusted.")
    return 0
  }

  private func test(_ name: String) throws -> Int32 {
    let plugin = try plugin(name)
    let results = try PluginTrial(host, plugin).run()
    try results.forEach { try sayLines("\($0)") }
    let failed = results.count { $0.failure != nil }
    try say(failed == 0 ? "All \(results.count) passed." : "\(failed) of \(results.count) failed.")
    return failed == 0 ? 0 : 1
  }
}
