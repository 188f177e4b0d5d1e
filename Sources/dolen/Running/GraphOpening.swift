import GraphEngine
import GraphModel
import GraphShell
import Platform
import WordCatalog

/// How the graph of a command is opened.
struct GraphOpening {
  /// The file; nil for a graph in memory.
  var file: String?
  var access: Graph.Access = .readWrite
  /// The language of messages.
  var words: Words

  /// The open graph. What was found while it was opened is told on standard error.
  ///
  /// - Throws: ``ShellFailure`` where there is no such file, `StoreError` where it cannot be opened.
  func graph() throws -> Graph {
    guard let file else { return Graph() }
    if access != .create, !exists {
      throw ShellFailure(.store, missing(file))
    }
    let graph = try Graph.open(file, access: access)
    graph.tellNotices(in: words)
    return graph
  }

  /// What can be read of the file, which may be damaged, and what was lost.
  ///
  /// - Throws: As ``graph()``.
  func salvagedGraph() throws -> (graph: Graph, losses: [String]) {
    guard let file, exists else { throw ShellFailure(.store, missing(file ?? "")) }
    return try Graph.salvaged(from: file)
  }

  private func missing(_ file: String) -> String {
    words.noFile(file, nearestCommand: nearest(to: file, in: RootCommand.commandNames))
  }

  /// Removes the file that was made for nothing, with what SQLite may have put beside it.
  func removeFile() {
    if let file { Graph.removeFiles(at: file) }
  }

  /// Whether there is something at the file's path.
  var exists: Bool {
    guard let file else { return true }
    var info = stat()
    return stat(file, &info) == 0
  }
}

extension Graph {
  /// Tells on standard error what was found in the file since this was last told.
  func tellNotices(in words: Words) {
    let notices = database.takeNotices()
    guard !notices.isEmpty else { return }
    let errors = StandardStream(STDERR_FILENO, words: words)
    for notice in notices {
      _ = errors.write(line: words.warning(notice))
    }
  }
}
