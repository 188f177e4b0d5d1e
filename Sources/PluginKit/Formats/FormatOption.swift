/// One option of a plugin: its name, the property it sets, and its line of the manual.
///
/// The kinds are found by typing a dot: ``flag(_:_:_:)``, ``integer(_:_:_:_:)``,
/// ``text(_:_:_:_:)``, ``choice(_:_:_:)``, ``parsed(_:_:_:_:)``, ``repeated(_:_:_:_:)``; those that many
/// importers have, ``nodeKey(_:)`` and ``standardType(_:_:)``.
public struct FormatOption<Options: Sendable>: Sendable {
  /// The name, in lower case with hyphens.
  public var name: String
  /// What the option does, in one line.
  public var summary: String
  /// What may be written for it.
  public var values: OptionDescriptor.Values
  /// Whether it may be written several times, each time for one more.
  public var isRepeatable = false
  let set: @Sendable (inout Options, String) throws(OptionError) -> Void
  let get: @Sendable (Options) -> String

  func descriptor(_ defaults: Options) -> OptionDescriptor {
    var descriptor = OptionDescriptor(
      name: name, summary: summary, values: values, standard: get(defaults))
    descriptor.isRepeatable = isRepeatable
    return descriptor
  }

  /// An option that is `true` or `false`; also `yes`, `no`, `on`, `off`, and nothing for `true`.
  public static func flag(
    _ name: String, _ property: WritableKeyPath<Options, Bool> & Sendable, _ summary: String
  ) -> FormatOption {
    FormatOption(
      name: name, summary: summary, values: .flag,
      set: { (options, text) throws(OptionError) in
        let values = OptionDescriptor.Values.flag
        options[keyPath: property] = try values.checked(text, of: name) == "true"
      },
      get: { String($0[keyPath: property]) })
  }

  /// An option that is an integer of the given range.
  public static func integer(
    _ name: String, _ property: WritableKeyPath<Options, Int> & Sendable,
    _ range: ClosedRange<Int>, _ summary: String
  ) -> FormatOption {
    let values = OptionDescriptor.Values.integer(range)
    return FormatOption(
      name: name, summary: summary, values: values,
      set: { (options, text) throws(OptionError) in
        if let value = Int(try values.checked(text, of: name)) {
          options[keyPath: property] = value
        }
      },
      get: { String($0[keyPath: property]) })
  }

  /// An option that is any text; `placeholder` stands for it in the manual, as in `title=TEXT`.
  public static func text(
    _ name: String, _ property: WritableKeyPath<Options, String> & Sendable,
    _ placeholder: String, _ summary: String
  ) -> FormatOption {
    FormatOption(
      name: name, summary: summary, values: .text(placeholder),
      set: { (options, text) throws(OptionError) in options[keyPath: property] = text },
      get: { $0[keyPath: property] })
  }

  /// An option whose text a type of its own reads; `placeholder` stands for it in the manual.
  public static func parsed<Parsed: ParsedOption>(
    _ name: String, _ property: WritableKeyPath<Options, Parsed> & Sendable,
    _ placeholder: String, _ summary: String
  ) -> FormatOption {
    FormatOption(
      name: name, summary: summary, values: .text(placeholder),
      set: { (options, text) throws(OptionError) in
        options[keyPath: property] = try Parsed(text)
      },
      get: { $0[keyPath: property].text })
  }

  /// An option that may be written several times, each time for one more element of a list.
  public static func repeated<Parsed: ParsedOption>(
    _ name: String, _ property: WritableKeyPath<Options, [Parsed]> & Sendable,
    _ placeholder: String, _ summary: String
  ) -> FormatOption {
    FormatOption(
      name: name, summary: summary, values: .text(placeholder), isRepeatable: true,
      set: { (options, text) throws(OptionError) in
        options[keyPath: property].append(try Parsed(text))
      },
      get: { $0[keyPath: property].map(\.text).joined(separator: " ") })
  }

  /// An option that is one of the cases of an enumeration.
  public static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ property: WritableKeyPath<Options, Choice> & Sendable, _ summary: String
  ) -> FormatOption {
    let values = OptionDescriptor.Values.choice(Choice.allCases.map(\.rawValue))
    return FormatOption(
      name: name, summary: summary, values: values,
      set: { (options, text) throws(OptionError) in
        if let choice = Choice(rawValue: try values.checked(text, of: name)) {
          options[keyPath: property] = choice
        }
      },
      get: { $0[keyPath: property].rawValue })
  }
}

/// The value of an option that is more than a text.
public protocol ParsedOption: Sendable {
  /// Reads what was written for the option.
  ///
  /// - Throws: ``OptionError`` where it does not fit.
  init(_ text: String) throws(OptionError)

  /// What would be written for it.
  var text: String { get }
}
