import Duplicates
import GraphModel

extension ImportReport {
  /// The report as a JSON object, for programs and for the record of a review.
  ///
  ///     {"format":"jsonl","source":"a.jsonl","dry_run":false,"records":3,
  ///      "nodes":{"read":3,"created":2,"merged":0,"updated":0,"skipped":1},…}
  ///
  /// Lists that were cut (``listLimit``, ``warningLimit``) have their full length beside them.
  ///
  /// - Throws: `Diagnostic` where a value is too large to be written.
  public func json() throws -> String {
    let report: MapValue = [
      "run": .string(run.id), "format": .string(run.format), "source": .string(run.source),
      "started": .dateTime(run.started), "dry_run": .boolean(isDryRun),
      "files": .list(
        run.files.map {
          .map([
            "name": .string($0.name), "bytes": .integer($0.count), "sha256": .string($0.sha256),
          ])
        }),
      "options": .list(run.options.map { .string("\($0.name)=\($0.value)") }),
      "records": .integer(read), "nodes": .map(Self.map(nodes)),
      "relationships": .map(Self.map(relationships)), "made_nodes": .integer(madeNodes),
      "folded": .integer(folded),
      "reasons": .list(
        skips.map {
          .map([
            "record": .string($0.record.rawValue), "reason": .string($0.reason),
            "count": .integer($0.count), "first": .map(Self.map($0.first)),
          ])
        }),
      "skipped": .list(skipped.map { .map(Self.map($0)) }),
      "change_count": .integer(changeCount), "changes": .list(changes.map { .map(Self.map($0)) }),
      "duplicates": .map(Self.map(duplicates)), "warning_count": .integer(warningCount),
      "warnings": .list(
        warnings.map {
          .map(Self.map($0.place).adding("message", .string($0.message)))
        }),
    ]
    var writer = JSONWriter(mode: .plain)
    try writer.write(.map(report))
    return writer.text + "\n"
  }

  private static func map(_ counts: Counts) -> MapValue {
    [
      "read": .integer(counts.read), "created": .integer(counts.created),
      "merged": .integer(counts.merged), "updated": .integer(counts.updated),
      "skipped": .integer(counts.skipped),
    ]
  }

  private static func map(_ found: DuplicateReport) -> MapValue {
    [
      "merged": .integer(found.merged), "certain": .integer(found.certain),
      "doubtful": .integer(found.doubtful), "records": .integer(found.records),
      "comparisons": .integer(found.comparisons), "pairs": .list(found.entries.map(\.json)),
    ]
  }

  private static func map(_ place: SourcePlace) -> MapValue {
    var map: MapValue = ["file": .string(place.file)]
    if let line = place.line { map["line"] = .integer(line) }
    if let column = place.column { map["column"] = .integer(column) }
    return map
  }

  private static func map(_ skipped: Skipped) -> MapValue {
    let map = map(skipped.place).adding("record", .string(skipped.record.rawValue))
      .adding("reason", .string(skipped.reason))
    return skipped.text.map { map.adding("text", .string($0)) } ?? map
  }

  private static func map(_ change: Change) -> MapValue {
    map(change.place).adding("element", .string(change.element))
      .adding(
        change.property == nil ? "label" : "property",
        change.property.map { .text($0) } ?? change.after
      )
      .adding("before", change.before ?? .null)
      .adding("after", change.after)
  }
}

extension ImportReport {
  /// The report of an import that was stopped, and has changed nothing, as a JSON object: which source, and
  /// why.
  ///
  ///     {"source":"a.ris","dry_run":false,"stopped":true,
  ///      "error":{"message":"…","hint":"…","file":"a.ris","line":7}}
  ///
  /// - Throws: `Diagnostic` where a value is too large to be written.
  public static func json(of source: String, stoppedBy error: any Error, isDryRun: Bool) throws
    -> String
  {
    var cause: MapValue
    switch error {
    case let error as ImportError:
      cause = map(error.place).adding("message", .string(error.message))
      if let hint = error.hint { cause["hint"] = .string(hint) }
    case let error as OptionError:
      cause = ["message": .string(error.message)]
      if let hint = error.hint { cause["hint"] = .string(hint) }
    case let error as Diagnostic:
      cause = ["message": .string(error.message)]
      if let hint = error.hint { cause["hint"] = .string(hint) }
    default: cause = ["message": .string("\(error)")]
    }
    let report: MapValue = [
      "source": .string(source), "dry_run": .boolean(isDryRun), "stopped": true,
      "error": .map(cause),
    ]
    var writer = JSONWriter(mode: .plain)
    try writer.write(.map(report))
    return writer.text + "\n"
  }
}

extension MapValue {
  fileprivate func adding(_ key: Text, _ value: Value) -> MapValue {
    var copy = self
    copy[key] = value
    return copy
  }
}
