import GraphModel

/// The FTS5 table of one full-text index, as SQL.
///
/// The table holds words and where they stand, not the texts (`content=''`): those are in the rows.
/// What a row gives is taken from its JSON by the same expressions when it is added, when it is
/// removed, and when the table is checked. Case and diacritics make no difference.
///
/// What a transaction changes reaches the table when it is committed. Until then the rows that it has
/// touched stand in a temporary table, with the texts that they had before: others search the words of
/// the last commit.
struct FullTextTable: Hashable {
  /// The index.
  let index: StoredIndex
  /// The name of the table.
  let name: String
  /// The expression of each key: a text, or the texts of a list.
  private let expressions: [String]
  /// Which rows are covered.
  private let condition: String

  /// How texts are taken apart: by Unicode's letters and digits, all diacritics removed, also where
  /// a letter is written as two code points.
  private static let tokenizer = "unicode61 remove_diacritics 2"

  /// The table of `index`; nil where that is no full-text index.
  ///
  /// - Parameter key: The name of a property key, by its number.
  init?(_ index: StoredIndex, key: (Int) -> Text) {
    guard let settings = index.fullTextSettings else { return nil }
    self.index = index
    name = "fulltext_\(settings.table)"
    expressions = index.keys.map { number in
      let literal = key(number).string.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      return """
        (SELECT CASE found.type WHEN 'text' THEN found.value WHEN 'array' THEN
        (SELECT group_concat(part.value, ' ') FROM json_each(found.value) AS part
        WHERE part.type = 'text') END
        FROM json_each(properties) AS found WHERE found.key = '\(literal)')
        """
    }
    let symbols = settings.symbols.map(String.init).joined(separator: ", ")
    condition =
      index.entity == .node
      ? "EXISTS (SELECT 1 FROM json_each(labels) WHERE value IN (\(symbols)))"
      : "type IN (\(symbols))"
  }

  private var columns: String { expressions.indices.map { "c\($0)" }.joined(separator: ", ") }

  /// Of which rows texts are taken.
  private enum Rows: String {
    case all = ""
    case bound = "id = ?1 AND "
    case noted
  }

  /// The rows that are covered, with their texts.
  private func texts(of rows: Rows) -> String {
    let restriction =
      rows == .noted ? "id IN (SELECT id FROM temp.\(notes)) AND " : rows.rawValue
    let selected = expressions.enumerated().map { "\($1) AS c\($0)" }.joined(separator: ", ")
    return """
      SELECT id, \(columns) FROM (SELECT id, \(selected) FROM main.\(index.entity.rawValue)
      WHERE \(restriction)properties IS NOT NULL AND \(condition)) WHERE \(hasTexts)
      """
  }

  /// Makes the empty table.
  func creation(_ schema: String = "main", name: String? = nil) -> String {
    "CREATE VIRTUAL TABLE \(schema).\(name ?? self.name) USING fts5("
      + "\(columns), content='', tokenize='\(Self.tokenizer)')"
  }

  /// Fills the table from all rows.
  func filling(_ schema: String = "main", name: String? = nil) -> String {
    "INSERT INTO \(schema).\(name ?? self.name)(rowid, \(columns)) \(texts(of: .all))"
  }

  /// The name of the temporary table of rows that were touched.
  private var notes: String { "touched_\(name)" }

  private var hasTexts: String {
    expressions.indices.map { "c\($0) IS NOT NULL" }.joined(separator: " OR ")
  }

  /// Makes the temporary table, anew where there is one.
  var noting: [String] {
    [
      dropOfNotes, "CREATE TABLE temp.\(notes)(id INTEGER PRIMARY KEY, \(columns))",
    ]
  }

  /// Removes the temporary table.
  var dropOfNotes: String { "DROP TABLE IF EXISTS temp.\(notes)" }

  /// Notes the row that is bound, which is new.
  var noteOfNew: String { "INSERT OR IGNORE INTO temp.\(notes)(id) VALUES (?1)" }

  /// Notes the row that is bound, with its texts, before it is changed for the first time.
  var note: String {
    """
    INSERT INTO temp.\(notes)(id, \(columns)) SELECT ?1, \(columns)
    FROM (SELECT 1) LEFT JOIN (\(texts(of: .bound)))
    WHERE NOT EXISTS (SELECT 1 FROM temp.\(notes) WHERE id = ?1)
    """
  }

  /// Takes the rows that were noted out of the table and puts them in as they are now.
  var applications: [String] {
    [
      "INSERT INTO \(name)(\(name), rowid, \(columns)) "
        + "SELECT 'delete', id, \(columns) FROM temp.\(notes) WHERE \(hasTexts)",
      "INSERT INTO \(name)(rowid, \(columns)) \(texts(of: .noted))",
      "DELETE FROM temp.\(notes)",
    ]
  }

  /// Finds the rows that the bound expression of FTS5 matches, the best first.
  var search: String {
    "SELECT rowid, -bm25(\(name)) FROM \(name) WHERE \(name) MATCH ?1 ORDER BY bm25(\(name)), rowid"
  }
}

/// What a full-text index keeps besides its keys.
struct FullTextSettings: Hashable {
  /// The number of its table.
  var table: Int
  /// The numbers of all its labels or types.
  var symbols: [Int]

  /// The settings as a definition keeps them.
  var options: Text {
    let also = String(decoding: NumberList.encode(symbols.dropFirst()), as: UTF8.self)
    return Text("{\"table\":\(table),\"also\":\(also)}")
  }
}

extension StoredIndex {
  /// The settings of a full-text index; nil where there are none, or it is no such index.
  var fullTextSettings: FullTextSettings? {
    guard kind == .fullText, let options, let map = try? JSONReader().map(of: options),
      case .integer(let table) = map["table"], case .list(let also) = map["also"]
    else { return nil }
    var symbols = [symbol]
    for value in also {
      guard case .integer(let number) = value else { return nil }
      symbols.append(number)
    }
    return FullTextSettings(table: table, symbols: symbols)
  }

  /// The numbers of all labels or types that are covered.
  public var symbols: [Int] { fullTextSettings?.symbols ?? [symbol] }

  /// The definition of a full-text index over `symbols`, at least one, in the table of a number that
  /// no other index of the graph has.
  public static func fullText(
    name: Text, entity: Entity, symbols: [Int], keys: [Int], table: Int
  ) -> StoredIndex {
    StoredIndex(
      name: name, kind: .fullText, entity: entity, symbol: symbols.first ?? -1, keys: keys,
      options: FullTextSettings(table: table, symbols: symbols).options)
  }
}
