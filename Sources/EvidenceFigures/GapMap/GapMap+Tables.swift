import EvidenceKit
import GraphModel
import WordCatalog

extension GapMap {
  /// A row for each cell, with all of its numbers.
  public func cellTable(in words: Words) -> FigureTable {
    var table = FigureTable(
      columns: [
        "row_id", "row", "column_id", "column", "studies", "claims", "gap", "conflict",
      ] + Stance.allCases.map(\.rawValue)
        + question.layers.flatMap { ["\($0.name)_studies", "\($0.name)_claims"] })
    for cell in cells {
      let (row, column) = (rows[cell.row], columns[cell.column])
      var values: [Value] = [
        .string(row.id), .string(row.name(in: words)), .string(column.id),
        .string(column.name(in: words)), .integer(cell.studies), .integer(cell.claims),
        cell.gap.map { .string($0.rawValue) } ?? .null, .boolean(cell.conflict),
      ]
      values += Stance.allCases.map { .integer(cell.claims($0)) }
      for layer in cell.layers { values += [.integer(layer.studies), .integer(layer.claims)] }
      table.rows.append(values)
    }
    return table
  }

  /// The map as people read it in text: rows, columns, and in each cell the number of studies, or of
  /// statements without a study in brackets.
  public func crosstab(in words: Words) -> FigureTable {
    var table = FigureTable(columns: [""] + columns.map(\.id) + [words.studiesHeading])
    for (place, row) in rows.enumerated() {
      var line: [Value] = [.string(row.name(in: words))]
      for column in columns.indices { line.append(.string(Self.mark(of: self[place, column]))) }
      line.append(.integer(studies(ofRow: place)))
      table.rows.append(line)
    }
    table.rows.append(
      [.string(words.studiesHeading)]
        + columns.indices.map { .string(String(studies(ofColumn: $0))) }
        + [.integer(Set(claims.flatMap(\.sources)).count)])
    return table
  }

  /// What stands in a cell of text.
  private static func mark(of cell: Cell) -> String {
    if cell.studies == 0, cell.claims == 0 { return "·" }
    let number = cell.studies > 0 ? String(cell.studies) : "(\(cell.claims))"
    return number + (cell.conflict ? " ±" : "")
  }

  /// The cells that lack something or hold a conflict, the emptiest first.
  public func gapTable(in words: Words) -> FigureTable {
    var table = FigureTable(
      columns: [words.kindHeading, words.gapMapRow, words.gapMapColumn, words.studiesHeading])
    func add(_ name: String, _ isMeant: (Cell) -> Bool) {
      for cell in cells where isMeant(cell) {
        table.rows.append([
          .string(name), .string(rows[cell.row].name(in: words)),
          .string(columns[cell.column].name(in: words)), .integer(cell.studies),
        ])
      }
    }
    add(words.absoluteGap) { $0.gap == .absolute }
    add(words.synthesisGap) { $0.gap == .synthesis }
    add(words.conflictCell) { $0.conflict }
    return table
  }

  /// The map as a document of Markdown: crosstab, key of its columns, gaps, caption.
  ///
  /// - Throws: `JSONError` where a value is nested too deep.
  public func markdown(title: String, in words: Words) throws -> String {
    var key = FigureTable(columns: ["", words.gapMapColumn])
    key.rows = columns.map { [.string($0.id), .string($0.name(in: words))] }
    let gaps = gapTable(in: words)
    var parts = ["# \(MarkdownText.escaped(title))", try crosstab(in: words).text(as: .markdown)]
    parts.append(words.crosstabMarks)
    parts.append(try key.text(as: .markdown))
    parts.append("## \(words.gapsHeading) (\(gaps.rows.count))")
    if !gaps.rows.isEmpty { parts.append(try gaps.text(as: .markdown)) }
    parts += caption(in: words) + [origin.line(in: words)]
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// What a reader of the map must know, by the items of SWiM (BMJ 2020;368:l6890) that a picture can
  /// carry.
  public func caption(in words: Words) -> [String] {
    [
      words.swimGrouping(
        rows: rows.count, columns: columns.count,
        layers: question.layers.map { $0.title(words) }),
      words.swimGapMeasure, words.swimGapSynthesis, words.swimOrderOfQuery, words.swimCertainty,
      words.swimGapLimits(
        absolute: cells.count { $0.gap == .absolute }, cells: cells.count,
        conflicts: cells.count { $0.conflict }),
    ]
  }
}

/// Text that stands in a line of Markdown and is read as it stands.
enum MarkdownText {
  /// `text` in one line, with what would be markup escaped.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "#", "!": result += "\\\(character)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result += character.isNewline ? " " : String(character)
      }
    }
    return result
  }
}
