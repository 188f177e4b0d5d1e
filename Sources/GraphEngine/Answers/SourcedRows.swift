import CypherRuntime
import GraphIndex
import GraphModel

/// The answer to a query that reads, each row with the sources that it rests on.
package final class SourcedRows {
  /// The groups of sources with each of which alone a row would be in the answer.
  package enum Sources: Hashable {
    /// Identifiers of sources; no group has another in it. One empty group: the row needs no source.
    case groups([[Int]])
    /// More groups than are kept, over these sources.
    case tooMany([Int])
  }

  /// The names of the columns, in order.
  package let columns: [String]
  private var stream: StreamedRows
  private let positions: [String: Int]
  /// Keeps the file as it is while rows are read.
  private let lease: FileLease?

  private var reader: EvidenceReader?

  private let limit: Int

  init(columns: [String], _ stream: StreamedRows, limit: Int, keeping lease: FileLease?) {
    self.lease = lease
    self.columns = columns
    self.stream = stream
    self.limit = limit
    positions = Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// The next row and what it rests on, or nil after the last.
  ///
  /// - Throws: `Diagnostic` where the query fails, a limit is reached, or it was cancelled.
  package func next() throws -> (row: Row, sources: Sources)? {
    guard let values = try stream.next() else { return nil }
    let row = Row(values: values, positions: positions, columns: columns)
    let view = stream.context.view
    func identifiers(_ nodes: [NodePosition]) -> [Int] { nodes.map { view.node($0).id } }
    guard let circuit = stream.context.annotation as? ProvenanceCircuit else {
      preconditionFailure("rows with sources come from a plan that carries sources")
    }
    let reader = reader ?? EvidenceReader(circuit, view, limit: limit)
    self.reader = reader
    switch reader.evidence(of: stream.annotation).witnesses {
    case .groups(let groups): return (row, .groups(groups.map(identifiers)))
    case .tooMany(let sources): return (row, .tooMany(identifiers(sources)))
    }
  }
}
