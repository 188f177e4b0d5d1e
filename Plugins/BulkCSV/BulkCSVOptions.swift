import PluginKit

/// Which tables are loaded, and how.
///
/// Their mistakes are told in the words of the command line, like those of the load itself.
struct BulkCSVOptions: FormatOptions {
  var nodes: [NodeTable] = []
  var relationships: [RelationshipTable] = []
  var onError = ImportPolicy.OnError.stop
  var existing = ImportPolicy.Existing.stop
  var delimiter = Delimiter()
  var idMemory = IDMemory()

  static let list: [FormatOption<BulkCSVOptions>] = [
    .repeated(
      "nodes", \.nodes, "LABEL[:LABEL]=FILE,…", "A table of nodes, its header first; repeatable"),
    .repeated(
      "relationships", \.relationships, "TYPE=FILE,…", "A table of relationships; repeatable"),
    .choice("on-error", \.onError, "A bad line of a table: stop, or skip and list it"),
    .choice(
      "existing", \.existing,
      "A node that the graph has with other contents: stop, keep it, or update it and say what"),
    .parsed(
      "delimiter", \.delimiter, "CHARACTER",
      "What parts fields, or 'tab'; without it, what a line such as 'sep=;' says, else a comma"),
    .parsed("id-memory", \.idMemory, "MB", "The most memory for the ids of nodes"),
  ]
}

/// A table of nodes.
struct NodeTable: ParsedOption {
  let table: BulkTable
  let text: String

  init(_ text: String) throws(OptionError) {
    table = try BulkTable(nodes: text)
    self.text = text
  }
}

/// A table of relationships.
struct RelationshipTable: ParsedOption {
  let table: BulkTable
  let text: String

  init(_ text: String) throws(OptionError) {
    table = try BulkTable(relationships: text)
    self.text = text
  }
}

/// What parts fields.
struct Delimiter: ParsedOption {
  /// Nil for what each file says.
  let byte: UInt8?
  let text: String

  init() {
    byte = nil
    text = ""
  }

  init(_ text: String) throws(OptionError) {
    self.text = text
    if text == "tab" {
      byte = 0x09
      return
    }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte >= 0x20 || byte == 0x09,
      byte != UInt8(ascii: "\"")
    else {
      throw OptionError("--delimiter takes one character such as ';', or 'tab', not '\(text)'")
    }
    self.byte = byte
  }
}

/// How much memory the ids of nodes may take.
struct IDMemory: ParsedOption {
  let megabytes: Int

  init() { megabytes = ImportPolicy.idMemory >> 20 }

  init(_ text: String) throws(OptionError) {
    guard let megabytes = Int(text), megabytes > 0, megabytes <= 1 << 30 else {
      throw OptionError("--id-memory takes a number of megabytes, not \(text)")
    }
    self.megabytes = megabytes
  }

  var text: String { String(megabytes) }
}
