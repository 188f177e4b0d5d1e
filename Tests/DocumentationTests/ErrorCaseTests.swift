import GraphTestKit
import Testing

/// Every detail of an error has a case in `Tests/Cases/Errors`, or a reason why it has none.
@Suite("Details of errors")
struct ErrorCaseTests {
  /// Details that no case can show, each with the reason.
  static let withoutCase: [String: String] = [
    "NearText": "follows an answer of nothing, in the shell",
    "LimitWithoutOrder": "needs a saved query",
    "Interrupted": "needs a second thread",
    "TimeLimit": "needs time to pass",
    "MemoryLimit": "needs a limit that a case cannot set",
    "FileBusy": "needs two sessions and another process",
    "SharedMemoryLimit": "needs two sessions",
    "StaleTransaction": "needs two sessions",
    "WriterBusy": "needs two sessions",
    "WriteInWrite": "needs a call of load()",
    "StatementTooLong": "needs a statement of a mebibyte",
    "PatternTooLarge": "needs a pattern of two thousand nodes",
    "TooManyEntities": "needs four billion nodes",
    "ReadOnly": "needs a file",
    "Closed": "needs a call of close()",
    "TransactionLost": "needs a full disk",
    "SourcesOfUpdate": "needs a call of runWithSources()",
    "SnapshotInTransaction": "needs a call of snapshot()",
    "SnapshotName": "needs a command of the shell",
    "SnapshotExists": "needs a file",
    "NoSuchSnapshot": "needs a file",
    "DifferenceDoesNotFit": "needs a call of apply(to:)",
    "ComparedQueryUpdates": "needs two graphs",
    "UnreadableSchema": "needs a file whose schema somebody has changed",
    "NotInMemory": "needs a file, and a call of reset()",
    "FullTextFailed": "needs a file that fails",
    "NoFile": "needs a command of the shell",
    "StalePlan": "needs an index that is dropped between preparing and running",
    "EntityNotFound": "needs a bulk load",
    "EntityContentsUnknown": "needs a value that was taken out of the engine without its contents",
    "InvalidArgumentPassingMode": "needs a procedure with parameters, and none is built in",
    "NoNestedQueries": "needs a runtime without an engine",
    "QueryFailed": "needs a file that fails",
    "InvalidSchema": "needs a call of setSchema()",
    "PluginError": "needs a plugin that refuses an argument",
    "PluginFault": "needs a plugin that breaks off",
  ]

  @Test("Each has a case or a reason, and no reason outlives its need")
  func complete() throws {
    let sections = QueryCase.all(in: "Errors").flatMap(\.steps).flatMap(\.sections)
    let errors = sections.filter { $0.head.hasPrefix("error ") }
      .compactMap { $0.head.split(separator: " ").last.map(String.init) }
    let warnings = sections.filter { $0.head == "warnings" }.flatMap(\.lines)
      .compactMap { $0.split(separator: ":").first.map(String.init) }
    let shown = Set(errors + warnings)
    let details = try ErrorCatalog().details
    let missing = details.filter { !shown.contains($0) && Self.withoutCase[$0] == nil }
    #expect(missing.isEmpty, "no case in Tests/Cases/Errors shows \(missing)")
    let idle = Self.withoutCase.keys.filter { shown.contains($0) || !details.contains($0) }
    #expect(idle.isEmpty, "these need no reason any more: \(idle)")
  }
}
