import CypherFunctions
import GraphModel

/// A graph of three nodes and two relationships, a clock that stands still and a counter in place
/// of random numbers.
final class FixedContext: ProcedureContext {
  var statementTime: (second: Int, nanosecond: Int) { (1_000_000_000, 500_000_000) }
  var transactionTime: (second: Int, nanosecond: Int) { (1_000_000_000, 0) }
  var defaultOffset: Int { 0 }

  func matches(
    inIndex name: Text, of search: Text, ofRelationships: Bool
  ) throws(Diagnostic) -> [(entity: Value, score: Double)] {
    ofRelationships ? [(.relationship(Relationship(id: 5)), 2)] : [(.node(Node(id: 1)), 0.5)]
  }

  private(set) var drawn: UInt64 = 0

  func randomBits() -> UInt64 {
    drawn &+= 0x9E37_79B9_7F4A_7C15
    return drawn
  }

  func contents(of node: Node) throws(Diagnostic) -> Node.Contents {
    switch node.id {
    case 1: return .init(labels: ["A", "B"], properties: ["k": 1, "m": "x"])
    case 2: return .init(labels: [], properties: [:])
    default: throw deleted("Node \(node.id)")
    }
  }

  func contents(of relationship: Relationship) throws(Diagnostic) -> Relationship.Contents {
    guard relationship.id == 5 else { throw deleted("Relationship \(relationship.id)") }
    return .init(type: "R", start: 1, end: 2, properties: ["w": 0.5])
  }

  func type(of relationship: Relationship) throws(Diagnostic) -> Text {
    relationship.id == 6 ? "GONE" : try contents(of: relationship).type
  }

  private func deleted(_ what: String) -> Diagnostic {
    Diagnostic(.entityNotFound, .runtime, "DeletedEntityAccess", "\(what) was deleted")
  }

  var labelCounts: [(label: Text, count: Int)] { [("A", 1), ("B", 1)] }
  var typeCounts: [(type: Text, count: Int)] { [("R", 1)] }
  var propertyKeys: [Text] { ["k", "m", "w"] }
  var relationshipShapes: [RelationshipShape] {
    [RelationshipShape(start: ["A"], type: "R", end: ["B"], count: 1)]
  }
}

/// Whether two values are equivalent and of one type: 1 is not 1.0 here.
func isSame(_ a: Value, _ b: Value) -> Bool {
  if case .list(let x) = a, case .list(let y) = b {
    return x.count == y.count && zip(x, y).allSatisfy { isSame($0, $1) }
  }
  return a == b && a.typeName == b.typeName
}

/// Calls the built-in function `name`.
func call(_ name: String, _ arguments: Value...) throws(Diagnostic) -> Value {
  guard let function = FunctionCatalog.standard.scalars[name.lowercased()] else {
    throw Diagnostic(.syntaxError, .compile, "UnknownFunction", "No function \(name)")
  }
  return try function(arguments, in: FixedContext())
}
