import GraphEngine
import GraphModel
import WordCatalog

/// Tells what lies between two graphs: `:diff` and `dolen diff`.
package struct DifferenceDesk {
  /// How many elements were added, removed and changed.
  package struct Counts {
    var nodes: [GraphChange.Kind: Int] = [:]
    var relationships: [GraphChange.Kind: Int] = [:]

    fileprivate mutating func count(_ change: GraphChange) {
      if change.isNode {
        nodes[change.kind, default: 0] += 1
      } else {
        relationships[change.kind, default: 0] += 1
      }
    }

    /// The counts in one sentence.
    package func text(_ words: Words) -> String {
      if nodes.isEmpty, relationships.isEmpty { return words.noDifference }
      func part(_ counts: [GraphChange.Kind: Int]) -> String {
        words.differenceCounts(
          added: counts[.added] ?? 0, removed: counts[.removed] ?? 0,
          changed: counts[.changed] ?? 0)
      }
      return words.differenceSummary(nodes: part(nodes), relationships: part(relationships))
    }
  }

  private let before: Graph
  private let after: Graph
  private let words: Words

  /// - Parameter words: The language of headings for people; programs read English ones.
  package init(_ before: Graph, _ after: Graph, words: Words) {
    self.before = before
    self.after = after
    self.words = words
  }

  /// Formats that programs read, whose columns are called the same in every language.
  private static let formatsOfPrograms: Set<String> = ["csv", "tsv", "json", "jsonl", "raw"]

  private func words(for format: any RowFormat) -> Words {
    Self.formatsOfPrograms.contains(format.name) ? .english : words
  }

  /// The columns of the changes.
  private static func columns(_ words: Words) -> [String] {
    [
      words.changeHeading, words.whatHeading, words.kindHeading, words.nameHeading,
      words.endsHeading, words.propertyHeading, words.beforeHeading, words.afterHeading,
    ]
  }

  /// A row for each property, label or end of what was changed; one for what was added or removed.
  private static func rows(_ change: GraphChange, _ words: Words) -> [[Value]] {
    let head: [Value] = [
      .string(words.changeKind(change.kind.rawValue)),
      .string(change.isNode ? words.nodeCell : words.relationshipCell), .text(change.name.kind),
      .string("\(change.name)"), change.ends.map { .string($0) } ?? .null,
    ]
    switch (change.kind, change.element) {
    case (.changed, _):
      return change.parts.map { part in
        let what =
          switch part.what {
          case .property(let key): key.string
          case .labels: words.labelsPart
          case .start: words.startPart
          case .end: words.endPart
          }
        return head + [.string(what), part.before, part.after]
      }
    case (_, .node(let before, let after)):
      return [
        head + [.null, before.map { .node($0) } ?? .null, after.map { .node($0) } ?? .null]
      ]
    case (_, .relationship(let before, let after, _, _)):
      return [
        head + [
          .null, before.map { .map($0.contents?.properties ?? [:]) } ?? .null,
          after.map { .map($0.contents?.properties ?? [:]) } ?? .null,
        ]
      ]
    }
  }

  /// The changes as columns and rows, at hand.
  package func table() throws -> (columns: [String], rows: [[Value]], counts: Counts) {
    var counts = Counts()
    var rows: [[Value]] = []
    try GraphComparison(from: before, to: after).forEachChange { change in
      counts.count(change)
      rows += Self.rows(change, words)
    }
    return (Self.columns(words), rows, counts)
  }

  /// Writes the changes one by one, as a drawing where the format is `dot`.
  ///
  /// - Returns: How many there are.
  package func write(
    as format: any RowFormat, to output: any ByteOutput, layout: RowLayout
  ) throws -> Counts {
    let comparison = try GraphComparison(from: before, to: after)
    var counts = Counts()
    if format.name == RowFormats.dotName {
      var drawing = DifferenceDrawing(output)
      try drawing.begin(words)
      try comparison.forEachChange { change in
        counts.count(change)
        try drawing.add(change)
      }
      try drawing.end()
      return counts
    }
    let words = words(for: format)
    try format.write(Self.columns(words), to: output, layout: layout) { give in
      try comparison.forEachChange { change in
        counts.count(change)
        for row in Self.rows(change, words) { try give(row) }
      }
    }
    return counts
  }

  // MARK: Answers

  /// Writes which rows of the answers of saved queries are lost and gained.
  ///
  /// - Returns: A sentence for each query.
  /// - Throws: ``ShellFailure`` where a query fails, with its name.
  package func write(
    answersOf queries: [SavedQuery], as format: any RowFormat, to output: any ByteOutput,
    layout: RowLayout
  ) throws -> [String] {
    var said: [String] = []
    let speaking = words(for: format)
    if queries.count == 1, let query = queries.first {
      let changes = try self.changes(of: query)
      try format.write(
        [speaking.changeHeading] + changes.columns,
        Self.rows(changes, speaking).map { [.string($0.change)] + $0.row }, to: output,
        layout: layout)
      return [text(query, changes)]
    }
    let columns = [speaking.queryHeading, speaking.changeHeading, speaking.rowHeading]
    try format.write(columns, to: output, layout: layout) { give in
      for query in queries {
        let changes = try self.changes(of: query)
        said.append(text(query, changes))
        for (change, row) in Self.rows(changes, speaking) {
          let map = MapValue(zip(changes.columns, row).map { (Text($0), $1) })
          try give([.string(query.name), .string(change), .map(map)])
        }
      }
    }
    return said
  }

  private func changes(of query: SavedQuery) throws -> AnswerChanges {
    do {
      var parameters: [String: Value] = [:]
      for parameter in query.parameters {
        parameters[parameter.name] = try after.evaluate(
          parameter.expression, parameters: parameters)
      }
      return try AnswerChanges(
        of: query.text, parameters: parameters, from: before, to: after)
    } catch {
      let failure = ShellFailure(error, at: ScriptPlace(source: query.text))
      throw ShellFailure(failure.kind, "\(query.path): \(failure.message)")
    }
  }

  private static func rows(
    _ changes: AnswerChanges, _ words: Words
  ) -> [(change: String, row: [Value])] {
    changes.lost.map { (words.rowLost, $0) } + changes.gained.map { (words.rowGained, $0) }
  }

  private func text(_ query: SavedQuery, _ changes: AnswerChanges) -> String {
    words.answerChanged(
      query.name, before: changes.rowsBefore, after: changes.rowsAfter, lost: changes.lost.count,
      gained: changes.gained.count)
  }
}

extension RowFormats {
  /// The name of the format that draws.
  fileprivate static let dotName = DOTRowFormat().name
}
