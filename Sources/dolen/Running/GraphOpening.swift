import GraphEngine
import GraphModel
import GraphShell
import GraphStore
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
    let graph: Graph
    do {
      graph = try Graph.open(file, access: access)
    } catch let error as StoreError {
      throw advised(error)
    }
    graph.tellNotices(in: words)
    return graph
  }

  /// The error with the command line that helps.
  private func advised(_ error: StoreError) -> StoreError {
    var error = error
    switch error.kind {
    // Not so of another program's database, for which importers have no use.
    case .notAGraph where error.hint?.hasPrefix("Import ") == true:
      error.hint = words.importInstead(error.path)
    case .permission where access != .readOnly:
      error.hint = [error.hint, words.readOnlyInstead].compactMap { $0 }.joined(separator: " ")
    default: break
    }
    return error
  }

  /// What can be read of the file, which may be damaged, and what was lost.
  ///
  /// - Throws: As ``graph()``.
  func salvagedGraph() throws -> (graph: Graph, losses: [String]) {
    guard let file, exists else { throw ShellFailure(.store, missing(file ?? "")) }
    return try Graph.salvaged(from: file)
  }

  private func missing(_ file: String) -> String {
    words.noFile(
      file, nearest: nearest(to: file, in: RootCommand.commandNames) ?? nearestFile)
  }

  /// Removes the file that was made for nothing, with what SQLite may have put beside it.
  func removeFile() {
    if let file { Graph.removeFiles(at: file) }
  }

  /// The file beside the missing one whose name is nearest; nil where none is near.
  var nearestFile: String? {
    file.flatMap { ShellFiles.nearestFile(to: $0) }
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
