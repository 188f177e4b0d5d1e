import GraphIndex
import GraphModel

/// The properties of a claim that an answer tells of it, read for one claim after the other.
///
///     properties.read(handle, view)
///     properties[.printed]  // the words, or null
///
/// Which columns a type has is looked up once: a claim costs what it has, not what claims can have.
struct ClaimProperties {
  /// What is told of a claim, in the order in which a locator has it.
  enum Name: Int, CaseIterable {
    case id, stance, printed, importRun
    case lineStart, lineEnd, lines, page, pageFrom, pageTo, charStart, charEnd, locator

    /// Those that tell a place.
    static let places = Array(allCases[Name.lineStart.rawValue...])

    /// The key of the property.
    var key: Text { Self.keys[rawValue] }

    private static let keys: [Text] = [
      "id", "stance", "printed", "import_run",
      "line_start", "line_end", "lines", "page", "page_from", "page_to", "char_start", "char_end",
      "locator",
    ]
  }

  /// A property that some relationship of a type has.
  private struct Known {
    var name: Name
    var key: Int
    /// Where its values are; nil where a change has touched the key.
    var column: PropertyColumn?
  }

  private var byType: [[Known]?]
  private let keys: [(name: Name, number: Int)]
  private var values = [Value](repeating: .null, count: Name.allCases.count)
  /// The names of which `values` may have one.
  private var filled: [Known] = []
  /// Locators without their values, by which of ``Name/places`` they have.
  private var shapes: [Int: MapValue] = [:]

  init(_ view: GraphView) {
    keys = Name.allCases.compactMap { name in
      view.keys.number(of: name.key).map { (name, $0) }
    }
    byType = [[Known]?](repeating: nil, count: view.types.count)
  }

  /// The value of a property of the claim that was read last; null where it has none.
  subscript(name: Name) -> Value { values[name.rawValue] }

  /// Reads the properties of a claim.
  mutating func read(_ handle: RelationshipHandle, _ view: GraphView) {
    for known in filled { values[known.name.rawValue] = .null }
    let type = relationshipType(handle)
    filled = known(ofType: type, view)
    let position = relationshipPosition(handle)
    for known in filled {
      values[known.name.rawValue] =
        known.column?[position] ?? view.relationshipProperty(handle, key: known.key)
    }
  }

  private mutating func known(ofType type: Int, _ view: GraphView) -> [Known] {
    if let known = byType[type] { return known }
    let known: [Known] = keys.compactMap { name, number in
      if view.isTouched(relationshipKey: number) { return Known(name: name, key: number) }
      return view.relationshipColumn(type: type, key: number).map {
        Known(name: name, key: number, column: $0)
      }
    }
    byType[type] = known
    return known
  }

  /// What the properties say of the claim's place; null where they say nothing.
  mutating func locator() -> Value {
    var shape = 0
    var told: [Value] = []
    for (bit, name) in Name.places.enumerated() where !self[name].isNull {
      shape |= 1 << bit
      told.append(self[name])
    }
    if told.isEmpty { return .null }
    if let known = shapes[shape] { return .map(MapValue(like: known, told)) }
    let names = Name.places.enumerated().filter { shape >> $0.offset & 1 == 1 }.map(\.element.key)
    let map = MapValue(zip(names, told))
    shapes[shape] = map
    return .map(map)
  }
}

/// Where a claim stands in what is read: by lines, then by characters; claims without a place come last,
/// in the order in which the graph has them.
struct ClaimPlace: Comparable {
  private let line: Int
  private let character: Int
  private let number: Int

  /// The place that the properties of a relationship tell, whose number it is.
  init(_ properties: ClaimProperties, _ number: Int) {
    func integer(_ name: ClaimProperties.Name) -> Int? {
      if case .integer(let value) = properties[name] { value } else { nil }
    }
    var first: Int?
    if case .text(let lines) = properties[.lines] {
      // Of `178-180;doc2:25` the first number.
      first = Int(lines.string.prefix { $0.isASCII && $0.isNumber })
    }
    line = integer(.lineStart) ?? first ?? .max
    character = integer(.charStart) ?? .max
    self.number = number
  }

  static func < (a: ClaimPlace, b: ClaimPlace) -> Bool {
    (a.line, a.character, a.number) < (b.line, b.character, b.number)
  }
}
