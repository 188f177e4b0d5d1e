import GraphIndex
import GraphModel

// Gates that are one match which needs one set of sources: most gates of most answers.
extension EvidenceReader {
  /// Gives the sources that a gate needs, in rising order, where it is one match that needs one set of
  /// them; false where it is none.
  package func takeSources(
    ofMatch handle: AnnotationHandle, into sources: inout [NodePosition]
  ) -> Bool {
    unreadClaims.removeAll(keepingCapacity: true)
    return takeMatch(handle, &sources, &unreadClaims) != nil
  }

  /// Adds the claims of a gate that is one match which needs one set of sources, and gives these in
  /// rising order.
  ///
  /// Most gates of most answers are such, and there may be hundreds of thousands: nothing is made for one.
  ///
  /// - Returns: Whether the match rests on something not being there; nil where the gate is no such match.
  func takeMatch(
    _ handle: AnnotationHandle, _ sources: inout [NodePosition],
    _ claims: inout [RelationshipHandle]
  ) -> Bool? {
    sources.removeAll(keepingCapacity: true)
    openGates.removeAll(keepingCapacity: true)
    openGates.append(handle)
    let claimCount = claims.count
    var restsOnAbsence = false
    while let next = openGates.popLast() {
      var isMatch = true
      switch circuit.kind(next) {
      case .product:
        let (a, b) = circuit.inputs(next)
        openGates.append(b)
        openGates.append(a)
      case .one: continue
      case .absence: restsOnAbsence = true
      case .node: isMatch = take(NodePosition(circuit.element(next)), &sources)
      case .relationship:
        let relationship = circuit.element(next)
        let ends = view.ends(of: relationship)
        isMatch = take(ends.start, &sources) && take(ends.end, &sources)
        if isMatch, let isClaim = takeOwn(relationship, ends, &sources) {
          if isClaim { claims.append(relationship) }
        } else {
          isMatch = false
        }
      default: isMatch = false
      }
      if !isMatch {
        claims.removeLast(claims.count - claimCount)
        return nil
      }
    }
    if sources.count > 1 { sources.sort() }
    return restsOnAbsence
  }

  /// Adds the source that a node needs; false where there are several of which one will do.
  private func take(_ node: NodePosition, _ sources: inout [NodePosition]) -> Bool {
    switch needs[node] {
    case .nothing: return true
    case .itself:
      if !sources.contains(node) { sources.append(node) }
      return true
    case .others: return need(needs.sources(of: node), &sources)
    }
  }

  /// Adds what a relationship needs beside its ends: whether it has sources of its own, and so is a claim,
  /// or nil where there are several of which one will do.
  private func takeOwn(
    _ relationship: RelationshipHandle, _ ends: (start: NodePosition, end: NodePosition),
    _ sources: inout [NodePosition]
  ) -> Bool? {
    if let counts = endsThatCount[relationshipType(relationship)] {
      return counts.start && needs[ends.start] == .itself
        || counts.end && needs[ends.end] == .itself
    }
    guard let own = circuit.elements.sources(of: relationship, view), !own.isEmpty else {
      return false
    }
    if isThere(own, ends) { return true }
    return need(own, &sources) ? true : nil
  }

  /// Whether a relationship has what it needs with an end that is one of its sources.
  private func isThere(
    _ own: [NodePosition], _ ends: (start: NodePosition, end: NodePosition)
  ) -> Bool {
    [ends.start, ends.end].contains { end in
      let sources = self.sources(of: end)
      return sources.count == 1 && own.contains(sources[0])
    }
  }

  private func need(_ alternatives: [NodePosition], _ sources: inout [NodePosition]) -> Bool {
    guard alternatives.count == 1 else { return alternatives.isEmpty }
    if !sources.contains(alternatives[0]) { sources.append(alternatives[0]) }
    return true
  }

  /// The match that a gate is, where it is one and needs one set of sources.
  func lone(
    _ handle: AnnotationHandle
  ) -> (sources: [NodePosition], entry: RowMatches.Entry)? {
    var sources: [NodePosition] = []
    var entry = RowMatches.Entry()
    guard let restsOnAbsence = takeMatch(handle, &sources, &entry.claims) else { return nil }
    entry.restsOnAbsence = restsOnAbsence
    return (sources, entry)
  }

  func evidenceOfMatch(_ row: AnnotationHandle) -> RowEvidence? {
    guard let (sources, entry) = lone(row) else { return nil }
    return RowEvidence(
      witnesses: .groups([sources]), sources: sources, claims: once(entry.claims),
      restsOnAbsence: entry.restsOnAbsence)
  }

  func once(_ claims: [RelationshipHandle]) -> [RelationshipHandle] {
    if claims.count < 2 { return claims }
    var sorted = claims.sorted()
    var kept = 1
    for place in 1..<sorted.count where sorted[place] != sorted[kept - 1] {
      sorted[kept] = sorted[place]
      kept += 1
    }
    sorted.removeLast(sorted.count - kept)
    return sorted
  }

  /// The sources of which a node needs one; none where it needs none.
  func sources(of node: NodePosition) -> [NodePosition] {
    switch needs[node] {
    case .nothing: []
    case .itself: [node]
    case .others: needs.sources(of: node)
    }
  }

  /// Hands on the sources of each of which a relationship needs one: those of its ends and its own.
  ///
  /// - Returns: Whether it has sources of its own, and so is a claim.
  func forEachNeed(
    of relationship: RelationshipHandle, _ body: ([NodePosition]) -> Void
  ) -> Bool {
    let ends = view.ends(of: relationship)
    body(sources(of: ends.start))
    body(sources(of: ends.end))
    guard let own = circuit.elements.sources(of: relationship, view), !own.isEmpty else {
      return false
    }
    if !isThere(own, ends) { body(own) }
    return true
  }
}
