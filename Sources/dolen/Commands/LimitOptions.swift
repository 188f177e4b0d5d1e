import ArgumentParser
import GraphEngine
import GraphShell
import WordCatalog

/// The value of an option that is a number: whatever stands there, so that what is none, or out of
/// range, is refused in one way and with the range.
struct NumberText: ExpressibleByArgument {
  /// The value as a whole number; nil where it is none of 64 bits.
  let whole: Int?
  /// The value as a number; nil where it is none.
  let decimal: Double?

  init(argument: String) {
    whole = Int(argument)
    decimal = Double(argument).flatMap { $0.isFinite ? $0 : nil }
  }
}

/// How much a query may use: an option of every command that runs queries.
struct LimitOptions: ParsableArguments {
  @Option(.timeout) private var timeoutText: NumberText?
  @Option(.memory) private var memoryText: NumberText?
  @Option(.threads) private var threadsText: NumberText?
  /// How many threads the environment asks for.
  private var variable: Int?

  private enum CodingKeys: CodingKey {
    case timeoutText, memoryText, threadsText
  }

  mutating func validate() throws {
    let words = LanguageOptions.environment
    if let text = timeoutText {
      guard let timeout = text.decimal, timeout >= 0, timeout < 1e9 else {
        throw ValidationError(words.timeoutRange)
      }
    }
    if let text = memoryText {
      guard let memory = text.whole, (1...1 << 30).contains(memory) else {
        throw ValidationError(words.memoryRange)
      }
    }
    if let text = threadsText, !Self.threadCounts.contains(text.whole ?? 0) {
      throw ValidationError(words.threadsRange(limit: Self.threadCounts.upperBound))
    }
    if let text = ShellFiles.environment("DOLEN_THREADS") {
      guard let number = Int(text), Self.threadCounts.contains(number) else {
        throw ValidationError(
          words.threadsVariable(text, limit: Self.threadCounts.upperBound))
      }
      variable = number
    }
  }

  private static let threadCounts = 1...1024

  /// Puts the limits on `graph`; `seconds` is the time where none was asked for.
  func limit(_ graph: Graph, seconds: Double) {
    let seconds = timeoutText?.decimal ?? seconds
    graph.limits.time = seconds > 0 ? .milliseconds(Int64(seconds * 1000)) : nil
    if let memory = memoryText?.whole { graph.limits.memory = memory << 20 }
    if let threads = threadsText?.whole ?? variable { graph.limits.threads = threads }
  }
}
