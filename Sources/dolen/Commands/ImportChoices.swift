import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit
import WordCatalog

/// The options of `dolen import` that hold for every format: what it does where the source alone does
/// not say it, and what it leaves in writing.
struct ImportChoices: ParsableArguments {
  @Flag(.dryRun) var dryRun = false
  @Option(.onError) var onError: String?
  @Option(.existing) var existing: String?
  @Option(.dangling) var dangling: String?
  @Option(.dedup) var dedup: String?
  @Option(.importReport) var report: String?
  @Option(.skippedFile) var skipped: String?

  /// What to do about a file that is there: an import replaces none.
  static let advice = AtomicFile.removal

  /// What was chosen, as options of the import.
  var settings: OptionSettings {
    var settings = OptionSettings()
    let chosen = [
      ("on-error", onError), ("existing", existing), ("dangling", dangling), ("dedup", dedup),
    ]
    for (name, value) in chosen { if let value { settings.add(name, value) } }
    return settings
  }

  /// Makes sure that the files can be made, before any work.
  ///
  /// - Throws: `FileError` where one is there already, or cannot be made.
  func check() throws {
    for file in [report, skipped] {
      if let file, file != "-" { try AtomicFile.check(file, advice: Self.advice) }
    }
  }

  /// Does `body` with an observer that shows how far the import is, writes down what it skips, and ends
  /// it where the user interrupts.
  func followed(
    _ words: Words, _ body: (ImportObserver) throws -> ImportReport
  ) throws -> ImportReport {
    let list = skipped.map { SkippedRecords(path: $0) }
    let progress = ImportProgressLine(words)
    var observer = ImportObserver()
    observer.progress = { state in
      if Interrupts.hasArrived {
        throw Diagnostic(.interrupted, .runtime, "Interrupted", words.loadInterrupted)
      }
      progress.show(state)
    }
    if let list { observer.skipped = { try list.add($0) } }
    defer { progress.clear() }
    let report = try body(observer)
    try list?.finish()
    return report
  }

  /// Shows the report, and writes it down where that was asked for.
  func write(_ result: ImportReport, to console: TerminalConsole, _ words: Words) throws {
    if report == "-" {
      try console.output.write(result.json())
    } else {
      if report != nil { try keep(result.json()) }
      try console.output.write(result.text(words) + "\n")
    }
    try console.flush()
  }

  /// Writes down that the import was stopped, where a report was asked for.
  func write(stoppedBy error: any Error, of source: String, to console: TerminalConsole) throws {
    guard let report else { return }
    let text = try ImportReport.json(of: source, stoppedBy: error, isDryRun: dryRun)
    guard report == "-" else { return try keep(text) }
    try console.output.write(text)
    try console.flush()
  }

  private func keep(_ text: String) throws {
    guard let report else { return }
    let file = try AtomicFile(report, advice: Self.advice)
    try file.write(text)
    try file.commit()
  }
}

/// The file of records that an import skips: CSV, which a spreadsheet opens.
final class SkippedRecords {
  private let path: String
  private var file: AtomicFile?
  private var csv = CSVWriter()

  /// The file at `path`, which is made with its first record.
  init(path: String) { self.path = path }

  /// Adds a record.
  func add(_ record: ImportReport.Skipped) throws {
    let file = try self.file ?? begin()
    self.file = file
    line([
      record.place.file, record.place.line.map(String.init), record.place.column.map(String.init),
      record.record.rawValue, record.reason, record.text,
    ])
    try file.write(csv.bytes)
    csv.removeAll()
  }

  /// Puts the file in its place, where there was a record.
  func finish() throws { try file?.commit() }

  private func begin() throws -> AtomicFile {
    let file = try AtomicFile(path, advice: ImportChoices.advice)
    line(["file", "line", "column", "record", "reason", "text"])
    return file
  }

  private func line(_ fields: [String?]) {
    for field in fields {
      if let field { csv.field(field.utf8) } else { csv.absent() }
    }
    csv.endRecord()
  }
}
