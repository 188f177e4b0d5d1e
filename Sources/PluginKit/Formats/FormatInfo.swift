/// What a format is called, how its files are recognised, and what it can hold.
public struct FormatInfo: Sendable {
  /// The name that commands take, in lower case with hyphens: `graph-folder`.
  public var name: String
  /// The name in a sentence: `JSON Lines`.
  public var title: String
  /// What the format is for, in one sentence.
  public var summary: String
  /// Endings of file names without the dot, the usual one first.
  public var extensions: [String]
  /// Endings that belong to other formats, under which files of this one are met as well. They count
  /// only where the first bytes agree: a file `search.ris` that begins as EndNote's does is EndNote's.
  public var borrowedExtensions: [String]
  /// Whether the format is one file or a folder of files.
  public var layout: Layout
  /// Whether a file begins as those of the format do; nil where its first bytes tell nothing. Of a
  /// folder it is the marker file.
  public var signature: Signature?
  /// Whether a file that no format claims looks like this one all the same; nil where nothing says so.
  public var likeness: LikenessTest?
  /// Formats each file of which is one of this format as well, so that their first bytes do not speak against
  /// a name that is this format's: every text in Turtle is one in TriG.
  public var includes: [String]
  /// What survives an export followed by an import.
  public var holds: Contents

  /// A look at the first bytes of a file.
  public typealias Signature = @Sendable (FileHead) -> Bool

  /// A look at the first bytes of a file that nothing else tells.
  public typealias LikenessTest = @Sendable (FileHead) -> Likeness?

  /// Whether a format is one file or a folder of files.
  public enum Layout: Hashable, Sendable {
    /// One file, which may also be a pipe.
    case file
    /// A folder that is known by the file `marker` in it. An export into a folder that is there
    /// already replaces what is `owned`, names of files and folders, and keeps all else.
    case folder(marker: String, owned: [String])
  }

  /// Parts of a graph that a format can or cannot hold.
  ///
  /// A format that both reads and writes is held to its claims by a test.
  public struct Contents: OptionSet, Hashable, Sendable {
    /// One bit for each part.
    public var rawValue: Int

    /// The set with the given bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Properties that are texts, numbers and booleans.
    public static let properties = Contents(rawValue: 1)
    /// Nodes with no label or with several.
    public static let anyLabels = Contents(rawValue: 2)
    /// Lists as properties.
    public static let lists = Contents(rawValue: 4)
    /// Dates, times, durations.
    public static let temporal = Contents(rawValue: 8)
    /// Points, NaN, the infinities.
    public static let special = Contents(rawValue: 16)
    /// Any character in a text, control characters among them.
    public static let anyText = Contents(rawValue: 32)

    /// Everything above.
    public static let everything: Contents = [
      .properties, .anyLabels, .lists, .temporal, .special, .anyText,
    ]

    /// The words of the manual for each part.
    public static let names: [(part: Contents, name: String)] = [
      (.properties, "properties"), (.anyLabels, "any number of labels"), (.lists, "lists"),
      (.temporal, "dates, times and durations"), (.special, "points, NaN, infinities"),
      (.anyText, "texts with any character"),
    ]

    /// The parts in words, as the manual's page of formats lists them.
    public var description: String {
      self == .everything
        ? "everything"
        : Self.names.filter { contains($0.part) }.map(\.name).joined(separator: ", ")
    }
  }

  /// A format of the given name.
  public init(
    name: String, title: String, summary: String, extensions: [String],
    borrowedExtensions: [String] = [], layout: Layout = .file, signature: Signature? = nil,
    likeness: LikenessTest? = nil, includes: [String] = [], holds: Contents
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.extensions = extensions
    self.borrowedExtensions = borrowedExtensions
    self.layout = layout
    self.signature = signature
    self.likeness = likeness
    self.includes = includes
    self.holds = holds
  }
}
