import PluginKit

/// What a plugin says of itself, in `plugin.json`: nothing of it is run to learn it.
///
///     {
///       "name": "edge-list", "version": "1.0", "protocol": [1],
///       "command": ["python3", "main.py"],
///       "kinds": [{"kind": "import", "summary": "Two ids on each line", "extensions": ["edges"]}]
///     }
///
/// Members that are not known are ignored, so that a manifest of tomorrow is read today.
public struct PluginManifest: Hashable, Sendable {
  /// The name, in lower case with hyphens.
  public var name: String
  /// The plugin's own version.
  public var version: String
  /// The versions of the protocol that it speaks.
  public var protocols: [Int]
  /// The program and its arguments; one that names a file of the folder is that file.
  public var command: [String]
  /// The formats that it reads and writes.
  public var kinds: [Kind]
  /// The functions and procedures that it adds.
  public var routines: [Routine] = []
  /// Kinds that this Dolen does not know, by their names.
  public var unknownKinds: [String]
  /// What it may use.
  public var limits: PluginLimits

  /// The name of the file.
  public static let fileName = "plugin.json"

  /// Whether `name` can name a plugin, a format or an option: a word in lower case with hyphens.
  static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count) && !name.hasPrefix("-")
      && name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
      }
  }

  /// One thing that a plugin can do.
  public struct Kind: Hashable, Sendable {
    /// Whether it reads or writes.
    public var operation: Operation
    /// The format's name.
    public var format: String
    /// The format's name in a sentence.
    public var title: String
    /// What the format is for.
    public var summary: String
    /// Endings of file names, without the dot.
    public var extensions: [String]
    /// How its files begin; one of them has to hold.
    public var sniff: [SniffRule]
    /// Whether the source is text, which is checked to be UTF-8 before the plugin has it.
    public var isText: Bool
    /// The options.
    public var options: [OptionDescriptor]
    /// Whether it writes the rows of a query's answer, and no graph.
    public var takesRows = false
    /// What survives.
    public var holds: FormatInfo.Contents
  }

  /// What is asked of a plugin.
  public enum Operation: String, CaseIterable, Sendable {
    /// To read a source.
    case importing = "import"
    /// To write a graph.
    case exporting = "export"
  }

  /// Name and version, as messages call it.
  public var title: String { "\(name) \(version)" }

  /// What it can do, for a format.
  public func kind(_ operation: Operation, format: String) -> Kind? {
    kinds.first { $0.operation == operation && $0.format == format }
  }

  /// Its formats, each once, in the manifest's order.
  public var formats: [String] {
    var seen: Set<String> = []
    return kinds.map(\.format).filter { seen.insert($0).inserted }
  }

  /// All that it can do, each in a few words: `import ris`, `function slugs.slug(text :: STRING) :: STRING`.
  public var abilities: [String] {
    kinds.map { "\($0.operation.rawValue) \($0.format)" }
      + routines.map { "\($0.kind.rawValue) \(signature(of: $0))" }
  }
}
