import GraphModel

/// The options of an importer or exporter: a struct of defaults and one line for each option.
///
/// Command-line flags, the shell's `key=value` pairs, completion and the manual all read the same
/// list, so that an option is written once:
///
///     struct DrawingOptions: FormatOptions {
///       var cluster = true
///       var maxLabel = 200
///
///       static let list: [FormatOption<Self>] = [
///         .flag("cluster", \.cluster, "A box around the nodes of each label"),
///         .integer("max-label", \.maxLabel, 1...16_000, "Longest label, in characters"),
///       ]
///     }
///
///     let options = try DrawingOptions(["max-label": "80"])
public protocol FormatOptions: Sendable {
  /// The defaults.
  init()
  /// What can be set, in the order of the manual.
  static var list: [FormatOption<Self>] { get }
}

extension FormatOptions {
  /// The defaults, changed by what was written.
  ///
  /// - Throws: ``OptionError`` where a name is unknown, or given twice, or a value does not fit.
  public init(_ settings: OptionSettings) throws(OptionError) {
    self.init()
    try settings.check(against: Self.descriptors)
    for (name, text) in settings.entries {
      for option in Self.list where option.name == name { try option.set(&self, text) }
    }
  }

  /// The options as the manual, flags and completion show them.
  public static var descriptors: [OptionDescriptor] {
    let defaults = Self()
    return list.map { $0.descriptor(defaults) }
  }

  /// The value of every option as text, as an import run records them.
  public var values: [(name: String, value: String)] {
    Self.list.map { (name: $0.name, value: $0.get(self)) }
  }
}

/// The options of a plugin that has none.
public struct NoOptions: FormatOptions {
  /// Nothing to set.
  public static let list: [FormatOption<NoOptions>] = []

  /// No options.
  public init() {}
}
