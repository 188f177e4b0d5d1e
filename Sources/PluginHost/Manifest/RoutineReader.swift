import CypherFunctions
import GraphModel
import PluginKit

/// Reads the description of a function or a procedure.
struct RoutineReader {
  private let members: Members
  private let kind: PluginManifest.Routine.Kind

  init(_ members: Members, _ kind: PluginManifest.Routine.Kind) {
    self.members = members
    self.kind = kind
  }

  /// The routine.
  ///
  /// - Throws: ``ManifestError`` about what is wrong with it.
  func routine() throws(ManifestError) -> PluginManifest.Routine {
    let parameters = try list("parameters", mayBeOptional: kind == .function)
    let isVariadic = try flag("variadic") ?? false
    if isVariadic, kind == .procedure || parameters.isEmpty {
      throw members.error(
        "variadic", "is for functions with a parameter, of which the last is repeated", nil)
    }
    if try flag("writes") == true {
      throw members.error(
        "writes", "is true, and a plugin does not write to the graph",
        "Answer with rows, and let the query write them: CALL … YIELD … MERGE …")
    }
    return PluginManifest.Routine(
      kind: kind, name: try name("name", of: members),
      summary: try members.line("summary", hint: "Say in one line what it does"),
      parameters: parameters, isVariadic: isVariadic, results: try results(),
      isDeterministic: try flag("deterministic") ?? false, takesNulls: try takesNulls(),
      examples: try examples(parameters, isVariadic))
  }

  private func name(_ member: String, of members: Members) throws(ManifestError) -> String {
    let hint = "Write a letter, then letters, digits and underscores: \"\(member)\": \"workCount\""
    let name = try members.text(member, hint: hint)
    let isPlain = name.utf8.enumerated().allSatisfy { place, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): place > 0
      default: false
      }
    }
    guard isPlain, name.utf8.count <= 64 else {
      throw members.error(member, "cannot be '\(name)'", hint)
    }
    return name
  }

  private func flag(_ name: String) throws(ManifestError) -> Bool? {
    switch members.map[Text(name)] {
    case nil: return nil
    case .boolean(let flag)?: return flag
    default: throw members.error(name, "is true or false", nil)
    }
  }

  private func takesNulls() throws(ManifestError) -> Bool {
    switch try members.optionalText("nulls") ?? "skip" {
    case "skip": return false
    case "pass": return true
    case let word:
      throw members.error(
        "nulls", "is '\(word)'",
        "It is \"skip\", null without a call where an argument is null, or \"pass\"")
    }
  }

  // MARK: Types

  private static let typeHint =
    "Write a type as the manual does: \"STRING\", \"INTEGER\", \"NUMBER\", \"LIST\", \"ANY\", "
    + "\"STRING | INTEGER\""

  private func type(
    _ member: String, of members: Members, mayBeElement: Bool
  ) throws(ManifestError) -> ValueType {
    let text = try members.text(member, hint: Self.typeHint)
    guard let type = ValueType(named: text) else {
      let words = text.split(separator: "|").map(String.init)
      let near = words.lazy.compactMap { didYouMean($0, in: ValueType.names) }.first
      throw members.error(member, "is no type: '\(text)'", near ?? Self.typeHint)
    }
    let elements: ValueType = [.node, .relationship, .path]
    if !mayBeElement, type != .any, !type.isDisjoint(with: elements) {
      throw members.error(
        member, "is '\(text)', and only the graph has nodes, relationships and paths",
        "Answer with a key, and let the query MATCH it")
    }
    return type
  }

  private func list(
    _ name: String, mayBeOptional: Bool = false, isResult: Bool = false
  ) throws(ManifestError) -> [PluginManifest.Routine.Parameter] {
    let hint = "Write \"\(name)\": [{\"name\": \"text\", \"type\": \"STRING\"}]"
    var parameters: [PluginManifest.Routine.Parameter] = []
    for index in try members.list(name, hint: hint).indices {
      let inner = try members.object(name, index, hint: hint)
      var parameter = PluginManifest.Routine.Parameter(
        name: try self.name("name", of: inner),
        type: try type("type", of: inner, mayBeElement: !isResult))
      if case .boolean(let isOptional)? = inner.map["optional"], isOptional {
        guard mayBeOptional else {
          throw inner.error(
            "optional", "is for the parameters of functions", "Let null stand for what is left out")
        }
        parameter.isOptional = true
      }
      if parameters.last?.isOptional == true, !parameter.isOptional {
        throw inner.error("name", "comes after a parameter that may be left out", nil)
      }
      guard !parameters.contains(where: { $0.name == parameter.name }) else {
        throw inner.error("name", "has '\(parameter.name)' twice", nil)
      }
      parameters.append(parameter)
    }
    return parameters
  }

  private func results() throws(ManifestError) -> [PluginManifest.Routine.Parameter] {
    switch kind {
    case .function:
      return [.init(name: "result", type: try type("returns", of: members, mayBeElement: false))]
    case .procedure:
      let columns = try list("columns", isResult: true)
      guard !columns.isEmpty else {
        throw members.error(
          "columns", "is empty",
          "A procedure gives rows: \"columns\": [{\"name\": \"id\", \"type\": \"STRING\"}]")
      }
      return columns
    }
  }

  // MARK: Examples

  private func examples(
    _ parameters: [PluginManifest.Routine.Parameter], _ isVariadic: Bool
  ) throws(ManifestError) -> [PluginManifest.Routine.Example] {
    guard members.map["examples"] != nil else { return [] }
    let member = kind == .function ? "result" : "rows"
    let hint =
      "Write \"examples\": [{\"arguments\": [\"A b\"], \"\(member)\": "
      + (kind == .function ? "\"a-b\"}]" : "[[1, \"a\"]]}]")
    var examples: [PluginManifest.Routine.Example] = []
    for index in try members.list("examples", hint: hint).indices {
      let inner = try members.object("examples", index, hint: hint)
      var example = PluginManifest.Routine.Example(
        arguments: try inner.list("arguments", hint: hint).map(Self.read),
        result: inner.map[Text(member)].map(Self.read))
      let least = parameters.count { !$0.isOptional }
      let most = isVariadic ? Int.max : parameters.count
      guard (least...most).contains(example.arguments.count) else {
        throw inner.error(
          "arguments", "has \(example.arguments.count), and \(least) are taken", hint)
      }
      if kind == .procedure, let result = example.result {
        guard case .list(let rows) = result,
          rows.allSatisfy({ if case .list = $0 { true } else { false } })
        else { throw inner.error("rows", "is a list of rows", hint) }
        example.result = .list(rows)
      }
      examples.append(example)
    }
    return examples
  }

  /// A value of an example, in which objects of one member can stand for what JSON cannot say.
  private static func read(_ value: Value) -> Value {
    var writer = JSONWriter(mode: .plain)
    do throws(JSONError) {
      try writer.write(value)
      return try JSONReader(tags: .read).value(of: writer.bytes)
    } catch {
      // It has no such meaning, and stands for itself.
      return value
    }
  }
}
