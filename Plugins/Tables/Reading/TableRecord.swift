import PluginKit

/// What is to be told a sink.
enum TableRecord {
  case node(ImportedNode)
  case relationships(RelationshipRun)
  case rejected(RecordKind, ImportError, text: String)
  case warning(String, SourcePlace)
  /// So many rows say more of a node that an earlier one has made.
  case folded(Int)
  /// A kind of relationship of which the table states all that its nodes have.
  case stated(StatedRelationships)
}

/// What a table says, some hundred records at a time.
///
/// Reading rows knows nothing of the sink, so that it is compiled for the kind of rows, and not once for
/// all of them and all sinks.
protocol TableRecords: AnyObject {
  /// The next records, in the order of the source; none at the end.
  ///
  /// - Throws: `ImportError` and `FileError`, after what stands before has been returned.
  func next() throws -> [TableRecord]
}

extension GraphSink {
  /// Takes all that a table says.
  ///
  /// - Throws: What the table and the sink throw.
  mutating func take(all records: some TableRecords) throws {
    while true {
      let some = try records.next()
      if some.isEmpty { return }
      for record in some {
        switch record {
        case .node(let node): try add(node)
        case .relationships(let run): try add(run)
        case .rejected(let kind, let error, let text): try reject(kind, error, text: text)
        case .folded(let count): fold(count)
        case .stated(let relationships): try state(all: relationships)
        case .warning(let message, let place): warn(message, at: place)
        }
      }
    }
  }
}
