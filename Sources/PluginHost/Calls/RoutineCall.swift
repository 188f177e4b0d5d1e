import CypherFunctions
import GraphEngine
import GraphModel
import PluginKit
import Subprocesses
import WordCatalog

/// One message to a plugin that calls a routine for some rows, and what it answers.
struct RoutineCall {
  let run: PluginRun
  let routine: PluginManifest.Routine
  /// How queries call the routine.
  let name: String
  let rows: ArraySlice<[Value]>
  let context: any FunctionContext
  private let number: Int

  private var conversation: PluginConversation { run.conversation }

  /// How many rows, and about how many bytes, one message has at most.
  private static let rowLimit = 1_024
  private static let sizeLimit = 1 << 20

  /// Sends as many of `rows` as one message takes, from the first on.
  init(
    _ run: PluginRun, _ routine: PluginManifest.Routine, _ name: String,
    _ rows: ArraySlice<[Value]>, _ context: any FunctionContext
  ) throws {
    self.run = run
    self.routine = routine
    self.name = name
    self.context = context
    run.calls += 1
    number = run.calls
    var writer = JSONWriter(mode: .tagged)
    writer.write(literal: "{\"type\":\"call\",\"call\":")
    writer.write(number)
    writer.write(literal: ",\"name\":")
    writer.write(Text(routine.name))
    writer.write(literal: ",\"rows\":[")
    var count = 0
    for row in rows.prefix(Self.rowLimit) where writer.bytes.count < Self.sizeLimit {
      if count > 0 { writer.write(literal: ",") }
      try writer.write(row)
      count += 1
    }
    writer.write(literal: "]}\n")
    self.rows = rows.prefix(count)
    // The context outlives the call; `giveBack` takes the closure away.
    run.conversation.watch = { [context] in try context.poll(1 << 16) }
    try run.conversation.send(writer.bytes)
  }

  /// The next message that says something about the call, and its type.
  func next() throws -> (message: MapValue, type: String) {
    while try conversation.next() {
      if conversation.current.isEmpty { continue }
      if conversation.current.count > 1 << 16 {
        // A value takes several times as much as its text.
        try context.need(bytes: 8 * conversation.current.count)
      }
      let message = try conversation.currentMessage()
      guard conversation.hasGreeted else {
        try conversation.checkGreeting(message)
        continue
      }
      guard let type = message.text("type") else {
        throw fault("wrote a message without a type", "It has a member \"type\"")
      }
      switch type {
      case "result", "row", "rows", "done": return (message, type)
      case "error": throw failure(message)
      case "node", "relationship":
        throw fault(
          "tried to write to the graph, and a procedure only answers with rows",
          "Let the query write them: CALL … YIELD … MERGE …")
      // Messages of tomorrow mean nothing today; "progress" says only that the plugin is at work.
      default: continue
      }
    }
    throw try conversation.endedInstead(of: "answered \(name)()")
  }

  /// Makes sure that a message that ends a call ends this one.
  func checkNumber(_ message: MapValue) throws {
    guard message["call"] == .integer(number) else {
      throw fault(
        "answered another call than number \(number)",
        "What ends a call repeats its number: \"call\":\(number)")
    }
  }

  /// The values of a result.
  func values(_ message: MapValue) throws -> [Value] {
    try checkNumber(message)
    guard case .list(var values)? = message["values"] else {
      throw fault("wrote a result without values", "Write \"values\": one for each row, in order")
    }
    guard values.count == rows.count else {
      throw fault(
        "answered \(Words.english.rows(rows.count)) with \(Words.english.values(values.count))",
        "Write one value for each row, in order; null where there is none")
    }
    for index in values.indices {
      values[index] = try checked(values[index], routine.results[0])
    }
    return values
  }

  /// The value of a column, as its type has it.
  func checked(
    _ value: Value, _ result: PluginManifest.Routine.Parameter
  ) throws -> Value {
    if value.isNull { return value }
    let value = result.type.widened(value)
    guard ValueType(of: value).isSubset(of: result.type), !value.holdsElement else {
      let what = routine.kind == .function ? name + "()" : "the column '\(result.name)' of \(name)"
      throw fault(
        "answered \(EscapedLine.text(of: value.cypherText.utf8, limit: 60)), "
          + "a value of type \(value.typeName), where \(what) is of type "
          + (value.holdsElement ? "values, not elements of the graph" : "\(result.type)"),
        "Answer with a value of the type that plugin.json names")
    }
    return value
  }

  /// The fault of the plugin that its current line is wrong.
  func fault(_ deed: String, _ hint: String) -> PluginFault {
    conversation.fault(deed, text: conversation.currentBytes, hint: hint)
  }

  /// What the plugin says is wrong with a row, or with all.
  private func failure(_ message: MapValue) -> any Error {
    let cause = DisplayText.escaped(message.text("message") ?? "the plugin gave no reason")
    let hint = message.text("hint").map(DisplayText.escaped)
    guard let row = message.count("row") else {
      return Diagnostic(
        .procedureError, .runtime, "PluginError", "\(name)() failed: \(cause)", hint: hint)
    }
    guard (1...rows.count).contains(row) else {
      return fault(
        "reported an error of row \(row), and there are \(rows.count)", "Rows count from 1")
    }
    let arguments = rows[rows.startIndex + row - 1].map {
      EscapedLine.text(of: $0.cypherText.utf8, limit: 60)
    }
    let among = rows.count > 1 ? " (row \(row) of \(rows.count) that were asked for at once)" : ""
    return Diagnostic(
      .procedureError, .runtime, "PluginError",
      "\(name)(\(arguments.joined(separator: ", "))) failed: \(cause)\(among)",
      hint: hint)
  }
}

extension Value {
  /// Whether a node, a relationship or a path is in it.
  fileprivate var holdsElement: Bool {
    switch self {
    case .node, .relationship, .path: true
    case .list(let values): values.contains(where: \.holdsElement)
    case .map(let map): map.entries.values.contains(where: \.holdsElement)
    default: false
    }
  }
}
