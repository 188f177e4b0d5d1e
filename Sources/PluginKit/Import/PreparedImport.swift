import Duplicates
import GraphEngine

/// A source, and how it is read: the format and all options have been looked at.
struct PreparedImport {
  private let source: ImportSource
  private let importer: any GraphImporter
  private let policy: ImportPolicy
  private let run: ImportRun
  /// What is done about records of one work.
  let handling: DuplicateHandling

  /// - Parameter options: Options of the format, and of ``ImportPolicy``.
  /// - Throws: ``OptionError`` where one is unknown or does not fit.
  init(
    of source: ImportSource, as plugin: FormatPlugin, options: OptionSettings, isDryRun: Bool
  ) throws {
    var source = source
    source.isTrial = isDryRun
    let ability = try plugin.importAbility()
    let ofPolicy = Set(ImportPolicy.list.map(\.name))
    let known = ofPolicy.union(ability.options.map(\.name))
    if let (name, _) = options.entries.first(where: { !known.contains($0.name) }) {
      throw OptionError(unknown: name, known: known.sorted())
    }
    let prepared = try ability.prepared(options.filter { !ofPolicy.contains($0) })
    self.source = source
    importer = prepared.worker
    policy = try ImportPolicy(options.filter { ofPolicy.contains($0) })
    handling = policy.dedup.handling(standard: ability.duplicates)
    run = ImportRun(format: plugin.name, source: source.name, options: prepared.values)
  }

  /// Reads the source into `target`.
  ///
  /// - Returns: What became of the records, and the first node that was made of one.
  /// - Throws: As the importer and the sink do.
  func read(
    into target: any RecordTarget, observer: ImportObserver
  ) throws -> (report: ImportReport, firstCreated: Int?) {
    let source = source
    var sink = GraphLoadSink(
      into: target, run: run, policy: policy, comparesWorks: handling != .off, observer: observer,
      position: { (source.bytesRead, source.byteCount) })
    try importer.read(source, into: &sink)
    try sink.finish(files: source.filesRead)
    return (sink.report, sink.firstCreated)
  }
}
