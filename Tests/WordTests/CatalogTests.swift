import Foundation
import GraphTestKit
import Testing
import WordCatalog

/// What the compiler cannot hold of the catalog: that each entry says something in every language,
/// that no language leaves out what another mentions, that what is said is needed.
@Suite("Catalog of words")
struct CatalogTests {
  private static let entries = (try? CatalogEntry.all()) ?? []

  /// Entries whose texts are the same in both languages, and why.
  private static let alike: [String: String] = [
    "labelHeading": "the Welsh word is the same",
    "rowsNeedQuery": "an example of a command",
  ]

  @Test("The catalog can be read")
  func isRead() throws {
    let entries = try CatalogEntry.all()
    #expect(entries.count >= 200)
    #expect(Set(entries.map(\.name)).count == entries.count, "names are keys")
    #expect(entries.contains { $0.name == "rows" && $0.sayings.isEmpty })
    let written = try #require(entries.first { $0.name == "noFile" })
    #expect(written.sayings.count == 2 && written.mentionable == ["file", "nearest"])
  }

  @Test("An entry says the same in each language", arguments: entries)
  func saysTheSame(_ entry: CatalogEntry) {
    for saying in entry.sayings {
      for (language, side) in [(Language.en, saying.english), (.cy, saying.welsh)] {
        #expect(!side.texts.isEmpty, "\(entry) says nothing in \(language)")
        for text in side.texts {
          #expect(
            text.contains { !$0.isWhitespace }, "\(entry) has a blank text in \(language)")
        }
      }
      let english = saying.english.mentions(of: entry.mentionable)
      let welsh = saying.welsh.mentions(of: entry.mentionable)
      #expect(english == welsh, "\(entry) mentions \(english) in English and \(welsh) in Welsh")
      #expect(
        saying.english.texts != saying.welsh.texts || Self.alike[entry.name] != nil
          || saying.english.texts == ["\u{FFFC}"], "\(entry) is not translated")
    }
  }

  @Test("Each entry is said somewhere")
  func isNeeded() throws {
    var used: Set<Substring> = []
    for folder in ["Sources", "Plugins"] {
      for file in try TestFolder.files(
        below: TestFolder.root.appending(path: folder), suffix: ".swift")
      {
        let source = try String(contentsOf: file, encoding: .utf8)
        let code = String(decoding: SwiftLiteral.code(of: source), as: UTF8.self)
          .replacing(/package (?:var|func) \w+/, with: "")
        used.formUnion(code.split { !($0.isLetter || $0.isNumber) })
        // What stands in interpolations is code too.
        for literal in SwiftLiteral.all(in: source) {
          for part in literal.interpolations {
            used.formUnion(part.split { !($0.isLetter || $0.isNumber) })
          }
        }
      }
    }
    for entry in Self.entries {
      let isSaid = used.contains(entry.name[...])
      #expect(isSaid, "\(entry) is said nowhere")
    }
  }
}
