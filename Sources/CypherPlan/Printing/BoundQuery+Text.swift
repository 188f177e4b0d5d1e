import CypherSyntax
import GraphModel

extension BoundStatement {
  /// The query as Cypher that means the same, or nil where the statement is none.
  ///
  /// Abbreviations are written out and variables numbered, so that queries which mean the same in other
  /// words are often written alike, and reading the text gives a query that is written the same again.
  /// Columns keep their names.
  ///
  ///     MATCH (s:Study {year: 2020}) RETURN s.title
  ///     MATCH (v1:Study) WHERE v1.year = 2020 RETURN v1.title AS `s.title`
  ///
  /// - Complexity: O(size of the query).
  package var queryText: String? {
    guard case .query(let query) = body else { return nil }
    let names = columns.map { Text($0) }
    let unbinder = Unbinder(names: NumberedNames(without: names))
    return SyntaxPrinter().text(of: unbinder.query(query, columns: names))
  }
}

/// Names by number, in the order in which slots are first named.
private final class NumberedNames: SlotNames {
  private var names: [Int: Text] = [:]
  private var count = 0
  private let taken: Set<Text>

  /// - Parameter taken: What no variable may be called.
  init(without taken: [Text]) { self.taken = Set(taken) }

  func name(of slot: Int) -> Text {
    if let known = names[slot] { return known }
    let name = newName()
    names[slot] = name
    return name
  }

  func alias(of slot: Int) -> Text { newName() }

  private func newName() -> Text {
    while true {
      count += 1
      let name = Text("v\(count)")
      if !taken.contains(name) { return name }
    }
  }
}
