import ArgumentParser
import GraphEngine
import GraphShell
import WordCatalog

/// A command of the program whose name, summary and help are those of its description.
protocol DescribedCommand: ParsableCommand, DolenAction {
  /// What it is called, does and takes.
  static var described: CommandDescription { get }
}

extension DescribedCommand {
  static var configuration: CommandConfiguration {
    // The parser speaks English; help in other languages is a page of ours.
    CommandConfiguration(
      commandName: described.name, _superCommandName: "dolen",
      abstract: described.summary(.english) + ".",
      discussion: described.discussion)
  }
}

extension CommandDescription {
  /// The help behind the summary: a line for each paragraph, for the parser breaks lines where the terminal ends.
  var discussion: String {
    var lines: [String] = []
    var goesOn = false
    for line in (program?.explained(in: .english) ?? "")
      .split(separator: "\n", omittingEmptySubsequences: false)
    {
      // What begins with a blank is laid out as it stands.
      let isFilled = !line.isEmpty && line.first != " "
      if isFilled, goesOn, let last = lines.popLast() {
        lines.append("\(last) \(line)")
      } else {
        lines.append(String(line))
      }
      goesOn = isFilled
    }
    return lines.joined(separator: "\n")
  }
}

extension CommandOption {
  /// The names, as the parser takes them.
  fileprivate var specification: NameSpecification {
    NameSpecification((short.map { [.customShort($0)] } ?? []) + [.customLong(name)])
  }

  fileprivate var argumentHelp: ArgumentHelp { ArgumentHelp(help(.english), valueName: value) }
}

extension CommandArgument {
  fileprivate var argumentHelp: ArgumentHelp { ArgumentHelp(help(.english), valueName: name) }
}

extension ArgumentKind {
  /// What shells complete.
  fileprivate var completion: CompletionKind? {
    switch self {
    case .file: .file()
    case .rowFormat: .list(RowFormats.all.map(\.name))
    case .choice(let words): .list(words)
    case .free, .exportFormat, .importFormat, .command, .query, .parameter, .cypher, .expression,
      .setting, .settingValue, .labelOrType, .exportOptionsOrQuery:
      nil
    }
  }
}

extension Argument {
  /// An argument that must be given.
  init(_ argument: CommandArgument) where Value: ExpressibleByArgument {
    self.init(help: argument.argumentHelp, completion: argument.kind.completion)
  }

  /// An argument that may be left out.
  init<T: ExpressibleByArgument>(_ argument: CommandArgument) where Value == T? {
    self.init(
      wrappedValue: nil, help: argument.argumentHelp, completion: argument.kind.completion)
  }
}

extension Argument {
  /// An argument that may be given any number of times.
  init<T: ExpressibleByArgument>(wrappedValue: [T], _ argument: CommandArgument)
  where Value == [T] {
    self.init(
      wrappedValue: wrappedValue, help: argument.argumentHelp,
      completion: argument.kind.completion)
  }
}

extension Option {
  /// An option that may be given once.
  init<T: ExpressibleByArgument>(_ option: CommandOption) where Value == T? {
    self.init(
      name: option.specification, parsing: option.takesHyphens ? .unconditional : .next,
      help: option.argumentHelp, completion: option.kind.completion)
  }

  /// An option that may be given any number of times.
  init<T: ExpressibleByArgument>(wrappedValue: [T], _ option: CommandOption) where Value == [T] {
    self.init(
      wrappedValue: wrappedValue, name: option.specification,
      parsing: option.takesHyphens ? .unconditionalSingleValue : .singleValue,
      help: option.argumentHelp, completion: option.kind.completion)
  }
}

extension Flag where Value == Bool {
  /// An option without a value.
  init(wrappedValue: Bool, _ option: CommandOption) {
    self.init(
      wrappedValue: wrappedValue, name: option.specification, help: option.argumentHelp)
  }
}
