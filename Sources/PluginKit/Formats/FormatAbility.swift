import Duplicates

/// What a plugin can do, reading or writing: its options, and how they make what does the work.
///
///     FormatAbility(JSONLinesImporter.init)          // options are a struct of the plugin's own
///     FormatAbility(options: manifest.options) {     // options are known only while it runs
///       settings in ProcessImporter(program, settings)
///     }
///
/// Both are the same to whoever lists, completes and sets options.
public struct FormatAbility<Worker: Sendable>: Sendable {
  /// The options with their defaults, in the order of the manual.
  ///
  /// They are made when they are asked for: a program that starts has many formats and asks for none.
  public var options: [OptionDescriptor] { describe() }
  /// What an import of the format does about records of one work where nothing is said: looks for them in
  /// a format of references, whose records are works; a graph comes in as it is.
  public var duplicates = DuplicateHandling.off
  private let describe: @Sendable () -> [OptionDescriptor]
  private let make: @Sendable (OptionSettings) throws -> Prepared

  /// What does the work, with all options set.
  public struct Prepared: Sendable {
    /// The importer or exporter.
    public var worker: Worker
    /// The value of every option as text, as an import run records them.
    public var values: [(name: String, value: String)]
  }

  /// An ability with options of the type that `make` takes.
  ///
  /// - Parameter make: Throws ``OptionError`` where options do not go together.
  public init<Options: FormatOptions>(
    _ make: @escaping @Sendable (Options) throws -> Worker
  ) {
    describe = { Options.descriptors }
    self.make = { settings in
      let options = try Options(settings)
      return Prepared(worker: try make(options), values: options.values)
    }
  }

  /// An ability with options that a description lists.
  ///
  /// - Parameter make: Is given every option, spelled as its description has it; throws
  ///   ``OptionError`` where options do not go together.
  public init(
    options: @escaping @autoclosure @Sendable () -> [OptionDescriptor],
    _ make: @escaping @Sendable (OptionSettings) throws -> Worker
  ) {
    describe = options
    self.make = { settings in
      let options = options()
      try settings.check(against: options)
      var all = OptionSettings()
      for option in options {
        let written = settings.entries.filter { $0.name == option.name }
        for (_, text) in written {
          all.add(option.name, try option.values.checked(text, of: option.name))
        }
        if written.isEmpty, !option.isRepeatable { all.add(option.name, option.standard) }
      }
      return Prepared(worker: try make(all), values: all.entries.map { ($0.name, $0.text) })
    }
  }

  /// What does the work, with the options that were written.
  ///
  /// - Throws: ``OptionError`` where a name is unknown, a value does not fit, or options do not go
  ///   together.
  public func prepared(_ settings: OptionSettings = [:]) throws -> Prepared { try make(settings) }
}
