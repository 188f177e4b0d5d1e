import Duplicates
import GraphModel

extension CheckRule {
  static let possibleDuplicates = CheckRule(
    "possible-duplicates", .warning, { $0.ruleDuplicates }, advice: { $0.fixDuplicates },
    mend: { checked, _ in
      let report = try GraphDuplicates(checked.graph).find(.report)
      return report.entries.map { entry in
        checked.words.doubtfulIdentity(entry.second, entry.first)
      }
    }
  ) { checked in
    try GraphDuplicates(checked.graph).candidates().map { pair in
      CheckFinding(
        place: CheckFinding.Place(
          node: pair.second.node, name: pair.second.name,
          studies: [pair.first.name, pair.second.name]),
        message: checked.words.possibleDuplicate(
          pair.second.name, pair.first.name, score: pair.score.map { "\($0)" } ?? "",
          reasons: pair.reasons.map(checked.words.finding).joined(separator: ", ")),
        advice: checked.words.fixDuplicates)
    }
  }
}
