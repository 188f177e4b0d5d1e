import GraphEngine
import GraphModel

/// What the shell remembers between lines.
public struct ShellState {
  /// The open graph.
  public let graph: Graph
  /// How rows are shown.
  public var format: any RowFormat
  /// The parameters of queries.
  public var parameters: [String: Value] = [:]
  /// Whether the time of each statement is shown.
  public var showsTimer = false
  /// Whether warnings are shown.
  public var showsWarnings = true
  /// Where the next answer goes instead of the console.
  public var onceFile: String?
  /// Whether the user asked to give up what is being done.
  public var isInterrupted: @Sendable () -> Bool = { false }
  /// The folder of the script that is being read, which its file names start from; empty for the
  /// working directory.
  public var folder = ""
  /// The saved queries.
  public var library: QueryLibrary
  /// What `:version` shows: names with versions.
  public var versions: [(name: String, version: String)] = []

  /// The state at the beginning.
  public init(graph: Graph, format: any RowFormat, library: QueryLibrary) {
    self.graph = graph
    self.format = format
    self.library = library
  }

  /// Sets a parameter to the value of an expression, which may use the parameters set before.
  ///
  /// - Throws: ``ShellFailure`` where the name or the expression is wrong.
  mutating func setParameter(_ name: String, to expression: String) throws(ShellFailure) {
    let name = name.hasPrefix("$") ? String(name.dropFirst()) : name
    guard !name.isEmpty, Value.quotedName(Text("_" + name)) == "_" + name else {
      throw ShellFailure(.query, "'\(name)' cannot be the name of a parameter")
    }
    parameters[name] = try value(of: expression)
  }

  /// The value of an expression, which may use the parameters.
  ///
  /// It is run as a query here, so that a mistake is drawn in the text that was run.
  ///
  /// - Throws: ``ShellFailure`` where the expression is wrong.
  func value(of expression: String) throws(ShellFailure) -> Value {
    let text = "RETURN \(expression)"
    do {
      return try graph.run(text, parameters: parameters).next()?.values.first ?? .null
    } catch {
      throw ShellFailure(error, at: ScriptPlace(source: text))
    }
  }

  /// `path` as the script that is being read means it.
  func resolved(_ path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)"
  }

  /// Makes sure that `path` is not the file of the open graph.
  ///
  /// - Throws: ``ShellFailure`` where it is.
  func refuseGraphFile(_ path: String) throws(ShellFailure) {
    try ShellFiles.refuse(path, asFileOf: graph)
  }
}
