import GraphIndex
import GraphModel

/// Conflicts that the other graph has kept from merges of its own: they come along, and speak of elements by the
/// numbers of this graph from then on.
extension GraphMerger {
  private static let numbers: [Text] = ["relationship", "other_relationship"]

  /// Notes a conflict that has come with the other graph.
  mutating func bring(_ conflict: Int, _ properties: MapValue) {
    brought.append((conflict, properties))
    for key in Self.numbers {
      if case .integer(let number)? = properties[key] { renumbered[number] = .some(nil) }
    }
  }

  /// Notes what a relationship of the other graph is called in this one.
  mutating func renumber(_ y: RelationshipHandle, _ number: Int) {
    guard !renumbered.isEmpty else { return }
    let other = comparison.b.relationshipID(y)
    if renumbered[other] != nil { renumbered[other] = number }
  }

  mutating func renumberConflicts() throws {
    for (conflict, properties) in brought {
      var setting = MapValue()
      for key in Self.numbers {
        guard case .integer(let number)? = properties[key], let here = renumbered[number] else {
          continue
        }
        setting[key] = here.map { .integer($0) } ?? .null
      }
      if case .integer(let number)? = properties["node"],
        let q = comparison.b.position(ofNode: number), comparison.b.isLive(q)
      {
        setting["node"] = .integer(try self.number(q))
      }
      if !setting.isEmpty { try loader.updateNode(conflict, setting: setting) }
    }
  }
}
