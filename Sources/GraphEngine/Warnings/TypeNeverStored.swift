import CypherSyntax
import GraphIndex
import GraphModel

extension StatementWarning {
  /// `s.year > '2015'`: a property compared with a value of a type that it never has.
  static let typeNeverStored = StatementWarning(name: "TypeNeverStored") { context in
    context.parts.comparisons.compactMap { comparing in
      guard let value = context.value(of: comparing.value),
        let asked = StoredType(value),
        let stored = storedTypes(of: comparing, in: context), !stored.isEmpty,
        !stored.contains(where: { $0.isComparable(with: asked) })
      else { return nil }
      let kinds = stored.map(\.plural).sorted().joined(separator: " or ")
      let holder = Value.quotedName(comparing.key.text)
      return Diagnostic(
        .semanticError, .compile, "TypeNeverStored",
        "The values of '\(holder)' are \(kinds); it is compared with \(asked.singular)",
        at: comparing.span, hint: advice(value, stored))
    }
  }

  private static func advice(_ value: Value, _ stored: Set<StoredType>) -> String {
    guard case .text(let text) = value else {
      if stored.contains(.boolean) { return "Write true or false" }
      return stored.contains(.text)
        ? "Write it as a text, in quotes: '\(value.cypherText)'"
        : "A comparison of values of two types is never true"
    }
    if stored.contains(.number), Double(text.string) != nil {
      return "Write \(text.string) without quotes"
    }
    return "A comparison of values of two types is never true"
  }

  /// The types of a property's values, as far as the graph tells them quickly; nil where it does not.
  private static func storedTypes(
    of comparing: StatementParts.Comparing, in context: WarningContext
  ) -> Set<StoredType>? {
    let view = context.view
    guard let key = view.keys.number(of: comparing.key.text) else { return nil }
    if context.parts.isRelationship(comparing.variable) {
      guard let types = context.parts.types(of: comparing.variable) else { return nil }
      return view.relationshipValueTypes(ofKey: key, types.compactMap(view.types.number(of:)))
    }
    guard context.parts.nodes.contains(where: { $0.variable?.text == comparing.variable }) else {
      return nil
    }
    let labels = context.parts.labels(of: comparing.variable).map(view.labels.number(of:))
    if labels.contains(where: { $0 == nil }) { return nil }
    return view.nodeValueTypes(ofKey: key, labels.compactMap { $0 })
  }
}

/// The types of values between which comparisons tell nothing.
enum StoredType: Hashable {
  case number
  case text
  case boolean
  case list
  case other

  init?(_ value: Value) {
    switch value {
    case .integer, .float: self = .number
    case .text: self = .text
    case .boolean: self = .boolean
    case .list: self = .list
    case .null: return nil
    default: self = .other
    }
  }

  func isComparable(with other: StoredType) -> Bool {
    // Dates, times, points are told apart by the query itself.
    self == other || self == .other || other == .other
  }

  var plural: String {
    switch self {
    case .number: "numbers"
    case .text: "texts"
    case .boolean: "truth values"
    case .list: "lists"
    case .other: "other values"
    }
  }

  var singular: String {
    switch self {
    case .number: "a number"
    case .text: "a text"
    case .boolean: "a truth value"
    case .list: "a list"
    case .other: "another value"
    }
  }
}

extension GraphView {
  /// More positions are not looked at one by one.
  private static var mostLookedAt: Int { 1 << 16 }

  /// The types of the values of a key among the nodes with all of the labels; nil where that would take
  /// long to tell.
  func nodeValueTypes(ofKey key: Int, _ wanted: [Int]) -> Set<StoredType>? {
    // A column of one shape tells it of all nodes.
    if let column = nodeColumn(key), let type = StoredType(column.storage) { return [type] }
    guard nodeLimit <= Self.mostLookedAt else { return nil }
    var types: Set<StoredType> = []
    for position in 0..<NodePosition(nodeLimit) where isLive(position) {
      let set = labelSets[labelSet(of: position)]
      guard wanted.allSatisfy(set.contains) else { continue }
      if let type = StoredType(nodeProperty(position, key: key)) { types.insert(type) }
    }
    return types
  }

  /// The types of the values of a key among the relationships of the types; nil where that would take
  /// long to tell.
  func relationshipValueTypes(ofKey key: Int, _ types: [Int]) -> Set<StoredType>? {
    guard types.reduce(0, { $0 + count(ofType: $1) }) <= Self.mostLookedAt else { return nil }
    var found: Set<StoredType> = []
    for type in types {
      forEachRelationship(type: type) { handle, _, _ in
        if let type = StoredType(relationshipProperty(handle, key: key)) { found.insert(type) }
      }
    }
    return found
  }
}

extension StoredType {
  /// The type of all values of a column; nil where they may be of several.
  fileprivate init?(_ storage: PropertyColumn.Storage) {
    switch storage {
    case .integers, .floats: self = .number
    case .booleans: self = .boolean
    case .codes: self = .text
    case .values: return nil
    }
  }
}
