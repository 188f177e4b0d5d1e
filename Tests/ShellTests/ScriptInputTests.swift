import GraphShell
import Testing
import WordCatalog

/// How text that arrives in pieces becomes statements and commands with their places.
@Suite("Cutting input into statements and commands")
struct ScriptInputTests {
  /// The effects of `text`, however it is cut, as lines.
  private func items(_ text: String, piece: Int) -> [String] {
    var shell = Shell(origin: "in")
    var effects: [ShellEffect] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      effects += shell.accept(piece: bytes[start..<min(start + piece, bytes.count)])
    }
    effects += shell.endOfInput()
    return effects.map { effect in
      switch effect {
      case .statement(let statement): "\(statement.place.prefix)\(statement.text)"
      case .command(let command, let argument, let place):
        "\(place.prefix):\(command.name) [\(argument)]"
      case .failure(let failure): failure.message
      case .unknownCommand(let name, let place):
        place.prefix + ShellCommand.unknown(name, in: .english)
      default: "unexpected"
      }
    }
  }

  @Test("A NUL character is named, and UTF-16 is told from it")
  func nul() {
    let nul = items("RETURN 1;\nRETURN 'a\0b'\n;", piece: 5)
    #expect(
      nul.contains { $0.hasPrefix("in:2: The line holds a NUL character (byte 10)") }, "\(nul)")
    let wide = items("R\0E\0T\0U\0R\0N\0 \0001\0\n", piece: 100)
    #expect(wide.contains { $0.contains("iconv -f UTF-16") }, "\(wide)")
  }

  @Test("The cut makes no difference", arguments: [1, 2, 3, 7, 1000])
  func pieces(_ piece: Int) {
    let text = """
      // a remark; with a semicolon
      RETURN 1; RETURN
        'a;b' AS `c;d`;
      :format csv
        .timer on
      /* :quit; */
      ;;
      MATCH (n) // :quit
      :format
      RETURN n;
      RETURN 2 ŵ
      """
    #expect(
      items(text, piece: piece) == [
        "in:2:1: RETURN 1", "in:2:11: RETURN\n  'a;b' AS `c;d`",
        "in:4:1: :format [csv]", "in:5:3: :timer [on]",
        "in:8:1: MATCH (n) // :quit\n:format\nRETURN n",
        "in:11:1: RETURN 2 ŵ",
      ])
  }

  @Test("A command that does not exist gets a hint")
  func unknownCommand() {
    #expect(
      items(":shcema", piece: 100) == [
        "in:1:1: There is no command ':shcema'\nhint: Did you mean ':schema'?"
      ])
    #expect(
      items(".xyzzy", piece: 100) == [
        "in:1:1: There is no command ':xyzzy'\nhint: ':help' lists the commands"
      ])
  }

  @Test("A line that is no UTF-8 is refused, the next is read")
  func invalidText() {
    var shell = Shell(origin: "in")
    var effects = shell.accept(piece: [0xFF, 0x0A] + Array("RETURN 1;\n".utf8))
    effects += shell.endOfInput()
    #expect(effects.count == 2)
    if case .failure(let failure) = effects.first {
      #expect(failure.message.hasPrefix("in:1: The line is not valid UTF-8\nhint: "))
    } else {
      Issue.record("the line was taken")
    }
  }

  @Test("What is not closed is run at the end, so that the parser can draw it")
  func unfinished() {
    #expect(items("RETURN 'abc", piece: 4) == ["in:1:1: RETURN 'abc"])
    #expect(items("RETURN (1", piece: 4) == ["in:1:1: RETURN (1"])
    #expect(items("// nothing", piece: 4) == [])
    #expect(items("", piece: 1) == [])
  }

  @Test("Bare words help newcomers out, but only at the start of a statement")
  func bareWords() {
    for word in ["quit", "exit", "EXIT;", " quit "] {
      var shell = Shell()
      let effects = shell.accept(word)
      guard case .command(let command, _, _) = effects.first else {
        Issue.record("\(word) is no command")
        continue
      }
      #expect(command.name == "quit")
    }
    var shell = Shell()
    #expect(shell.accept("MATCH (n) RETURN").isEmpty)
    // A command within a statement is no part of it; how to leave it is said.
    guard case .commandInside(let line) = shell.accept("quit").first else {
      Issue.record("a command within a statement was not told")
      return
    }
    #expect(line == "quit")
    #expect(shell.prompt(inTransaction: false) == "    …> ")
  }

  @Test("A long script is read in linear time")
  func linear() {
    var shell = Shell(origin: "in")
    let line = "CREATE (:A {text: 'a text; with a semicolon'});\n"
    let text = Array(String(repeating: line, count: 20_000).utf8)
    #expect(shell.accept(piece: text).count == 20_000)
  }
}
