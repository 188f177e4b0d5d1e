import EvidenceKit
import GraphEngine
import GraphModel

extension CheckRule {
  static let stanceUnlikeType = CheckRule(
    "stance-unlike-type", .error, { $0.ruleStanceUnlikeType },
    advice: { $0.fixStanceUnlikeType },
    mend: { checked, findings in
      let wanted = Set(findings.compactMap(\.place.relationship))
      var given: [Value] = []
      var said: [String] = []
      for claim in try checked.claims() where wanted.contains(claim.relationship.id) {
        guard let (stated, told) = differing(claim) else { continue }
        given.append(
          .map(["id": .integer(claim.relationship.id), "value": .string(told.rawValue)]))
        said.append(
          checked.words.stanceGiven(
            checked.name(of: claim), before: stated, after: told.rawValue))
      }
      _ = try checked.graph.run(
        "UNWIND $given AS g MATCH ()-[r]->() WHERE id(r) = g.id SET r.stance = g.value",
        parameters: ["given": .list(given)])
      return said
    }
  ) { checked in
    try checked.claims().compactMap { claim in
      guard let (stated, told) = differing(claim) else { return nil }
      return CheckFinding(
        place: checked.place(of: claim),
        message: checked.words.stanceUnlikeType(
          checked.name(of: claim), stated: stated, told: told.rawValue),
        advice: checked.words.fixStanceUnlikeType,
        statement: CheckedGraph.setting(
          "stance", of: claim.relationship.id, to: "'\(told.rawValue)'"))
    }
  }

  /// The stance that is stated and the one that the type tells, where they differ.
  private static func differing(_ claim: CheckedGraph.Claim) -> (stated: String, told: Stance)? {
    guard let told = Stance(relationshipType: claim.contents.type),
      let stated = claim.contents.properties["stance"]?.scalarText,
      Stance(rawValue: stated) != told
    else { return nil }
    return (stated, told)
  }
}
