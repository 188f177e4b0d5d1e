import Foundation
import GraphTestKit
import Testing

/// The pages in `docs/` that come from the catalogs say what the catalogs say.
@Suite("ReferencePages")
struct ReferencePagesTests {
  private static let pages = (try? ReferencePage.all()) ?? []

  @Test("The pages can be written")
  func complete() throws {
    #expect(try ReferencePage.all().count == Self.pages.count)
    #expect(Self.pages.count >= 7)
  }

  @Test("A page is current", arguments: pages)
  func current(_ page: ReferencePage) throws {
    let stored = (try? String(contentsOf: page.file, encoding: .utf8)) ?? ""
    guard stored != page.text else { return }
    if TestSettings.records {
      try FileManager.default.createDirectory(
        at: page.file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try page.text.write(to: page.file, atomically: true, encoding: .utf8)
      Issue.record("\(page.path) was rewritten; look at the difference")
    } else {
      Issue.record(
        "\(page.path) is not current: run RECORD=1 scripts/test --filter ReferencePages")
    }
  }
}
