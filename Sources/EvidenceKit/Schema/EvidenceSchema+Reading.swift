import GraphEngine
import GraphModel
import WordCatalog

extension EvidenceSchema {
  /// What is wrong with a schema file.
  public struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in one sentence.
    public var description: String

    init(_ description: String) { self.description = description }
  }

  /// Reads a schema from the bytes of a `schema.json`.
  ///
  /// - Parameter words: The language of messages.
  /// - Throws: ``ReadingError`` where they are none.
  public init(json bytes: [UInt8], words: Words = .english) throws(ReadingError) {
    let value: Value
    do {
      value = try JSONReader(tags: .ignore).value(of: bytes)
    } catch {
      throw ReadingError(words.schemaNotJSON("\(error)"))
    }
    let file = Member(value, words.schemaItself, words)
    guard try file.text("format") == "dolen-graph-schema" else {
      throw ReadingError(words.schemaNotOne)
    }
    guard case .integer(1)? = file.map["version"] else {
      throw ReadingError(words.schemaVersionUnknown)
    }
    labels = []
    for (name, member) in try file.members("labels") {
      labels.append(
        Label(
          name, try member.text("description"), key: try member.text("key"),
          isSource: member.map["source"] == .boolean(true),
          try member.properties()))
    }
    types = []
    for (name, member) in try file.members("relationshipTypes") {
      types.append(
        RelationshipType(
          name, try member.text("description"), ends: try member.ends(),
          try member.properties()))
    }
    // What is wrong with labels and types has been said; now what is said of sources.
    let known: SourceSchema
    do { known = try SourceSchema(json: bytes) } catch {
      throw ReadingError(error.message)
    }
    for index in labels.indices { labels[index].sources = known.nodeRules[labels[index].name] }
    for index in types.indices { types[index].sources = known.relationshipRules[types[index].name] }
  }

  /// One object of the file, and what messages call it.
  private struct Member {
    var map: MapValue
    var title: String
    var words: Words

    init(_ value: Value, _ title: String, _ words: Words) {
      map = if case .map(let map) = value { map } else { MapValue() }
      self.title = title
      self.words = words
    }

    func text(_ key: Text) throws(ReadingError) -> String {
      guard case .text(let text)? = map[key] else {
        throw ReadingError(words.schemaWithoutText(title, key: key.string))
      }
      return text.string
    }

    func list(_ key: Text) throws(ReadingError) -> [Value] {
      guard case .list(let list)? = map[key] else {
        throw ReadingError(words.schemaWithoutList(title, key: key.string))
      }
      return list
    }

    func members(_ key: Text) throws(ReadingError) -> [(String, Member)] {
      guard case .map(let members)? = map[key] else {
        throw ReadingError(words.schemaWithoutObject(title, key: key.string))
      }
      return members.entries.map { name, value in (name.string, Member(value, "'\(name)'", words)) }
    }

    func properties() throws(ReadingError) -> [Property] {
      var properties: [Property] = []
      for value in try list("properties") {
        let member = Member(value, words.propertyOf(title), words)
        let name = try member.text("name")
        let word = try member.text("type")
        guard let type = PropertyType(rawValue: word) else {
          let known = PropertyType.allCases.map(\.rawValue).joined(separator: ", ")
          throw ReadingError(
            words.schemaPropertyType(title, property: name, type: word, known: known))
        }
        guard case .boolean(let required)? = member.map["required"] else {
          throw ReadingError(words.schemaPropertyRequired(title, property: name))
        }
        properties.append(
          Property(name, type, required: required, try member.text("description")))
      }
      return properties
    }

    func ends() throws(ReadingError) -> [Ends] {
      var ends: [Ends] = []
      for value in try list("ends") {
        guard case .list(let pair) = value, pair.count == 2, case .text(let start) = pair[0],
          case .text(let end) = pair[1]
        else { throw ReadingError(words.schemaEnds(title)) }
        ends.append(Ends(start.string, end.string))
      }
      return ends
    }
  }
}
