import GraphIndex
import GraphModel

/// Works out what the gates of a circuit mean for the rows of an answer.
package final class EvidenceReader {
  private let circuit: ProvenanceCircuit
  private let view: GraphView
  private let limit: Int
  private let givesAllClaims: Bool
  /// What was worked out of gates that several rows share.
  private var known: [AnnotationHandle: RowMatches] = [:]
  private var groups: [AnnotationHandle: Group] = [:]
  private var sourcesOfNodes: [NodePosition: [NodePosition]] = [:]

  /// What a group has taken in.
  private struct Group {
    var sources: Set<NodePosition> = []
    var carried: [NodePosition: CarriedMatches] = [:]
  }

  /// - Parameters:
  ///   - limit: How many groups of sources a row may have before only its sources are told.
  ///   - givesAllClaims: Whether claims count of matches that need more than another does.
  package init(
    _ circuit: ProvenanceCircuit, _ view: GraphView, limit: Int = 64, givesAllClaims: Bool = false
  ) {
    self.circuit = circuit
    self.view = view
    self.limit = limit
    self.givesAllClaims = givesAllClaims
  }

  /// What is known of the evidence of a row.
  package func evidence(of row: AnnotationHandle) -> RowEvidence {
    let inside = groupsInside(row)
    if inside.isEmpty, let (sources, entry) = lone(row) {
      return RowEvidence(
        witnesses: .groups([sources]), sources: sources, claims: Set(entry.claims).sorted(),
        restsOnAbsence: entry.restsOnAbsence)
    }
    let matches = matches(of: row)
    var result = evidence(of: matches)
    guard !inside.isEmpty else { return result }
    var sources = Set(result.sources)
    var carried: [NodePosition: CarriedMatches] = [:]
    for handle in inside {
      let group = group(handle)
      sources.formUnion(group.sources)
      carried.merge(group.carried) {
        CarriedMatches(alone: $0.alone + $1.alone, shared: $0.shared + $1.shared)
      }
    }
    result.sources = sources.sorted()
    result.carried = carried
    return result
  }

  private func evidence(of matches: RowMatches) -> RowEvidence {
    if let lost = matches.overflow {
      let sources = lost.sources.sorted()
      return RowEvidence(
        witnesses: .tooMany(sources), sources: sources, claims: lost.claims.sorted(),
        restsOnAbsence: matches.valueRestsOnAbsence)
    }
    let least = matches.least
    let entries = least.compactMap { matches.entries[$0] }
    let counted = givesAllClaims ? Array(matches.entries.values) : entries
    let witnesses =
      least.count > limit
      ? Witnesses.tooMany(Set(least.joined()).sorted()) : .groups(least)
    return RowEvidence(
      witnesses: witnesses, sources: witnesses.sources,
      claims: counted.reduce(into: Set()) { $0.formUnion($1.claims) }.sorted(),
      restsOnAbsence: matches.valueRestsOnAbsence || entries.contains(where: \.restsOnAbsence))
  }

  // MARK: Gates

  /// The gates whose product a gate is, in the order in which they were joined.
  private func factors(of handle: AnnotationHandle) -> [AnnotationHandle] {
    var found: [AnnotationHandle] = []
    var open = [handle]
    while let next = open.popLast() {
      if circuit.kind(next) == .product {
        let (a, b) = circuit.inputs(next)
        open.append(b)
        open.append(a)
      } else {
        found.append(next)
      }
    }
    return found
  }

  /// The gates of which a sum, or what a group has gathered, is made.
  private func terms(of handle: AnnotationHandle, _ kind: ProvenanceCircuit.Kind)
    -> [AnnotationHandle]
  {
    var found: [AnnotationHandle] = []
    var open = [handle]
    while let next = open.popLast() {
      if circuit.kind(next) == kind {
        let (a, b) = circuit.inputs(next)
        open.append(b)
        open.append(a)
      } else if next != .zero {
        found.append(next)
      }
    }
    return found
  }

  /// The match that a gate is, where it is one and needs one set of sources.
  private func lone(
    _ handle: AnnotationHandle
  ) -> (sources: [NodePosition], entry: RowMatches.Entry)? {
    var sources: [NodePosition] = []
    var entry = RowMatches.Entry()
    func need(_ alternatives: [NodePosition]) -> Bool {
      guard alternatives.count == 1 else { return alternatives.isEmpty }
      if !sources.contains(alternatives[0]) { sources.append(alternatives[0]) }
      return true
    }
    for factor in factors(of: handle) {
      switch circuit.kind(factor) {
      case .one: continue
      case .absence: entry.restsOnAbsence = true
      case .node:
        guard need(self.sources(of: NodePosition(circuit.element(factor)))) else { return nil }
      case .relationship:
        let relationship = circuit.element(factor)
        for alternatives in needs(of: relationship, &entry) {
          guard need(alternatives) else { return nil }
        }
      default: return nil
      }
    }
    return (sources.sorted(), entry)
  }

  /// The sources of which a node needs one; none where it needs none.
  private func sources(of node: NodePosition) -> [NodePosition] {
    if let known = sourcesOfNodes[node] { return known }
    let found = circuit.elements.sources(of: node, view) ?? []
    sourcesOfNodes[node] = found
    return found
  }

  /// The sources of each of which a relationship needs one: its own and those of its ends.
  private func needs(
    of relationship: RelationshipHandle, _ entry: inout RowMatches.Entry
  ) -> [[NodePosition]] {
    let ends = view.ends(of: relationship)
    var needs = [sources(of: ends.start), sources(of: ends.end)]
    if let own = circuit.elements.sources(of: relationship, view), !own.isEmpty {
      entry.claims.append(relationship)
      // With an end that is one of them it has what it needs.
      if !needs.contains(where: { $0.count == 1 && own.contains($0[0]) }) { needs.append(own) }
    }
    return needs
  }

  /// The matches that a gate stands for.
  private func matches(of handle: AnnotationHandle) -> RowMatches {
    if let known = known[handle] { return known }
    var result = RowMatches.one
    for factor in factors(of: handle) {
      switch circuit.kind(factor) {
      case .one, .product: continue
      case .zero, .gathered: return RowMatches()
      case .absence:
        var absence = RowMatches()
        absence.add([], .init(restsOnAbsence: true))
        result = result.joined(with: absence)
      case .node:
        result = result.joined(
          with: any(of: sources(of: NodePosition(circuit.element(factor))), .init()))
      case .relationship:
        var entry = RowMatches.Entry()
        let needs = needs(of: circuit.element(factor), &entry)
        var own = RowMatches()
        own.add([], entry)
        result = result.joined(with: own)
        for need in needs { result = result.joined(with: any(of: need, .init())) }
      case .times: result = result.joined(with: matches(of: circuit.inputs(factor).0))
      case .sum:
        result = result.joined(
          with: shared(factor) { reader in
            var sum = RowMatches()
            for term in reader.terms(of: factor, .sum) { sum.add(reader.matches(term)) }
            return sum
          })
      case .group: result = result.joined(with: shared(factor) { $0.matchesGathered(by: factor) })
      }
    }
    return result
  }

  private func any(of sources: [NodePosition], _ entry: RowMatches.Entry) -> RowMatches {
    var matches = RowMatches()
    if sources.isEmpty { matches.add([], entry) }
    for source in sources { matches.add([source], entry) }
    return matches
  }

  /// What a gate means that rows share, worked out once.
  private func shared(
    _ handle: AnnotationHandle, _ make: (EvidenceReader) -> RowMatches
  ) -> RowMatches {
    if let known = known[handle] { return known }
    let made = make(self)
    known[handle] = made
    return made
  }

  /// The same as ``matches(of:)``, by the short way where there is one.
  private func matches(_ handle: AnnotationHandle) -> RowMatches {
    guard let (sources, entry) = lone(handle) else { return matches(of: handle) }
    var matches = RowMatches()
    matches.add(sources, entry)
    return matches
  }

  // MARK: Groups

  /// The groups that a row is, or was joined from.
  private func groupsInside(_ handle: AnnotationHandle) -> [AnnotationHandle] {
    var found: [AnnotationHandle] = []
    var seen: Set<AnnotationHandle> = []
    var open = [handle]
    while let next = open.popLast() {
      switch circuit.kind(next) {
      case .product, .sum:
        guard seen.insert(next).inserted else { continue }
        let (a, b) = circuit.inputs(next)
        open.append(a)
        open.append(b)
      case .group: if seen.insert(next).inserted { found.append(next) }
      default: continue
      }
    }
    return found
  }

  private func matchesGathered(by group: AnnotationHandle) -> RowMatches {
    _ = self.group(group)
    return known[group] ?? .one
  }

  /// What a group has taken in; with it, ``known`` has its matches.
  private func group(_ handle: AnnotationHandle) -> Group {
    if let group = groups[handle] { return group }
    var group = Group()
    var all = RowMatches()
    let gathered = terms(of: circuit.inputs(handle).0, .gathered)
    for term in gathered {
      var (row, times) = (term, UInt64(1))
      if circuit.kind(term) == .times {
        let (inner, count) = circuit.inputs(term)
        (row, times) = (inner, circuit.counts[Int(count.number)])
      }
      take(row, times, into: &group, &all)
    }
    if gathered.isEmpty {
      // A count of nothing rests on nothing being there.
      all = .one
      all.valueRestsOnAbsence = true
    }
    groups[handle] = group
    known[handle] = all
    return group
  }

  private func take(
    _ row: AnnotationHandle, _ times: UInt64, into group: inout Group, _ all: inout RowMatches
  ) {
    var sources: [NodePosition]
    if let (needed, entry) = lone(row) {
      sources = needed
      all.add(needed, entry)
      if entry.restsOnAbsence { all.valueRestsOnAbsence = true }
    } else {
      let matches = matches(of: row)
      let evidence = evidence(of: matches)
      all.add(matches)
      if evidence.restsOnAbsence { all.valueRestsOnAbsence = true }
      var occurring = Set(evidence.sources)
      for inner in groupsInside(row) { occurring.formUnion(self.group(inner).sources) }
      sources = occurring.sorted()
    }
    group.sources.formUnion(sources)
    if sources.count == 1 {
      group.carried[sources[0], default: .init()].alone &+= times
    } else {
      for source in sources { group.carried[source, default: .init()].shared &+= times }
    }
  }
}
