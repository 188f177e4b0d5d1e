import GraphModel
import PluginKit

/// How the rows of a table become nodes and relationships, as a mapping file or options say it.
struct TableMapping: Sendable {
  var dialect = TableDialect()
  /// Texts that mean that nothing is stated, besides blank cells.
  var missing: [String] = []
  /// Texts that tick a cell; nil for the usual ones.
  var ticks: [String]?
  /// How dates such as 03/04/2021 are written; nil where they are ISO's.
  var dateOrder: DateOrder?
  /// Columns that are left out on purpose.
  var ignored: [ColumnName] = []
  var nodes: [NodeRule] = []
  var relationships: [RelationshipRule] = []
  var tickRules: [TickRule] = []

  /// Whether it says what becomes of the rows, and not only how the table is written.
  var hasRules: Bool { !nodes.isEmpty || !relationships.isEmpty || !tickRules.isEmpty }

  /// What ticks a cell where the mapping does not say.
  static let usualTicks = ["x", "1", "yes", "y", "true", "✓", "✔", "☑", "✗", "•"]
  /// What says that a cell is not ticked.
  static let usualBlanks = ["0", "no", "n", "false", "-", "–", "☐"]
}

/// How a table is written, as far as somebody has said it.
struct TableDialect: Sendable {
  /// The byte between two cells; ``BlankTable/separator`` for any number of blanks.
  var separator: UInt8?
  /// Whether numbers have a decimal comma.
  var hasDecimalComma: Bool?
  /// The number of rows that make up the header; 0 where there is none.
  var headerRows: Int?
  /// The number of rows above the header.
  var skippedRows: Int?
  var encoding: CharacterEncoding?
  /// The sheet of a workbook.
  var sheet: String?
}

/// The order in which a date is written.
enum DateOrder: String, CaseIterable, Sendable {
  case dayMonthYear = "d/m/y"
  case monthDayYear = "m/d/y"
}

/// A column as a mapping calls it, and where it does so.
struct ColumnName: Sendable {
  var text: String
  var place: SourcePlace
}

/// A property, and where its value comes from.
struct MappedProperty: Sendable {
  var key: String
  /// Nil where a text table has text, and a workbook the cell's own type.
  var type: BulkType?
  var source: CellSource
  var place: SourcePlace
}

/// Where a value comes from.
struct CellSource: Sendable {
  enum Origin: Sendable {
    /// Columns whose texts are joined by a blank, each the first of several names that is there.
    case columns([[ColumnName]])
    /// The same text for every row.
    case constant(String)
    /// The cell that is ticked.
    case cell
  }

  var origin: Origin
  /// What parts the values of a cell that holds several.
  var separator: CellSeparator?
}

/// What parts the values of a cell that holds several.
enum CellSeparator: Hashable, Sendable {
  case text(String)
  /// The cell is a list as JSON has it.
  case json

  /// As a mapping has it, behind its column.
  var statement: String {
    switch self {
    case .text(let text): " split \"\(text == "\n" ? "\\n" : text)\""
    case .json: " split json"
    }
  }
}

/// A node for each row, or for each value of its key.
struct NodeRule: Sendable {
  /// What relationships call it: the first label, or a name of its own.
  var name: String
  var labels: [String]
  /// The properties, the key first where the node has one.
  var properties: [MappedProperty]
  /// Whether the first property identifies the node; otherwise each row has a node of its own.
  var isKeyed: Bool
  /// Whether columns that nothing else uses become properties.
  var takesRest: Bool
  var place: SourcePlace
}

/// What a relationship is, whatever it joins.
struct RelationshipPattern: Sendable {
  enum TypeName: Sendable {
    case fixed(String)
    case column(ColumnName)
  }

  var type: TypeName
  var properties: [MappedProperty]
  /// The property that identifies it between its two nodes.
  var key: String?
  /// Whether it is written from right to left: `A<-[:T]-B`.
  var isReversed: Bool
}

/// A relationship between two nodes of a row.
struct RelationshipRule: Sendable {
  var left: ColumnName
  var right: ColumnName
  var pattern: RelationshipPattern
  /// Whether there is one between two nodes, however many rows say it.
  var isOnce: Bool
}

/// A relationship for each ticked cell of some columns, to the node that the column's header names.
struct TickRule: Sendable {
  var left: ColumnName
  var label: String
  /// The property that holds the header's text; nil for `name`, or the key of the node of that label.
  var key: String?
  var pattern: RelationshipPattern
  var columns: [ColumnRange]
}

/// Columns: one, those between two, or all whose names fit a pattern with `*`.
struct ColumnRange: Sendable {
  var first: ColumnName
  var last: ColumnName?
}
