import ArgumentParser
import GraphEngine
import GraphShell

/// The options of every command that runs queries: parameters, limits, colours.
struct QueryOptions: ParsableArguments {
  @Option(.parameter) var parameters: [String] = []

  @OptionGroup var limits: LimitOptions

  @Flag(.noColor) var noColor = false

  mutating func validate() throws {
    for parameter in parameters where !parameter.contains("=") {
      throw ValidationError(LanguageOptions.environment.parameterNeedsValue(parameter))
    }
  }

  /// Puts the limits that are asked for on `graph`.
  func limit(_ graph: Graph, isInteractive: Bool) {
    limits.limit(graph, seconds: isInteractive ? 0 : 30)
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
