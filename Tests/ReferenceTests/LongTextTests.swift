import GraphEngine
import PluginKit
import StandardPlugins
import Testing

/// Texts that are longer than any of a reference, and lines of every kind.
@Suite struct LongTextTests {
  struct Long: Sendable, CustomTestStringConvertible {
    var format: String
    var head: String
    var message: String
    var testDescription: String { format }
  }

  static let long = [
    Long(format: "ris", head: "TY  - JOUR\nTI  - ", message: "The line is longer than 16 MB"),
    Long(format: "enw", head: "%0 Book\n%T ", message: "The line is longer than 16 MB"),
    Long(format: "nbib", head: "PMID- 1\nTI  - ", message: "The line is longer than 16 MB"),
    Long(format: "wos", head: "PT J\nTI ", message: "The line is longer than 16 MB"),
    Long(
      format: "bibtex", head: "@book{a,\ntitle = {", message: "The line is longer than 16 MB"),
    Long(format: "ntriples", head: "<a:b> <a:c> <a:d> .\n<a:b> <a:c> \"", message: "The line is"),
    Long(format: "turtle", head: "<a:b> <a:c>\n\"\"\"", message: "The line is longer than 16 MB"),
    Long(format: "trig", head: "<a:b> <a:c>\n\"\"\"", message: "The line is longer than 16 MB"),
    Long(format: "dot", head: "digraph {\na [label=\"", message: "The line is longer than 16 MB"),
    Long(format: "gml", head: "graph [\nnode [ label \"", message: "The line is longer than 16 MB"),
    Long(format: "pajek", head: "*Vertices 1\n1 \"", message: "The line is longer than 16 MB"),
    Long(format: "json-ld", head: "{\n\"@id\": \"", message: "The text is longer than 16 MB"),
    Long(
      format: "openalex", head: "{\"results\":[\n{\"title\": \"", message: "A text of the record"),
    Long(format: "cyjs", head: "{\"elements\":{\"nodes\":[\n{\"id\": \"", message: "A text of the"),
    Long(
      format: "graphml", head: "<graphml><graph>\n<node id='", message: "A text is longer than"),
  ]

  /// What is read of a file with a part that is too long ends close behind the bound.
  @Test(arguments: long) func oneField(_ long: Long) throws {
    let bytes = Array(long.head.utf8) + [UInt8](repeating: 0x78, count: 40 << 20)
    let source = ImportSource(bytes, name: "a")
    let error = #expect(throws: ImportError.self) {
      try Graph().importGraph(
        from: source, as: StandardPlugins.registry.importer(named: long.format))
    }
    #expect(error?.message.hasPrefix(long.message) == true, "\(String(describing: error))")
    #expect(error?.place.line == 2)
    #expect(source.bytesRead < 34 << 20)
  }

  @Test func textOfManyLines() throws {
    let line = String(repeating: "x", count: 1 << 20)
    let text = String(repeating: line + "\n", count: 17)
    for (format, head) in [
      ("turtle", "<a:b> <a:c>\n\"\"\""), ("dot", "digraph {\na [label=\""),
      ("gml", "graph [\nnode [ label \""),
    ] {
      let error = #expect(throws: ImportError.self) {
        try Graph().importGraph(
          from: ImportSource(Array((head + text + "\"").utf8), name: "a"),
          as: StandardPlugins.registry.importer(named: format))
      }
      #expect(error?.message == "The text that begins here is longer than 16 MB", "\(format)")
      #expect(error?.place.line == 2)
    }
  }

  @Test func manyLinesOfOneField() throws {
    var text = "TY  - JOUR\nAB  - x\n"
    let line = String(repeating: "x", count: 1 << 20)
    for _ in 0..<17 { text += "\(line)\n" }
    let error = #expect(throws: ImportError.self) {
      try Graph().importGraph(
        from: ImportSource(Array(text.utf8), name: "a"),
        as: StandardPlugins.registry.importer(named: "ris"))
    }
    #expect(error?.message == "The text of AB is longer than 16 MB")
  }

  /// Lines that are short on average are found from others before them: every kind of end, long gaps.
  @Test(arguments: ["\n", "\r\n", "\r"], [0, 3, 40])
  func lines(_ end: String, _ gap: Int) throws {
    var text = ""
    for number in 1...9 {
      let blanks = String(repeating: end, count: gap)
      text += "TY  - JOUR\(end)ID  - a\(number)\(end)KW  - x\(end)\(blanks)"
      text += "KW  - y\(end)ER  - \(end)\(blanks)"
    }
    let graph = Graph()
    let report = try graph.importGraph(
      from: ImportSource(Array(text.utf8), name: "a"),
      as: StandardPlugins.registry.importer(named: "ris"))
    #expect(report.nodes.created == 9 && report.warningCount == 0, "\(report)")
    let found = try graph.run("MATCH (n) WHERE n.keywords = ['x', 'y'] RETURN count(n) AS n").all()
    #expect(try found[0]["n", as: Int.self] == 9)
  }

  /// Which encoding a few lines are in, by what becomes of a name.
  @Test(
    arguments: [
      // Mac Roman: ü, é, and an apostrophe.
      ([0x4D, 0x9F, 0x6C, 0x6C, 0x65, 0x72], "Müller"), ([0x52, 0x65, 0x6E, 0x8E, 0x65], "Renée"),
      ([0x41, 0x6E, 0x6E, 0xD5, 0x73], "Ann’s"), ([0x87, 0x67, 0x69], "ági"),
      // Windows-1252.
      ([0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72], "Müller"), ([0x52, 0x65, 0x6E, 0xE9, 0x65], "Renée"),
      ([0x41, 0x6E, 0x6E, 0x92, 0x73], "Ann’s"), ([0x93, 0x61, 0x94], "“a”"),
      ([0x6C, 0x92, 0x65, 0x61, 0x75], "l’eau"), ([0x31, 0x96, 0x32], "1–2"),
      ([0x47, 0x61, 0x72, 0x63, 0x92, 0x61], "García"),
      // UTF-8 with one byte that is none.
      ([0xC3, 0xBC, 0x20, 0xE9, 0x74], "ü ét"),
    ] as [([UInt8], String)])
  func encodings(_ bytes: [UInt8], _ name: String) throws {
    let text = try DecodedText(Array("id,name\n1,".utf8) + bytes + [0x0A], name: "a")
    #expect(String(decoding: text.bytes, as: UTF8.self) == "id,name\n1,\(name)\n")
  }
}
