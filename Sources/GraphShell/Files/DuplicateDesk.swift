import Duplicates
import GraphEngine
import GraphModel
import WordCatalog

/// Works through the records of one work in a graph: `:duplicates` and `dolen duplicates`.
public struct DuplicateDesk {
  /// What can be done.
  public enum Deed: String, CaseIterable, Sendable {
    case list, find, merge, accept, reject, undo

    /// Whether pairs have to be named.
    public var needsNumbers: Bool { self == .accept || self == .reject || self == .undo }
  }

  private let duplicates: GraphDuplicates
  private let words: Words

  /// The desk of `graph`.
  ///
  /// - Parameter words: The language of what is said.
  public init(_ graph: Graph, words: Words) {
    duplicates = GraphDuplicates(graph)
    self.words = words
  }

  /// The deed called `name`.
  ///
  /// - Throws: ``ShellFailure`` where there is none, or where it needs numbers and there are none.
  public static func deed(
    _ name: String, numbers: [String], words: Words
  ) throws(ShellFailure) -> Deed {
    guard let deed = Deed(rawValue: name) else {
      throw ShellFailure(
        .usage, words.noDuplicateDeed(name, known: Deed.allCases.map(\.rawValue)))
    }
    if deed.needsNumbers, numbers.isEmpty {
      throw ShellFailure(.usage, words.duplicateNumbersMissing(name))
    }
    return deed
  }

  /// Pairs and merges as columns and rows.
  ///
  /// - Parameter includingRejected: Whether pairs that a person has rejected are listed too.
  public func table(includingRejected: Bool) throws -> (columns: [String], rows: [[Value]]) {
    let columns = [
      words.numberHeading, words.stateHeading, words.scoreHeading, words.earlierHeading,
      words.laterHeading, words.reasonsHeading,
    ]
    let rows: [[Value]] = try entries(includingRejected).map { entry in
      [
        .string(entry.number), .string(words.duplicateState(entry.state.rawValue)),
        entry.score.map { .float($0) } ?? .null, .string(Self.text(entry.first)),
        .string(Self.text(entry.second)),
        .string(entry.reasons.map(words.finding).joined(separator: ", ")),
      ]
    }
    return (columns, rows)
  }

  /// Pairs and merges as an array of JSON.
  ///
  /// - Throws: `Diagnostic` where a value is too large to be written.
  public func json(includingRejected: Bool) throws -> String {
    var writer = JSONWriter(mode: .plain)
    try writer.write(
      .list(
        try entries(includingRejected).map { entry in
          .map([
            "number": .string(entry.number), "state": .string(entry.state.rawValue),
            "score": entry.score.map { .float($0) } ?? .null,
            "reasons": .list(entry.reasons.map { .string($0) }),
            "first": Self.map(entry.first), "second": Self.map(entry.second),
          ])
        }))
    return writer.text + "\n"
  }

  /// Does what changes the graph, and says what was done.
  ///
  /// - Throws: ``ShellFailure`` where a number is none of a pair that this can be done with; the graph is
  ///   then as it was.
  public func perform(_ deed: Deed, _ numbers: [String], isDryRun: Bool = false) throws -> String {
    let list = numbers.joined(separator: ", ")
    var said: String
    do {
      switch deed {
      case .list: return ""
      case .find, .merge:
        let found = try duplicates.find(deed == .merge ? .merge : .report, isDryRun: isDryRun)
        let counts = words.duplicatesFound(
          records: found.records, certain: found.certain, doubtful: found.doubtful,
          merged: found.merged)
        said = ([counts] + found.entries.prefix(Self.shownLines).map(line)).joined(separator: "\n")
        if found.entries.count > Self.shownLines { said += "\n…" }
      case .accept:
        try duplicates.accept(numbers, isDryRun: isDryRun)
        said = words.duplicatesAccepted(list)
      case .reject:
        try duplicates.reject(numbers, isDryRun: isDryRun)
        said = words.duplicatesRejected(list)
      case .undo:
        try duplicates.undo(numbers, isDryRun: isDryRun)
        said = words.duplicatesUndone(list)
      }
    } catch let error as DuplicateError {
      throw ShellFailure(.query, text(of: error))
    }
    return isDryRun ? said + "\n" + words.trialOnly : said
  }

  private static let shownLines = 20

  private func line(_ entry: DuplicateReport.Entry) -> String {
    let number = entry.number.map { "\($0) " } ?? ""
    let state = words.duplicateState(entry.isMerged ? "merged" : "open")
    let reasons = entry.reasons.map(words.finding).joined(separator: ", ")
    return "  \(number)\(state): \(entry.second) → \(entry.first), \(entry.score) (\(reasons))"
  }

  private func entries(_ includingRejected: Bool) throws -> [GraphDuplicates.Entry] {
    try duplicates.list().filter { includingRejected || $0.state != .rejected }
  }

  private static func text(_ work: GraphDuplicates.Work) -> String {
    work.title.map { "\(work.name): \($0)" } ?? work.name
  }

  private static func map(_ work: GraphDuplicates.Work) -> Value {
    .map([
      "node": .integer(work.node), "name": .string(work.name),
      "title": work.title.map { .string($0) } ?? .null,
      "year": work.year.map { .integer($0) } ?? .null,
      "doi": work.doi.map { .string($0) } ?? .null,
    ])
  }

  private func text(of error: DuplicateError) -> String {
    switch error {
    case .unknown(let number): words.duplicateUnknown(number)
    case .isMerged(let number): words.duplicateIsMerged(number)
    case .isNotMerged(let number): words.duplicateIsNotMerged(number)
    case .recordMerged(let number, let merge): words.duplicateRecordMerged(number, by: merge)
    case .laterMerge(let number, let later): words.duplicateLaterMerge(number, later: later)
    }
  }
}
