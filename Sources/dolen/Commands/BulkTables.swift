import ArgumentParser
import GraphEngine
import GraphModel
import GraphShell
import PluginKit

/// The options of `dolen import` that load tables of nodes and relationships.
struct BulkTables: ParsableArguments {
  @Option(
    name: .customLong("nodes"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A table of nodes: its labels, then its CSV files; the first line is the header, as in "
        + "Neo4j's bulk import: id:ID(Study){id-type:int},year:int. Repeatable.",
      valueName: "label[:label]=file,…"))
  var nodes: [String] = []

  @Option(
    name: .customLong("relationships"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A table of relationships, with a header such as :START_ID(Study),:END_ID(Factor),page:int. "
        + "Repeatable.",
      valueName: "type=file,…"))
  var relationships: [String] = []

  @Option(
    help: ArgumentHelp("What to do at a bad line of a table: stop or skip.", valueName: "what"))
  var onError: String?

  @Option(
    help: ArgumentHelp(
      "What to do at a node that the graph has with other contents: stop, or keep the graph's.",
      valueName: "what"))
  var existing: String?

  @Option(
    help: ArgumentHelp(
      "What parts the fields of a table: a character, or 'tab'. (default: what a first line such as "
        + "'sep=;' says, else a comma)"))
  var delimiter: String?

  @Option(help: ArgumentHelp("The most memory for the ids of nodes.", valueName: "MB"))
  var idMemory: Int?

  /// Whether any table was given.
  var isEmpty: Bool { nodes.isEmpty && relationships.isEmpty }

  /// Loads the tables into the graph's file; returns the exit code.
  func load(into file: String, _ console: TerminalConsole) -> Int32 {
    do {
      let load = BulkImport(
        try nodes.map { try BulkTable(nodes: $0) }
          + relationships.map { try BulkTable(relationships: $0) },
        policy: try policy())
      Interrupts.watch(Graph(), interactive: false)
      let report = try Interrupts.whileBusy {
        try load.run(into: file) { _ in
          if Interrupts.hasArrived { throw Words.interrupted }
        }
      }
      try console.output.write("\(report)\n")
      try console.flush()
      return 0
    } catch let error as OptionError {
      return console.report(ShellFailure(.usage, "\(error)"))
    } catch {
      return console.report(error)
    }
  }

  private func policy() throws(OptionError) -> BulkPolicy {
    var policy = BulkPolicy()
    if let onError {
      guard let choice = BulkPolicy.OnError(rawValue: onError) else {
        throw OptionError("--on-error takes stop or skip, not '\(onError)'")
      }
      policy.onError = choice
    }
    if let existing {
      guard let choice = ImportPolicy.Existing(rawValue: existing) else {
        throw OptionError("--existing takes stop or keep, not '\(existing)'")
      }
      policy.existing = choice
    }
    if let delimiter {
      guard let byte = delimiter == "tab" ? 0x09 : Self.byte(delimiter) else {
        throw OptionError(
          "--delimiter takes one character such as ';', or 'tab', not '\(delimiter)'")
      }
      policy.delimiter = byte
    }
    if let idMemory {
      guard idMemory > 0, idMemory <= 1 << 30 else {
        throw OptionError("--id-memory takes a number of megabytes, not \(idMemory)")
      }
      policy.memory = idMemory << 20
    }
    return policy
  }

  /// The byte of a character that can part fields.
  private static func byte(_ text: String) -> UInt8? {
    guard text.utf8.count == 1, let byte = text.utf8.first, byte >= 0x20 || byte == 0x09,
      byte != UInt8(ascii: "\"")
    else { return nil }
    return byte
  }
}

private enum Words {
  static let interrupted = Diagnostic(
    .interrupted, .runtime, "Interrupted", "The load was interrupted; the graph is as before")
}
