import GraphModel
import WordCatalog

/// What a graph says of nodes that a correcting source has, where the source has a place for it and says
/// nothing.
///
/// A blank cell may mean that a value was wrong, or that nobody has filled it in: nothing is deleted, and
/// nothing stays without a word.
struct UnstatedElements {
  /// A node of the graph that the source has.
  private struct Known {
    var name: String
    var place: SourcePlace
  }

  private(set) var kinds: [StatedRelationships] = []
  private var known: [Text: [Int: Known]] = [:]
  private var values = 0
  /// How many of each are told one by one.
  private static let shown = 5

  mutating func add(_ kind: StatedRelationships) {
    if !kinds.contains(kind) { kinds.append(kind) }
  }

  /// Notes a node of the graph that a record means, with what the graph has and the record does not say.
  mutating func note(
    _ node: ImportedNode, id: Int, name: String, _ unstated: [(key: Text, value: Value)],
    in report: inout ImportReport
  ) {
    if let group = node.reference?.group, kinds.contains(where: { $0.group == group }) {
      known[group, default: [:]][id] = Known(name: name, place: node.place)
    }
    for (key, value) in unstated {
      values += 1
      guard values <= Self.shown else { continue }
      report.noteWarning(
        "The graph has \(key) \(ElementText.shown(value)) of \(name), where the source says nothing; "
          + "it was kept", at: node.place)
    }
  }

  /// Tells of values beyond those that were told one by one.
  func tellValues(in report: inout ImportReport, at place: SourcePlace) {
    guard values > Self.shown else { return }
    report.noteWarning(
      "\(Words.counted(values, "value", "values")) of the graph in all "
        + "are blank in the source, and were kept", at: place)
  }

  /// Tells of relationships that no record has stated, among `left`.
  func tellRelationships(
    among left: [RelationshipEnds: Int], in report: inout ImportReport, at place: SourcePlace,
    labels: (Int) throws -> (labels: [Text], name: String)
  ) throws {
    var found: [(message: String, place: SourcePlace, ends: RelationshipEnds)] = []
    for (ends, count) in left {
      for kind in kinds where kind.type == ends.type {
        let (row, other) = kind.isOutgoing ? (ends.start, ends.end) : (ends.end, ends.start)
        guard let known = known[kind.group]?[row] else { continue }
        let (labels, name) = try labels(other)
        guard kind.otherLabels.allSatisfy({ labels.contains($0) }) else { continue }
        let many = count == 1 ? "" : " (\(count) times)"
        found.append(
          (
            "The graph has \(ends.type)\(many) \(kind.isOutgoing ? "from" : "to") \(known.name) "
              + "\(kind.isOutgoing ? "to" : "from") \(name), which the source does not state; it was kept",
            known.place, ends
          ))
        break
      }
    }
    found.sort {
      ($0.ends.start, $0.ends.end, $0.ends.type) < ($1.ends.start, $1.ends.end, $1.ends.type)
    }
    for one in found.prefix(Self.shown) { report.noteWarning(one.message, at: one.place) }
    guard found.count > Self.shown else { return }
    report.noteWarning(
      "\(Words.counted(found.count, "relationship", "relationships")) of the graph in all are not "
        + "stated by the source, and were kept", at: place)
  }
}
