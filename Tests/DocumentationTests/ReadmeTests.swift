import Foundation
import GraphTestKit
import Testing

/// What the README shows is what happens.
@Suite("README")
struct ReadmeTests {
  private static let page = "README.md"

  @Test("Commands print what is written under them")
  func commands() throws {
    let console = try Console()
    defer { console.remove() }
    let blocks = try MarkdownBlock.all(of: Self.page).filter { $0.language == "console" }
    #expect(blocks.count >= 3)
    for block in blocks {
      for step in Console.steps(of: block) {
        let output = try console.run(step.command)
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
    }
  }

  @Test("The Swift example is the one that is compiled and run")
  func swiftExample() throws {
    let file = TestFolder.root.appending(path: "Tests/DocumentationTests/LibraryExample.swift")
    let source = try String(contentsOf: file, encoding: .utf8)
    let blocks = try MarkdownBlock.all(of: Self.page).filter { $0.language == "swift" }
    #expect(!blocks.isEmpty)
    for block in blocks {
      let indented = block.lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
      #expect(
        source.contains(block.text) || source.contains(indented),
        "\(block) does not stand in LibraryExample.swift")
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
