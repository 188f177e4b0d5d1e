import GraphIndex
import GraphModel

/// Works out what the gates of a circuit mean for the rows of an answer.
package final class EvidenceReader {
  let circuit: ProvenanceCircuit
  let view: GraphView
  private let limit: Int
  private let givesAllClaims: Bool
  /// What was worked out of gates that several rows share.
  private var known: [AnnotationHandle: RowMatches] = [:]
  private var groups: [AnnotationHandle: Group] = [:]
  var needs: NodeNeeds
  /// By type: which ends are the sources of its relationships, where it is ends.
  let endsThatCount: [(start: Bool, end: Bool)?]
  private var tally = MatchTally()
  /// The gates of a product that are still to be looked at; empty between two products.
  var openGates: [AnnotationHandle] = []
  /// The claims of a match of which only the sources are asked.
  var unreadClaims: [RelationshipHandle] = []

  /// What a group has taken in.
  private struct Group {
    /// By source; every source that occurs is there.
    var carried: [NodePosition: CarriedMatches] = [:]

    /// Takes in a row that needs these sources, so many times.
    mutating func take(_ needed: [NodePosition], _ times: UInt64) {
      if needed.count == 1 {
        carried[needed[0], default: .init()].alone &+= times
      } else {
        for source in needed { carried[source, default: .init()].shared &+= times }
      }
    }
  }

  /// - Parameters:
  ///   - limit: How many groups of sources a row may have before only its sources are told.
  ///   - givesAllClaims: Whether claims count of matches that need more than another does.
  package init(
    _ circuit: ProvenanceCircuit, _ view: GraphView, limit: Int = 64, givesAllClaims: Bool = false
  ) {
    self.circuit = circuit
    self.view = view
    needs = NodeNeeds(circuit.elements, view)
    endsThatCount = (0..<view.types.count).map { circuit.elements.endsThatCount(ofType: $0) }
    self.limit = limit
    self.givesAllClaims = givesAllClaims
  }

  /// What is known of the evidence of a row.
  package func evidence(of row: AnnotationHandle) -> RowEvidence {
    if let known = evidenceOfMatch(row) ?? evidenceOfMatches(gatheredBy: row) { return known }
    let inside = groupsInside(row)
    let matches = matches(of: row)
    var result = evidence(of: matches)
    guard !inside.isEmpty else { return result }
    var sources = Set(result.sources)
    var carried: [NodePosition: CarriedMatches] = [:]
    for handle in inside {
      let group = group(handle)
      sources.formUnion(group.carried.keys)
      carried.merge(group.carried) {
        CarriedMatches(alone: $0.alone + $1.alone, shared: $0.shared + $1.shared)
      }
    }
    result.sources = sources.sorted()
    result.carried = carried.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
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
        var needs: [[NodePosition]] = []
        let relationship = circuit.element(factor)
        if forEachNeed(of: relationship, { needs.append($0) }) { entry.claims = [relationship] }
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

  /// The evidence of a group whose rows each are one match, where the sets that they need tell without
  /// comparison which of them are least: all of one source, or more of several than are told apart.
  private func evidenceOfMatches(gatheredBy row: AnnotationHandle) -> RowEvidence? {
    guard circuit.kind(row) == .group else { return nil }
    let gathered = terms(of: circuit.inputs(row).0, .gathered)
    if gathered.isEmpty { return nil }
    tally.removeAll()
    var (sources, claims): ([NodePosition], [RelationshipHandle]) = ([], [])
    var seen = SeenRelationships()
    var larger: Set<[NodePosition]> = []
    var (hasFree, isTooMany, restsOnAbsence) = (false, false, false)
    for term in gathered {
      let (match, times) = counted(term)
      guard let absence = takeMatch(match, &sources, &claims) else { return nil }
      restsOnAbsence = restsOnAbsence || absence
      tally.take(sources, times)
      if sources.isEmpty { hasFree = true }
      if sources.count > 1, !isTooMany, larger.insert(sources).inserted {
        isTooMany = larger.count > RowMatches.most
      }
      if claims.count >= 1 << 14 { seen.take(&claims) }
    }
    if !isTooMany, hasFree || !larger.isEmpty { return nil }
    let carried = tally.carried
    let all = carried.map(\.source)
    return RowEvidence(
      witnesses: isTooMany || all.count > limit ? .tooMany(all) : .groups(all.map { [$0] }),
      sources: all, claims: seen.isEmpty ? once(claims) : seen.all(with: claims),
      restsOnAbsence: restsOnAbsence, carried: carried)
  }

  /// What a group has gathered, and how often.
  private func counted(_ term: AnnotationHandle) -> (row: AnnotationHandle, times: UInt64) {
    guard circuit.kind(term) == .times else { return (term, 1) }
    let (inner, count) = circuit.inputs(term)
    return (inner, circuit.counts[Int(count.number)])
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
      let (row, times) = counted(term)
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
      for inner in groupsInside(row) { occurring.formUnion(self.group(inner).carried.keys) }
      sources = occurring.sorted()
    }
    group.take(sources, times)
  }
}
