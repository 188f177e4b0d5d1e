import Duplicates
import GraphModel

extension CheckRule {
  static let doubtfulIdentity = CheckRule(
    "doubtful-identity", .note, { $0.ruleDoubtfulIdentity }, advice: { $0.fixAnyPair }
  ) { checked in
    try checked.openPairs().map { pair in
      CheckFinding(
        place: CheckFinding.Place(
          node: pair.second.node, name: pair.second.name,
          studies: [pair.first.name, pair.second.name]),
        message: checked.words.doubtfulIdentity(pair.second.name, pair.first.name),
        advice: checked.words.fixPair(pair.number))
    }
  }
}
