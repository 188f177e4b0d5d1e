import GraphEngine
import GraphModel

extension QueryCase {
  /// Runs the case on a graph of its own and compares.
  ///
  /// With `RECORD=1` the file is rewritten where the answer differs, and the check fails all the
  /// same, so that a recording is always looked at.
  ///
  /// - Throws: `CaseFailure` with the query, what was expected and what came.
  public func check() throws {
    if let defect { throw CaseFailure(defect) }
    let graph = Graph()
    for statement in setup {
      do {
        _ = try graph.run(statement).all()
      } catch let error as Diagnostic {
        throw CaseFailure("\(self)\nThe graph cannot be made:\n\(error.rendered(in: statement))")
      }
    }
    var values: [String: Value] = [:]
    for (name, expression) in parameters { values[name] = try graph.evaluate(expression) }
    var recordings: [(range: Range<Int>, lines: [String])] = []
    var problems: [String] = []
    for step in steps {
      let before = try fingerprint(of: graph)
      let outcome = Outcome(of: step.query, on: graph, parameters: values)
      if outcome.error != nil, try fingerprint(of: graph) != before {
        problems.append("The query failed, but the graph is not as it was:\n\(step.query)")
      }
      for section in step.sections {
        let expected = ["---- " + section.head] + section.lines
        guard let actual = outcome.disagreement(with: section) else { continue }
        recordings.append((section.range, actual))
        problems.append(
          """
          \(step.query)
          expected:
          \(expected.joined(separator: "\n"))
          but there came:
          \(actual.joined(separator: "\n"))\(outcome.explanation(in: step.query))
          """)
      }
    }
    guard !problems.isEmpty else { return }
    if TestSettings.records, TestFolder.contains(file) {
      try CaseRecorder.shared.record(recordings, in: self)
    }
    throw CaseFailure("\(self)\n" + problems.joined(separator: "\n\n"))
  }

  /// All that is in the graph, as text.
  private func fingerprint(of graph: Graph) throws -> String {
    var text: [String] = []
    try graph.forEachNode { text.append("\($0.id) \(Value.node($0).caseText)") }
    try graph.forEachRelationship { relationship in
      let ends = relationship.contents.map { "\($0.start) \($0.end)" } ?? "?"
      text.append("\(relationship.id) \(ends) \(Value.relationship(relationship).caseText)")
    }
    return text.joined(separator: "\n")
  }
}
