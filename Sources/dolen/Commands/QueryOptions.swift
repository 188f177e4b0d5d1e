import ArgumentParser
import GraphEngine
import GraphShell

/// The options of every command that runs queries: parameters, limits, colours.
struct QueryOptions: ParsableArguments {
  @Option(.parameter) var parameters: [String] = []

  @OptionGroup var limits: LimitOptions

  @Flag(.noColor) private var noColor = false

  /// Whether answers and messages have colours.
  var color: ColorChoice { noColor ? .never : .auto }

  mutating func validate() throws {
    for parameter in parameters where !parameter.hasPrefix("{") && !parameter.contains("=") {
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
      let equals = parameter.utf8.firstIndex(of: UInt8(ascii: "="))
      do {
        guard let equals, !parameter.hasPrefix("{") else {
          try session.setParameters(of: parameter)
          continue
        }
        let expression = parameter[parameter.utf8.index(after: equals)...]
        try session.setParameter(String(parameter[..<equals]), to: String(expression))
      } catch {
        var message = error.message
        // What a shell has taken the quotes from, or never had any.
        if let equals, !parameter.hasPrefix("{") {
          let text = String(parameter[parameter.utf8.index(after: equals)...])
          if text.allSatisfy({ $0.isLetter || $0.isNumber || "-_ .".contains($0) }) {
            let lines = message.split(separator: "\n").filter { !$0.hasPrefix("hint: ") }
            message = session.state.words.advised(
              lines.joined(separator: "\n"),
              session.state.words.quoteParameter(String(parameter[..<equals]), text))
          }
        }
        throw ShellFailure(error.kind == .query ? .usage : error.kind, message)
      }
    }
  }
}
