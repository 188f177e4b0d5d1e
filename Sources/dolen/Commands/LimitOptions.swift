import ArgumentParser
import GraphEngine
import GraphShell
import WordCatalog

/// How much a query may use: an option of every command that runs queries.
struct LimitOptions: ParsableArguments {
  @Option(.timeout) var timeout: Double?
  @Option(.memory) var memory: Int?
  @Option(.threads) var threads: Int?

  mutating func validate() throws {
    let words = LanguageOptions.environment
    if let timeout, !(timeout >= 0 && timeout < 1e9) {
      throw ValidationError(words.timeoutRange)
    }
    if let memory, !(1...1 << 30).contains(memory) {
      throw ValidationError(words.memoryRange)
    }
    if let threads, !Self.threadCounts.contains(threads) {
      throw ValidationError(words.threadsRange(limit: Self.threadCounts.upperBound))
    }
    if let text = ShellFiles.environment("DOLEN_THREADS") {
      guard let number = Int(text), Self.threadCounts.contains(number) else {
        throw ValidationError(
          words.threadsVariable(text, limit: Self.threadCounts.upperBound))
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
