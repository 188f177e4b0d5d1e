import ExchangeKit
import GraphModel
import PluginKit
import WordCatalog

/// Reads a network of Pajek: its vertices, arcs and edges, and lists of them.
struct PajekImporter: GraphImporter {
  /// How to read Pajek's networks.
  struct Options: FormatOptions {
    /// The label of nodes.
    var label = ""
    /// The property that takes the label of a vertex.
    var name = "name"
    /// The type of lines that belong to no named relation.
    var standardType = "RELATED_TO"

    static let list: [FormatOption<Options>] = [
      .text("label", \.label, "LABEL", "The label of all nodes; empty: none"),
      .text("name", \.name, "PROPERTY", "The property that takes the label of a vertex"),
      .standardType(\.standardType, "The type of lines of no named relation"),
    ]
  }

  private let options: Options

  init(options: Options) throws {
    guard !options.name.isEmpty else {
      throw OptionError("The option 'name' is empty", hint: "Write a property: name")
    }
    self.options = options
  }

  /// Reads every section that says nodes or relationships.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    let text = try DecodedText(source, warning: &sink)
    var reading = PajekReading(name: source.name, options)
    var number = 0
    var rest = text.bytes[...]
    // Lines end with LF, CRLF, or the CR of old files.
    while !rest.isEmpty {
      number += 1
      let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
      let line = String(decoding: rest[..<end], as: UTF8.self)
      try reading.take(line.trimmed, number: number, &sink)
      let isWide = rest[end...].starts(with: [0x0D, 0x0A])
      rest = rest[end...].dropFirst(isWide ? 2 : 1)
    }
    try reading.finish(&sink)
  }
}

/// The way through one network of Pajek.
private struct PajekReading {
  private let options: PajekImporter.Options
  private let name: String
  private var remarks = Remarks()
  private var section = Section.none
  private var count = 0
  /// In a network of two modes, how many vertices are of the first.
  private var firstMode: Int?
  private var cell = Cell()
  private var listed: Set<Int> = []
  /// The names of relations by their numbers.
  private var relations: [String: String] = [:]
  private var type: String
  /// Where a line stands before all vertices.
  private var firstForeignLine: SourcePlace?
  private var hasVertices = false

  private enum Section {
    case none
    case vertices
    case lines(isList: Bool)
    case matrix
    case other
  }

  /// The cell of a matrix that comes next.
  private struct Cell {
    var row = 0
    var column = 0
    /// How many rows and columns there are, and the vertices before the first of each.
    var rows = 0
    var columns = 0
    var columnStart = 0
  }

  init(name: String, _ options: PajekImporter.Options) {
    self.name = name
    self.options = options
    type = options.standardType
  }

  /// The most nodes that are made for vertices of which nothing is said.
  private static let unlistedLimit = 10_000_000

  mutating func take(_ line: String, number: Int, _ sink: inout some GraphSink) throws {
    guard !line.isEmpty, !line.hasPrefix("%") else { return }
    let place = SourcePlace(name, line: number)
    if line.hasPrefix("*") { return try begin(line, at: place, &sink) }
    switch section {
    case .none:
      firstForeignLine = firstForeignLine ?? place
    case .vertices:
      let read = try sink.reading(.node, text: line) { try vertex(line, at: place) }
      if let node = read { try sink.add(node) }
    case .lines(let isList):
      let read = try sink.reading(.relationship, text: line) {
        try relationships(line, isList, at: place)
      }
      for relationship in read ?? [] { try sink.add(relationship) }
    case .matrix: try takeCells(line, at: place, &sink)
    case .other: break
    }
  }

  /// Takes cells of a matrix, row by row, which may stand on lines as they like.
  private mutating func takeCells(
    _ line: String, at place: SourcePlace, _ sink: inout some GraphSink
  ) throws {
    for word in try LineText.words(of: line, at: place) {
      guard cell.row < cell.rows else {
        throw ImportError(
          "The matrix has more than its \(Words.counted(cell.rows, "row", "rows")) of "
            + "\(Words.counted(cell.columns, "cell", "cells"))", at: place,
          hint: "Correct the number behind *Vertices")
      }
      guard let weight = Double(word) else {
        throw ImportError(
          "'\(word)' is no number of a matrix", at: place, hint: "Write 0 where there is no line")
      }
      if weight != 0 {
        let plain = Value(plain: word)
        var value = Value.float(weight)
        if case .text = plain {} else { value = plain }
        try sink.add(
          ImportedRelationship(
            Text(type), from: NodeReference(Text(String(cell.row + 1))),
            to: NodeReference(Text(String(cell.columnStart + cell.column + 1))),
            properties: ["weight": value], at: place))
      }
      cell.column += 1
      if cell.column == cell.columns {
        cell.column = 0
        cell.row += 1
      }
    }
  }

  /// - Throws: ``ImportError`` where a matrix has begun, and not all of its cells are there.
  private func checkMatrix(at place: SourcePlace) throws {
    guard case .matrix = section, cell.row < cell.rows else { return }
    throw ImportError(
      "The matrix ends in its row \(cell.row + 1) of \(cell.rows)", at: place,
      hint: "Write all rows, each of \(Words.counted(cell.columns, "number", "numbers"))")
  }

  private mutating func begin(
    _ line: String, at place: SourcePlace, _ sink: inout some GraphSink
  ) throws {
    let words = try LineText.words(of: line, at: place)
    try checkMatrix(at: place)
    switch words[0].lowercased() {
    case "*network": section = .none
    case "*vertices":
      guard !hasVertices else {
        throw ImportError(
          "A second network begins here", at: place, hint: "Part the file into one for each network"
        )
      }
      guard words.count > 1, let number = Int(words[1]), number >= 0 else {
        throw ImportError(
          "'*Vertices' says no number", at: place, hint: "Write *Vertices 12 for twelve of them")
      }
      count = number
      firstMode = words.count > 2 ? Int(words[2]) : nil
      hasVertices = true
      section = .vertices
    case "*arcs", "*edges", "*arcslist", "*edgeslist":
      try addUnlisted(at: place, &sink)
      section = .lines(isList: words[0].lowercased().hasSuffix("list"))
      if words[0].lowercased().hasPrefix("*edges") {
        remarks.say(
          "Edges have no direction; each became a relationship from its first vertex to its second",
          at: place, to: &sink)
      }
      nameRelation(words)
    case "*matrix":
      try addUnlisted(at: place, &sink)
      section = .matrix
      nameRelation(words)
      cell = Cell(rows: count, columns: count)
      if let firstMode, (1..<max(count, 1)).contains(firstMode) {
        cell = Cell(rows: firstMode, columns: count - firstMode, columnStart: firstMode)
      }
    default:
      section = .other
      remarks.say("The section '\(words[0])' was left out", at: place, to: &sink)
    }
  }

  /// The type of what follows, by the relation that a section names.
  private mutating func nameRelation(_ words: [String]) {
    type = options.standardType
    guard words.count > 1, words[1].hasPrefix(":") else { return }
    if words.count > 2 { relations[words[1]] = words[2] }
    type = relations[words[1]] ?? type
  }

  mutating func finish(_ sink: inout some GraphSink) throws {
    try checkMatrix(at: SourcePlace(name))
    if let place = firstForeignLine {
      guard hasVertices else {
        throw ImportError(
          "The file has no '*Vertices'", at: place,
          hint: "A network of Pajek begins with *Vertices and their number")
      }
      remarks.say("The lines before '*Vertices' were left out", at: place, to: &sink)
    }
    try addUnlisted(at: SourcePlace(name), &sink)
  }

  private mutating func addUnlisted(
    at place: SourcePlace, _ sink: inout some GraphSink
  ) throws {
    guard listed.count < count else { return }
    guard count - listed.count <= Self.unlistedLimit else {
      throw ImportError(
        "\(count - listed.count) vertices are counted but not listed", at: place,
        hint: "List them, or correct the number behind *Vertices")
    }
    for id in 1...count where listed.insert(id).inserted {
      try sink.add(node(id, properties: ["id": .integer(id)], at: place))
    }
  }

  private func node(_ id: Int, properties: MapValue, at place: SourcePlace) -> ImportedNode {
    ImportedNode(
      NodeReference(Text(String(id))), labels: options.label.isEmpty ? [] : [Text(options.label)],
      properties: properties, at: place)
  }

  private mutating func vertex(_ line: String, at place: SourcePlace) throws -> ImportedNode {
    let words = try LineText.words(of: line, at: place)
    guard let id = Int(words[0]) else {
      throw ImportError(
        "'\(words[0])' is no number of a vertex", at: place, hint: "Write: 1 \"name\"")
    }
    guard (1...max(count, 1)).contains(id) else {
      throw ImportError(
        "The vertex \(id) is beyond the \(count) that *Vertices says", at: place,
        hint: "Correct the number behind *Vertices")
    }
    listed.insert(id)
    var properties: MapValue = ["id": .integer(id)]
    if words.count > 1 { properties[Text(options.name)] = .string(words[1]) }
    var rest = words.dropFirst(2)
    for axis in ["x", "y", "z"] as [Text] {
      guard let word = rest.first, let number = Double(word) else { break }
      properties[axis] = .float(number)
      rest.removeFirst()
    }
    Self.addPairs(rest, to: &properties)
    return node(id, properties: properties, at: place)
  }

  /// Parameters such as `ic Red`; a lone word is a shape.
  private static func addPairs(_ words: ArraySlice<String>, to properties: inout MapValue) {
    var rest = words
    if rest.count % 2 == 1, let shape = rest.popFirst() { properties["shape"] = .string(shape) }
    while rest.count >= 2 {
      let name = Text(rest.removeFirst())
      properties[name] = Value(plain: rest.removeFirst())
    }
  }

  private func relationships(
    _ line: String, _ isList: Bool, at place: SourcePlace
  ) throws -> [ImportedRelationship] {
    let words = try LineText.words(of: line, at: place)
    guard words.count > 1, Int(words[0]) != nil, Int(words[1]) != nil else {
      throw ImportError(
        "The line does not begin with the numbers of two vertices", at: place,
        hint: "Write: 1 2, and a value where there is one")
    }
    let start = NodeReference(Text(words[0]))
    if isList {
      return words.dropFirst().map { word in
        ImportedRelationship(
          Text(type), from: start, to: NodeReference(Text(word)), properties: [:], at: place)
      }
    }
    var properties = MapValue()
    var rest = words.dropFirst(2)
    if let word = rest.first, let weight = Double(word) {
      let plain = Value(plain: word)
      if case .text = plain {
        properties["weight"] = .float(weight)
      } else {
        properties["weight"] = plain
      }
      rest.removeFirst()
    }
    Self.addPairs(rest, to: &properties)
    return [
      ImportedRelationship(
        Text(type), from: start, to: NodeReference(Text(words[1])), properties: properties,
        at: place)
    ]
  }
}
