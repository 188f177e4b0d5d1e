import GraphModel

extension CheckRule {
  static let restsOnOneStudy = CheckRule(
    "rests-on-one-study", .warning, { $0.ruleOneStudy }, advice: { $0.fixOneStudy }
  ) { checked in
    try checked.subjects().compactMap { subject, claims in
      let source = claims[0].source
      guard claims.allSatisfy({ $0.source.id == source.id }) else { return nil }
      return CheckFinding(
        place: checked.place(of: subject, studies: [checked.key(of: source)].compactMap(\.self)),
        message: checked.words.restsOnOneStudy(
          checked.name(of: subject), study: checked.name(of: source), claims: claims.count),
        advice: checked.words.fixOneStudy)
    }
  }
}
