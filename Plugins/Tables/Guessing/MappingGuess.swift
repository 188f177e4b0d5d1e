import PluginKit

/// Guesses what the rows of a table are, from its header and its cells.
struct MappingGuess {
  private(set) var columns: [ColumnSurvey]
  private(set) var rowCount = 0
  private let fileName: String
  /// Columns that one value of the key column always has the same of, where it is not a key.
  private var dependent: Set<Int> = []
  private var shared: Int?
  /// Rows that are looked at where a table is not at hand as a whole.
  private static let sampleSize = 10_000

  /// Looks at the cells of `table`.
  init<Table: TableSource>(_ table: Table, _ header: TableHeader, named name: String) throws {
    columns = header.names.map { ColumnSurvey($0) }
    fileName = name
    let limit = table.isWhole ? Int.max : Self.sampleSize
    try Self.forEachRow(of: table, header, limit) { rows in
      rowCount += 1
      for column in columns.indices where !rows.isBlank(column) {
        let native = rows.native(column)
        columns[column].add(native?.cellText ?? rows.string(column), isTyped: native != nil)
      }
    }
    guard let shared = sharedKey else { return }
    self.shared = shared
    var first: [String: [String]] = [:]
    dependent = Set(columns.indices).subtracting([shared])
    try Self.forEachRow(of: table, header, limit) { rows in
      let cells = rows.strings
      guard let before = first.updateValue(cells, forKey: rows.string(shared)) else { return }
      for column in dependent
      where (column < before.count ? before[column] : "") != rows.string(column) {
        dependent.remove(column)
      }
    }
  }

  /// Calls `body` with each row that has something, in the order of the table.
  private static func forEachRow<Table: TableSource>(
    of table: Table, _ header: TableHeader, _ limit: Int, _ body: (Table.Rows) -> Void
  ) throws {
    let rows = try table.rows()
    var number = 0
    while number < limit {
      number += 1
      do {
        guard try rows.next() else { return }
      } catch is ImportError {
        // It is told where the rows become records.
        try rows.recover()
        continue
      }
      if number <= header.skippedRows + header.headerRows || rows.isBlank { continue }
      if header.isRepeated(in: rows) { continue }
      if !Table.Rows.isRagged, rows.count != header.names.count { continue }
      body(rows)
    }
  }

  /// The column of that name, whatever its letter case.
  func column(_ names: [String]) -> Int? {
    for name in names {
      if let index = columns.firstIndex(where: { $0.name.lowercased() == name }) { return index }
    }
    return nil
  }

  /// The mapping.
  func draft(for mapping: TableMapping) -> MappingDraft {
    var draft = preset() ?? edgeList() ?? nodeList() ?? codingSheet()
    addSettings(to: &draft, besides: mapping)
    for column in columns where column.isOtherJSON {
      draft.notes.append(
        "The cells of '\(column.name)' are JSON that is no list of texts or numbers, and are kept as "
          + "text")
    }
    return draft
  }

  // MARK: Settings

  private func addSettings(to draft: inout MappingDraft, besides said: TableMapping) {
    var settings: [String] = []
    if said.missing.isEmpty {
      var marks = Set(columns.flatMap { $0.missing.keys })
      for column in columns where column.hasDashesForNothing { marks.formUnion(column.dashTexts) }
      if !marks.isEmpty {
        settings.append(
          "missing " + marks.sorted().map { "\"\($0)\"" }.joined(separator: ", "))
      }
    }
    if said.dialect.hasDecimalComma == nil, hasDecimalComma { settings.append("decimal comma") }
    let dates = columns.filter(\.hasWrittenDates)
    if said.dateOrder == nil, !dates.isEmpty {
      let orders = Set(dates.compactMap(\.dateOrder))
      if orders.count == 1, let order = orders.first {
        settings.append("dates \(order.rawValue)")
      } else {
        draft.notes.append(
          "Whether the day or the month comes first in '\(dates[0].name)' cannot be told, so dates "
            + "are text: say dates=d/m/y or dates=m/d/y, and the type date")
      }
    }
    draft.settings = settings + draft.settings
  }

  /// Whether numbers have a decimal comma, and none a decimal point.
  private var hasDecimalComma: Bool {
    columns.contains(where: \.hasDecimalComma)
      && !columns.contains { $0.points > 0 && $0.type == .float && !$0.hasDecimalComma }
  }

  /// The type of a column, as it goes with the settings of the whole table.
  private func type(_ column: ColumnSurvey) -> BulkType? {
    if column.hasDecimalComma, !hasDecimalComma { return nil }
    if column.type == .date, column.hasWrittenDates,
      Set(columns.filter(\.hasWrittenDates).compactMap(\.dateOrder)).count != 1
    {
      return nil
    }
    return column.type
  }

  // MARK: Properties

  func property(
    _ index: Int, as key: String? = nil, isKey: Bool = false
  ) -> MappingDraft.Property {
    let column = columns[index]
    let separator = isKey ? nil : column.separator
    return MappingDraft.Property(
      key: key ?? MappingDraft.key(column.name), type: separator == nil ? type(column) : nil,
      column: column.name, separator: separator)
  }

  /// Properties for the columns that are left, with keys of their own.
  func properties(
    _ indices: some Sequence<Int>, besides taken: [MappingDraft.Property] = []
  ) -> [MappingDraft.Property] {
    var keys = Set(taken.map(\.key))
    var properties: [MappingDraft.Property] = []
    for index in indices {
      var property = property(index)
      let plain = property.key
      var number = 2
      while !keys.insert(property.key).inserted {
        property.key = "\(plain)_\(number)"
        number += 1
      }
      properties.append(property)
    }
    return properties
  }

  // MARK: Lists for Gephi and the like

  private static let starts = [
    "source", "from", "start", "cause", "source id", "from_id", "citing",
  ]
  private static let ends = ["target", "to", "end", "effect", "target id", "to_id", "cited"]

  /// Whether names of columns, in lower case, are those of a list of relationships.
  static func namesEnds(_ names: [String]) -> Bool {
    names.contains { starts.contains($0) } && names.contains { ends.contains($0) }
  }

  /// A list of relationships: `Source,Target`, as Gephi writes it, or `from,to`.
  private func edgeList() -> MappingDraft? {
    guard let start = column(Self.starts), let end = column(Self.ends) else { return nil }
    var draft = MappingDraft(
      reason: "a list of relationships, by its columns '\(columns[start].name)' and "
        + "'\(columns[end].name)'")
    var type = "LINKS_TO"
    var rest = columns.indices.filter { $0 != start && $0 != end }
    if let kind = column(["type", "relation", "relationship", "predicate", "interaction", "label"]),
      columns[kind].filled == rowCount
    {
      let kinds = columns[kind].distinct.map { $0.lowercased() }
      rest.removeAll { $0 == kind }
      if kinds.allSatisfy({ $0 == "directed" || $0 == "undirected" }) {
        draft.settings.append("ignore \(MappingDraft.quoted(columns[kind].name))")
        if kinds.contains("undirected") {
          draft.notes.append("Relationships that are 'Undirected' go from source to target")
        }
      } else {
        type = "{\(MappingDraft.quoted(columns[kind].name))}"
      }
    }
    let key = MappingDraft.Property(
      key: "id", type: nil, column: columns[start].name, separator: nil)
    var other = key
    other.column = columns[end].name
    draft.nodes = [
      MappingDraft.Node(label: "Node", name: "start", isKeyed: true, properties: [key]),
      MappingDraft.Node(label: "Node", name: "end", isKeyed: true, properties: [other]),
    ]
    let properties = properties(rest).map { property in
      let type = property.type.map { ":\($0.rawValue)" } ?? ""
      let split = property.separator?.statement ?? ""
      return "\(property.key)\(type) = \(MappingDraft.quoted(property.column))\(split)"
    }
    draft.links = [
      "rel start-[:\(type)"
        + (properties.isEmpty ? "" : " {\(properties.joined(separator: ", "))}") + "]->end"
    ]
    return draft
  }

  /// A list of nodes: `Id,Label`, as Gephi writes it.
  private func nodeList() -> MappingDraft? {
    guard let id = column(["id"]), let label = column(["label"]),
      columns[id].isKey(ofRows: rowCount)
    else { return nil }
    let key = MappingDraft.Property(
      key: "id", type: nil, column: columns[id].name, separator: nil)
    let rest = columns.indices.filter { $0 != id }
    return MappingDraft(
      reason: "a list of nodes, by its columns '\(columns[id].name)' and '\(columns[label].name)'",
      nodes: [
        MappingDraft.Node(
          label: "Node", name: nil, isKeyed: true,
          properties: [key] + properties(rest, besides: [key]))
      ])
  }
}

extension MappingGuess {
  // MARK: Coding sheets

  /// Names of columns by which a study is known, the surest first.
  private static let keys = [
    "study id", "study_id", "studyid", "id", "record id", "record_id", "ref id", "reference id",
    "refid", "uid", "key", "citation key", "citekey", "doi", "pmid", "study", "study name", "title",
    "name",
  ]

  /// The column by which rows are told apart.
  private var rowKey: Int? {
    for name in Self.keys {
      if let index = column([name]), columns[index].isKey(ofRows: rowCount) { return index }
    }
    return columns.first?.isKey(ofRows: rowCount) == true && columns[0].longest <= 200 ? 0 : nil
  }

  /// A column that names a study, of which there are several rows.
  private var sharedKey: Int? {
    for name in Self.keys.dropLast(2) {
      guard let index = column([name]) else { continue }
      let survey = columns[index]
      if survey.isKey(ofRows: rowCount) { return nil }
      if survey.filled == rowCount, !survey.isUnique, survey.distinct.count > 1,
        survey.separator == nil
      {
        return index
      }
    }
    return nil
  }

  private var label: String {
    let names = Set(columns.map { $0.name.lowercased() })
    let ofStudies = ["title", "author", "authors", "doi", "study", "study id", "study_id"]
    if ofStudies.contains(where: names.contains) { return "Study" }
    let name = fileName.split(separator: "/").last.map(String.init) ?? fileName
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    return MappingDraft.label(stem)
  }

  /// One wide sheet, with a row for each study, or for each thing that a study says.
  private func codingSheet() -> MappingDraft {
    let ticked = tickColumns
    let rest = columns.indices.filter { column in !ticked.contains { $0.columns.contains(column) } }
    if let shared { return claims(of: shared, rest, ticked) }
    var draft = MappingDraft(reason: "a node for each row")
    var properties: [MappingDraft.Property] = []
    if let key = rowKey {
      var property = property(key, isKey: true)
      property.type = columns[key].integers == columns[key].filled ? .int : nil
      properties.append(property)
    } else {
      draft.notes.append(
        "No column has a value of its own in each row, so that rows have no key, and a second "
          + "import adds them again")
    }
    let key = rowKey
    properties += self.properties(rest.filter { $0 != key }, besides: properties)
    draft.nodes = [
      MappingDraft.Node(label: label, name: nil, isKeyed: key != nil, properties: properties)
    ]
    draft.links = ticked.map { tick(label, $0) }
    return draft
  }

  /// A row for each thing that a study says.
  private func claims(of shared: Int, _ rest: [Int], _ ticked: [TickColumns]) -> MappingDraft {
    var draft = MappingDraft(
      reason: "several rows for each '\(columns[shared].name)', which has a node of its own")
    var key = property(shared, isKey: true)
    key.type = columns[shared].integers == columns[shared].filled ? .int : nil
    let ofStudy = rest.filter { dependent.contains($0) && columns[$0].filled > 0 }
    let ofRow = rest.filter { !ofStudy.contains($0) && $0 != shared }
    let names = columns.map { $0.name.lowercased() }
    let row =
      ["claim", "finding", "effect", "outcome", "quote"].first { word in
        names.contains { $0.contains(word) }
      }.map { $0 == "quote" ? "Claim" : MappingDraft.label($0) } ?? "Record"
    draft.nodes = [
      MappingDraft.Node(
        label: "Study", name: nil, isKeyed: true,
        properties: [key] + properties(ofStudy, besides: [key])),
      MappingDraft.Node(label: row, name: nil, isKeyed: false, properties: properties(ofRow)),
    ]
    draft.links = ["rel \(row)-[:FROM]->Study"] + ticked.map { tick(row, $0) }
    return draft
  }

  // MARK: Ticks

  private struct TickColumns {
    var label: String
    var columns: [Int]
    /// What the names of the columns have in common before a colon.
    var prefix: String?
  }

  /// Columns that are ticked, those under one heading together.
  private var tickColumns: [TickColumns] {
    var groups: [TickColumns] = []
    for (index, column) in columns.enumerated() {
      let parts = column.name.split(separator: ": ", maxSplits: 1)
      let prefix = parts.count == 2 ? String(parts[0]) : nil
      guard column.isTicks else { continue }
      if let position = groups.firstIndex(where: { $0.prefix == prefix }) {
        groups[position].columns.append(index)
      } else {
        groups.append(
          TickColumns(
            label: prefix.map { MappingDraft.label($0) } ?? "Category", columns: [index],
            prefix: prefix))
      }
    }
    return groups
  }

  private func tick(_ label: String, _ ticked: TickColumns) -> String {
    let head = "tick \(label)-[:HAS]->\(ticked.label): "
    if let prefix = ticked.prefix,
      !columns.indices.contains(where: {
        columns[$0].name.hasPrefix("\(prefix): ") && !ticked.columns.contains($0)
      })
    {
      return head + MappingDraft.quoted("\(prefix): *")
    }
    return head
      + ticked.columns.map { MappingDraft.quoted(columns[$0].name) }.joined(separator: ", ")
  }
}
