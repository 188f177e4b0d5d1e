import GraphEngine
import GraphModel
import PluginKit
import WordCatalog

/// What of a graph is exported: all of it, what a query finds, or what lies around a node.
public struct ExportSelection: Sendable {
  /// The query whose answer is exported.
  public var query: String?
  /// The nodes in the middle of a neighbourhood, as ``NodeChoice`` reads them.
  public var around: String?
  /// How many relationships to walk from the nodes in the middle, or from those of the answer.
  public var hops: Int?
  /// Whether an answer is written as its rows or as the graph in it; nil for what the format has.
  public var form: Form?

  /// What is written of an answer.
  public enum Form: String, CaseIterable, Sendable {
    /// Its rows, as they are.
    case rows
    /// Its nodes, relationships and paths.
    case graph
  }

  /// The whole graph.
  public init() {}

  /// Takes `around`, `hops` and `as` out of options that were written among those of a format.
  ///
  /// - Throws: ``ShellFailure`` where one is no value.
  init(
    query: String?, takenFrom options: inout OptionSettings, _ words: Words
  ) throws(ShellFailure) {
    self.query = query
    around = options["around"]
    if let text = options["hops"] {
      guard let number = Int(text), number >= 0 else {
        throw ShellFailure(.query, words.hopsAreANumber(text))
      }
      hops = number
    }
    if let text = options["as"] {
      guard let form = Form(rawValue: text.lowercased()) else {
        throw ShellFailure(.query, words.exportedAs(text))
      }
      self.form = form
    }
    options = OptionSettings(
      options.entries.filter { !["around", "hops", "as"].contains($0.name) })
  }

  /// Checks that what is said goes together.
  ///
  /// - Throws: ``ShellFailure`` where two things exclude each other, or one lacks another.
  package func check(_ words: Words) throws(ShellFailure) {
    if query != nil, around != nil {
      throw ShellFailure(.usage, words.excludeEachOther("--query", "--around"))
    }
    if let hops, hops < 0 { throw ShellFailure(.usage, words.hopsAreANumber("\(hops)")) }
    if hops != nil, query == nil, around == nil {
      throw ShellFailure(.usage, words.hopsNeedNodes)
    }
    if form == .rows, query == nil || hops != nil {
      throw ShellFailure(.usage, words.rowsNeedQuery)
    }
  }

  /// Whether the rows of the answer are written, by `plugin`.
  func isOfRows(as plugin: FormatPlugin) -> Bool {
    guard query != nil, hops == nil else { return false }
    return form.map { $0 == .rows } ?? (plugin.answering != nil)
  }

  /// The nodes and relationships that are exported.
  ///
  /// - Throws: `Diagnostic` where the query fails; ``ShellFailure``; `ExportError` where it finds
  ///   neither.
  func subject(
    of graph: Graph, parameters: [String: Value], _ words: Words
  ) throws -> ExportSubject {
    var subject: ExportSubject
    if let around {
      let nodes = try NodeChoice(around, words).nodes(of: graph, words)
      subject = try ExportSubject(around: nodes, distance: hops ?? 1, in: graph)
    } else if let query {
      subject = try ExportSubject(graph.run(query, parameters: parameters), of: graph)
      if let hops {
        var nodes: Set<Int> = []
        try subject.forEachNode { node, _ in nodes.insert(node.id) }
        subject = try ExportSubject(around: nodes, distance: hops, in: graph)
      }
      subject.query = query
    } else {
      subject = ExportSubject(graph)
    }
    subject.words = words
    return subject
  }
}

/// Nodes that a person names by a property: `Study:id=harden-2015`, or `id=harden-2015`.
struct NodeChoice {
  private let label: String?
  private let key: String
  private let value: String

  /// - Throws: ``ShellFailure`` where the text names no property.
  init(_ text: String, _ words: Words) throws(ShellFailure) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw ShellFailure(.usage, words.aroundNamesANode(text))
    }
    let name = text[..<equals]
    value = String(text[text.index(after: equals)...])
    if let colon = name.lastIndex(of: ":") {
      label = String(name[..<colon])
      key = String(name[name.index(after: colon)...])
    } else {
      label = nil
      key = String(name)
    }
    guard !key.isEmpty, label?.isEmpty != true else {
      throw ShellFailure(.usage, words.aroundNamesANode(text))
    }
  }

  /// The ids of the nodes, which are several where the property does not tell them apart.
  ///
  /// - Throws: ``ShellFailure`` where there is none, with the value that is nearest.
  func nodes(of graph: Graph, _ words: Words) throws -> Set<Int> {
    let pattern = "MATCH (n\(label.map { ":" + Value.quotedName(Text($0)) } ?? ""))"
    let property = "n.\(Value.quotedName(Text(key)))"
    // A number is what it says, as well as a text of digits.
    let values: [Value] = [.string(value)] + (Int(value).map { [.integer($0)] } ?? [])
    let rows = try graph.run(
      "\(pattern) WHERE \(property) IN $values RETURN n", parameters: ["values": .list(values)])
    var found: Set<Int> = []
    while let row = try rows.next() {
      if case .node(let node)? = row.values.first { found.insert(node.id) }
    }
    guard found.isEmpty else { return found }
    let known = try graph.run("\(pattern) RETURN DISTINCT \(property) AS v LIMIT 100000").all()
      .compactMap { $0.values.first?.scalarText }
    throw ShellFailure(
      .query,
      words.noNodeAround(
        "\(label.map { "\($0):" } ?? "")\(key)=\(value)", nearest: nearest(to: value, in: known)))
  }
}
