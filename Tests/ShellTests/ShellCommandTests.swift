import GraphShell
import Testing
import WordCatalog

/// Rules that every command keeps.
@Suite("Commands of the shell")
struct ShellCommandTests {
  @Test("No two commands share a name or an alias")
  func namesAreUnique() {
    let names = ShellCommand.all.flatMap { [$0.name] + $0.described.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test("Each is explained", arguments: ShellCommand.all)
  func isExplained(_ command: ShellCommand) {
    #expect(command.name == command.name.lowercased())
    for language in Language.allCases {
      let summary = command.described.summary(Words(language))
      #expect(!summary.isEmpty && !summary.hasSuffix("."))
      #expect(summary.count <= 48 && command.usage.count <= 28, "':help' has 80 columns")
    }
    #expect(command.described.shell != nil)
    #expect(ShellCommand.named(command.name.uppercased())?.name == command.name)
    #expect(command.form.arguments.isEmpty == command.usage.hasSuffix(command.name))
  }
}
