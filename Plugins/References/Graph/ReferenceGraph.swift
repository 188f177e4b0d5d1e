import GraphModel
import PluginKit

/// Makes nodes and relationships of references, in the order in which they are read.
///
/// A person, a venue or a keyword becomes one node however often it is named. Which person two equal
/// names are, nobody can tell from a name; an ORCID does.
struct ReferenceGraph {
  private let format: String
  private let labels: [Text]
  private let options: ReferenceOptions
  private var count = 0
  private var keys: [String: (uses: Int, first: SourcePlace)] = [:]
  private var identifiers: [String: SourcePlace] = [:]
  private var known: Set<NodeReference> = []

  init(format: String, labels: [Text], options: ReferenceOptions) {
    self.format = format
    self.labels = labels
    self.options = options
  }

  /// Hands the reference's nodes and relationships to `sink`.
  mutating func add(_ reference: Reference, to sink: inout some GraphSink) throws {
    var reference = reference
    count += 1
    if let key = reference.key { reference.key = unique(key, at: reference.place, &sink) }
    warnOfRepeated(reference, &sink)
    let node = NodeReference(Text(String(count)), in: "reference")
    try sink.add(
      ImportedNode(
        node, labels: labels, properties: reference.properties(of: format, options),
        key: Text(nonEmpty: options.key), at: reference.place))
    if options.authors == .nodes { try addPeople(of: reference, node, &sink) }
    if options.venues == .nodes, let venue = reference[.containerTitle] {
      let other = try self.node("Venue", Text(venue), ["name": .string(venue)], reference, &sink)
      try sink.add(
        ImportedRelationship(
          "PUBLISHED_IN", from: node, to: other, properties: [:], at: reference.place))
    }
    if options.keywords == .nodes {
      for (index, keyword) in reference[.keywords].enumerated() {
        let other = try self.node(
          "Keyword", Text(keyword), ["name": .string(keyword)], reference, &sink)
        try sink.add(
          ImportedRelationship(
            "HAS_KEYWORD", from: node, to: other, properties: ["position": .integer(index + 1)],
            at: reference.place))
      }
    }
  }

  private mutating func addPeople(
    of reference: Reference, _ work: NodeReference, _ sink: inout some GraphSink
  ) throws {
    let orcids = Self.stated(reference[.orcids])
    for role in NameRole.allCases {
      for (index, name) in reference[role].enumerated() {
        var properties: MapValue = ["name": .string(name.text)]
        if name.isCorporate {
          properties["corporate"] = true
        } else if let given = name.given {
          properties["family"] = .string(name.family)
          properties["given"] = .string(given)
          properties["suffix"] = name.suffix.map { .string($0) }
        }
        let orcid = orcids[name.text]
        properties["orcid"] = orcid.map { .string($0) }
        let person = try node(
          "Author", Text(orcid ?? name.text), properties, reference, &sink,
          key: orcid == nil ? "name" : "orcid")
        try sink.add(
          ImportedRelationship(
            Text(role.relationshipType), from: person, to: work,
            properties: ["position": .integer(index + 1)], at: reference.place))
      }
    }
  }

  /// `Name: value` lists by their names.
  static func stated(_ list: [String]) -> [String: String] {
    var found: [String: String] = [:]
    for entry in list {
      guard let colon = entry.position(of: ": ") else { continue }
      found[String(entry[..<colon])] = String(entry[colon...].dropFirst(2))
    }
    return found
  }

  private mutating func node(
    _ label: Text, _ id: Text, _ properties: MapValue, _ reference: Reference,
    _ sink: inout some GraphSink, key: Text = "name"
  ) throws -> NodeReference {
    let node = NodeReference(id, in: label)
    if known.insert(node).inserted {
      try sink.add(
        ImportedNode(node, labels: [label], properties: properties, key: key, at: reference.place))
    }
    return node
  }

  /// The key, with a number behind it where an earlier record has it.
  private mutating func unique(
    _ key: String, at place: SourcePlace, _ sink: inout some GraphSink
  ) -> String {
    guard let earlier = keys[key] else {
      keys[key] = (1, place)
      return key
    }
    var uses = earlier.uses
    var other: String
    repeat {
      uses += 1
      other = "\(key)-\(uses)"
    } while keys[other] != nil
    keys[key] = (uses, earlier.first)
    keys[other] = (1, place)
    sink.warn(
      "The key '\(key)' occurs twice; the first is at \(earlier.first), this one was named "
        + "'\(other)'; if both are one work, leave one away", at: place)
    return other
  }

  private mutating func warnOfRepeated(_ reference: Reference, _ sink: inout some GraphSink) {
    for (title, value) in [("DOI", reference[.doi]), ("PubMed number", reference[.pmid])] {
      guard let value else { continue }
      let name = "\(title) \(value)"
      if let first = identifiers[name] {
        sink.warn(
          "The \(name) occurs twice; the first is at \(first)",
          at: reference.place)
      } else {
        identifiers[name] = reference.place
      }
    }
  }
}
