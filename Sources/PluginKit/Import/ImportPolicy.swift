import Duplicates

/// What an import does where the source alone does not say it; the same for every format.
///
/// These are options like those of a format, so that flags and the shell take both in one list.
public struct ImportPolicy: FormatOptions {
  /// What happens to a node that the graph has already, with other contents.
  public var existing = Existing.stop
  /// What happens to a relationship whose node is missing.
  public var dangling = Dangling.stop
  /// What happens to a record that cannot be read, or that contradicts another.
  public var onError = OnError.stop
  /// Whether the graph gets an `ImportRun` node, and all that is created the run's id.
  public var record = false
  /// The file of a ZIP archive that is meant; empty for the only one that can be read.
  public var member = ""

  /// The name of the option that says which file of an archive is meant.
  static let memberOption = "member"
  /// What happens to records of one work: of the source, and of the source and the graph.
  public var dedup = Dedup.auto

  /// What happens to records of one work.
  public enum Dedup: String, CaseIterable, Sendable {
    /// What suits the format (``FormatAbility/duplicates``).
    case auto
    /// They are not looked for.
    case off
    /// They are joined by `POSSIBLY_SAME_AS` and told of; nothing is merged.
    case report
    /// Those that are certain are merged, with all their sources kept; the others are joined.
    case merge

    /// What is to be done for a format that does `standard` where nothing is said.
    func handling(standard: DuplicateHandling) -> DuplicateHandling {
      DuplicateHandling(rawValue: rawValue) ?? standard
    }
  }

  /// What happens to a node that the graph has already, with other contents.
  public enum Existing: String, CaseIterable, Sendable {
    /// The import stops and changes nothing.
    case stop
    /// The graph's node stays as it is, with a warning.
    case keep
    /// The graph's node gets what the record says, each change with a line of the report. What the
    /// record does not state stays.
    case update
  }

  /// What happens to a relationship whose node is missing.
  public enum Dangling: String, CaseIterable, Sendable {
    /// The import stops and changes nothing.
    case stop
    /// The relationship is left out and counted.
    case skip
    /// A node is made that has the missing one's id and, as its label, the group of its ids; with a
    /// warning.
    case make
  }

  /// What happens to a record that cannot be read, or that contradicts another.
  public enum OnError: String, CaseIterable, Sendable {
    /// The import stops and changes nothing.
    case stop
    /// The record is left out, counted and listed.
    case skip
  }

  /// The most bytes that the ids and keys of nodes may take in memory: some 200 million of them.
  package static let idMemory = 4 << 30

  /// Stops at any of these, records nothing in the graph.
  public init() {}

  /// The options.
  public static let list: [FormatOption<ImportPolicy>] = [
    .choice(
      "existing", \.existing,
      "A node that the graph has with other contents: stop, keep it, or update it and say what"),
    .choice(
      "dangling", \.dangling,
      "A relationship without its node: stop, skip and count it, or make the node"),
    .choice(
      "on-error", \.onError, "A record that is wrong: stop, or skip and list it"),
    .text(
      memberOption, \.member, "NAME",
      "The file of a ZIP archive that is meant, where several can be read"),
    .choice(
      "dedup", \.dedup,
      "Records of one work: off, report (join) them, or merge the certain; "
        + "auto: report for references"),
    .flag("record", \.record, "Add an ImportRun node, and its id to all that is created"),
  ]
}
