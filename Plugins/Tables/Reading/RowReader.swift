import GraphModel
import PluginKit
import WordCatalog

/// A node of which a row says something that may be new.
struct FoundNode {
  /// The position of its group.
  var group: Int
  /// The number of its id among those of its group.
  var number: Int
  var labels: [Text]
  /// The property that is its key; nil for one that has none.
  var keyName: Text?
  var key: Value
  /// The other properties.
  var properties: MapValue

  /// The properties, the key first.
  var allProperties: MapValue {
    guard let keyName else { return properties }
    if properties.isEmpty { return [keyName: key] }
    var all = MapValue()
    all.entries[keyName] = key
    for (name, value) in properties.entries { all.entries[name] = value }
    return all
  }
}

/// What a mapping makes of one row after the other.
///
/// A row is read as a whole before anything of it is handed on, so that a row that is wrong leaves
/// nothing behind.
struct RowReader<Rows: TableRows> {
  /// The nodes of the row of which it says something that may be new.
  private(set) var found: [FoundNode] = []
  /// The numbers of the nodes that the row names, for each rule.
  private var numbers: [[Int]]
  /// The column that holds the key of each rule's nodes, where they have nothing but a text as their key
  /// and the bytes of the cell tell all; else -1.
  private var plainColumns: [Int] = []
  /// The relationships of the rows so far; ``cut(to:)`` takes back those of a row that is wrong.
  private(set) var run: RelationshipRun
  private let groups: [TableNodes]
  private let mapping: BoundMapping
  let values: CellValues
  let rows: Rows
  /// Whether of the nodes the keys alone are wanted.
  private let ofLinksOnly: Bool
  /// The shapes of relationships by the number of their rule, ticks behind the others, and their type.
  private var shapes: [ShapeKey: Int] = [:]
  /// The shape of each rule whose type is fixed, or 0.
  private var fixedShapes: [Int] = []
  /// Whether there is one relationship of a shape between two nodes, however many rows say it.
  private var isOnce: [Bool] = []
  /// The values of a relationship of the row, for each key of its shape.
  var rowValues: [Value] = []

  private struct ShapeKey: Hashable {
    var rule: Int
    var type: Text
  }

  /// - Parameter groups: The nodes of each group of the mapping.
  init(
    _ mapping: BoundMapping, _ groups: [TableNodes], _ values: CellValues, _ rows: Rows,
    ofLinksOnly: Bool
  ) {
    self.mapping = mapping
    self.groups = groups
    run = RelationshipRun(file: rows.place.file)
    self.values = values
    self.rows = rows
    self.ofLinksOnly = ofLinksOnly
    numbers = mapping.nodes.map { _ in [] }
    plainColumns = mapping.nodes.map { rule in
      guard !Rows.isTyped, let key = rule.key, key.isText, key.separator == nil,
        case .column(let column) = key.origin, ofLinksOnly || mapping.groups[rule.group].isSimple
      else { return -1 }
      return column
    }
    for (index, rule) in mapping.relationships.enumerated() {
      addFixedShape(
        index, rule.pattern, mapping.nodes[rule.left].group, mapping.nodes[rule.right].group,
        isOnce: rule.isOnce)
    }
    for (index, rule) in mapping.ticks.enumerated() {
      addFixedShape(
        mapping.relationships.count + index, rule.pattern, mapping.nodes[rule.left].group,
        rule.group, isOnce: false)
    }
  }

  /// Hands the relationships so far to whoever takes them.
  mutating func takeRun() -> RelationshipRun {
    let taken = run
    run.cut(to: 0)
    return taken
  }

  /// Forgets relationships behind the first `count`.
  mutating func cut(to count: Int) { run.cut(to: count) }

  /// Forgets those behind the first `count` that are to be there once, where `isThere` says that they are.
  mutating func leaveOut(
    behind count: Int, where isThere: (_ shape: Int, _ start: Int, _ end: Int) -> Bool
  ) {
    run.leaveOut(behind: count) { shape, start, end in
      isOnce[shape] && isThere(shape, start, end)
    }
  }

  /// Reads the current row.
  ///
  /// - Parameter number: The number of the row, which names nodes without a key.
  /// - Throws: `ImportError` at the cell that is wrong.
  mutating func read(_ number: Int) throws {
    found.removeAll(keepingCapacity: true)
    for index in plainColumns.indices {
      numbers[index].removeAll(keepingCapacity: true)
      if readPlainKey(index) { continue }
      try readNodes(index, number)
    }
    for index in mapping.ticks.indices { try readTicks(mapping.ticks[index], index) }
    for index in mapping.relationships.indices {
      try readRelationships(mapping.relationships[index], index)
    }
  }

  // MARK: Nodes

  private mutating func readNodes(_ index: Int, _ number: Int) throws {
    let rule = mapping.nodes[index]
    let group = groups[rule.group]
    guard let key = rule.key else {
      let properties = ofLinksOnly ? MapValue() : try self.properties(rule.properties)
      return add(rule, index, group.number(of: Text("row \(number)")), .null, properties)
    }
    if key.separator == nil, case .column(let column) = key.origin {
      guard let value = try value(of: column, key) else {
        return try checkBlank(rule, key, isFirst: index == 0)
      }
      let properties = ofLinksOnly ? MapValue() : try self.properties(rule.properties)
      return add(rule, index, group.number(of: id(value)), value, properties)
    }
    let keys = try items(key)
    guard !keys.isEmpty else { return try checkBlank(rule, key, isFirst: index == 0) }
    var all = [MapValue](repeating: MapValue(), count: keys.count)
    for property in ofLinksOnly ? [] : rule.properties.all {
      if property.separator != nil, key.separator != nil {
        let items = try items(property)
        guard items.isEmpty || items.count == keys.count else {
          throw error(
            "The cell has \(Words.counted(items.count, "value", "values")) for \(keys.count) of '\(key.title)'",
            property,
            hint: "Give each of them one, in the same order")
        }
        for (position, item) in items.enumerated() { all[position][property.key] = item }
      } else if let value = try value(of: property) {
        for position in all.indices { all[position][property.key] = value }
      }
    }
    for (position, value) in keys.enumerated() {
      let number = group.number(of: id(value))
      if numbers[index].contains(number) { continue }
      add(rule, index, number, value, all[position])
    }
  }

  /// Notes a node, and what the row says of it where that is wanted.
  private mutating func add(
    _ rule: BoundMapping.Node, _ index: Int, _ number: Int, _ key: Value, _ properties: MapValue
  ) {
    numbers[index].append(number)
    if ofLinksOnly { return }
    found.append(
      FoundNode(
        group: rule.group, number: number, labels: rule.labels, keyName: rule.key?.key, key: key,
        properties: properties))
  }

  /// Reads a node that has nothing but a text as its key, of whose like there are most, straight from
  /// the bytes of the cell; false where it has more, or the cell states nothing.
  @inline(__always)
  private mutating func readPlainKey(_ index: Int) -> Bool {
    let column = plainColumns[index]
    guard column >= 0, column < rows.count else { return false }
    let rule = mapping.nodes[index]
    let group = groups[rule.group]
    let number = rows.withTrimmed(column) { values.isMissing($0) ? nil : group.number(of: $0) }
    guard let number else { return false }
    if ofLinksOnly || group.isHanded(number) {
      numbers[index].append(number)
    } else {
      add(rule, index, number, .text(group.group.ids.text(number)), MapValue())
    }
    return true
  }

  /// - Throws: `ImportError` where a node without a key is said to have something.
  private func checkBlank(
    _ rule: BoundMapping.Node, _ key: BoundMapping.Property, isFirst: Bool
  ) throws {
    let label = rule.labels[0]
    if isFirst, !mapping.isEdgeList {
      throw error(
        "The cell '\(key.title)' is blank, by which \(label) is known", key,
        hint: "Fill it in, or leave the row out")
    }
    for property in rule.properties.all {
      if case .constant = property.origin { continue }
      guard try value(of: property) == nil else {
        throw error(
          "The cell '\(key.title)' is blank, but '\(property.title)' says something of the \(label)",
          key, hint: "Fill in by which \(label) is known")
      }
    }
  }

  private func id(_ value: Value) -> Text {
    if case .text(let text) = value { return text }
    return Text(value.cellText)
  }

  // MARK: Relationships

  private mutating func readRelationships(_ rule: BoundMapping.Relationship, _ index: Int) throws {
    let (left, right) = (numbers[rule.left].count, numbers[rule.right].count)
    if left == 0 || right == 0 {
      if mapping.isEdgeList, let key = mapping.nodes[left == 0 ? rule.left : rule.right].key {
        throw error(
          "The cell '\(key.title)' is blank, which names an end of the relationship", key,
          hint: "Fill it in, or leave the row out")
      }
      let ofRow = rule.pattern.properties.all.filter {
        if case .constant = $0.origin { false } else { true }
      }
      let found = try properties(BoundMapping.PropertyList(ofRow))
      guard let stated = found.sorted.first else { return }
      throw ImportError(
        "The row states '\(stated.key)' of a relationship that has only one end", at: rows.place,
        hint: "Fill in both ends, or clear the cell")
    }
    try readRowValues(rule.pattern.properties)
    let shape = try shape(
      of: rule.pattern, index, mapping.nodes[rule.left].group, mapping.nodes[rule.right].group,
      isOnce: rule.isOnce)
    for first in 0..<left {
      for second in 0..<right {
        add(shape, rule.pattern, numbers[rule.left][first], numbers[rule.right][second])
      }
    }
  }

  private mutating func readTicks(_ rule: BoundMapping.Tick, _ index: Int) throws {
    var ticked: [Int] = []
    for (column, name) in rule.columns {
      let text = rows.string(column)
      if try isMissing(column) { continue }
      if rule.takesAny {
        if values.isTicked(text) == false { continue }
      } else {
        guard let isTicked = values.isTicked(text) else {
          throw ImportError(
            "'\(text)' is neither a tick nor blank", at: rows.place(of: column),
            hint: "Ticks are \(values.ticks.sorted().joined(separator: ", ")); say others by "
              + "ticks=…, what states nothing by missing=…, or keep the text by {note = *}")
        }
        if !isTicked { continue }
      }
      guard !numbers[rule.left].isEmpty else {
        throw ImportError(
          "The cell is ticked, but the row names nothing that '\(name)' would belong to",
          at: rows.place(of: column), hint: "Fill in the key of the node, or clear the cell")
      }
      let number = groups[rule.group].number(of: name)
      if !ofLinksOnly, !groups[rule.group].isHanded(number), !ticked.contains(number) {
        ticked.append(number)
        found.append(
          FoundNode(
            group: rule.group, number: number, labels: rule.labels, keyName: rule.key,
            key: .text(name), properties: MapValue()))
      }
      try readRowValues(rule.pattern.properties, cell: column)
      let shape = try shape(
        of: rule.pattern, mapping.relationships.count + index, mapping.nodes[rule.left].group,
        rule.group, isOnce: false)
      for first in numbers[rule.left].indices {
        add(shape, rule.pattern, numbers[rule.left][first], number)
      }
    }
  }

  @inline(__always)
  private mutating func add(
    _ shape: Int, _ pattern: BoundMapping.Pattern, _ left: Int, _ right: Int
  ) {
    run.add(
      shape, from: pattern.isReversed ? right : left, to: pattern.isReversed ? left : right,
      line: rows.line, values: rowValues)
  }

  // MARK: Shapes

  private mutating func addFixedShape(
    _ rule: Int, _ pattern: BoundMapping.Pattern, _ left: Int, _ right: Int, isOnce: Bool
  ) {
    guard case .fixed(let type) = pattern.type else { return fixedShapes.append(0) }
    fixedShapes.append(addShape(type, pattern, left, right, isOnce: isOnce))
  }

  private mutating func addShape(
    _ type: Text, _ pattern: BoundMapping.Pattern, _ left: Int, _ right: Int, isOnce: Bool
  ) -> Int {
    let (start, end) = pattern.isReversed ? (right, left) : (left, right)
    self.isOnce.append(isOnce)
    return run.addShape(
      RelationshipRun.Shape(
        type, from: groups[start].group, to: groups[end].group,
        keys: pattern.properties.template.keys, key: pattern.key))
  }

  /// The shape of the relationships that a rule makes of the current row.
  private mutating func shape(
    of pattern: BoundMapping.Pattern, _ rule: Int, _ left: Int, _ right: Int, isOnce: Bool
  ) throws -> Int {
    guard case .column(let column) = pattern.type else { return fixedShapes[rule] }
    guard try !isMissing(column) else {
      throw ImportError(
        "The cell that names the type of the relationship is blank", at: rows.place(of: column),
        hint: "Fill it in, or leave the row out")
    }
    let key = ShapeKey(rule: rule, type: Text(rows.string(column)))
    if let known = shapes[key] { return known }
    let shape = addShape(key.type, pattern, left, right, isOnce: isOnce)
    shapes[key] = shape
    return shape
  }
}
