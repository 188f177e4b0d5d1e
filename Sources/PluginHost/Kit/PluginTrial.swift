import GraphEngine
import GraphModel
import Platform
import PluginKit
import WordCatalog

/// What every plugin must stand, tried on one: sources that are empty, cut off, in another encoding,
/// slow, read twice; graphs with hostile texts; and, where it both reads and writes, the way there and back.
///
///     for result in try PluginTrial(host, plugin).run() { print(result) }
///
/// The files in the plugin's folder `samples` are what it is tried with. A mistake in the data that the
/// plugin reports is well; a crash, a wrong count, silence is not. To try a plugin is to run it, so that it
/// has to be trusted, or under work.
public struct PluginTrial {
  private let host: PluginHost
  private let plugin: FoundPlugin
  private let manifest: PluginManifest

  /// What came of one try.
  public struct Result: Hashable, Sendable, CustomStringConvertible {
    /// What was tried.
    public var name: String
    /// What is wrong; nil where it stood.
    public var failure: String?
    /// What happened.
    public var outcome: String

    /// What comes of `body`, which says what happened, or throws what is wrong.
    init(_ name: String, _ body: () throws -> String) {
      self.name = name
      do {
        outcome = try body()
      } catch {
        failure = "\(error)"
        outcome = ""
      }
    }

    /// A line, and the lines of a failure.
    public var description: String {
      guard let failure else { return "passed  \(name): \(outcome)" }
      return "FAILED  \(name): "
        + failure.split(separator: "\n").joined(separator: "\n          ")
    }
  }

  /// A trial of `plugin`.
  ///
  /// - Throws: ``ManifestError``.
  public init(_ host: PluginHost, _ plugin: FoundPlugin) throws {
    self.host = host
    self.plugin = plugin
    manifest = try plugin.manifest.get()
  }

  /// Tries all.
  ///
  /// - Throws: `FileError` where a sample cannot be read; `OptionError` where an importer has none;
  ///   `PluginFault` where the plugin is not trusted.
  public func run() throws -> [Result] {
    try host.checkTrust(of: plugin, FolderContents(of: plugin.folder), manifest)
    var results: [Result] = []
    for name in manifest.formats {
      let format = host.format(name, of: plugin, manifest)
      if let kind = manifest.kind(.importing, format: name) {
        results += try importTrials(format, isText: kind.isText)
      }
      if format.exporting != nil { results += exportTrials(format) }
      if format.answering != nil { results += rowTrials(format) }
    }
    for routine in manifest.routines {
      results += try RoutineTrial(
        RoutineCaller(host: host, plugin: plugin, manifest: manifest, routine: routine)
      ).run()
    }
    return results
  }

  // MARK: Reading

  private func importTrials(_ format: FormatPlugin, isText: Bool) throws -> [Result] {
    let folder = "\(plugin.folder)/samples"
    let names = ((try? FileSystem.names(in: folder)) ?? []).filter { !$0.hasPrefix(".") }
    guard !names.isEmpty else {
      throw OptionError(
        "The plugin '\(manifest.title)' has no samples to be tried with",
        hint: "Put a file of its format into \(folder)")
    }
    var results = [Result("an empty file") { try outcome(format, "empty", [], .mayRefuse) }]
    for name in names {
      let bytes = try InputFile.bytes(of: "\(folder)/\(name)")
      results += sampleTrials(format, name, bytes)
      if isText { results += textTrials(format, name, bytes) }
    }
    return results
  }

  /// A record that is wrong is for users to decide about, and a sample may show one.
  private static let lenient: OptionSettings = ["on-error": "skip"]

  /// Whether a source may be found to be wrong.
  private enum Expectation {
    case mustRead
    case mayRefuse
    case mustRefuse
  }

  private func sampleTrials(
    _ format: FormatPlugin, _ name: String, _ bytes: [UInt8]
  ) -> [Result] {
    [
      Result("\(name)") { try outcome(format, name, bytes, .mustRead) },
      Result("\(name), the same each time") {
        guard try graph(format, name, bytes) == graph(format, name, bytes) else {
          throw TrialFailure("Two imports of it into new graphs differ")
        }
        return "the same graph twice"
      },
      Result("\(name), duplicate keys: imported twice into one graph") {
        let graph = Graph()
        let first = try graph.importGraph(
          from: ImportSource(bytes, name: name), as: format, options: Self.lenient)
        let second = try graph.importGraph(
          from: ImportSource(bytes, name: name), as: format,
          options: ["existing": "keep", "on-error": "skip"])
        return second.nodes.created == 0
          ? "nothing is new the second time"
          : "\(second.nodes.created) of \(Words.english.nodes(first.nodes.created)) "
            + "\(second.nodes.created == 1 ? "is" : "are") new the second time: "
            + "they have no key"
      },
      Result("\(name), cut off in the middle") {
        try outcome(format, name, Array(bytes.prefix(bytes.count / 2)), .mayRefuse)
      },
      Result("\(name), byte by byte") { try slowly(format, name, bytes) },
    ]
  }

  private func textTrials(
    _ format: FormatPlugin, _ name: String, _ bytes: [UInt8]
  ) -> [Result] {
    let windows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .joined(separator: [0x0D, 0x0A])
    var wrong = bytes
    wrong.insert(0xE9, at: bytes.firstIndex(of: 0x0A) ?? bytes.count)
    return [
      Result("\(name), with a byte order mark") {
        try same(format, name, bytes, [0xEF, 0xBB, 0xBF] + bytes)
      },
      Result("\(name), with CRLF") { try same(format, name, bytes, Array(windows)) },
      Result("\(name), bad UTF-8") { try outcome(format, name, wrong, .mustRefuse) },
      Result("\(name), hostile text") {
        // Behind what is known to be sound, so that the plugin is well under way.
        let hostile = Array(HostileText.all.joined(separator: "\n").utf8)
        return try outcome(format, name, bytes + hostile, .mayRefuse)
      },
    ]
  }

  private func outcome(
    _ format: FormatPlugin, _ name: String, _ bytes: [UInt8], _ expected: Expectation
  ) throws -> String {
    let graph = Graph()
    do {
      let report = try graph.importGraph(
        from: ImportSource(bytes, name: name), as: format,
        options: expected == .mustRead ? Self.lenient : [:])
      if expected == .mustRefuse { throw TrialFailure("It was read as if nothing were wrong") }
      if expected == .mustRead, report.read == 0 { throw TrialFailure("No record came of it") }
      return Self.counts(report)
    } catch let error as ImportError where expected != .mustRead {
      guard graph.statistics.nodeCount == 0 else { throw TrialFailure("Half of it was imported") }
      return "refused: \(error.message)"
    }
  }

  private static func counts(_ report: ImportReport) -> String {
    let skipped = report.nodes.skipped + report.relationships.skipped
    return Words.english.records(report.read) + (skipped > 0 ? ", \(skipped) of them skipped" : "")
  }

  private func graph(_ format: FormatPlugin, _ name: String, _ bytes: [UInt8]) throws -> [UInt8] {
    let graph = Graph()
    _ = try graph.importGraph(
      from: ImportSource(bytes, name: name), as: format, options: Self.lenient)
    return try Self.lines(graph)
  }

  private func same(
    _ format: FormatPlugin, _ name: String, _ bytes: [UInt8], _ other: [UInt8]
  ) throws -> String {
    guard try graph(format, name, bytes) == graph(format, name, other) else {
      throw TrialFailure("Another graph comes of it than without")
    }
    return "the same graph"
  }

  /// Hands the plugin one byte at a time, and waits in between.
  private func slowly(
    _ format: FormatPlugin, _ name: String, _ bytes: [UInt8]
  ) throws -> String {
    let ends = try SlowPipe(Array(bytes.prefix(2_000)))
    let graph = Graph()
    let source = try ImportSource(path: ends.path)
    do {
      return Self.counts(
        try graph.importGraph(from: source, as: format, options: Self.lenient))
    } catch var error as ImportError {
      if bytes.count > 2_000 { return "refused, as it is cut off: \(error.message)" }
      // The pipe has a name that nobody has given.
      error.place.file = name
      throw error
    }
  }

  // MARK: Writing

  private func exportTrials(_ format: FormatPlugin) -> [Result] {
    var results = [
      Result("export of an empty graph") { try exported(Graph(), format).outcome }
    ]
    results.append(
      Result("export of hostile texts") {
        let graph = try HostileText.graph()
        let first = try exported(graph, format)
        guard try exported(graph, format).bytes == first.bytes else {
          throw TrialFailure("Two exports of one graph differ")
        }
        return first.outcome
      })
    if format.importing != nil {
      results.append(
        Result("there and back") {
          let graph = try HostileText.graph()
          let bytes = try exported(graph, format).bytes
          let back = Graph()
          _ = try back.importGraph(from: ImportSource(bytes, name: "exported"), as: format)
          let counts = (back.statistics.nodeCount, back.statistics.relationshipCount)
          guard counts == (graph.statistics.nodeCount, graph.statistics.relationshipCount) else {
            throw TrialFailure(
              "\(Words.english.graphSize(nodes: counts.0, relationships: counts.1)) came back")
          }
          if format.format.holds == .everything, try Self.lines(back) != Self.lines(graph) {
            throw TrialFailure("It says that it holds everything, and another graph came back")
          }
          return Words.english.graphSize(nodes: counts.0, relationships: counts.1)
        })
    }
    return results
  }

  private func rowTrials(_ format: FormatPlugin) -> [Result] {
    let query = "UNWIND $texts AS text RETURN text, size(text) AS length, [text] AS list"
    return [
      Result("export of no rows") { try rows(of: query, [], format).outcome },
      Result("export of rows of hostile texts") {
        let first = try rows(of: query, HostileText.all, format)
        guard try rows(of: query, HostileText.all, format).bytes == first.bytes else {
          throw TrialFailure("Two exports of the same rows differ")
        }
        return first.outcome
      },
    ]
  }

  private func rows(
    of query: String, _ texts: [String], _ format: FormatPlugin
  ) throws -> (bytes: [UInt8], outcome: String) {
    guard let ability = format.answering else { throw TrialFailure("It cannot write rows") }
    let graph = Graph()
    let rows = try graph.run(
      query, parameters: ["texts": .list(texts.map { Value.string($0) })])
    let sink = MemorySink()
    var report = try ability.prepared().worker.write(ExportedAnswer(rows, of: graph), to: sink)
    report.bytes = sink.bytes.count
    return (sink.bytes, "\(report)")
  }

  private func exported(
    _ graph: Graph, _ format: FormatPlugin
  ) throws -> (bytes: [UInt8], outcome: String) {
    guard let ability = format.exporting else { throw TrialFailure("It cannot write") }
    let sink = MemorySink()
    let report = try ability.prepared().worker.write(ExportSubject(graph), to: sink)
    let losses = report.losses.map { "not held: \($0.what) (\($0.count))" }
    return (
      sink.bytes, ([Words.english.bytes(sink.bytes.count)] + losses).joined(separator: ", ")
    )
  }

  /// The graph as lines that say all of it, but for the ids.
  private static func lines(_ graph: Graph) throws -> [UInt8] {
    var encoder = JSONRecordEncoder(.exact)
    var bytes: [UInt8] = []
    let subject = ExportSubject(graph)
    try subject.forEachNode { node, contents in
      try encoder.encode(node.id, contents)
      bytes += encoder.bytes
    }
    try subject.forEachRelationship { relationship, contents in
      try encoder.encode(relationship.id, contents)
      bytes += encoder.bytes
    }
    return bytes
  }
}

/// Why a plugin did not stand a try.
struct TrialFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
