import CypherFunctions
import GraphEngine
import GraphModel

/// Answers the requests of a program that drives a graph through a pipe: one JSON object a line
/// each way, in turn.
///
/// | request | response |
/// |---|---|
/// | `{"op":"hello"}` | `{"name":"dolen","version":…}` |
/// | `{"op":"execute","query":…,"params":{…}}` | `{"columns":[…],"rows":[[…],…]}` |
/// | `{"op":"snapshot"}` | `{"nodes":[…],"rels":[…]}`: the whole graph |
/// | `{"op":"reset"}` | `{"ok":true}`: an empty graph without procedures; for tests only |
/// | `{"op":"procedure",…}` | `{"ok":true}`: a procedure that answers from a table; for tests only |
///
/// What goes wrong is answered by `{"error":{"type":…,"phase":…,"detail":…,"message":…}}`, an
/// unknown request by `{"unsupported":true}`; the pipe goes on. Values are those of `JSONWriter` in
/// its tagged mode.
public struct PipeServer {
  private let graph: Graph
  private let version: String
  private let isTesting: Bool
  private let reader = JSONReader()
  private var writer = JSONWriter(capacity: 1 << 16)

  /// A server of `graph`.
  ///
  /// - Parameter isTesting: Whether `reset` and `procedure` are answered; only where the graph is in
  ///   memory.
  public init(graph: Graph, version: String, isTesting: Bool) {
    self.graph = graph
    self.version = version
    self.isTesting = isTesting && graph.path == nil
  }

  /// The response to the request in `line`, with its line end.
  ///
  /// - Complexity: That of the request, and O(*n*) in the lengths of request and response.
  public mutating func response(to line: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    writer.removeAll()
    do {
      try respond(to: try request(in: line))
    } catch {
      writer.removeAll()
      writeError(error)
    }
    writer.write(literal: "\n")
    return writer.bytes
  }

  private func request(in line: UnsafeBufferPointer<UInt8>) throws -> MapValue {
    do {
      return try reader.map(of: line)
    } catch {
      throw PipeError(detail: "MalformedRequest", message: "\(error)")
    }
  }

  private mutating func respond(to request: MapValue) throws {
    guard case .text(let operation) = request["op"] else {
      throw PipeError(detail: "MalformedRequest", message: "The request has no text 'op'")
    }
    switch operation.string {
    case "execute": try execute(request)
    case "hello":
      writer.write(literal: "{\"name\":\"dolen\",\"version\":")
      writer.write(Text(version))
      writer.write(literal: "}")
    case "snapshot": try writeSnapshot()
    case "reset" where isTesting:
      try graph.reset()
      writer.write(literal: "{\"ok\":true}")
    case "procedure" where isTesting:
      graph.register(try PipeProcedure.procedure(of: request))
      writer.write(literal: "{\"ok\":true}")
    default: writer.write(literal: "{\"unsupported\":true}")
    }
  }

  // MARK: Queries

  private mutating func execute(_ request: MapValue) throws {
    guard case .text(let query) = request["query"] else {
      throw PipeError(detail: "MalformedRequest", message: "The request has no text 'query'")
    }
    var parameters: [String: Value] = [:]
    switch request["params"] {
    case nil, .null: break
    case .map(let map): for (name, value) in map.entries { parameters[name.string] = value }
    default: throw PipeError(detail: "MalformedRequest", message: "'params' is no object")
    }
    let rows = try graph.run(query.string, parameters: parameters)
    writer.write(literal: "{\"columns\":[")
    for (index, column) in rows.columns.enumerated() {
      if index > 0 { writer.write(literal: ",") }
      writer.write(Text(column))
    }
    writer.write(literal: "],\"rows\":[")
    var isFirst = true
    var needed = 0
    while let batch = try rows.nextBatch() {
      for row in 0..<batch.count {
        if isFirst { isFirst = false } else { writer.write(literal: ",") }
        for column in rows.columns.indices {
          writer.write(literal: column == 0 ? "[" : ",")
          try writer.write(batch[column][row])
        }
        writer.write(literal: "]")
        guard writer.bytes.count - needed > 1 << 14 else { continue }
        // The response is one message; for a moment, the old array and a greater one are both there.
        needed = writer.bytes.count
        try rows.need(bytes: 2 * needed)
      }
    }
    writer.write(literal: "]")
    writeRemarks(rows)
    writer.write(literal: "}")
  }

  /// Warnings and the plan, where there are any.
  private mutating func writeRemarks(_ rows: Rows) {
    if !rows.warnings.isEmpty {
      writer.write(literal: ",\"warnings\":[")
      for (index, warning) in rows.warnings.enumerated() {
        if index > 0 { writer.write(literal: ",") }
        write(warning)
      }
      writer.write(literal: "]")
    }
    if let plan = rows.summary.plan {
      writer.write(literal: ",\"plan\":")
      writer.write(Text(plan))
    }
  }

  private mutating func writeSnapshot() throws {
    // Written into a copy of the writer, since a closure cannot hold the server itself.
    var writer = writer
    writer.write(literal: "{\"nodes\":[")
    var isFirst = true
    try graph.forEachNode { node in
      if isFirst { isFirst = false } else { writer.write(literal: ",") }
      try writer.write(.node(node))
    }
    writer.write(literal: "],\"rels\":[")
    isFirst = true
    try graph.forEachRelationship { relationship in
      if isFirst { isFirst = false } else { writer.write(literal: ",") }
      try writer.write(.relationship(relationship))
    }
    writer.write(literal: "]}")
    self.writer = writer
  }

  // MARK: Errors

  private mutating func writeError(_ error: any Error) {
    writer.write(literal: "{\"error\":")
    switch error {
    case let diagnostic as Diagnostic: write(diagnostic)
    case let error as PipeError: write("ProtocolError", error.detail, error.message)
    default: write("StoreError", "", "\(error)")
    }
    writer.write(literal: "}")
  }

  private mutating func write(_ type: String, _ detail: String, _ message: String) {
    writer.write(literal: "{\"type\":")
    writer.write(Text(type))
    writer.write(literal: ",\"phase\":\"runtime\",\"detail\":")
    writer.write(Text(detail))
    writer.write(literal: ",\"message\":")
    writer.write(Text(message))
    writer.write(literal: "}")
  }

  private mutating func write(_ diagnostic: Diagnostic) {
    writer.write(literal: "{\"type\":")
    writer.write(Text(diagnostic.type.rawValue))
    writer.write(literal: ",\"phase\":")
    writer.write(Text(diagnostic.phase.rawValue))
    writer.write(literal: ",\"detail\":")
    writer.write(Text(diagnostic.detail))
    writer.write(literal: ",\"message\":")
    writer.write(Text(diagnostic.message))
    if let hint = diagnostic.hint {
      writer.write(literal: ",\"hint\":")
      writer.write(Text(hint))
    }
    if let span = diagnostic.span {
      writer.write(literal: ",\"start\":")
      writer.write(span.start)
      writer.write(literal: ",\"end\":")
      writer.write(span.end)
    }
    writer.write(literal: "}")
  }
}

/// A request that does not keep to the protocol.
struct PipeError: Error {
  var detail: String
  var message: String
}
