import ExchangeKit
import GraphModel
import PluginKit

/// Triples, gathered into nodes and relationships.
struct RDFGraph {
  private struct Subject {
    var place: SourcePlace
    var labels: [Text] = []
    var knownLabels: Set<Text> = []
    var values: [(predicate: String, value: RDFTerm, place: SourcePlace)] = []
    /// Whether it is something in the graph, not only a part of the notation.
    var isNode = false
  }

  private struct Link {
    var triple: RDFTriple
    var place: SourcePlace
  }

  private var subjects: [RDFTerm: Subject] = [:]
  private var order: [RDFTerm] = []
  private var links: [Link] = []

  /// Whether no triple was added.
  var isEmpty: Bool { order.isEmpty }

  mutating func add(_ triple: RDFTriple, at place: SourcePlace) {
    note(triple.subject, at: place)
    if triple.predicate == RDFName.type, case .iri(let type) = triple.object {
      let label = Text(RDFName.label(of: type))
      if type != "\(RDFName.base)Node",
        subjects[triple.subject]?.knownLabels.insert(label).inserted == true
      {
        subjects[triple.subject]?.labels.append(label)
      }
      return
    }
    if case .literal = triple.object {
      subjects[triple.subject]?.values.append((triple.predicate, triple.object, place))
    } else {
      links.append(Link(triple: triple, place: place))
    }
  }

  private mutating func note(_ term: RDFTerm, at place: SourcePlace) {
    guard subjects[term] == nil else { return }
    subjects[term] = Subject(place: place)
    order.append(term)
  }

  mutating func write(
    to sink: inout some GraphSink, _ options: RDFImporter.Options
  ) throws {
    let (uri, graph) = (Text(options.uri), Text(options.graph))
    var remarks = Remarks()
    let statements = takeStatements()
    for link in links { note(link.triple.object, at: link.place) }
    for term in order {
      guard statements.terms[term] == nil, let subject = subjects[term] else { continue }
      let (found, unread) = Self.properties(of: subject.values)
      var properties = found
      if case .iri(let iri) = term, !iri.hasPrefix("\(RDFName.base)node/"), !uri.isEmpty,
        properties[uri] == nil
      {
        properties[uri] = .string(iri)
      }
      Self.remark(unread, &remarks, &sink)
      try sink.add(
        ImportedNode(
          Self.reference(term), labels: subject.labels, properties: properties,
          key: Text(nonEmpty: options.key), at: subject.place))
    }
    for link in links {
      var triple = link.triple
      let name = triple.graph
      triple.graph = nil
      let said = statements.ofTriple[triple] ?? []
      for statement in said.isEmpty ? [nil] : said.map(Optional.some) {
        let values = statement.flatMap { subjects[$0]?.values } ?? []
        let (found, unread) = Self.properties(of: values)
        var properties = found
        Self.remark(unread, &remarks, &sink)
        if case .iri(let iri)? = name, !graph.isEmpty { properties[graph] = .string(iri) }
        try sink.add(
          ImportedRelationship(
            Text(RDFName.type(of: triple.predicate)), from: Self.reference(triple.subject),
            to: Self.reference(triple.object), properties: properties, at: link.place))
      }
    }
  }

  /// The statements about statements (`rdf:Statement`), which are no nodes, by what they state.
  private mutating func takeStatements() -> (
    terms: [RDFTerm: RDFTriple], ofTriple: [RDFTriple: [RDFTerm]]
  ) {
    var parts: [RDFTerm: [String: RDFTerm]] = [:]
    let names = ["subject", "predicate", "object"].map { RDFName.rdf + $0 }
    for link in links where names.contains(link.triple.predicate) {
      parts[link.triple.subject, default: [:]][link.triple.predicate] = link.triple.object
    }
    let stated = Set(
      links.filter { parts[$0.triple.subject] == nil }.map { link in
        RDFTriple(
          subject: link.triple.subject, predicate: link.triple.predicate,
          object: link.triple.object)
      })
    var terms: [RDFTerm: RDFTriple] = [:]
    var ofTriple: [RDFTriple: [RDFTerm]] = [:]
    for term in order {
      guard let parts = parts[term], parts.count == 3,
        let subject = parts[RDFName.rdf + "subject"],
        case .iri(let predicate)? = parts[RDFName.rdf + "predicate"],
        let object = parts[RDFName.rdf + "object"]
      else { continue }
      let triple = RDFTriple(subject: subject, predicate: predicate, object: object)
      // One that nobody states beside it stays what it is: a node about two others.
      guard stated.contains(triple) else { continue }
      terms[term] = triple
      ofTriple[triple, default: []].append(term)
    }
    links.removeAll { terms[$0.triple.subject] != nil }
    // Equal triples say the same; statements about them say how many relationships there are.
    var seen: Set<RDFTriple> = []
    links.removeAll { !seen.insert($0.triple).inserted }
    return (terms, ofTriple)
  }

  private static func reference(_ term: RDFTerm) -> NodeReference {
    switch term {
    case .iri(let iri): NodeReference(Text(iri))
    case .blank(let label): NodeReference(Text("_:\(label)"))
    case .literal(let text, _, _): NodeReference(Text(text))
    }
  }

  private static func remark(
    _ unread: [(String, SourcePlace)], _ remarks: inout Remarks, _ sink: inout some GraphSink
  ) {
    for (datatype, place) in unread {
      remarks.say(
        "Values of the datatype <\(datatype)> were read as texts", at: place, to: &sink)
    }
  }

  /// The properties that literals are: several of one predicate are a list.
  private static func properties(
    of values: [(predicate: String, value: RDFTerm, place: SourcePlace)]
  ) -> (properties: MapValue, unread: [(String, SourcePlace)]) {
    var gathered = GatheredProperties()
    var unread: [(String, SourcePlace)] = []
    for (predicate, term, place) in values {
      guard case .literal(let text, let datatype, let language) = term else { continue }
      var name = RDFName.property(of: predicate)
      if let language { name += "@\(language)" }
      let (value, isRead) = Self.value(text, datatype)
      if !isRead, let datatype { unread.append((datatype, place)) }
      gathered.add(value, to: Text(name))
    }
    return (gathered.properties, unread)
  }

  private static func value(
    _ text: String, _ datatype: String?
  ) -> (Value, isRead: Bool) {
    guard let datatype, datatype != RDFName.xsd + "string" else { return (.string(text), true) }
    do {
      if datatype == RDFName.json {
        return (try AttributeType.json.value(of: text) ?? .string(text), true)
      }
      guard datatype.hasPrefix(RDFName.xsd) else { return (.string(text), false) }
      switch datatype.dropFirst(RDFName.xsd.utf8.count) {
      case "boolean": return (try AttributeType.boolean.value(of: text) ?? .string(text), true)
      case "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
        "negativeInteger", "nonPositiveInteger", "unsignedInt", "unsignedLong", "gYear":
        // One that is too large for 64 bits stays a text.
        guard let number = Int(text.trimmed) else { return (.string(text), false) }
        return (.integer(number), true)
      case "double", "float", "decimal":
        return (try AttributeType.float.value(of: text) ?? .string(text), true)
      case "date": return (try BulkType.date.value(of: Text(text.trimmed)), true)
      case "dateTime", "dateTimeStamp":
        let hasZone = text.hasSuffix("Z") || text.dropFirst(10).contains { $0 == "+" || $0 == "-" }
        let type: BulkType = hasZone ? .dateTime : .localDateTime
        return (try type.value(of: Text(text.trimmed)), true)
      case "time":
        return (try BulkType.localTime.value(of: Text(text.trimmed)), true)
      case "duration": return (try BulkType.duration.value(of: Text(text.trimmed)), true)
      default: return (.string(text), false)
      }
    } catch {
      // A value that its datatype does not have: kept as it stands, and said.
      return (.string(text), false)
    }
  }
}
