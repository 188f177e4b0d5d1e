import GraphIndex
import GraphModel

/// Which sources stand behind the elements of a graph: what a schema says of them.
///
/// An element holds while one of its sources is left, and a relationship besides only with both its ends.
package protocol ElementSources: AnyObject {
  /// Whether the node may have sources: asked of each node that a row binds, before they are looked for.
  func mayHaveSources(_ node: NodePosition, _ view: GraphView) -> Bool
  /// The sources of a node, of which it needs one; nil where it is there whatever is left out.
  func sources(of node: NodePosition, _ view: GraphView) -> [NodePosition]?
  /// Whether the relationship, or a node at its ends, may have sources.
  func mayHaveSources(_ relationship: RelationshipHandle, _ view: GraphView) -> Bool
  /// The sources of a relationship, beside those of its ends; nil where it has none of its own.
  func sources(of relationship: RelationshipHandle, _ view: GraphView) -> [NodePosition]?
  /// Of a type whose relationships have as sources those of their ends that are sources: which ends count;
  /// nil for other types.
  func endsThatCount(ofType type: Int) -> (start: Bool, end: Bool)?
}

/// What a row rests on: the least groups of sources with which alone it would be in the answer.
package enum Witnesses: Hashable, Sendable {
  /// Each group suffices, and none is in another; smaller groups come first, and the sources of each
  /// rise. One empty group: the row needs no source.
  case groups([[NodePosition]])
  /// More groups than are kept; these sources occur in them, in rising order.
  case tooMany([NodePosition])

  /// Every source that occurs, once, in rising order.
  package var sources: [NodePosition] {
    switch self {
    case .groups(let groups): Set(groups.joined()).sorted()
    case .tooMany(let sources): sources
    }
  }
}

/// What is known of a row's evidence once the row is done.
package struct RowEvidence {
  /// The least groups of sources that each carry the row.
  package var witnesses: Witnesses
  /// The sources that occur, in rising order: those of the witnesses; of a row that is a group, those of
  /// all matches that it has collected.
  package var sources: [NodePosition]
  /// The relationships with sources in the matches of the row, in rising order of handles.
  package var claims: [RelationshipHandle]
  /// Whether the row rests on something not being there.
  package var restsOnAbsence: Bool
  /// Of a group: how many matches each source carries, by rising source; nil for other rows.
  package var carried: [(source: NodePosition, matches: CarriedMatches)]?
}

/// How many of a group's matches a source carries.
package struct CarriedMatches: Hashable, Sendable {
  /// Those that rest on this source and no other.
  package var alone: UInt64 = 0
  /// Those that rest on others too.
  package var shared: UInt64 = 0

  /// None.
  package init(alone: UInt64 = 0, shared: UInt64 = 0) {
    self.alone = alone
    self.shared = shared
  }

  /// Counts matches that a source carries alone or with others.
  mutating func add(_ times: UInt64, isAlone: Bool) {
    if isAlone { alone &+= times } else { shared &+= times }
  }
}
