import CypherFunctions
import GraphModel

/// Procedures that answer from a table, as tests of CALL register them.
enum PipeProcedure {
  /// The procedure that `request` describes.
  ///
  /// - Throws: ``PipeError`` where a part is missing.
  static func procedure(of request: MapValue) throws -> Procedure {
    guard case .text(let name) = request["name"] else {
      throw PipeError(detail: "MalformedRequest", message: "The procedure has no text 'name'")
    }
    let parameters = try fields(request["args"], "args")
    let results = try fields(request["results"], "results")
    let columns = try texts(request["columns"], "columns")
    let rows = try rows(request["rows"])
    // Where in a row the value of each argument and of each result stands.
    let inputs = try parameters.map { try position($0.name, in: columns) }
    let outputs = try results.map { try position($0.name, in: columns) }
    guard rows.allSatisfy({ $0.count == columns.count }) else {
      throw PipeError(detail: "MalformedRequest", message: "A row is not as long as 'columns'")
    }
    return Procedure(name.string, parameters, columns: results, summary: "A table of a test") {
      arguments, _ in
      rows.filter { row in
        // Equivalence: null meets null, and an integer the float that it is equal to.
        zip(arguments, inputs).allSatisfy { $0 == row[$1] }
      }.map { row in outputs.map { row[$0] } }
    }
  }

  private static func fields(
    _ value: Value?, _ name: String
  ) throws -> [ScalarFunction.Parameter] {
    guard case .list(let list) = value ?? [] else { throw malformed(name) }
    return try list.map { element in
      guard case .map(let map) = element, case .text(let name) = map["name"],
        case .text(let type) = map["type"]
      else { throw malformed(name) }
      return ScalarFunction.Parameter(name.string, valueType(type.string))
    }
  }

  private static func texts(_ value: Value?, _ name: String) throws -> [String] {
    guard case .list(let list) = value ?? [] else { throw malformed(name) }
    return try list.map { element in
      guard case .text(let text) = element else { throw malformed(name) }
      return text.string
    }
  }

  private static func rows(_ value: Value?) throws -> [[Value]] {
    guard case .list(let list) = value ?? [] else { throw malformed("rows") }
    return try list.map { element in
      guard case .list(let row) = element else { throw malformed("rows") }
      return row
    }
  }

  private static func position(_ name: String, in columns: [String]) throws -> Int {
    guard let position = columns.firstIndex(of: name) else {
      throw PipeError(detail: "MalformedRequest", message: "'columns' has no '\(name)'")
    }
    return position
  }

  private static func malformed(_ name: String) -> PipeError {
    PipeError(detail: "MalformedRequest", message: "'\(name)' is not as the protocol has it")
  }

  /// The type that a signature names, such as `INTEGER?`.
  private static func valueType(_ name: String) -> ValueType {
    let name = name.hasSuffix("?") ? String(name.dropLast()) : name
    switch name.uppercased() {
    case "INTEGER": return .integer
    // An integer serves where a float is wanted.
    case "FLOAT", "NUMBER": return .number
    case "STRING": return .string
    case "BOOLEAN": return .boolean
    case "MAP": return .map
    case "NODE": return .node
    case "RELATIONSHIP": return .relationship
    case "PATH": return .path
    case "DATE": return .date
    case "TIME": return .time
    case "LOCALTIME": return .localTime
    case "DATETIME": return .dateTime
    case "LOCALDATETIME": return .localDateTime
    case "DURATION": return .duration
    default: return name.uppercased().hasPrefix("LIST") ? .list : .any
    }
  }
}
