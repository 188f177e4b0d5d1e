import ArgumentParser
import GraphModel
import GraphShell
import Platform
import PluginKit
import StandardPlugins

/// The program: reads its arguments, does what they say, ends with an exit code.
@main
enum Dolen {
  static func main() {
    // A closed pipe is an error of write(), not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    // The file comes first: only a first argument that is the name of a command is taken for one.
    let command = arguments.first.flatMap { RootCommand.command($0) }
    do {
      let action: any DolenAction
      if let command {
        action = try command.parse(Array(arguments.dropFirst())) as any DolenAction
      } else if arguments.first == "help" {
        exit(help(Array(arguments.dropFirst())))
      } else {
        action = try OpenCommand.parse(arguments).options
      }
      // The one place that knows which formats there are.
      let plugins = StandardPlugins.registry
      exit(EngineThread.run { action.perform(with: plugins) })
    } catch {
      exit(report(error, for: command ?? OpenCommand.self))
    }
  }

  /// Shows the error of parsing `command`, or the help that was asked for; returns the exit code.
  private static func report(_ error: any Error, for command: any ParsableCommand.Type) -> Int32 {
    guard command.exitCode(for: error) == .success else {
      _ = write(command.fullMessage(for: error), to: STDERR_FILENO)
      // What was taken for a file may have been meant as a command.
      if command == OpenCommand.self, let first = CommandLine.arguments.dropFirst().first,
        let hint = didYouMean(first, in: RootCommand.commandNames)
      {
        _ = write("hint: \(hint)", to: STDERR_FILENO)
      }
      return ShellFailure.Kind.usage.rawValue
    }
    let text = command.fullMessage(for: error)
    // The help of the bare program is that with all its commands.
    let isHelp = command == OpenCommand.self && text != EngineVersion.current
    return write(isHelp ? RootCommand.helpMessage() : text, to: STDOUT_FILENO) ? 0 : 4
  }

  /// `dolen help [COMMAND]`.
  private static func help(_ arguments: [String]) -> Int32 {
    guard let name = arguments.first else {
      return write(RootCommand.helpMessage(), to: STDOUT_FILENO) ? 0 : 4
    }
    guard let command = RootCommand.command(name) else {
      let hint = didYouMean(name, in: RootCommand.commandNames) ?? "'dolen help' lists the commands"
      _ = write("There is no command '\(name)'\nhint: \(hint)", to: STDERR_FILENO)
      return ShellFailure.Kind.usage.rawValue
    }
    return write(command.helpMessage(), to: STDOUT_FILENO) ? 0 : 4
  }

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    let stream = StandardStream(descriptor)
    return stream.write(line: text)
  }
}

/// What a command line asks for, once it is understood.
protocol DolenAction: Sendable {
  /// Does it, on a thread with room for deep queries, and returns the exit code.
  ///
  /// - Parameter plugins: The formats of graphs.
  func perform(with plugins: PluginRegistry) -> Int32
}
