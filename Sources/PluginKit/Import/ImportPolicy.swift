/// What an import does where the source alone does not say it; the same for every format.
///
/// These are options like those of a format, so that flags and the shell take both in one list.
public struct ImportPolicy: FormatOptions {
  /// What happens to a node that the graph has already, with other contents.
  public var existing = Existing.stop
  /// What happens to a relationship whose node is missing.
  public var dangling = Dangling.stop
  /// Whether the graph gets an `ImportRun` node, and all that is created the run's id.
  public var record = false

  /// What happens to a node that the graph has already, with other contents.
  public enum Existing: String, CaseIterable, Sendable {
    /// The import stops and changes nothing.
    case stop
    /// The graph's node stays as it is, with a warning.
    case keep
  }

  /// What happens to a relationship whose node is missing.
  public enum Dangling: String, CaseIterable, Sendable {
    /// The import stops and changes nothing.
    case stop
    /// The relationship is left out and counted.
    case skip
  }

  /// Stops at either, records nothing in the graph.
  public init() {}

  /// The options.
  public static let list: [FormatOption<ImportPolicy>] = [
    .choice(
      "existing", \.existing, "A node that the graph has with other contents: stop or keep it"),
    .choice("dangling", \.dangling, "A relationship without its node: stop, or skip and count it"),
    .flag("record", \.record, "Add an ImportRun node, and its id to all that is created"),
  ]
}
