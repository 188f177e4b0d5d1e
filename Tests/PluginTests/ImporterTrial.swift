import GraphEngine
import GraphFolderPlugin
import GraphModel
import JSONLinesPlugin
import PluginKit
import Testing

/// What every importer goes through: the same mistakes, in the words of its format.
struct ImporterTrial: Sendable, CustomTestStringConvertible {
  /// One source and what must come of it.
  struct Case: Sendable {
    var name: String
    var source: @Sendable () -> ImportSource
    /// How the report's first line, or the error, begins.
    var outcome: String
  }

  var name: String
  var cases: [Case]
  /// A source that imports well, and what the graph is then.
  var sound: @Sendable () -> ImportSource
  var graph: [String]
  /// A source of more than 4,096 records, after which progress is reported.
  var many: @Sendable () -> ImportSource
  var read: @Sendable (Graph, ImportSource, Progress?) throws -> ImportReport
  /// The format, and the options that its sources are read with.
  let plugin: FormatPlugin
  let settings: OptionSettings
  /// Who follows an import.
  typealias Progress = (ImportProgress) throws -> Void

  var testDescription: String { name }

  init(
    _ plugin: FormatPlugin, options: [String: String] = [:],
    sound: @escaping @Sendable () -> ImportSource, graph: [String],
    many: @escaping @Sendable () -> ImportSource, cases: [Case]
  ) {
    name = plugin.name
    self.sound = sound
    self.graph = graph
    self.cases = cases
    self.many = many
    let settings = OptionSettings(options.map { (name: $0.key, text: $0.value) })
    self.plugin = plugin
    self.settings = settings
    read = { graph, source, progress in
      try graph.read(source, as: plugin, settings, progress: progress)
    }
  }

  static let all = [jsonLines, graphFolder] + references + tables + graphs + reviews + rdf

  static let soundGraph = [
    "(:Study {\"id\":\"a\",\"year\":2019})", "(:Factor {\"id\":\"F1\"})",
    "0-[:SUPPORTS {\"page\":4}]->1",
  ]

  static let jsonLines: ImporterTrial = {
    func file(_ text: String) -> @Sendable () -> ImportSource {
      { ImportSource(Array(text.utf8), name: "g.jsonl") }
    }
    let sound = """
      {"type":"node","id":1,"labels":["Study"],"properties":{"id":"a","year":2019}}
      {"type":"node","id":2,"labels":["Factor"],"properties":{"id":"F1"}}
      {"type":"relationship","id":1,"label":"SUPPORTS","start":1,"end":2,"properties":{"page":4}}

      """
    let node = "{\"type\":\"node\",\"id\":1,\"labels\":[\"A\"]}"
    return ImporterTrial(
      .jsonLines, sound: file(sound), graph: soundGraph,
      many: file((0..<5_000).map { "{\"type\":\"node\",\"id\":\($0)}\n" }.joined()),
      cases: [
        Case(name: "nothing", source: file(""), outcome: "0 records: nothing to import"),
        Case(name: "empty lines", source: file("\n \n\t\n"), outcome: "0 records"),
        Case(
          name: "a byte order mark", source: file("\u{FEFF}" + sound), outcome: "3 records: 3 cre"),
        Case(
          name: "CRLF", source: file(sound.replacing("\n", with: "\r\n")),
          outcome: "3 records: 3 created"),
        Case(
          name: "bad UTF-8",
          source: {
            ImportSource(
              Array("{\"type\":\"node\",\"id\":\"".utf8) + [0xE9] + Array("\"}\n".utf8),
              name: "g.jsonl")
          }, outcome: "g.jsonl:1:22: The string is not valid UTF-8"),
        Case(
          name: "UTF-16", source: { ImportSource([0xFF, 0xFE, 0x7B, 0], name: "g.jsonl") },
          outcome: "g.jsonl:1:1: The file is UTF-16"),
        Case(name: "no JSON", source: file(node + "\nx"), outcome: "g.jsonl:2:1: Expected a value"),
        Case(
          name: "cut off", source: file("{\"type\":\"no"), outcome: "g.jsonl:1:9: The string is"),
        Case(name: "no object", source: file("[1]"), outcome: "g.jsonl:1:2: Expected an object"),
        Case(
          name: "a key twice", source: file("{\"type\":\"node\",\"labels\":[],\"labels\":[]}"),
          outcome: "g.jsonl:1:28: The key 'labels' occurs twice"),
        Case(
          name: "UTF-16 without a mark",
          source: {
            ImportSource(Array(node.utf8).flatMap { [$0, 0] }, name: "g.jsonl")
          }, outcome: "g.jsonl:1:1: The file is UTF-16LE"),
        Case(name: "no type", source: file("{}"), outcome: "g.jsonl:1: The object has no \"type\""),
        Case(
          name: "an unknown type", source: file("{\"type\":\"nod\"}"),
          outcome: "g.jsonl:1: The type 'nod' is unknown\nhint: Did you mean 'node'?"),
        Case(
          name: "no start", source: file("{\"type\":\"relationship\",\"label\":\"T\",\"end\":1}"),
          outcome: "g.jsonl:1: The relationship needs both"),
        Case(
          name: "no relationship type",
          source: file("{\"type\":\"relationship\",\"start\":1,\"end\":1}"),
          outcome: "g.jsonl:1: The relationship has no type"),
        Case(
          name: "a duplicate id", source: file(node + "\n" + node),
          outcome: "g.jsonl:2: '1' occurs twice; the first is at g.jsonl:1"),
        Case(
          name: "a dangling end",
          source: file(
            node + "\n{\"type\":\"relationship\",\"label\":\"T\",\"start\":1,\"end\":12}"),
          outcome: "g.jsonl:2: T ends at '12', which is not there"),
        Case(
          name: "a property that no graph holds",
          source: file("{\"type\":\"node\",\"id\":1,\"properties\":{\"m\":{\"a\":1}}}"),
          outcome: "g.jsonl:1: Property 'm' cannot hold a Map"),
        Case(
          name: "a list with a list in it",
          source: file("{\"type\":\"node\",\"id\":1,\"properties\":{\"m\":[[1]]}}"),
          outcome: "g.jsonl:1: Property 'm' cannot hold a List with a List in it"),
        Case(
          name: "a list with null in it",
          source: file("{\"type\":\"node\",\"id\":1,\"properties\":{\"m\":[1,null]}}"),
          outcome: "g.jsonl:1: Property 'm' cannot hold a List with null in it"),
        Case(
          name: "a list with a map in it",
          source: file("{\"type\":\"node\",\"id\":1,\"properties\":{\"m\":[{\"a\":1}]}}"),
          outcome: "g.jsonl:1: Property 'm' cannot hold a List with a Map in it"),
        Case(
          name: "a value of the wrong kind", source: file("{\"type\":\"node\",\"labels\":\"A\"}"),
          outcome: "g.jsonl:1: 'labels' is a list of texts"),
        Case(
          name: "an unknown tag",
          source: file("{\"type\":\"node\",\"properties\":{\"a\":{\"$x\":1}}}"),
          outcome: "g.jsonl:1:35: '$x' is no known tag"),
        Case(
          name: "a folder", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: This is a folder"),
      ])
  }()
}

extension ImporterTrial {
  /// A folder in memory with a manifest of the files that it has.
  static func folder(_ files: [(path: String, entry: String, text: String)]) -> ImportSource {
    var contents: [String: [UInt8]] = [:]
    var entries: [String] = []
    for file in files {
      contents[file.path] = Array(file.text.utf8)
      let sha = SHA256.hexadecimal(of: Array(file.text.utf8))
      entries.append("{\"path\":\"\(file.path)\",\(file.entry),\"sha256\":\"\(sha)\"}")
    }
    let manifest =
      "{\"format\":\"dolen-graph-folder\",\"version\":1,\"files\":[\(entries.joined(separator: ","))]}"
    contents["manifest.json"] = Array(manifest.utf8)
    return ImportSource(folder: contents, name: "g")
  }

  static func folder(study: String, supports: String? = nil) -> @Sendable () -> ImportSource {
    {
      var files = [
        (path: "nodes/Study.csv", entry: "\"label\":\"Study\"", text: study),
        (path: "nodes/Factor.csv", entry: "\"label\":\"Factor\"", text: "id:ID(Factor)\nF1\n"),
      ]
      if let supports {
        files.append(
          (
            path: "relationships/SUPPORTS.csv",
            entry: "\"type\":\"SUPPORTS\",\"start\":\"Study\",\"end\":\"Factor\"", text: supports
          ))
      }
      return folder(files)
    }
  }

  static func manifest(_ text: String, _ more: [String: [UInt8]] = [:])
    -> @Sendable () -> ImportSource
  {
    let files = more.merging(["manifest.json": Array(text.utf8)]) { first, _ in first }
    return { ImportSource(folder: files, name: "g") }
  }

  static let graphFolder: ImporterTrial = {
    let study = "id:ID(Study),year:int\na,2019\n"
    let supports = ":START_ID(Study),:END_ID(Factor),page:int\na,F1,4\n"
    let head = "{\"format\":\"dolen-graph-folder\",\"version\":1,\"files\":"
    let entry = "{\"path\":\"nodes/A.csv\",\"label\":\"A\",\"rows\":2}"
    return ImporterTrial(
      .graphFolder, sound: folder(study: study, supports: supports),
      graph: soundGraph,
      many: folder(
        study: "id:ID(Study),year:int\n" + (0..<5_000).map { "s\($0),2000\n" }.joined()),
      cases: [
        Case(name: "no files", source: manifest(head + "[]}"), outcome: "0 records: nothing to"),
        Case(name: "no rows", source: folder(study: "id:ID(Study)\n"), outcome: "1 record: 1 cre"),
        Case(
          name: "a byte order mark", source: folder(study: "\u{FEFF}" + study),
          outcome: "2 records: 2 created"),
        Case(
          name: "CRLF", source: folder(study: study.replacing("\n", with: "\r\n")),
          outcome: "2 records: 2 created"),
        Case(
          name: "an empty file", source: folder(study: ""),
          outcome: "g/nodes/Study.csv: The file is empty"),
        Case(
          name: "bad UTF-8",
          source: manifest(
            head + "[\(entry)]}", ["nodes/A.csv": Array("id:ID(A)\n".utf8) + [0xE9, 0x0A]]),
          outcome: "g/nodes/A.csv:2:1: The byte 0xE9 is not valid UTF-8"),
        Case(
          name: "a key twice",
          source: manifest("{\"format\":\"dolen-graph-folder\",\"version\":1,\"version\":1}"),
          outcome: "g/manifest.json:1:44: The key 'version' occurs twice"),
        Case(
          name: "the header again", source: folder(study: study + study),
          outcome: "g/nodes/Study.csv:3: The line is the header again"),
        Case(
          name: "an open quote", source: folder(study: study + "b,\"2\n"),
          outcome: "g/nodes/Study.csv:3:3: The quote is never closed"),
        Case(
          name: "no id column", source: folder(study: "id,year:int\na,2019\n"),
          outcome: "g/nodes/Study.csv:1: The header has no column :ID(Study)\nhint: It reads: id,"),
        Case(
          name: "no end column", source: folder(study: study, supports: ":START_ID(Study)\na\n"),
          outcome: "g/relationships/SUPPORTS.csv:1: The header has no column :END_ID(Factor)"),
        Case(
          name: "ends of another group",
          source: folder(study: study, supports: ":START_ID(Study),:END_ID(Model)\na,F1\n"),
          outcome: "g/relationships/SUPPORTS.csv:1: The header has no column :END_ID(Factor)"),
        Case(
          name: "a wrong number", source: folder(study: study + "b,n.d.\n"),
          outcome: "g/nodes/Study.csv:3:3: 'n.d.' is no integer (year:int)\nhint:"),
        Case(
          name: "no id", source: folder(study: study + ",2020\n"),
          outcome: "g/nodes/Study.csv:3:1: The field id:ID(Study) is empty"),
        Case(
          name: "a duplicate id", source: folder(study: study + "a,2020\n"),
          outcome: "g/nodes/Study.csv:3: Study 'a' occurs twice; the first is at "
            + "g/nodes/Study.csv:2"),
        Case(
          name: "a dangling end", source: folder(study: study, supports: supports + "a,F2,1\n"),
          outcome: "g/relationships/SUPPORTS.csv:3: SUPPORTS ends at Factor 'F2', which is not"
            + " there\nhint: Did you mean 'F1'?"),
        Case(
          name: "no manifest", source: { ImportSource(folder: [:], name: "g") },
          outcome: "g: The folder has no file 'manifest.json'"),
        Case(
          name: "a file", source: { ImportSource([], name: "g.csv") },
          outcome: "g.csv: A graph folder is a folder"),
        Case(
          name: "a manifest that is no JSON", source: manifest("{\n x}"),
          outcome: "g/manifest.json:2:2: Expected a key"),
        Case(
          name: "another manifest", source: manifest("{\"name\":\"x\"}"),
          outcome: "g/manifest.json: This is no manifest of a graph folder"),
        Case(
          name: "a newer version",
          source: manifest("{\"format\":\"dolen-graph-folder\",\"version\":2,\"files\":[]}"),
          outcome: "g/manifest.json: The folder has a version"),
        Case(
          name: "a missing file", source: manifest(head + "[\(entry)]}"),
          outcome: "g: The folder has no file 'nodes/A.csv'"),
        Case(
          name: "fewer rows",
          source: manifest(head + "[\(entry)]}", ["nodes/A.csv": Array("id:ID(A)\nx\n".utf8)]),
          outcome: "g/nodes/A.csv: The file has 1 row, the manifest says 2"),
        Case(
          name: "a path out of the folder",
          source: manifest(head + "[{\"path\":\"../../etc/passwd\",\"label\":\"A\"}]}"),
          outcome: "g: '../../etc/passwd' is no path inside the folder"),
        Case(
          name: "an absolute path",
          source: manifest(head + "[{\"path\":\"/etc/passwd\",\"label\":\"A\"}]}"),
          outcome: "g: '/etc/passwd' is no path inside the folder"),
        Case(
          name: "another file than the manifest's",
          source: manifest(
            head + "[{\"path\":\"nodes/A.csv\",\"label\":\"A\",\"sha256\":\"00\"}]}",
            ["nodes/A.csv": Array("id:ID(A)\n".utf8)]),
          outcome: "g/nodes/A.csv: The file is not the one of the manifest"),
      ])
  }()
}
