import GraphModel
import PluginKit
import WordCatalog

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
  private let groups: [TableNodes]
  /// Whether there are relationships of which there is one between two nodes.
  private let hasOnce: Bool
  private var gathered: [GatheredNodes]
  /// Rows that are wrong, which the second pass leaves out.
  private var refused: Set<Int> = []
  private var linked: Set<Link> = []
  /// Rows whose first node an earlier row has made, where each row is one node.
  private var folded = 0
  /// Whether rows are counted so: where a row has a node of its own, others may be shared as they like.
  private let foldsRows: Bool
  private var records: [TableRecord] = []
  private var stage: Stage

  /// A relationship that is made once, by its shape and its ends.
  private struct Link: Hashable {
    var shape: Int
    var start: Int
    var end: Int
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
      _ pass: Pass, _ rows: Source.Rows, _ mapping: BoundMapping, _ groups: [TableNodes],
      _ values: CellValues
    ) {
      self.pass = pass
      self.rows = rows
      reader = RowReader(mapping, groups, values, rows, ofLinksOnly: pass == .relationships)
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
    groups = mapping.groups.map { TableNodes($0.name) }
    hasOnce = mapping.relationships.contains(where: \.isOnce)
    gathered = mapping.groups.map { _ in GatheredNodes() }
    foldsRows =
      !mapping.isEdgeList && !mapping.nodes.contains { $0.key == nil }
      && mapping.nodes.first?.key?.separator == nil
    let pass = mapping.gathersNodes ? Pass.nodes : .everything
    stage = .rows(RowPass(pass, try source.rows(), mapping, groups, values))
  }

  func next() throws -> [TableRecord] {
    records.removeAll(keepingCapacity: true)
    while records.isEmpty {
      switch stage {
      case .rows(let pass):
        do {
          if try !read(pass, &pass.reader) { stage = following(pass.pass) }
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
    if folded > 0 { records.append(.folded(folded)) }
    folded = 0
    return pass == .nodes ? .gathered(group: 0, position: 0) : .end
  }

  /// Hands out some of the nodes that were gathered.
  private func handOut(_ group: Int, _ position: Int) throws -> Stage {
    guard group < gathered.count else {
      guard mapping.hasRelationships else { return .end }
      return .rows(RowPass(.relationships, try source.rows(), mapping, groups, values))
    }
    let nodes = gathered[group].nodes
    let end = min(position + Self.batchSize, nodes.count)
    let columns = mapping.columns(ofGroup: group)
    for index in position..<end {
      var node = nodes[index]
      node.unstated = columns.filter { node.properties[$0] == nil }
      records.append(.node(node))
    }
    if end < nodes.count { return .gathered(group: group, position: end) }
    gathered[group].nodes = []
    return .gathered(group: group + 1, position: 0)
  }

  // MARK: Rows

  private static var batchSize: Int { 512 }

  /// Reads rows until there are some records; false after the last row.
  private func read(
    _ pass: RowPass, _ reader: inout RowReader<Source.Rows>
  ) throws -> Bool {
    // The reader is lent for all of them: each access to it on its own would be noted and checked.
    defer { takeRelationships(of: &reader) }
    let rows = pass.rows
    let headerEnd = header.skippedRows + header.headerRows
    while records.count + reader.run.count < Self.batchSize {
      pass.number += 1
      do {
        guard try rows.next() else { return false }
      } catch let error as ImportError {
        // What cannot be parted into cells is passed over line by line.
        try rows.recover()
        if pass.number > headerEnd { refuse(pass, &reader, error) }
        continue
      }
      guard pass.number > headerEnd, !rows.isBlank else { continue }
      if pass.pass == .relationships, refused.contains(pass.number) { continue }
      let earlier = reader.run.count
      do {
        try check(rows)
        try reader.read(pass.number)
      } catch let error as ImportError {
        reader.cut(to: earlier)
        refuse(pass, &reader, error)
        continue
      }
      for (index, node) in reader.found.enumerated() { take(node, rows.place, isFirst: index == 0) }
      if pass.pass == .nodes {
        reader.cut(to: earlier)
      } else if hasOnce {
        reader.leaveOut(behind: earlier) { shape, start, end in
          !linked.insert(Link(shape: shape, start: start, end: end)).inserted
        }
      }
    }
    return true
  }

  /// Notes a row that is wrong, once.
  private func refuse(
    _ pass: RowPass, _ reader: inout RowReader<Source.Rows>, _ error: ImportError
  ) {
    guard pass.pass != .relationships, refused.insert(pass.number).inserted else { return }
    takeRelationships(of: &reader)
    records.append(
      .rejected(mapping.isEdgeList ? .relationship : .node, error, text: pass.rows.rowText))
  }

  private func check(_ rows: Source.Rows) throws {
    if header.headerRows > 0, rows.count > 0,
      rows.withTrimmed(0, { $0.withoutMark.elementsEqual(firstOfHeader) }),
      header.isRepeated(in: rows)
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
      "The row has \(Words.counted(rows.count, "cell", "cells")), the header \(header.names.count)",
      at: rows.place(of: min(rows.count, header.names.count)),
      hint: rows.count > header.names.count
        ? "A text that holds the separator belongs in quotes"
        : "Add the cells that are missing, blank where nothing is stated, or leave the row out by "
          + "on-error=skip")
  }

  // MARK: Nodes

  private func take(_ found: FoundNode, _ place: SourcePlace, isFirst: Bool) {
    let isSimple = mapping.groups[found.group].isSimple
    let hasKey = found.keyName != nil
    if hasKey {
      if isSimple {
        if !groups[found.group].hand(found.number) { return }
      } else if let conflicts = gathered[found.group].merge(found, at: place) {
        if isFirst, foldsRows, found.group == mapping.nodes[0].group { folded += 1 }
        return records += conflicts
      }
    }
    let node = ImportedNode(
      groups[found.group].reference(found.number), labels: found.labels,
      properties: found.allProperties, key: found.keyName, at: place)
    guard !isSimple, hasKey else { return records.append(.node(node)) }
    gathered[found.group].add(node, found.number)
  }

  // MARK: Relationships

  /// Hands on the relationships so far.
  private func takeRelationships(of reader: inout RowReader<Source.Rows>) {
    if reader.run.count > 0 { records.append(.relationships(reader.takeRun())) }
  }
}

/// The nodes of a group so far, in the order of their first rows.
struct GatheredNodes {
  var nodes: [ImportedNode] = []
  /// Where in ``nodes`` the node of each number is, or -1.
  private var positions: [Int] = []

  /// Adds a node that is new.
  mutating func add(_ node: ImportedNode, _ number: Int) {
    if number >= positions.count {
      positions.append(contentsOf: repeatElement(-1, count: number + 1 - positions.count))
    }
    positions[number] = nodes.count
    nodes.append(node)
  }

  /// Adds what a further row says of a node, and tells where it contradicts an earlier one; nil where
  /// the node is new, and to be appended.
  mutating func merge(
    _ found: FoundNode, at place: SourcePlace
  ) -> [TableRecord]? {
    guard found.number < positions.count, positions[found.number] >= 0 else { return nil }
    let position = positions[found.number]
    for label in found.labels where !nodes[position].labels.contains(label) {
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
            "\(node.labels[0]) '\(node.reference?.id ?? "")' has \(name) '\(value.cellText)' here and "
              + "'\(earlier.cellText)' at \(node.place); the first was kept", place))
      }
    }
    return conflicts
  }
}
