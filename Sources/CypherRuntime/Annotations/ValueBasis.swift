import CypherPlan
import GraphModel

/// What the values rest on that are being evaluated, row by row: what subqueries have found for them.
///
/// Evaluation multiplies into it what each subquery brings of which a value is made. Where a value is
/// the same for either of several reasons, as OR is true for each of its parts, these are added.
final class ValueBasis {
  /// By row of the batch.
  private(set) var handles: [AnnotationHandle]
  private let annotation: any Annotation

  init(rows count: Int, _ annotation: any Annotation) {
    handles = [AnnotationHandle](repeating: .one, count: count)
    self.annotation = annotation
  }

  func multiply(_ row: Int, by factor: AnnotationHandle) {
    handles[row] = annotation.product(handles[row], factor)
  }
}

extension Evaluator {
  /// Evaluates with what the values of `count` rows rest on kept apart; nil where nothing is carried.
  ///
  /// - Parameter isWanted: Whether what is evaluated looks beyond its row at all.
  func basis<Result>(
    _ count: Int, isWanted: Bool = true, _ body: () throws -> Result
  ) throws -> (result: Result, handles: [AnnotationHandle]?) {
    guard isWanted, let annotation = context.annotation else { return (try body(), nil) }
    let outer = context.basis
    defer { context.basis = outer }
    let own = ValueBasis(rows: count, annotation)
    context.basis = own
    let result = try body()
    try context.settle(annotation)
    return (result, own.handles)
  }

  /// Runs an inner plan, whose steps keep account for themselves.
  func apart<Result>(_ body: () throws -> Result) rethrows -> Result {
    let outer = context.basis
    defer { context.basis = outer }
    context.basis = nil
    return try body()
  }
}

extension Operator {
  /// Evaluates expressions over the rows, and multiplies into these what the values rest on.
  ///
  /// - Parameter isRead: Whether anything is made of the values.
  func carrying<Result>(
    _ batch: inout Batch, isRead: Bool = true, _ body: (Batch) throws -> Result
  ) throws -> Result {
    let rows = batch
    let (result, handles) = try evaluator.basis(
      batch.count, isWanted: step.carriesValues && isRead
    ) { try body(rows) }
    if let handles { try batch.multiply(by: handles, context) }
    return result
  }
}

extension Batch {
  /// Multiplies what the values of the rows rest on into the rows that count.
  mutating func multiply(
    by factors: [AnnotationHandle], _ context: ExecutionContext
  ) throws(Diagnostic) {
    guard factors.contains(where: { $0 != .one }) else { return }
    try multiply(by: factors, at: Array(0..<Int32(count)), context)
  }
}
