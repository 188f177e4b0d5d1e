import GraphEngine
import GraphModel
import WordCatalog

/// A search strategy as the graph has it: blocks of terms as trees, in each dialect in which it was printed.
///
/// A `SearchBlock` is the root of a tree of `SearchGroup`s (`operator`: OR, AND, NOT or NEAR, with `between` and
/// `ordered`; FIELD with `field`) and `SearchTerm`s, joined by `PART_OF`, in the order of `position`. Where a
/// block has terms alone, its `operator` joins those whose `PART_OF` says `side: 'left'` with those of
/// `side: 'right'`.
///
///     let strategy = try SearchStrategy(of: graph)
///     strategy.print(.pubmed, from: "EBSCO", in: .english)
public struct SearchStrategy: Sendable {
  /// The blocks, by dialect and letter.
  public let blocks: [Block]
  /// How the blocks are combined, by their letters; nil where nothing says it.
  public let formula: String?
  /// Where they come from.
  public let origin: FigureOrigin

  /// A block as it was printed for a database.
  public struct Block: Sendable {
    /// The dialect, as it is printed.
    public var dialect: String
    /// The letter.
    public var letter: String
    /// What it is about.
    public var name: String
    /// What is looked for; nil where it has no terms.
    public var expression: SearchExpression?
    /// How many brackets the source leaves open.
    public var unclosed: Int
    /// How many brackets the source closes without having opened them.
    public var stray: Int
    /// Where AND and OR stand side by side without brackets.
    public var mixed: [String]
    /// Whether the terms have an operator whose sides are not known.
    public var isFlat: Bool
  }

  private static let blockQuery =
    "MATCH (b:SearchBlock) RETURN b ORDER BY id(b)"
  private static let partQuery =
    "MATCH (x)-[p:PART_OF]->(y) WHERE (x:SearchTerm OR x:SearchGroup) "
    + "AND (y:SearchBlock OR y:SearchGroup) RETURN x, p.side AS side, id(y) AS parent "
    + "ORDER BY x.position, x.id"
  private static let formulaQuery =
    "MATCH (r:Review) WHERE r.search_formula IS NOT NULL RETURN r.search_formula LIMIT 1"

  /// The strategy of `graph`.
  ///
  /// - Throws: `Diagnostic` where the graph cannot be read; ``FigureFailure`` where it has no blocks.
  public init(of graph: GraphSession, epoch: Int? = nil) throws {
    var children: [Int: [(node: Node, contents: Node.Contents, side: String?)]] = [:]
    let parts = try graph.run(Self.partQuery)
    while let row = try parts.next() {
      guard case .node(let node) = row.values[0], let contents = node.contents,
        case .integer(let parent) = row.values[2]
      else { continue }
      children[parent, default: []].append((node, contents, row.values[1].scalarText))
    }
    var blocks: [Block] = []
    let found = try graph.run(Self.blockQuery)
    while let row = try found.next() {
      guard case .node(let node) = row.values[0], let contents = node.contents else { continue }
      blocks.append(Block(node, contents, children))
    }
    guard !blocks.isEmpty else { throw FigureFailure.nothing(label: "SearchBlock") }
    self.blocks = blocks
    formula = try graph.run(Self.formulaQuery).next()?.values[0].scalarText
    origin = try FigureOrigin(
      [("blocks", Self.blockQuery), ("parts", Self.partQuery)], of: graph, epoch: epoch)
  }

  /// The dialects in which it was printed, in their order.
  public var dialects: [String] {
    var seen: Set<String> = []
    return blocks.map(\.dialect).filter { seen.insert($0).inserted }
  }

  /// The blocks of a dialect.
  ///
  /// - Throws: ``FigureFailure`` where it was not printed so.
  public func blocks(of dialect: String?) throws(FigureFailure) -> [Block] {
    let name = dialect ?? dialects[0]
    let found = blocks.filter { $0.dialect.lowercased() == name.lowercased() }
    if found.isEmpty { throw .unknown(name: name, nearest: nearest(to: name, in: dialects)) }
    return found
  }

  // MARK: Printing

  /// A strategy written for a database, and what that changes.
  public struct Printed: Sendable {
    /// The blocks, each with its text, in which `[1]`, `[2]`, … mark what changes.
    public var blocks: [(letter: String, name: String, text: String)]
    /// The line that joins them; nil where nothing says how.
    public var combined: String?
    fileprivate var losses: [SearchPrinter.Loss]

    /// What changes, one row for each mark.
    public func table(in words: Words) -> FigureTable {
      FigureTable(
        columns: [
          words.studyNumberHeading, words.blockHeading, words.changeHeading, words.effectOfChange,
        ],
        rows: losses.map {
          [
            .integer($0.number), .string($0.block), .string($0.text),
            $0.effect.isEmpty ? .null : .string($0.effect),
          ]
        })
    }
  }

  /// The strategy of one dialect, written for `target`.
  ///
  /// - Throws: ``FigureFailure`` where there is no such strategy.
  public func printed(
    for target: SearchDialect, from dialect: String? = nil, in words: Words
  ) throws(FigureFailure) -> Printed {
    let blocks = try blocks(of: dialect)
    let source = SearchDialect(named: blocks[0].dialect)
    var printer = SearchPrinter(target, from: source, words)
    var shown: [(letter: String, name: String, text: String)] = []
    for block in blocks {
      printer.block = block.letter
      guard let expression = block.expression else { continue }
      var text = printer.text(ofBlock: expression)
      if block.unclosed > 0 {
        text += " " + printer.mark(words.lossOfBracket(block.unclosed), words.unclear)
      }
      if block.stray > 0 {
        text += " " + printer.mark(words.strayBracket(block.stray), words.unclear)
      }
      for place in block.mixed {
        text += " " + printer.mark(words.mixedOperators(place), words.unclear)
      }
      if block.isFlat { text += " " + printer.mark(words.flatBlock, words.unclear) }
      shown.append((block.letter, block.name, text))
    }
    let letters = shown.map(\.letter)
    return Printed(
      blocks: shown, combined: formula.map { combined($0, letters, target) },
      losses: printer.losses)
  }

  /// The formula with the numbers that the database gives to lines.
  private func combined(_ formula: String, _ letters: [String], _ target: SearchDialect) -> String {
    var result = ""
    var word = ""
    func flush() {
      guard !word.isEmpty else { return }
      if let place = letters.firstIndex(of: word) {
        switch target {
        case .ebsco: result += "S\(place + 1)"
        case .ovid: result += "\(place + 1)"
        case .scopus, .wos, .pubmed: result += "#\(place + 1)"
        }
      } else {
        result += word
      }
      word = ""
    }
    for character in formula {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }

  /// The strategy as text: blocks, the line that joins them, what changes.
  ///
  /// - Throws: ``FigureFailure`` where there is no such strategy.
  public func text(
    for target: SearchDialect, from dialect: String? = nil, in words: Words
  ) throws(FigureFailure) -> String {
    let printed = try printed(for: target, from: dialect, in: words)
    var lines = ["\(target.name) ← \(try blocks(of: dialect)[0].dialect)", ""]
    for (place, block) in printed.blocks.enumerated() {
      lines.append("# \(words.strategyBlock) \(block.letter) (\(place + 1)): \(block.name)")
      lines += [block.text, ""]
    }
    if let combined = printed.combined {
      lines += ["# \(words.strategyCombined)", combined, ""]
    }
    if printed.losses.isEmpty {
      lines.append("# \(words.strategyNoLoss)")
    } else {
      lines.append("# \(words.strategyLosses)")
      for loss in printed.losses {
        let effect = loss.effect.isEmpty ? "" : " — \(loss.effect)"
        lines.append(
          "# [\(loss.number)] \(words.strategyBlock) \(loss.block): \(loss.text)\(effect)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Comparing

  /// Where the printed translations of one strategy differ from its first, block by block.
  public func comparison(in words: Words) throws(FigureFailure) -> FigureTable {
    var table = FigureTable(
      columns: [
        words.blockHeading, words.sourceHeading, words.targetHeading, words.changeHeading,
        words.effectOfChange,
      ])
    let first = try blocks(of: nil)
    for dialect in dialects.dropFirst() {
      let others = try blocks(of: dialect)
      for block in first {
        func add(_ change: String, _ effect: String) {
          table.rows.append([
            .string(block.letter), .string(first[0].dialect), .string(dialect), .string(change),
            effect.isEmpty ? .null : .string(effect),
          ])
        }
        guard let other = others.first(where: { $0.letter == block.letter }) else {
          add(words.blockGone(dialect), words.unclear)
          continue
        }
        for (change, effect) in differences(block, other, words) { add(change, effect) }
      }
    }
    return table
  }

  private func differences(
    _ a: Block, _ b: Block, _ words: Words
  ) -> [(String, String)] {
    var found: [(String, String)] = []
    let (mine, yours) = (a.expression?.joints ?? [], b.expression?.joints ?? [])
    for (one, other) in zip(mine, yours) where one != other {
      let (from, to) = (name(one, a, words), name(other, b, words))
      found.append((words.distanceChanged(from, to: to), effect(one, other, words)))
    }
    if mine.count != yours.count {
      let count = max(mine.count, yours.count)
      for place in min(mine.count, yours.count)..<count {
        let from = place < mine.count ? name(mine[place], a, words) : "OR"
        let to = place < yours.count ? name(yours[place], b, words) : "OR"
        found.append((words.distanceChanged(from, to: to), words.unclear))
      }
    }
    var left = b.expression?.terms.map(\.text) ?? []
    var gone: [String] = []
    for term in a.expression?.terms.map(\.text) ?? [] {
      if let place = left.firstIndex(of: term) { left.remove(at: place) } else { gone.append(term) }
    }
    let kept = Set(b.expression?.terms.map(\.text) ?? [])
    let known = Set(a.expression?.terms.map(\.text) ?? [])
    for term in gone {
      // A repetition that is gone finds nothing else.
      found.append((words.termGone(term), kept.contains(term) ? "" : words.narrower))
    }
    for term in left {
      found.append((words.termNew(term), known.contains(term) ? "" : words.broader))
    }
    if a.unclosed != b.unclosed {
      found.append((words.bracketsDiffer(a.unclosed, to: b.unclosed), words.unclear))
    }
    return found
  }

  private func name(_ joint: SearchExpression.Joint, _ block: Block, _ words: Words) -> String {
    switch joint {
    case .and: return "AND"
    case .not: return "NOT"
    case .near(let nearness):
      let word = SearchDialect(named: block.dialect)?.word(for: nearness)?.text ?? "NEAR"
      return "\(word) (\(words.wordsBetween(nearness.between)))"
    }
  }

  private func effect(
    _ a: SearchExpression.Joint, _ b: SearchExpression.Joint, _ words: Words
  ) -> String {
    switch (a, b) {
    case (.near(let a), .near(let b)):
      if a.isOrdered != b.isOrdered { return b.isOrdered ? words.narrower : words.broader }
      return b.between < a.between ? words.narrower : words.broader
    case (.near, .and): return words.broader
    case (.and, .near): return words.narrower
    default: return words.unclear
    }
  }
}

extension SearchStrategy.Block {
  fileprivate typealias Children = [Int: [(node: Node, contents: Node.Contents, side: String?)]]

  fileprivate init(_ node: Node, _ contents: Node.Contents, _ children: Children) {
    let properties = contents.properties
    func number(_ key: Text) -> Int {
      if case .integer(let number)? = properties[key] { number } else { 0 }
    }
    dialect = properties["dialect"]?.scalarText ?? ""
    letter = properties["letter"]?.scalarText ?? properties["id"]?.scalarText ?? String(node.id)
    name = properties["name_en"]?.scalarText ?? ""
    unclosed = number("unclosed_parentheses")
    stray = number("stray_parentheses")
    mixed = []
    if case .list(let list)? = properties["mixed_operators"] {
      mixed = list.compactMap(\.scalarText)
    }
    isFlat = false
    let own = children[node.id] ?? []
    let hasGroups = own.contains { $0.contents.labels.contains("SearchGroup") }
    if let word = properties["operator"]?.scalarText, !hasGroups {
      arrange(own, word, children)
    } else {
      var seen: Set<Int> = []
      let parts = own.compactMap { Self.expression($0.node, $0.contents, children, &seen) }
      expression = parts.count > 1 ? .any(parts) : parts.first
    }
  }

  /// Terms without groups: those of one side, the operator, those of the other, where the sides are known.
  private mutating func arrange(
    _ own: [(node: Node, contents: Node.Contents, side: String?)], _ word: String,
    _ children: Children
  ) {
    var (left, right): ([SearchExpression], [SearchExpression]) = ([], [])
    var parts: [SearchExpression] = []
    var place: Int?
    var seen: Set<Int> = []
    for (node, contents, side) in own {
      guard let term = Self.expression(node, contents, children, &seen) else { continue }
      switch side {
      case "left":
        place = place ?? parts.count
        left.append(term)
      case "right":
        place = place ?? parts.count
        right.append(term)
      default: parts.append(term)
      }
    }
    let joint: ((SearchExpression, SearchExpression) -> SearchExpression)? =
      if word.uppercased() == "AND" {
        { .all([$0, $1]) }
      } else if let nearness = SearchDialect(named: dialect)?.nearness(word) {
        { .near(nearness, $0, $1) }
      } else {
        nil
      }
    if let place, let joint, !left.isEmpty, !right.isEmpty {
      func set(_ terms: [SearchExpression]) -> SearchExpression {
        terms.count == 1 ? terms[0] : .any(terms)
      }
      parts.insert(joint(set(left), set(right)), at: place)
    } else {
      isFlat = true
      parts += left + right
    }
    expression = parts.count > 1 ? .any(parts) : parts.first
  }

  private static func expression(
    _ node: Node, _ contents: Node.Contents, _ children: Children, _ seen: inout Set<Int>,
    depth: Int = 0
  ) -> SearchExpression? {
    // In a tree each part stands once; a group that is part of itself would have no end.
    guard depth <= 2 * SearchReader.deepest, seen.insert(node.id).inserted else { return nil }
    let properties = contents.properties
    guard contents.labels.contains("SearchGroup") else {
      guard let text = properties["name_en"]?.scalarText else { return nil }
      // Where the print is kept, its quotes are kept.
      let bare = text.filter { !"“”„\"".contains($0) }
      return .term(.init(bare, isPhrase: properties["is_phrase"] == .boolean(true)))
    }
    let parts = (children[node.id] ?? []).compactMap {
      expression($0.node, $0.contents, children, &seen, depth: depth + 1)
    }
    guard let first = parts.first else { return nil }
    switch properties["operator"]?.scalarText ?? "OR" {
    case "AND": return parts.count > 1 ? .all(parts) : first
    case "NOT" where parts.count == 2: return .without(parts[0], parts[1])
    case "NEAR" where parts.count == 2:
      guard case .integer(let between)? = properties["between"] else { return .all(parts) }
      return .near(
        .init(between: between, isOrdered: properties["ordered"] == .boolean(true)), parts[0],
        parts[1])
    case "FIELD":
      let field = properties["field"]?.scalarText.flatMap(SearchField.init) ?? .topic
      return .field(field, first)
    default: return parts.count > 1 ? .any(parts) : first
    }
  }
}
