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
  private var claims: [RelationshipHandle: (place: ClaimPlace, value: Value)] = [:]

  init(
    _ request: BoundEvidence.Request, _ circuit: ProvenanceCircuit, _ sources: SchemaSources,
    _ context: ExecutionContext, limit: Int
  ) {
    self.request = request
    self.sources = sources
    self.context = context
    self.limit = limit
    reader = EvidenceReader(
      circuit, context.view, limit: limit, givesAllClaims: request.givesAllClaims)
  }

  /// So many claims are kept for the case that other rows have them too.
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
    row.append(list(of: evidence.sources))
    var found: [(place: ClaimPlace, value: Value)] = []
    for claim in evidence.claims { found.append(self.claim(claim)) }
    found.sort { $0.place < $1.place }
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

  /// The names of sources as a list, sorted.
  private func list(of sources: [NodePosition]) -> Value {
    if sources.count == 1 { return .list([.text(name(sources[0]))]) }
    return .list(sources.map(name).sorted().map { .text($0) })
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
      let entries = carried.map { (name: name($0), matches: $1) }.sorted { $0.name < $1.name }
      map["carried"] = .list(
        entries.map { entry in
          .map(
            MapValue(
              like: Self.carriedKeys,
              [
                .text(entry.name), .integer(Int(clamping: entry.matches.alone)),
                .integer(Int(clamping: entry.matches.shared)),
              ]))
        })
    }
    return map.isEmpty ? .null : .map(map)
  }

  // MARK: Claims

  private func claim(_ handle: RelationshipHandle) -> (place: ClaimPlace, value: Value) {
    if let known = claims[handle] { return known }
    let view = context.view
    let properties = view.relationshipProperties(handle)
    let number = view.relationshipID(handle)
    let type = view.types[relationshipType(handle)]
    var map = MapValue(
      like: Self.claimKeys,
      [
        properties["id"] ?? .integer(number), .integer(number), .text(type),
        stance(type, properties), properties["printed"] ?? .null, ClaimPlace.locator(properties),
        list(of: sources.sources(of: handle, view) ?? []),
      ])
    if let run = properties["import_run"] { map["import_run"] = run }
    let made = (ClaimPlace(properties, number), Value.map(map))
    if claims.count >= Self.mostKept { claims.removeAll() }
    claims[handle] = made
    return made
  }

  private func stance(_ type: Text, _ properties: MapValue) -> Value {
    if let stated = properties["stance"] { return stated }
    return SourceSchema.stances[type.string].map { .string($0) } ?? .null
  }
}

private func < (a: (Int, [Text]), b: (Int, [Text])) -> Bool {
  a.0 != b.0 ? a.0 < b.0 : a.1.lexicographicallyPrecedes(b.1)
}

/// Where a claim stands in what is read: by lines, then by characters; claims without a place come last,
/// in the order in which the graph has them.
struct ClaimPlace: Comparable {
  private let line: Int
  private let character: Int
  private let number: Int

  /// The properties that tell a place.
  private static let keys: [Text] = [
    "line_start", "line_end", "lines", "page", "page_from", "page_to", "char_start", "char_end",
    "locator",
  ]

  init(_ properties: MapValue, _ number: Int) {
    func integer(_ key: Text) -> Int? {
      if case .integer(let value)? = properties[key] { value } else { nil }
    }
    var first: Int?
    if case .text(let lines)? = properties["lines"] {
      // Of `178-180;doc2:25` the first number.
      first = Int(lines.string.prefix { $0.isASCII && $0.isNumber })
    }
    line = integer("line_start") ?? first ?? .max
    character = integer("char_start") ?? .max
    self.number = number
  }

  static func < (a: ClaimPlace, b: ClaimPlace) -> Bool {
    (a.line, a.character, a.number) < (b.line, b.character, b.number)
  }

  /// What the properties of a claim say of its place; null where they say nothing.
  static func locator(_ properties: MapValue) -> Value {
    var map = MapValue()
    for key in keys { if let value = properties[key], !value.isNull { map[key] = value } }
    return map.isEmpty ? .null : .map(map)
  }
}
