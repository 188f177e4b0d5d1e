import CypherPlan
import CypherRuntime
import GraphIndex
import GraphModel

/// Makes the columns that EVIDENCE adds to the rows of an answer.
final class EvidenceColumns {
  private let request: BoundEvidence.Request
  private let reader: EvidenceReader
  private let sources: SchemaSources
  private let context: ExecutionContext
  private let limit: Int
  private var names: [NodePosition: Text] = [:]
  /// By source: the list with its name alone, as most claims have it.
  private var lists: [NodePosition: Value] = [:]
  /// By source: its place among all by their names, once long lists are sorted.
  private var ranks: [Int32] = []
  /// The claims that were made last, each in its only place.
  private var claims: [KeptClaim?] = []
  private var claimCount = 0
  private var properties: ClaimProperties

  init(
    _ request: BoundEvidence.Request, _ circuit: ProvenanceCircuit, _ sources: SchemaSources,
    _ context: ExecutionContext, limit: Int
  ) {
    self.request = request
    self.sources = sources
    self.context = context
    self.limit = limit
    properties = ClaimProperties(context.view)
    reader = EvidenceReader(
      circuit, context.view, limit: limit, givesAllClaims: request.givesAllClaims)
  }

  /// A claim as the rows that have it show it.
  private struct KeptClaim {
    var handle: RelationshipHandle
    var place: ClaimPlace
    var value: Value
  }

  /// So many claims are kept at most for the case that other rows have them too.
  private static let mostKept = 1 << 16
  private static let claimKeys: MapValue = [
    "id": .null, "relationship": .null, "type": .null, "stance": .null, "printed": .null,
    "locator": .null, "studies": .null,
  ]
  private static let carriedKeys: MapValue = ["study": .null, "alone": .null, "shared": .null]

  /// Adds what a row rests on to its values.
  func complete(_ row: inout [Value], _ handle: AnnotationHandle) throws(Diagnostic) {
    let evidence = reader.evidence(of: handle)
    for column in request.witnessColumns {
      row[column] = witnesses(evidence.witnesses)
    }
    let sources = inOrder(evidence.sources)
    row.append(list(of: sources))
    var found: [(place: ClaimPlace, value: Value)] = []
    found.reserveCapacity(evidence.claims.count)
    for claim in evidence.claims { found.append(self.claim(claim)) }
    if found.count > 1 { found.sort { $0.place < $1.place } }
    row.append(.list(found.map(\.value)))
    row.append(basis(evidence))
    try context.tick(evidence.sources.count + evidence.claims.count)
    try context.need((evidence.sources.count + evidence.claims.count * 8) * 64)
  }

  private func name(_ source: NodePosition) -> Text {
    if let known = names[source] { return known }
    let name = sources.name(of: source)
    names[source] = name
    return name
  }

  /// The names of sources in their order as a list; of one source, the same list wherever it stands.
  private func list(of sources: [NodePosition]) -> Value {
    guard sources.count == 1 else { return .list(inOrder(sources).map { .text(name($0)) }) }
    if let known = lists[sources[0]] { return known }
    let list = Value.list([.text(name(sources[0]))])
    lists[sources[0]] = list
    return list
  }

  /// Sources by their names; long lists by their ranks among all, of which each then is compared once.
  private func inOrder(_ sources: [NodePosition]) -> [NodePosition] {
    if sources.count < 2 { return sources }
    if sources.count < 256, ranks.isEmpty || sources.count < 16 { return byName(sources) }
    if ranks.isEmpty {
      let all = byName(self.sources.all)
      ranks = [Int32](repeating: .max, count: 1 + Int(all.max() ?? 0))
      for (rank, source) in all.enumerated() {
        ranks[Int(source)] = Int32(truncatingIfNeeded: rank)
      }
    }
    guard sources.allSatisfy({ Int($0) < ranks.count && ranks[Int($0)] != .max }) else {
      return byName(sources)
    }
    return sources.sorted { ranks[Int($0)] < ranks[Int($1)] }
  }

  private func byName(_ sources: [NodePosition]) -> [NodePosition] {
    sources.map { (name: name($0), source: $0) }.sorted { $0.name < $1.name }.map(\.source)
  }

  private func witnesses(_ witnesses: Witnesses) -> Value {
    guard case .groups(let groups) = witnesses else { return .null }
    return .list(
      groups.map { $0.map(name).sorted() }
        .sorted { ($0.count, $0) < ($1.count, $1) }
        .map { .list($0.map { .text($0) }) })
  }

  private func basis(_ evidence: RowEvidence) -> Value {
    var map = MapValue()
    if evidence.restsOnAbsence { map["rests_on_absence"] = .boolean(true) }
    if case .tooMany = evidence.witnesses { map["more_than"] = .integer(limit) }
    if let carried = evidence.carried {
      map["carried"] = .list(
        inOrder(carried.map(\.source)).map { source in
          let matches = Self.matches(of: source, in: carried)
          return .map(
            MapValue(
              like: Self.carriedKeys,
              [
                .text(name(source)), .integer(Int(clamping: matches.alone)),
                .integer(Int(clamping: matches.shared)),
              ]))
        })
    }
    return map.isEmpty ? .null : .map(map)
  }

  // MARK: Claims

  private func claim(_ handle: RelationshipHandle) -> (place: ClaimPlace, value: Value) {
    if let known = kept(handle) { return (known.place, known.value) }
    let view = context.view
    let number = view.relationshipID(handle)
    let type = view.types[relationshipType(handle)]
    properties.read(handle, view)
    let id = properties[.id]
    var map = MapValue(
      like: Self.claimKeys,
      [
        id.isNull ? .integer(number) : id, .integer(number), .text(type),
        stance(type, properties[.stance]), properties[.printed], properties.locator(),
        list(of: sources.sources(of: handle, view) ?? []),
      ])
    if !properties[.importRun].isNull { map["import_run"] = properties[.importRun] }
    let made = KeptClaim(
      handle: handle, place: ClaimPlace(properties, number), value: .map(map))
    keep(made)
    return (made.place, made.value)
  }

  private func place(of handle: RelationshipHandle) -> Int {
    Int(truncatingIfNeeded: (handle &* 0x9E37_79B9_7F4A_7C15) >> 32) & (claims.count - 1)
  }

  private func kept(_ handle: RelationshipHandle) -> KeptClaim? {
    guard !claims.isEmpty, let known = claims[place(of: handle)], known.handle == handle else {
      return nil
    }
    return known
  }

  private func keep(_ claim: KeptClaim) {
    claimCount += 1
    if claims.isEmpty || (claimCount > claims.count && claims.count < Self.mostKept) {
      let before = claims
      claims = [KeptClaim?](repeating: nil, count: max(64, before.count * 4))
      for known in before.compactMap(\.self) { claims[place(of: known.handle)] = known }
    }
    claims[place(of: claim.handle)] = claim
  }

  private func stance(_ type: Text, _ stated: Value) -> Value {
    if !stated.isNull { return stated }
    return SourceSchema.stances[type.string].map { .string($0) } ?? .null
  }

  private static func matches(
    of source: NodePosition, in carried: [(source: NodePosition, matches: CarriedMatches)]
  ) -> CarriedMatches {
    var (low, high) = (0, carried.count)
    while low < high {
      let middle = (low + high) / 2
      if carried[middle].source < source { low = middle + 1 } else { high = middle }
    }
    return low < carried.count ? carried[low].matches : CarriedMatches()
  }
}

private func < (a: (Int, [Text]), b: (Int, [Text])) -> Bool {
  a.0 != b.0 ? a.0 < b.0 : a.1.lexicographicallyPrecedes(b.1)
}
