import GraphModel
import PluginKit

/// A node that a row names.
struct FoundNode {
  var id: Text
  var key: Value
  var properties: MapValue

  /// The properties, the key first.
  func properties(withKey name: Text?) -> MapValue {
    guard let name else { return properties }
    var all = MapValue()
    all.entries[name] = key
    for (name, value) in properties.entries { all.entries[name] = value }
    return all
  }
}

/// A relationship that a row states.
struct FoundRelationship {
  var record: ImportedRelationship
  /// Whether there is one between two nodes, however many rows say it.
  var isOnce: Bool
}

/// What a mapping makes of one row after the other.
///
/// A row is read as a whole before anything of it is handed on, so that a row that is wrong leaves
/// nothing behind.
struct RowReader<Rows: TableRows> {
  /// The nodes of the row, for each rule.
  private(set) var nodes: [[FoundNode]]
  /// The nodes that ticked cells name, for each rule of ticks.
  private(set) var ticked: [[FoundNode]]
  private(set) var relationships: [FoundRelationship] = []
  private let mapping: BoundMapping
  private let values: CellValues
  private let rows: Rows
  /// Whether of the nodes the keys alone are wanted.
  private let ofLinksOnly: Bool
  private let nothing = BoundMapping.PropertyList([])

  init(_ mapping: BoundMapping, _ values: CellValues, _ rows: Rows, ofLinksOnly: Bool) {
    self.mapping = mapping
    self.values = values
    self.rows = rows
    self.ofLinksOnly = ofLinksOnly
    nodes = mapping.nodes.map { _ in [] }
    ticked = mapping.ticks.map { _ in [] }
  }

  /// Reads the current row.
  ///
  /// - Parameter number: The number of the row, which names nodes without a key.
  /// - Throws: `ImportError` at the cell that is wrong.
  mutating func read(_ number: Int) throws {
    relationships.removeAll(keepingCapacity: true)
    for index in mapping.nodes.indices { try readNodes(index, number) }
    for index in mapping.ticks.indices { try readTicks(mapping.ticks[index], index) }
    for rule in mapping.relationships { try readRelationships(rule) }
  }

  // MARK: Nodes

  private mutating func readNodes(_ index: Int, _ number: Int) throws {
    let rule = mapping.nodes[index]
    let properties = ofLinksOnly ? nothing : rule.properties
    nodes[index].removeAll(keepingCapacity: true)
    guard let key = rule.key else {
      nodes[index].append(
        FoundNode(
          id: Text("row \(number)"), key: .null, properties: try self.properties(properties)))
      return
    }
    if key.separator == nil, case .column(let column) = key.origin {
      guard let value = try value(of: column, key) else {
        return try checkBlank(rule, key, isFirst: index == 0)
      }
      nodes[index].append(
        FoundNode(id: id(value), key: value, properties: try self.properties(properties)))
      return
    }
    let keys = try items(key)
    guard !keys.isEmpty else { return try checkBlank(rule, key, isFirst: index == 0) }
    var all = [MapValue](repeating: MapValue(), count: keys.count)
    for property in properties.all {
      if property.separator != nil, key.separator != nil {
        let items = try items(property)
        guard items.isEmpty || items.count == keys.count else {
          throw error(
            "The cell has \(items.count) values for \(keys.count) of '\(key.title)'", property,
            hint: "Give each of them one, in the same order")
        }
        for (position, item) in items.enumerated() { all[position][property.key] = item }
      } else if let value = try value(of: property) {
        for position in all.indices { all[position][property.key] = value }
      }
    }
    for (position, value) in keys.enumerated() {
      let id = id(value)
      if nodes[index].contains(where: { $0.id == id }) { continue }
      nodes[index].append(FoundNode(id: id, key: value, properties: all[position]))
    }
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

  private func reference(_ node: FoundNode, in group: Int) -> NodeReference {
    NodeReference(node.id, in: mapping.groups[group].name)
  }

  // MARK: Relationships

  private mutating func readRelationships(_ rule: BoundMapping.Relationship) throws {
    let (left, right) = (nodes[rule.left], nodes[rule.right])
    if left.isEmpty || right.isEmpty {
      if mapping.isEdgeList, let key = mapping.nodes[left.isEmpty ? rule.left : rule.right].key {
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
    let properties = try properties(rule.pattern.properties)
    guard let type = try type(rule.pattern.type) else { return }
    for first in left {
      for second in right {
        add(
          rule.pattern, type, reference(first, in: mapping.nodes[rule.left].group),
          reference(second, in: mapping.nodes[rule.right].group), properties,
          isOnce: rule.isOnce)
      }
    }
  }

  private mutating func readTicks(_ rule: BoundMapping.Tick, _ index: Int) throws {
    ticked[index].removeAll(keepingCapacity: true)
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
      guard !nodes[rule.left].isEmpty else {
        throw ImportError(
          "The cell is ticked, but the row names nothing that '\(name)' would belong to",
          at: rows.place(of: column), hint: "Fill in the key of the node, or clear the cell")
      }
      let node = FoundNode(id: name, key: .text(name), properties: MapValue())
      if !ticked[index].contains(where: { $0.id == name }) { ticked[index].append(node) }
      guard let type = try type(rule.pattern.type) else { continue }
      let properties = try properties(rule.pattern.properties, cell: column)
      for first in nodes[rule.left] {
        add(
          rule.pattern, type, reference(first, in: mapping.nodes[rule.left].group),
          reference(node, in: rule.group), properties, isOnce: false)
      }
    }
  }

  private mutating func add(
    _ pattern: BoundMapping.Pattern, _ type: Text, _ left: NodeReference, _ right: NodeReference,
    _ properties: MapValue, isOnce: Bool
  ) {
    relationships.append(
      FoundRelationship(
        record: ImportedRelationship(
          type, from: pattern.isReversed ? right : left, to: pattern.isReversed ? left : right,
          properties: properties, key: pattern.key, at: rows.place),
        isOnce: isOnce))
  }

  private func type(_ name: BoundMapping.Pattern.TypeName) throws -> Text? {
    switch name {
    case .fixed(let type): return type
    case .column(let column):
      guard try !isMissing(column) else {
        throw ImportError(
          "The cell that names the type of the relationship is blank", at: rows.place(of: column),
          hint: "Fill it in, or leave the row out")
      }
      return Text(rows.string(column))
    }
  }
}

// MARK: Cells

extension RowReader {
  private func properties(
    _ list: BoundMapping.PropertyList, cell: Int? = nil
  ) throws -> MapValue {
    var map = list.template
    var isWhole = true
    for index in list.all.indices {
      if let value = try value(of: list.all[index], cell: cell) {
        map.entries.values[list.places[index]] = value
      } else {
        isWhole = false
      }
    }
    if !isWhole { map.entries.removeAll { $0.value.isNull } }
    return map
  }

  /// The value of a property; nil where the row does not state it.
  private func value(of rule: BoundMapping.Property, cell: Int? = nil) throws -> Value? {
    if rule.separator != nil {
      let items = try items(rule, cell: cell)
      return items.isEmpty ? nil : .list(items)
    }
    switch rule.origin {
    case .column(let column): return try value(of: column, rule)
    case .cell: return try cell.flatMap { try value(of: $0, rule) }
    case .constant(let text): return try converted(text, rule)
    case .joined(let columns): return try joined(columns).map { try converted($0, rule) }
    }
  }

  /// The value of a cell; nil where it states nothing.
  private func value(of column: Int, _ rule: BoundMapping.Property) throws -> Value? {
    if !Rows.isTyped, column < rows.count {
      let (isMissing, plain) = rows.withTrimmed(column) { text -> (Bool, Value?) in
        values.isMissing(text) ? (true, nil) : (false, values.plainValue(of: text, as: rule.type))
      }
      if isMissing { return nil }
      if let plain { return plain }
    }
    guard try !isMissing(column) else { return nil }
    if let native = rows.native(column) {
      guard let type = rule.type else { return native }
      return try converted(native.cellText, native, type, rule, column)
    }
    let text = rows.string(column)
    guard let type = rule.type else { return .string(text) }
    return try converted(text, nil, type, rule, column)
  }

  /// The values of a cell that may hold several.
  private func items(_ rule: BoundMapping.Property, cell: Int? = nil) throws -> [Value] {
    guard let separator = rule.separator else {
      return try value(of: rule, cell: cell).map { [$0] } ?? []
    }
    let text: String
    switch rule.origin {
    case .column(let column):
      guard try !isMissing(column) else { return [] }
      text = rows.native(column)?.cellText ?? rows.string(column)
    case .joined(let columns): text = try joined(columns) ?? ""
    case .constant(let constant): text = constant
    case .cell: text = cell.map { rows.string($0) } ?? ""
    }
    var items: [Value] = []
    for part in text.parts(separator: separator) {
      let item = part.trimmedBlanks
      if item.isEmpty { continue }
      items.append(try converted(item, rule))
    }
    return items
  }

  /// The texts of several cells, joined by a blank; nil where one states nothing.
  private func joined(_ columns: [Int]) throws -> String? {
    var texts: [String] = []
    for column in columns {
      guard try !isMissing(column) else { return nil }
      texts.append(rows.native(column)?.cellText ?? rows.string(column))
    }
    return texts.joined(separator: " ")
  }

  private func isMissing(_ column: Int) throws -> Bool {
    guard column < rows.count else { return true }
    if rows.withTrimmed(column, { values.isMissing($0) }) { return true }
    if let fault = rows.fault(column) {
      throw ImportError(
        "The cell holds the error \(fault), and no value", at: rows.place(of: column),
        hint: "Mend its formula, or state it by missing=\(fault)")
    }
    return false
  }

  private func converted(_ text: String, _ rule: BoundMapping.Property) throws -> Value {
    guard let type = rule.type else { return .string(text) }
    let column: Int? = if case .column(let column) = rule.origin { column } else { nil }
    return try converted(text, nil, type, rule, column)
  }

  private func converted(
    _ text: String, _ native: Value?, _ type: BulkType, _ rule: BoundMapping.Property,
    _ column: Int?
  ) throws -> Value {
    if case .float(let number)? = native, type == .float || type == .double {
      return .float(number)
    }
    do throws(OptionError) {
      // A number of a workbook has a decimal point, whatever its texts have.
      return try native == nil
        ? values.value(of: text, as: type) : type.value(of: Text(text))
    } catch {
      throw ImportError(
        "\(error.message) (\(rule.title))", at: column.map { rows.place(of: $0) } ?? rows.place,
        hint: (error.hint.map { "\($0); or correct" } ?? "Correct the cell, or")
          + " the mapping: a type that fits, missing=\(text.prefix(20)), or a separator by split")
    }
  }

  private func error(
    _ message: String, _ property: BoundMapping.Property, hint: String
  ) -> ImportError {
    var place = rows.place
    switch property.origin {
    case .column(let column): place = rows.place(of: column)
    case .joined(let columns): place = rows.place(of: columns[0])
    case .constant, .cell: break
    }
    return ImportError(message, at: place, hint: hint)
  }
}

extension String {
  /// The parts between occurrences of a separator.
  func parts(separator: String) -> [Substring] {
    if separator.count == 1, let character = separator.first { return split(separator: character) }
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    parts.append(rest)
    return parts
  }
}
