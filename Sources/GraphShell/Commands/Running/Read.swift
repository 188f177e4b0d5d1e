extension CommandDescription {
  static let read = CommandDescription(
    "read", aliases: ["source"], { $0.readSummary },
    shell: ShellForm([.required("FILE", .file)], details: { words, _ in words.readDetails }))
}

extension ShellCommand {
  /// Runs a script.
  static let read = ShellCommand(.read, reachesOut: true) { state, argument in
    var words = ArgumentReader(argument)
    guard let path = words.word(), words.rest.isEmpty else { throw CommandMisused() }
    return [.script(path: state.resolved(path))]
  }
}
