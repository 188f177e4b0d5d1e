import CypherFunctions
import GraphModel
import Platform
import PluginKit

/// A routine of a plugin as queries call it: rows go to its process, and answers come back.
struct RoutineCaller: Sendable {
  let host: PluginHost
  let plugin: FoundPlugin
  let manifest: PluginManifest
  let routine: PluginManifest.Routine

  /// How queries call it.
  var name: String { manifest.fullName(of: routine) }

  private var origin: String { "plugin \(manifest.title)" }

  // What is the same for the same arguments is still not asked for while a statement is planned: a plan
  // is made without running anything.
  private var volatility: ScalarFunction.Volatility {
    routine.isDeterministic ? .perStatement : .volatile
  }

  /// It as a function.
  var function: ScalarFunction {
    ScalarFunction(
      name, routine.parameters.map(\.described), variadic: routine.isVariadic,
      returns: routine.results[0].type, summary: routine.summary, examples: [],
      volatility: volatility, reads: .arguments, nullInNullOut: !routine.takesNulls,
      origin: origin,
      .batch { (rows, context) throws(Diagnostic) in
        try caught { try values(of: rows, context) }
      })
  }

  /// It as a procedure.
  var procedure: Procedure {
    Procedure(
      name, routine.parameters.map(\.described), columns: routine.results.map(\.described),
      summary: routine.summary, volatility: volatility, nullInNothingOut: !routine.takesNulls,
      origin: origin,
      streaming: { (rows, context) throws(Diagnostic) in
        PluginRows(self, try caught { try prepared(rows, context) }, context)
      })
  }

  /// The processes that answer in the statement of `context`.
  func pool(_ context: any FunctionContext) -> ProcessPool {
    context.lasting("plugin \(plugin.folder)") { ProcessPool(host, plugin) }
  }

  private func values(of rows: [[Value]], _ context: any FunctionContext) throws -> [Value] {
    var rest = try prepared(rows, context)[...]
    let pool = pool(context)
    // It ends where anything is thrown, because nobody gives it back.
    let run = try pool.take(for: routine)
    var values: [Value] = []
    while !rest.isEmpty {
      let call = try RoutineCall(run, routine, name, rest, context)
      let (message, type) = try call.next()
      guard type == "result" else {
        throw call.fault(
          "answered a function with '\(type)'",
          "Write {\"type\":\"result\",\"call\":…,\"values\":[…]}")
      }
      values += try call.values(message)
      rest = rest.dropFirst(call.rows.count)
    }
    pool.giveBack(run)
    return values
  }

  /// Arguments of the types that it takes; elements of the graph with what is in them.
  func prepared(_ rows: [[Value]], _ context: any FunctionContext) throws -> [[Value]] {
    try rows.map { row in
      try row.enumerated().map { index, value in
        let parameter = routine.parameters[min(index, routine.parameters.count - 1)]
        if value.isNull { return value }
        let value = parameter.type.widened(value)
        guard ValueType(of: value).isSubset(of: parameter.type) else {
          throw Diagnostic(
            .typeError, .runtime, "InvalidArgumentValue",
            "\(name)() expects a value of type \(parameter.type) as \(parameter.name), "
              + "not \(value.typeName)")
        }
        return try filled(value, context)
      }
    }
  }

  private func filled(
    _ value: Value, _ context: any FunctionContext
  ) throws(Diagnostic) -> Value {
    switch value {
    case .node(let node): return .node(try filled(node, context))
    case .relationship(let relationship): return .relationship(try filled(relationship, context))
    case .path(let path):
      var copy = Path(nodes: [], relationships: [])
      for node in path.nodes { copy.nodes.append(try filled(node, context)) }
      for relationship in path.relationships {
        copy.relationships.append(try filled(relationship, context))
      }
      return .path(copy)
    case .list(let values):
      var copy: [Value] = []
      for value in values { copy.append(try filled(value, context)) }
      return .list(copy)
    case .map(var map):
      for (key, value) in map.entries { map[key] = try filled(value, context) }
      return .map(map)
    default: return value
    }
  }

  private func filled(_ node: Node, _ context: any FunctionContext) throws(Diagnostic) -> Node {
    Node(id: node.id, contents: try context.contents(of: node))
  }

  private func filled(
    _ relationship: Relationship, _ context: any FunctionContext
  ) throws(Diagnostic) -> Relationship {
    Relationship(
      id: relationship.id, contents: try context.contents(of: relationship))
  }

  /// What `body` gives; what it throws, as an error of the query.
  func caught<R>(_ body: () throws -> R) throws(Diagnostic) -> R {
    do {
      return try body()
    } catch let error as Diagnostic {
      throw error
    } catch let fault as PluginFault {
      var text = fault
      text.hint = nil
      throw Diagnostic(
        .procedureError, .runtime, "PluginFault", "\(text)", hint: fault.hint)
    } catch let error as JSONError {
      throw Diagnostic(
        .argumentError, .runtime, "InvalidArgumentValue",
        "\(name)() cannot be sent its arguments: \(error.message)")
    } catch {
      throw Diagnostic(
        .procedureError, .runtime, "PluginFault", "\(name)() cannot be called: \(error)")
    }
  }
}
