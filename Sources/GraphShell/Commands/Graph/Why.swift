import EvidenceKit
import GraphEngine
import GraphModel
import WordCatalog

extension CommandDescription {
  static let why = CommandDescription(
    "why", { $0.whySummary },
    shell: ShellForm([.optional("ROW")], details: { words, _ in words.whyDetails }))
}

extension ShellCommand {
  /// Shows the claims behind a row of the last answer.
  static let why = ShellCommand(.why) { state, argument in
    guard let row = argument.isEmpty ? 1 : Int(argument), row > 0 else { throw CommandMisused() }
    guard let last = state.lastQuery else {
      throw ShellFailure(.query, state.words.noLastAnswer)
    }
    return try RowReasons(state.graph, last, state.words).effects(row)
  }
}

/// Finds out why a row is in an answer.
private struct RowReasons {
  private let graph: Graph
  private let last: LastQuery
  private let words: Words

  init(_ graph: Graph, _ last: LastQuery, _ words: Words) {
    self.graph = graph
    self.last = last
    self.words = words
  }

  /// What is to be shown of the row of that number, from 1.
  func effects(_ number: Int) throws -> [ShellEffect] {
    guard try !graph.prepare(last.text).isUpdating else {
      throw ShellFailure(.query, words.noLastAnswer)
    }
    let (wanted, before) = try row(number)
    let notices = try last.notices(in: graph, words)
    let carried = graph.carriesEvidence
    graph.carriesEvidence = true
    defer { graph.carriesEvidence = carried }
    let rows = try graph.run(last.text, parameters: last.parameters)
    // The three columns of evidence come last, whatever they are called.
    let width = rows.columns.count - 3
    var left = before
    while let row = try rows.next() {
      guard row.values.prefix(width).elementsEqual(wanted.prefix(width)) else { continue }
      // Of rows that are equal, the one that was asked for.
      if left > 0 {
        left -= 1
        continue
      }
      return effects(of: Array(row.values.suffix(3))) + notices
    }
    throw ShellFailure(.query, words.answerHasChanged)
  }

  /// The row as it was shown, and how many equal ones stand before it.
  private func row(_ number: Int) throws -> (values: [Value], before: Int) {
    var seen: [[Value]] = []
    if let kept = last.answer?.rows {
      seen = Array(kept.prefix(number))
    } else {
      let rows = try graph.run(last.text, parameters: last.parameters)
      while seen.count < number, let row = try rows.next() { seen.append(row.values) }
    }
    guard seen.count == number, let wanted = seen.last else {
      throw ShellFailure(.query, words.noRowOfAnswer(number, count: seen.count))
    }
    return (wanted, seen.count { $0 == wanted } - 1)
  }

  private func effects(of evidence: [Value]) -> [ShellEffect] {
    var effects: [ShellEffect] = []
    guard evidence.count == 3 else { return effects }
    let studies = texts(evidence[0])
    let claims: [MapValue] =
      if case .list(let list) = evidence[1] {
        list.compactMap { if case .map(let map) = $0 { map } else { nil } }
      } else {
        []
      }
    if studies.isEmpty {
      effects.append(.notice(words.restsOnNothing))
    } else {
      effects.append(
        .rows(
          columns: [
            words.studyHeading, words.typeHeading, words.stanceHeading, words.printedHeading,
            words.placeHeading, words.importRunHeading,
          ], rows(of: claims, studies)))
    }
    if case .map(let basis) = evidence[2] {
      if basis["rests_on_absence"] == .boolean(true) {
        effects.append(.notice(words.restsOnAbsence))
      }
      if case .integer(let limit)? = basis["more_than"] {
        effects.append(.notice(words.moreWitnesses(limit)))
      }
    }
    return effects
  }

  /// A row for each claim and study; studies without a claim come last.
  private func rows(of claims: [MapValue], _ studies: [String]) -> [[Value]] {
    var shown: Set<String> = []
    var rows: [[Value]] = []
    for claim in claims {
      let named = texts(claim["studies"] ?? .null)
      shown.formUnion(named)
      rows.append([
        .string(named.joined(separator: ", ")), claim["type"] ?? .null, stance(claim),
        claim["printed"] ?? .null, place(claim), claim["import_run"] ?? .null,
      ])
    }
    for study in studies where !shown.contains(study) {
      rows.append([.string(study), .null, .null, .null, .null, .null])
    }
    return rows
  }

  private func stance(_ claim: MapValue) -> Value {
    guard case .text(let word)? = claim["stance"] else { return .null }
    return .string(Stance(rawValue: word.string)?.text(in: words) ?? word.string)
  }

  /// The place in words, where it is one that words can tell.
  private func place(_ claim: MapValue) -> Value {
    guard case .map(let map)? = claim["locator"] else { return .null }
    if let locator = Locator(map) { return .string(locator.text(in: words)) }
    return .string(map.sorted.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
  }

  private func texts(_ value: Value) -> [String] {
    guard case .list(let list) = value else { return [] }
    return list.compactMap { if case .text(let text) = $0 { text.string } else { nil } }
  }
}

extension LastQuery {
  /// Whether nothing was committed since the query was run, and all of its answer is kept.
  func isKept(in graph: Graph) throws -> Bool {
    try answer?.rows != nil && commit != nil && commit == graph.commitSeen()
  }

  /// That the query was asked again, where what comes of it need not be what was shown.
  func notices(in graph: Graph, _ words: Words) throws -> [ShellEffect] {
    if try isKept(in: graph) { return [] }
    let isSame = try commit != nil && commit == graph.commitSeen()
    return [.notice(isSame ? words.askedAgain : words.askedAgainOfChanged)]
  }
}
