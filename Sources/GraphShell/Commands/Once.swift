extension ShellCommand {
  /// Sends the next answer to a file.
  static let once = ShellCommand(
    "once", argument: "FILE [--force]", summary: Words.summary, details: { _ in Words.details },
    completion: [.file]
  ) { state, argument in
    var words = ArgumentReader(argument)
    let (path, replacing) = try words.target()
    guard words.rest.isEmpty else { throw CommandMisused() }
    state.once = try state.target(path, replacing: replacing)
    return []
  }
}

extension ArgumentReader {
  /// The name of a file to be made, with `--force` before or behind it where one that is there may be
  /// replaced.
  mutating func target() throws(CommandMisused) -> (path: String, replacing: Bool) {
    var replacing = isForced()
    guard let path = word() else { throw CommandMisused() }
    if isForced() { replacing = true }
    return (path, replacing)
  }

  private mutating func isForced() -> Bool { word { $0 == "--force" } != nil }
}

private enum Words {
  static let summary = "Write the next answer to a file"
  static let details = """
    It is written in the format that is chosen; a table is as wide as it needs to be there. The
    file appears whole or not at all. One that is there is left alone, unless --force stands behind
    its name; a graph is never replaced.

      :format json
      :once factors.json
      MATCH (f:Factor) RETURN f;
    """
}
