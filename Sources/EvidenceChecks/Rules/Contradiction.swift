import EvidenceKit
import GraphModel

extension CheckRule {
  static let contradiction = CheckRule(
    "contradictory-claims", .warning, { $0.ruleContradiction }, advice: { $0.fixContradiction }
  ) { checked in
    try checked.subjects().compactMap { subject, claims in
      func sources(_ stance: Stance) -> [String] {
        let nodes = claims.filter { $0.stance == stance }.map(\.source)
        return Set(nodes.map { checked.key(of: $0) ?? checked.name(of: $0) }).sorted()
      }
      let (pro, con) = (sources(.supports), sources(.barrier))
      guard !pro.isEmpty, !con.isEmpty else { return nil }
      return CheckFinding(
        place: checked.place(of: subject, studies: Set(pro + con).sorted()),
        message: checked.words.contradiction(
          checked.name(of: subject), pro: pro.joined(separator: ", "),
          con: con.joined(separator: ", ")),
        advice: checked.words.fixContradiction)
    }
  }
}
