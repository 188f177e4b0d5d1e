import Foundation
import Testing

/// What is described once is what the parser takes, and what help, manual and completion say.
@Suite("Descriptions of commands", .enabled(if: Program.path != nil, "the program is not built"))
struct DescriptionTests {
  private let program: Program

  init() throws { program = try Program() }

  private static let commands = [
    "import", "export", "run", "queries", "formats", "check", "backup", "compact", "diff", "merge",
    "duplicates",
    "review", "schema", "sensitivity", "gap-map", "claims",
    "flow", "strategy", "actions", "snapshot", "pipe", "plugin", "help",
  ]

  /// The names of options that begin lines of a text, or lines of a table.
  private func options(in text: String) -> Set<String> {
    var names: Set<String> = []
    for line in text.split(separator: "\n") {
      guard let match = line.firstMatch(of: /^(?:  |\| `)((?:-\w, )?--[\w-]+)/) else { continue }
      for name in match.1.split(separator: ", ") { names.insert(String(name)) }
    }
    return names
  }

  private func sections() throws -> [String: Substring] {
    let markdown = try program.bash("dolen help --markdown").output
    var sections: [String: Substring] = [:]
    for section in markdown.split(separator: "## dolen") {
      let name = section.prefix { $0 != "\n" }.trimmingCharacters(in: .whitespaces)
      sections[name] = section
    }
    return sections
  }

  @Test("The parser takes the options that are described")
  func optionsAgree() throws {
    let sections = try sections()
    #expect(Set(sections.keys) == Set(Self.commands + [""]))
    for name in Self.commands + [""] {
      let parsed = options(in: try program.bash("dolen \(name) --help").output)
      var described = options(in: String(try #require(sections[name])))
      // The parser knows this one, and does not tell.
      #expect(described.remove("--generate-completion-script") == nil || name.isEmpty)
      #expect(parsed == described, "dolen \(name)")
      #expect(parsed.contains("--help") && parsed.contains("--lang"), "dolen \(name)")
    }
  }

  @Test("Shells complete commands and options", arguments: ["bash", "zsh", "fish"])
  func completionScript(_ shell: String) throws {
    for form in ["--generate-completion-script \(shell)", "--generate-completion-script=\(shell)"] {
      let result = try program.bash("dolen \(form)")
      #expect(result.code == 0 && result.errors == "")
      for word in Self.commands + ["keep-going", "salvage", "relationships", "lang"] {
        #expect(result.output.contains(word), "\(shell): \(word)")
      }
    }
    try program.write(
      program.bash("dolen --generate-completion-script \(shell)").output, to: "script")
    let check = try program.bash(
      "if command -v \(shell) >/dev/null; then \(shell) -n script; fi")
    #expect(check.code == 0, "\(check.errors)")
    #expect(try program.bash("dolen --generate-completion-script csh").code == 2)
  }

  @Test("The manual page is troff that has no warnings", arguments: ["en", "cy"])
  func manualPage(_ language: String) throws {
    let page = try program.bash("dolen help --man --lang \(language)")
    #expect(page.code == 0 && page.output.hasPrefix(".TH DOLEN 1 "))
    let macros = Set(
      page.output.split(separator: "\n").filter { $0.hasPrefix(".") || $0.hasPrefix("'") }
        .map { $0.prefix { $0 != " " } })
    #expect(macros == [".TH", ".SH", ".SS", ".TP", ".PP", ".RS", ".RE", ".nf", ".fi"])
    try program.write(page.output, to: "dolen.1")
    let check = try program.bash(
      "if command -v groff >/dev/null; then groff -k -man -Tutf8 -ww dolen.1; fi")
    #expect(check.code == 0 && check.errors == "", "\(check.errors)")
  }

  @Test("Help in Welsh", arguments: [""] + commands)
  func welsh(_ command: String) throws {
    let help = try program.bash("dolen help \(command) --lang cy")
    #expect(help.code == 0 && help.errors == "")
    #expect(help.output.contains("Defnydd:\n  dolen"), "\(help.output)")
    #expect(
      try program.bash("DOLEN_LANG=cy_GB.UTF-8 dolen \(command) --help").output == help.output)
    #expect(try program.bash("dolen \(command) --help --lang=cy").output == help.output)
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let english = try program.bash("dolen help \(command)").output
    #expect(
      options(in: help.output).subtracting(["--generate-completion-script"])
        == options(in: english))
  }

  @Test("A language that nobody speaks is wrong usage")
  func unknownLanguage() throws {
    for command in ["dolen --lang fr", "DOLEN_LANG=xx dolen -c 'RETURN 1'"] {
      let result = try program.bash(command)
      #expect(result.code == 2 && result.errors.contains("the languages are en, cy"))
    }
  }

  @Test("Messages are in the language that was asked for")
  func messages() throws {
    let result = try program.bash(
      "dolen --lang cy -c 'CREATE (:A), (:A)' -c ':stats' -c ':nonsense'")
    #expect(result.errors.hasPrefix("Nodau a grëwyd: 2, labeli a ychwanegwyd: 2\n"))
    #expect(result.errors.hasSuffix("awgrym: Mae ':help' yn rhestru'r gorchmynion\n"))
    #expect(result.output.hasPrefix("beth,gwerth\n"))
    // An option goes before the environment.
    let english = try program.bash("DOLEN_LANG=cy dolen --lang en -c 'CREATE (:A)'")
    #expect(english.errors == "Nodes created: 1, labels added: 1\n")
    let missing = try program.bash("dolen check none.dolen --lang cy")
    #expect(missing.code == 4 && missing.errors.hasPrefix("Nid oes ffeil 'none.dolen'\nawgrym: "))
  }
}
