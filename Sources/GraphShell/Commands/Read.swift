extension ShellCommand {
  /// Runs a script.
  static let read = ShellCommand(
    "read", aliases: ["source"], argument: "FILE", summary: Words.summary,
    details: { _ in Words.details },
    completion: [.file]
  ) { state, argument in
    var words = ArgumentReader(argument)
    guard let path = words.word(), words.rest.isEmpty else { throw CommandMisused() }
    return [.script(path: state.resolved(path))]
  }
}

private enum Words {
  static let summary = "Run the statements and commands in a file"
  static let details = """
    The script stops at its first failure. Inside a script, the name of a file counts from the
    folder of that script. A name with blanks is put into quotes.
    """
}
