import Foundation
import GraphEngine
import GraphModel
import PluginKit
import Testing

@testable import PluginHost

/// The published schema against the messages that there are.
@Suite struct ProtocolSchemaTests {
  private static let docs = ShippedPluginTests.root.appending(path: "docs")

  private static func schema() throws -> Schema {
    let data = try Data(contentsOf: docs.appending(path: "plugin-protocol.schema.json"))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return Schema(root: try #require(object))
  }

  @Test func everyMessageOfThePageIsDescribed() throws {
    let schema = try Self.schema()
    let page = try String(contentsOf: Self.docs.appending(path: "plugins.md"), encoding: .utf8)
    var types: Set<String> = []
    for line in page.split(separator: "\n") where line.hasPrefix("{\"type\"") {
      let message = try JSONSerialization.jsonObject(with: Data(line.utf8))
      #expect(schema.fault(of: message) == nil, "\(line)")
      types.insert(try #require((message as? [String: Any])?["type"] as? String))
    }
    // All that the schema describes is shown, but for those whose only member is in the tables.
    #expect(schema.types.subtracting(types) == ["skip", "progress"])
  }

  @Test(
    "What is no message of the protocol does not fit",
    arguments: [
      #"{"type":"done"}"#, #"{"type":"nod"}"#, #"{"type":"hello"}"#, #"{"type":"chunk"}"#,
      #"{"type":"call","call":1,"name":"f"}"#, #"{"type":"result","values":[]}"#,
      #"{"type":"row","row":0,"values":[]}"#, #"{"type":"rows","rows":[1]}"#,
      #"{"type":"relationship","label":"T","start":1}"#, #"[]"#, #"{"type":"warn","message":1}"#,
    ])
  func wrong(_ text: String) throws {
    let message = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(try Self.schema().fault(of: message) != nil)
  }

  @Test func manifestsFitTheSchema() throws {
    let schema = try Self.schema()
    for name in ["openalex", "edge-lines", "forest"] {
      let url = ShippedPluginTests.root.appending(path: "Examples/Plugins/\(name)/plugin.json")
      let manifest = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
      #expect(schema.fault(of: manifest, as: "manifest") == nil)
    }
    let trial = PluginFolder.manifest(command: ["bash"])
    let manifest = try JSONSerialization.jsonObject(with: Data(trial.utf8))
    #expect(schema.fault(of: manifest, as: "manifest") == nil)
    #expect(schema.fault(of: ["name": "A b"], as: "manifest") != nil)
    let routines = try JSONSerialization.jsonObject(with: Data(RoutineTests.manifest().utf8))
    #expect(schema.fault(of: routines, as: "manifest") == nil)
  }

  @Test(.enabled(if: Interpreter.bash)) func whatDolenSendsFits() throws {
    let schema = try Self.schema()
    try PluginFolder.bash(ImportProtocolTests.versionOne) { folder throws in
      var host = folder.host
      host.trace = "\(folder.root)/trace"
      let plugins = PluginRegistry([]) { [host] in host.formats(besides: $0) }
      let graph = Graph()
      _ = try graph.importGraph(
        from: ImportSource([], name: "a"), as: plugins.importer(named: "trial"))
      // It reads nothing of an export; what it was sent is in the trace all the same.
      let ability = try #require(try plugins.exporter(named: "trial").exporting)
      let report = try ability.prepared().worker.write(ExportSubject(graph), to: MemorySink())
      #expect(report.nodes == 2 && report.bytes == 0)
      let trace = try String(contentsOfFile: "\(folder.root)/trace", encoding: .utf8)
      var sides: Set<String> = []
      for line in trace.split(separator: "\n") where line.hasPrefix("> {") || line.hasPrefix("< {")
      {
        let message = try JSONSerialization.jsonObject(with: Data(line.dropFirst(2).utf8))
        if line.contains("of-tomorrow") { continue }
        sides.insert(String(line.prefix(1)))
        #expect(
          schema.fault(of: message, as: line.hasPrefix(">") ? "from-host" : "from-importer") == nil,
          "\(line)")
      }
      #expect(sides == ["<", ">"])
    }
  }
}

/// As much of JSON Schema as ours uses.
private struct Schema {
  let root: [String: Any]

  var types: Set<String> {
    let all = (root["$defs"] as? [String: Any] ?? [:]).values.compactMap { $0 as? [String: Any] }
    return Set(
      all.compactMap {
        (($0["properties"] as? [String: Any])?["type"] as? [String: Any])?["const"] as? String
      })
  }

  /// What is wrong with `value`; nil where it fits.
  func fault(of value: Any, as definition: String? = nil) -> String? {
    guard let definition else { return fault(value, root) }
    return fault(value, ["$ref": "#/$defs/\(definition)"])
  }

  private func fault(_ value: Any, _ schema: [String: Any]) -> String? {
    if let ref = schema["$ref"] as? String {
      let name = String(ref.dropFirst("#/$defs/".count))
      guard let inner = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
        return "no definition \(name)"
      }
      return fault(value, inner)
    }
    if let any = schema["anyOf"] as? [[String: Any]] {
      // `required` alone stands beside other words.
      if any.allSatisfy({ fault(value, $0) != nil }) { return "fits none of anyOf" }
    }
    if let const = schema["const"] as? String, value as? String != const { return "not \(const)" }
    if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "\0") {
      return "not of the words"
    }
    let kinds = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    if !kinds.isEmpty, !kinds.contains(where: { isOf($0, value) }) { return "not a \(kinds)" }
    if let text = value as? String {
      if let least = schema["minLength"] as? Int, text.count < least { return "too short" }
      if let pattern = schema["pattern"] as? String,
        text.range(of: pattern, options: .regularExpression) == nil
      {
        return "does not match"
      }
    }
    if let least = schema["minimum"] as? Int, let number = value as? Int, number < least {
      return "too small"
    }
    if let list = value as? [Any] {
      if let least = schema["minItems"] as? Int, list.count < least { return "too few" }
      if let items = schema["items"] as? [String: Any] {
        return list.lazy.compactMap { fault($0, items) }.first
      }
    }
    guard let object = value as? [String: Any] else { return nil }
    for name in schema["required"] as? [String] ?? [] where object[name] == nil {
      return "lacks \(name)"
    }
    for (name, inner) in schema["properties"] as? [String: Any] ?? [:] {
      guard let member = object[name], let inner = inner as? [String: Any] else { continue }
      if let fault = fault(member, inner) { return "\(name): \(fault)" }
    }
    return nil
  }

  private func isOf(_ kind: String, _ value: Any) -> Bool {
    switch kind {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "integer": value is Int && !isBoolean(value)
    case "boolean": isBoolean(value)
    case "null": value is NSNull
    default: false
    }
  }

  private func isBoolean(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return false }
    return String(cString: number.objCType) == "c"
  }
}
