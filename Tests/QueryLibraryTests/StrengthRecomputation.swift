/// The topic `strength`: how much each factor and model rests on.
extension Recomputation {
  static let strength: [String: Function] = [
    "thinnest-factors": { evidence, _ in try thinnestFactors(evidence) },
    "support-without-one-study": supportWithoutOneStudy,
    "dominant-study": { evidence, _ in try dominantStudy(evidence) },
    "factor-stances": { evidence, _ in try factorStances(evidence) },
    "help-and-hinder": { evidence, _ in try helpAndHinder(evidence) },
    "models-on-one-study": { evidence, _ in try modelsOnOneStudy(evidence) },
    "most-cited-studies": { evidence, _ in try mostCitedStudies(evidence) },
  ]

  private static func thinnestFactors(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for (number, factor) in try evidence.numbered("Factor") {
      let studies = evidence.studies(ofFactor: factor.id).count
      let citations = evidence.citations(ofFactor: factor.id).count
      answer.add(
        key: [.number(studies), .number(citations), .number(number)],
        [.text(factor.id), try factor.name, .number(studies), .number(citations)])
    }
    return answer
  }

  private static func supportWithoutOneStudy(
    _ evidence: Evidence, _ query: SavedQuery
  ) throws -> Answer {
    let left = try query.textParameter("study")
    var answer = Answer()
    for (number, factor) in try evidence.numbered("Factor") {
      let all = evidence.links("SUPPORTS").filter { $0.end == factor.id }
      let without = all.filter { $0.start != left }
      let studies = Set(without.map(\.start)).count
      answer.add(
        key: [.number(studies), .number(without.count), .number(number)],
        [
          .text(factor.id), try factor.name, .number(Set(all.map(\.start)).count),
          .number(studies), .number(all.count), .number(without.count),
        ])
    }
    return answer
  }

  private static func dominantStudy(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for (number, factor) in try evidence.numbered("Factor") {
      let citations = evidence.citations(ofFactor: factor.id)
      var counts: [String: Int] = [:]
      for citation in citations { counts[citation.start, default: 0] += 1 }
      let most = counts.values.max() ?? 0
      let leaders = counts.filter { $0.value == most }.keys.sortedByBytes()
      let share = Double(most) / Double(citations.count)
      answer.add(
        key: [.fraction(-share), .number(number)],
        [
          .text(factor.id), try factor.name, .text(leaders[0]), .number(most),
          .number(leaders.count), .number(citations.count), .fraction(share),
        ])
    }
    return answer
  }

  private static func factorStances(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for (number, factor) in try evidence.numbered("Factor") {
      let citations = evidence.citations(ofFactor: factor.id)
      let counts = ["supports", "barrier", "mixed", "neutral"].map { stance in
        Cell.number(citations.count { $0.properties["stance"] == stance })
      }
      answer.add(
        key: [.number(number)],
        [.text(factor.id), try factor.name] + counts + [.number(citations.count)])
    }
    return answer
  }

  private static func helpAndHinder(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for (number, factor) in try evidence.numbered("Factor") {
      for study in evidence.studies(ofFactor: factor.id) {
        let citations = evidence.citations(ofFactor: factor.id).filter { $0.start == study }
        let helping = citations.filter { $0.type == "SUPPORTS" }.compactMap { $0.properties["id"] }
        let hindering = citations.filter { $0.type == "REPORTS_BARRIER" }
          .compactMap { $0.properties["id"] }
        guard !helping.isEmpty, !hindering.isEmpty else { continue }
        answer.add(
          key: [.number(number), .text(study)],
          [
            .text(factor.id), .text(study), .texts(helping.sortedByBytes()),
            .texts(hindering.sortedByBytes()),
          ])
      }
    }
    return answer
  }

  private static func modelsOnOneStudy(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for (number, model) in try evidence.numbered("Model") {
      let own = Set(evidence.links("DESCRIBES").filter { $0.end == model.id }.map(\.start))
      guard own.count == 1, let study = own.first else { continue }
      let anywhere = evidence.studies(ofModel: model.id)
      answer.add(
        key: [.number(number)],
        [
          .text(model.id), try model.name, .text(study), .number(anywhere.count),
          .texts(anywhere.subtracting(own).sortedByBytes()),
        ])
    }
    return answer
  }

  private static func mostCitedStudies(_ evidence: Evidence) throws -> Answer {
    var counted: [(count: Int, study: Node)] = []
    for study in evidence.all("Study") {
      counted.append((evidence.citations(byStudy: study.id).count, study))
    }
    counted.sort { one, two in
      one.count != two.count ? one.count > two.count : one.study.id.precedesByBytes(two.study.id)
    }
    var answer = Answer()
    for (place, (count, study)) in counted.prefix(10).enumerated() {
      let factors = evidence.links(Evidence.stances).filter { $0.start == study.id }.map(\.end)
      let models = evidence.links(["DESCRIBES", "ALSO_DESCRIBES"], to: "Model")
        .filter { $0.start == study.id }.map(\.end)
      answer.add(
        key: [.number(place)],
        [
          .text(study.id), try study.name, .number(count), .number(Set(factors).count),
          .number(Set(models).count),
        ])
    }
    return answer
  }
}

extension Node {
  /// The English name, which must be there.
  var name: Cell {
    get throws { .text(try properties.text("name_en")) }
  }
}

extension Evidence {
  /// The citations of a study, each once: without the relationships that repeat one.
  func citations(byStudy id: String) -> [Link] {
    links(Self.stances + ["DESCRIBES", "CITED_IN"]).filter { $0.start == id }
  }
}
