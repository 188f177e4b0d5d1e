import GraphEngine
import GraphModel

/// The sink that puts records into a graph, within one transaction.
///
/// It resolves references, also to nodes that come later, refuses duplicates, finds nodes that the
/// graph has already, and accounts for every record.
struct GraphLoadSink: GraphSink {
  var report: ImportReport
  private let loader: GraphLoader
  private let policy: ImportPolicy
  private let progress: ((Int) throws -> Void)?
  private var existing: ExistingElements
  private var groups: [Group] = []
  private var files: [String] = []
  /// The labels of nodes that were added without comparing.
  private var uncompared: Set<Text> = []
  private var pending: [ImportedRelationship] = []
  /// How many records go by between two reports of progress.
  private static let progressInterval = 65_536

  private struct Group {
    var name: Text
    var nodes: [Text: Entry] = [:]
  }

  /// A node of the source: its id in the graph, where it stands, and whether it was there before.
  private struct Entry {
    var id: Int
    var file: Int32
    var line: Int32
    var isMerged: Bool
  }

  init(
    _ loader: GraphLoader, into graph: Graph, run: ImportRun, policy: ImportPolicy,
    progress: ((Int) throws -> Void)?
  ) {
    self.loader = loader
    self.policy = policy
    self.progress = progress
    existing = ExistingElements(graph)
    report = ImportReport(run: run)
  }

  mutating func add(_ node: ImportedNode) throws {
    report.nodes.read += 1
    try tick()
    let group = try checkedGroup(of: node)
    let merged = try mergedNode(node)
    let id: Int
    if let merged {
      id = merged
      report.nodes.merged += 1
    } else {
      id = try located(node.place) {
        try loader.addNode(labels: node.labels, properties: stamped(node.properties, node.place))
      }
      report.nodes.created += 1
      if node.key == nil { try noteUncompared(node) }
      existing.note(node, id: id)
    }
    if let group, let reference = node.reference {
      groups[group].nodes[reference.id] = Entry(
        id: id, file: fileIndex(node.place.file),
        line: Int32(clamping: node.place.line ?? 0), isMerged: merged != nil)
    }
  }

  mutating func add(_ relationship: ImportedRelationship) throws {
    report.relationships.read += 1
    try tick()
    if let start = entry(relationship.start), let end = entry(relationship.end) {
      try connect(relationship, from: start, to: end)
    } else {
      pending.append(relationship)
    }
  }

  mutating func skip(_ record: RecordKind, _ reason: String, at place: SourcePlace) throws {
    switch record {
    case .node:
      report.nodes.read += 1
      report.nodes.skipped += 1
    case .relationship:
      report.relationships.read += 1
      report.relationships.skipped += 1
    }
    report.noteSkip(record, reason, at: place)
    try tick()
  }

  mutating func warn(_ message: String, at place: SourcePlace) {
    report.noteWarning(message, at: place)
  }

  /// Adds the relationships that came before their nodes, and the run's node where it is wanted.
  mutating func finish(files: [ByteStream.Digest]) throws {
    for relationship in pending {
      if let start = entry(relationship.start), let end = entry(relationship.end) {
        try connect(relationship, from: start, to: end)
      } else if policy.dangling == .stop {
        throw dangling(relationship)
      } else {
        report.relationships.skipped += 1
        report.noteSkip(.relationship, "one of its nodes is missing", at: relationship.place)
      }
    }
    pending = []
    report.run.files = files
    if policy.record {
      report.recordNode = try loader.addNode(
        labels: [ImportRun.label], properties: report.run.properties)
    }
    for counts in [report.nodes, report.relationships] {
      precondition(
        counts.read == counts.created + counts.merged + counts.skipped,
        "every record must be accounted for")
    }
  }
}

extension GraphLoadSink {
  private mutating func tick() throws {
    guard let progress, report.read % Self.progressInterval == 0 else { return }
    try progress(report.read)
  }

  /// The position of the node's group, once it is sure that the reference is new in it.
  private mutating func checkedGroup(of node: ImportedNode) throws -> Int? {
    guard let reference = node.reference else { return nil }
    let group = groupIndex(reference.group)
    if let first = groups[group].nodes[reference.id] {
      let place = SourcePlace(
        files[Int(first.file)], line: first.line == 0 ? nil : Int(first.line))
      throw ImportError(
        "\(reference) occurs twice; the first is at \(place)", at: node.place,
        hint: "Give each node an id of its own")
    }
    return group
  }

  private mutating func groupIndex(_ name: Text) -> Int {
    // Sources have few groups, and records of one group follow each other.
    if let index = groups.lastIndex(where: { $0.name == name }) { return index }
    groups.append(Group(name: name))
    return groups.count - 1
  }

  private func entry(_ reference: NodeReference) -> Entry? {
    groups.last { $0.name == reference.group }?.nodes[reference.id]
  }

  private mutating func fileIndex(_ file: String) -> Int32 {
    if let index = files.lastIndex(of: file) { return Int32(index) }
    files.append(file)
    return Int32(files.count - 1)
  }

  /// The node of the graph that the record means, where there is one.
  private mutating func mergedNode(_ node: ImportedNode) throws -> Int? {
    guard let found = try existing.node(for: node) else { return nil }
    guard let difference = found.difference else { return found.id }
    let name = "\(node.labels.first.map { "\($0) " } ?? "")\(found.key)"
    let message = "\(name) is in the graph already (node \(found.id)), \(difference)"
    guard policy.existing == .keep else {
      throw ImportError(
        message, at: node.place,
        hint: "Mend one of the two, or import with existing=keep, which leaves the graph's as it is"
      )
    }
    report.noteWarning(message + "; the graph's was kept", at: node.place)
    return found.id
  }

  /// Warns, once for each label, of nodes that cannot be told from those that the graph has.
  private mutating func noteUncompared(_ node: ImportedNode) throws {
    guard let label = node.labels.first, uncompared.insert(label).inserted else { return }
    let count = existing.count(of: label)
    guard count > 0 else { return }
    report.noteWarning(
      "The graph had \(count) nodes with the label \(label) already; those of this import were not "
        + "compared with them, for no property was named that identifies a node (key=PROPERTY)",
      at: node.place)
  }

  private mutating func connect(
    _ relationship: ImportedRelationship, from start: Entry, to end: Entry
  ) throws {
    if start.isMerged, end.isMerged,
      try existing.takeRelationship(like: relationship, from: start.id, to: end.id)
    {
      report.relationships.merged += 1
      return
    }
    _ = try located(relationship.place) {
      try loader.addRelationship(
        type: relationship.type, start: start.id, end: end.id,
        properties: stamped(relationship.properties, relationship.place))
    }
    report.relationships.created += 1
  }

  /// The properties with the run's id, where runs are recorded.
  private func stamped(_ properties: MapValue, _ place: SourcePlace) throws -> MapValue {
    guard policy.record else { return properties }
    guard properties[ImportRun.property] == nil else {
      throw ImportError(
        "The record has a property '\(ImportRun.property)' already", at: place,
        hint: "Import without record=true; an earlier import's mark stays")
    }
    var stamped = properties
    stamped[ImportRun.property] = .string(report.run.id)
    return stamped
  }

  /// Runs `body` and gives an error of the engine the place of the record.
  private func located<R>(_ place: SourcePlace, _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let diagnostic as Diagnostic {
      throw ImportError(diagnostic.message, at: place, hint: diagnostic.hint)
    }
  }

  private func dangling(_ relationship: ImportedRelationship) -> ImportError {
    let isStart = entry(relationship.start) == nil
    let reference = isStart ? relationship.start : relationship.end
    let group = groups.first { $0.name == reference.group }
    var hint: String?
    if let group {
      // Beyond that the search for a near name would take longer than it is worth.
      if group.nodes.count <= 100_000 {
        hint = didYouMean(reference.id.string, in: group.nodes.keys.map(\.string).sorted())
      }
    } else {
      hint = "There is no group '\(reference.group)' of nodes"
    }
    return ImportError(
      "\(relationship.type) \(isStart ? "starts" : "ends") at \(reference), which is not there",
      at: relationship.place, hint: hint ?? "Add the node, or import with dangling=skip")
  }
}
