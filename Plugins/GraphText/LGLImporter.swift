import ExchangeKit
import GraphModel
import PluginKit

/// Reads the format of Large Graph Layout, which igraph writes as well: a line `# a`, then a line for each
/// neighbour of it, `b` or `b 1.5` with a weight.
struct LGLImporter: GraphImporter {
  private let options: NameOptions

  init(options: NameOptions) throws {
    try options.check()
    self.options = options
  }

  /// Reads every line.
  func read(_ source: ImportSource, into sink: inout some GraphSink) throws {
    var lines = try NameLines(source)
    var nodes = MetNodes(label: options.label, property: options.property)
    var from: NodeReference?
    while try lines.next(skipping: []) {
      let (line, place) = (lines.text, lines.place)
      let read = try sink.reading(.relationship, text: line) {
        try Self.words(line, follows: from != nil, at: place)
      }
      guard let (name, weight, isStart) = read else { continue }
      let node = try nodes.reference(name, at: place, to: &sink)
      guard !isStart, let start = from else {
        from = node
        continue
      }
      try sink.add(
        ImportedRelationship(
          Text(options.standardType), from: start, to: node,
          properties: weight.map { ["weight": $0] } ?? [:], at: place))
    }
  }

  /// What a line says: a name, a weight, and whether the neighbours of the name follow.
  private static func words(
    _ line: String, follows: Bool, at place: SourcePlace
  ) throws -> (name: String, weight: Value?, isStart: Bool) {
    var words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
    if line.trimmed.hasPrefix("#") {
      if words[0] == "#" { words.removeFirst() } else { words[0].removeFirst() }
      guard words.count == 1 else {
        throw ImportError(
          "The line names \(words.isEmpty ? "no node" : "more than one node") behind its '#'",
          at: place,
          hint: "Write one name without blanks, as in: # a")
      }
      return (words[0], nil, true)
    }
    guard follows else {
      throw ImportError(
        "A neighbour stands before the first node", at: place,
        hint: "Write the node before it, as in: # a")
    }
    guard words.count < 3 else {
      throw ImportError(
        "The line has \(words.count) words, where a name and a weight were expected", at: place,
        hint: "Names have no blanks in this format; write _ for them")
    }
    guard words.count == 2 else { return (words[0], nil, false) }
    guard let weight = Double(words[1]) else {
      throw ImportError(
        "'\(words[1])' is no weight", at: place,
        hint: "Names have no blanks in this format, and a weight is a number")
    }
    return (words[0], Int(words[1]).map { .integer($0) } ?? .float(weight), false)
  }
}
