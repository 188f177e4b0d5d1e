import Foundation
import GraphTestKit
import Testing

/// No sentence is said past the catalog.
@Suite("Words outside of the catalog")
struct BypassTests {
  /// The folders that say nothing of their own.
  private static let folders = [
    "Sources/EvidenceKit", "Sources/GraphShell", "Sources/dolen", "Plugins/DOT",
    "Sources/GraphDrawing", "Plugins/SVG", "Plugins/HTMLPage", "Sources/EvidenceFigures",
  ]

  /// Texts that are no words of the catalog, by the end of their file's path.
  private static let exceptions: [(file: String, text: String?, reason: String)] = [
    ("UpdateTemplate+Check.swift", nil, "queries and statements"),
    ("UpdateTemplate.swift", "one of ", "the notation of templates"),
    ("DifferenceDrawing.swift", nil, "the notation of Graphviz"),
    (
      "EvidenceSchema+Standard.swift", nil,
      "generated from Graph/schema.json, whose descriptions are data"
    ),
    ("SchemaProblem.swift", nil, "names of kinds, for programs"),
    ("ReviewDeeds.swift", nil, "queries"), ("ReviewDoubts.swift", nil, "queries"),
    ("ReviewDesk+Renewal.swift", nil, "queries"),
    ("DOTExporter.swift", nil, "a format describes itself in PluginKit's values"),
    ("DOTImporter.swift", nil, "what importers say of a file they say in English"),
    ("DOTParser.swift", nil, "what importers say of a file they say in English"),
    ("DOTScanner.swift", nil, "what importers say of a file they say in English"),
    ("DOTOptions.swift", nil, "options describe themselves in PluginKit's values"),
    ("SVGExporter.swift", nil, "a format describes itself in PluginKit's values"),
    ("SVGOptions.swift", nil, "options describe themselves in PluginKit's values"),
    ("PageExporter.swift", nil, "a format describes itself in PluginKit's values"),
    ("PageOptions.swift", nil, "options describe themselves in PluginKit's values"),
    ("SelfContainedPage.swift", nil, "the head of a page is HTML, its words are the catalog's"),
    ("GapMapQuestion.swift", nil, "queries"), ("FigureOrigin.swift", nil, "a query"),
    ("GapMap.swift", nil, "a query"), ("ScreeningFlow.swift", nil, "queries"),
    ("FlowLayout.swift", nil, "the notation of Graphviz"),
    ("SearchStrategy.swift", nil, "queries"), ("SearchStrategy+Storing.swift", nil, "statements"),
    ("SearchExpression.swift", nil, "names of databases and fields"),
    ("ActionOptions.swift", nil, "a query"), ("ClaimSet.swift", nil, "queries"),
    ("FindingSummary.swift", nil, "a query"),
    ("Judgement.swift", nil, "stored values of scales"),
    ("ScreeningFlow+Table.swift", nil, "names of states, for programs"),
    ("Schema.swift", "RETURN DISTINCT", "a query"),
    ("CompletionContext.swift", "RETURN DISTINCT", "a query"),
    ("Keys.swift", "RETURN properties", "queries"), ("Tour.swift", nil, "queries of the tour"),
    ("Search.swift", nil, "a query"),
    ("PipeProcedure.swift", nil, "the protocol speaks to programs"),
    ("PipeServer.swift", nil, "the protocol speaks to programs"),
    ("Duration+Readable.swift", nil, "symbols of units"),
    ("PluginDesk.swift", nil, "what plugins are and do is said in English, as by PluginHost"),
    ("EditingReader.swift", "GNU readline", "the name of a library"),
  ]

  private struct Found: CustomStringConvertible {
    var path: String
    var literal: SwiftLiteral

    var description: String { "\(path):\(literal.line): \"\(literal.text)\"" }
  }

  private static func sentences() throws -> [Found] {
    // Two words in a row, the second in small letters and no name of an attribute.
    let words = /(?:[A-Za-z]{2,}|\u{FFFC})[,;:.]?\s[a-z]{2,}\b(?!=)/
    var found: [Found] = []
    for folder in folders {
      let files = try TestFolder.files(
        below: TestFolder.root.appending(path: folder), suffix: ".swift")
      #expect(!files.isEmpty, "\(folder)")
      for file in files {
        let source = try String(contentsOf: file, encoding: .utf8)
        for literal in SwiftLiteral.all(in: source) where literal.text.contains(words) {
          // Examples of commands, as they are typed.
          if literal.text.starts(with: /\s*(dolen |:)/) { continue }
          found.append(Found(path: file.path(), literal: literal))
        }
      }
    }
    return found
  }

  @Test("Sentences stand in the catalog")
  func sentencesStandInTheCatalog() throws {
    for found in try Self.sentences() {
      let isExpected = Self.exceptions.contains { exception in
        found.path.hasSuffix("/" + exception.file)
          && exception.text.map { found.literal.text.contains($0) } ?? true
      }
      #expect(isExpected, "\(found) belongs into Sources/WordCatalog")
    }
  }

  @Test("Each exception is still one")
  func exceptionsAreNeeded() throws {
    let sentences = try Self.sentences()
    for exception in Self.exceptions {
      let isNeeded = sentences.contains { found in
        found.path.hasSuffix("/" + exception.file)
          && exception.text.map { found.literal.text.contains($0) } ?? true
      }
      #expect(isNeeded, "\(exception.file): \(exception.text ?? "all") (\(exception.reason))")
    }
  }

  @Test("Literals are found where Swift has them")
  func literals() {
    let source = #"""
      // "not this"
      let a = "one \(b ? "two three" : "x") four"
      let c = """
        five six \
        seven
        """
      let d = ##"raw "quoted" \n text"##
      """# + "\n"
    let texts = SwiftLiteral.all(in: source).map(\.text)
    #expect(texts.count == 5)
    #expect(texts.contains("two three") && texts.contains("one \u{FFFC} four"))
    #expect(texts.contains { $0.contains("five six") && $0.contains("seven") })
    #expect(texts.contains(#"raw "quoted" \n text"#))
  }
}
