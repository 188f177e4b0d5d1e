import GraphEngine
import GraphModel
import GraphTestKit

/// Random graphs with values of every type, elements with keys and without, and parallel relationships.
struct AnyGraph {
  /// Values of every type that a property holds, among them some that `==` takes for others.
  static let expressions = [
    "1", "1.0", "0.0", "-0.0", "9223372036854775807", "0.0 / 0.0", "1.0 / 0.0", "'a'", "''",
    "'e\u{301}'", "'é'", "true", "false", "date('2026-05-01')", "localtime('12:30')",
    "time('12:30+01:00')", "time('11:30Z')", "localdatetime('2026-05-01T09:30')",
    "datetime('2026-05-01T09:30Z')", "datetime('2026-05-01T10:30+01:00')",
    "datetime('2026-05-01T10:30+01:00[Europe/London]')", "duration('P1M2DT3S')",
    "duration({seconds: 3})", "point({x: 1, y: 2})", "point({longitude: -4.1, latitude: 52.4})",
    "point({x: 1, y: 2, z: -0.0})", "[]", "[1, 2]", "[1.0, 2]", "['a', 'b']",
    "[date('2026-05-01'), 'a', 0.0 / 0.0]",
  ]

  private(set) var random: SeededGenerator
  let values: [Value]
  /// Whether no two nodes of a label, and no two relationships, have one `id`.
  var hasUniqueKeys = false
  /// The chance that an element has an `id`.
  var named = 0.7

  init(_ random: SeededGenerator) throws {
    self.random = random
    let graph = Graph()
    values = try Self.expressions.map { try graph.evaluate($0) }
  }

  mutating func properties() -> MapValue {
    var map = MapValue()
    for key in ["x", "y", "z"] as [Text] where random.chance(0.4) { map[key] = random.pick(values) }
    return map
  }

  private mutating func labels() -> [Text] {
    (["Study", "Factor", "Note"] as [Text]).filter { _ in random.chance(0.4) }
  }

  /// Fills an empty graph; what has an id has one of `0..<range`.
  ///
  /// - Parameter mark: A property that every element gets, with a number of its own.
  mutating func fill(
    _ graph: Graph, nodes: Int, relationships: Int, ids: Int = 12, mark: Text? = nil
  ) throws {
    try graph.load { loader in
      var numbers: [Int] = []
      var used: Set<String> = []
      for index in 0..<nodes {
        let labels = labels()
        var map = properties()
        let id = random.number(0...max(0, ids - 1))
        let isFree =
          !hasUniqueKeys || labels.allSatisfy { used.insert("\($0) \(id)").inserted }
        if random.chance(named), isFree {
          map["id"] = random.chance(0.5) ? .integer(id) : .string("n\(id)")
        }
        if let mark { map[mark] = .integer(index) }
        numbers.append(try loader.addNode(labels: labels, properties: map))
      }
      guard !numbers.isEmpty else { return }
      for index in 0..<relationships {
        var map = properties()
        let id = random.number(0...max(0, 2 * ids - 1))
        let type = random.pick(["SUPPORTS", "CITES"] as [Text])
        if random.chance(named / 2), !hasUniqueKeys || used.insert("\(type) \(id)").inserted {
          map["id"] = .integer(id)
        }
        if let mark { map[mark] = .integer(index) }
        _ = try loader.addRelationship(
          type: type, start: random.pick(numbers), end: random.pick(numbers), properties: map)
      }
    }
  }

  /// Changes a few things of a graph, as somebody who works on a review does.
  mutating func change(_ graph: Graph, times: Int) throws {
    for _ in 0..<times {
      let value = random.pick(values)
      let parameters: [String: Value] = [
        "n": .integer(random.number(0...4)), "v": value, "k": .integer(random.number(100...999)),
      ]
      let statement = random.pick([
        "MATCH (n) WHERE id(n) % 5 = $n SET n.x = $v",
        "MATCH (n) WHERE id(n) % 7 = $n REMOVE n.y",
        "MATCH (n:Study) WHERE id(n) % 6 = $n SET n:Seen",
        "MATCH (n:Seen) WHERE id(n) % 2 = 0 REMOVE n:Seen",
        "MATCH (n) WHERE id(n) % 11 = $n DETACH DELETE n",
        "MATCH ()-[r]->() WHERE id(r) % 6 = $n SET r.x = $v",
        "MATCH ()-[r]->() WHERE id(r) % 9 = $n DELETE r",
        "CREATE (:Study {id: 's' + $k, x: $v})-[:SUPPORTS {id: $k, y: $v}]->(:Note {x: $v})",
        "MATCH (a:Study), (b:Factor) WHERE id(a) % 5 = $n WITH a, b LIMIT 2 "
          + "CREATE (a)-[:CITES {x: $v}]->(b)",
      ])
      _ = try graph.run(statement, parameters: parameters)
    }
  }
}

/// A graph as a bag of texts that says nothing of numbers: each node with what it is joined to, three steps wide.
struct GraphText: Hashable {
  private(set) var nodes: [String: Int] = [:]
  private(set) var relationships: [String: Int] = [:]

  init(_ graph: Graph) throws {
    var names: [Int: String] = [:]
    try graph.forEachNode { node in
      let labels = (node.contents?.labels ?? []).map(\.string).sorted()
      names[node.id] = "\(labels)\(Self.text(node.contents?.properties ?? [:]))"
    }
    var all: [(type: String, start: Int, end: Int)] = []
    try graph.forEachRelationship { relationship in
      guard let contents = relationship.contents else { return }
      all.append(
        ("\(contents.type)\(Self.text(contents.properties))", contents.start, contents.end))
    }
    for _ in 0..<3 {
      var around: [Int: [String]] = [:]
      for (type, start, end) in all {
        around[start, default: []].append("→\(type)\(names[end] ?? "")".digest)
        around[end, default: []].append("←\(type)\(names[start] ?? "")".digest)
      }
      names = Dictionary(
        uniqueKeysWithValues: names.map { id, name in
          (id, name.digest + (around[id] ?? []).sorted().joined())
        })
    }
    for name in names.values { nodes[name, default: 0] += 1 }
    for (type, start, end) in all {
      relationships["\(type) \(names[start] ?? "") \(names[end] ?? "")", default: 0] += 1
    }
  }

  /// Properties to the last bit, in the order of their keys.
  static func text(_ map: MapValue) -> String {
    var writer = JSONWriter()
    for (key, value) in map.sorted {
      writer.write(key)
      do { try writer.write(value) } catch { writer.write(Text("\(error)")) }
    }
    return writer.text
  }
}

extension String {
  /// A short text that differs where this one does.
  fileprivate var digest: String {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in utf8 { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(sum, radix: 36)
  }
}
