import CypherFunctions
import GraphIndex
import GraphModel

@testable import CypherRuntime

/// What operators and states ask for, over a graph in memory.
final class RuntimeContext: GraphSource, ProcedureContext {
  let view: GraphView

  init(_ view: GraphView = GraphView()) { self.view = view }

  /// A context for one run.
  func execution(batchSize: Int = 2048, memory: Int = 1 << 30) -> ExecutionContext {
    ExecutionContext(
      source: self, mutation: nil, parameters: [:], functions: self,
      limits: ExecutionLimits(time: nil, memory: memory, batchSize: batchSize),
      cancelled: CancelFlag(), isUpdating: false, stepCount: 0)
  }

  var statementTime: (second: Int, nanosecond: Int) { (0, 0) }
  var transactionTime: (second: Int, nanosecond: Int) { (0, 0) }
  var defaultOffset: Int { 0 }
  func randomBits() -> UInt64 { 4 }

  func contents(of node: Node) throws(Diagnostic) -> Node.Contents {
    .init(labels: [], properties: [:])
  }

  func contents(of relationship: Relationship) throws(Diagnostic) -> Relationship.Contents {
    .init(type: "T", start: 0, end: 0, properties: [:])
  }

  var labelCounts: [(label: Text, count: Int)] { [] }
  var typeCounts: [(type: Text, count: Int)] { [] }
  var propertyKeys: [Text] { [] }
  var relationshipShapes: [RelationshipShape] { [] }

  func matches(
    inIndex name: Text, of search: Text, ofRelationships: Bool
  ) throws(Diagnostic) -> [(entity: Value, score: Double)] { [] }
}
