import ArgumentParser
import GraphEngine
import GraphShell

/// How much a query may use: an option of every command that runs queries.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "End a query after this time; 0 for never. (default: 30 in batch, 0 in the shell and in pipe)",
      valueName: "seconds"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp("End a query that needs more memory than this.", valueName: "MB"))
  var memory: Int?

  @Option(
    help: ArgumentHelp(
      "Let as many threads work on a query. (default: $DOLEN_THREADS, else all processors)",
      valueName: "number"))
  var threads: Int?

  mutating func validate() throws {
    if let timeout, !(timeout >= 0 && timeout < 1e9) {
      throw ValidationError("--timeout takes a number of seconds, at least 0")
    }
    if let memory, !(1...1 << 30).contains(memory) {
      throw ValidationError("--memory takes a number of megabytes, at least 1")
    }
    if let threads, !Self.threadCounts.contains(threads) {
      throw ValidationError("--threads takes a number from 1 to \(Self.threadCounts.upperBound)")
    }
    if let text = ShellFiles.environment("DOLEN_THREADS") {
      guard let number = Int(text), Self.threadCounts.contains(number) else {
        throw ValidationError(
          "DOLEN_THREADS is '\(text)', not a number from 1 to \(Self.threadCounts.upperBound)")
      }
      threads = threads ?? number
    }
  }

  private static let threadCounts = 1...1024

  /// Puts the limits on `graph`; `seconds` is the time where none was asked for.
  func limit(_ graph: Graph, seconds: Double) {
    let seconds = timeout ?? seconds
    graph.limits.time = seconds > 0 ? .milliseconds(Int64(seconds * 1000)) : nil
    if let memory { graph.limits.memory = memory << 20 }
    if let threads { graph.limits.threads = threads }
  }
}
