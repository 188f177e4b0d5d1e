import Duplicates
import GraphEngine
import GraphModel
import PluginKit
import ReviewReading
import WordCatalog

/// Works through what a review that was read leaves in doubt: `dolen review`.
public struct ReviewDesk {
  /// What can be done.
  public enum Deed: String, CaseIterable, Sendable {
    case list, accept, reject, change, undo, apply
  }

  let graph: Graph
  let words: Words

  /// The desk of `graph`.
  ///
  /// - Parameter words: The language of what is said.
  public init(_ graph: Graph, words: Words) {
    self.graph = graph
    self.words = words
  }

  /// The deed called `name`.
  ///
  /// - Throws: ``ShellFailure`` where there is none, or where it needs subjects and there are none.
  public static func deed(
    _ name: String, subjects: [String], words: Words
  ) throws(ShellFailure) -> Deed {
    guard let deed = Deed(rawValue: name) else {
      throw ShellFailure(.usage, words.noDuplicateDeed(name, known: Deed.allCases.map(\.rawValue)))
    }
    let needed = deed == .list ? 0 : deed == .change ? 2 : 1
    if subjects.count < needed || deed == .change && subjects.count > 2 {
      throw ShellFailure(.usage, words.reviewSubjectsMissing(name))
    }
    return deed
  }

  // MARK: The list

  private func listed(_ includesAll: Bool) throws -> [ReviewDoubt] {
    try ReviewDoubts(graph: graph).all().filter {
      includesAll || ($0.decision == nil && $0.kind != .stance)
    }
  }

  /// What is doubtful, as columns and rows.
  ///
  /// - Parameter includesAll: Whether what was decided, and proposed stances, are listed too.
  public func table(includesAll: Bool) throws -> (columns: [String], rows: [[Value]]) {
    let columns = [
      "id", words.kindHeading, words.stateHeading, words.lineHeading, words.printedHeading,
      words.proposalHeading, words.scoreHeading, words.reasonsHeading,
    ]
    return (
      columns, try listed(includesAll).map { cells($0).map { $0.isEmpty ? .null : .string($0) } }
    )
  }

  private func cells(_ doubt: ReviewDoubt) -> [String] {
    let state = doubt.decision.map { $0.deed.rawValue + ($0.value.isEmpty ? "" : " \($0.value)") }
    let reasons = doubt.reasons.map { reason in
      let said = words.reviewReason(reason)
      return said == reason ? words.finding(reason) : said
    }
    return [
      doubt.id, doubt.kind.rawValue, state ?? words.duplicateState("open"),
      doubt.line.map(String.init) ?? "", doubt.printed, doubt.proposal,
      doubt.score.map { String($0) } ?? "", reasons.joined(separator: ", "),
    ]
  }

  /// What is doubtful as a table that comes back: `deed` and `value` are for a person to fill in.
  public func csv(includesAll: Bool) throws -> [UInt8] {
    var csv = CSVWriter()
    func line(_ fields: [String]) {
      for field in fields { if field.isEmpty { csv.absent() } else { csv.field(field.utf8) } }
      csv.endRecord()
    }
    line([
      "id", "deed", "value", "kind", "state", "line", "printed", "proposal", "score", "reasons",
    ])
    for doubt in try listed(includesAll) {
      let cells = cells(doubt)
      line([cells[0], "", ""] + cells[1...])
    }
    return csv.bytes
  }

  // MARK: Deeds

  /// Does what changes the graph, and says what was done.
  ///
  /// - Throws: ``ShellFailure`` where a subject is none, or the deed does not fit; the graph is then as it was, but
  ///   for a transaction that was open before, of which what stands before is done.
  public func perform(_ deed: Deed, _ subjects: [String]) throws -> String {
    if deed == .list || graph.isInTransaction { return try carryOut(deed, subjects) }
    return try graph.inTransaction { try carryOut(deed, subjects) }
  }

  private func carryOut(_ deed: Deed, _ subjects: [String]) throws -> String {
    switch deed {
    case .list: return ""
    case .apply:
      var done: [String] = []
      for file in subjects { done += try apply(file) }
      return words.reviewDone(deed.rawValue, done.joined(separator: ", "))
    case .change:
      try decide(.change, doubt(subjects[0]), value: subjects[1])
      return words.reviewDone(deed.rawValue, subjects.joined(separator: " "))
    case .accept, .reject, .undo:
      // All are looked at before any is done.
      let known = try Dictionary(
        ReviewDoubts(graph: graph).all().map { ($0.id, $0) },
        uniquingKeysWith: { first, _ in first })
      for subject in subjects where known[subject] == nil {
        throw ShellFailure(.query, words.noReviewDoubt(subject))
      }
      for subject in subjects { try decide(deed, doubt(subject), value: "") }
      return words.reviewDone(deed.rawValue, subjects.joined(separator: ", "))
    }
  }

  /// Does what a table says that a person has filled in.
  private func apply(_ path: String) throws -> [String] {
    let reader = try self.reader(path)
    guard try reader.next() else { return [] }
    let names = (0..<reader.count).map { reader.string($0).trimmedBlanks.lowercased() }
    func column(_ name: String) throws -> Int {
      guard let index = names.firstIndex(of: name) else {
        throw ShellFailure(.usage, words.reviewTableLacks(name))
      }
      return index
    }
    let (id, deed, value) = (try column("id"), try column("deed"), try column("value"))
    var done: [String] = []
    while try reader.next() {
      guard max(id, deed, value) < reader.count else { continue }
      let name = reader.string(deed).trimmedBlanks.lowercased()
      let text = reader.string(value).trimmedBlanks
      if name.isEmpty { continue }
      let subject = reader.string(id).trimmedBlanks
      let chosen = try Self.deed(
        name, subjects: text.isEmpty ? [subject] : [subject, text], words: words)
      guard chosen != .list, chosen != .apply,
        try decideOnce(chosen, subject, value: chosen == .change ? text : "")
      else { continue }
      done.append("\(name) \(subject)")
    }
    return done
  }

  /// A reader of a table with commas, semicolons or tabs, as its first line has it.
  private func reader(_ path: String) throws -> CSVReader {
    let head = try ImportSource(path: path).stream()
    let first = CSVReader(head)
    guard try first.next(), first.count == 1 else {
      return CSVReader(try ImportSource(path: path).stream())
    }
    let line = first.string(0)
    let delimiter = [";", "\t"].first { line.contains($0) }?.utf8.first
    return CSVReader(
      try ImportSource(path: path).stream(), dialect: CSVDialect(delimiter: delimiter))
  }

  /// Does what a row of a table says, unless it is done: a table may be applied again with more rows filled in.
  ///
  /// - Returns: Whether anything was done.
  /// - Throws: ``ShellFailure`` where something else was decided.
  private func decideOnce(_ deed: Deed, _ id: String, value: String) throws -> Bool {
    let doubt = try doubt(id)
    let isDone =
      deed == .undo
      ? doubt.decision == nil
      : doubt.decision.map { $0.deed == deed && $0.value == value } ?? false
    if isDone { return false }
    try decide(deed, doubt, value: value)
    return true
  }

  /// What a person calls `id`.
  ///
  /// - Throws: ``ShellFailure`` where nothing doubtful is called so.
  private func doubt(_ id: String) throws -> ReviewDoubt {
    guard let doubt = try ReviewDoubts(graph: graph).all().first(where: { $0.id == id }) else {
      throw ShellFailure(.query, words.noReviewDoubt(id))
    }
    return doubt
  }

  private func decide(_ deed: Deed, _ doubt: ReviewDoubt, value: String) throws {
    if deed == .undo {
      guard let decision = doubt.decision else {
        throw ShellFailure(.query, words.noReviewDecision(doubt.id))
      }
      try ReviewDeeds(graph: graph, words: words).undo(doubt, decision)
      _ = try graph.run(
        "MATCH (d:ReviewDecision {id: $id}) DELETE d", parameters: ["id": .string(doubt.key)]
      ).all()
      return
    }
    if doubt.decision != nil { throw ShellFailure(.query, words.reviewIsDecided(doubt.id)) }
    try carryOut(deed, doubt, value)
  }

  func carryOut(_ deed: Deed, _ doubt: ReviewDoubt, _ value: String) throws {
    let before = try ReviewDeeds(graph: graph, words: words).perform(deed, doubt, value)
    _ = try graph.run(
      "MERGE (d:ReviewDecision {id: $id}) SET d.deed = $deed, d.value = $value, d.before = $before",
      parameters: [
        "id": .string(doubt.key), "deed": .string(deed.rawValue), "value": .string(value),
        "before": .list(before.map { .string($0) }),
      ]
    ).all()
  }

  // MARK: Profiles

  /// The profile that a text suggests, and why, as the text of a profile.
  ///
  /// - Throws: `FileError`; `ImportError` where the file is no text.
  public static func profile(of path: String, words: Words) throws -> String {
    let decoded = try DecodedText(try ImportSource(path: path), limit: 32 << 20, parts: .none)
    let text = ReportText(utf8: decoded.bytes, name: path)
    let review = ReviewReader(text, profile: ReviewProfile()).review()
    var lines = ["# \(words.profileGuessed)"]
    for reason in review.reasons {
      let example = reason.example.isEmpty ? "" : ": \(reason.example)"
      lines.append(
        "# \(reason.statement.rawValue): "
          + "\(words.profileReason(count: reason.count, line: reason.line))\(example)")
    }
    var profile = review.profile
    profile.headings = .both
    for section in review.sections {
      var part = ReviewProfile.Part(.section, section.id, titles: [section.title])
      part.level = section.level
      profile.parts.append(part)
    }
    return lines.joined(separator: "\n") + "\n\n" + profile.text
  }
}

extension String {
  /// The text without blanks around it.
  fileprivate var trimmedBlanks: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
