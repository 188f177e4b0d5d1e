import Foundation
import GraphTestKit
import Testing

/// What the README shows is what happens.
@Suite("README")
struct ReadmeTests {
  private static let page = "README.md"

  @Test(
    "Commands print what is written under them",
    arguments: [page, "docs/figures.md", "docs/guide.md", "docs/canllaw.md"])
  func commands(_ page: String) throws {
    let console = try Console(language: page.contains("canllaw") ? "cy" : "en")
    defer { console.remove() }
    let blocks = try MarkdownBlock.all(of: page).filter { $0.language == "console" }
    #expect(blocks.count >= 3)
    var recorded: [(block: MarkdownBlock, text: String)] = []
    for block in blocks {
      var text: [String] = []
      for step in Console.steps(of: block) {
        let output = try console.run(step.command)
        text.append("$ " + step.command.replacing("\n", with: "\n> "))
        if !output.isEmpty { text.append(output) }
        let expected = step.output.trimmingCharacters(in: .newlines)
        guard output != expected else { continue }
        Issue.record(
          """
          \(block): $ \(step.command)
          is shown with:
          \(expected)
          but prints:
          \(output)
          """)
      }
      recorded.append((block, text.joined(separator: "\n")))
    }
    if TestSettings.records { try record(recorded, in: page) }
  }

  /// Puts what was printed in the place of what is written.
  private func record(_ blocks: [(block: MarkdownBlock, text: String)], in page: String) throws {
    let file = TestFolder.root.appending(path: page)
    var lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    for (block, text) in blocks.reversed() {
      lines.replaceSubrange(
        block.line..<(block.line + block.lines.count), with: text.components(separatedBy: "\n"))
    }
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
  }

  @Test("The Swift example is the one that is compiled and run")
  func swiftExample() throws {
    let file = TestFolder.root.appending(path: "Tests/DocumentationTests/LibraryExample.swift")
    let source = try String(contentsOf: file, encoding: .utf8)
    let blocks = try MarkdownBlock.all(of: Self.page).filter { $0.language == "swift" }
    #expect(!blocks.isEmpty)
    for block in blocks {
      let imports = block.lines.filter { $0.hasPrefix("import ") }
      let body = block.lines.drop { $0.hasPrefix("import ") || $0.isEmpty }
      let indented = body.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
      #expect(imports.allSatisfy { source.contains("\n\($0)\n") || source.hasPrefix("\($0)\n") })
      #expect(
        source.contains("// README begins\n\(indented)\n    // README ends"),
        "\(block) is not what stands in LibraryExample.swift")
    }
  }

  @Test("The two commands of the README are there")
  func scripts() throws {
    let text = try String(
      contentsOf: TestFolder.root.appending(path: Self.page), encoding: .utf8)
    for script in ["scripts/demo", "scripts/test"] {
      #expect(text.contains(script))
      let path = TestFolder.root.appending(path: script).path()
      #expect(FileManager.default.isExecutableFile(atPath: path))
    }
  }
}
