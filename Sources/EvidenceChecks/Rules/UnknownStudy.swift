import GraphEngine
import GraphModel

extension CheckRule {
  static let unknownStudy = CheckRule(
    "unknown-study", .error, { $0.ruleUnknownStudy }, advice: { $0.fixUnknownStudy }
  ) { checked in
    let schema = checked.graph.sourceSchema
    func property(_ rule: SourceRule?) -> Text? {
      if case .property(let key)? = rule { Text(key) } else { nil }
    }
    let names = Set(try checked.sources().compactMap(checked.key))
    var findings: [CheckFinding] = []
    func look(
      _ value: Value?, _ key: Text, _ place: () -> CheckFinding.Place
    ) {
      let named: [Value] = if case .list(let items)? = value { items } else { [value ?? .null] }
      for name in named.compactMap(\.scalarText) where !names.contains(name) {
        let place = place()
        findings.append(
          CheckFinding(
            place: place,
            message: checked.words.unknownStudy(place.name, study: name, property: key.string),
            advice: nearest(to: name, in: names.sorted()).map(checked.words.didYouMean)
              ?? checked.words.fixUnknownStudy,
            statement: place.relationship.map {
              CheckedGraph.setting(key.string, of: $0, to: "…")
            }))
      }
    }
    var ends: [Int: String] = [:]
    let nodeRules = schema.nodeRules
    try checked.graph.forEachNode { node in
      guard let contents = node.contents else { return }
      ends[node.id] = checked.name(of: node)
      for label in contents.labels {
        guard let key = property(nodeRules[label.string]) else { continue }
        look(contents.properties[key], key) { checked.place(of: node) }
      }
    }
    try checked.graph.forEachRelationship { relationship in
      guard let contents = relationship.contents,
        let key = property(schema.relationshipRules[contents.type.string])
      else { return }
      look(contents.properties[key], key) {
        CheckFinding.Place(
          relationship: relationship.id,
          name: checked.words.relationshipName(
            type: contents.type.string, from: ends[contents.start] ?? "\(contents.start)",
            to: ends[contents.end] ?? "\(contents.end)"))
      }
    }
    return findings
  }
}
