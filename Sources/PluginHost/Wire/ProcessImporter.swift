import GraphModel
import PluginKit

/// Reads a format by a program of a plugin: it gets the bytes of the source, and says what is in them.
struct ProcessImporter: GraphImporter {
  let host: PluginHost
  let plugin: FoundPlugin
  let kind: PluginManifest.Kind
  let options: OptionSettings

  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    guard !source.isFolder else {
      throw ImportError(
        "The format '\(kind.format)' is a file, and this is a folder", in: source.name)
    }
    try host.converse(with: plugin) { conversation in
      let bytes = SourceBytes(try source.stream(), isText: kind.isText)
      try conversation.greet(
        .importing, kind, options, adding: ["source": .map(["name": .string(source.name)])])
      conversation.supply = bytes.next
      conversation.sendEnd()
      try conversation.hearGreeting()
      var records = ImportedRecords(conversation, source.name)
      while try conversation.nextLine() {
        if try records.takePlain(conversation.current, into: &sink) { continue }
        if try records.take(conversation.currentMessage(), into: &sink) {
          try conversation.hearEnd()
          if conversation.isInputRefused {
            sink.warn(
              "The plugin did not read the source to its end", at: SourcePlace(source.name))
          }
          return
        }
      }
      throw try conversation.endedInstead(of: PluginConversation.lastWord)
    }
  }
}

/// What came of an import so far.
private struct ImportedRecords {
  private let conversation: PluginConversation
  private let file: String
  private let decoder: JSONRecordDecoder
  private var plain: PlainRecordReader
  private var nodes = 0
  private var relationships = 0
  private var skipped = 0

  init(_ conversation: PluginConversation, _ file: String) {
    self.conversation = conversation
    self.file = file
    decoder = JSONRecordDecoder()
    plain = PlainRecordReader(decoder, isOnWire: true)
  }

  /// Takes in a record that is written as most are, without making a message of it; false for any other
  /// line.
  mutating func takePlain(
    _ line: UnsafeBufferPointer<UInt8>, into sink: inout some GraphSink
  ) throws -> Bool {
    switch plain.record(line, at: SourcePlace(file)) {
    case nil: return false
    case .node(let node)?:
      nodes += 1
      try checkLabels(node)
      try located { try sink.add(node) }
    case .relationship(let relationship)?:
      relationships += 1
      try located { try sink.add(relationship) }
    }
    return true
  }

  /// Takes in a message; whether it was the last.
  mutating func take(_ message: MapValue, into sink: inout some GraphSink) throws -> Bool {
    guard case .text(let type)? = message["type"] else {
      throw conversation.fault(
        "wrote a message without a type", text: conversation.currentBytes,
        hint: "It has a member \"type\", such as \"type\":\"node\"")
    }
    let place = message.place(in: file)
    switch type.string {
    case "node", "relationship": try add(message, at: place, to: &sink)
    case "warn": sink.warn(message.text("message") ?? "(no message)", at: place)
    case "skip":
      skipped += 1
      try sink.skip(record(message), message.text("reason") ?? "left out by the plugin", at: place)
    case "reject":
      skipped += 1
      try sink.reject(record(message), error(message, at: place), text: message.text("text"))
    case "error": throw error(message, at: place)
    case "done":
      try conversation.check(message, "nodes", is: nodes)
      try conversation.check(message, "relationships", is: relationships)
      try conversation.check(message, "skipped", is: skipped, isRequired: false)
      return true
    // Messages of tomorrow mean nothing today; "progress" says only that the plugin is at work.
    default: break
    }
    return false
  }

  private mutating func add(
    _ message: MapValue, at place: SourcePlace, to sink: inout some GraphSink
  ) throws {
    let record: GraphRecord
    do {
      record = try decoder.record(message, at: place).record
    } catch let error as ImportError {
      throw conversation.fault(
        "wrote a record that is wrong: \(error.message)", text: conversation.currentBytes,
        hint: error.hint)
    }
    switch record {
    case .node(var node):
      nodes += 1
      node.key = try key(message)
      try checkLabels(node)
      try located { try sink.add(node) }
    case .relationship(var relationship):
      relationships += 1
      relationship.key = try key(message)
      try located { try sink.add(relationship) }
    }
  }

  /// Does `body`, whose error about a record that names no line of the source names that of the message.
  private func located(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch var error as ImportError where error.place == SourcePlace(file) {
      error.message += " (line \(conversation.line) of what the plugin wrote)"
      let trace = "--plugin-trace FILE keeps what it wrote"
      error.hint = error.hint.map { "\($0); \(trace)" } ?? trace
      throw error
    }
  }

  /// Makes sure that every label has a letter: an empty one is a mistake of the program.
  private func checkLabels(_ node: ImportedNode) throws {
    guard node.labels.contains(where: \.isEmpty) else { return }
    throw conversation.fault(
      "wrote a node with an empty label", text: conversation.currentBytes,
      hint: "A node without labels is \"labels\":[]")
  }

  private func key(_ message: MapValue) throws -> Text? {
    switch message["key"] {
    case nil, .null?: return nil
    case .text(let key)?: return key
    default:
      throw conversation.fault(
        "wrote a record whose key is no text", text: conversation.currentBytes,
        hint: "It is the name of a property: \"key\":\"doi\"")
    }
  }

  private func record(_ message: MapValue) -> RecordKind {
    message["record"] == "relationship" ? .relationship : .node
  }

  private func error(_ message: MapValue, at place: SourcePlace) -> ImportError {
    ImportError(
      message.text("message") ?? "The plugin '\(conversation.manifest.title)' gave no reason",
      at: place, hint: message.text("hint"))
  }
}
