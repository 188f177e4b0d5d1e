/// What is written in documents for a word processor.
extension Words {
  /// What stands before the number of a table.
  package var documentTable: String { say(en: "Table", cy: "Tabl") }
  /// The heading of a list of references.
  package var documentReferences: String { say(en: "References", cy: "Cyfeiriadau") }
  /// What stands where a table has no row.
  package var documentNoRows: String { say(en: "No rows", cy: "Dim rhesi") }
  /// What stands for the year of a reference that has none.
  package var documentNoDate: String { say(en: "n.d.", cy: "d.d.") }
  /// What stands before the query that a table comes from.
  package var documentQuery: String { say(en: "Query", cy: "Ymholiad") }
  /// What nodes without a label are called.
  package var documentNoLabel: String { say(en: "No label", cy: "Dim label") }
}
