import Duplicates
import GraphModel

extension CheckRule {
  static let countedTwice = CheckRule(
    "identity-counted-twice", .warning, { $0.ruleCountedTwice }, advice: { $0.fixAnyPair }
  ) { checked in
    let pairs = try checked.openPairs()
    return try checked.subjects().flatMap { subject, claims in
      let sources = Set(claims.map(\.source.id))
      return pairs.filter { sources.isSuperset(of: [$0.first.node, $0.second.node]) }.map { pair in
        CheckFinding(
          place: checked.place(of: subject, studies: [pair.first.name, pair.second.name]),
          message: checked.words.countedTwice(
            checked.name(of: subject), pair.first.name, pair.second.name),
          advice: checked.words.fixPair(pair.number))
      }
    }
  }
}
