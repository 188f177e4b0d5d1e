import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

/// The rows of a query, on their way to an exporter that takes them.
@Suite(.enabled(if: Interpreter.bash)) struct RowExportTests {
  private static let manifest = """
    {"name": "trial", "version": "1.2", "protocol": [1], "command": ["bash", "main.sh"],
     "kinds": [{"kind": "export", "summary": "Rows", "extensions": ["trial"], "takes": "rows"}]}
    """

  /// Writes each line back that it is sent, and counts rows.
  private static func script(counting count: String) -> String {
    #"""
    IFS= read -r hello
    echo '{"type":"hello","protocol":1}'
    rows=0
    while IFS= read -r line; do
      case $line in '{"type":"row"'*) rows=$((rows + 1)) ;; '{"type":"end"'*) break ;; esac
      text=${line//\\/\\\\}
      echo "{\"type\":\"chunk\",\"text\":\"${text//\"/\\\"}\\n\"}"
    done
    echo "{\"type\":\"done\",\"rows\":$((\#(count)))}"
    """#
  }

  private func exported(
    _ script: String, _ query: String
  ) throws -> (text: String, report: ExportReport) {
    try PluginFolder.with(["plugin.json": Self.manifest, "main.sh": script]) { folder throws in
      let graph = Graph()
      _ = try graph.run("UNWIND range(1, 3) AS i CREATE (:A {i: i, d: date('2020-01-31')})")
      let answer = ExportedAnswer(try graph.run(query), of: graph)
      answer.query = query
      let plugin = try #require(folder.registry.plugins.first { $0.name == "trial" })
      #expect(plugin.exporting == nil)
      let path = "\(folder.root)/out.trial"
      let report = try answer.export(as: plugin, to: path)
      return (String(decoding: try InputFile.bytes(of: path), as: UTF8.self), report)
    }
  }

  @Test func rowsGoOutAsTheyAreFound() throws {
    let query = "MATCH (a:A) RETURN a.i AS i, a.d AS d ORDER BY i"
    let (text, report) = try exported(Self.script(counting: "rows"), query)
    #expect(
      text == """
        {"type":"begin","columns":["i","d"],"query":"\(query)"}
        {"type":"row","values":[1,{"$date":"2020-01-31"}]}
        {"type":"row","values":[2,{"$date":"2020-01-31"}]}
        {"type":"row","values":[3,{"$date":"2020-01-31"}]}

        """)
    #expect(report.rows == 3)
  }

  @Test func aWrongCountLeavesNothing() throws {
    #expect(throws: PluginFault.self) {
      try exported(Self.script(counting: "rows + 1"), "MATCH (a:A) RETURN a.i")
    }
  }
}
