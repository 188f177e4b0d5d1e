import EvidenceKit
import GraphEngine
import GraphModel
import OrderedCollections
import WordCatalog

/// What sources claim of things: every claim with its source, its thing, its stance and its words.
///
///     let claims = try ClaimSet(of: "Factor", in: graph)
///     claims.subjects[1].name(in: .english)
public struct ClaimSet: Sendable {
  /// The label of what the claims are of.
  let label: String
  /// What the claims are of, in the order of their numbers and ids.
  public let subjects: [GapMap.Heading]
  /// Who makes them, by their ids.
  public let sources: [GapMap.Source]
  /// The heights of bars that the sources state, where they do.
  public let heights: [Int?]
  /// The claims, by subject, source and place.
  public let claims: [Claim]
  /// Where they come from.
  public let origin: FigureOrigin
  /// The claims of each source on each subject, counted by stance.
  private let tally: [Pair: [Stance: Int]]

  /// A source and what it speaks of.
  private struct Pair: Hashable {
    var subject: Int
    var source: Int
  }

  /// One claim.
  public struct Claim: Hashable, Sendable {
    /// The place of what it is of.
    public var subject: Int
    /// The place of its source.
    public var source: Int
    /// Whether it is for or against it.
    public var stance: Stance
    /// What is said, in the words of the graph; empty where it has none.
    public var text: String
    /// The words as they are printed: a quotation or a citation.
    public var printed: String?
    /// Where it stands.
    public var place: Locator?
  }

  /// How a study speaks of a thing, all of its claims together.
  public enum Direction: Int, CaseIterable, Sendable {
    /// Only against.
    case against
    /// For and against.
    case mixed
    /// Neither.
    case neutral
    /// Only for.
    case pro

    /// The direction in words.
    public func text(in words: Words) -> String {
      switch self {
      case .against: words.againstHeading
      case .mixed: words.mixed
      case .neutral: words.neutral
      case .pro: words.forHeading
      }
    }
  }

  /// The queries: what the claims are of, and the claims.
  private static func queries(of label: Text) -> (subjects: String, claims: String) {
    let name = Value.quotedName(label)
    return (
      "MATCH (x:\(name)) RETURN x ORDER BY x.number, x.id",
      "MATCH (s)-[r]->(x:\(name)) WHERE r.stance IS NOT NULL "
        + "OR type(r) IN ['SUPPORTS', 'REPORTS_BARRIER', 'REPORTS_MIXED', 'DISCUSSES'] "
        + "RETURN s, r, x"
    )
  }

  /// The claims of all nodes of a label.
  ///
  /// - Parameters:
  ///   - height: The property of sources that bars of a harvest plot are as high as: 1, 2 or 3.
  ///   - epoch: As ``FigureOrigin`` has it.
  /// - Throws: `Diagnostic` where the graph cannot be read; ``FigureFailure`` where it has no such node.
  public init(
    of label: Text, in graph: GraphSession, height: Text = "design_suitability", epoch: Int? = nil
  ) throws {
    let queries = Self.queries(of: label)
    var subjects: OrderedSet<Value> = []
    let found = try graph.run(queries.subjects)
    while let row = try found.next() { subjects.append(row.values[0]) }
    guard !subjects.isEmpty else { throw FigureFailure.nothing(label: label.string) }
    var met = SourceOrder()
    var claims: [Claim] = []
    let rows = try graph.run(queries.claims)
    while let row = try rows.next() {
      guard case .relationship(let relationship) = row.values[1],
        let contents = relationship.contents, let subject = subjects.firstIndex(of: row.values[2]),
        let stance = Stance(contents)
          ?? contents.properties["stance"]?.scalarText.flatMap(Stance.init(anyWord:))
      else { continue }
      let place = met.number(of: row.values[0])
      let said = ClaimWords(contents.properties)
      claims.append(
        Claim(
          subject: subject, source: place, stance: stance, text: said.text, printed: said.printed,
          place: Locator(contents.properties)))
    }
    let (ordered, numbers, new) = met.finished { GapMap.Source($1) }
    self.label = label.string
    self.subjects = subjects.map(GapMap.Heading.init)
    sources = ordered
    heights = numbers.map { number in
      guard case .node(let node) = met.values[number],
        case .integer(let value)? = node.contents?.properties[height], (1...3).contains(value)
      else { return nil }
      return value
    }
    self.claims = claims.map { claim in
      var claim = claim
      claim.source = new[claim.source]
      return claim
    }.sorted { a, b in
      let (x, y) = (a.order, b.order)
      return x == y ? Text(a.text) < Text(b.text) : x.lexicographicallyPrecedes(y)
    }
    var tally: [Pair: [Stance: Int]] = [:]
    for claim in self.claims {
      let pair = Pair(subject: claim.subject, source: claim.source)
      tally[pair, default: [:]][claim.stance, default: 0] += 1
    }
    self.tally = tally
    origin = try FigureOrigin(
      [("subjects", queries.subjects), ("claims", queries.claims)], of: graph, epoch: epoch)
  }

  /// The place of the subject of that id or name.
  ///
  /// - Throws: ``FigureFailure`` where there is none, with the nearest.
  public func subject(_ name: String) throws(FigureFailure) -> Int {
    func isMeant(_ subject: GapMap.Heading) -> Bool {
      subject.id == name || subject.names.values.contains(name)
    }
    guard let place = subjects.firstIndex(where: isMeant) else {
      let names = subjects.flatMap { [$0.id] + Array($0.names.values) }
      throw .unknownSubject(
        name: name, label: label, nearest: nearest(to: name, in: names),
        known: subjects.map(\.id))
    }
    return place
  }

  /// The direction of a source on a subject; nil where it does not speak of it.
  public func direction(of source: Int, on subject: Int) -> Direction? {
    let stances = Set((tally[Pair(subject: subject, source: source)] ?? [:]).keys)
    if stances.isEmpty { return nil }
    if stances.contains(.mixed) || stances.isSuperset(of: [.supports, .barrier]) { return .mixed }
    if stances.contains(.supports) { return .pro }
    return stances.contains(.barrier) ? .against : .neutral
  }

  /// How many claims of a stance a source makes of a subject.
  func count(_ stance: Stance, of subject: Int, source: Int) -> Int {
    tally[Pair(subject: subject, source: source)]?[stance] ?? 0
  }

  /// How many claims of a stance there are of a subject.
  func count(_ stance: Stance, of subject: Int) -> Int {
    sources(of: subject).reduce(0) { $0 + count(stance, of: subject, source: $1) }
  }

  /// The sources that speak of a subject, by their places.
  func sources(of subject: Int) -> [Int] {
    var found: [Int] = []
    for claim in claims[claims(of: subject)] where found.last != claim.source {
      found.append(claim.source)
    }
    return Set(found).sorted()
  }

  /// Where the claims of a subject stand: one after the other.
  func claims(of subject: Int) -> Range<Int> {
    /// How many claims are of subjects before `subject`.
    func start(_ subject: Int) -> Int {
      var (low, high) = (0, claims.count)
      while low < high {
        let middle = (low + high) / 2
        if claims[middle].subject < subject { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return start(subject)..<start(subject + 1)
  }
}

extension ClaimSet.Claim {
  /// Subject, source and first line, by which claims are read.
  fileprivate var order: [Int] {
    [subject, source, place?.passages.first?.lines?.lowerBound ?? .max]
  }
}
