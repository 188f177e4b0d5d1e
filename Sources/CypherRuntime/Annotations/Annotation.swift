import CypherPlan
import GraphIndex
import GraphModel

/// What stands beside a row for an annotation: a number that the annotation knows the meaning of.
///
/// Two numbers mean the same with every annotation: ``one``, that the row holds whatever happens, and
/// ``zero``, that nothing makes it hold.
package struct AnnotationHandle: Hashable, Sendable, BitwiseCopyable {
  package let number: UInt32

  package init(_ number: UInt32) { self.number = number }

  /// What a product leaves as it is.
  package static let one = AnnotationHandle(0)
  /// What a sum leaves as it is.
  package static let zero = AnnotationHandle(1)
}

/// A value that a plan carries beside each row, such as the sources that the row rests on: a
/// commutative semiring (decision 24; Green, Karvounarakis and Tannen, "Provenance Semirings", PODS 2007).
///
/// Operators know nothing of what is carried. Where a step binds nodes or relationships, their initial
/// values are multiplied in; where rows are joined, their values are; where rows become one, they are
/// added. One statement has one annotation, and one thread uses it.
package protocol Annotation: AnyObject {
  /// What a node brings into a row.
  func initial(of node: NodePosition, _ view: GraphView) -> AnnotationHandle
  /// What a relationship brings into a row, its ends included: it holds only with both.
  func initial(of relationship: RelationshipHandle, _ view: GraphView) -> AnnotationHandle
  /// What a row brings that is made of two rows.
  func product(_ a: AnnotationHandle, _ b: AnnotationHandle) -> AnnotationHandle
  /// What a row brings that is there by either of two.
  func sum(_ a: AnnotationHandle, _ b: AnnotationHandle) -> AnnotationHandle
  /// What a group brings, so far, that has taken in one more row, `times` times.
  func gathered(
    _ group: AnnotationHandle, _ row: AnnotationHandle, times: UInt64
  ) -> AnnotationHandle
  /// What a group brings that has taken in all its rows; ``AnnotationHandle/zero`` where there were none.
  func group(_ gathered: AnnotationHandle) -> AnnotationHandle
  /// What a row brings that rests on something not being there.
  var absence: AnnotationHandle { get }
  /// The bytes taken and the elements looked at since this was last asked, for the query's limits.
  func spent() -> (bytes: Int, elements: Int)
}

extension ExecutionContext {
  /// Pays for what the annotation has used of memory and time.
  func settle(_ annotation: any Annotation) throws(Diagnostic) {
    let spent = annotation.spent()
    if spent.bytes > 0 { try reserve(spent.bytes) }
    try tick(spent.elements + 1)
  }
}

// MARK: Kernels over batches

extension Batch {
  /// What stands beside a row.
  package func annotation(_ row: Int) -> AnnotationHandle { annotations?[row] ?? .one }

  /// Multiplies in what the nodes and relationships of the given slots bring.
  mutating func annotate(
    _ slots: [Int], _ annotation: any Annotation, _ context: ExecutionContext
  ) throws(Diagnostic) {
    var handles = annotations ?? [AnnotationHandle](repeating: .one, count: count)
    var isAnnotated = annotations != nil
    for slot in slots {
      guard let column = columns[slot] else { continue }
      rows.forEach { row in
        let initial = column.initial(row, annotation, context.view)
        if initial == .one { return }
        handles[row] = annotation.product(handles[row], initial)
        isAnnotated = true
      }
    }
    if isAnnotated { annotations = handles }
    try context.settle(annotation)
  }

  /// Notes of every row that it rests on something not being there.
  mutating func noteAbsence(
    _ annotation: any Annotation, _ context: ExecutionContext
  ) throws(Diagnostic) {
    let absence = annotation.absence
    var handles = annotations ?? [AnnotationHandle](repeating: .one, count: count)
    rows.forEach { handles[$0] = annotation.product(handles[$0], absence) }
    annotations = handles
    try context.settle(annotation)
  }

  /// Multiplies in what stands beside the given rows of another batch, one for each row of this.
  mutating func multiply(
    by other: Batch, _ rows: [Int32], _ context: ExecutionContext
  ) throws(Diagnostic) {
    guard let others = other.annotations else { return }
    try multiply(by: gather(others, rows), at: Array(0..<Int32(rows.count)), context)
  }

  /// Multiplies `factors` into what stands beside the given rows.
  mutating func multiply(
    by factors: [AnnotationHandle], at rows: [Int32], _ context: ExecutionContext
  ) throws(Diagnostic) {
    guard let annotation = context.annotation else { return }
    var handles = annotations ?? [AnnotationHandle](repeating: .one, count: count)
    for (factor, row) in zip(factors, rows) {
      handles[Int(row)] = annotation.product(handles[Int(row)], factor)
    }
    annotations = handles
    try context.settle(annotation)
  }
}

/// What stands beside the rows that rows are made one of.
struct GroupAnnotations {
  /// What a row is that stands for several.
  enum Kind {
    /// It is there by any one of them, as a distinct row is.
    case either
    /// It is made of all of them, as a group with its aggregates is.
    case group
  }

  private let kind: Kind
  private var sums: [AnnotationHandle] = []

  init(_ kind: Kind) { self.kind = kind }

  /// Adds what stands beside the rows that count to their groups, of which there are now `count`.
  mutating func add(
    _ batch: Batch, groups: [Int32], count: Int, _ annotation: any Annotation,
    _ context: ExecutionContext
  ) throws(Diagnostic) {
    grow(to: count)
    switch kind {
    case .either:
      batch.rows.forEach { row in
        let group = Int(groups[row])
        sums[group] = annotation.sum(sums[group], batch.annotation(row))
      }
    case .group:
      batch.rows.forEach { row in
        let group = Int(groups[row])
        sums[group] = annotation.gathered(
          sums[group], batch.annotation(row), times: batch.times(row))
      }
    }
    try context.settle(annotation)
  }

  /// Makes room for groups that no row may have come to.
  mutating func grow(to count: Int) {
    if count > sums.count {
      sums += [AnnotationHandle](repeating: .zero, count: count - sums.count)
    }
  }

  /// What stands beside the rows in `range`. A group that no row has come to is there whatever happens:
  /// it is the one row that an aggregation without keys always gives.
  func handles(_ range: Range<Int>, _ annotation: any Annotation) -> [AnnotationHandle] {
    switch kind {
    case .either: sums[range].map { $0 == .zero ? .one : $0 }
    case .group: sums[range].map { annotation.group($0) }
    }
  }
}

extension Column {
  /// What the nodes and relationships in a row bring.
  fileprivate func initial(
    _ row: Int, _ annotation: any Annotation, _ view: GraphView
  ) -> AnnotationHandle {
    switch self {
    case .nodes(let nodes):
      return nodes[row] == noNode ? .one : annotation.initial(of: nodes[row], view)
    case .relationships(let handles):
      return handles[row] == noRelationship ? .one : annotation.initial(of: handles[row], view)
    case .relationshipLists(let lists):
      if lists.nulls?[row] == true { return .one }
      return lists.slice(row).reduce(.one) {
        annotation.product($0, annotation.initial(of: $1, view))
      }
    case .constant(let value): return value.initial(annotation, view)
    case .values(let values): return values[row].initial(annotation, view)
    case .integers, .floats, .booleans, .codes: return .one
    }
  }
}

extension Value {
  /// What the nodes and relationships in a value bring.
  fileprivate func initial(_ annotation: any Annotation, _ view: GraphView) -> AnnotationHandle {
    switch self {
    case .node(let node):
      return view.position(ofNode: node.id).map { annotation.initial(of: $0, view) } ?? .one
    case .relationship(let relationship):
      let handle = relationship.handle ?? view.handle(ofRelationship: relationship.id)
      return handle.map { annotation.initial(of: $0, view) } ?? .one
    case .list(let list):
      return list.reduce(.one) { annotation.product($0, $1.initial(annotation, view)) }
    case .path(let path):
      return (path.nodes.map(Value.node) + path.relationships.map(Value.relationship))
        .reduce(.one) { annotation.product($0, $1.initial(annotation, view)) }
    default: return .one
    }
  }
}
