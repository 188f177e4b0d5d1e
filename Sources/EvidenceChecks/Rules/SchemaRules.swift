import EvidenceKit
import GraphEngine
import GraphModel
import WordCatalog

// What a schema forbids; `EvidenceSchema.problems` finds it, and each of its kinds is a rule.
extension CheckRule {
  static let noLabel = schema("no-label", .warning, .noLabel) { $0.ruleNoLabel }
  static let unknownLabel = schema("unknown-label", .warning, .unknownLabel) { $0.ruleUnknownLabel }
  static let unknownType = schema("unknown-type", .warning, .unknownType) { $0.ruleUnknownType }
  static let wrongEnds = schema("wrong-ends", .error, .wrongEnds) { $0.ruleWrongEnds }
  static let missingProperty = schema("missing-property", .error, .missingProperty) {
    $0.ruleMissingProperty
  }
  static let unknownProperty = schema("unknown-property", .warning, .unknownProperty) {
    $0.ruleUnknownProperty
  }
  static let wrongType = schema("wrong-type", .error, .wrongType) { $0.ruleWrongType }
  static let duplicateKey = schema(
    "duplicate-key", .error, .duplicateKey, mend: giveKeys
  ) { $0.ruleDuplicateKey }

  private static func schema(
    _ code: String, _ severity: CheckSeverity, _ kind: SchemaProblem.Kind,
    mend: (@Sendable (CheckedGraph, [CheckFinding]) throws -> [String])? = nil,
    _ summary: @escaping @Sendable (Words) -> String
  ) -> CheckRule {
    CheckRule(code, severity, summary, advice: { $0.fixSchema }, mend: mend) { checked in
      try checked.problems().filter { $0.kind == kind }.map { problem in
        let name = problem.name
        let place =
          switch problem.element {
          case .node(let id): CheckFinding.Place(node: id, name: name)
          case .relationship(let id): CheckFinding.Place(relationship: id, name: name)
          }
        return CheckFinding(
          place: place, message: problem.message, advice: problem.hint ?? checked.words.fixSchema)
      }
    }
  }

  /// Gives nodes whose key another one has a key of their own: the same with a number behind it.
  private static func giveKeys(
    _ checked: CheckedGraph, _ findings: [CheckFinding]
  ) throws -> [String] {
    var used: [Text: Set<Value>] = [:]
    let labels = checked.schema?.labels ?? []
    try checked.graph.forEachNode { node in
      for label in labels where node.contents?.labels.contains(Text(label.name)) ?? false {
        if let value = node.contents?.properties[Text(label.key)] {
          used[Text(label.name), default: []].insert(value)
        }
      }
    }
    var given: [Value] = []
    var said: [String] = []
    for id in Set(findings.compactMap(\.place.node)).sorted() {
      guard let node = try checked.graph.node(id: id), let contents = node.contents else {
        continue
      }
      for label in labels where contents.labels.contains(Text(label.name)) {
        let (name, key) = (Text(label.name), Text(label.key))
        guard let old = contents.properties[key] else { continue }
        let new = ownKey(like: old, unlike: used[name] ?? [])
        used[name, default: []].insert(new)
        given.append(.map(["id": .integer(id), "properties": .map([key: new])]))
        said.append(
          checked.words.keyGiven(
            checked.name(of: node), key: label.key, value: new.cypherText))
        break
      }
    }
    _ = try checked.graph.run(
      "UNWIND $given AS g MATCH (n) WHERE id(n) = g.id SET n += g.properties",
      parameters: ["given": .list(given)])
    return said
  }

  private static func ownKey(like old: Value, unlike used: Set<Value>) -> Value {
    if case .integer = old {
      let numbers = used.compactMap { if case .integer(let number) = $0 { number } else { nil } }
      return .integer((numbers.max() ?? 0) + 1)
    }
    let text = old.scalarText ?? old.cypherText
    var number = 2
    while used.contains(.string("\(text)-\(number)")) { number += 1 }
    return .string("\(text)-\(number)")
  }
}
