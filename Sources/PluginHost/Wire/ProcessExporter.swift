import GraphModel
import PluginKit

/// Writes a format by a program of a plugin: it gets nodes and relationships, or the rows of an answer, and
/// gives bytes.
struct ProcessExporter: GraphExporter, AnswerExporter {
  let host: PluginHost
  let plugin: FoundPlugin
  let kind: PluginManifest.Kind
  let options: OptionSettings

  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    let counts: MapValue = [
      "nodes": .integer(subject.nodeCount), "relationships": .integer(subject.relationshipCount),
    ]
    return try write(counts, subject.title, subject.query, to: output) { send in
      var encoder = JSONRecordEncoder(.exact)
      try subject.forEachNode { node, contents in
        try encoder.encode(node.id, contents)
        try send(encoder.bytes)
      }
      try subject.forEachRelationship { relationship, contents in
        try encoder.encode(relationship.id, contents)
        try send(encoder.bytes)
      }
      return encoder.finish()
    }
  }

  func write(_ answer: ExportedAnswer, to output: some ExportSink) throws -> ExportReport {
    let columns: MapValue = ["columns": .list(answer.columns.map { .string($0) })]
    return try write(columns, answer.title, answer.query, to: output) { send in
      var rows = 0
      var writer = JSONWriter(mode: .tagged)
      while let values = try answer.next() {
        rows += 1
        writer.removeAll()
        writer.write(literal: "{\"type\":\"row\",\"values\":")
        try writer.write(values)
        writer.write(literal: "}\n")
        try send(writer.bytes)
      }
      var report = ExportReport()
      report.rows = rows
      return report
    }
  }

  /// Hands the plugin what `sendAll` sends, line by line, and the output what it answers.
  private func write(
    _ contents: MapValue, _ title: String?, _ query: String?, to output: some ExportSink,
    _ sendAll: (_ send: ([UInt8]) throws -> Void) throws -> ExportReport
  ) throws -> ExportReport {
    try host.converse(with: plugin) { conversation in
      try conversation.greet(.exporting, kind, options)
      var begin: MapValue = ["type": "begin"]
      for (name, value) in contents.entries { begin[name] = value }
      if let title { begin["title"] = .string(title) }
      if let query { begin["query"] = .string(query) }
      try conversation.send(begin)
      let answers = ExportedAnswers(conversation, output)
      let report = try sendAll { line in
        try conversation.send(line)
        try conversation.flow(answers.hear)
      }
      try conversation.send(["type": "end"])
      conversation.sendEnd()
      answers.report = report
      answers.takeLosses()
      while !answers.isDone {
        guard try conversation.next() else {
          throw try conversation.endedInstead(of: PluginConversation.lastWord)
        }
        try answers.hear()
      }
      try conversation.hearEnd()
      return answers.report
    }
  }
}

/// What a plugin answers to an export.
private final class ExportedAnswers<Output: ExportSink> {
  /// What is told in the end; its counts are those of what was sent.
  var report = ExportReport()
  private(set) var isDone = false
  private let conversation: PluginConversation
  private let output: Output
  private var bytes = 0
  private var losses: [MapValue] = []
  private var isReporting = false

  init(_ conversation: PluginConversation, _ output: Output) {
    self.conversation = conversation
    self.output = output
  }

  /// Takes over what was said before there was a report.
  func takeLosses() {
    isReporting = true
    for loss in losses { note(loss) }
    losses.removeAll()
  }

  /// Takes in the current line.
  func hear() throws {
    if conversation.current.isEmpty { return }
    if isDone {
      throw conversation.fault("wrote a line after 'done'", text: conversation.currentBytes)
    }
    let message = try conversation.currentMessage()
    guard conversation.hasGreeted else {
      return try conversation.checkGreeting(message)
    }
    switch message.text("type") {
    case nil:
      throw conversation.fault(
        "wrote a message without a type", text: conversation.currentBytes,
        hint: "It has a member \"type\", such as \"type\":\"chunk\"")
    case "chunk": try write(message)
    case "warn", "loss": if isReporting { note(message) } else { losses.append(message) }
    case "error":
      throw ExportError(
        message.text("message") ?? "The plugin '\(conversation.manifest.title)' gave no reason",
        hint: message.text("hint"))
    case "done": try end(message)
    default: break
    }
  }

  private func end(_ message: MapValue) throws {
    guard isReporting else {
      throw conversation.fault(
        "said 'done' before it had all", text: conversation.currentBytes,
        hint: "What it is sent ends with {\"type\":\"end\"}")
    }
    if let rows = report.rows {
      try conversation.check(message, "rows", is: rows)
    } else {
      try conversation.check(message, "nodes", is: report.nodes)
      try conversation.check(message, "relationships", is: report.relationships)
    }
    try conversation.check(message, "bytes", is: bytes, isRequired: false)
    isDone = true
  }

  private func note(_ message: MapValue) {
    if message["type"] == "warn" { return report.note(message.text("message") ?? "(no message)") }
    report.noteLoss(
      message.text("what") ?? "things that the plugin does not name",
      count: max(1, message.count("count") ?? 1), example: message.text("example") ?? "not told")
  }

  private func write(_ message: MapValue) throws {
    if let text = message.text("text") {
      bytes += text.utf8.count
      return try output.write(text)
    }
    guard let coded = message.text("base64"), let decoded = Base64.bytes(of: coded) else {
      throw conversation.fault(
        "wrote a chunk that holds neither a text nor base64", text: conversation.currentBytes,
        hint: "Write {\"type\":\"chunk\",\"text\":\"…\"}")
    }
    bytes += decoded.count
    try output.write(decoded)
  }
}

/// Bytes as letters, as RFC 4648 has them.
enum Base64 {
  /// The bytes of `text`; nil where it is no base64.
  static func bytes(of text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 4 * 3)
    var (value, count, padding): (UInt32, Int, Int) = (0, 0, 0)
    for letter in text.utf8 {
      var digit: UInt32 = 0
      switch letter {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = UInt32(letter - UInt8(ascii: "A"))
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = UInt32(letter - UInt8(ascii: "a")) + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(letter - UInt8(ascii: "0")) + 52
      case UInt8(ascii: "+"): digit = 62
      case UInt8(ascii: "/"): digit = 63
      case UInt8(ascii: "="): padding += 1
      case 0x0A, 0x0D: continue
      default: return nil
      }
      guard padding == 0 || letter == UInt8(ascii: "="), padding <= 2 else { return nil }
      value = value << 6 | digit
      count += 1
      if count % 4 == 0 {
        bytes.append(UInt8(value >> 16 & 0xFF))
        if padding < 2 { bytes.append(UInt8(value >> 8 & 0xFF)) }
        if padding < 1 { bytes.append(UInt8(value & 0xFF)) }
        value = 0
      }
    }
    return count % 4 == 0 ? bytes : nil
  }
}
