import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

/// A statement that was run, with what is still known of its answer.
struct LastQuery {
  let text: String
  let parameters: [String: Value]
  /// The number of the commit that it saw; nil where it saw changes that were not committed.
  let commit: Int?
  /// The answer, where all of it was shown and kept.
  var answer: KeptAnswer?
}

/// What the shell remembers between lines.
public struct ShellState {
  /// The language of messages, headings and help.
  public var words: Words
  /// The open graph.
  public internal(set) var graph: Graph {
    // What was asked of another graph, or of another time, is no answer of this one.
    didSet { lastQuery = nil }
  }
  /// The graph of today, while a snapshot of it is asked.
  var present: Graph?
  /// The formats of graphs.
  public let plugins: PluginRegistry
  /// How rows are shown.
  public var format: any RowFormat
  /// The parameters of queries.
  public var parameters: [String: Value] = [:]
  /// The last statement that was run and has an answer, for `:why` and `:crosstab`.
  var lastQuery: LastQuery?
  /// Whether the time of each statement is shown.
  public var showsTimer = false
  /// Whether what does not fit a cell goes on in the next line.
  public var wraps = false
  /// The answer that was shown last; nil before the first.
  var lastAnswer: KeptAnswer?
  /// Whether warnings are shown.
  public var showsWarnings = true
  /// How wide the place for answers is; nil where it has no width.
  var screenWidth: Int?
  /// What `:set` has chosen besides.
  public var settings = ShellSettings()
  /// The statement that was run last, whatever came of it, for `:edit` and `:save`.
  var lastStatement: String?
  /// Whether commands reach nothing outside of the graph: no files, no programs.
  public var isSafe = false
  /// Opens another graph as this one was opened; nil where `:use` has no way to.
  public var opensGraph: (@Sendable (String) throws -> Graph)?
  /// What `:doctor` is told of the place where the shell runs.
  public var examines: @Sendable (Words) -> [ExaminedPart] = { _ in [] }
  /// Where answers go until `:output` says otherwise; nil for the console.
  var redirection: AnswerSink?
  /// Parameters that were given and that no statement has used yet.
  var unusedParameters: Set<String> = []
  /// Whether failures, warnings and remarks are told as JSON.
  public var tellsErrorsAsJSON = false
  /// Where the next answer goes instead of the console.
  var once: OutputTarget?
  /// Whether the user asked to give up what is being done.
  public var isInterrupted: @Sendable () -> Bool = { false }
  /// The folder of the script that is being read, which its file names start from; empty for the
  /// working directory.
  public var folder = ""
  /// The saved queries.
  public var library: QueryLibrary
  /// Whether saved queries may change the graph without asking.
  public var allowsSavedUpdates = false
  /// What `:version` shows: names with versions.
  public var versions: [(name: String, version: String)] = []

  /// The state at the beginning.
  public init(
    graph: Graph, plugins: PluginRegistry, format: any RowFormat, library: QueryLibrary,
    words: Words = .english
  ) {
    self.words = words
    self.graph = graph
    self.plugins = plugins
    self.format = format
    self.library = library
  }

  /// Sets a parameter to the value of an expression, which may use the parameters set before.
  ///
  /// - Throws: ``ShellFailure`` where the name or the expression is wrong.
  mutating func setParameter(_ name: String, to expression: String) throws(ShellFailure) {
    let name = name.hasPrefix("$") ? String(name.dropFirst()) : name
    guard !name.isEmpty, Value.quotedName(Text("_" + name)) == "_" + name else {
      throw ShellFailure(.query, words.noParameterName(name))
    }
    parameters[name] = try value(of: expression)
    unusedParameters.insert(name)
  }

  /// Sets every parameter of a map: `{a: 1}` of Cypher, or `{"a": 1}` of JSON.
  ///
  /// - Throws: ``ShellFailure`` where the text is neither.
  mutating func setParameters(of text: String) throws(ShellFailure) {
    guard case .map(let map) = try value(of: text) else {
      throw ShellFailure(.query, words.parametersAreAMap)
    }
    for (name, value) in map.entries {
      parameters[name.string] = value
      unusedParameters.insert(name.string)
    }
  }

  /// The value of an expression, which may use the parameters.
  ///
  /// It is run as a query here, so that a mistake is drawn in the text that was run.
  ///
  /// - Throws: ``ShellFailure`` where the expression is wrong.
  mutating func value(of expression: String) throws(ShellFailure) -> Value {
    let text = "RETURN \(expression)"
    do {
      let query = try graph.prepare(text)
      let value = try query.run(parameters: parameters).next()?.values.first ?? .null
      unusedParameters.subtract(query.parameterNames)
      return value
    } catch {
      // JSON has its keys in quotes, which Cypher has not.
      if let value = Value(parsingJSON: expression) { return value }
      throw ShellFailure(error, at: ScriptPlace(source: text))
    }
  }

  /// Brings graphs in and takes them out.
  var transfer: GraphTransfer { GraphTransfer(graph, plugins: plugins, words: words) }

  /// `path` as the script that is being read means it.
  func resolved(_ path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)"
  }

  /// The file that a command names to be made.
  ///
  /// - Throws: ``ShellFailure`` where it is the file of the open graph or no name of a file;
  ///   `FileError` where there is one already and it may not be replaced.
  func target(_ path: String, replacing: Bool) throws -> OutputTarget {
    if path.hasPrefix("|") {
      return OutputTarget(path: path, resolved: path, replacing: false)
    }
    let resolved = resolved(path)
    try refuseGraphFile(resolved)
    try AtomicFile.check(resolved, replacing: replacing)
    return OutputTarget(path: path, resolved: resolved, replacing: replacing)
  }

  /// Makes sure that `path` is not the file of the open graph.
  ///
  /// - Throws: ``ShellFailure`` where it is.
  func refuseGraphFile(_ path: String) throws(ShellFailure) {
    try ShellFiles.refuse(path, asFileOf: graph, words: words)
  }
}

extension Value {
  /// The value of a JSON object or list; nil where the text is none.
  fileprivate init?(parsingJSON text: String) {
    let text = text.trimmingBlanks()
    guard text.hasPrefix("{") || text.hasPrefix("["),
      let value = try? JSONReader().value(of: Text(text))
    else { return nil }
    self = value
  }
}
