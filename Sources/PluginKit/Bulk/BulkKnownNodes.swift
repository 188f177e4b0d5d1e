import GraphEngine
import GraphModel

/// The nodes that the graph held before a bulk load, as far as its tables can mean them.
///
/// The tables number the nodes of the load from 0 up; those of the graph are numbered from the greatest
/// number down, so that one number stands for either.
struct BulkKnownNodes {
  /// The identifiers in the graph, by descending number.
  private var identifiers: [Int] = []
  /// For ids that several nodes have: the first two of them.
  private var ambiguous: [UInt32: (first: Int, second: Int)] = [:]

  private static let last = NumberedIDs.none - 1

  /// How many nodes are known.
  var count: Int { identifiers.count }

  /// About how many bytes of memory they take.
  var byteCount: Int { 8 * identifiers.capacity + 48 * ambiguous.count }

  /// The number of the next node that is noted.
  var nextNumber: UInt32 { Self.last - UInt32(truncatingIfNeeded: identifiers.count) }

  /// Notes the node with the identifier `id` under ``nextNumber``.
  mutating func note(_ id: Int) { identifiers.append(id) }

  /// Notes that the node with the identifier `id` has the id of the node `number`.
  mutating func noteAmbiguous(_ number: UInt32, _ id: Int) {
    guard let first = identifier(of: number), ambiguous[number] == nil else { return }
    ambiguous[number] = (first, id)
  }

  /// The identifier of a node of the graph; nil where the number is that of a node of the load.
  @inline(__always)
  func identifier(of number: UInt32) -> Int? {
    let index = Int(Self.last &- number)
    return index < identifiers.count ? identifiers[index] : nil
  }

  /// Two nodes that share the id of `number`, where there are such.
  func rivals(of number: UInt32) -> (first: Int, second: Int)? {
    ambiguous.isEmpty ? nil : ambiguous[number]
  }
}

extension BulkGroups {
  /// Finds the nodes that the graph holds already and that the groups' ids may mean: those that have
  /// the group's label and keep their id in the group's property.
  ///
  /// - Complexity: O(*n*) in the nodes of the graph; nothing where no group has such a property.
  func readKnown(from target: some BulkTarget) throws {
    guard target.hasNodes else { return }
    for number in names.indices where !origins[number].isDeclared {
      let label = origins[number].label
      origins[number].key = label.flatMap { target.uniqueKey(of: $0) } ?? "id"
    }
    let wanted = names.indices.filter { origins[$0].key != nil }
    guard !wanted.isEmpty || countsLabels else { return }
    try target.forEachNode { id, labels, properties in
      for label in labels where labelCounts[label] != nil { labelCounts[label, default: 0] += 1 }
      for number in wanted {
        guard let key = origins[number].key, let value = properties[key] else { continue }
        if let label = origins[number].label, !labels.contains(label) { continue }
        note(value, id, in: number)
      }
    }
  }

  private func note(_ value: Value, _ id: Int, in group: Int) {
    let ids = ids[group]
    let number = known.nextNumber
    let earlier: UInt32?
    switch (ids.kind, value) {
    case (.integer, .integer(let integer)): earlier = ids.insert(integer, node: number)
    case (.integer, .text(let text)):
      guard let integer = Int(text.string) else { return }
      earlier = ids.insert(integer, node: number)
    case (.text, .integer(let integer)):
      earlier = Text(String(integer)).withUTF8 { ids.insert($0, node: number) }
    case (.text, .text(let text)):
      guard !text.isEmpty else { return }
      earlier = text.withUTF8 { ids.insert($0, node: number) }
    default: return
    }
    if let earlier { known.noteAmbiguous(earlier, id) } else { known.note(id) }
  }
}
