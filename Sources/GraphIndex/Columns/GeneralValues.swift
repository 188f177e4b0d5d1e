import GraphModel
import Platform

/// The values of a column that has no narrower shape: lists, temporal values, several types.
///
/// In the file each is JSON text as in the rows; all are read at the first question.
public final class GeneralValues: Sendable {
  private let state: Monitor<State>
  /// The number of positions, with and without a value.
  public let count: Int

  private enum State: Sendable {
    case values([Value])
    case stored(TextDictionary, SegmentReader)
  }

  init(_ values: [Value]) {
    count = values.count
    state = Monitor(.values(values))
  }

  /// Values that are read from their JSON texts, in the order of positions.
  init(stored texts: TextDictionary, reader: SegmentReader) {
    count = texts.count
    state = Monitor(.stored(texts, reader))
  }

  /// The value at `index`, null where there is none.
  public subscript(index: Int) -> Value { all[index] }

  /// The values.
  public var all: [Value] {
    state.withLock { state in
      switch state {
      case .values(let values): return values
      case .stored(let texts, let reader):
        let parser = JSONReader.stored
        var values = [Value](repeating: .null, count: texts.count)
        for index in values.indices {
          do {
            values[index] = try texts.withUTF8(of: index) {
              $0.isEmpty ? .null : try parser.value(of: $0)
            }
          } catch {
            reader.note(SegmentDamage("a stored value is not JSON: \(error)"))
          }
        }
        state = .values(values)
        return values
      }
    }
  }

  /// The JSON texts of the values, empty where there is none.
  func texts() throws -> TextDictionary {
    if let stored = state.withLock({ if case .stored(let texts, _) = $0 { texts } else { nil } }) {
      return stored
    }
    var pool = TextPool()
    for value in all {
      var writer = JSONWriter()
      if !value.isNull { try writer.write(value) }
      writer.bytes.withUnsafeBufferPointer { pool.append($0) }
    }
    return pool.dictionary()
  }
}
