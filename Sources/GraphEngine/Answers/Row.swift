import GraphModel

/// One row of an answer.
public struct Row: Sendable {
  /// The values in the order of the columns.
  public let values: [Value]
  private let positions: [String: Int]
  private let columns: [String]

  init(values: [Value], positions: [String: Int], columns: [String]) {
    self.values = values
    self.positions = positions
    self.columns = columns
  }

  /// The value of the column `name`, or null where there is no such column.
  public subscript(name: String) -> Value {
    positions[name].map { values[$0] } ?? .null
  }

  /// The value of the column `name` as a Swift type: `row["n", as: Int.self]`.
  ///
  /// - Throws: ``RowError`` where there is no such column, or its value is of another type.
  public subscript<T: ValueDecodable>(name: String, as type: T.Type) -> T {
    get throws {
      guard let position = positions[name] else {
        throw RowError(
          message: "There is no column '\(name)'; there are: \(columns.joined(separator: ", "))",
          hint: didYouMean(name, in: columns))
      }
      guard let decoded = T(values[position]) else {
        throw RowError(
          message: "Column '\(name)' holds \(values[position].typeName), not \(T.self)",
          hint: values[position].isNull ? "Ask for \(T.self)?.self where null may occur" : nil)
      }
      return decoded
    }
  }
}

/// A column was asked for under a name or as a type that it does not have.
public struct RowError: Error, CustomStringConvertible, Sendable {
  /// What is wrong.
  public var message: String
  /// What to write instead.
  public var hint: String?

  /// The message and the hint.
  public var description: String { hint.map { "\(message). \($0)" } ?? message }
}

/// A Swift type that a value can be read as.
public protocol ValueDecodable {
  /// The value as this type, or nil where it is of another.
  init?(_ value: Value)
}

extension Int: ValueDecodable {
  /// An integer; nothing else.
  public init?(_ value: Value) {
    guard case .integer(let integer) = value else { return nil }
    self = integer
  }
}

extension Double: ValueDecodable {
  /// A float, or an integer that a float can hold.
  public init?(_ value: Value) {
    switch value {
    case .float(let float): self = float
    case .integer(let integer): self = Double(integer)
    default: return nil
    }
  }
}

extension Bool: ValueDecodable {
  /// A boolean.
  public init?(_ value: Value) {
    guard case .boolean(let boolean) = value else { return nil }
    self = boolean
  }
}

extension String: ValueDecodable {
  /// A text.
  public init?(_ value: Value) {
    guard case .text(let text) = value else { return nil }
    self = text.string
  }
}

extension Value: ValueDecodable {
  /// Any value.
  public init?(_ value: Value) { self = value }
}

extension Node: ValueDecodable {
  /// A node.
  public init?(_ value: Value) {
    guard case .node(let node) = value else { return nil }
    self = node
  }
}

extension Relationship: ValueDecodable {
  /// A relationship.
  public init?(_ value: Value) {
    guard case .relationship(let relationship) = value else { return nil }
    self = relationship
  }
}

extension Path: ValueDecodable {
  /// A path.
  public init?(_ value: Value) {
    guard case .path(let path) = value else { return nil }
    self = path
  }
}

extension Optional: ValueDecodable where Wrapped: ValueDecodable {
  /// Nil for null; otherwise as the wrapped type.
  public init?(_ value: Value) {
    if value.isNull {
      self = .none
      return
    }
    guard let wrapped = Wrapped(value) else { return nil }
    self = wrapped
  }
}

extension Array: ValueDecodable where Element: ValueDecodable {
  /// A list whose elements are all of the element's type.
  public init?(_ value: Value) {
    guard case .list(let values) = value else { return nil }
    self = []
    for value in values {
      guard let element = Element(value) else { return nil }
      append(element)
    }
  }
}
