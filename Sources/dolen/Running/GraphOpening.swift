import GraphEngine
import GraphModel
import GraphShell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How the graph of a command is opened.
struct GraphOpening {
  /// The file; nil for a graph in memory.
  var file: String?
  var access: Graph.Access = .readWrite

  /// The open graph.
  ///
  /// - Throws: ``ShellFailure`` where there is no such file, `StoreError` where it cannot be opened.
  func graph() throws -> Graph {
    guard let file else { return Graph() }
    if access != .create, !exists {
      throw ShellFailure(.store, Words.missing(file))
    }
    return try Graph.open(file, access: access)
  }

  /// Removes the file that was made for nothing, with what SQLite may have put beside it.
  func removeFile() {
    guard let file else { return }
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(file + suffix) }
  }

  /// Whether there is something at the file's path.
  var exists: Bool {
    guard let file else { return true }
    var info = stat()
    return stat(file, &info) == 0
  }
}

extension SessionOptions {
  /// Puts the limits that are asked for on `graph`.
  func limit(_ graph: Graph, isInteractive: Bool) {
    let seconds = timeout ?? (isInteractive ? 0 : 30)
    graph.limits.time = seconds > 0 ? .milliseconds(Int64(seconds * 1000)) : nil
    if let memory { graph.limits.memory = memory << 20 }
  }

  /// The state of a session on `graph`.
  func state(of graph: Graph, isTerminal: Bool) -> ShellState {
    let chosen = format.flatMap { RowFormats.named($0) }
    let library = queries.map { QueryLibrary(folder: $0) } ?? .standard()
    var state = ShellState(
      graph: graph, format: chosen ?? (isTerminal ? .table : .csv), library: library)
    state.versions = [("dolen", Dolen.version), ("readline", EditingReader.version)]
    return state
  }

  /// Sets the parameters of the command line.
  ///
  /// - Throws: ``ShellFailure`` where an expression is wrong.
  func setParameters(of session: ShellSession) throws(ShellFailure) {
    for parameter in parameters {
      guard let equals = parameter.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let expression = parameter[parameter.utf8.index(after: equals)...]
      do {
        try session.setParameter(String(parameter[..<equals]), to: String(expression))
      } catch {
        throw ShellFailure(error.kind == .query ? .usage : error.kind, error.message)
      }
    }
  }
}

private enum Words {
  static func missing(_ file: String) -> String {
    var text = "There is no file '\(file)'"
    if let command = didYouMean(file, in: RootCommand.commandNames) {
      text += "\nhint: \(command)"
    } else {
      text += "\nhint: --create makes it; 'dolen import' fills it"
    }
    return text
  }
}
