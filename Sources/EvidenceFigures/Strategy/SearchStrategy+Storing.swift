import GraphEngine
import GraphModel
import WordCatalog

extension SearchStrategy {
  /// Reads a strategy out of a text into `graph`: blocks as trees, all or nothing. Blocks of the same dialect and
  /// letter that were there give way.
  ///
  /// A line `# A: what it is about` begins block A; what follows up to the next is the block.
  ///
  /// - Returns: How many blocks and terms there are.
  /// - Throws: ``FigureFailure`` where a block has no term, or text stands before the first; `Diagnostic`
  ///   where the graph cannot be written.
  public static func store(
    _ text: String, as dialect: String, in graph: GraphSession
  ) throws -> (blocks: Int, terms: Int) {
    guard let language = SearchDialect(named: dialect) else {
      throw FigureFailure.unknown(
        name: dialect, nearest: nearest(to: dialect, in: SearchDialect.allCases.map(\.name)))
    }
    var blocks: [(letter: String, name: String, line: Int, text: String)] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("#") {
        let title = line.drop { $0 == "#" || $0 == " " }
        let parts = title.split(separator: ":", maxSplits: 1)
        let letter = parts.first.map { $0.filter { !$0.isWhitespace } } ?? ""
        let name = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        blocks.append((letter, name, number + 1, ""))
      } else if let last = blocks.indices.last {
        blocks[last].text += line + "\n"
      } else if line.contains(where: { !$0.isWhitespace }) {
        throw FigureFailure.strategy(line: number + 1, .noBlock)
      }
    }
    let terms = try graph.inTransaction {
      var count = 0
      for block in blocks {
        let reader = SearchReader(block.text, as: language)
        if reader.isTooDeep {
          throw FigureFailure.strategy(
            line: block.line, .tooDeep(letter: block.letter, limit: SearchReader.deepest))
        }
        guard let expression = reader.expression, !block.letter.isEmpty else {
          throw FigureFailure.strategy(line: block.line, .emptyBlock(letter: block.letter))
        }
        try keep(expression, reader, block.letter, block.name, dialect, graph)
        count += expression.terms.count
      }
      return count
    }
    return (blocks.count, terms)
  }

  private static func keep(
    _ expression: SearchExpression, _ reader: SearchReader, _ letter: String, _ name: String,
    _ dialect: String, _ graph: GraphSession
  ) throws {
    let id = "\(dialect)-\(letter)"
    _ = try graph.run(
      "MATCH (b:SearchBlock {dialect: $dialect, letter: $letter}) "
        + "OPTIONAL MATCH (x)-[:PART_OF*1..]->(b) WHERE x:SearchTerm OR x:SearchGroup "
        + "DETACH DELETE x, b",
      parameters: ["dialect": .string(dialect), "letter": .string(letter)])
    _ = try graph.run(
      "CREATE (b:SearchBlock {id: $id, name_en: $name, dialect: $dialect, letter: $letter, "
        + "unclosed_parentheses: $unclosed, stray_parentheses: $stray, mixed_operators: $mixed}) "
        + "WITH b OPTIONAL MATCH (r:Review) "
        + "FOREACH (x IN CASE WHEN r IS NULL THEN [] ELSE [r] END | CREATE (b)-[:PART_OF]->(x))",
      parameters: [
        "id": .string(id), "name": .string(name), "dialect": .string(dialect),
        "letter": .string(letter), "unclosed": .integer(reader.unclosed),
        "stray": .integer(reader.stray), "mixed": .list(reader.mixed.map(Value.string)),
      ])
    var count = 0
    let parts: [SearchExpression] =
      if case .any(let parts) = expression { parts } else { [expression] }
    for part in parts { try keep(part, id, id, &count, graph) }
  }

  /// Writes a part below its parent; `count` gives each a position and an id of its own.
  private static func keep(
    _ part: SearchExpression, _ block: String, _ parent: String, _ count: inout Int,
    _ graph: GraphSession
  ) throws {
    count += 1
    let digits = String(count)
    let id = "\(block)-\(digits.count < 2 ? "0" : "")\(digits)"
    var properties: MapValue = ["id": .string(id), "position": .integer(count)]
    var children: [SearchExpression] = []
    switch part {
    case .term(let words):
      properties["name_en"] = .string(words.text)
      properties["is_phrase"] = .boolean(words.isPhrase)
      properties["truncated"] = .boolean(words.isTruncated)
    case .any(let parts):
      properties["operator"] = "OR"
      children = parts
    case .all(let parts):
      properties["operator"] = "AND"
      children = parts
    case .without(let a, let b):
      properties["operator"] = "NOT"
      children = [a, b]
    case .near(let nearness, let a, let b):
      properties["operator"] = "NEAR"
      properties["between"] = .integer(nearness.between)
      properties["ordered"] = .boolean(nearness.isOrdered)
      children = [a, b]
    case .field(let field, let part):
      properties["operator"] = "FIELD"
      properties["field"] = .string(field.rawValue)
      children = [part]
    }
    let label = children.isEmpty ? "SearchTerm" : "SearchGroup"
    _ = try graph.run(
      "MATCH (p {id: $parent}) WHERE p:SearchBlock OR p:SearchGroup "
        + "CREATE (x:\(label))-[:PART_OF]->(p) SET x = $properties",
      parameters: ["parent": .string(parent), "properties": .map(properties)])
    for child in children { try keep(child, block, id, &count, graph) }
  }
}
