import EvidenceFigures
import GraphEngine
import GraphModel

extension CheckRule {
  static let flowNumbers = CheckRule(
    "numbers-do-not-add-up", .error, { $0.ruleFlow }, advice: { $0.fixFlow }
  ) { checked in
    guard checked.has(ScreeningFlow.stageLabel) else { return [] }
    let flow = try ScreeningFlow(of: checked.graph)
    return try flow.contradictions.map { contradiction in
      let stage = flow.stage(of: contradiction)
      var place = CheckFinding.Place(name: stage?.name ?? checked.words.flowSummary)
      var statement: String?
      if let stage {
        let id = Value.string(stage.id).cypherText
        statement = "MATCH (s:\(ScreeningFlow.stageLabel) {id: \(id)}) SET s.n = …"
        let rows = try checked.graph.run(
          "MATCH (s:\(ScreeningFlow.stageLabel)) WHERE s.id = $id RETURN s",
          parameters: ["id": .string(stage.id)])
        if let row = try rows.next(), case .node(let node) = row.values[0] {
          place = checked.place(of: node)
        }
      }
      return CheckFinding(
        place: place, message: contradiction.text(in: checked.words),
        advice: checked.words.fixFlow, statement: statement)
    }
  }
}
