import ExchangeKit
import PluginKit

/// Reads the statements of one graph of DOT.
///
/// Source: the grammar on Graphviz's page *DOT Language*.
struct DOTParser {
  /// A name and what it is set to.
  struct Attribute {
    var name: String
    var value: String
    var isQuoted: Bool
  }

  /// A node, and where it was met first.
  struct Node {
    var attributes: [Attribute] = []
    var place: SourcePlace
  }

  /// An edge.
  struct Edge {
    var start: String
    var end: String
    var attributes: [Attribute]
    var place: SourcePlace
  }

  /// One end of an edge: a node, or all those of a subgraph.
  private struct End {
    var nodes: [(name: String, port: String?)]
  }

  private(set) var nodes: [String: Node] = [:]
  /// The names of nodes in the order in which they were met.
  private(set) var order: [String] = []
  private(set) var edges: [Edge] = []
  /// What was left out, once each.
  private(set) var remarks: [(message: String, place: SourcePlace)] = []
  private var scanner: DOTScanner
  private var isDirected = true
  private var isStrict = false
  private var seen: Set<[String]> = []
  private var depth = 0

  private static let depthLimit = 64
  /// The most edges of a file: a line with two subgraphs has as many as their product.
  private static let edgeLimit = 10_000_000

  init(_ text: DecodedText) throws { scanner = try DOTScanner(text) }

  private func error(_ message: String, hint: String? = nil) -> ImportError {
    ImportError(message, at: scanner.place, hint: hint)
  }

  private mutating func remark(_ message: String) {
    if !remarks.contains(where: { $0.message == message }) {
      remarks.append((message, scanner.place))
    }
  }

  /// The keyword at hand, in lower case.
  private var keyword: String? {
    if case .word(let word) = scanner.token { word.lowercased() } else { nil }
  }

  private mutating func take(_ sign: Character) throws -> Bool {
    guard scanner.token == .sign(sign) else { return false }
    try scanner.next()
    return true
  }

  /// Reads the graph.
  mutating func parse() throws {
    if scanner.token == .end { return }
    if keyword == "strict" {
      isStrict = true
      try scanner.next()
    }
    guard keyword == "graph" || keyword == "digraph" else {
      throw error(
        "The file does not begin as DOT does", hint: "A graph begins with: digraph { or graph {")
    }
    isDirected = keyword == "digraph"
    if !isDirected {
      remark(
        "The graph is undirected; each of its edges became a relationship from its first node to "
          + "its second")
    }
    try scanner.next()
    if scanner.token != .sign("{") { _ = try identifier() }
    guard try take("{") else { throw error("Expected '{'") }
    _ = try statements()
    if scanner.token != .end {
      throw error("Nothing more was expected", hint: "Part the file into one for each graph")
    }
  }

  /// Reads statements up to the closing brace; the nodes that were named in them.
  private mutating func statements() throws -> [String] {
    guard depth < Self.depthLimit else {
      throw error("Subgraphs are nested deeper than \(Self.depthLimit)")
    }
    depth += 1
    defer { depth -= 1 }
    var named: [String] = []
    while true {
      if try take("}") { return named }
      if try take(";") { continue }
      guard scanner.token != .end else {
        throw error("The file ends within a graph", hint: "The file is cut off, or lacks a '}'")
      }
      named += try statement()
    }
  }

  private mutating func statement() throws -> [String] {
    if let keyword, ["graph", "node", "edge"].contains(keyword) {
      try scanner.next()
      if try !attributes().isEmpty {
        remark("Attributes of all nodes, all edges or the graph were left out")
      }
      return []
    }
    let place = scanner.place
    var ends = [try end()]
    // `name = value` says something of the graph.
    if ends[0].nodes.count == 1, try take("=") {
      _ = try identifier()
      if let name = ends[0].nodes.first?.name { forget(name, at: place) }
      remark("Attributes of all nodes, all edges or the graph were left out")
      return []
    }
    while case .edge(let isArrow) = scanner.token {
      guard isArrow == isDirected else {
        throw error(
          isDirected ? "'--' stands in a digraph" : "'->' stands in a graph without direction",
          hint: isDirected ? "Write '->', or begin with graph" : "Write '--', or begin with digraph"
        )
      }
      try scanner.next()
      ends.append(try end())
    }
    let attributes = try self.attributes()
    if ends.count == 1 {
      for (name, _) in ends[0].nodes { set(attributes, of: name) }
    }
    for (from, to) in zip(ends, ends.dropFirst()) {
      guard edges.count + from.nodes.count * to.nodes.count <= Self.edgeLimit else {
        throw ImportError("The graph has more than \(Self.edgeLimit) edges", at: place)
      }
      for start in from.nodes {
        for end in to.nodes { add(start, end, attributes, at: place) }
      }
    }
    return ends.flatMap { $0.nodes.map(\.name) }
  }

  private mutating func end() throws -> End {
    if keyword == "subgraph" || scanner.token == .sign("{") {
      if keyword == "subgraph" {
        try scanner.next()
        if scanner.token != .sign("{") {
          _ = try identifier()
          remark("Subgraphs were left out, but for the nodes and edges in them")
        }
      }
      guard try take("{") else { throw error("Expected '{' behind subgraph") }
      var seen: Set<String> = []
      let names = try statements().filter { seen.insert($0).inserted }
      return End(nodes: names.map { ($0, nil) })
    }
    let place = scanner.place
    let name = try identifier().text
    var port: String?
    while try take(":") {
      let part = try identifier().text
      port = port.map { "\($0):\(part)" } ?? part
    }
    if nodes[name] == nil {
      nodes[name] = Node(place: place)
      order.append(name)
    }
    return End(nodes: [(name, port)])
  }

  private mutating func identifier() throws -> (text: String, isQuoted: Bool) {
    let found: (String, Bool)
    switch scanner.token {
    case .word(let word): found = (word, false)
    case .text(let text): found = (text, true)
    default:
      throw error(
        "Expected a name", hint: "Names are letters, digits and _, or stand in double quotes")
    }
    try scanner.next()
    return found
  }

  /// Reads any number of lists of attributes.
  private mutating func attributes() throws -> [Attribute] {
    var attributes: [Attribute] = []
    while try take("[") {
      while try !take("]") {
        if try take(",") { continue }
        if try take(";") { continue }
        let name = try identifier().text
        var value = (text: "true", isQuoted: false)
        if try take("=") { value = try identifier() }
        attributes.removeAll { $0.name == name }
        attributes.append(Attribute(name: name, value: value.text, isQuoted: value.isQuoted))
      }
    }
    return attributes
  }

  private mutating func set(_ attributes: [Attribute], of name: String) {
    for attribute in attributes {
      nodes[name]?.attributes.removeAll { $0.name == attribute.name }
      nodes[name]?.attributes.append(attribute)
    }
  }

  /// Takes back a node that was none, but the name of an attribute.
  private mutating func forget(_ name: String, at place: SourcePlace) {
    guard nodes[name]?.place == place else { return }
    nodes[name] = nil
    if order.last == name { order.removeLast() }
  }

  private mutating func add(
    _ start: (name: String, port: String?), _ end: (name: String, port: String?),
    _ attributes: [Attribute], at place: SourcePlace
  ) {
    if isStrict {
      let key =
        isDirected || start.name <= end.name ? [start.name, end.name] : [end.name, start.name]
      guard seen.insert(key).inserted else {
        remark("The graph is strict: edges between two nodes that have one were left out")
        return
      }
    }
    var attributes = attributes
    for (name, port) in [("tailport", start.port), ("headport", end.port)] {
      if let port { attributes.append(Attribute(name: name, value: port, isQuoted: true)) }
    }
    edges.append(Edge(start: start.name, end: end.name, attributes: attributes, place: place))
  }
}
