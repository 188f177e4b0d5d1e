import CypherPlan
import GraphModel

/// A step of a plan, for programs that read EXPLAIN and PROFILE.
public struct PlanStepReport: Sendable, Hashable {
  /// What the step does.
  public var text: String
  /// How deep it stands below the answer, which stands at 0; what feeds a step follows it, deeper.
  public var depth: Int
  /// About how many rows were expected; nil for the answer itself and for remarks.
  public var estimatedRows: Double?
  /// How many rows came out; nil where the plan was not run.
  public var rows: Int?
  /// How many relationships were looked at.
  public var relationships: Int?
  /// How many microseconds the step worked, without those that feed it.
  public var microseconds: Int?
  /// How many bytes it took, without those that feed it.
  public var memory: Int?
  /// Whether no other step's estimate is further from what came out.
  public var isWorstEstimate: Bool

  init(_ line: PlanLine) {
    text = line.text
    depth = line.depth
    estimatedRows = line.estimate
    rows = line.measured.map { Int(clamping: $0.rows) }
    relationships = line.measured?.relationships
    microseconds = line.measured.map { Int($0.microseconds) }
    memory = line.measured?.memory
    isWorstEstimate = line.isWorstEstimate
  }

  /// A remark on the whole plan.
  init(remark: String) {
    text = remark
    depth = 0
    isWorstEstimate = false
  }

  /// The step as a map, for JSON: keys that have no value are left out.
  public var value: Value {
    var map = MapValue()
    map["step"] = .string(text)
    map["depth"] = .integer(depth)
    if let estimatedRows { map["estimatedRows"] = .float(estimatedRows) }
    if let rows { map["rows"] = .integer(rows) }
    if let relationships { map["relationshipsRead"] = .integer(relationships) }
    if let microseconds { map["microseconds"] = .integer(microseconds) }
    if let memory { map["memoryBytes"] = .integer(memory) }
    if isWorstEstimate { map["worstEstimate"] = .boolean(true) }
    return .map(map)
  }
}
