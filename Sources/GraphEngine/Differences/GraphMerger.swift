import GraphIndex
import GraphModel

/// The merging of a graph into another, within one transaction.
struct GraphMerger {
  /// The property in which an element carries the run that made it.
  private static let run: Text = "import_run"
  /// The runs that made it in graphs that were merged into this one.
  private static let otherRuns: Text = "also_import_runs"

  private(set) var report = GraphMerge()
  let loader: GraphLoader
  let comparison: GraphComparison
  private var base: MergeBase?
  private let names: (first: String, second: String)
  /// The numbers of nodes that only the other graph had, by their positions there.
  private var added: [NodePosition: Int] = [:]
  /// Conflicts that were kept before, by their names.
  private var known: [Text: Node] = [:]
  /// The names of the conflicts of this merge.
  private var kept: Set<String> = []
  /// Conflicts that come with the other graph, which speak of elements by its numbers.
  var brought: [(conflict: Int, properties: MapValue)] = []
  /// The numbers of relationships in this graph, by those in the other, as far as such conflicts speak of them.
  var renumbered: [Int: Int?] = [:]

  init(
    _ loader: GraphLoader, _ first: ComparedGraph, _ second: ComparedGraph, _ base: ComparedGraph?,
    _ names: (first: String, second: String)
  ) throws {
    self.loader = loader
    self.names = names
    comparison = try GraphComparison(first, second, unnamed: .byNeighbours)
    self.base = try base.map { try MergeBase($0, first, second) }
    guard let label = first.view.labels.number(of: MergeConflict.label) else { return }
    let mask = first.view.labelMask { $0.contains(label) }
    for p in 0..<NodePosition(first.view.nodeLimit)
    where mask[first.view.labelSet(of: p)] && first.view.isLive(p) {
      let node = first.view.fullNode(p)
      if case .text(let id)? = node.contents?.properties["id"] { known[id] = node }
    }
  }

  mutating func run() throws {
    try comparison.forEachNodePair { p, q in try merge(node: p, q) }
    try comparison.checkSound()
    var pairs: [RelationshipMatching.Pair] = []
    try comparison.forEachRelationshipPair { x, y in
      if let x, let y { renumber(y, comparison.a.relationshipID(x)) }
      if !isSame(x, y), y != nil || base != nil { pairs.append((x, y)) }
    }
    try base?.find(pairs)
    try base?.checkSound()
    for (x, y) in pairs { try merge(relationship: x, y) }
    try renumberConflicts()
    try comparison.checkSound()
  }

  // MARK: Nodes

  private mutating func merge(node p: NodePosition?, _ q: NodePosition?) throws {
    switch (p, q) {
    case (let p?, nil):
      guard base?.isRemovedFromSecond(p) == true else { return }
      let number = comparison.a.nodeID(p)
      try keep(removed(comparison.keysA.name(of: p), number, first: true, isNode: true), [number])
    case (nil, let q?):
      let contents = comparison.b.fullNode(q).contents
      let number = try loader.addNode(
        labels: contents?.labels ?? [], properties: contents?.properties ?? [:])
      added[q] = number
      report.nodesAdded += 1
      if let contents, contents.labels.contains(MergeConflict.label) {
        bring(number, contents.properties)
      }
      guard base?.isRemovedFromFirst(q) == true else { return }
      try keep(removed(comparison.keysB.name(of: q), number, first: false, isNode: true), [number])
    case (let p?, let q?): try merge(p, q)
    case (nil, nil): return
    }
  }

  private mutating func merge(_ p: NodePosition, _ q: NodePosition) throws {
    let (a, b) = (comparison.a, comparison.b)
    let (first, second) = (a.nodeProperties(p), b.nodeProperties(q))
    let (labels, others) = (Set(a.labels(of: p)), Set(b.labels(of: q)))
    if labels == others, first.isSame(as: second) { return }
    let number = a.nodeID(p)
    // A conflict is what it is in the graph where it was found.
    if labels.contains(MergeConflict.label) { return }
    let origin = base?.node(p, q)
    let merged = mergedProperties(
      first, second, origin.flatMap { base?.view.nodeProperties($0) })
    var adding = others.subtracting(labels)
    var gone: Set<Text> = []
    if let origin, let view = base?.view {
      let before = Set(view.labels(of: origin))
      adding.subtract(before)
      gone = before.subtracting(others).intersection(labels)
    }
    if !merged.setting.isEmpty || !adding.isEmpty || !gone.isEmpty {
      try loader.updateNode(number, adding: adding.sorted(), setting: merged.setting)
      if !gone.isEmpty { try loader.removeLabels(gone.sorted(), from: number) }
      report.nodesChanged += 1
    }
    let name = comparison.keysA.name(of: p).withKind
    for conflict in merged.conflicts {
      try keep(
        valueConflict(conflict, name, number, (first, second), isNode: true), [number])
    }
  }

  // MARK: Relationships

  private func isSame(_ x: RelationshipHandle?, _ y: RelationshipHandle?) -> Bool {
    guard let x, let y else { return false }
    let (from, to) = (comparison.a.ends(of: x), ends(y))
    return from.start == to.start && from.end == to.end
      && comparison.a.relationshipProperties(x)
        .isSame(as: comparison.b.relationshipProperties(y))
  }

  /// Where a relationship of the other graph leads, as positions of this one.
  private func ends(_ y: RelationshipHandle) -> (start: NodePosition, end: NodePosition) {
    let ends = comparison.b.ends(of: y)
    return (comparison.nodes.before[Int(ends.start)], comparison.nodes.before[Int(ends.end)])
  }

  private mutating func merge(
    relationship x: RelationshipHandle?, _ y: RelationshipHandle?
  ) throws {
    switch (x, y) {
    case (let x?, nil):
      guard base?.isRemovedFromSecond(relationship: x) == true else { return }
      let number = comparison.a.relationshipID(x)
      try keep(
        removed(comparison.keysA.name(of: x), number, first: true, isNode: false), numbers(x))
    case (nil, let y?):
      let (number, places) = try add(y)
      guard base?.isRemovedFromFirst(relationship: y) == true else { return }
      try keep(
        removed(comparison.keysB.name(of: y), number, first: false, isNode: false), places)
    case (let x?, let y?): try merge(x, y)
    case (nil, nil): return
    }
  }

  private mutating func add(_ y: RelationshipHandle) throws -> (number: Int, places: [Int]) {
    let b = comparison.b
    let (from, to) = (try number(b.ends(of: y).start), try number(b.ends(of: y).end))
    let id = try loader.addRelationship(
      type: b.types[relationshipType(y)], start: from, end: to,
      properties: b.relationshipProperties(y))
    report.relationshipsAdded += 1
    renumber(y, id)
    return (id, [from, to])
  }

  /// The number in this graph of a node of the other.
  func number(_ q: NodePosition) throws -> Int {
    let p = comparison.nodes.before[Int(q)]
    if p != noNode { return comparison.a.nodeID(p) }
    guard let number = added[q] else { throw Diagnostic.noNode(comparison.b.nodeID(q)) }
    return number
  }

  private func numbers(_ x: RelationshipHandle) -> [Int] {
    let ends = comparison.a.ends(of: x)
    return [comparison.a.nodeID(ends.start), comparison.a.nodeID(ends.end)]
  }

  private mutating func merge(_ x: RelationshipHandle, _ y: RelationshipHandle) throws {
    let (a, b) = (comparison.a, comparison.b)
    let (first, second) = (a.relationshipProperties(x), b.relationshipProperties(y))
    let origin = base?.relationship(x, y)
    var relationship = a.fullRelationship(x)
    let name = comparison.keysA.name(of: x).withKind
    let (from, to) = (a.ends(of: x), ends(y))
    if from.start != to.start || from.end != to.end {
      let old = origin.flatMap { base?.ends($0) }
      if let old, old == from {
        // Only the other has led it elsewhere.
        relationship = try loader.moveRelationship(
          relationship, start: try number(b.ends(of: y).start), end: try number(b.ends(of: y).end))
        report.relationshipsChanged += 1
      } else if let old, old == to {
      } else {
        let (number, places) = try add(y)
        return try keep(
          MergeConflict(
            id: "\(name) ends", kind: .ends, element: name, isNode: false,
            number: a.relationshipID(x), otherNumber: number, property: nil,
            first: .string(text(a, from, comparison.keysA)),
            second: .string(text(b, b.ends(of: y), comparison.keysB)), base: .null,
            runs: (first[Self.run] ?? .null, second[Self.run] ?? .null)),
          numbers(x) + places)
      }
    }
    let merged = mergedProperties(
      first, second, origin.flatMap { base?.view.relationshipProperties($0) })
    if !merged.setting.isEmpty {
      try loader.update(relationship, setting: merged.setting)
      report.relationshipsChanged += 1
    }
    for conflict in merged.conflicts {
      try keep(
        valueConflict(conflict, name, relationship.id, (first, second), isNode: false),
        numbers(x))
    }
  }

  private func text(
    _ view: GraphView, _ ends: (start: NodePosition, end: NodePosition), _ keys: ElementKeys
  ) -> String {
    "\(keys.name(of: ends.start).withKind) → \(keys.name(of: ends.end).withKind)"
  }

  // MARK: Properties

  private struct Disagreement {
    var key: Text
    var first: Value
    var second: Value
    var base: Value
  }

  /// What is to be set of the second, and what neither can give way in.
  private func mergedProperties(
    _ first: MapValue, _ second: MapValue, _ base: MapValue?
  ) -> (setting: MapValue, conflicts: [Disagreement]) {
    var setting = MapValue()
    var conflicts: [Disagreement] = []
    for key in Set(first.keys).union(second.keys).sorted() {
      let (x, y) = (first[key] ?? .null, second[key] ?? .null)
      if x.isSame(as: y) || key == Self.run || key == Self.otherRuns { continue }
      if let base {
        let old = base[key] ?? .null
        if x.isSame(as: old) {
          setting[key] = y
        } else if !y.isSame(as: old) {
          conflicts.append(Disagreement(key: key, first: x, second: y, base: old))
        }
      } else if x.isNull {
        setting[key] = y
      } else if !y.isNull {
        conflicts.append(Disagreement(key: key, first: x, second: y, base: .null))
      }
    }
    // An element that two imports have made comes from both.
    let own = first[Self.run] ?? .null
    var runs = Self.runs(first[Self.otherRuns])
    let before = runs.count
    for run in Self.runs(second[Self.run]) + Self.runs(second[Self.otherRuns])
    where !runs.contains(run) && run != own {
      if own.isNull, setting[Self.run] == nil { setting[Self.run] = run } else { runs.append(run) }
    }
    if runs.count > before { setting[Self.otherRuns] = .list(runs) }
    return (setting, conflicts)
  }

  private static func runs(_ value: Value?) -> [Value] {
    switch value {
    case nil, .null?: []
    case .list(let runs)?: runs
    case let run?: [run]
    }
  }

  // MARK: Conflicts

  private func valueConflict(
    _ found: Disagreement, _ name: String, _ number: Int,
    _ maps: (first: MapValue, second: MapValue),
    isNode: Bool
  ) -> MergeConflict {
    MergeConflict(
      id: "\(name) \(found.key)", kind: .value, element: name, isNode: isNode, number: number,
      otherNumber: nil, property: found.key, first: found.first, second: found.second,
      base: found.base,
      runs: (maps.first[Self.run] ?? .null, maps.second[Self.run] ?? .null))
  }

  /// That one of the two has removed what the other still has.
  private func removed(
    _ name: ElementName, _ number: Int, first: Bool, isNode: Bool
  ) -> MergeConflict {
    MergeConflict(
      id: "\(name.withKind) removed", kind: .removed, element: name.withKind, isNode: isNode,
      number: number, otherNumber: nil, property: nil, first: .boolean(first),
      second: .boolean(!first),
      base: true, runs: (.null, .null))
  }

  /// Keeps a conflict in the graph, unless a person has decided this very one before.
  private mutating func keep(_ found: MergeConflict, _ places: [Int]) throws {
    var conflict = found
    // Where several elements have one name, the numbers tell their conflicts apart.
    if !kept.insert(conflict.id).inserted { conflict.id += " #\(conflict.number)" }
    let properties = conflict.properties(named: names)
    if let node = known[Text(conflict.id)], let old = node.contents?.properties {
      let isKnown = ["first", "second"].allSatisfy { (key: Text) in
        (old[key] ?? .null).isSame(as: properties[key] ?? .null)
      }
      let isDecided = old["state"] != "open"
      // What was removed here, and comes again, is asked about again.
      let isBack = conflict.kind == .removed && conflict.first == false
      if isDecided, isKnown, !isBack { return }
      if !isKnown || isDecided {
        try loader.updateNode(node.id, setting: old.assignments(to: properties))
      }
      report.conflicts.append(conflict)
      return
    }
    let node = try loader.addNode(labels: [MergeConflict.label], properties: properties)
    for place in Set(places).sorted() {
      _ = try loader.addRelationship(
        type: MergeConflict.type, start: node, end: place, properties: [:])
    }
    report.conflicts.append(conflict)
  }
}
