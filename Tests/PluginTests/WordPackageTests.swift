import Foundation
import GraphEngine
import GraphModel
import PluginKit
import StandardPlugins
import Testing
import XMLParsing

/// Documents of Word, read again: the parts of the package, and what stands in the tables.
@Suite("Documents of Word") struct WordPackageTests {
  /// What a document says: its tables, and the paragraphs beside them with their styles.
  private struct Document: Equatable {
    var tables: [[[String]]] = []
    var paragraphs: [[String]] = []
    var repeatedRows = 0

    /// Reads `word/document.xml`.
    init(_ bytes: [UInt8]) throws {
      let reader = XMLPullReader(try ImportSource(bytes, name: "document.xml").stream())
      var text = ""
      var style = ""
      var (depth, isText) = (0, false)
      while true {
        switch try reader.next() {
        case .start(let start):
          switch start.name {
          case "w:tbl":
            depth += 1
            tables.append([])
          case "w:tr": tables[tables.count - 1].append([])
          case "w:tblHeader": repeatedRows += 1
          case "w:tc", "w:p": if start.name == "w:tc" || depth == 0 { (text, style) = ("", "") }
          case "w:pStyle": style = try #require(start["val"])
          case "w:t": isText = true
          case "w:br": text += "\n"
          case "w:tab": text += "\t"
          default: break
          }
        case .text(let piece): if isText { text += piece }
        case .end(let name):
          switch name {
          case "w:t": isText = false
          case "w:tbl": depth -= 1
          case "w:tc": tables[tables.count - 1][tables[tables.count - 1].count - 1].append(text)
          case "w:p": if depth == 0, !text.isEmpty { paragraphs.append([style, text]) }
          default: break
          }
        case .done: return
        }
      }
    }
  }

  private func document(_ bytes: [UInt8]) throws -> Document {
    let archive = try ZIPArchive(bytes, name: "d.docx")
    // Each part has a type and is well-formed, and each relationship leads to a part.
    let types = String(decoding: try archive.member("[Content_Types].xml"), as: UTF8.self)
    for path in archive.paths where path != "[Content_Types].xml" {
      #expect(path.hasSuffix(".rels") || types.contains("PartName=\"/\(path)\""), "\(path)")
      let reader = XMLPullReader(
        try ImportSource(try archive.member(path), name: path).stream())
      while true {
        let event = try reader.next()
        if event == .done { break }
        guard path.hasSuffix(".rels"), case .start(let start) = event, let target = start["Target"]
        else { continue }
        let folder = path == "_rels/.rels" ? "" : "word/"
        #expect(archive.contains(folder + target), "\(path) leads to \(target)")
      }
    }
    return try Document(try archive.member("word/document.xml"))
  }

  @Test("The tables of a graph hold its texts, each in its place")
  func ofAGraph() throws {
    let graph = try graph(
      [
        (["Study"], ["id": "a", "title": "One & <two>\n\"three\"\tfour", "year": 2020]),
        (["Study"], ["id": "b", "tags": ["x", "y"]]), (["Factor"], ["name": "Ymddiriedaeth ŵ"]),
      ], [("SUPPORTS", 0, 2, ["page": 7])])
    let written = try ExportSubject(graph).written(
      as: .docx, ["title": "What helps", "references": "Study"])
    let found = try document(written.sink.bytes)
    #expect(
      found.tables == [
        [["node", "name"], ["2", "Ymddiriedaeth ŵ"]],
        [
          ["node", "id", "title", "year", "tags"],
          ["0", "a", "One & <two>\n\"three\"\tfour", "2020", ""], ["1", "b", "", "", "x; y"],
        ],
        [
          ["from", "from name", "to", "to name", "page"],
          ["0", "One & <two>\n\"three\"\tfour", "2", "Ymddiriedaeth ŵ", "7"],
        ],
      ])
    #expect(found.repeatedRows == 3)
    let captions = found.paragraphs.filter { $0[0] == "Caption" }.map { $0[1] }
    #expect(captions == ["Table 1. Factor", "Table 2. Study", "Table 3. SUPPORTS"])
    #expect(found.paragraphs.first == ["Title", "What helps"])
    #expect(found.paragraphs.contains { $0[0] == "Heading1" })
    #expect(found.paragraphs.count { $0[0] == "Bibliography" } == 2)
  }

  @Test("The table of an answer holds its rows, and no rows are said")
  func ofAnAnswer() throws {
    func written(_ query: String, _ options: OptionSettings = [:]) throws -> Document {
      let answer = ExportedAnswer(try Graph().run(query), of: Graph())
      answer.query = query
      let sink = MemorySink()
      _ = try #require(FormatPlugin.docx.answering).prepared(options).worker
        .write(answer, to: sink)
      return try document(sink.bytes)
    }
    let query = "UNWIND [1, 2] AS n RETURN n, -n / 2.0 AS half, null AS nothing, 'a\rb' AS text"
    let found = try written(query, ["language": "cy", "show-query": "true"])
    #expect(
      found.tables == [
        [
          ["n", "half", "nothing", "text"], ["1", "-0.5", "", "a\nb"], ["2", "-1.0", "", "a\nb"],
        ]
      ])
    #expect(found.paragraphs.contains { $0[0] == "HTMLPreformatted" })
    let empty = try written("MATCH (n) RETURN n.a AS a, n.b AS b")
    #expect(empty.tables[0].count == 2 && !empty.tables[0][1][0].isEmpty)
  }
}
