import GraphIndex
import GraphModel

extension Batch {
  /// The rows of several batches that all count, side by side.
  static func concatenated(_ batches: [Batch], _ view: GraphView) -> Batch {
    if batches.count == 1 { return batches[0] }
    var result = Batch(count: batches.reduce(0) { $0 + $1.count })
    for slot in Set(batches.flatMap(\.columns.slots)) {
      result.columns[slot] = Column.concatenated(
        batches.map { ($0.columns[slot] ?? .constant(.null), $0.count) }, view)
    }
    if batches.contains(where: { $0.multiplicity != nil }) {
      result.multiplicity = batches.flatMap { batch in
        batch.multiplicity ?? [UInt64](repeating: 1, count: batch.count)
      }
    }
    if batches.contains(where: { $0.ordinals != nil }) {
      result.ordinals = batches.flatMap { batch in
        batch.ordinals ?? [Int32](repeating: 0, count: batch.count)
      }
    }
    return result
  }
}

extension Column {
  /// The rows of several columns, end to end, in the shape of the parts where all have the same.
  static func concatenated(_ parts: [(column: Column, count: Int)], _ view: GraphView) -> Column {
    func all<Part>(_ read: (Column) -> Part?) -> [Part]? {
      let found = parts.compactMap { read($0.column) }
      return found.count == parts.count ? found : nil
    }
    if let nodes = all({ if case .nodes(let nodes) = $0 { nodes } else { nil } }) {
      return .nodes(nodes.flatMap { $0 })
    }
    if let handles = all({ if case .relationships(let handles) = $0 { handles } else { nil } }) {
      return .relationships(handles.flatMap { $0 })
    }
    if let numbers = all({ column -> ([Int], [Bool]?)? in
      if case .integers(let values, let nulls) = column { (values, nulls) } else { nil }
    }) {
      return .integers(numbers.flatMap(\.0), nulls: nulls(of: numbers.map { ($0.0.count, $0.1) }))
    }
    if let numbers = all({ column -> ([Double], [Bool]?)? in
      if case .floats(let values, let nulls) = column { (values, nulls) } else { nil }
    }) {
      return .floats(numbers.flatMap(\.0), nulls: nulls(of: numbers.map { ($0.0.count, $0.1) }))
    }
    if let truths = all({ if case .booleans(let values) = $0 { values } else { nil } }) {
      return .booleans(truths.flatMap { $0 })
    }
    if let texts = all({ column -> ([UInt32], TextDictionary)? in
      if case .codes(let codes, let dictionary) = column { (codes, dictionary) } else { nil }
    }), let dictionary = texts.first?.1, texts.allSatisfy({ $0.1 === dictionary }) {
      return .codes(texts.flatMap(\.0), dictionary)
    }
    var values: [Value] = []
    values.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for (column, count) in parts {
      for row in 0..<count { values.append(column.value(row, view)) }
    }
    return .values(values)
  }

  private static func nulls(of parts: [(count: Int, nulls: [Bool]?)]) -> [Bool]? {
    guard parts.contains(where: { $0.nulls != nil }) else { return nil }
    return parts.flatMap { $0.nulls ?? [Bool](repeating: false, count: $0.count) }
  }
}
