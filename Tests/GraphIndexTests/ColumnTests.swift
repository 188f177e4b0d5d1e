import GraphModel
import GraphTestKit
import Testing

@testable import GraphIndex

/// Columns, dictionaries and adjacency give back what was put in, in whatever order it came.
@Suite("Parts of the base")
struct ColumnTests {
  private func generator(_ stream: UInt64) -> SeededGenerator {
    SeededGenerator(seed: TestSettings.seed, stream: stream)
  }

  private static let kinds = ["integer", "float", "boolean", "text", "list", "mixed"]

  private func value(_ kind: String, _ random: inout SeededGenerator) -> Value {
    switch kind {
    case "integer": .integer(random.pick([random.number(-9...9), .max, .min]))
    case "float": .float(random.pick([0.5, -0.0, .infinity, Double(random.number(0...9))]))
    case "boolean": .boolean(random.chance(0.5))
    case "text":
      .string(random.pick(["", "a", "é", "e\u{301}", "ab", "tŷ\(random.number(0...9))"]))
    case "list": .list([.integer(random.number(0...3)), "x"])
    default: value(random.pick(Array(Self.kinds.dropLast())), &random)
    }
  }

  @Test("A ColumnBuilder's PropertyColumn has the values that were added", arguments: kinds)
  func columns(_ kind: String) throws {
    for round in 0..<60 {
      var random = generator(33 << 32 + UInt64(round))
      let positions = (0..<random.number(1...80)).map { UInt32($0 + 5) }
        .filter { _ in round % 3 == 0 || random.chance(0.6) }
      var builder = ColumnBuilder()
      var expected: [UInt32: Value] = [:]
      for position in round % 2 == 0 ? positions : positions.shuffled(using: &random) {
        let value = value(kind, &random)
        builder.add(value, at: position)
        expected[position] = value
      }
      #expect(builder.count == expected.count)
      guard let column = builder.column() else {
        #expect(expected.isEmpty)
        continue
      }
      #expect(column.valueCount == expected.count)
      for position in UInt32(0)..<100 {
        let value = expected[position] ?? .null
        #expect(column[position] == value, "\(kind) at \(position)")
        #expect(column[position].typeName == value.typeName)
        #expect(column.isValid(position) == (expected[position] != .none))
      }
      // It may say that it does not know, but not that values differ where two are equal.
      let areDistinct = Set(expected.values).count == expected.count
      if column.areValuesDistinct { #expect(areDistinct, "\(kind), round \(round)") }
      if kind == "text" {
        #expect(column.textCount == Set(expected.values).count)
        #expect(column.areValuesDistinct == areDistinct)
      }
    }
  }

  @Test("GeneralValues have a text for each value, and none for null")
  func generalValues() throws {
    let values = GeneralValues([1, .null, [1, "a"], "x"])
    #expect(values.count == 4 && values.all == [1, .null, [1, "a"], "x"])
    #expect(values[1] == .null && values[2] == [1, "a"])
    let texts = try values.texts()
    #expect(texts.count == 4 && texts[1] == "" && texts[2] == "[1,\"a\"]")
  }

  @Test("A TextPool numbers texts by their bytes, and its TextDictionary finds them in order")
  func texts() {
    var random = generator(34 << 32)
    let parts = ["", "a", "b", "é", "e\u{301}", "ŷ", "zz"]
    for _ in 0..<30 {
      var pool = TextPool()
      var numbers: [Text: UInt32] = [:]
      var added: [Text] = []
      for _ in 0..<random.number(0...120) {
        let text = Text(random.pick(parts) + random.pick(parts) + random.pick(parts))
        let number = text.withUTF8 { pool.intern($0) }
        if let known = numbers[text] {
          #expect(number == known)
        } else {
          #expect(Int(number) == added.count)
          numbers[text] = number
          added.append(text)
        }
      }
      #expect(pool.count == added.count && Array(pool.dictionary().texts) == added)
      let (dictionary, places) = pool.sorted()
      let sorted = added.sorted { Value.order(.text($0), .text($1)) < 0 }
      #expect(Array(dictionary.texts) == sorted)
      for (number, text) in added.enumerated() {
        #expect(dictionary[Int(places[number])] == text)
        #expect(dictionary.code(of: text) == places[number])
      }
      for part in parts.map({ Text($0) }) + ["nothing"] {
        let equal = sorted.indices.filter { sorted[$0] == part }
        #expect(Array(dictionary.codes(equalTo: part)) == equal)
        let starting = sorted.indices.filter { sorted[$0].hasPrefix(part) }
        #expect(Array(dictionary.codes(startingWith: part)) == starting)
      }
    }
  }

  @Test("An AdjacencyBuilder's Adjacency has every relationship on both sides, sorted")
  func adjacency() {
    for round in 0..<80 {
      var random = generator(35 << 32 + UInt64(round))
      var builder = AdjacencyBuilder()
      var added: [(id: Int, start: UInt32, end: UInt32)] = []
      var id = round % 2
      for _ in 0..<random.number(0...60) {
        let edge = (
          id, UInt32(random.number(3...12)),
          UInt32(random.number(round % 3 == 0 ? 20...30 : 3...12))
        )
        _ = builder.add(id: edge.0, start: edge.1, end: edge.2)
        added.append(edge)
        id += random.number(1...(round % 4 == 0 ? 1 : 3))
      }
      let (adjacency, positions) = builder.adjacency()
      #expect(adjacency.count == added.count)
      #expect(adjacency.hasLoops == added.contains { $0.start == $0.end })
      for (place, edge) in added.enumerated() {
        let position = positions.map { $0[place] } ?? UInt32(place)
        #expect(adjacency.ids[Int(position)] == edge.id)
        #expect(adjacency.start(of: position) == edge.start)
        #expect(adjacency.end(of: position) == edge.end)
      }
      for node in UInt32(0)..<35 {
        for (side, isOut) in [(adjacency.outgoing, true), (adjacency.incoming, false)] {
          let neighbors = side.slots(of: node).map { side.neighbors[$0] }
          let own = added.filter { isOut ? $0.start == node : $0.end == node }
          #expect(neighbors == own.map { isOut ? $0.end : $0.start }.sorted())
          #expect(side.degree(of: node) == own.count)
          let ids = side.slots(of: node).map { slot in
            adjacency.ids[Int(side.positions.map { $0[slot] } ?? UInt32(slot))]
          }
          #expect(ids.sorted() == own.map(\.id))
        }
      }
    }
  }

  @Test("An IdentifierRun gives back rising numbers, with and without gaps")
  func identifiers() {
    for numbers in [[], [0, 1, 2], [5, 6, 7], [0, 2, 3], [4, 9, 10], [0]] {
      var run = IdentifierRun()
      for number in numbers { run.append(number) }
      #expect(numbers.indices.map { run[$0] } == numbers)
      #expect(run.isIdentity == (numbers == Array(0..<numbers.count)))
      let buffer = run.buffer(count: numbers.count)
      #expect(numbers.indices.map { buffer[$0] } == numbers)
    }
  }

  @Test("A Bitmap is a set of positions")
  func bitmap() {
    var random = generator(36 << 32)
    var bitmap = Bitmap(capacity: 70)
    var set: Set<UInt32> = []
    for _ in 0..<2_000 {
      let position = UInt32(random.number(0...300))
      if random.chance(0.6) {
        #expect(bitmap.insert(position) == set.insert(position).inserted)
      } else {
        bitmap.remove(position)
        set.remove(position)
      }
      #expect(bitmap.contains(position) == set.contains(position))
    }
    var members: [UInt32] = []
    bitmap.forEach { members.append($0) }
    #expect(members == set.sorted() && bitmap.count == set.count)
    #expect(!bitmap.contains(.max))
  }

  @Test("A NameTable and a LabelSetTable number what they see once")
  func tables() {
    var symbols = NameTable()
    for _ in 0..<2 {
      #expect([Text("a"), "é", "e\u{301}", "a"].map { symbols.intern($0) } == [0, 1, 2, 0])
    }
    #expect(symbols.count == 3 && symbols[2] == "e\u{301}" && symbols.number(of: "b") == nil)
    var sets = LabelSetTable()
    #expect([[], [2, 1], [1, 2, 2], [1]].map { sets.intern($0) } == [0, 1, 1, 2])
    #expect(sets.count == 3 && sets[1] == [1, 2])
  }
}
