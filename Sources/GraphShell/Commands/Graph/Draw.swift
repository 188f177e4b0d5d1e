import GraphEngine
import GraphModel
import OrderedCollections
import PluginKit
import WordCatalog

extension CommandDescription {
  static let draw = CommandDescription(
    "draw", { $0.drawSummary },
    shell: ShellForm(
      [.optional("FILE", .file), .optional("QUERY", .cypher)],
      details: { words, _ in words.drawDetails },
      examples: [":draw", ":draw f9.svg", ":draw f9.html MATCH p = (:Study)-->(:Factor) RETURN p"]))
}

extension ShellCommand {
  /// Draws the graph of an answer.
  static let draw = ShellCommand(.draw) { state, argument in
    var words = ArgumentReader(argument)
    var copy = words
    if let first = copy.word(), first.isNameOfPicture {
      let (path, replacing) = try words.target()
      if state.isSafe { throw ShellFailure(.query, state.words.notInSafeMode(":draw \(path)")) }
      return [.notice(try state.draw(to: path, replacing: replacing, words.rest))]
    }
    let (_, rows) = try state.answer(of: argument)
    var sketch = GraphSketch()
    for row in rows { for value in row { sketch.add(value) } }
    guard !sketch.isEmpty else { throw ShellFailure(.query, state.words.nothingToDraw) }
    guard sketch.isSmall else {
      throw ShellFailure(
        .query,
        state.words.tooLargeToSketch(
          nodes: sketch.nodes.count, relationships: sketch.relationships.count))
    }
    return [.text(sketch.text(isPlain: state.settings.isPlain))]
  }
}

extension String {
  /// Whether this is the name of a file, and no word of Cypher.
  fileprivate var isNameOfPicture: Bool {
    guard let dot = lastIndex(of: "."), dot != startIndex else { return false }
    let ending = self[index(after: dot)...]
    return !ending.isEmpty && ending.count <= 5
      && ending.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
      && !contains("(") && !contains("[")
  }
}

extension ShellState {
  /// Draws what a query finds, or the last one, into a file; returns what is said of it.
  fileprivate mutating func draw(
    to path: String, replacing: Bool, _ query: String
  ) throws -> String {
    var question = (text: query, parameters: parameters)
    if query.utf8.last == UInt8(ascii: ";") { question.text.removeLast() }
    if query.isEmpty {
      guard let last = lastQuery else { throw ShellFailure(.query, words.noLastAnswer) }
      question = (last.text, last.parameters)
    }
    var selection = ExportSelection()
    selection.query = question.text
    selection.form = .graph
    do {
      let report = try transfer.export(
        selection, to: resolved(path), parameters: question.parameters, replacing: replacing)
      // What a picture does not show of an element is no loss of the graph.
      let line = report.description.split(separator: "\n").first ?? ""
      let warning = PictureMaker.warning(of: path, nodes: report.nodes, in: words)
      return (warning.map { $0 + "\n" } ?? "") + "\(path): \(line)"
    } catch let diagnostic as Diagnostic {
      throw ShellFailure(diagnostic, at: ScriptPlace(source: question.text))
    }
  }
}

/// A small graph in lines of text: each node with what leads away from it below.
struct GraphSketch {
  private(set) var nodes: OrderedDictionary<Int, Node?> = [:]
  private(set) var relationships: OrderedDictionary<Int, Relationship> = [:]

  var isEmpty: Bool { nodes.isEmpty }

  /// Whether it can be read as text.
  var isSmall: Bool { nodes.count <= 60 && relationships.count <= 120 }

  /// Takes in the nodes and relationships of a value.
  mutating func add(_ value: Value) {
    switch value {
    case .node(let node): nodes[node.id] = node
    case .relationship(let relationship): add(relationship)
    case .path(let path):
      for node in path.nodes { nodes[node.id] = node }
      for relationship in path.relationships { add(relationship) }
    case .list(let list): for value in list { add(value) }
    case .map(let map): for entry in map.entries { add(entry.value) }
    default: break
    }
  }

  private mutating func add(_ relationship: Relationship) {
    guard let contents = relationship.contents else { return }
    relationships[relationship.id] = relationship
    for end in [contents.start, contents.end] where nodes[end] == nil { nodes[end] = .some(nil) }
  }

  private func name(_ id: Int) -> String {
    guard case let node?? = nodes[id] else { return "#\(id)" }
    let labels = node.contents?.labels.map { ":" + Value.quotedName($0) }.joined() ?? ""
    return DisplayText.escaped(node.shownName) + (labels.isEmpty ? "" : " \(labels)")
  }

  /// The lines.
  func text(isPlain: Bool) -> String {
    var lines: [String] = []
    var led: Set<Int> = []
    for relationship in relationships.values {
      if let contents = relationship.contents { led.formUnion([contents.start, contents.end]) }
    }
    for id in nodes.keys {
      let leaving = relationships.values.filter { $0.contents?.start == id }
      if isPlain {
        for relationship in leaving { lines.append(sentence(relationship)) }
        if !led.contains(id) { lines.append(name(id) + ".") }
        continue
      }
      if leaving.isEmpty {
        if !led.contains(id) { lines.append(name(id)) }
        continue
      }
      lines.append(name(id))
      for (number, relationship) in leaving.enumerated() {
        guard let contents = relationship.contents else { continue }
        let corner = number == leaving.count - 1 ? "└" : "├"
        lines.append("\(corner)─ \(contents.type.string) → \(name(contents.end))")
      }
    }
    return lines.joined(separator: "\n")
  }

  private func sentence(_ relationship: Relationship) -> String {
    guard let contents = relationship.contents else { return "" }
    return "\(name(contents.start)) \(contents.type.string) \(name(contents.end))."
  }
}
