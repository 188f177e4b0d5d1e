/// The topic `links`: what leads to what.
extension Recomputation {
  static let links: [String: Function] = [
    "overlapping-factors": { evidence, _ in try overlappingFactors(evidence) },
    "sector-to-outcome": { evidence, _ in try sectorToOutcome(evidence) },
    "sectors-without-evidence": { evidence, _ in try sectorsWithoutEvidence(evidence) },
    "models-that-share-studies": { evidence, _ in try modelsThatShareStudies(evidence) },
    "outcomes-of-factors": { evidence, _ in try outcomesOfFactors(evidence) },
    "from-barrier-to-action": { evidence, _ in try fromBarrierToAction(evidence) },
  ]

  private static func overlappingFactors(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for link in evidence.links(["OVERLAPS_WITH", "POINTS_TO"]) {
      let basis = try link.properties.text("basis")
      let ends = try [link.start, link.end].map {
        Cell.number(try evidence.node("Factor", $0).properties.int("number"))
      }
      answer.add(
        key: [.text(basis)] + ends,
        [
          .text(link.start), .text(link.type), .text(link.end),
          .optional(link.properties["relation"]), .text(basis),
          .optional(link.properties["lines"]),
        ])
    }
    return answer
  }

  private static func sectorToOutcome(_ evidence: Evidence) throws -> Answer {
    let outcomes = evidence.links("LEADS_TO", from: "Factor")
    let reports = evidence.links("REPORTS", to: "Outcome")
    var answer = Answer()
    for sector in evidence.links("INVOLVES", from: "Programme") {
      let programme = try evidence.node("Programme", sector.start)
      let factors = evidence.links("ILLUSTRATES", to: "Factor")
        .filter { $0.start == programme.id }.map(\.end)
      let studies = evidence.links("REPORTED_IN").filter { $0.start == programme.id }.map(\.end)
      for outcome in outcomes where factors.contains(outcome.start) {
        let vouching = reports.filter { studies.contains($0.start) && $0.end == outcome.end }
        for report in vouching {
          let row: [Cell] = [
            .text(sector.end), try programme.name, .text(outcome.start),
            try evidence.node("Outcome", outcome.end).name, .text(report.start),
            .text(try outcome.properties.text("lines")),
          ]
          answer.add(key: row, row)
        }
      }
    }
    return answer
  }

  private static func sectorsWithoutEvidence(_ evidence: Evidence) throws -> Answer {
    let involved = Set(evidence.links("INVOLVES").map(\.end))
    var answer = Answer()
    for sector in evidence.all("Sector") where !involved.contains(sector.id) {
      let scope = try sector.properties.text("scope")
      answer.add(
        key: [.text(scope), .text(sector.id)],
        [
          .text(sector.id), try sector.name, .optional(sector.properties["name_cy"]), .text(scope),
        ])
    }
    return answer
  }

  private static func modelsThatShareStudies(_ evidence: Evidence) throws -> Answer {
    let models = try evidence.numbered("Model")
    var answer = Answer()
    for (number, model) in models {
      for (otherNumber, other) in models where number < otherNumber {
        let shared = evidence.studies(ofModel: model.id)
          .intersection(evidence.studies(ofModel: other.id))
        guard !shared.isEmpty else { continue }
        answer.add(
          key: [.number(-shared.count), .number(number), .number(otherNumber)],
          [
            .text(model.id), .text(other.id), .number(shared.count),
            .texts(shared.sortedByBytes()),
          ])
      }
    }
    return answer
  }

  private static func outcomesOfFactors(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for link in evidence.links("LEADS_TO", from: "Factor") {
      let outcome = try evidence.node("Outcome", link.end)
      let number = try evidence.node("Factor", link.start).properties.int("number")
      let isHedged = link.properties["hedged"] == "true"
      answer.add(
        key: [.number(number), .flag(isHedged), try outcome.name],
        [
          .text(link.start), try outcome.name, .optional(outcome.properties["level"]),
          .flag(isHedged), .texts(link.properties.list("study_ids")),
          .optional(link.properties["lines"]),
        ])
    }
    return answer
  }

  private static func fromBarrierToAction(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for link in evidence.links("OVERCOME_BY", to: "Action") {
      let studies = evidence.links("RESTS_ON").filter { $0.start == link.end }.map(\.end)
      answer.add(
        key: [.text(link.start), .text(link.end)],
        [
          .text(link.start), try evidence.node("Barrier", link.start).name, .text(link.end),
          try evidence.node("Action", link.end).name, .texts(studies.sortedByBytes()),
        ])
    }
    return answer
  }
}
