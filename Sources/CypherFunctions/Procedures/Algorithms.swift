import GraphAlgorithms
import GraphModel

extension Procedure {
  /// The procedure that runs an algorithm over a subgraph, which its arguments name.
  init(_ algorithm: GraphAlgorithm) {
    self.init(
      algorithm.name,
      [
        .init("configuration", .any, optional: true), .init("more", .map, optional: true),
      ],
      columns: algorithm.columns.map { .init($0.name, ValueType($0.type)) },
      summary: algorithm.summary, volatility: .perStatement,
      streaming: { (rows, context) throws(Diagnostic) in
        var calls: [AlgorithmCall] = []
        for arguments in rows { calls.append(try AlgorithmCall(of: algorithm, arguments)) }
        return AlgorithmAnswer(calls, context)
      })
  }

  /// All algorithms as procedures.
  static let algorithms = GraphAlgorithm.all.map(Procedure.init)
}

extension ValueType {
  /// The type of an algorithm's column.
  fileprivate init(_ type: GraphAlgorithm.ColumnType) {
    switch type {
    case .integer: self = .integer
    case .float: self = .float
    case .list: self = .list
    case .path: self = .path
    }
  }
}

/// The rows of one call after another, each of which runs when it is come to.
private final class AlgorithmAnswer: ProcedureRows {
  private let calls: [AlgorithmCall]
  private let context: any ProcedureContext
  private var next = 0
  private var current: (owner: Int, rows: AlgorithmRows, shown: Int)?

  init(_ calls: [AlgorithmCall], _ context: any ProcedureContext) {
    self.calls = calls
    self.context = context
  }

  func next(atMost limit: Int) throws(Diagnostic) -> [(owner: Int, values: [Value])] {
    while true {
      if let (owner, rows, shown) = current {
        let end = min(rows.count, shown + limit)
        if shown < end {
          current = (owner, rows, end)
          return (shown..<end).map { (owner, rows.row($0)) }
        }
        current = nil
      }
      guard next < calls.count else { return [] }
      let context = context
      let work = AlgorithmWork { (amount) throws(Diagnostic) in
        try context.poll(amount)
      } need: { (bytes) throws(Diagnostic) in
        try context.need(bytes: bytes)
      }
      let graph = try context.subgraph(calls[next].projection, work)
      current = (next, try calls[next].rows(over: graph, work), 0)
      next += 1
    }
  }
}

extension ProcedureContext {
  /// Where there is no graph, there is nothing to be seen of it.
  public func subgraph(
    _ projection: GraphProjection, _ work: AlgorithmWork
  ) throws(Diagnostic) -> CompactGraph {
    CompactGraphBuilder(identifiers: [], orientation: projection.orientation, weighted: false)
      .graph(merging: .none)
  }
}
