import GraphModel
import PluginKit

/// Writes the references among the nodes of a graph as CSL-JSON, an item a line.
struct CSLExporter: GraphExporter {
  private let options: ReferenceExportOptions

  init(options: ReferenceExportOptions) { self.options = options }

  /// Writes every reference, by rising id of its node.
  func write(_ subject: ExportSubject, to output: some ExportSink) throws -> ExportReport {
    var collection = try ReferenceCollection(subject, label: options.labelText, format: "csl")
    var keys = ReferenceKeys(collection.references, isAllowed: { _ in true })
    var isFirst = true
    for reference in collection.references {
      let (key, isOwn) = keys.key(of: reference, isAllowed: { _ in true })
      if !isOwn {
        collection.noteLoss("keys that occur twice, changed", example: reference.place.file)
      }
      if reference.kind == nil {
        collection.noteLoss(
          "records without a type that CSL-JSON knows, written as document",
          example: reference.place.file)
      }
      for loss in reference.lossOfType(written: reference.kind?.rawValue ?? "document") {
        collection.noteLoss(loss, example: reference.place.file)
      }
      var writer = JSONWriter(mode: .plain)
      try writer.write(CSLItem(reference).map(key))
      try output.write(isFirst ? "[\n" : ",\n")
      try output.write(writer.bytes)
      isFirst = false
    }
    try output.write(isFirst ? "[]\n" : "\n]\n")
    return collection.report
  }
}

/// One reference as an item. What CSL has no variable for stands in `custom`, which its schema leaves
/// to everybody.
private struct CSLItem {
  private let reference: Reference

  init(_ reference: Reference) { self.reference = reference }

  func map(_ key: String) -> MapValue {
    var item: MapValue = [
      "id": .string(key), "type": .string(reference.kind?.rawValue ?? "document"),
    ]
    var custom = MapValue()
    for (name, role) in CSLVariables.names where !reference[role].isEmpty {
      item[Text(name)] = .list(reference[role].map(Self.name))
    }
    if let issued { item["issued"] = issued }
    item["year-suffix"] = reference.yearSuffix.map { .string($0) }
    for field in TextField.allCases {
      guard let value = reference[field] else { continue }
      if let name = CSLVariables.texts.first(where: { $0.field == field })?.name {
        item[Text(name)] = .string(value)
      } else if let name = CSLVariables.dates.first(where: { $0.field == field })?.name {
        item[Text(name)] = .map(Self.date(StatedDate(value), value))
      } else {
        custom[Text(field.rawValue)] = .string(value)
      }
    }
    addLists(to: &item, &custom)
    for extra in reference.extras {
      if CSLVariables.kept.contains(extra.name), extra.values.count == 1 {
        item[Text(extra.name)] = extra.values[0]
      } else {
        custom[Text(extra.name)] = Self.restored(extra.values)
      }
    }
    if !custom.isEmpty { item["custom"] = .map(custom) }
    return item
  }

  private var issued: Value? {
    let year = reference.year
    guard let date = reference.date else {
      return year.map { ["date-parts": [[.integer($0)]]] }
    }
    let stated = StatedDate(date)
    if !stated.isPartial, stated.month != nil, stated.year == year {
      return .map(Self.date(stated, date))
    }
    var map = MapValue()
    if let year { map["date-parts"] = [[.integer(year)]] }
    map["literal"] = .string(date)
    return .map(map)
  }

  private static func date(_ stated: StatedDate, _ text: String) -> MapValue {
    guard !stated.isPartial, let year = stated.year else { return ["literal": .string(text)] }
    let parts = [year, stated.month, stated.day].compactMap { $0 }
    return ["date-parts": [.list(parts.map { .integer($0) })]]
  }

  private func addLists(to item: inout MapValue, _ custom: inout MapValue) {
    func list(_ values: [String]) -> Value { .list(values.map { .string($0) }) }
    for field in ListField.allCases where !reference[field].isEmpty {
      let values = reference[field]
      switch field {
      case .keywords:
        // A comma or semicolon within one would part it.
        let isPlain = !values.contains { $0.contains(",") || $0.contains(";") }
        if isPlain {
          item["keyword"] = .string(values.joined(separator: ", "))
        } else {
          custom["keywords"] = list(values)
        }
      case .urls:
        item["URL"] = .string(values[0])
        if values.count > 1 { custom["urls"] = list(Array(values.dropFirst())) }
      case .issn: item["ISSN"] = .string(values.joined(separator: ", "))
      case .isbn: item["ISBN"] = .string(values.joined(separator: ", "))
      case .notes: item["note"] = .string(values.joined(separator: "\n\n"))
      default: custom[Text(field.rawValue)] = list(values)
      }
    }
  }

  /// A text that is JSON, as an object of another file was kept, as what it was.
  private static func restored(_ values: [Value]) -> Value {
    guard values.count == 1 else { return .list(values) }
    guard case .text(let text) = values[0], ["{", "["].contains(text.string.prefix(1)),
      let value = try? JSONReader(tags: .ignore).value(of: text)
    else { return values[0] }
    return value
  }

  private static func name(_ name: PersonName) -> Value {
    if name.isCorporate { return ["literal": .string(name.family)] }
    var map: MapValue = ["family": .string(name.family)]
    map["given"] = name.given.map { .string($0) }
    map["suffix"] = name.suffix.map { .string($0) }
    return .map(map)
  }
}
