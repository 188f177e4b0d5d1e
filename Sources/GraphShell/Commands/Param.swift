import GraphModel

extension ShellCommand {
  /// Sets a parameter to the value of an expression.
  static let param = ShellCommand(
    "param", argument: "NAME EXPRESSION", summary: Words.summary, details: { _ in Words.details },
    completion: [.parameter, .expression]
  ) { state, argument in
    var words = ArgumentReader(argument)
    // `name = 1` and `name=1` are what hands are used to; so is `name => 1`.
    var name = words.word() ?? ""
    var expression = words.rest
    if let equals = name.firstIndex(of: "=") {
      expression = name[name.index(after: equals)...] + " " + expression
      name = String(name[..<equals])
    } else if expression.hasPrefix("=") {
      expression.removeFirst()
    }
    if expression.hasPrefix(">") { expression.removeFirst() }
    expression = expression.trimmingBlanks()
    if expression.utf8.last == UInt8(ascii: ";") { expression.removeLast() }
    guard !name.isEmpty, !expression.isEmpty else { throw CommandMisused() }
    try state.setParameter(name, to: expression)
    return []
  }
}

private enum Words {
  static let summary = "Set a parameter for the queries that follow"
  static let details = """
    The expression is Cypher and may use parameters that are set already.

      :param study 'harden-2015'
      :param years range(2010, 2020)
      MATCH (s:Study {id: $study}) RETURN s;

    ':params' lists them.
    """
}
