import GraphModel
import PluginKit

extension MappingScanner {
  /// `Study&Review as source: id = Study ID, year:int = Year`, or `Claim per row: text = Claim`.
  mutating func nodeRule() throws(ImportError) -> NodeRule {
    skipBlanks()
    let place = place
    var labels: [String] = []
    repeat {
      labels.append(try name("a label", until: [":", "&", ","], words: ["as", "per"]).text)
      skipBlanks()
    } while take("&")
    var rule = NodeRule(
      name: labels[0], labels: labels, properties: [], isKeyed: true, takesRest: false,
      place: place)
    if takeWord("as") {
      rule.name = try name("a name", until: [":"], words: ["per"]).text
      skipBlanks()
    }
    if takeWord("per") {
      skipBlanks()
      guard takeWord("row") else {
        throw error("Expected 'row' after 'per', but found \(found)")
      }
      rule.isKeyed = false
      skipBlanks()
    }
    guard take(":") || next == "\n" || isAtEnd else {
      throw error(
        "Expected ':' and properties, but found \(found)",
        hint: "As in: node Study: id = Study ID, title = Title")
    }
    rule.properties = try properties(until: nil, restInto: &rule.takesRest)
    guard let key = rule.properties.first else {
      guard rule.isKeyed else { return rule }
      throw ImportError(
        "The node \(rule.name) has no properties", at: place,
        hint: "Name its key first, as in: node \(rule.name): id = COLUMN; or write 'per row'")
    }
    if rule.isKeyed, case .constant = key.source.origin {
      throw ImportError(
        "The key '\(key.key)' is the same for every row", at: key.place,
        hint: "Name first what tells the nodes apart, or write 'per row' after the label")
    }
    return rule
  }

  /// `Study-[:SUPPORTS {page:int = Page} by page]->Factor once`.
  mutating func relationshipRule() throws(ImportError) -> RelationshipRule {
    let left = try name("the name of a node", until: ["-", "<"])
    let pattern = try pattern()
    let right = try name("the name of a node", until: [":", ","], words: ["once"])
    skipBlanks()
    return RelationshipRule(
      left: left, right: right, pattern: pattern, isOnce: takeWord("once"))
  }

  /// `Study-[:MEASURES]->Outcome.name: Mental health, Wellbeing .. Employment, Outcome: *`.
  mutating func tickRule() throws(ImportError) -> TickRule {
    let left = try name("the name of a node", until: ["-", "<"])
    let pattern = try pattern()
    let label = try name("a label", until: [":", "."]).text
    var key: String?
    if take(".") { key = try name("a property", until: [":"]).text }
    skipBlanks()
    guard take(":") else {
      throw error(
        "Expected ':' and the columns that are ticked, but found \(found)",
        hint: "As in: tick Study-[:MEASURES]->Outcome: Wellbeing, Employment")
    }
    var columns: [ColumnRange] = []
    repeat {
      skipBlanks(andLines: true)
      var range = ColumnRange(first: try name("a column", until: [","], words: [".."]), last: nil)
      skipBlanks()
      if take("..") { range.last = try name("a column", until: [","]) }
      columns.append(range)
      skipBlanks(andLines: true)
      if next == "," { _ = take(",") } else if !isAtEnd { continue }
      skipBlanks(andLines: true)
    } while !isAtEnd
    return TickRule(left: left, label: label, key: key, pattern: pattern, columns: columns)
  }

  /// `-[:TYPE {…} by KEY]->` or `<-[…]-`.
  private mutating func pattern() throws(ImportError) -> RelationshipPattern {
    skipBlanks()
    let isReversed = take("<")
    guard take("-") else {
      throw error(
        "Expected '-[:TYPE]->' or '<-[:TYPE]-', but found \(found)",
        hint: "As in: Study-[:SUPPORTS]->Factor")
    }
    guard take("[") else {
      throw error("Expected '[' and the type of the relationship, but found \(found)")
    }
    skipBlanks()
    _ = take(":")
    skipBlanks()
    var pattern = RelationshipPattern(
      type: .fixed(""), properties: [], key: nil, isReversed: isReversed)
    if take("{") {
      pattern.type = .column(try name("a column", until: ["}"]))
      skipBlanks()
      guard take("}") else { throw error("Expected '}' after the column, but found \(found)") }
    } else {
      pattern.type = .fixed(try name("a type", until: [" ", "\t", "{", "]"]).text)
    }
    skipBlanks()
    if take("{") {
      var takesRest = false
      pattern.properties = try properties(until: "}", restInto: &takesRest)
      guard !takesRest else {
        throw error("'*' stands for all other columns in a node, not in a relationship")
      }
      guard take("}") else { throw error("Expected ',' or '}', but found \(found)") }
      skipBlanks()
    }
    if takeWord("by") {
      let key = try name("a property", until: [" ", "]"])
      guard pattern.properties.contains(where: { $0.key == key.text }) else {
        throw ImportError(
          "The relationship has no property '\(key.text)'", at: key.place,
          hint: "Name it within braces, as in: {\(key.text) = COLUMN} by \(key.text)")
      }
      pattern.key = key.text
      skipBlanks()
    }
    guard take("]"), take("-"), isReversed || take(">") else {
      throw error(
        "Expected '\(isReversed ? "]-" : "]->")', but found \(found)",
        hint: "As in: Study-[:SUPPORTS {page = Page}]->Factor")
    }
    return pattern
  }
}

// MARK: Properties

extension MappingScanner {
  /// `key:type = source, …`; `*` alone stands for all columns that are not named.
  private mutating func properties(
    until end: Character?, restInto takesRest: inout Bool
  ) throws(ImportError) -> [MappedProperty] {
    var properties: [MappedProperty] = []
    while true {
      skipBlanks(andLines: true)
      if isAtEnd || next == end { return properties }
      if take("*") {
        takesRest = true
      } else {
        let property = try property(until: end)
        if let earlier = properties.first(where: { $0.key == property.key }) {
          throw ImportError(
            "The property '\(property.key)' is named twice", at: property.place,
            hint: "The first is at \(earlier.place)")
        }
        properties.append(property)
      }
      skipBlanks()
      guard take(",") || next == "\n" || isAtEnd || next == end else {
        throw error("Expected ',' or the end of the line, but found \(found)")
      }
    }
  }

  private mutating func property(until end: Character?) throws(ImportError) -> MappedProperty {
    var stops: Set<Character> = ["=", ":", ","]
    if let end { stops.insert(end) }
    let key = try name("a property", until: stops, words: ["split"])
    skipBlanks()
    var type: BulkType?
    if take(":") {
      type = try valueType(until: stops)
      skipBlanks()
    }
    var source = CellSource(origin: .columns([[key]]), separator: nil)
    if take("=") {
      stops = [",", "|", "+"]
      if let end { stops.insert(end) }
      source.origin = try origin(until: stops)
    }
    skipBlanks()
    if takeWord("split") {
      skipBlanks()
      if takeWord("json") {
        source.separator = .json
        return MappedProperty(key: key.text, type: type, source: source, place: key.place)
      }
      guard next == "\"" || next == "'" else {
        throw error(
          "Expected a separator in quotes after 'split', but found \(found)",
          hint: "As in: split \";\"; or split json, where cells are lists such as [\"a\", \"b\"]")
      }
      let place = place
      let separator = try quoted(next ?? "\"")
      guard !separator.isEmpty else {
        throw ImportError("The separator after 'split' is empty", at: place)
      }
      // A cell of a spreadsheet may have a line for each value.
      source.separator = .text(separator == "\\n" ? "\n" : separator)
    }
    return MappedProperty(key: key.text, type: type, source: source, place: key.place)
  }

  private mutating func valueType(until stops: Set<Character>) throws(ImportError) -> BulkType {
    let name = try name("a type such as int", until: stops, words: ["split"])
    switch name.text.lowercased() {
    case "text": return .string
    case "integer", "number": return .int
    case "decimal": return .float
    case "bool": return .boolean
    default: break
    }
    guard let type = BulkType(rawValue: name.text.lowercased()) else {
      let known = BulkType.allCases.map(\.rawValue)
      throw ImportError(
        "The type '\(name.text)' is not known", at: name.place,
        hint: didYouMean(name.text, in: known) ?? "Known are \(known.joined(separator: ", "))")
    }
    return type
  }

  private mutating func origin(
    until stops: Set<Character>
  ) throws(ImportError) -> CellSource.Origin {
    skipBlanks()
    if next == "'" { return .constant(try quoted("'")) }
    var ahead = self
    if ahead.take("*") {
      ahead.skipBlanks()
      if ahead.isAtEnd || ahead.next == "\n" || ahead.next.map(stops.contains) == true {
        self = ahead
        return .cell
      }
    }
    var parts: [[ColumnName]] = []
    repeat {
      var names: [ColumnName] = []
      repeat {
        names.append(try name("a column", until: stops, words: ["split"]))
        skipBlanks()
      } while take("|")
      parts.append(names)
    } while take("+")
    return .columns(parts)
  }
}
