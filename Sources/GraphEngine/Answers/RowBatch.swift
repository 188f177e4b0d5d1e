import CypherRuntime
import GraphIndex
import GraphModel

/// Some rows of an answer, column by column, as the engine has them.
///
/// For programs that take many rows: a column of numbers is an array of numbers, which is lent and not
/// copied, and no ``Row`` is made.
///
///     let rows = try graph.run("MATCH (s:Study) RETURN s.id AS id, s.year AS year")
///     var latest = 0
///     while let batch = try rows.nextBatch() {
///       if case .integers(let years, let nulls)? = batch["year"] {
///         for row in 0..<batch.count where nulls?[row] != true { latest = max(latest, years[row]) }
///       }
///     }
public struct RowBatch: Sendable {
  /// The names of the columns, in order.
  public let columns: [String]
  /// How many rows there are, at least one.
  public let count: Int
  private let values: [ColumnValues]

  init(columns: [String], _ contents: Contents) {
    self.columns = columns
    count = contents.count
    values = contents.values
  }

  /// The column at a place, of those in ``columns``.
  public subscript(column: Int) -> ColumnValues { values[column] }

  /// The column of a name, or nil where there is none.
  public subscript(name: String) -> ColumnValues? {
    columns.firstIndex(of: name).map { values[$0] }
  }

  /// The most rows of a batch.
  static let most = 1 << 16
  /// The most rows where a column is of values that are made for it, such as nodes with their contents.
  static let mostMade = 1 << 10
  /// About how many bytes such values have together.
  static let bytesMade = 1 << 19

  /// A batch without the names of its columns.
  struct Contents {
    let count: Int
    let values: [ColumnValues]
  }
}

extension RowBatch.Contents {
  /// Rows that were made one by one.
  init(_ rows: some Collection<[Value]>) {
    count = rows.count
    values = (0..<(rows.first?.count ?? 0)).map { column in
      ColumnValues(narrowing: rows.map { $0[column] })
    }
  }
}

/// The values of one column of a ``RowBatch``.
///
/// One column may have another shape in another batch: a property that is an integer in most rows and a
/// text in some comes as ``values(_:)`` where both occur, and so do texts that no dictionary holds. Who
/// does not care takes ``subscript(_:)``.
public enum ColumnValues: Sendable {
  /// Integers, with the rows that are null, if any are.
  case integers([Int], nulls: [Bool]?)
  /// Floats, with the rows that are null, if any are.
  case floats([Double], nulls: [Bool]?)
  /// 0 for false, 1 for true, 2 for null.
  case booleans([UInt8])
  /// Texts that lie in a dictionary.
  case texts(TextValues)
  /// Anything: mixed columns, nodes, relationships, paths, lists, maps, temporal values and points.
  case values([Value])

  /// The value of a row.
  public subscript(row: Int) -> Value {
    switch self {
    case .integers(let values, let nulls): nulls?[row] == true ? .null : .integer(values[row])
    case .floats(let values, let nulls): nulls?[row] == true ? .null : .float(values[row])
    case .booleans(let values): values[row] == 2 ? .null : .boolean(values[row] == 1)
    case .texts(let texts): texts[row].map { .text($0) } ?? .null
    case .values(let values): values[row]
    }
  }
}

extension ColumnValues {
  /// Numbers or booleans where all values are of one such type or null, else the values as they are.
  init(narrowing values: [Value]) {
    switch values.first(where: { !$0.isNull }) {
    case .integer: self = Self.integers(values) ?? .values(values)
    case .float: self = Self.floats(values) ?? .values(values)
    case .boolean: self = Self.booleans(values) ?? .values(values)
    default: self = .values(values)
    }
  }

  private static func integers(_ values: [Value]) -> ColumnValues? {
    var numbers: [Int] = []
    for value in values {
      switch value {
      case .integer(let number): numbers.append(number)
      case .null: numbers.append(0)
      default: return nil
      }
    }
    return .integers(numbers, nulls: nulls(values))
  }

  private static func floats(_ values: [Value]) -> ColumnValues? {
    var numbers: [Double] = []
    for value in values {
      switch value {
      case .float(let number): numbers.append(number)
      case .null: numbers.append(0)
      default: return nil
      }
    }
    return .floats(numbers, nulls: nulls(values))
  }

  private static func booleans(_ values: [Value]) -> ColumnValues? {
    var booleans: [UInt8] = []
    for value in values {
      switch value {
      case .boolean(let boolean): booleans.append(boolean ? 1 : 0)
      case .null: booleans.append(2)
      default: return nil
      }
    }
    return .booleans(booleans)
  }

  private static func nulls(_ values: [Value]) -> [Bool]? {
    values.contains { $0.isNull } ? values.map(\.isNull) : nil
  }
}

/// The texts of one column of a ``RowBatch``: a code a row into a dictionary of texts.
///
/// Equal codes are equal texts, so that a program which groups or counts need not look at the texts:
///
///     if case .texts(let texts)? = batch["method"] {
///       for code in texts.codes where code != TextValues.noText { tally[code, default: 0] += 1 }
///     }
public struct TextValues: Sendable {
  /// The code of each row; ``noText`` where it is null.
  public let codes: [UInt32]
  private let dictionary: TextDictionary

  init(_ codes: [UInt32], _ dictionary: TextDictionary) {
    self.codes = codes
    self.dictionary = dictionary
  }

  /// The code of null.
  public static let noText = nullCode

  /// Whether a code means the same text here and there, as it does where one dictionary serves both.
  public func sharesCodes(with other: TextValues) -> Bool { dictionary === other.dictionary }

  /// The text of a code of ``codes``; not of ``noText``.
  public func text(ofCode code: UInt32) -> Text { dictionary[Int(code)] }

  /// The text of a row, or nil where it is null.
  public subscript(row: Int) -> Text? {
    codes[row] == Self.noText ? nil : dictionary[Int(codes[row])]
  }

  /// Calls `body` with the UTF-8 bytes of a row's text, which costs no allocation; nil where it is null.
  public func withUTF8<R>(
    _ row: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R? {
    guard codes[row] != Self.noText else { return nil }
    return try dictionary.withUTF8(of: Int(codes[row]), body)
  }

  /// Reads what of the texts is still in the file, which may change once they have been lent.
  func load() {
    guard !dictionary.isInMemory else { return }
    for code in Set(codes) where code != Self.noText { dictionary.withUTF8(of: Int(code)) { _ in } }
  }
}
