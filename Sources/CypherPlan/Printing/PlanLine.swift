/// A step of a plan as EXPLAIN and PROFILE tell of it.
///
/// A plan is a list of these, the last step first, each below and deeper than what it feeds.
package struct PlanLine: Sendable, Hashable {
  /// What the step does.
  package var text: String
  /// How deep it stands: 0 for the answer itself.
  package var depth: Int
  /// About how many rows come out; nil for the answer itself.
  package var estimate: Double?
  /// What was measured; nil where the plan was not run.
  package var measured: Measured?
  /// Whether no other step's estimate is further from what came out.
  package var isWorstEstimate = false

  /// What a step did.
  package struct Measured: Sendable, Hashable {
    /// The rows that came out.
    package var rows: UInt64
    /// The relationships that were looked at.
    package var relationships: Int
    /// How many microseconds it worked, without the steps that feed it.
    package var microseconds: Int64
    /// The bytes that it took, without the steps that feed it.
    package var memory: Int

    package init(rows: UInt64, relationships: Int, microseconds: Int64, memory: Int) {
      self.rows = rows
      self.relationships = relationships
      self.microseconds = microseconds
      self.memory = memory
    }
  }

  /// How many times as many rows came out as were expected, or the other way round; 1 where none was
  /// measured.
  package var error: Double {
    guard let measured, let estimate else { return 1 }
    // What is less than a row is none: 0 and 0.3 agree.
    let (a, b) = (max(1, estimate.rounded()), max(1, Double(measured.rows)))
    return max(a, b) / min(a, b)
  }

  /// The line of the tree.
  package var line: String {
    // Beyond that, nobody sees how deep a line stands, and the text would grow with the square.
    String(repeating: "  ", count: min(depth, 100)) + text + numbers
  }

  private var about: String {
    "about \(Int(max(0, min((estimate ?? 0).rounded(.up), 1e15)))) rows"
  }

  private var numbers: String {
    guard estimate != nil else { return "" }
    guard let measured else { return "  [\(about)]" }
    var parts = ["rows \(measured.rows)"]
    if measured.relationships > 0 { parts.append("relationships read \(measured.relationships)") }
    let mark = isWorstEstimate ? ", the worst estimate" : ""
    parts.append("\(about) expected\(mark)")
    parts.append(Self.time(measured.microseconds))
    if measured.memory > 0 { parts.append(Self.size(measured.memory)) }
    return "  [\(parts.joined(separator: ", "))]"
  }

  private static func time(_ microseconds: Int64) -> String {
    microseconds < 10_000
      ? "\(microseconds / 1000).\(microseconds % 1000 / 100) ms" : "\(microseconds / 1000) ms"
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\((bytes + 1023) >> 10) KiB" : "\(bytes >> 20) MiB"
  }
}

extension [PlanLine] {
  /// The same lines, of which the one says so whose estimate is furthest from what came out; none where all
  /// are within a factor of two.
  package var markingWorstEstimate: [PlanLine] {
    var lines = self
    let worst = indices.max { lines[$0].error < lines[$1].error }
    if let worst, lines[worst].error > 2 { lines[worst].isWorstEstimate = true }
    return lines
  }
}
