/// One scenario of a feature file, its outline filled in and its background put before it.
struct Scenario: Sendable {
  /// The name of the feature, the name of the scenario, and which example of an outline it is:
  /// `clauses/match/Match1 [3] Matching nodes #2`.
  var id: String
  /// What is given, done and expected, in order.
  var steps: [Step]

  /// One line that begins with Given, When, Then, And or But, with what hangs on it.
  struct Step: Sendable {
    /// The line without its first word.
    var text: String
    /// The text between three quotation marks.
    var document: String?
    /// The rows of a table with their cells.
    var table: [[String]]?

    /// The step with `replace` done to each of its texts.
    func mapped(_ replace: (String) -> String) -> Step {
      Step(
        text: replace(text), document: document.map(replace),
        table: table.map { $0.map { $0.map(replace) } })
    }
  }
}
