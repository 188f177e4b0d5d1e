import EvidenceKit
import GraphEngine
import GraphModel
import WordCatalog

/// The flow of records through a review, as its graph has it: stages, what leads to what, what is left out.
///
///     let flow = try ScreeningFlow(of: graph)
///     flow.contradictions        // empty where all sums hold
///     flow.counts[.screened]     // 718, stated
public struct ScreeningFlow: Sendable {
  /// The stages, in their order.
  public let stages: [Stage]
  /// The stages of which another leads to one.
  public let next: [(from: Int, to: Int)]
  /// What is set aside at a stage.
  public let exclusions: [(from: Int, to: Int)]
  /// The numbers of the standard's boxes, stated or derived; a box that is missing is not known.
  public private(set) var counts: [FlowBox: Count] = [:]
  /// Reasons why reports were excluded, with their numbers, by box.
  public private(set) var reasons: [FlowBox: [(reason: String, count: Count?)]] = [:]
  /// Sums that do not hold.
  public private(set) var contradictions: [Contradiction] = []
  /// Where the numbers come from.
  public let origin: FigureOrigin

  /// A stage of the flow.
  public struct Stage: Hashable, Sendable {
    /// The `id`.
    public var id: String
    /// What people call it.
    public var name: String
    /// The number as it is stored; nil where none is.
    public var number: Int?
    /// Whether the stored number was worked out from others and not stated.
    public var isDerived: Bool
    /// The box of the standard; nil where it has none.
    public var box: FlowBox?
    /// How the stored number was worked out; empty where nobody says.
    public var derivation: String
    /// Where it is stated.
    public var place: Locator?
  }

  /// A number, and whether the text states it.
  public struct Count: Hashable, Sendable {
    /// How many.
    public var number: Int
    /// Whether it follows from other numbers and is not stated.
    public var isDerived: Bool
    /// The sum from which it follows; empty where it is stated.
    public var sum: String
  }

  /// A sum that does not hold.
  public enum Contradiction: Hashable, Sendable {
    /// A stage has a number, and the numbers of others give another.
    case sum(stage: String, stated: Int, sum: String, gives: Int, boxes: [FlowBox])
    /// A stage has none, and those of others give one below nothing.
    case negative(stage: String, sum: String, gives: Int, boxes: [FlowBox])
    /// A number is none.
    case notCount(stage: String, value: String)
    /// There are more studies than reports.
    case fewReports(reports: Int, studies: Int, boxes: [FlowBox])
    /// Two stages stand for one box.
    case twice(box: FlowBox, first: String, second: String)

    /// What is told, with all numbers.
    public func text(in words: Words) -> String {
      switch self {
      case .sum(let stage, let stated, let sum, let gives, _):
        words.flowSumWrong(stage, stated: stated, sum: sum, gives: gives)
      case .negative(let stage, let sum, let gives, _):
        words.flowNegative(stage, sum: sum, gives: gives)
      case .notCount(let stage, let value): words.flowNotCount(stage, value: value)
      case .fewReports(let reports, let studies, _):
        words.flowLessReports(reports: reports, studies: studies)
      case .twice(let box, let first, let second):
        words.flowBoxTwice(box.rawValue, first: first, second: second)
      }
    }

    /// The boxes that it is about.
    var boxes: [FlowBox] {
      switch self {
      case .sum(_, _, _, _, let boxes), .negative(_, _, _, let boxes),
        .fewReports(_, _, let boxes):
        boxes
      case .twice(let box, _, _): [box]
      case .notCount: []
      }
    }
  }

  static let stageQuery = "MATCH (s:FlowStage) RETURN s ORDER BY s.order, s.id"
  static let linkQuery =
    "MATCH (a:FlowStage)-[r:NEXT|EXCLUDES]->(b:FlowStage) "
    + "RETURN a, type(r) AS type, r.reason AS reason, b ORDER BY a.order, b.order, b.id"

  /// The flow of `graph`.
  ///
  /// - Parameter epoch: As ``FigureOrigin`` has it.
  /// - Throws: `Diagnostic` where the graph cannot be read; ``FigureFailure`` where it has no stages.
  public init(of graph: GraphSession, epoch: Int? = nil) throws {
    var stages: [Stage] = []
    var places: [Int: Int] = [:]
    var wrong: [Contradiction] = []
    let answer = try graph.run(Self.stageQuery)
    while let row = try answer.next() {
      guard case .node(let node) = row.values[0], let contents = node.contents else { continue }
      places[node.id] = stages.count
      let stage = Stage(node, contents)
      if let value = contents.properties["n"], stage.number == nil {
        wrong.append(.notCount(stage: stage.name, value: value.cypherText))
      }
      stages.append(stage)
    }
    guard !stages.isEmpty else { throw FigureFailure.nothing(label: "FlowStage") }
    var next: [(from: Int, to: Int)] = []
    var exclusions: [(from: Int, to: Int)] = []
    var named: [Int: String] = [:]
    let links = try graph.run(Self.linkQuery)
    while let row = try links.next() {
      guard case .node(let a) = row.values[0], case .node(let b) = row.values[3],
        let from = places[a.id], let to = places[b.id]
      else { continue }
      if row.values[1] == "NEXT" {
        next.append((from, to))
      } else {
        exclusions.append((from, to))
        if let reason = row.values[2].scalarText { named[to] = reason }
      }
    }
    self.stages = stages
    self.next = next
    self.exclusions = exclusions
    origin = try FigureOrigin(
      [("stages", Self.stageQuery), ("links", Self.linkQuery)], of: graph, epoch: epoch)
    contradictions = wrong
    work(named)
  }

  // MARK: Sums

  /// A stage's number as far as it is known.
  private struct Known {
    var number: Int
    var sum: String
  }

  /// Works out what follows, and what does not hold.
  private mutating func work(_ named: [Int: String]) {
    var known = stages.map { stage in stage.number.map { Known(number: $0, sum: "") } }
    let sums = conservation
    // Each round may make another number known.
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for sum in sums where sum.unknown(known).count == 1 {
        let place = sum.unknown(known)[0]
        let (text, gives) = sum.solved(for: place, known, stages)
        known[place] = Known(number: gives, sum: text)
        isGrowing = true
        if gives < 0 {
          contradictions.append(
            .negative(
              stage: title(place), sum: text, gives: gives, boxes: boxes(sum.places)))
        }
      }
    }
    for sum in sums where sum.unknown(known).isEmpty {
      let place = sum.result
      let (text, gives) = sum.solved(for: place, known, stages)
      guard let stated = known[place]?.number, stated != gives else { continue }
      contradictions.append(
        .sum(
          stage: title(place), stated: stated, sum: text, gives: gives, boxes: boxes(sum.places)))
    }
    fill(known, named)
    checkBoxes()
  }

  /// The label of stages.
  package static let stageLabel = "FlowStage"

  /// The stage that a contradiction is about; nil where it is about none that the graph has.
  package func stage(of contradiction: Contradiction) -> Stage? {
    let name =
      switch contradiction {
      case .sum(let stage, _, _, _, _), .negative(let stage, _, _, _), .notCount(let stage, _):
        stage
      case .twice(_, _, let second): second
      case .fewReports: contradiction.boxes.first?.rawValue ?? ""
      }
    return stages.indices.first { place in
      title(place) == name || stages[place].name == name || stages[place].box?.rawValue == name
    }.map { stages[$0] }
  }

  /// A stage as messages name it.
  private func title(_ place: Int) -> String { "\(stages[place].name) (\(stages[place].id))" }

  private func boxes(_ places: [Int]) -> [FlowBox] { places.compactMap { stages[$0].box } }

  /// What comes into a group of stages is what goes out of those that lead there, less what they set aside.
  private struct Sum {
    var incoming: [Int]
    var excluded: [Int]
    var outgoing: [Int]

    var places: [Int] { incoming + excluded + outgoing }
    /// The stage that the sum is about.
    var result: Int { outgoing.last ?? incoming[0] }

    func unknown(_ known: [Known?]) -> [Int] { places.filter { known[$0] == nil } }

    /// The number of one stage from those of all others, and how it is worked out.
    func solved(for place: Int, _ known: [Known?], _ stages: [Stage]) -> (String, Int) {
      let isInput = incoming.contains(place)
      var plus = isInput ? excluded + outgoing : incoming
      var minus = isInput ? incoming : excluded + outgoing
      plus.removeAll { $0 == place }
      minus.removeAll { $0 == place }
      func number(_ place: Int) -> Int { known[place]?.number ?? 0 }
      func term(_ place: Int) -> String { "\(stages[place].id) (\(number(place)))" }
      let text =
        plus.map(term).joined(separator: " + ")
        + minus.map { " − \(term($0))" }.joined()
      return (text, plus.reduce(0) { $0 + number($1) } - minus.reduce(0) { $0 + number($1) })
    }
  }

  /// One sum for each group of stages that are joined by NEXT: where two lead to one, or one to two, they
  /// are one sum.
  private var conservation: [Sum] {
    var sums: [Sum] = []
    var left = Set(next.indices)
    while let first = left.min() {
      var group: Set<Int> = [first]
      var isGrowing = true
      while isGrowing {
        let (from, to) = (Set(group.map { next[$0].from }), Set(group.map { next[$0].to }))
        let wider = left.filter { from.contains(next[$0].from) || to.contains(next[$0].to) }
        isGrowing = wider.count > group.count
        group = wider
      }
      left.subtract(group)
      let incoming = Set(group.map { next[$0].from }).sorted()
      let outgoing = Set(group.map { next[$0].to }).sorted()
      let excluded = exclusions.filter { incoming.contains($0.from) }.map(\.to)
      sums.append(Sum(incoming: incoming, excluded: excluded, outgoing: outgoing))
    }
    // A stage that only sets aside has a sum of its own only where something goes on from it.
    return sums
  }

  // MARK: Boxes

  private mutating func fill(_ known: [Known?], _ named: [Int: String]) {
    var owners: [FlowBox: Int] = [:]
    let boxes = stages.compactMap(\.box)
    for (place, stage) in stages.enumerated() {
      guard let box = stage.box else { continue }
      // Several stages that are set aside in one box are its reasons.
      let isReason = box == .reportsExcluded || box == .otherExcluded
      let count = known[place].map {
        Count(
          number: $0.number, isDerived: stage.isDerived || stage.number == nil,
          sum: $0.sum.isEmpty && stage.isDerived ? stage.derivation : $0.sum)
      }
      if isReason, named[place] != nil || boxes.count(where: { $0 == box }) > 1 {
        reasons[box, default: []].append((named[place] ?? stage.name, count))
      } else if let first = owners[box] {
        contradictions.append(.twice(box: box, first: title(first), second: title(place)))
        continue
      }
      if owners[box] == nil {
        owners[box] = place
        counts[box] = count
      } else if let count, let known = counts[box] {
        counts[box] = Count(
          number: known.number + count.number, isDerived: known.isDerived || count.isDerived,
          sum: known.sum)
      } else {
        counts[box] = nil
      }
    }
    // Boxes that the graph has no stage for follow from those that it has.
    derive(.sought, as: [.screened], minus: [.excluded])
    derive(.notRetrieved, as: [.sought], minus: [.assessed])
    derive(.reportsExcluded, as: [.assessed], minus: [.newReports], unless: hasOtherMethods)
    if isUpdate {
      derive(.totalStudies, as: [.previousStudies, .newStudies], minus: [])
      derive(.totalReports, as: [.previousReports, .newReports], minus: [])
    }
  }

  private mutating func derive(
    _ box: FlowBox, as plus: [FlowBox], minus: [FlowBox], unless isOff: Bool = false
  ) {
    guard !isOff, counts[box] == nil, !stages.contains(where: { $0.box == box }),
      let (text, gives) = sum(plus, minus)
    else { return }
    counts[box] = Count(number: gives, isDerived: true, sum: text)
    if gives < 0 {
      contradictions.append(
        .negative(stage: box.rawValue, sum: text, gives: gives, boxes: plus + minus))
    }
  }

  /// A sum of boxes, where all are known.
  private func sum(_ plus: [FlowBox], _ minus: [FlowBox]) -> (String, Int)? {
    guard (plus + minus).allSatisfy({ counts[$0] != nil }) else { return nil }
    func number(_ box: FlowBox) -> Int { counts[box]?.number ?? 0 }
    func term(_ box: FlowBox) -> String { "\(box.rawValue) (\(number(box)))" }
    let text =
      plus.map(term).joined(separator: " + ") + minus.map { " − \(term($0))" }.joined()
    return (text, plus.reduce(0) { $0 + number($1) } - minus.reduce(0) { $0 + number($1) })
  }

  /// The laws of the standard, where all their numbers are known and no sum of stages has said it already.
  private mutating func checkBoxes() {
    let sources: [FlowBox] = [.databases, .registers, .otherScreened].filter { counts[$0] != nil }
    let removed: [FlowBox] = [.duplicates, .automation, .removedOther].filter { counts[$0] != nil }
    if counts[.databases] != nil, counts[.registers] != nil || counts[.otherScreened] != nil {
      // Only where the graph says what was removed before screening can the sum be known to be whole.
      if removed.count == 3 { check(.screened, sources, removed) }
    }
    check(.sought, [.screened], [.excluded])
    check(.assessed, [.sought], [.notRetrieved])
    check(.otherAssessed, [.otherSought], [.otherNotRetrieved])
    check(.otherSought, [.websites, .organisations, .citations], [])
    if hasOtherMethods {
      check(.newReports, [.assessed, .otherAssessed], [.reportsExcluded, .otherExcluded])
    } else {
      check(.newReports, [.assessed], [.reportsExcluded])
    }
    check(.totalStudies, [.previousStudies, .newStudies], [])
    check(.totalReports, [.previousReports, .newReports], [])
    for (reports, studies) in [
      (FlowBox.newReports, FlowBox.newStudies), (.totalReports, .totalStudies),
      (.previousReports, .previousStudies),
    ] {
      if let many = counts[reports]?.number, let few = counts[studies]?.number, many < few {
        contradictions.append(
          .fewReports(reports: many, studies: few, boxes: [reports, studies]))
      }
    }
  }

  private mutating func check(_ box: FlowBox, _ plus: [FlowBox], _ minus: [FlowBox]) {
    guard let stated = counts[box]?.number, let (text, gives) = sum(plus, minus), stated != gives
    else { return }
    let all = Set([box] + plus + minus)
    // What a sum of the stages has told is not told again.
    guard !contradictions.contains(where: { Set($0.boxes) == all }) else { return }
    contradictions.append(
      .sum(
        stage: box.rawValue, stated: stated, sum: text, gives: gives, boxes: [box] + plus + minus))
  }

  /// Whether there are studies of a previous version of the review.
  public var isUpdate: Bool {
    stages.contains { $0.box == .previousStudies || $0.box == .previousReports }
  }

  /// Whether records from elsewhere have a way of their own.
  public var hasOtherMethods: Bool {
    stages.contains { stage in
      switch stage.box {
      case .websites, .organisations, .citations, .otherSought, .otherNotRetrieved,
        .otherAssessed, .otherExcluded:
        true
      default: false
      }
    }
  }

  /// The boxes that contradictions are about.
  var wrongBoxes: Set<FlowBox> { Set(contradictions.flatMap(\.boxes)) }

  /// The stages that no box of the standard stands for.
  var unplaced: [Stage] { stages.filter { $0.box == nil } }
}

extension ScreeningFlow.Stage {
  fileprivate init(_ node: Node, _ contents: Node.Contents) {
    let properties = contents.properties
    id = properties["id"]?.scalarText ?? String(node.id)
    name = properties["name_en"]?.scalarText ?? properties["name"]?.scalarText ?? id
    number = if case .integer(let n)? = properties["n"], n >= 0 { n } else { nil }
    isDerived = properties["derived"] == .boolean(true)
    derivation = properties["derivation"]?.scalarText ?? ""
    box = FlowBox.box(prisma: properties["prisma"]?.scalarText, id: id)
    place = Locator(properties)
  }
}
