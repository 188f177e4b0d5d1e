/// A word of the language, for recognising, completing and correcting it.
///
/// Keywords are written in any letter case, and none is reserved for good: wherever a name is
/// expected, a keyword is a name. The raw value is how the printer writes it.
public enum Keyword: String, CaseIterable, Sendable {
  case all = "ALL"
  case allShortestPaths
  case and = "AND"
  case any = "ANY"
  case `as` = "AS"
  case asc = "ASC"
  case ascending = "ASCENDING"
  case begin = "BEGIN"
  case by = "BY"
  case call = "CALL"
  case `case` = "CASE"
  case collect = "COLLECT"
  case commit = "COMMIT"
  case constraint = "CONSTRAINT"
  case constraints = "CONSTRAINTS"
  case contains = "CONTAINS"
  case count = "COUNT"
  case create = "CREATE"
  case delete = "DELETE"
  case desc = "DESC"
  case descending = "DESCENDING"
  case detach = "DETACH"
  case distinct = "DISTINCT"
  case drop = "DROP"
  case `else` = "ELSE"
  case end = "END"
  case ends = "ENDS"
  case exists = "EXISTS"
  case explain = "EXPLAIN"
  case `false` = "FALSE"
  case `for` = "FOR"
  case forEach = "FOREACH"
  case `if` = "IF"
  case `in` = "IN"
  case index = "INDEX"
  case indexes = "INDEXES"
  case inf = "INF"
  case infinity = "INFINITY"
  case `is` = "IS"
  case limit = "LIMIT"
  case match = "MATCH"
  case merge = "MERGE"
  case nan = "NAN"
  case noDetach = "NODETACH"
  case none = "NONE"
  case not = "NOT"
  case null = "NULL"
  case offset = "OFFSET"
  case on = "ON"
  case optional = "OPTIONAL"
  case or = "OR"
  case order = "ORDER"
  case profile = "PROFILE"
  case range = "RANGE"
  case reduce
  case remove = "REMOVE"
  case require = "REQUIRE"
  case `return` = "RETURN"
  case rollback = "ROLLBACK"
  case set = "SET"
  case shortestPath
  case show = "SHOW"
  case single = "SINGLE"
  case skip = "SKIP"
  case starts = "STARTS"
  case then = "THEN"
  case transaction = "TRANSACTION"
  case `true` = "TRUE"
  case typed = "TYPED"
  case union = "UNION"
  case unique = "UNIQUE"
  case unwind = "UNWIND"
  case when = "WHEN"
  case `where` = "WHERE"
  case with = "WITH"
  case xor = "XOR"
  case yield = "YIELD"
}

extension Keyword {
  /// The keywords with which a clause of a query begins.
  public static let clauseStarts: [Keyword] = [
    .match, .optional, .unwind, .with, .return, .create, .merge, .set, .remove, .delete, .detach,
    .noDetach, .call, .forEach,
  ]

  /// The keywords with which a statement begins: those of a clause, and the commands.
  public static let statementStarts: [Keyword] =
    clauseStarts + [.explain, .profile, .begin, .commit, .rollback, .drop, .show]

  /// The keyword that `word` is, in any letter case.
  ///
  /// - Complexity: O(length of `word`).
  public init?(word: String) {
    // Only ASCII is put into upper case: 'ſet' is not SET.
    guard word.utf8.count <= Keyword.longest, word.utf8.allSatisfy({ $0 < 0x80 }),
      let found = Keyword.byWord[word.uppercased()]
    else { return nil }
    self = found
  }

  private static let byWord = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue.uppercased(), $0) })
  private static let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0

  /// How tightly a keyword is bound to its place in a query, which decides where it may be the
  /// name of a variable without backticks.
  enum Role {
    /// It begins a clause or a part of one.
    case clause
    /// It stands between expressions.
    case glue
    /// It is a word like any other outside its own place.
    case word
  }

  var role: Role {
    switch self {
    case .match, .optional, .unwind, .with, .return, .create, .merge, .set, .remove, .delete,
      .detach, .noDetach, .call, .forEach, .union, .where, .order, .skip, .limit, .offset, .on:
      .clause
    case .and, .as, .asc, .ascending, .by, .case, .contains, .desc, .descending, .distinct, .else,
      .end, .ends, .in, .is, .not, .or, .starts, .then, .when, .xor, .yield:
      .glue
    default: .word
    }
  }
}
