import GraphModel

// What is in the graph; names that no node or relationship uses any more are left out.
extension Procedure {
  static let labels = Procedure(
    "db.labels", [], columns: [.init("label", .string)], summary: "The labels in use.",
    volatility: .perStatement
  ) { (_, context) throws(Diagnostic) in context.labelCounts.map { [.text($0.label)] } }

  static let relationshipTypes = Procedure(
    "db.relationshipTypes", [], columns: [.init("relationshipType", .string)],
    summary: "The relationship types in use.", volatility: .perStatement
  ) { (_, context) throws(Diagnostic) in context.typeCounts.map { [.text($0.type)] } }

  static let propertyKeys = Procedure(
    "db.propertyKeys", [], columns: [.init("propertyKey", .string)],
    summary: "The property keys in use.", volatility: .perStatement
  ) { (_, context) throws(Diagnostic) in context.propertyKeys.map { [.text($0)] } }

  static let schema = Procedure(
    "db.schema", [],
    columns: [
      .init("start", .list), .init("type", .string), .init("end", .list), .init("count", .integer),
    ],
    summary: "What is linked to what: the labels at the start, the type, the labels at the end, "
      + "and how many such relationships there are.",
    volatility: .perStatement
  ) { (_, context) throws(Diagnostic) in
    context.relationshipShapes.map { shape in
      [
        .list(shape.start.map { .text($0) }), .text(shape.type),
        .list(shape.end.map { .text($0) }), .integer(shape.count),
      ]
    }
  }
}
