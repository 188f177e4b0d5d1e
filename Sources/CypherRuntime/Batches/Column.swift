import GraphIndex
import GraphModel

/// The values of one slot for the rows of a batch, in the narrowest shape that holds them.
package enum Column {
  /// The same value for every row.
  case constant(Value)
  /// Nodes; `noNode` is null.
  case nodes([NodePosition])
  /// Relationships; `noRelationship` is null.
  case relationships([RelationshipHandle])
  /// Integers, with the rows that are null, if any are.
  case integers([Int], nulls: [Bool]?)
  /// Floats, with the rows that are null, if any are.
  case floats([Double], nulls: [Bool]?)
  /// 0 for false, 1 for true, 2 for null.
  case booleans([UInt8])
  /// Texts by their code in a dictionary; `nullCode` is null.
  case codes([UInt32], TextDictionary)
  /// Lists of relationships, as a variable-length pattern binds them.
  case relationshipLists(RelationshipLists)
  /// Anything.
  case values([Value])
}

/// What a column of codes holds where there is no text.
package let nullCode: UInt32 = .max

/// One list of relationships a row, end to end.
package struct RelationshipLists {
  /// Where each row's list begins, and one more for the end.
  package var offsets: [Int32] = [0]
  package var handles: [RelationshipHandle] = []
  /// Rows without a list, if there are any.
  package var nulls: [Bool]?

  package init() {}

  /// The list of a row.
  package func slice(_ row: Int) -> ArraySlice<RelationshipHandle> {
    handles[Int(offsets[row])..<Int(offsets[row + 1])]
  }

  package mutating func append(_ list: some Sequence<RelationshipHandle>) {
    handles.append(contentsOf: list)
    offsets.append(Int32(handles.count))
    nulls?.append(false)
  }

  package mutating func appendNull() {
    if nulls == nil { nulls = [Bool](repeating: false, count: offsets.count - 1) }
    offsets.append(Int32(handles.count))
    nulls?.append(true)
  }
}

extension Column {
  /// The value of a row.
  package func value(_ row: Int, _ view: GraphView) -> Value {
    switch self {
    case .constant(let value): return value
    case .nodes(let nodes):
      return nodes[row] == noNode ? .null : .node(view.node(nodes[row]))
    case .relationships(let handles):
      return handles[row] == noRelationship ? .null : .relationship(view.relationship(handles[row]))
    case .integers(let values, let nulls):
      return nulls?[row] == true ? .null : .integer(values[row])
    case .floats(let values, let nulls): return nulls?[row] == true ? .null : .float(values[row])
    case .booleans(let values): return values[row] == 2 ? .null : .boolean(values[row] == 1)
    case .codes(let codes, let dictionary):
      return codes[row] == nullCode ? .null : .text(dictionary[Int(codes[row])])
    case .relationshipLists(let lists):
      if lists.nulls?[row] == true { return .null }
      return .list(lists.slice(row).map { .relationship(view.relationship($0)) })
    case .values(let values): return values[row]
    }
  }

  /// Whether it holds values that were made for it, not numbers of what is elsewhere.
  var holdsValues: Bool {
    switch self {
    case .constant, .values: true
    default: false
    }
  }

  /// Whether it is known that every row has the same value.
  package var isConstant: Bool { if case .constant = self { true } else { false } }

  /// Whether a row is null.
  package func isNull(_ row: Int) -> Bool {
    switch self {
    case .constant(let value): value.isNull
    case .nodes(let nodes): nodes[row] == noNode
    case .relationships(let handles): handles[row] == noRelationship
    case .integers(_, let nulls): nulls?[row] ?? false
    case .floats(_, let nulls): nulls?[row] ?? false
    case .booleans(let values): values[row] == 2
    case .codes(let codes, _): codes[row] == nullCode
    case .relationshipLists(let lists): lists.nulls?[row] ?? false
    case .values(let values): values[row].isNull
    }
  }

  /// The column of the given rows, in their order; a row may occur many times.
  package func gathered(_ rows: [Int32]) -> Column {
    switch self {
    case .constant: return self
    case .nodes(let nodes): return .nodes(gather(nodes, rows))
    case .relationships(let handles): return .relationships(gather(handles, rows))
    case .integers(let values, let nulls):
      return .integers(gather(values, rows), nulls: nulls.map { gather($0, rows) })
    case .floats(let values, let nulls):
      return .floats(gather(values, rows), nulls: nulls.map { gather($0, rows) })
    case .booleans(let values): return .booleans(gather(values, rows))
    case .codes(let codes, let dictionary): return .codes(gather(codes, rows), dictionary)
    case .relationshipLists(let lists):
      var result = RelationshipLists()
      result.offsets.reserveCapacity(rows.count + 1)
      for row in rows {
        if lists.nulls?[Int(row)] == true {
          result.appendNull()
        } else {
          result.append(lists.slice(Int(row)))
        }
      }
      return .relationshipLists(result)
    case .values(let values): return .values(rows.map { values[Int($0)] })
    }
  }

  /// About how many bytes a row takes, for the memory budget.
  package var bytesPerRow: Int {
    switch self {
    case .constant: 0
    case .nodes, .codes: 4
    case .relationships, .integers, .floats: 8
    case .booleans: 1
    case .relationshipLists(let lists): 4 + 8 * lists.handles.count / max(1, lists.offsets.count)
    case .values: 48
    }
  }
}

/// Picks elements by index, without a bounds check a row in release builds.
func gather<Element: BitwiseCopyable>(_ source: [Element], _ rows: [Int32]) -> [Element] {
  [Element](unsafeUninitializedCapacity: rows.count) { target, count in
    source.withUnsafeBufferPointer { source in
      rows.withUnsafeBufferPointer { rows in
        var i = 0
        while i < rows.count {
          assert(Int(rows[i]) < source.count)
          target[i] = source[Int(rows[i])]
          i &+= 1
        }
      }
    }
    count = rows.count
  }
}
