import ArgumentParser
import GraphModel
import GraphShell
import Platform
import PluginKit
import WordCatalog

/// The program: reads its arguments, does what they say, ends with an exit code.
@main
enum Dolen {
  static func main() {
    // A closed pipe is an error of write(), not the end of the process.
    ignoreBrokenPipes()
    Terminations.watch()
    let arguments = Array(CommandLine.arguments.dropFirst())
    // The file comes first: only a first argument that is the name of a command is taken for one.
    let command = arguments.first.flatMap { RootCommand.command($0) }
    // Shells complete the program with all its commands.
    if arguments.first?.hasPrefix("--generate-completion-script") == true {
      exit(completionScript(arguments))
    }
    do {
      let action: any DolenAction
      if let command {
        action = try command.parse(Array(arguments.dropFirst())) as any DolenAction
      } else {
        action = try OpenCommand.parse(arguments).options
      }
      let plugins = action.plugins
      exit(EngineThread.run { action.perform(with: plugins) })
    } catch {
      exit(report(error, for: command))
    }
  }

  /// Shows the error of parsing `command`, or the help that was asked for; returns the exit code.
  private static func report(
    _ error: any Error, for command: (any DescribedCommand.Type)?
  ) -> Int32 {
    let words = LanguageOptions.words(askedIn: CommandLine.arguments)
    let parsed: any ParsableCommand.Type = command ?? OpenCommand.self
    let message = parsed.fullMessage(for: error)
    guard parsed.exitCode(for: error) == .success else {
      _ = write(message, to: STDERR_FILENO)
      // What was taken for a file may have been meant as a command.
      if command == nil, let first = CommandLine.arguments.dropFirst().first,
        let name = nearest(to: first, in: RootCommand.commandNames)
      {
        _ = write("\(words.hintMark): \(words.didYouMean(name))", to: STDERR_FILENO)
      }
      return ShellFailure.Kind.usage.rawValue
    }
    let isVersion = message == EngineVersion.current
    return write(
      isVersion ? message : RootCommand.help(of: command, in: words), to: STDOUT_FILENO) ? 0 : 4
  }

  /// Prints what lets a shell complete the program; returns the exit code.
  private static func completionScript(_ arguments: [String]) -> Int32 {
    do {
      _ = try RootCommand.parseAsRoot(arguments)
      return ShellFailure.Kind.usage.rawValue
    } catch {
      let message = RootCommand.fullMessage(for: error)
      guard RootCommand.exitCode(for: error) == .success else {
        _ = write(message, to: STDERR_FILENO)
        return ShellFailure.Kind.usage.rawValue
      }
      return write(message, to: STDOUT_FILENO) ? 0 : 4
    }
  }

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    let stream = StandardStream(descriptor, words: LanguageOptions.environment)
    return stream.write(line: text)
  }
}

/// What a command line asks for, once it is understood.
protocol DolenAction: Sendable {
  /// The language of messages.
  var spoken: LanguageOptions { get }
  /// What was said of plugins.
  var pluginOptions: PluginOptions { get }

  /// Does it, on a thread with room for deep queries, and returns the exit code.
  ///
  /// - Parameter plugins: The formats of graphs.
  func perform(with plugins: PluginRegistry) -> Int32
}

extension DolenAction {
  /// The words of the language that was asked for.
  var words: Words { spoken.words }
}
