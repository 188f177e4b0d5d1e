import GraphModel

extension Reference {
  /// The names of properties that mean something of their own, so that no extra may have them.
  static let reservedNames: Set<String> = {
    var names: Set<String> = ["id", "name_en", "kind", "type", "year", "suffix", "date"]
    names.formUnion(TextField.allCases.map(\.rawValue))
    names.formUnion(ListField.allCases.map(\.rawValue))
    names.formUnion(NameRole.allCases.flatMap { [$0.rawValue, $0.corporateProperty] })
    return names
  }()

  /// The properties of the reference's node.
  ///
  /// - Parameter format: Stands before the name of an extra that another property is called.
  func properties(of format: String, _ options: ReferenceOptions) -> MapValue {
    var map = MapValue()
    map["id"] = key.map { .string($0) }
    map["name_en"] = label.map { .string($0) }
    map["kind"] = kind.map { .string($0.rawValue) }
    map["type"] = type.map { .string($0) }
    if options.authors == .property {
      for role in NameRole.allCases {
        let names = self[role]
        map[Text(role.rawValue)] = Self.list(names.map(\.text))
        map[Text(role.corporateProperty)] = Self.list(names.filter(\.isCorporate).map(\.text))
      }
    }
    map["year"] = year.map { .integer($0) }
    map["suffix"] = yearSuffix.map { .string($0) }
    map["date"] = date.map { .string($0) }
    for field in TextField.allCases {
      if field == .containerTitle, options.venues == .nodes { continue }
      map[Text(field.rawValue)] = self[field].map { .string($0) }
    }
    for field in ListField.allCases {
      if field == .keywords, options.keywords == .nodes { continue }
      if field == .orcids, options.authors == .nodes { continue }
      map[Text(field.rawValue)] = Self.list(self[field])
    }
    for extra in extras {
      let isTaken = Self.reservedNames.contains(extra.name)
      let name = Text(isTaken ? "\(format)_\(extra.name)" : extra.name)
      let isOfOneType = Set(extra.values.map(\.typeName)).count == 1
      map[name] =
        extra.values.count == 1 && !extra.isList
        ? extra.values[0] : isOfOneType ? .list(extra.values) : Self.list(extra.texts)
    }
    return map
  }

  private static func list(_ values: [String]) -> Value? {
    values.isEmpty ? nil : .list(values.map { .string($0) })
  }
}
