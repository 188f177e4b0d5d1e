/// Options that many importers have, with one name, one line of the manual and one check for all.
extension FormatOption where Options: FormatOptions {
  /// The option `key`: the property by which an importer finds nodes that the graph has already.
  public static func nodeKey(
    _ property: WritableKeyPath<Options, String> & Sendable
  ) -> FormatOption {
    .text(
      "key", property, "PROPERTY", "With the first label, finds a node that the graph has already")
  }

  /// The option `default-type`: the type of relationships of which a file says none. It cannot be empty.
  public static func standardType(
    _ property: WritableKeyPath<Options, String> & Sendable, _ summary: String
  ) -> FormatOption {
    let name = "default-type"
    return FormatOption(
      name: name, summary: summary, values: .text("TYPE"),
      set: { (options, text) throws(OptionError) in
        guard !text.isEmpty else {
          throw OptionError(
            "The option '\(name)' is empty",
            hint: "Write a type: \(Options()[keyPath: property])")
        }
        options[keyPath: property] = text
      },
      get: { $0[keyPath: property] })
  }
}
