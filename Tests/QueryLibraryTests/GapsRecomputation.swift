/// The topic `gaps`: what is not there.
extension Recomputation {
  static let gaps: [String: Function] = [
    "gap-matrix": { evidence, _ in try gapMatrix(evidence) },
    "empty-cells": { evidence, _ in try emptyCells(evidence) },
    "barriers-without-remedy": { evidence, _ in try barriersWithoutRemedy(evidence) },
    "barriers-without-study": { evidence, _ in try barriersWithoutStudy(evidence) },
    "actions-and-barriers": { evidence, _ in try actionsAndBarriers(evidence) },
  ]

  /// What links a model and a factor.
  private struct GapCell {
    let statements: Int
    let byCategory: Int
    let studies: Int

    var isEmpty: Bool { statements == 0 && byCategory == 0 && studies == 0 }

    init(_ evidence: Evidence, model: String, factor: String) {
      let drawn = evidence.links("DRAWS_ON").filter { $0.end == factor }
      statements = drawn.count { $0.startLabel == "Model" && $0.start == model }
      let categories = evidence.links("IN_CATEGORY").filter { $0.start == model }.map(\.end)
      byCategory = drawn.count { $0.startLabel == "Category" && categories.contains($0.start) }
      let shared = evidence.studies(ofModel: model)
        .intersection(evidence.studies(ofFactor: factor))
      studies = shared.count
    }
  }

  private static func gapMatrix(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for (row, model) in try evidence.numbered("Model") {
      for (column, factor) in try evidence.numbered("Factor") {
        let cell = GapCell(evidence, model: model.id, factor: factor.id)
        answer.add(
          key: [.number(row), .number(column)],
          [
            .text(model.id), .text(factor.id), .number(cell.statements),
            .number(cell.byCategory), .number(cell.studies),
          ])
      }
    }
    return answer
  }

  private static func emptyCells(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    let factors = try evidence.numbered("Factor").map(\.node.id)
    for (number, model) in try evidence.numbered("Model") {
      let empty = factors.filter { GapCell(evidence, model: model.id, factor: $0).isEmpty }
      guard !empty.isEmpty else { continue }
      answer.add(
        key: [.number(-empty.count), .number(number)],
        [.text(model.id), try model.name, .number(empty.count), .texts(empty)])
    }
    return answer
  }

  private static func barriersWithoutRemedy(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for link in evidence.links("HINDERS") {
      let barrier = try evidence.node("Barrier", link.start)
      guard barrier.properties["remedy_en"] == nil else { continue }
      let number = try evidence.node("Factor", link.end).properties.int("number")
      answer.add(
        key: [.number(number), .text(barrier.id)],
        [
          .text(barrier.id), try barrier.name, .text(link.end), .optional(link.properties["lines"]),
        ])
    }
    return answer
  }

  private static func barriersWithoutStudy(_ evidence: Evidence) throws -> Answer {
    let reported = Set(evidence.links("REPORTS", to: "Barrier").map(\.end))
    var answer = Answer()
    for link in evidence.links("HINDERS") where !reported.contains(link.start) {
      let barrier = try evidence.node("Barrier", link.start)
      let number = try evidence.node("Factor", link.end).properties.int("number")
      answer.add(
        key: [.number(number), .text(barrier.id)],
        [
          .text(barrier.id), try barrier.name, .text(link.end),
          .optional(barrier.properties["remedy_en"]),
        ])
    }
    return answer
  }

  private static func actionsAndBarriers(_ evidence: Evidence) throws -> Answer {
    var answer = Answer()
    for (number, factor) in try evidence.numbered("Factor") {
      let actions = evidence.links("ADVANCES").count { $0.end == factor.id }
      let barriers = try evidence.links("HINDERS").filter { $0.end == factor.id }
        .map { try evidence.node("Barrier", $0.start) }
      let remedied = barriers.count { $0.properties["remedy_en"] != nil }
      answer.add(
        key: [.number(actions), .number(number)],
        [
          .text(factor.id), try factor.name, .number(actions), .number(barriers.count),
          .number(remedied),
        ])
    }
    return answer
  }
}
