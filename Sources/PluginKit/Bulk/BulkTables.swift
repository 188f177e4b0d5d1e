import GraphEngine
import GraphModel

/// The column that identifies a node, or an end of a relationship.
struct IDColumn {
  let field: Int
  let group: Int
  /// The ids of the group.
  let ids: NumberedIDs
  private let column: BulkColumn

  init(_ field: Int, _ column: BulkColumn, group: Int, ids: NumberedIDs) {
    self.field = field
    self.column = column
    self.group = group
    self.ids = ids
  }

  var isStart: Bool { if case .start = column.role { true } else { false } }

  /// The integer that the row states.
  @inline(__always)
  func integer(_ csv: CSVReader) throws -> Int {
    if let integer = csv.withBytes(of: field, { IntegerText($0) }) { return integer.value }
    return try slowInteger(csv)
  }

  /// Nineteen digits, a plus sign, or no integer.
  private func slowInteger(_ csv: CSVReader) throws -> Int {
    try checkPresent(csv)
    var column = column
    column.type = .int
    guard case .integer(let value)? = try column.value(of: field, in: csv) else {
      throw empty(csv)
    }
    return value
  }

  /// Throws where the field is empty.
  func checkPresent(_ csv: CSVReader) throws {
    if csv.withBytes(of: field, { $0.isEmpty }) { throw empty(csv) }
  }

  private func empty(_ csv: CSVReader) -> ImportError {
    ImportError(
      "The field \(column.text) is empty", at: csv.place(of: field),
      hint: "Every node needs an id, and every relationship two ends")
  }
}

/// What the rows of a table of nodes need.
struct NodeTable<Target: BulkTarget> {
  let writer: BulkRowWriter
  /// The column of the id; a table without one makes nodes that no relationship can name.
  let id: IDColumn?
  private let target: Target
  private let names: [Text]
  private let plainLabels: Target.Labels
  private let labelField: Int?
  private let labelColumn: BulkColumn?
  private var known: [Text: Target.Labels] = [:]

  init(
    _ header: BulkHeader, _ labels: [Text], _ target: Target, _ groups: BulkGroups
  ) throws {
    self.target = target
    writer = BulkRowWriter(header) { try target.note(key: $0) }
    names = labels
    plainLabels = try target.labels(labels)
    labelField = header.position { $0 == .label }
    labelColumn = labelField.map { header.columns[$0] }
    id = groups.column(in: header) { if case .id = $0 { true } else { false } }
  }

  /// The labels of the current row.
  mutating func labels(_ csv: CSVReader) throws -> Target.Labels {
    guard let labelField, !csv.isAbsent(labelField) else { return plainLabels }
    let text = Text(csv.string(labelField))
    if let labels = known[text] { return labels }
    let labels = try target.labels(try labelNames(csv))
    known[text] = labels
    return labels
  }

  /// The names of the labels of the current row.
  func labelNames(_ csv: CSVReader) throws -> [Text] {
    guard let labelField, !csv.isAbsent(labelField) else { return names }
    if let labelColumn, labelColumn.type == .json {
      guard case .list(let list)? = try labelColumn.value(of: labelField, in: csv) else {
        throw ImportError(
          "The labels are no list of JSON", at: csv.place(of: labelField),
          hint: "Write [\"Study\",\"Review\"]")
      }
      return names + list.compactMap { if case .text(let name) = $0 { name } else { nil } }
    }
    let text = csv.string(labelField)
    let parts = text.utf8.split(
      separator: BulkColumn.itemSeparator, omittingEmptySubsequences: false)
    guard !parts.contains(where: \.isEmpty) else {
      throw ImportError(
        "A label is empty", at: csv.place(of: labelField), hint: "Labels are parted by one ';'")
    }
    return names + parts.map { Text(String(Substring($0))) }
  }
}

/// What the rows of a table of relationships need.
struct RelationshipTable<Target: BulkTarget> {
  let writer: BulkRowWriter
  let start: IDColumn
  let end: IDColumn
  /// How many rows join two nodes that the graph held before.
  var oldEnds = 0
  /// Whether the graph knew the type of some row before.
  private(set) var isOfKnownType = false
  private let target: Target
  private let plainType: Target.TypeNumber?
  private let typeField: Int?
  private var known: [Text: Target.TypeNumber] = [:]

  init(
    _ header: BulkHeader, _ type: Text?, _ target: Target, _ groups: BulkGroups
  ) throws {
    self.target = target
    writer = BulkRowWriter(header) { try target.note(key: $0) }
    if let type { isOfKnownType = target.hasNodes && target.knows(type: type) }
    plainType = try type.map { try target.type($0) }
    typeField = header.position { $0 == .type }
    // `BulkSource` and `BulkGroups` have looked at the header already.
    guard
      let start = groups.column(in: header, where: { if case .start = $0 { true } else { false } }),
      let end = groups.column(in: header, where: { if case .end = $0 { true } else { false } })
    else { throw OptionError("The header has no :START_ID and :END_ID") }
    self.start = start
    self.end = end
  }

  /// The type of the current row.
  mutating func type(_ csv: CSVReader) throws -> Target.TypeNumber {
    if typeField == nil, let plainType { return plainType }
    guard let typeField, !csv.withBytes(of: typeField, { $0.isEmpty }) else {
      if let plainType { return plainType }
      throw ImportError(
        "The relationship has no type", at: csv.place(of: typeField ?? 0),
        hint: "Fill in :TYPE, or write --relationships TYPE=FILE for rows without one")
    }
    let text = Text(csv.string(typeField))
    if let type = known[text] { return type }
    if target.hasNodes, target.knows(type: text) { isOfKnownType = true }
    let type = try target.type(text)
    known[text] = type
    return type
  }
}
