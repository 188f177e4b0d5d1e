import GraphEngine
import GraphModel
import WordCatalog

/// The sink that puts records into a graph, all of them or nothing.
///
/// It resolves references, also to nodes that come later, refuses duplicates, finds nodes that the
/// graph has already, and accounts for every record; the same for a graph that is open and for the file
/// of one that nobody has open.
struct GraphLoadSink: GraphSink {
  var report: ImportReport
  /// The first node that was made of a record; identifiers rise.
  private(set) var firstCreated: Int?
  let target: any RecordTarget
  let policy: ImportPolicy
  /// Whether works are compared with those of the graph once all records are read.
  private let comparesWorks: Bool
  private let observer: ImportObserver
  private let position: () -> (bytes: Int, total: Int?)
  var existing: ExistingElements
  /// What the graph says where a source that corrects it says nothing.
  var unstated = UnstatedElements()
  private(set) var references = SourceNodes()
  /// The labels of nodes that were added without comparing.
  private var uncompared: Set<Text> = []
  /// Relationships whose nodes have not come yet.
  private var pending: [ImportedRelationship] = []
  /// Relationships between nodes that the graph had, which may correct one that it has.
  private var corrections = RelationshipCorrections()

  private typealias Entry = SourceNodes.Entry

  /// A sink into `target`.
  ///
  /// - Parameter position: How far in the source the import is.
  init(
    into target: any RecordTarget, run: ImportRun, policy: ImportPolicy, comparesWorks: Bool,
    observer: ImportObserver,
    position: @escaping () -> (bytes: Int, total: Int?)
  ) {
    self.target = target
    self.policy = policy
    self.comparesWorks = comparesWorks
    self.observer = observer
    self.position = position
    existing = ExistingElements(target)
    report = ImportReport(run: run)
  }

  mutating func add(_ node: ImportedNode) throws {
    report.nodes.read += 1
    do {
      try take(node)
    } catch let error as ImportError {
      try refuse(.node, error, text: ElementText.record(node.properties))
    }
    try tick()
  }

  mutating func add(_ relationship: ImportedRelationship) throws {
    report.relationships.read += 1
    do {
      if let start = references[relationship.start], let end = references[relationship.end] {
        try connect(relationship, from: start, to: end)
      } else {
        pending.append(relationship)
      }
    } catch let error as ImportError {
      try refuse(relationship, error)
    }
    try tick()
  }

  mutating func skip(_ record: RecordKind, _ reason: String, at place: SourcePlace) throws {
    count(record)
    try leaveOut(record, report.noteSkip(record, reason, at: place))
    try tick()
  }

  mutating func reject(_ record: RecordKind, _ error: ImportError, text: String?) throws {
    count(record)
    try refuse(record, error, text: text)
    try tick()
  }

  mutating func warn(_ message: String, at place: SourcePlace) {
    report.noteWarning(message, at: place)
  }

  /// Adds the relationships that came before their nodes, and the run's node where it is wanted.
  mutating func finish(files: [ByteStream.Digest]) throws {
    for relationship in pending {
      var missing = relationship.start
      do {
        if let start = try entryOrNew(relationship.start, relationship) {
          missing = relationship.end
          if let end = try entryOrNew(relationship.end, relationship) {
            try connect(relationship, from: start, to: end)
            continue
          }
        }
      } catch let error as ImportError {
        try refuse(relationship, error)
        continue
      }
      try leaveOut(
        .relationship,
        report.noteSkip(
          .relationship, "one of its nodes is missing", at: relationship.place,
          text: ElementText.record(relationship.properties, of: relationship),
          detail: Self.danglingText(missing, relationship)))
    }
    pending = []
    try correctRelationships()
    try tellUnstated()
    report.run.files = files
    if policy.record {
      report.recordNode = try target.addNode(
        labels: [ImportRun.label], properties: report.run.properties)
    }
    for counts in [report.nodes, report.relationships] {
      precondition(
        counts.read == counts.created + counts.merged + counts.skipped,
        "every record must be accounted for")
    }
  }
}

// MARK: Nodes

extension GraphLoadSink {
  private mutating func take(_ node: ImportedNode) throws {
    try checkNew(node)
    let merged = try mergedNode(node)
    let id: Int
    if let merged {
      id = merged
      report.nodes.merged += 1
    } else {
      id = try node.place.locating {
        try target.addNode(labels: node.labels, properties: stamped(node.properties, node.place))
      }
      report.nodes.created += 1
      if firstCreated == nil { firstCreated = id }
      if node.key == nil { try noteUncompared(node) }
      existing.note(node, id: id)
    }
    if let reference = node.reference {
      references.note(reference, id: id, at: node.place, isMerged: merged != nil)
    }
  }

  /// Counts a record of the source.
  private mutating func count(_ record: RecordKind) {
    switch record {
    case .node: report.nodes.read += 1
    case .relationship: report.relationships.read += 1
    }
  }

  /// Leaves out a record that was counted, where the import goes on in spite of `error`.
  private mutating func refuse(
    _ record: RecordKind, _ error: ImportError, text: String?
  ) throws {
    guard policy.onError == .skip else { throw error }
    report.noteWarning(error.message, at: error.place)
    try leaveOut(
      record,
      report.noteSkip(
        record, "it is wrong", at: error.place, text: text, detail: error.message))
  }

  /// Leaves out a record that was counted.
  private mutating func leaveOut(_ record: RecordKind, _ entry: ImportReport.Skipped) throws {
    switch record {
    case .node: report.nodes.skipped += 1
    case .relationship: report.relationships.skipped += 1
    }
    try observer.skipped?(entry)
  }

  func tick() throws {
    guard report.read % ImportProgress.interval == 0 else { return }
    let bytes = references.byteCount + existing.byteCount
    guard bytes <= ImportPolicy.idMemory else {
      throw Diagnostic(
        .limitExceeded, .runtime, "MemoryLimit",
        "The ids and keys of the nodes take \(bytes >> 20) MB, more than an import may use; nothing was "
          + "changed", hint: "Import the source in parts, or as tables: --nodes, --relationships")
    }
    try noteReading()
  }

  func noteReading() throws {
    guard let progress = observer.progress else { return }
    let (read, total) = position()
    try progress(ImportProgress(records: report.read, bytes: read, totalBytes: total))
  }

  /// Makes sure that the node's reference is new.
  private func checkNew(_ node: ImportedNode) throws {
    guard let reference = node.reference, let first = references[reference] else { return }
    throw ImportError(
      "\(reference) occurs twice; the first is at \(references.place(of: first))", at: node.place,
      hint: "Give each node an id of its own")
  }

  /// The node of the graph that the record means, where there is one, with what the record corrects.
  private mutating func mergedNode(_ node: ImportedNode) throws -> Int? {
    guard let found = try existing.node(for: node) else { return nil }
    let met = MetNode(
      id: found.id, name: "\(node.labels.first.map { "\($0) " } ?? "")with \(found.key)",
      differences: found.differences, place: node.place)
    let target = target
    let isUpdated = try met.settle(
      policy.existing, in: &report, telling: observer,
      hint: "Mend one of the two, or import with existing=keep, which leaves the graph's as it "
        + "is, or existing=update, which corrects it"
    ) { labels, properties in
      try node.place.locating {
        try target.updateNode(found.id, adding: labels, setting: properties)
      }
    }
    if isUpdated { existing.noteChange(of: found.id) }
    if policy.existing == .update {
      unstated.note(node, id: found.survivor, name: met.name, found.unstated, in: &report)
    }
    return found.survivor
  }

  /// Warns, once for each label, of nodes that cannot be told from those that the graph has.
  private mutating func noteUncompared(_ node: ImportedNode) throws {
    guard !comparesWorks, let label = node.labels.first, uncompared.insert(label).inserted else {
      return
    }
    let count = existing.count(of: label)
    guard count > 0 else { return }
    report.noteWarning(
      "The graph had \(Words.english.nodes(count)) with the label \(label) already; those of this "
        + "import were not "
        + "compared with them, for no property was named that identifies a node (key=PROPERTY)",
      at: node.place)
  }
}

// MARK: Relationships

extension GraphLoadSink {
  mutating func refuse(_ relationship: ImportedRelationship, _ error: ImportError) throws {
    try refuse(
      .relationship, error,
      text: ElementText.record(relationship.properties, of: relationship))
  }

  private mutating func connect(
    _ relationship: ImportedRelationship, from start: Entry, to end: Entry
  ) throws {
    if start.isMerged, end.isMerged {
      if try existing.takeRelationship(like: relationship, from: start.id, to: end.id) {
        report.relationships.merged += 1
        return
      }
      if policy.existing == .update {
        corrections.add(relationship, from: start.id, to: end.id)
        return
      }
    }
    try create(relationship, from: start.id, to: end.id)
  }

  private mutating func create(
    _ relationship: ImportedRelationship, from start: Int, to end: Int
  ) throws {
    try relationship.place.locating {
      try target.addRelationship(
        type: relationship.type, start: start, end: end,
        properties: stamped(relationship.properties, relationship.place))
    }
    report.relationships.created += 1
  }

  /// Takes the relationships that are not in the graph word for word for corrections of those that
  /// are, where there is no doubt which; the others are new.
  private mutating func correctRelationships() throws {
    for correction in corrections.takeAll() {
      let rivals = corrections.count(like: correction)
      let found = try existing.relationship(
        correctedBy: correction.relationship, from: correction.start, to: correction.end,
        isOnlyOne: rivals == 1)
      let relationship = correction.relationship
      do {
        switch found {
        case .one(let old):
          try correct(old, by: relationship)
        case .doubtful(let count):
          report.noteWarning(
            "The graph has \(count) \(relationship.type) between these nodes with other properties; "
              + "which of them is meant cannot be told, so this one was added",
            at: relationship.place)
          try create(relationship, from: correction.start, to: correction.end)
        case .none:
          try create(relationship, from: correction.start, to: correction.end)
        }
      } catch let error as ImportError {
        try refuse(relationship, error)
      }
    }
  }

  private mutating func correct(
    _ old: ExistingElements.FoundRelationship, by relationship: ImportedRelationship
  ) throws {
    try relationship.place.locating {
      try target.updateRelationship(
        old.id, setting: MapValue(old.differences.compactMap(\.assignment)))
    }
    report.relationships.merged += 1
    report.relationships.updated += 1
    try report.noteChanges(
      old.differences,
      of: "\(relationship.type) from \(relationship.start) to \(relationship.end)",
      at: relationship.place, telling: observer)
  }

  /// The node that a relationship refers to: of the source, of the graph, or made for it; nil where
  /// the relationship is to be skipped.
  private mutating func entryOrNew(
    _ reference: NodeReference, _ relationship: ImportedRelationship
  ) throws -> Entry? {
    if let entry = references[reference] { return entry }
    if let id = try existing.node(called: reference) {
      return keep(reference, id: id, relationship, isMerged: true)
    }
    switch policy.dangling {
    case .stop: throw dangling(reference, relationship)
    case .skip: return nil
    case .make:
      let node = ImportedNode(
        reference, labels: reference.group.isEmpty ? [] : [reference.group],
        properties: ["id": .text(reference.id)], key: "id", at: relationship.place)
      let id = try node.place.locating {
        try target.addNode(labels: node.labels, properties: stamped(node.properties, node.place))
      }
      existing.note(node, id: id)
      report.madeNodes += 1
      report.noteWarning(
        "\(reference) is not there; a node that has nothing but this id was made for it",
        at: relationship.place)
      return keep(reference, id: id, relationship, isMerged: false)
    }
  }

  private mutating func keep(
    _ reference: NodeReference, id: Int, _ relationship: ImportedRelationship, isMerged: Bool
  ) -> Entry {
    references.note(reference, id: id, at: relationship.place, isMerged: isMerged)
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

  private static func danglingText(_ end: NodeReference, _ of: ImportedRelationship) -> String {
    "\(of.type) \(end == of.start ? "starts" : "ends") at \(end), which is not there"
  }

  private func dangling(
    _ reference: NodeReference, _ relationship: ImportedRelationship
  ) -> ImportError {
    let hint =
      references.hasGroup(reference.group)
      ? references.nearest(to: reference) : "There is no group '\(reference.group)' of nodes"
    return ImportError(
      Self.danglingText(reference, relationship), at: relationship.place,
      hint: hint ?? "Add the node, or import with dangling=skip, or dangling=make")
  }
}
