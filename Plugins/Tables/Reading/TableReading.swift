import GraphModel
import PluginKit

/// Makes records of the rows of a table.
///
/// Nodes that are known by a key alone go out where they are first met, so that a list of
/// relationships takes one pass and the memory of its keys. Nodes with more are gathered from all
/// rows, for any may say more of them, and relationships follow in a second pass.
final class TableReading<Source: TableSource>: TableRecords {
  private let source: Source
  private let header: TableHeader
  private let mapping: BoundMapping
  private let values: CellValues
  /// The first cell of the header's last row, by which most rows are known not to be the header.
  private let firstOfHeader: [UInt8]
  private var seen: [TextNumbers]
  private var gathered: [GatheredNodes]
  /// Rows that are wrong, which the second pass leaves out.
  private var refused: Set<Int> = []
  private var linked: Set<Link> = []
  private var records: [TableRecord] = []
  private var stage: Stage

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

  private enum Stage {
    case rows(RowPass)
    /// The nodes that were gathered, from a group and a position on.
    case gathered(group: Int, position: Int)
    case failed(any Error)
    case end
  }

  /// A pass over the rows, and where it is.
  private final class RowPass {
    let pass: Pass
    let rows: Source.Rows
    var reader: RowReader<Source.Rows>
    var number = 0

    init(
      _ pass: Pass, _ rows: Source.Rows, _ mapping: BoundMapping, _ values: CellValues
    ) {
      self.pass = pass
      self.rows = rows
      reader = RowReader(mapping, values, rows, ofLinksOnly: pass == .relationships)
    }
  }

  init(
    _ source: Source, _ header: TableHeader, _ mapping: BoundMapping, _ values: CellValues
  ) throws {
    self.source = source
    self.header = header
    self.mapping = mapping
    self.values = values
    firstOfHeader = Array((header.lastRow.first ?? "").utf8)
    seen = mapping.groups.map { _ in TextNumbers() }
    gathered = mapping.groups.map { _ in GatheredNodes() }
    let pass = mapping.gathersNodes ? Pass.nodes : .everything
    stage = .rows(RowPass(pass, try source.rows(), mapping, values))
  }

  func next() throws -> [TableRecord] {
    records.removeAll(keepingCapacity: true)
    while records.isEmpty {
      switch stage {
      case .rows(let pass):
        do {
          if try !read(pass) { stage = following(pass.pass) }
        } catch {
          // What stands before comes first.
          if records.isEmpty { throw error }
          stage = .failed(error)
        }
      case .gathered(let group, let position): stage = try handOut(group, position)
      case .failed(let error): throw error
      case .end: return []
      }
    }
    return records
  }

  private func following(_ pass: Pass) -> Stage {
    pass == .nodes ? .gathered(group: 0, position: 0) : .end
  }

  /// Hands out some of the nodes that were gathered.
  private func handOut(_ group: Int, _ position: Int) throws -> Stage {
    guard group < gathered.count else {
      guard mapping.hasRelationships else { return .end }
      return .rows(RowPass(.relationships, try source.rows(), mapping, values))
    }
    let nodes = gathered[group].nodes
    let end = min(position + Self.batchSize, nodes.count)
    for index in position..<end { records.append(.node(nodes[index])) }
    if end < nodes.count { return .gathered(group: group, position: end) }
    gathered[group].nodes = []
    return .gathered(group: group + 1, position: 0)
  }

  // MARK: Rows

  private static var batchSize: Int { 512 }

  /// Reads rows until there are some records; false after the last row.
  private func read(_ pass: RowPass) throws -> Bool {
    let rows = pass.rows
    let headerEnd = header.skippedRows + header.headerRows
    while records.count < Self.batchSize {
      pass.number += 1
      do {
        guard try rows.next() else { return false }
      } catch let error as ImportError {
        // What cannot be parted into cells is passed over line by line.
        try rows.recover()
        if pass.number > headerEnd { refuse(pass, error) }
        continue
      }
      guard pass.number > headerEnd, !rows.isBlank else { continue }
      if pass.pass == .relationships, refused.contains(pass.number) { continue }
      do {
        try check(rows)
        try pass.reader.read(pass.number)
      } catch let error as ImportError {
        refuse(pass, error)
        continue
      }
      if pass.pass != .relationships { takeNodes(of: pass.reader, rows.place) }
      if pass.pass != .nodes { takeRelationships(of: pass.reader) }
    }
    return true
  }

  /// Notes a row that is wrong, once.
  private func refuse(_ pass: RowPass, _ error: ImportError) {
    guard pass.pass != .relationships, refused.insert(pass.number).inserted else { return }
    records.append(
      .rejected(mapping.isEdgeList ? .relationship : .node, error, text: pass.rows.rowText))
  }

  private func check(_ rows: Source.Rows) throws {
    if header.headerRows > 0, rows.count > 0,
      rows.withTrimmed(0, { $0.elementsEqual(firstOfHeader) }), header.isRepeated(in: rows)
    {
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

  private func takeNodes(of reader: RowReader<Source.Rows>, _ place: SourcePlace) {
    for (index, rule) in mapping.nodes.enumerated() {
      for node in reader.nodes[index] {
        take(node, rule.labels, rule.group, rule.key?.key, place)
      }
    }
    for (index, rule) in mapping.ticks.enumerated() {
      for node in reader.ticked[index] { take(node, rule.labels, rule.group, rule.key, place) }
    }
  }

  private func take(
    _ found: FoundNode, _ labels: [Text], _ group: Int, _ key: Text?, _ place: SourcePlace
  ) {
    let isSimple = mapping.groups[group].isSimple
    if key != nil {
      if isSimple {
        if seen[group].number(of: found.id).isNew == false { return }
      } else if let conflicts = gathered[group].merge(found, labels, at: place) {
        return records += conflicts
      }
    }
    let node = ImportedNode(
      NodeReference(found.id, in: mapping.groups[group].name), labels: labels,
      properties: found.properties(withKey: key), key: key, at: place)
    guard !isSimple, key != nil else { return records.append(.node(node)) }
    gathered[group].nodes.append(node)
  }

  // MARK: Relationships

  private func takeRelationships(of reader: RowReader<Source.Rows>) {
    for found in reader.relationships {
      let record = found.record
      if found.isOnce,
        !linked.insert(Link(type: record.type, start: record.start, end: record.end)).inserted
      {
        continue
      }
      records.append(.relationship(record))
    }
  }
}

/// The nodes of a group so far, in the order of their first rows.
struct GatheredNodes {
  var nodes: [ImportedNode] = []
  private var positions = TextNumbers()

  /// Adds what a further row says of a node, and tells where it contradicts an earlier one; nil where
  /// the node is new, and to be appended.
  mutating func merge(
    _ found: FoundNode, _ labels: [Text], at place: SourcePlace
  ) -> [TableRecord]? {
    let (position, isNew) = positions.number(of: found.id)
    if isNew { return nil }
    for label in labels where !nodes[position].labels.contains(label) {
      nodes[position].labels.append(label)
    }
    var conflicts: [TableRecord] = []
    for (name, value) in found.properties.entries {
      guard let earlier = nodes[position].properties.entries[name] else {
        nodes[position].properties.entries[name] = value
        continue
      }
      if earlier != value {
        let node = nodes[position]
        conflicts.append(
          .warning(
            "\(node.labels[0]) '\(found.id)' has \(name) '\(value.cellText)' here and "
              + "'\(earlier.cellText)' at \(node.place); the first was kept", place))
      }
    }
    return conflicts
  }
}
