import GraphModel

/// The answer to a query: columns, and rows that are computed as they are read.
///
///     let rows = try graph.run("MATCH (f:Factor) RETURN f.id AS id, f.number AS n ORDER BY n")
///     while let row = try rows.next() {
///       print(try row["id", as: String.self], try row["n", as: Int.self])
///     }
///
/// A query that changes the graph has done so before the first row is read, however few of its rows
/// are read.
public final class Rows {
  /// The names of the columns, in order.
  public let columns: [String]
  /// Diagnostics that did not stop the query: unknown labels, types and keys.
  public let warnings: [Diagnostic]
  private var producer: any RowProducer
  private let positions: [String: Int]
  private var hasEnded = false
  /// Throws where the time of the query is over or it was cancelled, also once its last row was made.
  package let limits: () throws -> Void

  init(
    columns: [String], warnings: [Diagnostic], producer: any RowProducer,
    limits: @escaping () throws -> Void = {}
  ) {
    self.limits = limits
    self.columns = columns
    self.warnings = warnings
    self.producer = producer
    positions = Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// The next row, or nil after the last.
  ///
  /// - Throws: `Diagnostic` where the query fails, a limit is reached, or it was cancelled.
  public func next() throws -> Row? {
    guard let values = try producer.next() else {
      end()
      return nil
    }
    return Row(values: values, positions: positions, columns: columns)
  }

  /// The next rows as columns, or nil after the last; for programs that take many.
  ///
  /// Some rows may be taken by ``next()`` and others by this; none comes twice.
  ///
  /// - Complexity: columns of numbers, and of texts that the index has, are lent without a copy of their
  ///   values where each row of the engine is one of the answer.
  /// - Throws: `Diagnostic` where the query fails, a limit is reached, or it was cancelled.
  public func nextBatch() throws -> RowBatch? {
    guard let contents = try producer.nextBatch() else {
      end()
      return nil
    }
    return RowBatch(columns: columns, contents)
  }

  /// The snapshot that the rows came from is of no more use, and kept alive it would make the next
  /// change copy all changes.
  private func end() {
    if hasEnded { return }
    hasEnded = true
    producer = GatheredRows(summary: producer.summary)
  }

  /// All rows that are left.
  public func all() throws -> [Row] {
    var rows: [Row] = []
    while let row = try next() { rows.append(row) }
    return rows
  }

  /// What the query changed, and how it was run; complete once the last row was read.
  public var summary: Summary { producer.summary }
}

/// Where rows come from.
protocol RowProducer {
  mutating func next() throws -> [Value]?
  /// The next rows as columns, at least one.
  mutating func nextBatch() throws -> RowBatch.Contents?
  var summary: Summary { get }
}

/// What a query did.
public struct Summary: Sendable {
  /// What it changed.
  public var counters = UpdateCounters()
  /// The plan with what was measured, for EXPLAIN and PROFILE.
  public var plan: String?
  /// The same step by step, for programs.
  public var planSteps: [PlanStepReport] = []

  /// A summary of nothing.
  public init() {}
}

/// How much a statement changed.
public struct UpdateCounters: Sendable, Hashable {
  /// Nodes made.
  public var nodesCreated = 0
  /// Nodes deleted.
  public var nodesDeleted = 0
  /// Relationships made.
  public var relationshipsCreated = 0
  /// Relationships deleted.
  public var relationshipsDeleted = 0
  /// Properties set or removed.
  public var propertiesSet = 0
  /// Labels given to nodes.
  public var labelsAdded = 0
  /// Labels taken from nodes.
  public var labelsRemoved = 0
  /// Indexes made.
  public var indexesAdded = 0
  /// Indexes dropped.
  public var indexesRemoved = 0
  /// Constraints made.
  public var constraintsAdded = 0
  /// Constraints dropped.
  public var constraintsRemoved = 0

  /// No change.
  public init() {}

  /// Whether anything changed.
  public var isEmpty: Bool { self == UpdateCounters() }
}
