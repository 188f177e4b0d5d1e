/// The queries of `provenance` that ask which labels may be one work.
extension Recomputation {
  static let identities: [String: Function] = [
    "doubtful-identities": { evidence, _ in try doubtfulIdentities(evidence) },
    "merged-counts": mergedCounts,
  ]

  private static func doubtfulIdentities(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    let factors = try evidence.numbered("Factor").map(\.node.id)
    let models = try evidence.numbered("Model").map(\.node.id)
    for pair in evidence.links("POSSIBLY_SAME_AS") {
      let both = Set([pair.start, pair.end])
      let confidence = try Self.confidence(of: pair)
      answer.add(
        key: [.fraction(-confidence), .text(pair.start), .text(pair.end)],
        [
          .text(pair.start), .text(pair.end), .fraction(confidence),
          .texts(factors.filter { both.isSubset(of: evidence.studies(ofFactor: $0)) }),
          .texts(models.filter { both.isSubset(of: evidence.studies(ofModel: $0)) }),
        ])
    }
    return answer
  }

  private static func mergedCounts(_ evidence: Evidence, _ query: SavedQuery) throws -> Answer {
    let literal = try query.parameter("confidence")
    guard let least = Double(literal) else { throw LibraryError("\(literal) is no number") }
    let pairs = try evidence.links("POSSIBLY_SAME_AS").filter {
      try confidence(of: $0) >= least
    }
    var answer = Answer()
    for (number, factor) in try evidence.numbered("Factor") {
      let studies = evidence.studies(ofFactor: factor.id)
      let merged = studies.count { study in
        !pairs.contains { $0.start == study && studies.contains($0.end) }
      }
      answer.add(
        key: [.number(number)],
        [.text(factor.id), try factor.name, .number(studies.count), .number(merged)])
    }
    return answer
  }

  private static func confidence(of pair: Link) throws -> Double {
    let text = try pair.properties.text("confidence")
    guard let number = Double(text) else { throw LibraryError("\(text) is no number") }
    return number
  }
}
