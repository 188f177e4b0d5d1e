import GraphModel

/// Values and names as messages show them.
enum ElementText {
  private static let limit = 60

  /// A value as JSON, cut where it is long.
  static func shown(_ value: Value) -> String {
    var writer = JSONWriter(mode: .plain)
    guard (try? writer.write(value)) != nil else { return value.typeName }
    let text = writer.text
    return text.unicodeScalars.count <= limit ? text : "\(text.prefix(limit))…"
  }

  /// A record that has no text of its own, as a line of JSON Lines.
  static func record(
    _ properties: MapValue, of relationship: ImportedRelationship? = nil
  ) -> String? {
    var map = properties
    if let relationship {
      map = [
        "type": "relationship", "label": .text(relationship.type),
        "start": .text(relationship.start.id), "end": .text(relationship.end.id),
        "properties": .map(properties),
      ]
    }
    var writer = JSONWriter()
    // A value that is too large for a line is one that the record's place leads to.
    guard (try? writer.write(.map(map))) != nil else { return nil }
    return writer.text
  }

  /// A name without quotes.
  static func name(_ value: Value) -> String {
    if case .text(let text) = value { text.string } else { shown(value) }
  }
}
