extension ShellCommand {
  /// Sends the next answer to a file.
  static let once = ShellCommand(
    "once", argument: "FILE", summary: Words.summary, details: Words.details, completion: [.file]
  ) { state, argument in
    var words = ArgumentReader(argument)
    guard let path = words.word(), words.rest.isEmpty else { throw CommandMisused() }
    try state.refuseGraphFile(path)
    state.onceFile = path
    return []
  }
}

private enum Words {
  static let summary = "Write the next answer to a file"
  static let details = """
    It is written in the format that is chosen; a table is as wide as it needs to be there. The
    file appears whole or not at all.

      :format json
      :once factors.json
      MATCH (f:Factor) RETURN f;
    """
}
