import CypherFunctions
import GraphModel

/// The types that `IS ::` accepts, such as `INTEGER | LIST<STRING NOT NULL>`.
package struct TypePredicate: Sendable {
  /// The types as they are written.
  package var text: String
  /// The types, of which a value must have one.
  private var alternatives: [Alternative]

  fileprivate struct Alternative: Sendable {
    var accepts: ValueType
    var acceptsNull: Bool
    var elements: Elements
    /// Whether there is nothing of the type, so that it goes with any other.
    var isNothing = false
  }

  /// What the elements of a list must be.
  fileprivate enum Elements: Sendable {
    case any
    /// What a property can hold: neither null nor a list, but any value that can stand alone.
    case storable
    indirect case of(TypePredicate)
  }

  /// What a property can hold, lists apart.
  fileprivate static let storable: ValueType = [
    .boolean, .number, .string, .instant, .duration, .point,
  ]

  private static let types: [String: ValueType] = [
    "ANY": .any, "BOOLEAN": .boolean, "INTEGER": .integer, "FLOAT": .float, "STRING": .string,
    "MAP": .map, "NODE": .node, "RELATIONSHIP": .relationship, "PATH": .path, "DATE": .date,
    "LOCAL TIME": .localTime, "ZONED TIME": .time, "LOCAL DATETIME": .localDateTime,
    "ZONED DATETIME": .dateTime, "DURATION": .duration, "POINT": .point, "NULL": [], "NOTHING": [],
    "PROPERTY VALUE": TypePredicate.storable.union(.list),
  ]

  static var names: [String] { types.keys.sorted() }

  /// The types that `text` names: standard names in upper case with single spaces, `NOT NULL` and
  /// `LIST<…>`, and bars between alternatives, as the parser writes them.
  init?(parsing text: String) {
    self.text = text
    alternatives = []
    for part in TypePredicate.split(text) {
      guard let alternative = TypePredicate.alternative(part) else { return nil }
      alternatives.append(alternative)
    }
  }

  /// Whether some types of a union are NOT NULL and others are not, here or in a list.
  var mixesNullability: Bool {
    let inhabited = alternatives.filter { !$0.isNothing }
    return Set(inhabited.map(\.acceptsNull)).count > 1
      || alternatives.contains { alternative in
        if case .of(let type) = alternative.elements { type.mixesNullability } else { false }
      }
  }

  private static func alternative(_ text: String) -> Alternative? {
    var rest = text
    var acceptsNull = true
    if rest.hasSuffix(" NOT NULL") {
      rest = String(rest.dropLast(9))
      acceptsNull = false
    }
    if rest.hasPrefix("LIST<"), rest.last == ">" {
      guard let type = TypePredicate(parsing: String(rest.dropFirst(5).dropLast())) else {
        return nil
      }
      return Alternative(accepts: .list, acceptsNull: acceptsNull, elements: .of(type))
    }
    guard let type = types[rest] else { return nil }
    return Alternative(
      accepts: type, acceptsNull: acceptsNull && rest != "NOTHING",
      elements: rest == "PROPERTY VALUE" ? .storable : .any, isNothing: rest == "NOTHING")
  }

  /// The parts of `text` between the bars that stand in no list.
  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text.unicodeScalars {
      switch character {
      case "<": depth += 1
      case ">": depth -= 1
      case "|" where depth == 0:
        parts.append("")
        continue
      default: break
      }
      parts[parts.count - 1].unicodeScalars.append(character)
    }
    let space: Character = " "
    return parts.map { part in
      let head = part.drop { $0 == space }
      return String(head.reversed().drop { $0 == space }.reversed())
    }
  }

  /// Whether `value` is of one of the types; null is of every type that is not `NOT NULL`.
  ///
  /// - Complexity: O(elements) of a list.
  package func holds(of value: Value) -> Bool {
    alternatives.contains { $0.holds(of: value) }
  }
}

extension TypePredicate.Alternative {
  func holds(of value: Value) -> Bool {
    if case .null = value { return acceptsNull }
    guard accepts.contains(ValueType(of: value)) else { return false }
    guard case .list(let values) = value else { return true }
    switch elements {
    case .any: return true
    case .storable:
      return values.allSatisfy {
        !$0.isNull && TypePredicate.storable.contains(ValueType(of: $0))
      }
    case .of(let type): return values.allSatisfy { type.holds(of: $0) }
    }
  }
}
