import GraphEngine
import GraphModel

/// Relationships that come together.
extension GraphLoadSink {
  mutating func add(_ run: RelationshipRun) throws {
    // The ends of all are looked up first, one next to the other: where the table of nodes is larger than
    // the processor's caches, it waits for several of them at once.
    let ends = references.ends(of: run)
    for index in run.elements.indices {
      let element = run.elements[index]
      // What joins nodes that were there before may be there itself, and is looked at for itself.
      guard !policy.record, let start = ends[index].start, let end = ends[index].end,
        !start.isMerged || !end.isMerged
      else {
        try add(run.relationship(element))
        continue
      }
      report.relationships.read += 1
      let shape = run.shapes[Int(element.shape)]
      do {
        try target.addRelationship(
          of: shape, start: start.id, end: end.id,
          values: run.values[element.firstValue..<element.firstValue &+ shape.keys.count])
        report.relationships.created += 1
      } catch {
        try refuse(run.relationship(element), error)
      }
      try tick()
    }
  }

  /// Leaves out a relationship that the graph cannot hold, where the import goes on without it.
  private mutating func refuse(_ relationship: ImportedRelationship, _ error: any Error) throws {
    do {
      try relationship.place.locating { throw error }
    } catch let error as ImportError {
      try refuse(relationship, error)
    }
  }
}

extension SourceNodes {
  /// The two nodes of each relationship; nil where one has not come.
  fileprivate func ends(of run: RelationshipRun) -> [(start: Entry?, end: Entry?)] {
    let groups = run.shapes.map { (start: group($0.start.name), end: group($0.end.name)) }
    return run.elements.map { element in
      let (start, end) = groups[Int(element.shape)]
      return (
        start.flatMap { entry(Int(element.start), in: $0) },
        end.flatMap { entry(Int(element.end), in: $0) }
      )
    }
  }
}

extension GraphLoadSink {
  mutating func fold(_ count: Int) {
    report.nodes.read += count
    report.nodes.merged += count
    report.folded += count
  }

  mutating func state(all relationships: StatedRelationships) throws {
    guard policy.existing == .update, !target.wasEmpty else { return }
    unstated.add(relationships)
    // Those that the import makes are not among them.
    try existing.readRelationships()
  }

  /// Tells what of the graph a source that corrects it does not state.
  mutating func tellUnstated() throws {
    let place = SourcePlace(report.run.source)
    unstated.tellValues(in: &report, at: place)
    guard !unstated.kinds.isEmpty else { return }
    let target = target
    try unstated.tellRelationships(among: existing.untaken, in: &report, at: place) { id in
      guard let node = try target.node(id) else { return ([], "node \(id)") }
      let key = (["id", "name", "title"] as [Text]).first { node.properties[$0] != nil }
      let shown = key.flatMap { key in
        node.properties[key].map { "with \(key) \(ElementText.shown($0))" }
      }
      return (node.labels, "\(node.labels.first.map { "\($0) " } ?? "")\(shown ?? "(node \(id))")")
    }
  }

  mutating func keep(schema bytes: [UInt8], at place: SourcePlace) throws {
    do { _ = try SourceSchema(json: bytes) } catch {
      throw ImportError(error.message, at: place, hint: error.hint)
    }
    report.schema = (bytes, place)
  }
}
