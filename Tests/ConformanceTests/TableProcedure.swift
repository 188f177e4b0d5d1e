import CypherFunctions
import GraphModel

/// A procedure that a scenario describes by a table: it answers with the rows whose inputs are its
/// arguments.
enum TableProcedure {
  /// The procedure of a step such as `there exists a procedure my.proc(in :: INTEGER?) :: (out ::
  /// STRING?):`, or nil for another step.
  static func procedure(of step: Scenario.Step) throws -> Procedure? {
    guard
      let parts = step.text.wholeMatch(
        of: /there exists a procedure ([\w.]+)\s*\((.*?)\)\s*::\s*\((.*?)\)\s*:?/)
    else { return nil }
    let inputs = fields(parts.2)
    let outputs = fields(parts.3)
    let head = step.table?.first ?? []
    let rows = try (step.table ?? []).dropFirst().map { row in
      try Dictionary(uniqueKeysWithValues: zip(head, row)).mapValues { cell in
        guard let value = try TableValueReader.value(cell).value else {
          throw ScenarioFailure("a procedure cannot answer with \(cell)")
        }
        return value
      }
    }
    return Procedure(String(parts.1), inputs, columns: outputs, summary: "A table of a scenario") {
      arguments, _ in
      // Equivalence: null meets null, and an integer the float that it is equal to.
      rows.filter { row in zip(inputs, arguments).allSatisfy { row[$0.name] == $1 } }
        .map { row in outputs.map { row[$0.name] ?? .null } }
    }
  }

  private static func fields(_ signature: Substring) -> [ScalarFunction.Parameter] {
    signature.split(separator: ",").map { field in
      let parts = field.split(separator: "::").map { $0.trimmingPrefix(/\s+/) }
      let name = String(parts[0]).split(separator: " ").first.map(String.init) ?? ""
      return ScalarFunction.Parameter(name, type(parts.count > 1 ? parts[1] : ""))
    }
  }

  private static func type(_ name: Substring) -> ValueType {
    switch name.prefix(while: \.isLetter) {
    case "INTEGER": .integer
    // An integer serves where a float is wanted.
    case "FLOAT", "NUMBER": .number
    case "STRING": .string
    case "BOOLEAN": .boolean
    case "MAP": .map
    case "LIST": .list
    case "NODE": .node
    case "RELATIONSHIP": .relationship
    case "PATH": .path
    default: .any
    }
  }
}
