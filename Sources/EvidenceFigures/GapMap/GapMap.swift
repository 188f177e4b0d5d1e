import EvidenceKit
import GraphDrawing
import GraphEngine
import GraphModel
import OrderedCollections
import WordCatalog

/// Where evidence is and where none is: every cell of rows by columns, with the claims in it.
///
/// The numbers are those of `CALL evidence.gapMap`; the claims are the rows of its queries, in their
/// words.
///
///     let map = try GapMap(.standard, of: graph)
///     map.cells.filter { $0.gap == .absolute }.count
public struct GapMap: Sendable {
  /// What was asked.
  public let question: GapMapQuestion
  /// The rows, from top to bottom.
  public let rows: [Heading]
  /// The columns, from left to right.
  public let columns: [Heading]
  /// The cells, row by row.
  public let cells: [Cell]
  /// The sources that occur, by their names.
  public let sources: [Source]
  /// The claims, by cell and layer.
  public let claims: [Claim]
  /// Where the numbers come from.
  public let origin: FigureOrigin
  /// How many different sources each row, and each column, has in all its cells.
  private let totals: (rows: [Int], columns: [Int])

  /// What stands before a row, above a column, or for a source.
  public struct Heading: Hashable, Sendable {
    /// The `id` of a node, else its text.
    public var id: String
    /// What it is called, by language.
    public var names: [Language: String]

    /// The name in a language.
    public func name(in words: Words) -> String { names[words.language] ?? id }

    /// A heading that is called alike in all languages.
    init(id: String, name: String) {
      self.id = id
      names = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, name) })
    }

    /// What `value` is called.
    init(_ value: Value) {
      guard case .node(let node) = value, let contents = node.contents else {
        let text = value.scalarText ?? value.cypherText
        self.init(id: text, name: text)
        return
      }
      self.init(id: contents.properties["id"]?.scalarText ?? String(node.id), name: "")
      for language in Language.allCases {
        names[language] = Caption(words: Words(language)).name(of: node.id, contents)
      }
    }
  }

  /// What a cell lacks.
  public enum Gap: String, Hashable, Sendable {
    /// Anything.
    case absolute
    /// A review, where there are studies of other kinds.
    case synthesis
  }

  /// What is where a row and a column meet.
  public struct Cell: Hashable, Sendable {
    /// The place of its row.
    public var row: Int
    /// The place of its column.
    public var column: Int
    /// How many sources there are.
    public var studies: Int
    /// How many claims there are.
    public var claims: Int
    /// What it lacks; nil for nothing.
    public var gap: Gap?
    /// Whether some claim is for and another against.
    public var conflict: Bool
    /// What each layer has.
    public var layers: [LayerCount]

    /// The first layer that has anything; nil where none has.
    public var strongest: Int? { layers.firstIndex { $0.studies > 0 || $0.claims > 0 } }

    /// The number of claims of a stance.
    public func claims(_ stance: Stance) -> Int {
      layers.reduce(0) { sum, layer in
        sum + layer.stances.reduce(0) { $0 + (Stance(anyWord: $1.key) == stance ? $1.value : 0) }
      }
    }

    /// The stance that all its claims share, ``Stance/mixed`` where they have different ones; nil where
    /// none states any.
    public var stance: Stance? {
      Stance(
        sharedBy: layers.flatMap { layer in
          layer.stances.compactMap { $0.value > 0 ? Stance(anyWord: $0.key) : nil }
        })
    }
  }

  /// What a layer has in a cell.
  public struct LayerCount: Hashable, Sendable {
    /// How many sources.
    public var studies: Int
    /// How many claims.
    public var claims: Int
    /// How many claims of each stance.
    public var stances: [String: Int]
  }

  /// A source that some cell has.
  public struct Source: Hashable, Sendable {
    /// What it is called.
    public var heading: Heading
    /// The year; nil where none is stated.
    public var year: Int?
    /// The kind of work; nil where none is stated.
    public var kind: String?
    /// Whether it brings others together.
    public var isSynthesis: Bool
  }

  /// Something that is said of a row and a column.
  public struct Claim: Hashable, Sendable {
    /// The place of the row.
    public var row: Int
    /// The place of the column.
    public var column: Int
    /// The place of the layer.
    public var layer: Int
    /// The places of the sources; empty where it is the text itself that says it.
    public var sources: [Int]
    /// What is said, in the words of the graph; empty where it has none.
    public var text: String
    /// The words as they are printed: a quotation or a citation.
    public var printed: String?
    /// Whether ``printed`` is a quotation, and no citation.
    public var isQuote: Bool
    /// Whether the text quotes the source there.
    public var isQuoted: Bool
    /// Where it stands.
    public var place: Locator?
    /// What it says of the column.
    public var stance: Stance?
    /// Whether it counts as a claim: of a source without one only the source counts.
    public var isClaim: Bool
  }

  /// The gap map that `graph` has now.
  ///
  /// - Parameters:
  ///   - parameters: Those of the queries.
  ///   - epoch: As ``FigureOrigin`` has it.
  /// - Throws: `Diagnostic` where a query fails; ``FigureFailure`` where there are no rows or columns.
  /// - Complexity: O(rows × columns × layers + rows of the queries).
  public init(
    _ question: GapMapQuestion, of graph: GraphSession, parameters: [String: Value] = [:],
    epoch: Int? = nil
  ) throws {
    self.question = question
    var asked = parameters
    asked["gap_map_options"] = question.options
    let answer = try graph.run(
      "CALL evidence.gapMap($gap_map_options) "
        + "YIELD row, column, studies, claims, gap, conflict, layers "
        + "RETURN row, column, studies, claims, gap, conflict, layers", parameters: asked)
    var reading = Reading(question)
    while let row = try answer.next() { reading.add(cell: row.values) }
    guard !reading.rowValues.isEmpty, !reading.columnValues.isEmpty else {
      // Without one there are no cells, so that the queries are asked which it is.
      let isRows = try graph.run(question.rows, parameters: parameters).next() == nil
      throw FigureFailure.emptyAxis(
        isRows: isRows, query: isRows ? question.rows : question.columns)
    }
    for (layer, asked) in question.layers.enumerated() {
      let rows = try graph.run(asked.query, parameters: parameters)
      let places = LayerColumns(rows.columns)
      while let row = try rows.next() { reading.add(claim: row.values, places, layer) }
    }
    rows = reading.rowValues.map(Heading.init)
    columns = reading.columnValues.map(Heading.init)
    cells = reading.cells
    (sources, claims) = reading.finished()
    var ofRows = [Set<Int>](repeating: [], count: rows.count)
    var ofColumns = [Set<Int>](repeating: [], count: columns.count)
    for claim in claims {
      ofRows[claim.row].formUnion(claim.sources)
      ofColumns[claim.column].formUnion(claim.sources)
    }
    totals = (ofRows.map(\.count), ofColumns.map(\.count))
    origin = try FigureOrigin(
      question.queries, of: graph, parameters: parameters, epoch: epoch)
  }

  /// The cell of a row and a column.
  public subscript(row: Int, column: Int) -> Cell { cells[row * columns.count + column] }

  /// How many different sources a row has in all its cells.
  public func studies(ofRow row: Int) -> Int { totals.rows[row] }

  /// How many different sources a column has in all its cells.
  public func studies(ofColumn column: Int) -> Int { totals.columns[column] }
}

/// Where the columns of a layer's query are.
private struct LayerColumns {
  let row: Int?
  let column: Int?
  let source: Int?
  let claim: Int?
  let stance: Int?
  let kind: Int?

  init(_ names: [String]) {
    func place(_ name: String) -> Int? { names.firstIndex(of: name) }
    row = place("row")
    column = place("column")
    source = place("source")
    claim = place("claim")
    stance = place("stance")
    kind = place("kind")
  }
}

/// A gap map while its rows come in.
private struct Reading {
  private let question: GapMapQuestion
  var rowValues: OrderedSet<Value> = []
  var columnValues: OrderedSet<Value> = []
  var cells: [GapMap.Cell] = []
  private var sources = SourceOrder()
  private var kinds: [Int: String] = [:]
  private var claims: [GapMap.Claim] = []
  private var claimPlaces: [ClaimKey: Int] = [:]

  private struct ClaimKey: Hashable {
    var row: Int
    var column: Int
    var layer: Int
    var claim: Value
  }

  init(_ question: GapMapQuestion) { self.question = question }

  mutating func add(cell values: [Value]) {
    let row = rowValues.append(values[0]).index
    let column = columnValues.append(values[1]).index
    var layers: [GapMap.LayerCount] = []
    if case .list(let list) = values[6] {
      layers = list.map { value in
        guard case .map(let map) = value else {
          return GapMap.LayerCount(studies: 0, claims: 0, stances: [:])
        }
        var stances: [String: Int] = [:]
        if case .map(let counts)? = map["stances"] {
          for (stance, count) in counts.entries { stances[stance.string] = Self.integer(count) }
        }
        return GapMap.LayerCount(
          studies: Self.integer(map["studies"]), claims: Self.integer(map["claims"]),
          stances: stances)
      }
    }
    cells.append(
      GapMap.Cell(
        row: row, column: column, studies: Self.integer(values[2]),
        claims: Self.integer(values[3]), gap: values[4].scalarText.flatMap(GapMap.Gap.init),
        conflict: values[5] == .boolean(true), layers: layers))
  }

  mutating func add(claim values: [Value], _ places: LayerColumns, _ layer: Int) {
    guard let row = places.row.flatMap({ rowValues.firstIndex(of: values[$0]) }),
      let column = places.column.flatMap({ columnValues.firstIndex(of: values[$0]) })
    else { return }
    let source = places.source.map { values[$0] } ?? .null
    let said = places.claim.map { values[$0] } ?? .null
    // Without a column of claims each row is one; with it, a row without a claim only has its source.
    let isClaim = places.claim == nil || !said.isNull
    guard isClaim || !source.isNull else { return }
    var sourcePlace: Int?
    if !source.isNull {
      let place = sources.number(of: source)
      sourcePlace = place
      if let kind = places.kind.flatMap({ values[$0].scalarText }) { kinds[place] = kind }
    }
    if !said.isNull {
      let key = ClaimKey(row: row, column: column, layer: layer, claim: said)
      if let known = claimPlaces[key] {
        if let sourcePlace, !claims[known].sources.contains(sourcePlace) {
          claims[known].sources.append(sourcePlace)
        }
        return
      }
      claimPlaces[key] = claims.count
    }
    var claim = GapMap.Claim(said, row: row, column: column, layer: layer)
    if let stance = places.stance.flatMap({ values[$0].scalarText }) {
      claim.stance = Stance(anyWord: stance) ?? claim.stance
    } else if places.stance == nil {
      claim.stance = nil
    }
    claim.isClaim = isClaim
    if let sourcePlace { claim.sources = [sourcePlace] }
    claims.append(claim)
  }

  /// The sources by their names, and the claims by cell, layer and place.
  func finished() -> (sources: [GapMap.Source], claims: [GapMap.Claim]) {
    let syntheses = SynthesisKinds(question.syntheses)
    let (found, _, places) = sources.finished { number, value in
      GapMap.Source(value, kind: kinds[number], syntheses: syntheses)
    }
    let claims = claims.map { claim in
      var claim = claim
      claim.sources = claim.sources.map { places[$0] }.sorted()
      return claim
    }
    let sorted = claims.enumerated().sorted { a, b in
      let (left, right) = (a.element.order, b.element.order)
      return left == right ? a.offset < b.offset : left.lexicographicallyPrecedes(right)
    }
    return (found, sorted.map(\.element))
  }

  private static func integer(_ value: Value?) -> Int {
    if case .integer(let number)? = value { number } else { 0 }
  }
}

extension GapMap.Claim {
  /// What `value` says: a relationship or a node by its properties, else a text.
  fileprivate init(_ value: Value, row: Int, column: Int, layer: Int) {
    var properties = MapValue()
    text = ""
    stance = nil
    switch value {
    case .relationship(let relationship):
      properties = relationship.contents?.properties ?? MapValue()
      stance = relationship.contents.flatMap(Stance.init)
    case .node(let node): properties = node.contents?.properties ?? MapValue()
    case .map(let map): properties = map
    case .null: break
    default: text = value.scalarText ?? value.cypherText
    }
    let words = ClaimWords(properties)
    if text.isEmpty { text = words.text }
    printed = words.printed
    isQuote = words.isQuote
    isQuoted = words.isQuoted
    place = Locator(properties)
    sources = []
    isClaim = true
    self.row = row
    self.column = column
    self.layer = layer
  }

  /// Cell, layer and first line, by which claims are read.
  fileprivate var order: [Int] {
    [row, column, layer, place?.passages.first?.lines?.lowerBound ?? .max]
  }
}

/// The words in which the properties of a claim say it.
package struct ClaimWords {
  /// What is said; empty where no property says it.
  package var text = ""
  /// The words as they are printed.
  package var printed: String?
  /// Whether ``printed`` is a quotation, and no citation.
  package var isQuote = false
  /// Whether the text quotes the source there.
  package var isQuoted = false

  package init(_ properties: MapValue) {
    func property(_ keys: Text...) -> String? {
      for key in keys {
        if let text = properties[key]?.scalarText, text.contains(where: { !$0.isWhitespace }) {
          return text
        }
      }
      return nil
    }
    text = property("claim_en", "claim_cy", "claim", "text", "relation", "name_en", "name") ?? ""
    if let quote = property("quote") {
      printed = quote
      isQuote = true
    } else {
      printed = property("printed")
    }
    isQuoted = isQuote || property("mode") == "quote"
  }
}
