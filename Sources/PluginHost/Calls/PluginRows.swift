import CypherFunctions
import GraphModel
import PluginKit
import WordCatalog

/// The rows of a plugin's procedure, of which the plugin may write no more than is asked for: what
/// nobody reads stays in the pipe, and when it is full the plugin waits.
final class PluginRows: ProcedureRows {
  private let caller: RoutineCaller
  private let context: any FunctionContext
  private var waiting: ArraySlice<[Value]>
  private var run: PluginRun?
  private var call: RoutineCall?
  private var given = 0
  /// A slice, of whose front some are taken at the cost of those alone.
  private var ready: ArraySlice<(owner: Int, values: [Value])> = []

  init(_ caller: RoutineCaller, _ rows: [[Value]], _ context: any FunctionContext) {
    self.caller = caller
    self.context = context
    waiting = rows[...]
  }

  func next(atMost limit: Int) throws(Diagnostic) -> [(owner: Int, values: [Value])] {
    run?.conversation.resume()
    defer { run?.conversation.rest() }
    return try caller.caught {
      while try goOn(until: limit) {}
      let some = Array(ready.prefix(limit))
      ready.removeFirst(some.count)
      // A slice keeps all of its array, what was taken from it too.
      if ready.isEmpty { ready = [] }
      return some
    }
  }

  /// Takes in a message; false where there is nothing to wait for, or enough is there.
  private func goOn(until limit: Int) throws -> Bool {
    if ready.count >= limit { return false }
    guard let call = try currentCall() else { return false }
    // What is there is given at once: the next row may be long in coming.
    if !ready.isEmpty, !call.run.conversation.hasLineAtHand { return false }
    let (message, type) = try call.next()
    switch type {
    case "row":
      guard let values = message["values"] else {
        throw call.fault(
          "wrote a row without values", "Write {\"type\":\"row\",\"row\":1,\"values\":[…]}")
      }
      try add([values], message, call)
    case "rows":
      guard case .list(let rows)? = message["rows"] else {
        throw call.fault(
          "wrote rows that are no list", "Write {\"type\":\"rows\",\"row\":1,\"rows\":[[…],[…]]}")
      }
      try add(rows, message, call)
    case "done": try end(message, call)
    default:
      throw call.fault(
        "answered a procedure with '\(type)'",
        "Write {\"type\":\"row\",\"row\":1,\"values\":[…]} for each row, and done at the end")
    }
    return true
  }

  /// The call that is being answered; nil where all were.
  private func currentCall() throws -> RoutineCall? {
    if let call { return call }
    guard !waiting.isEmpty else {
      if let run { caller.pool(context).giveBack(run) }
      run = nil
      return nil
    }
    let run = try run ?? caller.pool(context).take(for: caller.routine)
    self.run = run
    given = 0
    call = try RoutineCall(run, caller.routine, caller.name, waiting, context)
    return call
  }

  private func add(_ rows: [Value], _ message: MapValue, _ call: RoutineCall) throws {
    let row = message["row"] == nil && call.rows.count == 1 ? 1 : message.count("row") ?? 0
    guard (1...call.rows.count).contains(row) else {
      throw call.fault(
        "wrote a row that does not say which of the "
          + "\(Words.counted(call.rows.count, "row", "rows")) of arguments it answers",
        "Write \"row\", which counts from 1")
    }
    for values in rows {
      ready.append((call.rows.startIndex + row - 1, try self.values(values, call)))
    }
    given += rows.count
  }

  private func values(_ values: Value, _ call: RoutineCall) throws -> [Value] {
    let columns = caller.routine.results
    switch values {
    case .list(let list) where list.count == columns.count:
      return try zip(list, columns).map { try call.checked($0, $1) }
    case .map(let map):
      for key in map.entries.keys where !columns.contains(where: { $0.name == key.string }) {
        throw call.fault(
          "wrote a row with a column '\(key)'",
          didYouMean(key.string, in: columns.map(\.name))
            ?? "Its columns are \(columns.map(\.name).joined(separator: ", "))")
      }
      return try columns.map { try call.checked(map[Text($0.name)] ?? .null, $0) }
    default:
      throw call.fault(
        "wrote a row that does not have \(Words.counted(columns.count, "value", "values"))",
        "Its columns are \(columns.map(\.name).joined(separator: ", "))")
    }
  }

  private func end(_ message: MapValue, _ call: RoutineCall) throws {
    try call.checkNumber(message)
    guard case .integer(given)? = message["rows"] else {
      let said =
        switch message["rows"] {
        case .integer(let number)?: Words.counted(number, "row", "rows")
        case let other: "\(other?.cypherText ?? "no number of") rows"
        }
      throw call.fault(
        "says in 'done' that it has \(said), and \(given) came",
        "Count the rows: {\"type\":\"done\",\"call\":…,\"rows\":\(given)}")
    }
    waiting = waiting.dropFirst(call.rows.count)
    self.call = nil
  }
}
