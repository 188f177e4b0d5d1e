import GraphModel

/// The type and the nodes of a relationship.
struct RelationshipEnds: Hashable {
  var type: Text
  var start: Int
  var end: Int
}

/// Relationships of a source between nodes that the graph had, none of which the graph has word for
/// word: each is a correction of one, or new.
struct RelationshipCorrections {
  /// A relationship, and the identifiers of its nodes in the graph.
  struct Correction {
    var relationship: ImportedRelationship
    var start: Int
    var end: Int

    var ends: RelationshipEnds {
      RelationshipEnds(type: relationship.type, start: start, end: end)
    }
  }

  private var all: [Correction] = []
  private var counts: [RelationshipEnds: Int] = [:]

  mutating func add(_ relationship: ImportedRelationship, from start: Int, to end: Int) {
    let correction = Correction(relationship: relationship, start: start, end: end)
    all.append(correction)
    counts[correction.ends, default: 0] += 1
  }

  /// How many there are of the same type between the same nodes.
  func count(like correction: Correction) -> Int { counts[correction.ends] ?? 0 }

  /// All of them, in the order of the source.
  mutating func takeAll() -> [Correction] {
    defer { all = [] }
    return all
  }
}
