import CypherFunctions
import GraphEngine
import GraphModel
import Platform
import PluginKit
import Subprocesses

/// Runs plugins: programs in folders, in whatever language, that read and write formats for us.
///
///     let host = PluginHost(.current)
///     let plugins = PluginRegistry(builtIn) { host.formats(besides: $0) }
///
/// What it finds are values of ``PluginKit/FormatPlugin`` like those that come with the program. Only a
/// plugin that the user trusts is run, from a copy of the files that were trusted.
public struct PluginHost: Sendable {
  /// Where plugins are looked for.
  public var environment: PluginEnvironment
  /// The file that is to hold all that passes between us and plugins; nil for none.
  public var trace: String?
  /// Limits instead of those that a plugin asks for.
  public var limits: PluginLimits?
  /// Asked from time to time whether to give up.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// A host for what `environment` has.
  public init(_ environment: PluginEnvironment) {
    self.environment = environment
    trace = environment.variables["DOLEN_PLUGIN_TRACE"]
  }

  /// Lets this process find what plugins start and leave alone, whatever it does to get away.
  ///
  /// On Linux such processes become its children, which end with the last plugin that runs; that is right
  /// for a program that starts nothing but plugins. Elsewhere it does nothing.
  public static func adoptOrphans() { Subprocess.adoptOrphans() }

  /// The formats of all plugins that are found.
  ///
  /// - Parameter known: Formats that are there already; a plugin that nobody trusts yet claims no file
  ///   that one of them claims.
  public func formats(besides known: [FormatPlugin]) -> [FormatPlugin] {
    let trusted = (try? TrustStore(environment))?.entries.map(\.folder) ?? []
    let taken = Set(known.flatMap(\.format.extensions))
    var formats: [FormatPlugin] = []
    for plugin in PluginCatalog(environment).plugins where plugin.shadowedBy == nil {
      let manifest: PluginManifest
      switch plugin.manifest {
      case .success(let sound): manifest = sound
      case .failure(let error):
        formats.append(Self.unusable(plugin, error))
        continue
      }
      for name in manifest.formats where !formats.contains(where: { $0.name == name }) {
        var format = self.format(name, of: plugin, manifest)
        if !trusted.contains(plugin.folder) {
          format.format.signature = nil
          format.format.extensions.removeAll { taken.contains($0) }
        }
        formats.append(format)
      }
    }
    return formats
  }

  /// What stands for a plugin whose manifest is wrong, and says so where it is used.
  private static func unusable(_ plugin: FoundPlugin, _ error: ManifestError) -> FormatPlugin {
    let fault = PluginFault(
      plugin: plugin.name, deed: "cannot be used. \(error.place): \(error.message)",
      hint: error.hint)
    return FormatPlugin(
      FormatInfo(
        name: plugin.name, title: plugin.name,
        summary: "A plugin that cannot be used: "
          + "'dolen plugin list' says why", extensions: [], holds: []),
      importing: FormatAbility(options: []) { _ in throw fault },
      exporting: FormatAbility(options: []) { _ in throw fault })
  }

  /// The format `name` of a plugin.
  func format(
    _ name: String, of plugin: FoundPlugin, _ manifest: PluginManifest
  ) -> FormatPlugin {
    let kinds = manifest.kinds.filter { $0.format == name }
    let rules = kinds.flatMap(\.sniff)
    var signature: FormatInfo.Signature?
    if !rules.isEmpty { signature = { head in rules.contains { $0.fits(head) } } }
    var endings: [String] = []
    for ending in kinds.flatMap(\.extensions) where !endings.contains(ending) {
      endings.append(ending)
    }
    let holds = kinds.reduce(into: FormatInfo.Contents()) { $0.formUnion($1.holds) }
    var format = FormatPlugin(
      FormatInfo(
        name: name, title: kinds.first?.title ?? name,
        summary: "\(kinds.first?.summary ?? "") (plugin \(manifest.title))", extensions: endings,
        signature: signature, holds: holds))
    if let kind = manifest.kind(.importing, format: name) {
      format.importing = FormatAbility(options: kind.options) { settings in
        ProcessImporter(host: self, plugin: plugin, kind: kind, options: settings)
      }
    }
    if let kind = manifest.kind(.exporting, format: name) {
      if kind.takesRows {
        format.answering = FormatAbility(options: kind.options) { settings in
          ProcessExporter(host: self, plugin: plugin, kind: kind, options: settings)
        }
      } else {
        format.exporting = FormatAbility(options: kind.options) { settings in
          ProcessExporter(host: self, plugin: plugin, kind: kind, options: settings)
        }
      }
    }
    return format
  }

  /// The functions and procedures of all plugins that are found, trusted or not: one that is not is
  /// refused where it is called.
  public func functions() -> FoundFunctions {
    var found = FoundFunctions()
    for plugin in PluginCatalog(environment).plugins where plugin.shadowedBy == nil {
      switch plugin.manifest {
      case .failure(let error):
        found.faults[PluginManifest.namespace(of: plugin.name)] =
          "The plugin '\(plugin.name)' cannot be used. \(error.place): \(error.message)"
      case .success(let manifest):
        for routine in manifest.routines {
          let caller = RoutineCaller(
            host: self, plugin: plugin, manifest: manifest, routine: routine)
          switch routine.kind {
          case .function: found.functions.append(caller.function)
          case .procedure: found.procedures.append(caller.procedure)
          }
        }
      }
    }
    return found
  }

  /// Lets the queries of `graph` call what plugins offer. They are looked for where a query names
  /// something with a dot that is not built in.
  public func offerFunctions(to graph: Graph) {
    let host = self
    graph.lookForFunctions { host.functions() }
  }

  // MARK: Running

  /// Runs `plugin` for as long as `body` talks with it.
  ///
  /// - Throws: `PluginFault` where it is not trusted, was changed since, or cannot be started; what
  ///   `body` throws.
  func converse<R>(
    with plugin: FoundPlugin, _ body: (PluginConversation) throws -> R
  ) throws -> R {
    let run = try start(plugin)
    defer { run.end() }
    return try body(run.conversation)
  }

  /// Starts `plugin`, for somebody who ends it.
  ///
  /// - Parameter unbuffered: Whether what it writes is to come at once, where its language can be told
  ///   so from outside.
  /// - Throws: As ``converse(with:_:)``.
  func start(_ plugin: FoundPlugin, unbuffered: Bool = false) throws -> PluginRun {
    let stage = try PluginStage(environment)
    do {
      let conversation = try conversation(with: plugin, stage, unbuffered: unbuffered)
      return PluginRun(conversation, stage)
    } catch {
      stage.remove()
      throw error
    }
  }

  private func conversation(
    with plugin: FoundPlugin, _ stage: PluginStage, unbuffered: Bool
  ) throws -> PluginConversation {
    let contents = try contents(of: plugin, stage)
    let manifest = try PluginCatalog.manifest(
      at: "\(stage.folder)/\(PluginManifest.fileName)"
    ).get()
    try checkTrust(of: plugin, contents, manifest)
    let limits = limits ?? manifest.limits
    let process = try process(manifest, limits, stage, unbuffered: unbuffered)
    let trace = try openTrace()
    try trace?.write("#", Array("\(manifest.title) in \(plugin.folder)".utf8))
    return PluginConversation(manifest, limits, process, trace: trace, isCancelled: isCancelled)
  }

  private func process(
    _ manifest: PluginManifest, _ limits: PluginLimits, _ stage: PluginStage, unbuffered: Bool
  ) throws(PluginFault) -> Subprocess {
    do throws(FileError) {
      return try Subprocess(
        try program(of: manifest, in: stage.folder), arguments: Array(manifest.command.dropFirst()),
        environment: variables(stage, unbuffered: unbuffered), folder: stage.folder,
        memory: limits.memoryMegabytes << 20)
    } catch {
      throw PluginFault(
        plugin: manifest.title, deed: "could not be started: \(error.reason)",
        hint: "Its command is \(manifest.command.joined(separator: " "))")
    }
  }

  private func contents(
    of plugin: FoundPlugin, _ stage: PluginStage
  ) throws(PluginFault) -> FolderContents {
    do throws(FileError) {
      return try FolderContents(of: plugin.folder, copyingTo: stage.folder)
    } catch {
      throw PluginFault(plugin: plugin.name, deed: "was not run. \(error)")
    }
  }

  private func openTrace() throws(FileError) -> PluginTrace? {
    guard let trace else { return nil }
    return try PluginTrace(trace)
  }

  /// Makes sure that `plugin`, whose files are `contents`, may run.
  ///
  /// - Throws: `PluginFault` where nobody trusts it, or it changed; `FileError`.
  func checkTrust(
    of plugin: FoundPlugin, _ contents: FolderContents, _ manifest: PluginManifest
  ) throws {
    switch try TrustStore(environment).state(of: plugin.folder, contents) {
    case .trusted, .underWork: return
    case .unknown:
      throw PluginFault(
        plugin: manifest.title, deed: "is not trusted, and was not run",
        hint: "Look at what is in \(plugin.folder), then: dolen plugin trust \(manifest.name)")
    case .changed(let changes):
      throw PluginFault(
        plugin: manifest.title,
        deed: "was changed since it was trusted, and was not run: "
          + changes.prefix(10).joined(separator: ", "),
        hint: "Look at what is in \(plugin.folder), then: dolen plugin trust \(manifest.name)")
    }
  }

  /// The file of the program: one of the plugin's folder, or one of the search path.
  private func program(
    of manifest: PluginManifest, in folder: String
  ) throws(FileError) -> String {
    let name = manifest.command.first ?? ""
    if name.hasPrefix("/") { return name }
    if try FileSystem.kind(of: "\(folder)/\(name)") == .file { return "\(folder)/\(name)" }
    if !name.contains("/"), let path = environment.program(name) { return path }
    throw FileError(
      "start", name, "There is no '\(name)' in its folder, and none on the search path of programs")
  }

  private func variables(_ stage: PluginStage, unbuffered: Bool) -> [String] {
    var variables = environment.variables.filter { PluginEnvironment.handedOn.contains($0.key) }
    variables["PATH"] = (variables["PATH"] ?? ProgramRun.usualSearchPath).split(separator: ":")
      .filter { $0.hasPrefix("/") }.joined(separator: ":")
    if variables["LANG"] == nil, variables["LC_ALL"] == nil { variables["LANG"] = "C.UTF-8" }
    variables["TMPDIR"] = stage.temporary
    // The protocol is UTF-8, whatever the user's locale is; and a copy needs no compiled modules.
    variables["PYTHONUTF8"] = "1"
    variables["PYTHONDONTWRITEBYTECODE"] = "1"
    // Who waits for an answer waits for ever where it stays in a buffer.
    if unbuffered { variables["PYTHONUNBUFFERED"] = "1" }
    return variables.map { "\($0.key)=\($0.value)" }.sorted()
  }
}
