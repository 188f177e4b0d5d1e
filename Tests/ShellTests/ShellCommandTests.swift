import GraphShell
import Testing

/// Rules that every command keeps.
@Suite("Commands of the shell")
struct ShellCommandTests {
  @Test("No two commands share a name or an alias")
  func namesAreUnique() {
    let names = ShellCommand.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test("Each is explained", arguments: ShellCommand.all)
  func isExplained(_ command: ShellCommand) {
    #expect(command.name == command.name.lowercased())
    #expect(!command.summary.isEmpty && !command.summary.hasSuffix("."))
    #expect(command.summary.count <= 48 && command.usage.count <= 28, "':help' has 80 columns")
    #expect(ShellCommand.named(command.name.uppercased())?.name == command.name)
    #expect(command.argument.isEmpty == command.usage.hasSuffix(command.name))
  }
}
