/// Any value that openCypher knows.
///
/// `==` and hashing are *equivalence*, as DISTINCT and grouping use it: null is equivalent to null,
/// NaN to NaN, and 1 to 1.0. The operator `=` of the language is ``equals(_:_:)``, which may
/// answer "unknown"; ORDER BY is ``order(_:_:)``.
public enum Value: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case float(Double)
  case text(Text)
  case list([Value])
  case map(MapValue)
  case node(Node)
  case relationship(Relationship)
  case path(Path)
  case date(DateValue)
  case localTime(LocalTimeValue)
  case time(TimeValue)
  case localDateTime(LocalDateTimeValue)
  // The three that are wider than a text are boxed, so that a value takes 17 bytes, not 41.
  indirect case dateTime(DateTimeValue)
  indirect case duration(DurationValue)
  indirect case point(PointValue)
}

extension Value {
  /// A text value.
  public static func string(_ string: String) -> Value { .text(Text(string)) }

  /// Whether this is null.
  @inlinable public var isNull: Bool { if case .null = self { true } else { false } }

  /// The type's name as messages show it, such as `Integer` or `List`.
  public var typeName: String {
    switch self {
    case .null: "Null"
    case .boolean: "Boolean"
    case .integer: "Integer"
    case .float: "Float"
    case .text: "String"
    case .list: "List"
    case .map: "Map"
    case .node: "Node"
    case .relationship: "Relationship"
    case .path: "Path"
    case .date: "Date"
    case .localTime: "LocalTime"
    case .time: "Time"
    case .localDateTime: "LocalDateTime"
    case .dateTime: "DateTime"
    case .duration: "Duration"
    case .point: "Point"
    }
  }

  /// The type's name with its article, such as `an Integer`.
  public var typePhrase: String {
    if case .integer = self { "an \(typeName)" } else { "a \(typeName)" }
  }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// Null.
  public init(nilLiteral: ()) { self = .null }
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// An integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A float.
  public init(floatLiteral value: Double) { self = .float(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .text(Text(value)) }
  /// A list.
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
  /// A map.
  public init(dictionaryLiteral elements: (Text, Value)...) { self = .map(MapValue(elements)) }
}
