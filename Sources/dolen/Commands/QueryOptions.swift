import ArgumentParser
import GraphEngine
import GraphShell

/// The options of every command that runs queries: parameters, limits, colours.
struct QueryOptions: ParsableArguments {
  @Option(
    name: [.customShort("P"), .customLong("param")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set a parameter to the value of a Cypher expression. Repeatable.",
      valueName: "name=expression"))
  var parameters: [String] = []

  @Option(
    help: ArgumentHelp(
      "End a query after this time; 0 for never. (default: 30 in batch, 0 in the shell)",
      valueName: "seconds"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp("End a query that needs more memory than this.", valueName: "MB"))
  var memory: Int?

  @Flag(name: .customLong("no-color"), help: "No colours, as NO_COLOR=1 asks too.")
  var noColor = false

  mutating func validate() throws {
    for parameter in parameters where !parameter.contains("=") {
      throw ValidationError("-P takes name=expression, not '\(parameter)'")
    }
    if let timeout, !(timeout >= 0 && timeout < 1e9) {
      throw ValidationError("--timeout takes a number of seconds, at least 0")
    }
    if let memory, !(1...1 << 30).contains(memory) {
      throw ValidationError("--memory takes a number of megabytes, at least 1")
    }
  }

  /// Puts the limits that are asked for on `graph`.
  func limit(_ graph: Graph, isInteractive: Bool) {
    let seconds = timeout ?? (isInteractive ? 0 : 30)
    graph.limits.time = seconds > 0 ? .milliseconds(Int64(seconds * 1000)) : nil
    if let memory { graph.limits.memory = memory << 20 }
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
