extension ReferencePage {
  /// What the program says of its commands, as Markdown.
  static func program() throws -> ReferencePage {
    ReferencePage(
      "docs/reference/program.md", title: "The program and its commands",
      body: try output(of: "dolen help --markdown"))
  }

  /// The page for `man`.
  static func manual() throws -> ReferencePage {
    ReferencePage(
      "docs/reference/dolen.1", text: try output(of: "dolen help --man") + "\n")
  }

  private static func output(of command: String) throws -> String {
    let console = try Console()
    defer { console.remove() }
    return try console.run(command)
  }
}
