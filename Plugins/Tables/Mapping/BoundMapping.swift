import GraphModel
import PluginKit

/// A mapping whose columns have been found in the header of a table.
struct BoundMapping {
  /// Where a value comes from: columns by their number.
  enum Origin {
    case column(Int)
    case joined([Int])
    case constant(String)
    case cell
  }

  // What is asked for each row is behind a reference: a copy of the parts would cost more than the row.

  final class Property {
    let key: Text
    let type: BulkType?
    let origin: Origin
    let separator: CellSeparator?
    /// The column, as messages call it.
    let title: String
    /// Whether its values are texts as they stand in a cell.
    var isText: Bool { type == nil || type == .string }

    init(_ key: Text, _ type: BulkType?, _ origin: Origin, separator: CellSeparator?, title: String)
    {
      self.key = key
      self.type = type
      self.origin = origin
      self.separator = separator
      self.title = title
    }
  }

  final class Node {
    let labels: [Text]
    /// The position in ``groups``.
    let group: Int
    let key: Property?
    var properties: PropertyList

    init(labels: [Text], group: Int, key: Property?, properties: [Property]) {
      self.labels = labels
      self.group = group
      self.key = key
      self.properties = PropertyList(properties)
    }
  }

  final class Pattern {
    enum TypeName {
      case fixed(Text)
      case column(Int)
    }

    let type: TypeName
    let properties: PropertyList
    let key: Text?
    let isReversed: Bool

    init(_ type: TypeName, _ properties: [Property], key: Text?, isReversed: Bool) {
      self.type = type
      self.properties = PropertyList(properties)
      self.key = key
      self.isReversed = isReversed
    }
  }

  /// Properties that are read together, and the map of them as it is before a row is.
  final class PropertyList {
    let all: [Property]
    /// Null for each key: a copy shares the keys, and gets the row's values.
    let template: MapValue
    /// Where the value of each property goes.
    let places: [Int]

    init(_ all: [Property]) {
      self.all = all
      let template = MapValue(all.map { ($0.key, Value.null) })
      self.template = template
      places = all.map { template.entries.index(forKey: $0.key) ?? 0 }
    }
  }

  final class Relationship {
    let left: Int
    let right: Int
    let pattern: Pattern
    let isOnce: Bool

    init(_ left: Int, _ right: Int, _ pattern: Pattern, isOnce: Bool) {
      self.left = left
      self.right = right
      self.pattern = pattern
      self.isOnce = isOnce
    }
  }

  struct Tick {
    var left: Int
    var labels: [Text]
    var group: Int
    var key: Text
    var pattern: Pattern
    /// Columns, each with the name of its node.
    var columns: [(column: Int, name: Text)]
    /// Whether whatever a cell says makes a relationship, which holds it.
    var takesAny: Bool
  }

  /// Nodes that are told apart by one space of ids.
  struct Group {
    var name: Text
    /// Whether a node of it is known by its key alone.
    var isSimple = true
  }

  var nodes: [Node] = []
  var relationships: [Relationship] = []
  var ticks: [Tick] = []
  var groups: [Group] = []
  /// Columns that nothing uses and nothing leaves out on purpose.
  var unused: [String] = []

  /// Whether a row is two ends of one relationship and nothing else that would be told by a blank.
  var isEdgeList: Bool {
    nodes.count == 2 && relationships.count == 1 && ticks.isEmpty
      && nodes.allSatisfy { $0.key != nil && $0.properties.all.isEmpty }
  }
  /// Whether nodes must be gathered from all rows before one of them is whole.
  var gathersNodes: Bool { groups.contains { !$0.isSimple } }
  /// The properties that columns give to the nodes of a group.
  func columns(ofGroup group: Int) -> [Text] {
    var keys: [Text] = []
    for node in nodes where node.group == group {
      for property in node.properties.all where !keys.contains(property.key) {
        if case .constant = property.origin { continue }
        keys.append(property.key)
      }
    }
    return keys
  }

  /// The kinds of relationships that the rows state of their first node.
  var statedRelationships: [StatedRelationships] {
    guard let first = nodes.first, first.key != nil, !isEdgeList else { return [] }
    var kinds: [StatedRelationships] = []
    func add(_ pattern: Pattern, _ left: Int, _ otherLabels: [Text], isRight: Bool = false) {
      guard case .fixed(let type) = pattern.type, nodes[left].group == first.group else { return }
      kinds.append(
        StatedRelationships(
          type, of: groups[first.group].name, isOutgoing: pattern.isReversed == isRight,
          otherLabels: otherLabels))
    }
    // Nodes without a key are new in each import, and so is what leads to them.
    for rule in relationships where [rule.left, rule.right].allSatisfy({ nodes[$0].key != nil }) {
      add(rule.pattern, rule.left, nodes[rule.right].labels)
      if nodes[rule.left].group != first.group {
        add(rule.pattern, rule.right, nodes[rule.left].labels, isRight: true)
      }
    }
    for tick in ticks { add(tick.pattern, tick.left, tick.labels) }
    return kinds
  }
  var hasRelationships: Bool { !relationships.isEmpty || !ticks.isEmpty }
}

/// Finds the columns of a mapping in a header.
struct MappingBinder {
  private let mapping: TableMapping
  private let header: TableHeader
  private var used: Set<Int> = []
  private var bound = BoundMapping()

  init(_ mapping: TableMapping, _ header: TableHeader) {
    self.mapping = mapping
    self.header = header
  }

  /// The mapping with its columns found.
  ///
  /// - Throws: `ImportError` at the place of the mapping that names what is not there.
  mutating func bind() throws(ImportError) -> BoundMapping {
    for name in mapping.ignored { _ = try columns(ColumnRange(first: name)) }
    for rule in mapping.nodes { try bind(rule) }
    for rule in mapping.tickRules { try bind(rule) }
    for rule in mapping.relationships {
      bound.relationships.append(
        BoundMapping.Relationship(
          try node(rule.left), try node(rule.right), try bind(rule.pattern), isOnce: rule.isOnce))
    }
    try takeRest()
    // Where some nodes are gathered, all are, so that they come in the order of the mapping.
    if bound.gathersNodes {
      for index in bound.groups.indices { bound.groups[index].isSimple = false }
    }
    bound.unused = header.names.indices.filter { !used.contains($0) }.map { header.names[$0] }
    return bound
  }

  private mutating func bind(_ rule: NodeRule) throws(ImportError) {
    if let index = mapping.nodes.firstIndex(where: { $0.name == rule.name }),
      index < bound.nodes.count
    {
      throw ImportError(
        "There are two nodes called '\(rule.name)'", at: rule.place,
        hint: "Give one of them a name of its own, as in: node \(rule.name) as other: …")
    }
    var properties: [BoundMapping.Property] = []
    for property in rule.properties { properties.append(try bind(property)) }
    let key = rule.isKeyed ? properties.removeFirst() : nil
    let group = group(Text(rule.labels[0]))
    if !properties.isEmpty || rule.takesRest || rule.labels.count > 1 {
      bound.groups[group].isSimple = bound.groups[group].isSimple && !rule.isKeyed
    }
    bound.nodes.append(
      BoundMapping.Node(
        labels: rule.labels.map { Text($0) }, group: group, key: key, properties: properties))
  }

  private mutating func bind(_ rule: TickRule) throws(ImportError) {
    let like = mapping.nodes.firstIndex { $0.labels[0] == rule.label && $0.isKeyed }
    let pattern = try bind(rule.pattern)
    var found: [(column: Int, name: Text)] = []
    for range in rule.columns {
      let wildcard = range.last == nil ? self.wildcard(range.first.text) : nil
      for column in try columns(range) {
        var name = header.ownNames[column]
        if let wildcard {
          name = String(
            header.names[column].dropFirst(wildcard.head.count).dropLast(wildcard.tail.count))
        }
        found.append((column, Text(name.trimmedBlanks)))
      }
    }
    bound.ticks.append(
      BoundMapping.Tick(
        left: try node(rule.left),
        labels: like.map { mapping.nodes[$0].labels.map { Text($0) } } ?? [Text(rule.label)],
        group: group(Text(rule.label)),
        key: Text(rule.key ?? like.map { mapping.nodes[$0].properties[0].key } ?? "name"),
        pattern: pattern, columns: found,
        takesAny: pattern.properties.all.contains {
          if case .cell = $0.origin { true } else { false }
        })
    )
  }

  private mutating func bind(
    _ pattern: RelationshipPattern
  ) throws(ImportError) -> BoundMapping.Pattern {
    var properties: [BoundMapping.Property] = []
    for property in pattern.properties { properties.append(try bind(property)) }
    let type: BoundMapping.Pattern.TypeName
    switch pattern.type {
    case .fixed(let name): type = .fixed(Text(name))
    case .column(let name): type = .column(try column([name]))
    }
    return BoundMapping.Pattern(
      type, properties, key: pattern.key.map { Text($0) }, isReversed: pattern.isReversed)
  }

  private mutating func bind(
    _ property: MappedProperty
  ) throws(ImportError) -> BoundMapping.Property {
    var title = property.key
    let origin: BoundMapping.Origin
    switch property.source.origin {
    case .constant(let text): origin = .constant(text)
    case .cell: origin = .cell
    case .columns(let parts):
      var columns: [Int] = []
      for names in parts { columns.append(try column(names)) }
      title = columns.map { header.names[$0] }.joined(separator: " + ")
      origin = columns.count == 1 ? .column(columns[0]) : .joined(columns)
    }
    return BoundMapping.Property(
      Text(property.key), property.type, origin, separator: property.source.separator,
      title: title)
  }

  /// Gives the columns that are left to the node that takes them.
  private mutating func takeRest() throws(ImportError) {
    guard let index = mapping.nodes.firstIndex(where: \.takesRest) else { return }
    var properties = bound.nodes[index].properties.all
    var keys = Set(properties.map(\.key))
    if let key = bound.nodes[index].key { keys.insert(key.key) }
    for column in header.names.indices where used.insert(column).inserted {
      let key = Text(header.names[column])
      guard keys.insert(key).inserted else { continue }
      properties.append(
        BoundMapping.Property(
          key, nil, .column(column), separator: nil, title: header.names[column]))
    }
    bound.nodes[index].properties = BoundMapping.PropertyList(properties)
  }

  private mutating func group(_ name: Text) -> Int {
    if let index = bound.groups.firstIndex(where: { $0.name == name }) { return index }
    bound.groups.append(BoundMapping.Group(name: name))
    return bound.groups.count - 1
  }

  private func node(_ name: ColumnName) throws(ImportError) -> Int {
    if let index = mapping.nodes.firstIndex(where: { $0.name == name.text }) { return index }
    let known = mapping.nodes.map(\.name)
    throw ImportError(
      "No node is called '\(name.text)'", at: name.place,
      hint: didYouMean(name.text, in: known)
        ?? (known.isEmpty
          ? "Say it first, as in: node \(name.text): id = COLUMN"
          : "The nodes are \(known.joined(separator: ", "))"))
  }

  /// The first of several names that the header has.
  private mutating func column(_ names: [ColumnName]) throws(ImportError) -> Int {
    for name in names {
      if let index = header.position(of: name.text) {
        used.insert(index)
        return index
      }
    }
    throw missing(names[0])
  }

  private func missing(_ name: ColumnName) -> ImportError {
    ImportError(
      "The table has no column '\(name.text)'", at: name.place,
      hint: didYouMean(name.text, in: header.names)
        ?? "Its columns are \(header.names.prefix(40).joined(separator: ", "))")
  }

  /// What stands before and behind the `*` of a pattern; nil for the name of a column.
  private func wildcard(_ text: String) -> (head: Substring, tail: Substring)? {
    guard header.position(of: text) == nil, let star = text.firstIndex(of: "*") else { return nil }
    return (text[..<star], text[text.index(after: star)...])
  }

  private mutating func columns(_ range: ColumnRange) throws(ImportError) -> [Int] {
    if let last = range.last {
      let (start, end) = (try column([range.first]), try column([last]))
      guard start <= end else {
        throw ImportError(
          "'\(range.first.text)' stands behind '\(last.text)'", at: range.first.place)
      }
      used.formUnion(start...end)
      return Array(start...end)
    }
    if let (head, tail) = wildcard(range.first.text) {
      let found = header.names.indices.filter {
        header.names[$0].hasPrefix(head) && header.names[$0].hasSuffix(tail)
          && header.names[$0].count > head.count + tail.count
      }
      guard !found.isEmpty else {
        throw ImportError(
          "No column fits '\(range.first.text)'", at: range.first.place,
          hint: "Its columns are \(header.names.prefix(40).joined(separator: ", "))")
      }
      used.formUnion(found)
      return found
    }
    return [try column([range.first])]
  }
}
