import GraphModel
import PluginKit

/// Reads a mapping: a statement a line, whose further lines are indented.
///
///     # How the coding sheet becomes a graph
///     separator ;
///     missing NA, n/a
///     node Study
///       id = Study ID
///       year:int = Year
///     node Factor: name = Factors split ";"
///     rel Study-[:SUPPORTS {page:int = Page}]->Factor
///     tick Study-[:MEASURES]->Outcome: Outcome: *
///
/// Options of a command line are single statements of the same form.
struct MappingParser {
  private(set) var mapping = TableMapping()

  static let words = [
    "node", "rel", "tick", "ignore", "missing", "ticks", "dates", "separator", "decimal", "header",
    "skip", "encoding", "sheet",
  ]

  /// Reads the text of a mapping file.
  ///
  /// - Throws: `ImportError` with line, column and cure.
  mutating func read(_ text: String, file: String) throws(ImportError) {
    var statement: [(text: Substring, place: SourcePlace)] = []
    var line = 0
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for part in lines {
      line += 1
      let body = part.drop { $0 == " " || $0 == "\t" }
      if body.isEmpty || body.first == "#" { continue }
      let place = SourcePlace(
        file, line: line, column: part.count - body.count + 1)
      if body.count == part.count {
        try readStatement(statement)
        statement = []
      } else if statement.isEmpty {
        throw ImportError(
          "The line is indented, but there is no statement before it", at: place,
          hint: "Begin a statement at the left edge: \(Self.words.joined(separator: ", "))")
      }
      statement.append((body, place))
    }
    try readStatement(statement)
  }

  private mutating func readStatement(
    _ lines: [(text: Substring, place: SourcePlace)]
  ) throws(ImportError) {
    guard !lines.isEmpty else { return }
    var scanner = MappingScanner(lines)
    let word = try scanner.name("a statement", until: [" ", "\t", ":", "="])
    scanner.skipBlanks()
    // 'separator: ;' and 'separator = ;' are what people write as well.
    if word.text != "node", scanner.next == ":" || scanner.next == "=" {
      _ = scanner.take(":") || scanner.take("=")
    }
    try read(word.text, at: word.place, &scanner)
    scanner.skipBlanks(andLines: true)
    guard scanner.isAtEnd else {
      throw scanner.error("Expected the end of the statement, but found \(scanner.found)")
    }
  }

  /// Reads what an option of the command line says: the statement `word`.
  ///
  /// - Throws: `ImportError`, whose column counts within the option's text.
  mutating func readOption(_ word: String, _ text: String) throws(ImportError) {
    let place = SourcePlace("\(word)=\(text)", line: 1, column: 1)
    var scanner = MappingScanner(text, at: place)
    try read(word, at: place, &scanner)
    scanner.skipBlanks(andLines: true)
    guard scanner.isAtEnd else {
      throw scanner.error("Expected the end of the option, but found \(scanner.found)")
    }
  }

  private mutating func read(
    _ word: String, at place: SourcePlace, _ scanner: inout MappingScanner
  ) throws(ImportError) {
    switch word {
    case "node": mapping.nodes.append(try scanner.nodeRule())
    case "rel": mapping.relationships.append(try scanner.relationshipRule())
    case "tick": mapping.tickRules.append(try scanner.tickRule())
    case "ignore": mapping.ignored += try scanner.names("a column")
    case "missing": mapping.missing += try scanner.names("a text such as NA").map(\.text)
    case "ticks":
      mapping.ticks = (mapping.ticks ?? []) + (try scanner.names("a text such as x").map(\.text))
    case "dates": mapping.dateOrder = try scanner.dateOrder()
    case "separator": mapping.dialect.separator = try scanner.separator()
    case "decimal": mapping.dialect.hasDecimalComma = try scanner.decimalComma()
    case "header": mapping.dialect.headerRows = try scanner.number(0...20)
    case "skip": mapping.dialect.skippedRows = try scanner.number(0...10_000)
    case "encoding":
      let name = try scanner.name("an encoding", until: [])
      guard let encoding = CharacterEncoding(named: name.text) else {
        let known = CharacterEncoding.allCases.map(\.rawValue)
        throw ImportError(
          "The encoding '\(name.text)' is not known", at: name.place,
          hint: didYouMean(name.text, in: known) ?? "Known are \(known.joined(separator: ", "))")
      }
      mapping.dialect.encoding = encoding
    case "sheet": mapping.dialect.sheet = try scanner.name("the name of a sheet", until: []).text
    default:
      throw ImportError(
        "'\(word)' is no statement of a mapping", at: place,
        hint: didYouMean(word, in: Self.words)
          ?? "Statements are \(Self.words.joined(separator: ", "))")
    }
  }

  /// Settings of the options go before those of the file; rules of both count.
  mutating func override(with other: TableMapping) {
    let dialect = other.dialect
    mapping.dialect.separator = dialect.separator ?? mapping.dialect.separator
    mapping.dialect.hasDecimalComma = dialect.hasDecimalComma ?? mapping.dialect.hasDecimalComma
    mapping.dialect.headerRows = dialect.headerRows ?? mapping.dialect.headerRows
    mapping.dialect.skippedRows = dialect.skippedRows ?? mapping.dialect.skippedRows
    mapping.dialect.encoding = dialect.encoding ?? mapping.dialect.encoding
    mapping.dialect.sheet = dialect.sheet ?? mapping.dialect.sheet
    if !other.missing.isEmpty { mapping.missing = other.missing }
    mapping.ticks = other.ticks ?? mapping.ticks
    mapping.dateOrder = other.dateOrder ?? mapping.dateOrder
    mapping.ignored += other.ignored
    mapping.nodes += other.nodes
    mapping.relationships += other.relationships
    mapping.tickRules += other.tickRules
  }
}

extension MappingScanner {
  /// Names parted by commas or line breaks.
  fileprivate mutating func names(_ what: String) throws(ImportError) -> [ColumnName] {
    var names: [ColumnName] = []
    while true {
      skipBlanks(andLines: true)
      names.append(try name(what, until: [","]))
      skipBlanks(andLines: true)
      if isAtEnd { return names }
      _ = take(",")
    }
  }

  fileprivate mutating func number(_ range: ClosedRange<Int>) throws(ImportError) -> Int {
    let name = try name("a number", until: [])
    guard let number = Int(name.text), range.contains(number) else {
      throw ImportError(
        "Expected a number from \(range.lowerBound) to \(range.upperBound), not '\(name.text)'",
        at: name.place)
    }
    return number
  }

  fileprivate mutating func separator() throws(ImportError) -> UInt8 {
    let name = try name("a separator such as ';' or tab", until: [])
    switch name.text.lowercased() {
    case "tab", "\\t": return 0x09
    case "comma": return UInt8(ascii: ",")
    case "semicolon": return UInt8(ascii: ";")
    case "pipe": return UInt8(ascii: "|")
    case "blank", "blanks", "space", "spaces", "whitespace": return BlankTable.separator
    default: break
    }
    guard name.text.utf8.count == 1, let byte = name.text.utf8.first, byte != UInt8(ascii: "\"")
    else {
      throw ImportError(
        "'\(name.text)' is no separator", at: name.place,
        hint: "Write one character such as ;, or one of the words comma, semicolon, tab, pipe, "
          + "blank")
    }
    return byte
  }

  fileprivate mutating func decimalComma() throws(ImportError) -> Bool {
    let name = try name("the decimal mark", until: [])
    switch name.text.lowercased() {
    case ",", "comma": return true
    case ".", "point": return false
    default:
      throw ImportError(
        "'\(name.text)' is no decimal mark", at: name.place, hint: "Write comma or point")
    }
  }

  fileprivate mutating func dateOrder() throws(ImportError) -> DateOrder {
    let name = try name("the order of a date", until: [])
    guard let order = DateOrder(rawValue: name.text.lowercased()) else {
      throw ImportError(
        "'\(name.text)' is no order of a date", at: name.place,
        hint: "Write d/m/y or m/d/y; dates such as 2021-04-03 need none")
    }
    return order
  }
}
