import EvidenceFigures
import GraphModel

extension CheckRule {
  /// A printed citation is no word of the claim: it says who, and not what.
  static let claimWithoutWords = CheckRule(
    "claim-without-words", .error, { $0.ruleClaimWithoutWords },
    advice: { $0.fixClaimWithoutWords }
  ) { checked in
    try checked.claims().compactMap { claim in
      let said = ClaimWords(claim.contents.properties)
      let sentence = claim.contents.properties["sentence"]?.scalarText ?? ""
      guard said.text.isEmpty, !said.isQuote, sentence.allSatisfy(\.isWhitespace) else {
        return nil
      }
      return CheckFinding(
        place: checked.place(of: claim),
        message: checked.words.claimWithoutWords(checked.name(of: claim)),
        advice: checked.words.fixClaimWithoutWords,
        statement: CheckedGraph.setting("claim_en", of: claim.relationship.id, to: "'…'"))
    }
  }
}
