/// The topic `provenance`: who said it, where, in what words.
extension Recomputation {
  static let provenance: [String: Function] = [
    "where-cited": whereCited,
    "evidence-for-factor": evidenceForFactor,
    "quoted-or-paraphrased": { evidence, _ in try quotedOrParaphrased(evidence) },
    "outside-the-dates": { evidence, _ in try outsideTheDates(evidence) },
    "swapped-citations": { evidence, _ in try swappedCitations(evidence) },
    "names-in-welsh": { evidence, _ in namesInWelsh(evidence) },
  ]

  private static func whereCited(_ evidence: Evidence, _ query: SavedQuery) throws -> Answer {
    var answer = Answer()
    for link in evidence.citations(byStudy: try query.textParameter("study")) {
      let properties = link.properties
      answer.add(
        key: [.number(try properties.int("char_start"))],
        [
          .optional(properties["id"]), .number(try properties.int("line_start")),
          .number(try properties.int("page")), .text(link.type), .text(link.end),
          .optional(properties["printed"]),
        ])
    }
    return answer
  }

  private static func evidenceForFactor(
    _ evidence: Evidence, _ query: SavedQuery
  ) throws -> Answer {
    var answer = Answer()
    for link in evidence.citations(ofFactor: try query.textParameter("factor")) {
      let properties = link.properties
      answer.add(
        key: [.number(try properties.int("char_start"))],
        [
          .optional(properties["id"]), .text(link.start), .optional(properties["stance"]),
          .optional(properties["claim_en"]), .number(try properties.int("line_start")),
          .optional(properties["printed"]),
        ])
    }
    return answer
  }

  private static func quotedOrParaphrased(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for (number, factor) in try evidence.numbered("Factor") {
      let citations = evidence.citations(ofFactor: factor.id)
      let quotations = citations.filter { $0.properties["mode"] == "quote" }
        .compactMap { $0.properties["id"] }
      answer.add(
        key: [.number(number)],
        [
          .text(factor.id), try factor.name, .number(quotations.count),
          .number(citations.count { $0.properties["mode"] == "paraphrase" }),
          .texts(quotations.sortedByBytes()),
        ])
    }
    return answer
  }

  private static func outsideTheDates(_ evidence: Evidence) throws -> Answer {
    let conclusion = try years(evidence.all("Review")[0])
    let criterion = try years(try evidence.node("Criterion", "i5"))
    var answer = Answer()
    for study in evidence.all("Study") {
      let year = try study.properties.int("year")
      guard !conclusion.contains(year) || !criterion.contains(year) else { continue }
      answer.add(
        key: [.number(year), .text(study.id)],
        [
          .text(study.id), .number(year), .flag(conclusion.contains(year)),
          .flag(criterion.contains(year)), .flag(study.properties["year_doubtful"] == "true"),
        ])
    }
    return answer
  }

  private static func years(_ node: Node) throws -> ClosedRange<Int> {
    try node.properties.int("year_from")...node.properties.int("year_to")
  }

  private static func swappedCitations(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for link in evidence.links("REPORTED_IN") where link.properties["note"] != nil {
      let line = try link.properties.text("lines")
      answer.add(
        key: [.text(link.start), .text(line)], [.text(link.start), .text(line), .text(link.end)])
    }
    return answer
  }

  private static func namesInWelsh(_ evidence: Evidence) -> Answer {
    var answer = Answer()
    for (label, nodes) in evidence.nodes {
      let english = nodes.count { $0.properties["name_en"] != nil }
      let welsh = nodes.count { $0.properties["name_cy"] != nil }
      guard english + welsh > 0 else { continue }
      answer.add(
        key: [.text(label)],
        [.text(label), .number(nodes.count), .number(english), .number(welsh)])
    }
    return answer
  }
}
