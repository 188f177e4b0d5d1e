import GraphModel
import PluginKit

/// What the cells of a row say.
extension RowReader {
  func properties(
    _ list: BoundMapping.PropertyList, cell: Int? = nil
  ) throws -> MapValue {
    var map = list.template
    var isWhole = true
    for index in list.all.indices {
      if let value = try value(of: list.all[index], cell: cell) {
        map.entries.values[list.places[index]] = value
      } else {
        isWhole = false
      }
    }
    if !isWhole { map.entries.removeAll { $0.value.isNull } }
    return map
  }

  /// Reads the values of a relationship: one for each key of its shape, null where there is none.
  mutating func readRowValues(
    _ list: BoundMapping.PropertyList, cell: Int? = nil
  ) throws {
    let count = list.template.count
    if rowValues.count != count { rowValues = [Value](repeating: .null, count: count) }
    if list.all.count != count {
      // Where two columns go by one key, the row may state one of them.
      for index in rowValues.indices { rowValues[index] = .null }
    }
    for index in list.all.indices {
      let value = try value(of: list.all[index], cell: cell)
      if value == nil, list.all.count != count { continue }
      rowValues[list.places[index]] = value ?? .null
    }
  }

  /// The value of a property; nil where the row does not state it.
  func value(of rule: BoundMapping.Property, cell: Int? = nil) throws -> Value? {
    if rule.separator != nil {
      let items = try items(rule, cell: cell)
      return items.isEmpty ? nil : .list(items)
    }
    switch rule.origin {
    case .column(let column): return try value(of: column, rule)
    case .cell: return try cell.flatMap { try value(of: $0, rule) }
    case .constant(let text): return try converted(text, rule)
    case .joined(let columns): return try joined(columns).map { try converted($0, rule) }
    }
  }

  /// The value of a cell; nil where it states nothing.
  func value(of column: Int, _ rule: BoundMapping.Property) throws -> Value? {
    if !Rows.isTyped, column < rows.count {
      let (isMissing, plain) = rows.withTrimmed(column) { text -> (Bool, Value?) in
        values.isMissing(text) ? (true, nil) : (false, values.plainValue(of: text, as: rule.type))
      }
      if isMissing { return nil }
      if let plain { return plain }
    }
    guard try !isMissing(column) else { return nil }
    if let native = rows.native(column) {
      guard let type = rule.type else { return native }
      return try converted(native.cellText, native, type, rule, column)
    }
    let text = rows.string(column)
    guard let type = rule.type else { return .string(text) }
    return try converted(text, nil, type, rule, column)
  }

  /// The values of a cell that may hold several.
  func items(_ rule: BoundMapping.Property, cell: Int? = nil) throws -> [Value] {
    guard let separator = rule.separator else {
      return try value(of: rule, cell: cell).map { [$0] } ?? []
    }
    let text: String
    switch rule.origin {
    case .column(let column):
      guard try !isMissing(column) else { return [] }
      text = rows.native(column)?.cellText ?? rows.string(column)
    case .joined(let columns): text = try joined(columns) ?? ""
    case .constant(let constant): text = constant
    case .cell: text = cell.map { rows.string($0) } ?? ""
    }
    guard case .text(let mark) = separator else { return try jsonItems(text, rule) }
    var items: [Value] = []
    for part in text.parts(separator: mark) {
      let item = part.trimmedBlanks
      if item.isEmpty { continue }
      items.append(try converted(item, rule))
    }
    return items
  }

  /// The values of a cell that is a list as JSON has it; what lies within one of them stays JSON.
  private func jsonItems(_ text: String, _ rule: BoundMapping.Property) throws -> [Value] {
    guard !text.trimmedBlanks.isEmpty else { return [] }
    let values: [Value]
    do throws(JSONError) {
      guard text.trimmedBlanks.hasPrefix("[") else { throw JSONError("it does not begin with '['") }
      guard case .list(let list) = try JSONReader(tags: .ignore).value(of: Text(text)) else {
        throw JSONError("it is something else")
      }
      values = list
    } catch {
      throw self.error(
        "The cell of '\(rule.title)' is no list of JSON: \(error.message)", rule,
        hint: "Write a list such as [\"a\", \"b\"], or take 'split json' out of the mapping")
    }
    var items: [Value] = []
    for value in values {
      switch value {
      case .null: continue
      case .text(let text) where rule.isText: items.append(.text(text))
      case .text(let text): items.append(try converted(text.string, rule))
      case .list, .map:
        var writer = JSONWriter(mode: .plain)
        try writer.write(value)
        items.append(.string(String(decoding: writer.bytes, as: UTF8.self)))
      default: items.append(rule.type == nil ? value : try converted(value.cellText, rule))
      }
    }
    return items
  }

  /// The texts of several cells, joined by a blank; nil where one states nothing.
  private func joined(_ columns: [Int]) throws -> String? {
    var texts: [String] = []
    for column in columns {
      guard try !isMissing(column) else { return nil }
      texts.append(rows.native(column)?.cellText ?? rows.string(column))
    }
    return texts.joined(separator: " ")
  }

  func isMissing(_ column: Int) throws -> Bool {
    guard column < rows.count else { return true }
    if rows.withTrimmed(column, { values.isMissing($0) }) { return true }
    if let fault = rows.fault(column) {
      throw ImportError(
        "The cell holds the error \(fault), and no value", at: rows.place(of: column),
        hint: "Mend its formula, or state it by missing=\(fault)")
    }
    return false
  }

  private func converted(_ text: String, _ rule: BoundMapping.Property) throws -> Value {
    guard let type = rule.type else { return .string(text) }
    let column: Int? = if case .column(let column) = rule.origin { column } else { nil }
    return try converted(text, nil, type, rule, column)
  }

  private func converted(
    _ text: String, _ native: Value?, _ type: BulkType, _ rule: BoundMapping.Property,
    _ column: Int?
  ) throws -> Value {
    if case .float(let number)? = native, type == .float || type == .double {
      return .float(number)
    }
    do throws(OptionError) {
      // A number of a workbook has a decimal point, whatever its texts have.
      return try native == nil
        ? values.value(of: text, as: type) : type.value(of: Text(text))
    } catch {
      throw ImportError(
        "\(error.message) (\(rule.title))", at: column.map { rows.place(of: $0) } ?? rows.place,
        hint: (error.hint.map { "\($0); or correct" } ?? "Correct the cell, or")
          + " the mapping: a type that fits, missing=\(text.prefix(20)), or a separator by split")
    }
  }

  func error(
    _ message: String, _ property: BoundMapping.Property, hint: String
  ) -> ImportError {
    var place = rows.place
    switch property.origin {
    case .column(let column): place = rows.place(of: column)
    case .joined(let columns): place = rows.place(of: columns[0])
    case .constant, .cell: break
    }
    return ImportError(message, at: place, hint: hint)
  }
}

extension String {
  /// The parts between occurrences of a separator.
  func parts(separator: String) -> [Substring] {
    if separator.count == 1, let character = separator.first { return split(separator: character) }
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    parts.append(rest)
    return parts
  }
}
