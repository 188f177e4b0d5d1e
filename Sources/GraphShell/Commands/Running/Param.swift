import GraphModel

extension CommandDescription {
  static let param = CommandDescription(
    "param", { $0.paramSummary },
    shell: ShellForm(
      [.required("NAME", .parameter), .required("EXPRESSION", .expression)],
      details: { words, _ in words.paramDetails },
      examples: [
        ":param study 'harden-2015'", ":param years range(2010, 2020)",
        "MATCH (s:Study {id: $study}) RETURN s;",
      ]))
}

extension ShellCommand {
  /// Sets a parameter to the value of an expression.
  static let param = ShellCommand(.param) { state, argument in
    var words = ArgumentReader(argument)
    // cypher-shell's way to set several.
    if argument.hasPrefix("{") {
      try state.setParameters(of: argument)
      return []
    }
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
