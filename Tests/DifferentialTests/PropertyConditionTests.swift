import GraphEngine
import GraphModel
import GraphTestKit
import Testing

/// Conditions on properties have one answer, whether the values lie in typed columns or beside them,
/// and whether an index, the search of a dictionary, or a test of each row finds them.
@Suite("Conditions on properties")
struct PropertyConditionTests {
  /// Texts that share beginnings, ends and bytes, one of them longer than any block that is searched
  /// at once.
  private static let texts: [String] = [
    "", "a", "b", "aa", "ab", "ba", "abc", "abcabc", "cab", "é", "e\u{301}", "ŵy", "stŵ", "zzz",
    "a.b", String(repeating: "ab", count: 90), String(repeating: "x", count: 63) + "abc",
  ]
  private static let textPatterns: [Value] =
    texts.map { .string($0) } + [.string("c"), .string("bca"), .string("xab"), .null, .integer(1)]

  /// Values of every kind that can be compared, with equal ones of different types.
  private static let mixed: [Value] =
    [
      .null, .integer(1), .integer(2), .integer(-3), .float(1), .float(1.5), .float(.nan),
      .float(.infinity), .float(-.infinity), .float(-0.0), .integer(0), .boolean(true),
      .boolean(false), .integer(Int.max), .integer(Int.min), .float(0x1p63), .list([.integer(1)]),
      .list([.string("a")]),
    ] + ["a", "ab", "", "b"].map { .string($0) }

  /// A graph with texts in `t`, integers in `i`, floats in `f`, and all of these and more in `m`.
  private func graph(
    _ making: GraphVariant.Making, indexes: Bool, nodes: Int, _ random: inout SeededGenerator
  ) throws -> Graph {
    var contents = RandomGraph()
    for _ in 0..<nodes {
      var properties = MapValue()
      properties["u"] = .string("\(random.pick(Self.texts))\(random.number(0...400))")
      if random.chance(0.9) { properties["t"] = .string(random.pick(Self.texts)) }
      if random.chance(0.9) { properties["i"] = .integer(random.number(-4...4)) }
      if random.chance(0.9) {
        properties["f"] = .float(random.pick([-1, -0.0, 0, 0.5, 2, .nan, .infinity]))
      }
      let mixed = random.pick(Self.mixed)
      if !mixed.isNull { properties["m"] = mixed }
      contents.addNode(labels: [random.pick(["A", "B"])], properties: properties)
    }
    for start in 0..<nodes {
      contents.addRelationship(
        type: "R", start: start, end: random.number(0...nodes - 1), properties: MapValue())
    }
    let graph = try GraphVariant("", making, batchSize: random.pick([1, 7, 2048]))
      .graph(of: contents)
    // Each of these queries ends, if later on a busy machine.
    graph.limits.time = nil
    if indexes {
      for key in ["t", "i", "f", "m", "u"] {
        _ = try graph.run("CREATE INDEX \(key) FOR (n:A) ON (n.\(key))").all()
      }
    }
    // Dates cannot be parameters of the statements that write a graph, nor can they be in a base.
    _ = try graph.run(
      "UNWIND range(1, 9) AS d CREATE (:A {m: date({year: 2020, month: d}), when: true})"
    ).all()
    return graph
  }

  private func condition(_ key: String, _ values: [Value], _ random: inout SeededGenerator) -> (
    text: String, parameters: [String: Value]
  ) {
    let value = random.pick(values)
    let other = random.pick(values)
    let parameters: [String: Value] = [
      "v": value, "w": other,
      "list": .list([other, value, other] + (random.chance(0.3) ? values : [])),
    ]
    let comparison = random.pick(["=", "<>", "<", "<=", ">", ">="])
    let text = random.pick([
      "n.\(key) \(comparison) $v", "$v \(comparison) n.\(key)", "n.\(key) IN $list",
      "n.\(key) >= $v AND n.\(key) < $w", "$v < n.\(key) <= $w", "n.\(key) = $v OR n.\(key) = $w",
      "n.\(key) = $v OR n.\(key) IN $list OR n.\(key) > $w", "NOT n.\(key) \(comparison) $v",
      "n.\(key) IS NULL OR n.\(key) = $v", "n.\(key) STARTS WITH $v", "n.\(key) CONTAINS $v",
      "n.\(key) ENDS WITH $v", "n.\(key) STARTS WITH $v AND n.\(key) <> $w",
      "n.\(key) IN [$v, $w, null]", "n.\(key) > date('2020-04-01')",
      "n.\(key) = $v OR n.i = 2",
    ])
    // As a literal the value is known when the plan is made.
    guard random.chance(0.5) else { return (text, parameters) }
    return (
      text.replacing("$list", with: literal(parameters["list"]))
        .replacing("$v", with: literal(value)).replacing("$w", with: literal(other)), [:]
    )
  }

  private func literal(_ value: Value?) -> String {
    switch value {
    case .float(let number)? where number.isNaN: "(0.0 / 0.0)"
    case .float(let number)? where number.isInfinite: "(\(number < 0 ? "-" : "")1.0 / 0.0)"
    case .list(let items)?: "[\(items.map { literal($0) }.joined(separator: ", "))]"
    case .integer(Int.min)?: "(-9223372036854775807 - 1)"
    case let value?: value.description
    case nil: "null"
    }
  }

  @Test("Indexes, dictionaries and rows agree")
  func agree() throws {
    let seed = TestSettings.seed
    let ends = [
      "RETURN count(n) AS c, min(n.t) AS l, max(n.i) AS h, min(n.m) AS m, max(DISTINCT n.m) AS d",
      "MATCH (n)-[:R]->(b) RETURN n.id, b.t",
      "MATCH (b:B)-[:R]->(n) RETURN b.i, max(n.u), min(n.f)",
    ]
    var compared = 0
    var nonEmpty = 0
    for stream in UInt64(0)..<UInt64(TestSettings.count(24)) {
      var random = SeededGenerator(seed: seed, stream: 77 << 32 + stream)
      let nodes = random.pick([3, 40, 300])
      var graphs: [Graph] = []
      for (making, indexes) in [
        (GraphVariant.Making.written, false), (.loaded, false), (.loaded, true), (.edited, true),
      ] {
        var same = SeededGenerator(seed: seed, stream: 78 << 32 + stream)
        graphs.append(try graph(making, indexes: indexes, nodes: nodes, &same))
      }
      for _ in 0..<60 {
        let key = random.pick(["t", "u", "i", "f", "m"])
        let values =
          key == "t" || key == "u" ? Self.textPatterns : Self.mixed + [.string("ab"), .integer(3)]
        let (text, parameters) = condition(key, values, &random)
        let end = random.pick(ends)
        let query = "MATCH (n:A) WHERE \(text) \(end)"
        let bags = graphs.map { graph in
          Result { Bag(try graph.run(query, parameters: parameters).all().map(\.values)) }
        }
        compared += 1
        guard case .success(let expected) = bags[0] else {
          #expect(
            bags.allSatisfy { if case .failure = $0 { true } else { false } },
            "\(query) \(parameters)")
          continue
        }
        if expected.count > 0 { nonEmpty += 1 }
        for bag in bags.dropFirst() {
          let actual = try bag.get()
          #expect(
            actual == expected, "DOLEN_SEED=\(seed), graph \(stream)\n\(query)\n\(parameters)")
          if actual != expected { return }
        }
      }
    }
    print("Conditions on properties: \(compared) queries, \(nonEmpty) with rows, seed \(seed)")
    #expect(nonEmpty * 2 > compared)
  }

  @Test("A regular expression finds the same with and without a search for what it needs")
  func regex() throws {
    var random = SeededGenerator(seed: TestSettings.seed, stream: 80)
    let graph = Graph()
    var texts: [Value] = []
    for _ in 0..<4_000 {
      let length = random.pick([0, 1, 3, 9, 40])
      let letters = (0..<length).map { _ in random.pick(["a", "b", "c", "é", "\n", "B"]) }
      texts.append(.string(letters.joined()))
    }
    try graph.load { loader in
      for text in texts { _ = try loader.addNode(labels: ["T"], properties: ["t": text]) }
    }
    for pattern in [
      ".*abc.*", "(?s).*abc.*", "(?s).*ab+c.*", "(?s).*(abc)+b.*", "a.*", "(?s)[ab]*é.*",
      "(?is).*bb.*",
      "(?s).*(ab|ca)bc.*", "(?s).*(ab)?cc.*", "(?s).*a{2}b.*", "(?s).*\\bab.*", "",
      "(?s).*(?i:b)cé.*",
      "(?s).*^a.*", "(?s).*\\Qc\n\\E.*",
    ] {
      let counts = try [
        "MATCH (n:T) WHERE n.t =~ $p RETURN count(n)",
        "UNWIND $texts AS t WITH t WHERE t =~ $p RETURN count(t)",
      ].map { query in
        try graph.run(query, parameters: ["p": .string(pattern), "texts": .list(texts)]).all()
          .first?.values
      }
      #expect(counts[0] == counts[1], "\(pattern)")
    }
  }

  @Test("A search of a whole dictionary finds what a look at each text finds")
  func search() throws {
    var random = SeededGenerator(seed: TestSettings.seed, stream: 79)
    let graph = Graph()
    var texts: Set<String> = []
    while texts.count < 5_000 {
      // Few letters, so that patterns occur across the ends of texts and almost everywhere else.
      let count = random.pick([0, 1, 2, 5, 16, 70, 200])
      texts.insert(String((0..<count).map { _ in random.pick(["a", "b", "c", "é"]) }.joined()))
      texts.insert(String((0..<12).map { _ in random.pick(["x", "y", "z", "a"]) }.joined()))
    }
    try graph.load { loader in
      for text in texts {
        _ = try loader.addNode(labels: ["T"], properties: ["t": .string(text)])
      }
    }
    let sorted = texts.sorted()
    for _ in 0..<60 {
      let source = random.pick(sorted)
      let from = random.number(0...source.count)
      let pattern = String(source.dropFirst(from).prefix(random.number(1...18)))
      for (op, holds) in [
        ("CONTAINS", { Text($0).contains(Text(pattern)) }),
        ("STARTS WITH", { Text($0).hasPrefix(Text(pattern)) }),
        ("ENDS WITH", { Text($0).hasSuffix(Text(pattern)) }),
        ("=~", { Text($0) == Text(pattern) }),
      ] as [(String, (String) -> Bool)] {
        let rows = try graph.run(
          "MATCH (n:T) WHERE n.t \(op) $p RETURN count(n) AS n", parameters: ["p": .string(pattern)]
        ).all()
        let expected = texts.filter(holds).count
        #expect(rows.first?.values == [.integer(expected)], "\(op) '\(pattern)'")
      }
    }
  }
}
