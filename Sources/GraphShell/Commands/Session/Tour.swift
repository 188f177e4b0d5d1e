import GraphModel
import WordCatalog

extension CommandDescription {
  static let tour = CommandDescription(
    "tour", { $0.tourSummary },
    shell: ShellForm(
      [.optional("STEP", .choice((1...TourStep.all.count).map(String.init)))]))
}

/// A step of the tour: what is said, and what is typed.
private struct TourStep {
  /// What is typed, as the user would.
  let typed: String

  static let all: [TourStep] = [
    TourStep(typed: ":labels"),
    TourStep(
      typed: """
        MATCH (s:Study)-[c:SUPPORTS]->(f:Factor)
        RETURN f.id AS factor, count(DISTINCT s) AS studies ORDER BY studies DESC LIMIT 5;
        """),
    TourStep(
      typed: """
        MATCH (b:Barrier)-[:OVERCOME_BY]->(a:Action)-[:RESTS_ON]->(s:Study)
        RETURN b.name_en AS barrier, a.name_en AS action, s.id AS study
        ORDER BY barrier, study LIMIT 5;
        """),
    TourStep(
      typed: """
        MATCH (s:Study)-[c:SUPPORTS]->(f:Factor {id: 'F9'}) RETURN s, c, f ORDER BY c.id;
        :why 1
        """),
    TourStep(typed: "MATCH (s:Stduy) RETURN count(s) AS studies;"),
    TourStep(
      typed: """
        :chart MATCH (s:Study)-[:SUPPORTS]->(f:Factor) RETURN f.id, count(DISTINCT s) ORDER BY f.id
        """),
    TourStep(typed: ":draw MATCH p = (:Study)-[:SUPPORTS]->(:Factor {id: 'F9'}) RETURN p"),
  ]
}

extension ShellCommand {
  /// Shows one step after the other of what can be done.
  static let tour = ShellCommand(.tour) { state, argument in
    let number = argument.isEmpty ? 1 : Int(argument) ?? 0
    guard TourStep.all.indices.contains(number - 1) else { throw CommandMisused() }
    let labels = Set(state.graph.statistics.labels.map(\.name))
    guard labels.isSuperset(of: ["Study", "Factor", "Barrier"]) else {
      throw ShellFailure(.query, state.words.tourNeedsGraph)
    }
    let typed = TourStep.all[number - 1].typed
    let shown = typed.split(separator: "\n").enumerated()
      .map { "\($0.offset == 0 || $0.element.hasPrefix(":") ? "dolen> " : "    …> ")\($0.element)" }
      .joined(separator: "\n")
    let ending =
      number == TourStep.all.count ? state.words.tourEnds : state.words.tourGoesOn(step: number + 1)
    return [
      .text(state.words.tourStep(number) + "\n\n" + shown), .typed(typed), .text("\n" + ending),
    ]
  }
}
