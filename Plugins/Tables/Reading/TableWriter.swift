import GraphModel
import PluginKit

/// Hands what the rows of a table say to a sink.
///
/// Nodes that are known by a key alone go out where they are first met, so that a list of
/// relationships takes one pass and the memory of its keys. Nodes with more are gathered from all
/// rows, for any may say more of them, and relationships follow in a second pass.
struct TableWriter<Source: TableSource> {
  private let source: Source
  private let header: TableHeader
  private let mapping: BoundMapping
  private let values: CellValues
  private var seen: [Set<Text>]
  private var gathered: [Gathered]
  /// Rows that are wrong, which the second pass leaves out.
  private var refused: Set<Int> = []
  private var linked: Set<Link> = []

  /// The nodes of a group so far, in the order of their first rows.
  private struct Gathered {
    var positions: [Text: Int] = [:]
    var nodes: [ImportedNode] = []
  }

  private struct Link: Hashable {
    var type: Text
    var start: NodeReference
    var end: NodeReference
  }

  /// What a pass over the rows hands on.
  private enum Pass {
    case everything
    case nodes
    case relationships
  }

  init(
    _ source: Source, _ header: TableHeader, _ mapping: BoundMapping, _ values: CellValues
  ) {
    self.source = source
    self.header = header
    self.mapping = mapping
    self.values = values
    seen = mapping.groups.map { _ in [] }
    gathered = mapping.groups.map { _ in Gathered() }
  }

  /// Reads all rows.
  mutating func write(into sink: inout some GraphSink) throws {
    guard mapping.gathersNodes else { return try go(.everything, into: &sink) }
    try go(.nodes, into: &sink)
    for group in gathered {
      for node in group.nodes { try sink.add(node) }
    }
    if mapping.hasRelationships { try go(.relationships, into: &sink) }
  }

  private mutating func go(_ pass: Pass, into sink: inout some GraphSink) throws {
    let rows = try source.rows()
    var number = 0
    var reader = RowReader(mapping, values, rows)
    let headerEnd = header.skippedRows + header.headerRows
    while true {
      number += 1
      do {
        guard try rows.next() else { return }
      } catch let error as ImportError {
        // What cannot be parted into cells is passed over line by line.
        try rows.recover()
        if number > headerEnd { try refuse(rows, number, error, pass, into: &sink) }
        continue
      }
      guard number > headerEnd, !rows.isBlank else { continue }
      if pass == .relationships, refused.contains(number) { continue }
      do {
        try check(rows)
        try reader.read(number)
      } catch let error as ImportError {
        try refuse(rows, number, error, pass, into: &sink)
        continue
      }
      if pass != .relationships { try takeNodes(of: reader, rows.place, into: &sink) }
      if pass != .nodes { try takeRelationships(of: reader, rows.place, into: &sink) }
    }
  }

  /// Notes a row that is wrong, once.
  private mutating func refuse(
    _ rows: Source.Rows, _ number: Int, _ error: ImportError, _ pass: Pass,
    into sink: inout some GraphSink
  ) throws {
    guard pass != .relationships, refused.insert(number).inserted else { return }
    try sink.reject(mapping.isEdgeList ? .relationship : .node, error, text: rows.rowText)
  }

  private func check(_ rows: Source.Rows) throws {
    if header.headerRows > 0, header.isRepeated(in: rows) {
      throw ImportError(
        "The row is the header again, and no row of the table", at: rows.place,
        hint: "Remove it, or import with on-error=skip, which leaves it out")
    }
    guard !Source.Rows.isRagged, rows.count != header.names.count else { return }
    if rows.count > header.names.count,
      (header.names.count..<rows.count).allSatisfy({ rows.isBlank($0) })
    {
      return
    }
    throw ImportError(
      "The row has \(rows.count) cells, the header \(header.names.count)",
      at: rows.place(of: min(rows.count, header.names.count)),
      hint: rows.count > header.names.count
        ? "A text that holds the separator belongs in quotes"
        : "Add the cells that are missing, blank where nothing is stated")
  }

  // MARK: Nodes

  private mutating func takeNodes(
    of reader: RowReader<Source.Rows>, _ place: SourcePlace, into sink: inout some GraphSink
  ) throws {
    for (index, rule) in mapping.nodes.enumerated() {
      for node in reader.nodes[index] {
        try take(node, rule.labels, rule.group, rule.key?.key, place, into: &sink)
      }
    }
    for (index, rule) in mapping.ticks.enumerated() {
      for node in reader.ticked[index] {
        try take(node, rule.labels, rule.group, rule.key, place, into: &sink)
      }
    }
  }

  private mutating func take(
    _ found: RowReader<Source.Rows>.FoundNode, _ labels: [Text], _ group: Int, _ key: Text?,
    _ place: SourcePlace, into sink: inout some GraphSink
  ) throws {
    let isSimple = mapping.groups[group].isSimple
    if isSimple, key != nil, !seen[group].insert(found.id).inserted { return }
    if !isSimple, key != nil, let position = gathered[group].positions[found.id] {
      return Self.merge(found, labels, into: &gathered[group].nodes[position], place, &sink)
    }
    var properties = MapValue()
    if let key { properties.entries[key] = found.key }
    for (name, value) in found.properties.entries { properties.entries[name] = value }
    let node = ImportedNode(
      NodeReference(found.id, in: mapping.groups[group].name), labels: labels,
      properties: properties, key: key, at: place)
    guard !isSimple, key != nil else { return try sink.add(node) }
    gathered[group].positions[found.id] = gathered[group].nodes.count
    gathered[group].nodes.append(node)
  }

  /// Adds what a further row says of a node, and tells where it contradicts an earlier one.
  private static func merge(
    _ found: RowReader<Source.Rows>.FoundNode, _ labels: [Text], into node: inout ImportedNode,
    _ place: SourcePlace, _ sink: inout some GraphSink
  ) {
    for label in labels where !node.labels.contains(label) { node.labels.append(label) }
    for (name, value) in found.properties.entries {
      guard let earlier = node.properties.entries[name] else {
        node.properties.entries[name] = value
        continue
      }
      if earlier != value {
        sink.warn(
          "\(node.labels[0]) '\(found.id)' has \(name) '\(value.cellText)' here and "
            + "'\(earlier.cellText)' at \(node.place); the first was kept", at: place)
      }
    }
  }

  // MARK: Relationships

  private mutating func takeRelationships(
    of reader: RowReader<Source.Rows>, _ place: SourcePlace, into sink: inout some GraphSink
  ) throws {
    for found in reader.relationships {
      if found.isOnce,
        !linked.insert(Link(type: found.type, start: found.start, end: found.end)).inserted
      {
        continue
      }
      try sink.add(
        ImportedRelationship(
          found.type, from: found.start, to: found.end, properties: found.properties,
          key: found.key, at: place))
    }
  }
}
