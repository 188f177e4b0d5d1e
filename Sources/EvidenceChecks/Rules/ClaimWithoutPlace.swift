import EvidenceKit
import GraphModel

extension CheckRule {
  static let claimWithoutPlace = CheckRule(
    "claim-without-locator", .error, { $0.ruleClaimWithoutPlace },
    advice: { $0.fixClaimWithoutPlace }
  ) { checked in
    try checked.claims().compactMap { claim in
      let properties = claim.contents.properties
      let isStated =
        Locator(properties) != nil
        || places.contains { key in
          properties[key]?.scalarText?.contains { !$0.isWhitespace } ?? false
        }
      if isStated { return nil }
      return CheckFinding(
        place: checked.place(of: claim),
        message: checked.words.claimWithoutPlace(checked.name(of: claim)),
        advice: checked.words.fixClaimWithoutPlace,
        statement: CheckedGraph.setting("lines", of: claim.relationship.id, to: "'…'"))
    }
  }

  /// Properties that state a place in another way than ``Locator`` reads.
  private static let places: [Text] = [
    "locator", "quote_locator", "page", "pages", "page_from", "section", "lines",
  ]
}
