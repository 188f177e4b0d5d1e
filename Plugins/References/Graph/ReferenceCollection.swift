import GraphModel
import PluginKit

/// The references among the nodes of a subject, with the people, venues and keywords that are nodes of
/// their own, and an account of all that is no reference.
struct ReferenceCollection {
  private(set) var references: [Reference] = []
  private(set) var report = ExportReport()
  private var positions: [Int: Int] = [:]
  private var people: [Int: MapValue] = [:]
  private var venues: [Int: String] = [:]
  private var keywords: [Int: String] = [:]
  /// People, venues and keywords that no reference has led to yet.
  private var unmet: Set<Int> = []

  private struct Named<Name> {
    var position: Int
    var id: Int
    var name: Name
  }

  /// - Parameter label: The label of the nodes that are references.
  init(_ subject: ExportSubject, label: Text, format: String) throws {
    try subject.forEachNode { node, contents in
      if contents.labels.contains(label) {
        positions[node.id] = references.count
        references.append(reference(node.id, contents.properties, format))
        noteLabels(contents.labels, besides: label, of: node.id)
      } else if contents.labels.contains("Author") {
        people[node.id] = contents.properties
        noteParts(contents, "Author", of: node.id, Self.partsOfNames)
      } else if contents.labels.contains("Venue") {
        venues[node.id] = Self.text(contents.properties["name"])
        noteParts(contents, "Venue", of: node.id, ["name"])
      } else if contents.labels.contains("Keyword") {
        keywords[node.id] = Self.text(contents.properties["name"])
        noteParts(contents, "Keyword", of: node.id, ["name"])
      } else {
        report.noteLoss("nodes that are no :\(label)", example: "node \(node.id)")
      }
    }
    report.nodes = references.count
    try addRelationships(of: subject)
    if let first = unmet.min() {
      report.noteLoss(
        "people, venues and keywords of no reference left out", count: unmet.count,
        example: "node \(first)")
    }
  }

  /// What the nodes of people have that a name says.
  private static let partsOfNames: Set<Text> = [
    "name", "corporate", "family", "given", "suffix", "orcid",
  ]

  private mutating func noteLabels(_ labels: [Text], besides label: Text, of node: Int) {
    for other in labels where other != label {
      report.noteLoss("labels :\(other) left out", example: "node \(node)")
    }
  }

  /// Counts what a reference cannot say of a node that is a part of it.
  private mutating func noteParts(
    _ contents: Node.Contents, _ label: Text, of node: Int, _ known: Set<Text>
  ) {
    unmet.insert(node)
    noteLabels(contents.labels, besides: label, of: node)
    for name in contents.properties.keys where !known.contains(name) {
      report.noteLoss("values of '\(name)' of nodes :\(label) left out", example: "node \(node)")
    }
  }

  /// The text of a file of references, which holds no NUL: its own reader refuses one.
  mutating func storable(_ text: String, of reference: Reference) -> String {
    guard text.utf8.contains(0) else { return text }
    report.noteLoss("characters NUL, written as U+FFFD", example: reference.place.file)
    return text.replacing("\0", with: "\u{FFFD}")
  }

  mutating func noteLoss(_ what: String, example: @autoclosure () -> String) {
    report.noteLoss(what, example: example())
  }

  private mutating func addRelationships(of subject: ExportSubject) throws {
    var names: [Int: [NameRole: [Named<PersonName>]]] = [:]
    var orcids: [Int: [String]] = [:]
    var words: [Int: [Named<String>]] = [:]
    try subject.forEachRelationship { relationship, contents in
      let position = Self.integer(contents.properties["position"]) ?? .max
      let role = NameRole.allCases.first { $0.relationshipType == contents.type.string }
      if let role, let person = people[contents.start], let work = positions[contents.end],
        let name = Self.name(person)
      {
        let named = Named(position: position, id: relationship.id, name: name)
        names[work, default: [:]][role, default: []].append(named)
        if let orcid = Self.text(person["orcid"]) {
          orcids[work, default: []].append("\(name.text): \(orcid)")
        }
      } else if contents.type == "PUBLISHED_IN", let work = positions[contents.start],
        let venue = venues[contents.end]
      {
        if !references[work].offer(venue, for: .containerTitle) {
          report.noteLoss(
            "second venues left out", example: "relationship \(relationship.id)")
          return
        }
      } else if contents.type == "HAS_KEYWORD", let work = positions[contents.start],
        let word = keywords[contents.end]
      {
        words[work, default: []].append(
          Named(position: position, id: relationship.id, name: word))
      } else {
        report.noteLoss(
          "relationships left out", example: "\(contents.type), relationship \(relationship.id)")
        return
      }
      report.relationships += 1
      unmet.remove(contents.start)
      unmet.remove(contents.end)
      for name in contents.properties.keys where name != "position" {
        report.noteLoss(
          "values of '\(name)' of relationships left out",
          example: "\(contents.type), relationship \(relationship.id)")
      }
    }
    for (work, roles) in names {
      for (role, list) in roles { references[work][role] += Self.sorted(list) }
    }
    for (work, list) in words {
      for word in Self.sorted(list) { references[work].add(word, to: .keywords) }
    }
    for (work, list) in orcids { for one in list { references[work].add(one, to: .orcids) } }
  }

  private static func sorted<Name>(_ list: [Named<Name>]) -> [Name] {
    list.sorted { ($0.position, $0.id) < ($1.position, $1.id) }.map(\.name)
  }

  private static func name(_ person: MapValue) -> PersonName? {
    guard let name = text(person["name"]) else { return nil }
    if person["corporate"] == .boolean(true) { return PersonName(corporate: name) }
    return PersonName(inverted: name)
  }

  private static func text(_ value: Value?) -> String? {
    if case .text(let text)? = value { text.string } else { nil }
  }

  private static func integer(_ value: Value?) -> Int? {
    if case .integer(let integer)? = value { integer } else { nil }
  }
}

extension ReferenceCollection {
  /// The reference that a node's properties say.
  private mutating func reference(
    _ id: Int, _ properties: MapValue, _ format: String
  ) -> Reference {
    var reference = Reference(at: SourcePlace("node \(id)"))
    for (key, value) in properties.entries {
      let name = key.string
      if take(name, value, into: &reference, properties) {
        noteForm(name, value, of: id)
        continue
      }
      guard let values = Self.texts(value) else {
        report.noteLoss(
          "values of type \(value.typeName) left out", example: "node \(id), \(name)")
        continue
      }
      let prefix = "\(format)_"
      let isOwn =
        name.hasPrefix(prefix)
        && Reference.reservedNames.contains(String(name.dropFirst(prefix.utf8.count)))
      let own = isOwn ? String(name.dropFirst(prefix.utf8.count)) : name
      switch value {
      case .integer, .float, .boolean: reference.keep(value, as: own)
      default: for one in values { reference.keep(one, as: own) }
      }
    }
    if let label = Self.text(properties["name_en"]), label != reference.label,
      properties["authors"] != nil || properties["title"] != nil
    {
      report.noteLoss("citation labels (name_en) left out", example: "node \(id), \(label)")
    }
    return reference
  }

  /// Counts a value that becomes a text where it was none, or one text where it was several.
  private mutating func noteForm(_ name: String, _ value: Value, of node: Int) {
    let isOfText = TextField(rawValue: name) != nil || name == "id"
    let isOfList = ListField(rawValue: name) != nil || NameRole(rawValue: name) != nil
    switch value {
    case .list where isOfText:
      report.noteLoss("lists of '\(name)', written as one text", example: "node \(node)")
    case .integer, .float, .boolean, .date:
      guard isOfText || isOfList else { return }
      report.noteLoss(
        "values of '\(name)' that are no texts, written as text", example: "node \(node)")
    default: break
    }
  }

  /// Puts a property that has a field there; false where it has none.
  private func take(
    _ name: String, _ value: Value, into reference: inout Reference, _ properties: MapValue
  ) -> Bool {
    if let field = TextField(rawValue: name), let texts = Self.texts(value) {
      reference[field] = texts.joined(separator: "; ")
      return true
    }
    if let field = ListField(rawValue: name), let texts = Self.texts(value) {
      reference[field] = texts
      return true
    }
    if let role = NameRole(rawValue: name), let texts = Self.texts(value) {
      let corporate = Set(properties[Text(role.corporateProperty)].flatMap(Self.texts) ?? [])
      reference[role] = texts.compactMap {
        corporate.contains($0) ? PersonName(corporate: $0) : PersonName(inverted: $0)
      }
      return true
    }
    switch (name, value) {
    case ("id", .text(let text)): reference.key = text.string
    case ("id", .integer(let integer)): reference.key = String(integer)
    case ("kind", .text(let text)):
      guard ReferenceKind.isKnown(text.string) else { return false }
      reference.kind = ReferenceKind(rawValue: text.string)
    case ("type", .text(let text)): reference.type = text.string
    case ("year", .integer(let year)): reference.year = year
    case ("suffix", .text(let text)): reference.yearSuffix = text.string
    case ("date", .text(let text)): reference.date = text.string
    case ("name_en", .text): break
    default: return NameRole.allCases.contains { $0.corporateProperty == name }
    }
    return true
  }

  /// The value as texts; nil where it is of a kind that bibliographies do not have.
  private static func texts(_ value: Value) -> [String]? {
    switch value {
    case .text(let text): return [text.string]
    case .integer, .float, .boolean: return JSONReferences.text(value).map { [$0] }
    case .date(let date): return [date.isoText]
    case .list(let list):
      let texts = list.compactMap { text($0) }
      return texts.count == list.count ? texts : nil
    default: return nil
    }
  }
}
