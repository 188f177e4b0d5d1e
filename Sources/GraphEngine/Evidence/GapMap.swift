import GraphIndex
import GraphModel

/// The cells of a gap map: for each row and column, what each layer has.
struct GapMap {
  private let queries: NestedQueries
  private let rows: CompiledStatement
  private let columns: CompiledStatement
  private let layers: [Layer]
  private let syntheses: SynthesisKinds

  /// A query of cells and where its columns are.
  private struct Layer {
    var name: Text
    var query: CompiledStatement
    var row: Int
    var column: Int
    var source: Int
    var claim: Int?
    var stance: Int?
    var kind: Int?
  }

  /// What a layer has in a cell.
  private struct Cell {
    var sources: Set<Value> = []
    var claims = 0
    var claimValues: Set<Value> = []
    var stances: [Text: Int] = [:]
    var kinds: [Value: Value] = [:]
  }

  private struct Place: Hashable {
    var row: Value
    var column: Value
  }

  /// - Throws: `Diagnostic` where an option is missing or unknown, or a query is none.
  init(_ queries: NestedQueries, _ options: MapValue) throws(Diagnostic) {
    self.queries = queries
    let known: [Text] = ["rows", "columns", "cells", "syntheses"]
    for key in options.keys where !known.contains(key) {
      throw .gapMapOption(
        "has no option '\(key)'", hint: didYouMean(key.string, in: known.map(\.string)))
    }
    rows = try Self.axis("rows", options, queries)
    columns = try Self.axis("columns", options, queries)
    guard case .list(let cells)? = options["cells"], !cells.isEmpty else {
      throw .gapMapOption("needs cells: a list of {name, query}")
    }
    var layers: [Layer] = []
    for cell in cells { layers.append(try Self.layer(cell, queries)) }
    self.layers = layers
    if case .list(let list)? = options["syntheses"] {
      syntheses = SynthesisKinds(
        list.compactMap { value in
          if case .text(let text) = value { text.string } else { nil }
        })
    } else {
      syntheses = SynthesisKinds()
    }
  }

  private static func axis(
    _ key: Text, _ options: MapValue, _ queries: NestedQueries
  ) throws(Diagnostic) -> CompiledStatement {
    guard case .text(let text)? = options[key] else {
      throw .gapMapOption("needs \(key): the text of a query")
    }
    let (query, _) = try queries.compiled(text)
    guard query.columns.count == 1 else {
      throw .gapMapOption("needs one column of \(key), and the query has \(query.columns.count)")
    }
    return query
  }

  private static func layer(
    _ value: Value, _ queries: NestedQueries
  ) throws(Diagnostic) -> Layer {
    guard case .map(let map) = value, case .text(let name)? = map["name"],
      case .text(let text)? = map["query"]
    else { throw .gapMapOption("needs a name and a query of each of its cells") }
    let (query, _) = try queries.compiled(text)
    func place(_ column: String) throws(Diagnostic) -> Int {
      guard let place = query.columns.firstIndex(of: column) else {
        throw .gapMapOption(
          "needs the columns row, column and source of the query of '\(name)', which lacks "
            + "'\(column)'")
      }
      return place
    }
    func optional(_ column: String) -> Int? { query.columns.firstIndex(of: column) }
    return Layer(
      name: name, query: query, row: try place("row"), column: try place("column"),
      source: try place("source"), claim: optional("claim"), stance: optional("stance"),
      kind: optional("kind"))
  }

  /// Every cell of the product, row by row.
  ///
  /// - Complexity: O(rows × columns × layers + rows of the queries).
  func rows(over view: GraphView) throws(Diagnostic) -> [[Value]] {
    let rows = try axis(self.rows, view)
    let columns = try axis(self.columns, view)
    var cells: [[Place: Cell]] = []
    for layer in layers { cells.append(try self.cells(of: layer, view)) }
    var result: [[Value]] = []
    for row in rows {
      for column in columns {
        let place = Place(row: row, column: column)
        result.append([row, column] + summary(cells.map { $0[place] ?? Cell() }))
      }
    }
    return result
  }

  /// The values of an axis, each once, in the order of its query.
  private func axis(
    _ query: CompiledStatement, _ view: GraphView
  ) throws(Diagnostic) -> [Value] {
    var seen: Set<Value> = []
    return try queries.all(query, over: view).map { $0[0] }
      .filter { !$0.isNull && seen.insert($0).inserted }
  }

  private func cells(of layer: Layer, _ view: GraphView) throws(Diagnostic) -> [Place: Cell] {
    var cells: [Place: Cell] = [:]
    for row in try queries.all(layer.query, over: view) {
      var cell =
        cells.removeValue(forKey: Place(row: row[layer.row], column: row[layer.column]))
        ?? Cell()
      let source = row[layer.source]
      if !source.isNull {
        cell.sources.insert(source)
        var kind = layer.kind.map { row[$0] } ?? .null
        if layer.kind == nil, case .node(let node) = source {
          kind = node.contents?.properties["kind"] ?? .null
        }
        if !kind.isNull || cell.kinds[source] == nil { cell.kinds[source] = kind }
      }
      if let claim = layer.claim {
        if !row[claim].isNull, cell.claimValues.insert(row[claim]).inserted {
          cell.claims += 1
          count(layer, row, &cell)
        }
      } else {
        cell.claims += 1
        count(layer, row, &cell)
      }
      cells[Place(row: row[layer.row], column: row[layer.column])] = cell
    }
    return cells
  }

  private func count(_ layer: Layer, _ row: [Value], _ cell: inout Cell) {
    guard let stance = layer.stance, case .text(let text) = row[stance] else { return }
    cell.stances[text, default: 0] += 1
  }

  /// What the columns after row and column say of a cell.
  private func summary(_ cells: [Cell]) -> [Value] {
    let sources = cells.reduce(into: Set<Value>()) { $0.formUnion($1.sources) }
    let claims = cells.reduce(0) { $0 + $1.claims }
    func has(_ stances: [Text]) -> Bool {
      cells.contains { cell in stances.contains { cell.stances[$0] != nil } }
    }
    let conflict = has(["supports", "for"]) && has(["barrier", "against"])
    var kinds: [Value: Value] = [:]
    for cell in cells { kinds.merge(cell.kinds) { $0.isNull ? $1 : $0 } }
    var gap = Value.null
    if sources.isEmpty, claims == 0 {
      gap = "absolute"
    } else {
      let stated = kinds.values.filter { !$0.isNull }
      if !stated.isEmpty, !stated.contains(where: isSynthesis) { gap = "synthesis" }
    }
    return [
      .integer(sources.count), .integer(claims), gap, .boolean(conflict),
      .list(zip(layers, cells).map { .map(map(of: $0, $1)) }),
    ]
  }

  private func map(of layer: Layer, _ cell: Cell) -> MapValue {
    func count(_ stance: Text) -> Int { cell.stances[stance] ?? 0 }
    var kinds: [String: Int] = [:]
    for kind in cell.kinds.values {
      if case .text(let text) = kind { kinds[text.string, default: 0] += 1 }
    }
    let unstated = cell.kinds.values.count { $0.isNull }
    var counted = kinds.sorted { $0.key < $1.key }.map { (Text($0.key), Value.integer($0.value)) }
    if unstated > 0 { counted.append(("not stated", .integer(unstated))) }
    return MapValue([
      ("name", .text(layer.name)), ("studies", .integer(cell.sources.count)),
      ("claims", .integer(cell.claims)),
      (
        "stances",
        .map(
          MapValue(
            cell.stances.sorted { $0.key < $1.key }.map { ($0.key, Value.integer($0.value)) }))
      ),
      (
        "balance",
        .integer(count("supports") + count("for") - count("barrier") - count("against"))
      ), ("kinds", .map(MapValue(counted))),
    ])
  }

  /// Whether a kind of source is one that brings others together.
  private func isSynthesis(_ kind: Value) -> Bool {
    guard case .text(let text) = kind else { return false }
    return syntheses.contains(text.string)
  }
}

extension Diagnostic {
  static func gapMapOption(_ what: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(
      .argumentError, .runtime, "InvalidGapMap", "evidence.gapMap \(what)",
      hint: hint
        ?? "evidence.gapMap({rows: 'MATCH (m:Model) RETURN m', columns: …, cells: [{name: 'stated', "
        + "query: 'MATCH … RETURN m AS row, f AS column, s AS source, r.stance AS stance'}]})")
  }
}
