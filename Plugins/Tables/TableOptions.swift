import PluginKit

/// How a table is read: its mapping, and how it is written.
struct TableOptions: FormatOptions {
  var file = ""
  var nodes: [StatementOption<NodeWord>] = []
  var relationships: [StatementOption<RelationshipWord>] = []
  var ticks: [StatementOption<TickWord>] = []
  var ignored: [StatementOption<IgnoreWord>] = []
  var missing = StatementOption<MissingWord>()
  var marks = StatementOption<TicksWord>()
  var dates = StatementOption<DatesWord>()
  var header = StatementOption<HeaderWord>()
  var skip = StatementOption<SkipWord>()
  var separator = StatementOption<SeparatorWord>()
  var decimal = StatementOption<DecimalWord>()
  var encoding = StatementOption<EncodingWord>()
  var sheet = StatementOption<SheetWord>()
  var savesMap = true

  static let list: [FormatOption<TableOptions>] = [
    .text("map", \.file, "FILE", "A file that says what becomes of rows"),
    .repeated(
      "node", \.nodes, "LABEL:KEY=COLUMN,PROPERTY=COLUMN,…",
      "A node of each row, its key first; repeatable"),
    .repeated(
      "rel", \.relationships, "LABEL-[:TYPE]->LABEL",
      "A relationship between two nodes of a row; repeatable"),
    .repeated(
      "tick", \.ticks, "LABEL-[:TYPE]->LABEL:COLUMN,…",
      "A relationship for each ticked cell, to the node that its header names; repeatable"),
    .repeated("ignore", \.ignored, "COLUMN,…", "Columns to leave out; repeatable"),
    .parsed(
      "missing", \.missing, "TEXT,…", "Cells that state nothing, such as NA, besides blank ones"),
    .parsed("ticks", \.marks, "TEXT,…", "What ticks a cell: x,yes"),
    .parsed("dates", \.dates, "d/m/y|m/d/y", "How dates are written"),
    .parsed("header", \.header, "NUMBER", "Rows of the header; 0 for none"),
    .parsed("skip", \.skip, "NUMBER", "Rows above the header"),
    .parsed(
      "separator", \.separator, "CHARACTER",
      "What parts cells: a character, or comma, semicolon, tab, pipe, blank; else found out"),
    .parsed("decimal", \.decimal, "comma|point", "The decimal mark of numbers"),
    .parsed(
      "encoding", \.encoding, "NAME",
      "utf-8, windows-1252, latin-1, mac-roman or utf-16le; without it, found out"),
    .parsed("sheet", \.sheet, "NAME", "The sheet of a workbook; without it, the first one"),
    .flag(
      "save-map", \.savesMap, "Write a guessed mapping beside the source, as NAME.map"),
  ]

  /// The ability to read tables of a kind, with the options that it takes.
  ///
  /// - Parameter others: Options that do not concern it.
  static func ability(
    without others: Set<String>,
    _ make: @escaping @Sendable (TableMapping, _ savesMap: Bool) -> any GraphImporter
  ) -> FormatAbility<any GraphImporter> {
    FormatAbility(options: descriptors.filter { !others.contains($0.name) }) { settings in
      let options = try TableOptions(settings)
      let mapping = try MappingFile.mapping(options.file, options.said())
      return make(mapping, options.savesMap)
    }
  }

  /// What the options say, as a mapping.
  private func said() throws(OptionError) -> TableMapping {
    var parser = MappingParser()
    var statements = nodes.map(\.statement) + relationships.map(\.statement)
    statements += ticks.map(\.statement) + ignored.map(\.statement)
    statements += [
      missing.statement, marks.statement, dates.statement, header.statement, skip.statement,
      separator.statement, decimal.statement, encoding.statement, sheet.statement,
    ]
    for case let (word, text)? in statements { try parser.takeOption(word, text) }
    return parser.mapping
  }
}

/// The word with which a statement of a mapping begins.
protocol StatementWord: Sendable {
  static var word: String { get }
}

enum NodeWord: StatementWord { static let word = "node" }
enum RelationshipWord: StatementWord { static let word = "rel" }
enum TickWord: StatementWord { static let word = "tick" }
enum IgnoreWord: StatementWord { static let word = "ignore" }
enum MissingWord: StatementWord { static let word = "missing" }
enum TicksWord: StatementWord { static let word = "ticks" }
enum DatesWord: StatementWord { static let word = "dates" }
enum HeaderWord: StatementWord { static let word = "header" }
enum SkipWord: StatementWord { static let word = "skip" }
enum SeparatorWord: StatementWord { static let word = "separator" }
enum DecimalWord: StatementWord { static let word = "decimal" }
enum EncodingWord: StatementWord { static let word = "encoding" }
enum SheetWord: StatementWord { static let word = "sheet" }

/// An option that is a statement of a mapping: `node=Study:id=key` is `node Study:id=key`.
struct StatementOption<Word: StatementWord>: ParsedOption {
  let text: String

  /// An option that was not given.
  init() { text = "" }

  init(_ text: String) throws(OptionError) {
    self.text = text
    if text.isEmpty { return }
    var parser = MappingParser()
    try parser.takeOption(Word.word, text)
  }

  /// The statement; nil where the option was not given.
  var statement: (word: String, text: String)? { text.isEmpty ? nil : (Word.word, text) }
}

extension MappingParser {
  /// Reads an option, and tells a mistake in the words of options.
  fileprivate mutating func takeOption(_ word: String, _ text: String) throws(OptionError) {
    do throws(ImportError) {
      try readOption(word, text)
    } catch {
      let column = error.place.column.map { " at character \($0)" } ?? ""
      throw OptionError("\(error.message)\(column) of \(word)=\(text)", hint: error.hint)
    }
  }
}
