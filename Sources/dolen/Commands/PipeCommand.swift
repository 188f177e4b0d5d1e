import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit

/// `dolen pipe [DB]`: a graph that another program drives.
struct PipeCommand: ParsableCommand, DolenAction {
  static let configuration = CommandConfiguration(
    commandName: "pipe", _superCommandName: "dolen",
    abstract: "Answer requests as JSON Lines on standard input and output.",
    discussion: """
      One request a line, one response a line, in turn, until the end of the input:
        {"op":"hello"}
        {"op":"execute","query":"RETURN $x AS x","params":{"x":1}}
        {"op":"snapshot"}
      With --testing, a graph in memory also answers 'reset' and 'procedure'. Nothing but responses
      goes to standard output.
      """)

  @Argument(
    help: ArgumentHelp("The graph's file. Without one, the graph is in memory.", valueName: "db"))
  var file: String?

  @Flag(help: "Make the file where it is missing.")
  var create = false

  @Flag(help: "Open the file for reading only.")
  var readOnly = false

  @Flag(help: "Answer 'reset' and 'procedure', for conformance tests in memory.")
  var testing = false

  @OptionGroup var limits: LimitOptions

  mutating func validate() throws {
    if testing, file != nil { throw ValidationError("--testing goes with a graph in memory only") }
    if create, readOnly { throw ValidationError("--create and --read-only exclude each other") }
  }

  func perform(with plugins: PluginRegistry) -> Int32 {
    let console = TerminalConsole(color: true, isInteractive: false)
    do {
      let access: Graph.Access = create ? .create : readOnly ? .readOnly : .readWrite
      let graph = try GraphOpening(file: file, access: access).graph()
      limits.limit(graph, seconds: 0)
      Interrupts.watch(graph, interactive: false)
      var server = PipeServer(graph: graph, version: EngineVersion.current, isTesting: testing)
      var reader = ByteReader(descriptor: 0, name: "standard input")
      try reader.forEachLine { line in
        try Interrupts.whileBusy { try console.output.write(server.response(to: line)) }
        try console.flush()
        graph.tellNotices()
      }
      try graph.close()
      return 0
    } catch {
      return console.report(error)
    }
  }
}
