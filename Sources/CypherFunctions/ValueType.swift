import GraphModel

/// A set of value types, as far as the binder reasons about them.
///
/// Null belongs to every type.
public struct ValueType: OptionSet, Sendable, Hashable {
  /// One bit a type.
  public let rawValue: UInt32

  /// The set of the given bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Booleans.
  public static let boolean = ValueType(rawValue: 1 << 0)
  /// Integers.
  public static let integer = ValueType(rawValue: 1 << 1)
  /// Floats.
  public static let float = ValueType(rawValue: 1 << 2)
  /// Texts.
  public static let string = ValueType(rawValue: 1 << 3)
  /// Lists of anything.
  public static let list = ValueType(rawValue: 1 << 4)
  /// Maps.
  public static let map = ValueType(rawValue: 1 << 5)
  /// Nodes.
  public static let node = ValueType(rawValue: 1 << 6)
  /// Relationships.
  public static let relationship = ValueType(rawValue: 1 << 7)
  /// Paths.
  public static let path = ValueType(rawValue: 1 << 8)
  /// Dates.
  public static let date = ValueType(rawValue: 1 << 9)
  /// Times without an offset.
  public static let localTime = ValueType(rawValue: 1 << 10)
  /// Times with an offset.
  public static let time = ValueType(rawValue: 1 << 11)
  /// Date-times without an offset.
  public static let localDateTime = ValueType(rawValue: 1 << 12)
  /// Date-times with an offset.
  public static let dateTime = ValueType(rawValue: 1 << 13)
  /// Durations.
  public static let duration = ValueType(rawValue: 1 << 14)
  /// Points.
  public static let point = ValueType(rawValue: 1 << 15)
  /// Integers and floats.
  public static let number: ValueType = [.integer, .float]
  /// All temporal types but durations.
  public static let instant: ValueType = [.date, .localTime, .time, .localDateTime, .dateTime]
  /// Everything.
  public static let any = ValueType(rawValue: 0xFFFF)

  /// The type of `value`; null has every type.
  public init(of value: Value) {
    switch value {
    case .null: self = .any
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .float: self = .float
    case .text: self = .string
    case .list: self = .list
    case .map: self = .map
    case .node: self = .node
    case .relationship: self = .relationship
    case .path: self = .path
    case .date: self = .date
    case .localTime: self = .localTime
    case .time: self = .time
    case .localDateTime: self = .localDateTime
    case .dateTime: self = .dateTime
    case .duration: self = .duration
    case .point: self = .point
    }
  }
}

extension ValueType {
  /// The types that are taken where this one is wanted: an integer passes for a float.
  public var accepting: ValueType { contains(.float) ? union(.integer) : self }

  /// `value` as it is handed on where this type is wanted: an integer as a float, where integers are not
  /// wanted themselves.
  public func widened(_ value: Value) -> Value {
    if case .integer(let integer) = value, contains(.float), !contains(.integer) {
      return .float(Double(integer))
    }
    return value
  }
}

extension ValueType: CustomStringConvertible {
  /// The names of the types, as the manual and messages show them.
  public var description: String {
    if self == .any { return "ANY" }
    if self == .number { return "NUMBER" }
    return Self.named.filter { contains($0.type) }.map(\.name).joined(separator: " | ")
  }

  private static let named: [(type: ValueType, name: String)] = [
    (.boolean, "BOOLEAN"), (.integer, "INTEGER"), (.float, "FLOAT"), (.string, "STRING"),
    (.list, "LIST"), (.map, "MAP"), (.node, "NODE"), (.relationship, "RELATIONSHIP"),
    (.path, "PATH"), (.date, "DATE"), (.localTime, "LOCAL TIME"), (.time, "ZONED TIME"),
    (.localDateTime, "LOCAL DATETIME"), (.dateTime, "ZONED DATETIME"), (.duration, "DURATION"),
    (.point, "POINT"),
  ]

  /// The names that a type can be called by.
  public static let names = named.map(\.name) + ["NUMBER", "ANY"]

  /// The types that `text` names as ``description`` does: `STRING | INTEGER`; nil where it names none.
  public init?(named text: String) {
    var types: ValueType = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      switch part.split(separator: " ").joined(separator: " ").uppercased() {
      case "ANY": types.formUnion(.any)
      case "NUMBER": types.formUnion(.number)
      case let name:
        guard let known = Self.named.first(where: { $0.name == name }) else { return nil }
        types.formUnion(known.type)
      }
    }
    self = types
  }
}
