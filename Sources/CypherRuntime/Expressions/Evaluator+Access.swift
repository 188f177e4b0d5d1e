import CypherFunctions
import CypherPlan
import GraphIndex
import GraphModel

extension Evaluator {
  // MARK: Properties

  func property(
    _ part: BoundExpression, _ key: Text, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    let base = try evaluate(part, batch, rows)
    let isMade = context.keptByLatest > 0
    switch base {
    case .nodes(let nodes): return try nodeProperty(nodes, key, batch, rows)
    case .relationships(let handles):
      return try relationshipProperty(handles, key, batch, rows)
    case .constant(let value): return .constant(try property(of: value, key))
    default:
      return try elements(ofMade: isMade, batch, rows) {
        try property(of: base.value($0, view), key)
      }
    }
  }

  /// The value of `key` in any value that has keys.
  func property(of value: Value, _ key: Text) throws(Diagnostic) -> Value {
    switch value {
    case .null: return .null
    case .map(let map): return map[key] ?? .null
    case .node(let node):
      guard let position = view.position(ofNode: node.id), view.isLive(position) else {
        throw .deletedEntity
      }
      guard let number = view.keys.number(of: key) else { return .null }
      return view.nodeProperty(position, key: number)
    case .relationship(let relationship):
      guard let handle = view.handle(of: relationship), view.isLive(handle) else {
        throw .deletedEntity
      }
      guard let number = view.keys.number(of: key) else { return .null }
      return view.relationshipProperty(handle, key: number)
    default:
      if let component = try Value.component(key, of: value) { return component }
      throw .noProperties(value, key: key)
    }
  }

  private func nodeProperty(
    _ nodes: [NodePosition], _ key: Text, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    if !view.hasNoDeletedNodes {
      try rows.forEach { row in
        if nodes[row] != noNode, !view.isLive(nodes[row]) { throw Diagnostic.deletedEntity }
      }
    }
    guard let number = view.keys.number(of: key) else { return .constant(.null) }
    if let column = view.nodeColumn(number) {
      return column.gathered(nodes, rows)
    }
    return try values(batch, rows) { row in
      nodes[row] == noNode ? .null : view.nodeProperty(nodes[row], key: number)
    }
  }

  private func relationshipProperty(
    _ handles: [RelationshipHandle], _ key: Text, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    if view.hasDeletedRelationships {
      try rows.forEach { row in
        if handles[row] != noRelationship, !view.isLive(handles[row]) {
          throw Diagnostic.deletedEntity
        }
      }
    }
    guard let number = view.keys.number(of: key) else { return .constant(.null) }
    if let type = commonType(handles, rows),
      let column = view.relationshipColumn(type: type, key: number)
    {
      // The lower half of the handle; that of no relationship is no position either.
      let positions = handles.map { relationshipPosition($0) }
      return column.gathered(positions, rows)
    }
    return try values(batch, rows) { row in
      handles[row] == noRelationship ? .null : view.relationshipProperty(handles[row], key: number)
    }
  }

  /// The type that all relationships of the rows share.
  private func commonType(_ handles: [RelationshipHandle], _ rows: Selection) -> Int? {
    var type = UInt64.max
    var isCommon = true
    handles.withUnsafeBufferPointer { handles in
      rows.forEach { row in
        let handle = handles[row]
        if handle == noRelationship { return }
        if type == .max { type = handle >> 32 }
        isCommon = isCommon && type == handle >> 32
      }
    }
    return isCommon && type != .max ? Int(type) : nil
  }

  func hasLabels(
    _ part: BoundExpression, _ labels: LabelPredicate, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    let base = try evaluate(part, batch, rows)
    if case .nodes(let nodes) = base {
      let mask = view.labelMask(labels)
      return ternaries(batch, rows) { row in
        nodes[row] == noNode ? nil : mask[view.labelSet(of: nodes[row])]
      }
    }
    return try ternaries(batch, rows) { row in
      switch base.value(row, view) {
      case .null: return nil
      case .node(let node):
        guard let position = view.position(ofNode: node.id) else { throw Diagnostic.deletedEntity }
        return view.labelMask(labels)[view.labelSet(of: position)]
      case .relationship(let relationship):
        guard let handle = view.handle(of: relationship) else { throw Diagnostic.deletedEntity }
        let type = view.types[relationshipType(handle)]
        return labels.holds(isEmpty: false) { $0 == type }
      case let other: throw Diagnostic.notANode(other)
      }
    }
  }

  // MARK: Lists and maps

  func index(
    _ part: BoundExpression, _ index: BoundExpression, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    let base = try evaluate(part, batch, rows)
    let isMade = context.keptByLatest > 0
    let key = try evaluate(index, batch, rows)
    return try elements(ofMade: isMade, batch, rows) { row in
      let container = base.value(row, view)
      let key = key.value(row, view)
      switch container {
      case .node, .relationship:
        if case .text(let name) = key { return try property(of: container, name) }
        if key.isNull { return .null }
        return try Value.index(container, key)
      default: return try Value.index(container, key)
      }
    }
  }

  func slice(
    _ part: BoundExpression, _ from: BoundExpression?, _ to: BoundExpression?, _ batch: Batch,
    _ rows: Selection
  ) throws -> Column {
    let base = try evaluate(part, batch, rows)
    let low = try from.map { try evaluate($0, batch, rows) }
    let high = try to.map { try evaluate($0, batch, rows) }
    return try values(batch, rows) { row in
      let list = base.value(row, view)
      try context.makeRoom(for: list)
      return try Value.slice(list, from: low?.value(row, view), to: high?.value(row, view))
    }
  }

  func list(_ parts: [BoundExpression], _ batch: Batch, _ rows: Selection) throws -> Column {
    let columns = try parts.map { try evaluate($0, batch, rows) }
    if columns.allSatisfy(\.isConstant) {
      context.beginValues()
      let list = Value.list(columns.map { $0.value(0, view) })
      try context.pay(for: list)
      return .constant(list)
    }
    return try values(batch, rows) { row in .list(columns.map { $0.value(row, view) }) }
  }

  func map(
    _ base: BoundExpression?, _ entries: [(key: Text, value: BoundExpression)], _ batch: Batch,
    _ rows: Selection
  ) throws -> Column {
    let start = try base.map { try evaluate($0, batch, rows) }
    let columns = try entries.map { ($0.key, try evaluate($0.value, batch, rows)) }
    return try values(batch, rows) { row in
      var map = try start.map { try properties(of: $0.value(row, view)) } ?? MapValue()
      for (key, column) in columns { map[key] = column.value(row, view) }
      return .map(map)
    }
  }

  /// All properties of an entity, or the map itself.
  func properties(of value: Value) throws(Diagnostic) -> MapValue {
    switch value {
    case .map(let map): return map
    case .null: return MapValue()
    case .node(let node): return try context.functions.contents(of: node).properties
    case .relationship(let relationship):
      return try context.functions.contents(of: relationship).properties
    default: throw .notAMap(value)
    }
  }

  // MARK: Functions

  func call(
    _ function: ScalarFunction, _ arguments: [BoundExpression], _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    let columns = try arguments.map { try evaluate($0, batch, rows) }
    if function.volatility != .volatile,
      columns.allSatisfy(\.isConstant)
    {
      context.beginValues()
      let values = columns.map { $0.value(0, view) }
      for value in values { try context.makeRoom(for: value) }
      let result = try function(values, in: context.functions)
      try context.pay(for: result)
      return .constant(result)
    }
    if case .unary(let body) = function.body, let only = columns.first {
      return try values(batch, rows) { row in
        let value = only.value(row, view)
        if value.isNull, function.nullInNullOut { return .null }
        try context.makeRoom(for: value)
        return try body(value)
      }
    }
    if case .batch(let body) = function.body {
      return try answers(function, body, columns, batch, rows)
    }
    return try values(batch, rows) { row in
      let values = columns.map { $0.value(row, view) }
      for value in values { try context.makeRoom(for: value) }
      return try function(values, in: context.functions)
    }
  }

  /// How many rows a function that answers for many is asked for at once.
  private static var askedAtOnce: Int { 1_024 }

  /// The answers of a function for all rows, asked for some at a time.
  private func answers(
    _ function: ScalarFunction,
    _ body: ([[Value]], any FunctionContext) throws(Diagnostic) -> [Value],
    _ columns: [Column], _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    context.beginValues()
    var result = [Value](repeating: .null, count: batch.count)
    var asked: [[Value]] = []
    var owners: [Int] = []
    func ask() throws {
      if asked.isEmpty { return }
      let answers = try body(asked, context.functions)
      for (owner, answer) in zip(owners, answers) {
        try context.pay(for: answer)
        result[owner] = answer
      }
      try context.tick(asked.count)
      (asked, owners) = ([], [])
    }
    try rows.forEach { row in
      let values = columns.map { $0.value(row, view) }
      if function.nullInNullOut, values.contains(where: \.isNull) { return }
      for value in values { try context.makeRoom(for: value) }
      asked.append(values)
      owners.append(row)
      if asked.count == Self.askedAtOnce { try ask() }
    }
    try ask()
    return .values(result)
  }

  // MARK: Paths

  func paths(
    _ parts: BoundExpression.PathParts, _ batch: Batch, _ rows: Selection
  ) throws -> Column {
    let nodes = parts.nodes.map { batch.columns[$0] ?? .constant(.null) }
    let relationships = parts.relationships.map { batch.columns[$0.slot] ?? .constant(.null) }
    return try values(batch, rows) { row in
      guard case .node(let start) = nodes[0].value(row, view) else { return .null }
      var path = Path(nodes: [start], relationships: [])
      for (index, part) in parts.relationships.enumerated() {
        let value = relationships[index].value(row, view)
        if value.isNull { return .null }
        guard case .node(let end) = nodes[index + 1].value(row, view) else { return .null }
        if part.isList, case .list(let list) = value {
          append(list, to: &path)
        } else if case .relationship(let relationship) = value {
          path.relationships.append(relationship)
          path.nodes.append(end)
        }
      }
      // A path costs what its elements cost.
      try context.tick(4 * path.relationships.count)
      return .path(path)
    }
  }

  private func append(_ list: [Value], to path: inout Path) {
    for case .relationship(let relationship) in list {
      guard let handle = view.handle(of: relationship), let last = path.nodes.last else { continue }
      let ends = view.ends(of: handle)
      let next = view.nodeID(ends.start) == last.id ? ends.end : ends.start
      path.relationships.append(relationship)
      path.nodes.append(view.node(next))
    }
  }
}

extension GraphView {
  /// For each label set, whether the predicate holds of it.
  func labelMask(_ predicate: LabelPredicate) -> [Bool] {
    labelMask { set in
      predicate.holds(isEmpty: set.isEmpty) { name in
        labels.number(of: name).map(set.contains) ?? false
      }
    }
  }

  /// The handle of a relationship value, from the value itself where it came from this engine.
  func handle(of relationship: Relationship) -> RelationshipHandle? {
    relationship.handle ?? self.handle(ofRelationship: relationship.id)
  }
}

extension PropertyColumn {
  /// The values at the positions of the rows, in the column's own shape.
  func gathered(_ positions: [UInt32], _ rows: Selection) -> Column {
    switch storage {
    case .integers(let buffer):
      let (values, nulls) = picked(buffer, positions, rows, empty: 0)
      return .integers(values, nulls: nulls)
    case .floats(let buffer):
      let (values, nulls) = picked(buffer, positions, rows, empty: 0)
      return .floats(values, nulls: nulls)
    case .booleans(let buffer):
      var result = [UInt8](repeating: 2, count: positions.count)
      let first = Int(first)
      rows.forEach { row in
        if isValid(positions[row]) {
          result[row] = buffer[Int(positions[row]) - first] ? 1 : 0
        }
      }
      return .booleans(result)
    case .codes(let buffer, let dictionary):
      return .codes(picked(buffer, positions, rows, empty: nullCode).values, dictionary)
    case .values:
      var result = [Value](repeating: .null, count: positions.count)
      rows.forEach { row in result[row] = self[positions[row]] }
      return .values(result)
    }
  }

  /// The elements at the positions of the rows, and which rows have none, if any.
  @inline(__always)
  private func picked<Element: BitwiseCopyable>(
    _ buffer: FixedBuffer<Element>, _ positions: [UInt32], _ rows: Selection, empty: Element
  ) -> (values: [Element], nulls: [Bool]?) {
    let (first, count) = (Int(first), count)
    // Of what is still in the file, a few rows read only the parts that hold them.
    var few: [Int]?
    if rows.selectedCount <= 64 {
      var indexes: [Int] = []
      rows.forEach { row in
        let index = Int(positions[row]) &- first
        if index >= 0, index < count { indexes.append(index) }
      }
      few = indexes
    }
    let valid = validity.map { validity in few.map(validity.pointer(touching:)) ?? validity.pointer
    }
    let source = few.map(buffer.pointer(touching:)) ?? buffer.pointer
    if rows.indices == nil, valid == nil, let start = positions.first, positions.isRun,
      Int(start) >= first, Int(start) &- first &+ positions.count <= count
    {
      return (
        Array(UnsafeBufferPointer(start: source + (Int(start) - first), count: positions.count)),
        nil
      )
    }
    var missing = false
    let values = [Element](unsafeUninitializedCapacity: positions.count) { target, filled in
      positions.withUnsafeBufferPointer { positions in
        if rows.indices != nil { target.initialize(repeating: empty) }
        rows.forEach { row in
          let index = Int(positions[row]) &- first
          if index >= 0, index < count, valid.map({ $0[index] }) ?? true {
            target[row] = source[index]
          } else {
            target[row] = empty
            missing = true
          }
        }
      }
      filled = positions.count
    }
    guard missing else { return (values, nil) }
    var nulls = [Bool](repeating: false, count: positions.count)
    rows.forEach { nulls[$0] = !isValid(positions[$0]) }
    return (values, nulls)
  }
}

extension [UInt32] {
  /// Whether each is one more than the one before, as the nodes of a scan mostly are.
  fileprivate var isRun: Bool {
    guard let first, let last, last >= first, Int(last - first) == count - 1 else { return false }
    return withUnsafeBufferPointer { positions in
      var differences: UInt32 = 0
      for index in 0..<positions.count {
        differences |= positions[index] &- first &- UInt32(truncatingIfNeeded: index)
      }
      return differences == 0
    }
  }
}
