import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

@Suite(.enabled(if: Interpreter.bash)) struct ExportProtocolTests {
  /// Writes back what it is sent, as JSON Lines.
  static let echo = """
    IFS= read -r hello
    echo '{"type":"hello","protocol":1}'
    nodes=0 relationships=0
    while IFS= read -r line; do
      case $line in
        '{"type":"node"'*) nodes=$((nodes + 1)) ;;
        '{"type":"relationship"'*) relationships=$((relationships + 1)) ;;
        '{"type":"begin"'*) continue ;;
        *) break ;;
      esac
      text=${line//\\\\/\\\\\\\\}
      echo "{\\"type\\":\\"chunk\\",\\"text\\":\\"${text//\\"/\\\\\\"}\\\\n\\"}"
    done
    echo '{"type":"chunk","base64":"AP8K"}'
    echo '{"type":"loss","what":"colours left out","count":3,"example":"node 1"}'
    echo '{"type":"warn","message":"A note"}'

    """

  private func graph(_ count: Int) throws -> Graph {
    let graph = Graph()
    _ = try graph.run(
      "UNWIND range(1, \(count)) AS i CREATE (:A {i: i, t: 'a \"b\" \\\\ c'})-[:T {d: date('2020-01-31')}]->(:B)"
    )
    return graph
  }

  @Test func recordsGoOutAndChunksComeBack() throws {
    let script =
      Self.echo + #"echo "{\"type\":\"done\",\"nodes\":$nodes,\"relationships\":$relationships}""#
    try PluginFolder.bash(script) { folder throws in
      let (text, report) = try folder.exporting(graph(2))
      let lines = text.split(separator: "\n").map(String.init)
      #expect(lines.count == 7)
      #expect(
        lines[0]
          == #"{"type":"node","id":0,"labels":["A"],"properties":{"i":1,"t":"a \"b\" \\ c"}}"#)
      #expect(lines[4].contains(#""properties":{"d":{"$date":"2020-01-31"}}"#))
      #expect(report.nodes == 4)
      #expect(
        report.losses.map { "\($0.count) \($0.what) \($0.example)" } == [
          "3 colours left out node 1"
        ])
      #expect(report.notes == ["A note"])
    }
  }

  @Test func longGraphsPassInBothDirections() throws {
    let script =
      Self.echo + #"echo "{\"type\":\"done\",\"nodes\":$nodes,\"relationships\":$relationships}""#
    try PluginFolder.bash(script) { folder throws in
      let (text, _) = try folder.exporting(graph(5_000))
      #expect(text.split(separator: "\n").count == 15_001)
    }
  }

  @Test(
    "An exporter that misbehaves is caught",
    arguments: [
      (echo + "exit 4", "ended with exit code 4 before it said 'done'"),
      (
        echo + "echo '{\"type\":\"done\",\"nodes\":3,\"relationships\":2}'",
        "says that it has 3 nodes, and 4 came"
      ),
      (
        echo + "echo '{\"type\":\"done\",\"nodes\":4,\"relationships\":2,\"bytes\":1}'",
        "says that it has 1 byte, and "
      ),
      (echo + "echo '{\"type\":\"chunk\",\"base64\":\"?\"}'", "wrote a chunk that holds neither"),
      (
        echo + "echo '{\"type\":\"error\",\"message\":\"No colours\",\"hint\":\"Add some\"}'",
        "No colours"
      ),
      ("exit 3", "ended with exit code 3 before it said 'done', after 0 lines"),
    ])
  func caught(_ script: String, _ expected: String) throws {
    try PluginFolder.bash(script) { folder throws in
      var shown = ""
      do {
        _ = try folder.exporting(graph(2))
      } catch {
        shown = "\(error)"
      }
      #expect(shown.contains(expected), "\(shown)")
    }
  }

  @Test(
    arguments: [
      ("", []), ("QQ==", [0x41]), ("QUI=", [0x41, 0x42]), ("AP8K", [0, 0xFF, 0x0A]), ("A", nil),
      ("====", nil), ("Q=Q=", nil), ("QQ=", nil),
    ] as [(String, [UInt8]?)])
  func base64(_ text: String, _ bytes: [UInt8]?) { #expect(Base64.bytes(of: text) == bytes) }
}
