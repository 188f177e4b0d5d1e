import Foundation
import GraphEngine
import StandardPlugins
import Testing

@testable import PluginKit

/// Which format a file is taken for, by what is in it.
@Suite("Recognition of formats") struct RecognitionTests {
  private let plugins = StandardPlugins.registry
  private static let filler = String(repeating: "y", count: 9_000)

  private func outcome(_ text: String, _ name: String) throws -> String {
    do {
      return try plugins.importer(for: ImportSource(Array(text.utf8), name: name)).name
    } catch let error as OptionError {
      return error.description
    }
  }

  @Test(
    "JSON is known by its upper members, wherever they stand",
    arguments: [
      ("{\"data\":{\"x\":\"LONG\"},\"elements\":{\"nodes\":[],\"edges\":[]}}", "cyjs"),
      ("{\"target_cytoscapejs_version\":\"~2.1\",\"data\":{\"x\":\"LONG\"}}", "cyjs"),
      ("{\"nodes\":[{\"data\":{\"id\":\"a\"}}],\"edges\":[]}", "cyjs"),
      ("[{\"group\":\"nodes\",\"data\":{\"id\":\"LONG\"}}]", "cyjs"),
      ("{\"x\":[\"LONG\",{\"]\":\"\\\"}\"}],\"elements\":[{\"label\":\"a\"}]}", "kumu"),
      ("{\"x\":\"LONG\",\"connections\":[]}", "kumu"),
      ("{\"x\":\"LONG\",\"metanode_kinds\":[]}", "hetio"),
      ("{\"nodes\":[{\"id\":\"LONG\"}],\"links\":[]}", "node-link"),
      (
        "{\"directed\":true,\"nodes\":[{\"id\":1}],\"edges\":[{\"source\":1,\"target\":1}]}",
        "node-link"
      ),
      (
        "{\"nodes\":[{\"id\":1,\"label\":\"LONG\"}],\"edges\":[{\"from\":1,\"to\":1}]}", "node-link"
      ),
      ("{\"nodes\":[{\"id\":\"LONG\",\"type\":\"node\"}],\"rels\":[]}", "jsonl"),
      ("{\"n\":{\"type\":\"node\",\"id\":\"1\"}}\n{\"n\":{\"type\":\"node\"}}", "jsonl"),
      ("{\"x\":\"LONG\",\"@graph\":[]}", "json-ld"),
      ("[{\"a\":\"LONG\",\"@id\":\"http://e.org/\"}]", "json-ld"),
      ("[{\"numberVerification\":[]},{\"@context\":[]},{\"nodes\":[{\"@id\":1}]}]", "cx2"),
      ("[{\"metaData\":[{\"name\":\"LONG\"}]},{\"nodes\":[{\"@id\":1}]}]", "cx2"),
      ("[{\"abstract\":\"LONG\",\"type\":\"article-journal\",\"title\":\"t\"}]", "csl-json"),
      ("{\"meta\":\"LONG\",\"results\":[{\"id\":\"https:\\/\\/openalex.org/W1\"}]}", "openalex"),
      (
        "{\"status\":\"LONG\",\"message\":{\"items\":[{\"title\":[\"t\"],\"DOI\":\"10.1/a\"}]}}",
        "crossref"
      ),
      ("{\"x\":\"LONG\",\"CodeSets\":[]}", "eppi"),
    ])
  func json(_ text: String, _ format: String) throws {
    let text = text.replacing("LONG", with: Self.filler)
    for name in ["a.json", "a"] { #expect(try outcome(text, name) == format) }
    #expect(try outcome("\u{FEFF}\n" + text, "a.json") == format)
  }

  @Test("What was looked at of a pipe and of a packed file is read again")
  func looking() throws {
    let text =
      "{\"data\":\"\(String(repeating: "y", count: 300_000))\",\"elements\":{\"nodes\":[]}}"
    let pipe = Pipe()
    let writer = Task.detached {
      try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try pipe.fileHandleForWriting.close()
    }
    let source = try ImportSource(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    #expect(try plugins.importer(for: source).name == "cyjs")
    #expect(try source.head().bytes.count == FileHead.limit)
    #expect(try source.stream().readAll() == Array(text.utf8))
    writer.cancel()

    var packed: [UInt8] = []
    let output = try GzipOutput(name: "g")
    try Array(text.utf8).withUnsafeBytes { try output.write($0) { packed += $0 } }
    try output.finish { packed += $0 }
    #expect(try plugins.importer(for: ImportSource(packed, name: "a.json.gz")).name == "cyjs")
  }

  @Test("Beyond its bound, nothing of a file is looked at")
  func bound() throws {
    let long = String(repeating: "y", count: FileHead.jsonLimit)
    #expect(
      try outcome("{\"x\":\"\(long)\",\"connections\":[]}", "a.json").hasPrefix("The format of"))
    let nested = String(repeating: "[", count: 200_000)
    #expect(try outcome("{\"x\":\(nested)", "a.json").hasPrefix("The format of 'a.json' cannot"))
  }

  @Test(
    "TriG and Turtle are told apart by name and by graphs",
    arguments: [
      ("@prefix : <http://e.org/#> .\n:g { :a :b \"{\" . }", "a.trig", "trig"),
      ("@prefix : <http://e.org/#> .\n:a :b :c .", "a.trig", "trig"),
      ("# all\nPREFIX : <http://e.org/>\n:a :b '''{''' . # {\n", "a.ttl", "turtle"),
      ("# all\nbase <http://e.org/>\n:a :b '''{''' . # {\n", "a.txt", "turtle"),
      ("@prefix : <http://e.org/#> .\nGRAPH :g { :a :b :c }", "a", "trig"),
      ("@prefix : <http://e.org/#> .\n:g { :a :b :c }", "a.ttl", "trig"),
      (":g { :a :b :c }", "a.trig", "trig"),
    ])
  func rdf(_ text: String, _ name: String, _ format: String) throws {
    #expect(try outcome(text, name) == format)
  }

  @Test(
    "What cannot be told is met with the formats that it looks like",
    arguments: [
      (
        "alpha\tbeta\n1\t2\n2\t3\n",
        "It may be edge-list (two names on each line) or table (cells parted by tabs): say so"
      ),
      (
        "Country;2001;2002\nWales;1;2\n",
        "It may be edge-list (two names on each line) or table (cells parted by semicolons)"
      ),
      ("a b\nc d\n", "It may be edge-list (two names on each line): say so"),
      ("1;2;3;4\n1;2;3;4\n", "It may be table (cells parted by semicolons): say so"),
      ("One, two and\nthree, four\n", "It may be table (cells parted by commas): say so"),
      (
        "{\"a\":1,\"b c\":{}}",
        "It is JSON, an object with the members 'a', 'b c'; read in JSON are "
      ),
      ("[{\"a\":1}]", "It is JSON, an array of objects with the members 'a'; read in JSON are "),
      (
        "<?xml version=\"1.0\"?>\n<!-- <a> -->\n<svg/>",
        "It is XML whose root is <svg>; read in XML are "
      ),
      (
        "Some words, and\nno table of any kind\nat all.",
        "Name one of those that 'dolen formats' lists"
      ),
      ("<modsCollection/>", "'a.txt' is MODS, which is not read. Make RIS or BibTeX of it"),
      ("{\"type\":\"FeatureCollection\"}", "'a.txt' is GeoJSON, which is not read"),
      (
        "{\"records\":[{\"type\":\"article\",\"title\":\"t\",\"journal\":{\"name\":\"J\"}}]}",
        "'a.txt' is BibJSON"
      ),
    ])
  func untold(_ text: String, _ hint: String) throws {
    #expect(try outcome(text, "a.txt").contains(hint))
  }

  @Test(
    "What looks like one format beyond doubt is taken for it",
    arguments: [
      ("# nodes\n1 2\n2 3\n", "edge-list"), ("# a b\n1\t2\n2\t3\n", "edge-list"),
      ("alice bob 1.5\nbob carol 2\n", "edge-list"), ("a b {'weight': 1}\nc d {}\n", "edge-list"),
      ("Source Target On\nFred Alice 2016-02-03\nAlice Fred n.d.\n", "table"),
      ("a,b\nb,c\n", "edge-list"), ("source target\n1 2\n", "table"),
      ("Source\tTarget\na\tb\nb\tc\n", "table"), ("from,to,weight\na,b,1\n", "table"),
      ("a\tb\tc\r1\t2\t3\rx\ty\tz\r", "table"), ("a b c\n1 \"x\" 2 3\n2 \"y z\" 3 4\n", "table"),
      ("a;b;c\n1;2;3\n", "table"), ("Title\tYear\nOf trust\t2020\nOn trust\t2021\n", "table"),
      ("Country;2001;2002;2003\nWales;1;2;3\n", "table"),
    ])
  func alike(_ text: String, _ format: String) throws {
    for name in ["links.txt", "links", "links.dat"] { #expect(try outcome(text, name) == format) }
    try Fixture.withTemporaryFolder { folder in
      let path = "\(folder)/links.txt"
      try Data(text.utf8).write(to: URL(filePath: path))
      let graph = Graph()
      let report = try plugins.importGraph(into: graph, from: path, format: nil)
      #expect(graph.statistics.nodeCount > 0)
      #expect(report.warnings.contains { $0.message.contains("this was read as \(format) (") })
      let named = try plugins.importGraph(into: Graph(), from: path, format: format)
      #expect(!named.warnings.contains { $0.message.contains("this was read as") })
    }
  }

  @Test("JSON-LD of which nothing is said is refused")
  func sayingNothing() throws {
    let source = ImportSource(
      Array("{\"@id\":\"http://e.org/a\",\"name\":\"b\"}".utf8), name: "a.json")
    let error = #expect(throws: ImportError.self) {
      try Graph().importGraph(from: source, as: plugins.importer(for: source))
    }
    #expect(error?.message.hasPrefix("Nothing of the file says anything as JSON-LD: ") == true)
  }
}
