import GraphTestKit
import Testing

/// Every detail of an error has a case in `Tests/Cases/Errors`, or a reason why it has none.
@Suite("Details of errors")
struct ErrorCaseTests {
  /// Details that no case can show, each with the reason.
  static let withoutCase: [String: String] = [
    "Interrupted": "needs a second thread",
    "TimeLimit": "needs time to pass",
    "MemoryLimit": "needs a limit that a case cannot set",
  ]

  @Test("Each has a case or a reason, and no reason outlives its need")
  func complete() throws {
    let shown = Set(
      QueryCase.all(in: "Errors").flatMap(\.steps).flatMap(\.sections)
        .filter { $0.head.hasPrefix("error ") }
        .compactMap { $0.head.split(separator: " ").last.map(String.init) })
    let details = try ErrorCatalog().details
    let missing = details.filter { !shown.contains($0) && Self.withoutCase[$0] == nil }
    #expect(missing.isEmpty, "no case in Tests/Cases/Errors shows \(missing)")
    let idle = Self.withoutCase.keys.filter { shown.contains($0) || !details.contains($0) }
    #expect(idle.isEmpty, "these need no reason any more: \(idle)")
  }
}
