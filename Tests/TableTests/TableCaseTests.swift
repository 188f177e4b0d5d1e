import Foundation
import Testing

/// Tables with their mappings, given and guessed, as files of cases have them.
@Suite struct TableCaseTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Cases/Tables")

  static let files: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)))
    ?? [])
    .filter { $0.hasSuffix(".case") }.sorted()

  @Test func thereAreCases() { #expect(Self.files.count >= 4) }

  @Test(arguments: files)
  func cases(_ file: String) throws {
    let url = Self.folder.appending(path: file)
    let text = try String(contentsOf: url, encoding: .utf8)
    var cases = TableCase.read(text)
    #expect(!cases.isEmpty)
    let place = FileManager.default.temporaryDirectory.appending(path: "dolen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    for index in cases.indices {
      let (graph, report) = try cases[index].outcome(in: place.path(percentEncoded: false))
      let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
      for (head, found) in [("graph", graph), ("report", report)] {
        let wanted = cases[index].lines(head)
        if isRecording {
          cases[index].sections.removeAll { $0.head == head }
          cases[index].sections.append((head, found))
        } else {
          #expect(wanted == found, "\(file): \(cases[index].name)")
        }
      }
    }
    guard ProcessInfo.processInfo.environment["RECORD"] == "1" else { return }
    let recorded = TableCase.text(cases)
    if recorded != text {
      try Data(recorded.utf8).write(to: url)
      Issue.record("\(file) was recorded; look at it")
    }
  }
}
